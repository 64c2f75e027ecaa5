// `lading web`: the page by itself, or with a config, to try configs in: served to this machine only, or written to a file.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import process from 'node:process';
import { errnoOf, LadingError } from '../errors.ts';
import { writeProduct } from '../output.ts';
import type { Context } from './context.ts';
import { PAGE, readPage, renderConfigPage } from './page.ts';

const HOST = '127.0.0.1';

export async function runWeb({ options, operands, print, reader }: Context): Promise<number> {
  const [config] = operands;
  if (options.html !== undefined && options.port !== undefined) {
    const message = '--port: a page that is written with --html is not served';
    throw new LadingError({ code: 'options', message });
  }
  const page = config === undefined ? readPage() : renderConfigPage(config, reader);
  if (options.html !== undefined) {
    writeProduct(`${options.html}`, page, PAGE);
    return 0;
  }
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => answer(page, request, response));
  const port = await listen(server, Number(options.port ?? 0));
  print(`http://${HOST}:${port}/\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  server.closeAllConnections();
  server.close();
  return 0;
}

/** Whatever name a browser was led here by, only this one is answered: the page is for this machine. */
function answer(page: string, request: IncomingMessage, response: ServerResponse): void {
  const asked = (request.headers.host ?? '').replace(/:\d+$/, '');
  const isOurs = asked === HOST || asked === 'localhost';
  const status = !isOurs ? 403 : request.url === '/' ? 200 : 404;
  response.writeHead(status, {
    'cache-control': 'no-store',
    'content-security-policy': "frame-ancestors 'none'",
    'content-type': status === 200 ? 'text/html; charset=utf-8' : 'text/plain',
    'x-content-type-options': 'nosniff',
  });
  response.end(status === 200 ? page : '');
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => {
      const message = `${HOST}:${port}: ${errnoOf(error) ?? error.message}`;
      reject(new LadingError({ code: 'web-listen', message, cause: error }));
    });
    server.listen(port, HOST, () => resolve((server.address() as AddressInfo).port));
  });
}
