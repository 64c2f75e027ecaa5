// build/index.mjs and build/browser.mjs, the library. Its types are made by `npm run types`, before it is packed.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';

const REPOSITORY = join(import.meta.dirname, '..', '..');

export async function buildLibrary(output: string): Promise<void> {
  const common = {
    absWorkingDir: REPOSITORY,
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
  } as const;
  await removeChunks(join(output, 'lib'));
  await Promise.all([
    build({
      ...common,
      platform: 'node',
      target: 'node20.19',
      entryPoints: { index: 'host/index.ts' },
      outdir: output,
      outExtension: { '.js': '.mjs' },
      // What only some calls need is read when they are made.
      splitting: true,
      chunkNames: 'lib/[name]-[hash]',
      external: ['commander'],
      plugins: [besideTheParts],
    }),
    build({
      ...common,
      platform: 'browser',
      target: ['chrome123', 'firefox120', 'safari17.5'],
      entryPoints: ['host/browser.ts'],
      outfile: join(output, 'browser.mjs'),
    }),
  ]);
}

/** What starts the helper is read late, and so stands in lib/, where the command's execa is too. */
const besideTheParts: Plugin = {
  name: 'beside-the-parts',
  setup({ onResolve }) {
    onResolve({ filter: /^execa$/ }, () => ({ path: './execa.cjs', external: true }));
  },
};

/** Their names are their digests: those of an earlier build would be packed with the new ones. */
async function removeChunks(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.mjs'));
  await Promise.all(names.map((name) => rm(join(folder, name))));
}
