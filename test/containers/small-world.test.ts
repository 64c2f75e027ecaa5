// The runtime where it has less than a whole machine: under a profile of somebody else's, in a small pid namespace.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { mainCgroupOf } from '../helpers/cgroups.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { nativeEntry, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

// On every architecture.
const CLONE3 = '435';
const CLOSE_RANGE = '436';
/** As this machine has it. */
const MADVISE = process.arch === 'x64' ? '28' : '233';
const PIDS = 200;

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

  for (const [name, number] of [
    ['clone3', CLONE3],
    ['madvise', MADVISE], // without which node aborts
  ] as const) {
    it(`without ${name}(2) runs a container, where it should be, and one more program in it`, async () => {
      const { name: tested, command } = name === 'madvise' ? nativeEntry : runtimeUnderTest();
      const container = new Container({
        runtime: { name: tested, command: [program('refuse'), number, ...command] },
        bend: (config) => {
          config.process.args = ['sleep', '1000'];
        },
      });
      const ran = await container.runDetached();
      assert.deepEqual([ran.exitCode, ran.stderr], [0, '']);
      const { pid } = await container.state();
      assert.match(mainCgroupOf(pid), new RegExp(container.id));
      const outcome = await run(container.command('exec', container.id, 'echo', 'here'));
      assert.deepEqual(outcome, { exitCode: 0, stdout: 'here\n', stderr: '' });
      await container.delete({ force: true });
    });
  }

  it('deletes a container when a delete with the same id and pid was killed before', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['true'];
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    await container.reach('stopped');
    const left = Array.from({ length: PIDS }, (_, pid) =>
      join(container.stateRoot, `.${container.id}.del.${pid + 1}`),
    );
    for (const directory of left) mkdirSync(join(directory, 'record'), { recursive: true });
    const command = container.command('delete', container.id);
    const outcome = await run(['unshare', '--pid', '--fork', '--mount-proc', ...command]);
    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
    assert.equal(existsSync(container.stateDirectory), false);
    for (const directory of left) rmSync(directory, { recursive: true, force: true });
    assert.deepEqual(readdirSync(container.stateRoot), []);
  });
});
