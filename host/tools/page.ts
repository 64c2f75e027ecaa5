// build/page.html: program, style and engine in one file, under a policy that lets nothing else run, load or send.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const REPOSITORY = join(import.meta.dirname, '..', '..');
/** As a comment where an editor would otherwise complain. */
const PLACE = /(?:\/\*)?%([A-Z]+)%(?:\*\/)?/g;

const SOURCE = join(REPOSITORY, 'host', 'page');

export async function buildPage(engine: string, output: string): Promise<void> {
  const program = await bundled('main.tsx');
  const style = await bundled('page.css');
  const parts: Readonly<Record<string, string>> = {
    POLICY: policyFor(program, style),
    STYLE: style,
    ENGINE: readFileSync(engine).toString('base64'),
    PROGRAM: program,
  };
  const page = readFileSync(join(SOURCE, 'page.html'), 'utf8');
  // A function: `$&` in a program is not a pattern.
  writeFileSync(
    output,
    page.replace(PLACE, (_, name: string) => parts[name] ?? ''),
  );
}

async function bundled(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: REPOSITORY,
    entryPoints: [join(SOURCE, entry)],
    bundle: true,
    write: false,
    // A module of node's would be an error here.
    platform: 'browser',
    format: 'iife',
    target: ['chrome123', 'firefox120', 'safari17.5'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    tsconfig: join(SOURCE, 'tsconfig.json'),
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  const text = outputFiles[0]?.text.trim() ?? '';
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error(`${entry}: would end its own element`);
  return text;
}

/** Named by what they are, not by where they come from: what is put into the page later can be neither. */
function policyFor(program: string, style: string): string {
  const hash = (text: string): string =>
    `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${hash(program)} 'wasm-unsafe-eval'`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
