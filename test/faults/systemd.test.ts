// What is said to systemd made to fail, and the helper killed before and after it: no scope stays, nor any cgroup of
// it; after a kill, with the help of one `delete --force`.
import assert from 'node:assert/strict';
import { smallConfig } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { faultyRuntime, type PlannedAction, planOf } from '../helpers/faults.ts';
import { captureKernelState, leaks } from '../helpers/kernel-state.ts';
import { leavesNothingBehind, scope, sweep } from '../helpers/leaks.ts';
import { runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { canHaveSystemd, type Systemd, startSystemd } from '../helpers/systemd.ts';

const TEST_MS = 300_000;
const SLICE = 'ladingtest.slice';
/** Of the plan of a container in a scope, those that are there because of it, and one that follows. */
const KINDS = [
  'systemd.start',
  'cgroup.attach',
  'cgroup.enable',
  'cgroup.delegate',
  'cgroup.create',
];

describe('a scope of systemd with a fault at each action', () => {
  let systemd: Systemd;
  before(async function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    if (!canHaveSystemd()) skip(this, 'no-systemd');
    this.timeout(TEST_MS);
    systemd = await startSystemd();
  });
  after(async function () {
    this.timeout(TEST_MS);
    await systemd?.stop();
  });
  afterEach(async () => {
    await systemd?.run(['systemctl', 'stop', SLICE]);
  });
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
});
