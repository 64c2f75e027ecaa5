// The runtime where it has less than a whole machine: under a profile of somebody else's, in a small pid namespace.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const CLOSE_RANGE = '436'; // on every architecture

describe('a runtime', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('without close_range(2) runs hooks and programs, with no descriptor more', async () => {
    const container = new Container({
      bend: (config, self) => {
        const list = `ls /proc/self/fd > ${self.bundle}/hook`;
        config.process.args = ['sh', '-c', 'exec ls /proc/self/fd'];
        config.hooks = { createRuntime: [{ path: '/bin/sh', args: ['sh', '-c', list] }] };
      },
    });
    const command = container.command('run', '--bundle', container.bundle, container.id);
    const outcome = await run([program('refuse'), CLOSE_RANGE, ...command]);
    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
    assert.equal(outcome.stdout, '0\n1\n2\n3\n');
    const hook = await run(['cat', join(container.bundle, 'hook')]);
    assert.equal(hook.stdout, '0\n1\n2\n3\n');
  });
});
