// What is said to systemd made to fail, and the helper killed before and after it: no scope stays, nor any cgroup of
// it; after a kill, with the help of one `delete --force`.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { smallConfig } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { faultyRuntime, type PlannedAction, planOf } from '../helpers/faults.ts';
import { captureKernelState, leaks } from '../helpers/kernel-state.ts';
import { leavesNothingBehind, scope, sweep } from '../helpers/leaks.ts';
import { type Outcome, run } from '../helpers/runtime.ts';
import { SLICE, withSystemd } from '../helpers/systemd.ts';

const TEST_MS = 300_000;
/** Of the plan of a container in a scope, those that are there because of it, and one that follows. */
const KINDS = [
  'systemd.start',
  'cgroup.attach',
  'cgroup.enable',
  'cgroup.delegate',
  'cgroup.create',
];

const UPDATED = ['MemoryMax', 'TasksMax', 'CPUQuotaPerSecUSec', 'DevicePolicy'];
const LIMITS = [
  ['memory', 'memory.limit_in_bytes', 'memory.max'],
  ['pids', 'pids.max', 'pids.max'],
  ['cpu', 'cpu.cfs_quota_us', 'cpu.max'],
] as const;

describe('a scope of systemd with a fault at each action', () => {
  const systemd = withSystemd({ onlyLading: true });
  leavesNothingBehind();

  function make(): Container {
    const inside = systemd.runtime(faultyRuntime());
    return new Container({
      runtime: { ...inside, command: [...inside.command, '--cgroup-manager=systemd'] },
      config: smallConfig(),
      bend: (config, { id }) => {
        config.linux.cgroupsPath = `${SLICE}:test:${id}`;
        config.annotations = systemd.isUnified ? { 'run.oci.delegate-cgroup': 'own' } : {};
        config.process.args = ['sleep', '1000'];
      },
    });
  }

  async function chosen(): Promise<PlannedAction[]> {
    const { actions } = await planOf(make(), 'create');
    const start = actions.findIndex((action) => action.do === 'systemd.start');
    assert.ok(start > 0);
    const next = actions.slice(start).find((action) => action.do === 'sync');
    const own = actions.slice(start).filter((action) => KINDS.includes(action.do));
    return [...own, ...(next === undefined ? [] : [next])];
  }

  /** What is wrong after a fault in a create of a container of its own. */
  async function failing(fault: string, isKilled: boolean): Promise<string[]> {
    const before = captureKernelState(scope());
    const container = make();
    const created = await container.create({ env: { LADING_FAULT: fault } });
    const wrong = created.exitCode === 0 ? ['it was created'] : [];
    const deleted = isKilled ? await container.delete({ force: true }) : undefined;
    if (deleted !== undefined && deleted.exitCode !== 0) wrong.push(`delete: ${deleted.stderr}`);
    const unit = await systemd.show(`test-${container.id}.scope`);
    if (unit.get('LoadState') !== 'not-found') wrong.push(`unit: ${unit.get('ActiveState')}`);
    await systemd.run(['systemctl', 'stop', SLICE]);
    wrong.push(...(await leaks(scope(), before)));
    if (wrong.length > 0) sweep();
    return wrong.map((line) => `${fault}: ${line}: ${created.stderr}`);
  }

  for (const fault of ['fail', 'kill'] as const) {
    for (const moment of ['before', 'after'] as const) {
      it(`${fault} ${moment}: no scope is left`, async function () {
        this.timeout(TEST_MS);
        const wrong: string[] = [];
        for (const { number } of await chosen()) {
          wrong.push(...(await failing(`${fault}:${number}:${moment}`, fault === 'kill')));
        }
        assert.deepEqual(wrong, []);
      });
    }
  }

  it('killed as it asks for a scope that is another’s: that one is left alone', async function () {
    this.timeout(TEST_MS);
    const container = make();
    const unit = `test-${container.id}.scope`;
    const { actions } = await planOf(container, 'create');
    const start = actions.find((action) => action.do === 'systemd.start')?.number;
    const other = await systemd.run([
      ...['systemd-run', '--quiet', '--scope', `--unit=${unit}`, `--slice=${SLICE}`],
      ...['--', 'sh', '-c', 'sleep 1000 >/dev/null 2>&1 &'],
    ]);
    assert.equal(other.exitCode, 0, other.stderr);
    try {
      const created = await container.create({ env: { LADING_FAULT: `kill:${start}:before` } });
      assert.notEqual(created.exitCode, 0);
      const deleted = await container.delete({ force: true });
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
      assert.equal((await systemd.show(unit)).get('ActiveState'), 'active');
    } finally {
      await systemd.run(['systemctl', 'kill', '--signal=KILL', unit]);
      await systemd.run(['systemctl', 'stop', unit]);
    }
  });

  it('killed as it asks for a scope that another container has: that one runs on', async function () {
    this.timeout(TEST_MS);
    const other = make();
    const unit = `test-${other.id}.scope`;
    assert.equal((await other.create()).exitCode, 0);
    const container = make();
    container.config.linux.cgroupsPath = other.config.linux.cgroupsPath as string;
    container.writeConfig();
    const { actions } = await planOf(container, 'create');
    const start = actions.find((action) => action.do === 'systemd.start')?.number;
    await container.create({ env: { LADING_FAULT: `kill:${start}:before` } });
    assert.equal((await container.delete({ force: true })).exitCode, 0);
    assert.equal((await systemd.show(unit)).get('ActiveState'), 'active');
    assert.equal((await other.state()).status, 'created');
    assert.equal((await other.delete({ force: true })).exitCode, 0);
    assert.equal((await systemd.show(unit)).get('LoadState'), 'not-found');
  });

  for (const moment of ['before', 'after'] as const) {
    it(`fail ${moment}, in an update: systemd and the kernel have what they had`, async function () {
      this.timeout(TEST_MS);
      const container = make();
      container.config.annotations = {};
      container.config.linux.resources = {
        memory: { limit: 64 << 20 },
        cpu: { quota: 33_333, period: 100_000 },
        pids: { limit: 40 },
        devices: [
          { allow: false, access: 'rwm' },
          { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' },
        ],
      };
      container.writeConfig();
      assert.equal((await container.create()).exitCode, 0);
      const scopePath = `${SLICE}/test-${container.id}.scope`;
      const input = JSON.stringify({
        memory: { limit: 96 << 20 },
        cpu: { quota: 44_444, period: 100_000 },
        pids: { limit: 9 },
        devices: [{ allow: false, access: 'rwm' }],
      });
      const seen = async (): Promise<string[]> => {
        const name = `test-${container.id}.scope`;
        const unit = await systemd.show(name);
        const devices = await systemd.run(['systemctl', 'show', '-p', 'DeviceAllow', name]);
        return [
          ...UPDATED.map((name) => `${name} ${unit.get(name)}`),
          ...devices.stdout.split('\n').sort(),
          ...LIMITS.map(([controller, v1, v2]) => {
            const file = systemd.isUnified
              ? systemd.cgroup('', `${scopePath}/container/${v2}`)
              : systemd.cgroup(controller, `${scopePath}/${v1}`);
            return readFileSync(file, 'utf8').trim();
          }),
        ];
      };
      const before = await seen();
      const update = (fault?: string): Promise<Outcome> =>
        run(container.command('update', '--resources', '-', container.id), {
          input,
          ...(fault === undefined ? {} : { env: { LADING_FAULT: fault } }),
        });
      let faults = 0;
      for (; (await update(`fail:${faults}:${moment}`)).exitCode !== 0; faults += 1)
        assert.deepEqual(await seen(), before, `fault ${faults}`);
      // The lock, the quota that is kept, what systemd is told, and three limits and devices at least.
      assert.ok(faults >= 6, `${faults}`);
      assert.notDeepEqual(await seen(), before);
      assert.equal((await container.delete({ force: true })).exitCode, 0);
    });
  }
});
