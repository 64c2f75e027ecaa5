// Waits of the helper that others could make endless: helper-c/act/notify.c and relay.c by themselves. The cases are in
// waits-cases.c.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testDirectory } from '../helpers/container.ts';
import { patience } from '../helpers/patience.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const flags = ['-std=c17', '-D_GNU_SOURCE', '-O1', '-Wall', '-Wextra', '-Werror'];
const headers = ['-Ihelper-c', '-Igenerated/c'];
const parts = [
  'act/notify',
  'relay',
  'signals',
  'lock',
  'proc',
  'path',
  'ctx',
  'json_write',
  'sys',
];
const sources = ['test/helper-waits/waits-cases.c', ...parts.map((name) => `helper-c/${name}.c`)];

describe('the helper', () => {
  it('hears a few messages at a time, and is kept by no reader that does not read', () => {
    const program = join(testDirectory(), 'waits-cases');
    const own = ['-Wl,--wrap=recv', '-o', program];
    const compiled = spawnSync('gcc', [...flags, ...headers, ...own, ...sources], {
      cwd: repository,
      encoding: 'utf8',
    });
    assert.equal(compiled.status, 0, compiled.stderr);
    const outcome = spawnSync(program, {
      encoding: 'utf8',
      timeout: 5000 * patience,
      killSignal: 'SIGKILL',
    });
    assert.deepEqual([outcome.signal, outcome.status, outcome.stdout], [null, 0, 'drained\n']);
  });
});
