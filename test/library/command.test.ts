// The command as it is built: a small file that starts the bundle with what V8 compiled of it.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { testDirectory } from '../helpers/container.ts';
import { buildDirectory, run, runtime } from '../helpers/runtime.ts';

const FILES = ['lading', 'package.json', 'host.cache', 'engine.wasm', 'lib/host.cjs'];

/** As much of build/ as printing a plan takes. */
function copyOfBuild(name: string): string {
  const folder = join(testDirectory(), name);
  mkdirSync(join(folder, 'lib'), { recursive: true });
  for (const file of FILES) copyFileSync(join(buildDirectory, file), join(folder, file));
  return folder;
}

describe('the command', () => {
  it('is taken by this node as it was compiled when it was built', () => {
    const filename = join(buildDirectory, 'lib', 'host.cjs');
    const cachedData = readFileSync(join(buildDirectory, 'host.cache'));
    const script = new Script(readFileSync(filename, 'latin1'), { filename, cachedData });
    assert.equal(script.cachedDataRejected, false);
    // What is read so must be ASCII.
    assert.equal(/[^\0-\x7f]/.test(readFileSync(filename, 'utf8')), false);
  });

  for (const [what, change] of [
    ['nobody compiled it', (path: string) => rmSync(path)],
    ['another node did', (path: string) => writeFileSync(path, readFileSync(path).fill(1, 4, 12))],
    ['that is damaged', (path: string) => writeFileSync(path, 'x')],
  ] as const) {
    it(`is the same when ${what}`, async () => {
      const folder = copyOfBuild(what.replaceAll(' ', '-'));
      change(join(folder, 'host.cache'));
      const args = ['facts', 'v2-x86_64'];
      const found = await run([join(folder, 'lading'), ...args]);
      assert.deepEqual(found, await run([...runtime('lading').command, ...args]));
      assert.equal(found.exitCode, 0, found.stderr);
    });
  }
});
