// criu for tests: the installed one, or the newer one that setup has unpacked where that does not know the kernel.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildDirectory } from './runtime.ts';

const folders: readonly (string | undefined)[] = [undefined, join(buildDirectory, 'criu')];

let found: { readonly env: Record<string, string> } | undefined | 'not looked for' =
  'not looked for';

/** The environment in which `criu` is one that works here; undefined: there is none. */
export function criuEnvironment(): Record<string, string> | undefined {
  if (found === 'not looked for') {
    found = folders
      .filter((folder) => folder === undefined || existsSync(join(folder, 'criu')))
      .map((folder) => ({ env: environment(folder) }))
      .find(({ env }) => check(env, []));
  }
  return found?.env;
}

/** Whether the kernel notes what is written, so that a next dump need not hold all of the memory. */
export function tracksMemory(): boolean {
  const env = criuEnvironment();
  return env !== undefined && check(env, ['--feature', 'mem_dirty_track']);
}

function environment(folder: string | undefined): Record<string, string> {
  const path = process.env.PATH ?? '';
  return { PATH: folder === undefined ? path : `${folder}:${path}` };
}

function check(env: Record<string, string>, options: readonly string[]): boolean {
  const result = spawnSync('criu', ['check', ...options], {
    env: { ...process.env, ...env },
    stdio: 'ignore',
  });
  return result.status === 0;
}
