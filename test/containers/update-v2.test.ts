// update on a unified hierarchy: other limits for a container that lives, as the kernel's own files have them. What
// fails half way leaves what was there before. update.test.ts says the same of hierarchies of version 1.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { during, needsUnified, withResources } from '../helpers/unified.ts';

function update(container: Container, args: readonly string[], input = ''): Promise<Outcome> {
  return run(container.command('update', ...args, container.id), { input });
}

async function succeeds(container: Container, args: readonly string[], input = ''): Promise<void> {
  const { exitCode, stdout, stderr } = await update(container, args, input);
  assert.deepEqual([exitCode, stdout, stderr], [0, '', ''], args.join(' '));
}

const FILES = ['memory.max', 'memory.low', 'pids.max', 'cpu.max', 'cpu.weight', 'cpuset.cpus'];

function values(cgroup: string): string[] {
  return FILES.map((file) => `${file} ${readFileSync(join(cgroup, file), 'utf8').trim()}`);
}

const first = withResources({
  memory: { limit: 100 << 20, reservation: 16 << 20 },
  pids: { limit: 40 },
  cpu: { quota: 40000, period: 80000, shares: 512, cpus: '0' },
});
const AS_MADE: readonly string[] = [
  'memory.max 104857600',
  'memory.low 16777216',
  'pids.max 40',
  'cpu.max 40000 80000',
  'cpu.weight 59',
  'cpuset.cpus 0',
];

describe('update on cgroup v2', () => {
  leavesNothingBehind();
  before(needsUnified);

  it('changes each limit that is given, up and down, and no other', async () => {
    await during(first, async (cgroup, container) => {
      assert.deepEqual(values(cgroup), AS_MADE);
      await succeeds(container, ['--memory', '64m', '--pids-limit', '50']);
      assert.deepEqual(values(cgroup), [
        'memory.max 67108864',
        AS_MADE[1],
        'pids.max 50',
        ...AS_MADE.slice(3),
      ]);
      await succeeds(container, ['--memory', '128m', '--pids-limit', '-1', '--cpu-share', '2']);
      await succeeds(container, ['--cpu-quota', '20000', '--cpu-period', '20000']);
      await succeeds(container, ['--memory-reservation', '32m']);
      assert.deepEqual(values(cgroup), [
        'memory.max 134217728',
        'memory.low 33554432',
        'pids.max max',
        'cpu.max 20000 20000',
        'cpu.weight 1',
        'cpuset.cpus 0',
      ]);
    });
  });

  it('of a period or of a quota alone keeps the other', async () => {
    const now = (cgroup: string): string => readFileSync(join(cgroup, 'cpu.max'), 'utf8').trim();
    await during(first, async (cgroup, container) => {
      await succeeds(container, ['--cpu-period', '100000']);
      assert.equal(now(cgroup), '40000 100000');
      await succeeds(container, ['--cpu-quota', '30000']);
      assert.equal(now(cgroup), '30000 100000');
    });
  });

  it('takes the kernel’s own names too, in the form of config.json', async () => {
    await during(first, async (cgroup, container) => {
      const resources = { unified: { 'memory.high': '50331648', 'pids.max': '13' } };
      await succeeds(container, ['--resources', '-'], JSON.stringify(resources));
      assert.equal(readFileSync(join(cgroup, 'memory.high'), 'utf8'), '50331648\n');
      assert.deepEqual(values(cgroup), [
        ...AS_MADE.slice(0, 2),
        'pids.max 13',
        ...AS_MADE.slice(3),
      ]);
    });
  });

  it('that the kernel refuses half way leaves all as it was, and says what and why', async function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    await during(first, async (cgroup, container) => {
      const args = ['--memory', '64m', '--cpu-share', '5', '--cpu-quota', '-1'];
      const refused = await update(container, [...args, '--cpuset-cpus', '4095']);
      assert.equal(refused.exitCode, 1);
      assert.match(refused.stderr, /cgroup\.update at cpusetCpus: write .*cpuset\.cpus: 4095: \w+/);
      assert.deepEqual(values(cgroup), AS_MADE);
    });
  });
});
