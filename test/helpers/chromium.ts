// Debian's Chromium, driven through playwright-core: a fresh profile, and no network but what a test itself answers.
import { execFileSync } from 'node:child_process';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

/** What pages are served under; nothing listens there. */
export const ORIGIN = 'http://localhost';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openChromium(): Promise<Browser> {
  const executablePath = execFileSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' });
  return chromium.launch({ executablePath: executablePath.trim(), args: FLAGS, headless: true });
}

/** Answers requests below ORIGIN from memory, and refuses all others. */
export async function serve(
  context: BrowserContext,
  files: ReadonlyMap<string, { readonly body: string | Buffer; readonly type: string }>,
): Promise<void> {
  await context.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const file = url.origin === ORIGIN ? files.get(url.pathname) : undefined;
    if (file === undefined) return route.abort();
    return route.fulfill({ body: file.body, contentType: file.type });
  });
}
