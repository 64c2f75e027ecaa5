// T14: whatever covers /proc, a signal goes to the process that the container is, and is not lost either.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

describe('attack: something covers what tells who a process is', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  const covered: readonly [what: string, fileOf: (pid: number) => string][] = [
    ['a copy of its stat', (pid) => `/proc/${pid}/stat`],
    ['a copy of the boot’s id', () => BOOT_ID],
  ];
  for (const [what, fileOf] of covered) {
    it(`${what}: the kernel’s own is read, and the signal arrives`, async () => {
      const container = new Container({
        bend: (config) => {
          config.process.args = [
            'sh',
            '-c',
            'trap "echo seen; exit 3" USR1; echo ready; while :; do sleep 0.02; done',
          ];
        },
      });
      assert.equal((await container.runDetached()).exitCode, 0);
      await until('it traps', () => container.output() === 'ready\n');
      const file = fileOf((await container.state()).pid);
      const copy = join(container.bundle, 'copy');
      writeFileSync(copy, readFileSync(file)); // a copy by size would be empty
      const cover = 'mount --bind "$1" "$2" && shift 2 && exec "$@"';
      const command = ['unshare', '-m', 'sh', '-c', cover, 'sh', copy, file];
      const sent = await run([...command, ...container.command('kill', container.id, 'USR1')]);
      assert.deepEqual([sent.exitCode, sent.stderr], [0, '']);
      await container.reach('stopped');
      assert.equal(container.output(), 'ready\nseen\n');
      await container.delete();
    });
  }

  it('a procfs of another pid namespace is not asked who it is', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sleep', '1000'];
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    // There the caller has a number, and the container has none; outside, one of that number may be anybody.
    const inside = ['unshare', '--pid', '--fork', '--kill-child'];
    const sent = await run([...inside, ...container.command('kill', container.id, 'KILL')]);
    assert.equal(sent.exitCode, 1, sent.stdout);
    assert.match(sent.stderr, /is not running|ESRCH|No such process/);
    assert.equal((await container.state()).status, 'running');
    await container.delete({ force: true });
  });
});
