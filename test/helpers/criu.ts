// criu for tests: the installed one, or the newer one that setup has unpacked where that does not know the kernel.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

/**
 * criu mounts a unified hierarchy for itself, which takes the option `nsdelegate` from the one that is there, whoever has
 * it called: it is given back. To be called in a `describe`, before leavesNothingBehind().
 */
export function keepsDelegation(): void {
  let isDelegated = false;
  const delegates = (): boolean =>
    / \/sys\/fs\/cgroup .* - cgroup2 .*nsdelegate/.test(
      readFileSync('/proc/self/mountinfo', 'utf8'),
    );
  beforeEach(() => {
    isDelegated = delegates();
  });
  afterEach(() => {
    if (isDelegated && !delegates())
      spawnSync('mount', ['-o', 'remount,nsdelegate', '/sys/fs/cgroup']);
  });
}
