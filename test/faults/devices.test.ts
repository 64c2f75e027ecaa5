// An update of a container on a unified hierarchy with a fault at each of its steps: the program that decides about
// devices is the one that was there, by its id, and there is no other.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupOf } from '../helpers/cgroups.ts';
import { Container } from '../helpers/container.ts';
import { faultyRuntime } from '../helpers/faults.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { type Outcome, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { needsUnified } from '../helpers/unified.ts';

const TEST_MS = 120_000;

function attached(cgroup: string): string {
  const { stdout, status } = spawnSync(program('bpf'), ['query', cgroup], { encoding: 'utf8' });
  assert.equal(status, 0);
  return stdout;
}

describe('rules for devices of an update with a fault', function () {
  this.timeout(TEST_MS);
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    needsUnified.call(this);
  });

  for (const moment of ['before', 'after'] as const) {
    it(`fail ${moment}: those of before are in force, by the same program`, async () => {
      const container = new Container({
        runtime: faultyRuntime(),
        bend: (config) => {
          config.process.args = ['sleep', '1000'];
          config.linux.resources = {
            pids: { limit: 40 },
            devices: [
              { allow: false, access: 'rwm' },
              { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' },
            ],
          };
        },
      });
      assert.equal((await container.runDetached()).exitCode, 0);
      const cgroup = cgroupOf((await container.state()).pid, '');
      const seen = () => [attached(cgroup), readFileSync(join(cgroup, 'pids.max'), 'utf8')];
      const input = JSON.stringify({
        pids: { limit: 9 },
        devices: [{ allow: false, access: 'rwm' }],
      });
      const update = (fault: string): Promise<Outcome> =>
        run(container.command('update', '--resources', '-', container.id), {
          input,
          env: { LADING_FAULT: fault },
        });
      const given = seen();
      assert.match(given[0] ?? '', /^flags \d+\n\d+\n$/);
      let faults = 0;
      for (; (await update(`fail:${faults}:${moment}`)).exitCode !== 0; faults += 1)
        assert.deepEqual(seen(), given, `fault ${faults}`);
      assert.ok(faults >= 3, `${faults}: the lock, a limit and the rules`);
      const [programs, pids] = seen();
      assert.notEqual(programs, given[0]);
      assert.match(programs ?? '', /^flags \d+\n\d+\n$/);
      assert.equal(pids, '9\n');
      await container.delete({ force: true });
    });
  }
});
