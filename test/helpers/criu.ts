// criu for tests: the installed one, or the newer one that setup has unpacked where that does not know the kernel.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildDirectory, runtimeUnderTest } from './runtime.ts';
import { skip } from './skip.ts';

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
 * What tests with criu share, to be called in a `describe` before leavesNothingBehind(): they are for root where criu
 * works, under any runtime or lading alone; and the options of the unified hierarchy, which are one for all mounts of it,
 * are after each as before. A peer's criu takes them away: they are given back.
 */
export function withCriu(options: { readonly onlyLading?: boolean } = {}): void {
  const isLading = runtimeUnderTest().name === 'lading';
  let given = '';
  before(function () {
    if (options.onlyLading === true && !isLading) skip(this, 'peer-under-test');
    if (criuEnvironment() === undefined) skip(this, 'no-criu');
  });
  beforeEach(() => {
    given = hierarchyOptions();
  });
  afterEach(() => {
    const left = hierarchyOptions();
    if (left === given) return;
    const words = given.split(',').filter((word) => word !== 'rw' && word !== 'ro');
    spawnSync('mount', ['-o', ['remount', ...words].join(), hierarchyMount() ?? '']);
    if (isLading) assert.equal(left, given, 'options of the unified hierarchy');
  });
}

/** Super options of the unified hierarchy; empty where there is none. */
export function hierarchyOptions(): string {
  return unifiedLine()?.replace(/^.* /, '') ?? '';
}

function hierarchyMount(): string | undefined {
  return unifiedLine()?.split(' ')[4];
}

function unifiedLine(): string | undefined {
  const lines = readFileSync('/proc/self/mountinfo', 'utf8').split('\n');
  return lines.find((line) => line.includes(' - cgroup2 '));
}
