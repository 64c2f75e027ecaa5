// build/index.mjs and build/browser.mjs, the library, and the types of both below build/types.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const REPOSITORY = join(import.meta.dirname, '..', '..');

export async function buildLibrary(output: string): Promise<void> {
  const common = {
    absWorkingDir: REPOSITORY,
    bundle: true,
    format: 'esm',
    legalComments: 'none',
    logLevel: 'warning',
  } as const;
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
      external: ['commander', './lib/*'],
      alias: { execa: './lib/execa.cjs' },
    }),
    build({
      ...common,
      platform: 'browser',
      target: ['chrome123', 'firefox120', 'safari17.5'],
      entryPoints: ['host/browser.ts'],
      outfile: join(output, 'browser.mjs'),
    }),
  ]);
  writeTypes(join(output, 'types'));
}

function writeTypes(folder: string): void {
  const tsc = join(REPOSITORY, 'node_modules', '.bin', 'tsc');
  const project = ['-p', 'host/tools/tsconfig.library.json', '--outDir', folder];
  const { status, stdout } = spawnSync(tsc, project, { cwd: REPOSITORY, encoding: 'utf8' });
  if (status !== 0) throw new Error(`tsc: ${stdout}`);
}
