// package.json -> the version as the engine, the native entry and the host have it.
import { readFile } from 'node:fs/promises';

const MANIFEST = new URL('../../../package.json', import.meta.url);

export async function generate(): Promise<ReadonlyMap<string, string>> {
  const { version } = JSON.parse(await readFile(MANIFEST, 'utf8')) as { readonly version: string };
  const text = `// Written by \`npm run generate\` from package.json. Do not edit.

export const VERSION: string = '${version}';
`;
  return new Map([
    ['assembly/version.ts', text],
    ['host/version.ts', text],
  ]);
}
