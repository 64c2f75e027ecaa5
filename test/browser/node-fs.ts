// node:fs for tests that run in a browser: the files that they read, put beside them by suite.test.ts.
type Names = { readonly [path: string]: string };

const files = (globalThis as unknown as { readonly testFiles: Names }).testFiles;

function pathOf(place: string | URL): string {
  const path = typeof place === 'string' ? place : decodeURIComponent(place.pathname);
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

export function existsSync(place: string | URL): boolean {
  const path = pathOf(place);
  return path in files || Object.keys(files).some((known) => known.startsWith(`${path}/`));
}

export function readFileSync(place: string | URL, encoding?: string): string | Buffer {
  const content = files[pathOf(place)];
  if (content === undefined) throw new Error(`${pathOf(place)}: not among the test's files`);
  const bytes = Buffer.from(content, 'base64');
  return encoding === undefined ? bytes : bytes.toString('utf8');
}

type Options = { readonly withFileTypes?: boolean; readonly recursive?: boolean };

export function readdirSync(place: string | URL, options: Options = {}): unknown[] {
  const folder = `${pathOf(place)}/`;
  const below = Object.keys(files)
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length));
  if (options.recursive === true) return below;
  const names = [...new Set(below.map((path) => path.split('/')[0] as string))];
  if (options.withFileTypes !== true) return names;
  return names.map((name) => ({ name, isDirectory: () => !(`${folder}${name}` in files) }));
}

export function writeFileSync(): never {
  throw new Error('a browser has no files to write');
}
