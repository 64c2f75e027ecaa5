// The tests as plain JavaScript: in emulation, compiling TypeScript takes longer than the tests. Where a file says where
// it is, it still means its source.
import { readFileSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { testHelper } from '../helpers/faults.ts';
import { program, programs } from '../helpers/programs.ts';
import { guestDirectory, repository } from './kernel.ts';

const directory = join(repository, 'build', 'vm-tests');

const keepPlaces: Plugin = {
  name: 'keep-places',
  setup({ onLoad }) {
    onLoad({ filter: /\/(test|host)\/.*\.ts$/ }, ({ path }) => ({
      loader: 'ts',
      contents: readFileSync(path, 'utf8')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path))),
    }));
  },
};

/** Compiles the tests below these paths, and what they share once; the answer says where a source's outcome is. */
export async function bundleTests(files: readonly string[]): Promise<(source: string) => string> {
  for (const name of programs) program(name);
  testHelper();
  rmSync(directory, { recursive: true, force: true });
  const hooks = join(repository, 'test', 'helpers', 'hooks.ts');
  const own = ['run.ts', 'state.ts'].map((name) => join(guestDirectory, name));
  await build({
    entryPoints: [...own, hooks, ...files],
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    outbase: repository,
    plugins: [keepPlaces],
    logLevel: 'error',
  });
  return (source) => join(directory, relative(repository, source).replace(/\.ts$/, '.mjs'));
}

/** The test files that these paths, below the repository, are or hold. */
export async function testFiles(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const absolute = join(repository, path);
      if (path.endsWith('.ts')) return [absolute];
      const names = await readdir(absolute, { recursive: true });
      return names.filter((name) => name.endsWith('.test.ts')).map((name) => join(absolute, name));
    }),
  );
  return found.flat().sort();
}
