// Every action of a docker-like run and create is made to fail, and the helper and the container's
// init are killed before and after each. Afterwards the machine is as it was; after a kill, with the
// help of one `delete --force`.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, dockerConfig } from '../helpers/config.ts';
import { Container, delay, testDirectory, token } from '../helpers/container.ts';
import {
  type Cargo,
  type Carried,
  carry,
  type Fault,
  faultyRuntime,
  type Moment,
  type PlannedAction,
  planOf,
} from '../helpers/faults.ts';
import { captureKernelState, differences, leaks } from '../helpers/kernel-state.ts';
import { leavesNothingBehind, scope, sweep } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** Docker's config with a hook at every point, so that every kind of step is in the plan. */
function faultConfig(): Config {
  const config = dockerConfig();
  config.process.args = ['true'];
  const hook = [{ path: '/bin/true' }];
  config.hooks = {
    prestart: hook,
    createRuntime: hook,
    createContainer: hook,
    startContainer: hook,
    poststart: hook,
    poststop: hook,
  };
  config.process.oomScoreAdj = 100;
  config.process.rlimits = [{ type: 'RLIMIT_NOFILE', soft: 100, hard: 200 }];
  return config;
}

describe('the leak oracle', () => {
  afterEach(sweep);

  // The positive control: each kind of leak, made on purpose, is seen.
  const plants: [what: string, plant: () => () => void, seen: RegExp][] = [
    [
      'a cgroup',
      () => {
        const path = `/sys/fs/cgroup/pids/${token()}-planted`;
        mkdirSync(path);
        return () => rmdirSync(path);
      },
      /^cgroups: \+ .*planted$/,
    ],
    [
      'a mount',
      () => {
        const path = join(testDirectory(), 'planted');
        mkdirSync(path, { recursive: true });
        spawnSync('mount', ['-t', 'tmpfs', 'planted', path]);
        return () => spawnSync('umount', [path]);
      },
      /^mounts: \+ .*planted/,
    ],
    [
      'a process',
      () => {
        const child: ChildProcess = spawn('sh', ['-c', 'sleep 1000 & wait', token()], {
          detached: true,
          stdio: 'ignore',
        });
        return () => process.kill(-(child.pid as number), 'SIGKILL');
      },
      /^processes: \+ \d+ sh /,
    ],
    [
      'a namespace',
      () => {
        const child = spawn('unshare', ['-n', 'sh', '-c', 'sleep 1000; :', token()], {
          detached: true,
          stdio: 'ignore',
        });
        return () => process.kill(-(child.pid as number), 'SIGKILL');
      },
      /^namespaces: \+ net:/,
    ],
    [
      'a state directory',
      () => {
        const path = join(testDirectory(), 'state-lading', 'planted');
        mkdirSync(path, { recursive: true });
        return () => rmdirSync(path);
      },
      /^state: \+ .*planted$/,
    ],
  ];
  for (const [what, plant, seen] of plants) {
    it(`sees ${what} that is left`, async () => {
      mkdirSync(join(testDirectory(), 'state-lading'), { recursive: true });
      const before = captureKernelState(scope());
      const remove = plant();
      await delay(100);
      const found = differences(before, captureKernelState(scope()));
      remove();
      assert.ok(
        found.some((line) => seen.test(line)),
        `${seen} in ${JSON.stringify(found)}`,
      );
      assert.deepEqual(await leaks(scope(), before), []);
    });
  }
});

for (const command of ['run', 'create'] as const) {
  describe(`a docker-like ${command} with a fault at each action`, () => {
    leavesNothingBehind();
    let container: Container;
    let cargo: Cargo;

    before(function () {
      if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    });
    beforeEach(async () => {
      container = new Container({ config: faultConfig() });
      cargo = await planOf(container, command);
      mkdirSync(container.stateRoot, { recursive: true });
    });

    it('is carried out when there is no fault', async () => {
      const { exitCode, journal } = await carry(cargo);
      assert.equal(exitCode, 0, JSON.stringify(journal.slice(-4)));
      const { outcome } = journal.at(-1) ?? {};
      assert.equal(outcome, command === 'run' ? 'exited' : 'done');
      await container.delete({ force: true });
    });

    for (const moment of ['before', 'after'] as const) {
      it(`fail ${moment}: all is undone, and the journal says so`, async function () {
        this.timeout(180_000);
        const wrong: string[] = [];
        for (const action of reached(command, cargo, moment)) {
          wrong.push(...(await failAt(action, moment)));
        }
        assert.deepEqual(wrong, []);
      });

      it(`kill ${moment}: one delete --force makes all as before`, async function () {
        this.timeout(300_000);
        const wrong: string[] = [];
        const actions = reached(command, cargo, moment);
        let dirty = 0;
        for (const action of actions) {
          const result = await killAt(action, 'kill', moment);
          wrong.push(...result.wrong);
          if (result.wasDirty) dirty += 1;
        }
        assert.deepEqual(wrong, []);
        // The positive control: without delete there would be something left.
        assert.ok(dirty > actions.length / 2, `only ${dirty} of ${actions.length} were dirty`);
      });

      it(`kill-child ${moment}: the helper undoes all by itself`, async function () {
        this.timeout(180_000);
        const wrong: string[] = [];
        for (const action of reached(command, cargo, moment)) {
          if (!action.isChild) continue;
          const result = await killAt(action, 'kill-child', moment);
          wrong.push(...result.wrong);
          if (result.wasDirty) wrong.push(`kill-child:${action.number} ${action.do}: not undone`);
        }
        assert.deepEqual(wrong, []);
      });
    }

    async function failAt(action: PlannedAction, moment: Moment): Promise<string[]> {
      const before = captureKernelState(scope());
      const name = `fail:${action.number}:${moment}`;
      const carried = await carry(cargo, name);
      const wrong: string[] = judgeFailure(action, carried);
      wrong.push(...(await leaks(scope(), before)));
      if (wrong.length > 0) await restore();
      return wrong.map((line) => `${name} ${action.do}: ${line}`);
    }

    async function killAt(
      action: PlannedAction,
      fault: Fault,
      moment: Moment,
    ): Promise<{ wrong: string[]; wasDirty: boolean }> {
      const before = captureKernelState(scope());
      const name = `${fault}:${action.number}:${moment}`;
      const { signal, exitCode } = await carry(cargo, name);
      const wrong: string[] = [];
      if (fault === 'kill' && signal !== 'SIGKILL') wrong.push(`ended with ${exitCode ?? signal}`);
      // Killed at exec it may as well have been the container's program already.
      const expected = action.do === 'exec' ? 137 : 1;
      if (fault === 'kill-child' && exitCode !== expected) {
        wrong.push(`ended with ${exitCode ?? signal}`);
      }
      const wasDirty = differences(before, captureKernelState(scope())).length > 0;
      if (fault === 'kill' || wasDirty) {
        const deleted = await container.delete({ force: true });
        if (deleted.exitCode !== 0) wrong.push(`delete: ${deleted.exitCode} ${deleted.stderr}`);
      }
      wrong.push(...(await leaks(scope(), before)));
      if (wrong.length > 0) await restore();
      return { wrong: wrong.map((line) => `${name} ${action.do}: ${line}`), wasDirty };
    }

    async function restore(): Promise<void> {
      await container.delete({ force: true });
      sweep();
      spawnSync('rm', ['-rf', container.stateDirectory]);
    }
  });
}

/**
 * Where the helper gets to. A create shares most of its actions with a run: here only what follows
 * the container's set-up. exec has no after; what follows fifo.wait is done when start comes.
 */
function reached(command: string, { actions }: Cargo, moment: Moment): PlannedAction[] {
  const isThere = (action: PlannedAction): boolean => action.do !== 'exec' || moment === 'before';
  if (command === 'run') return actions.filter(isThere);
  const wait = actions.findIndex((action) => action.do === 'fifo.wait');
  const end = actions.findIndex((action, number) => number > wait && !action.isChild);
  const late = [actions[wait - 1], ...(moment === 'before' ? [actions[wait]] : [])];
  return [...late, ...actions.slice(end)].filter((action) => action !== undefined);
}

function judgeFailure(action: PlannedAction, { exitCode, journal }: Carried): string[] {
  const wrong: string[] = [];
  if (exitCode !== 1) wrong.push(`exit ${exitCode}`);
  const failed = journal.find(({ event }) => event === 'failed');
  if (failed?.action !== action.number) wrong.push(`failed: ${JSON.stringify(failed)}`);
  const last = journal.at(-1);
  if (last?.event !== 'end' || last.outcome !== 'failed')
    wrong.push(`ends ${JSON.stringify(last)}`);
  const left = journal.filter(({ event }) => event === 'undo-failed');
  if (left.length > 0) wrong.push(`not undone: ${JSON.stringify(left)}`);
  return wrong;
}

describe('delete with a fault at each action', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const fault of ['fail', 'kill'] as const) {
    it(`${fault}: a second delete --force finishes it`, async function () {
      this.timeout(300_000);
      const wrong: string[] = [];
      let count = 0;
      for (let happened = true; happened; count += 1) {
        const result = await deleteWithFault(`${fault}:${count}:after`);
        wrong.push(...result.wrong);
        happened = result.happened;
      }
      assert.deepEqual(wrong, []);
      // state.lock, process.kill, cgroup.kill, one cgroup.remove a hierarchy, state.remove.
      assert.ok(count > 10, `only ${count} faults happened`);
    });
  }

  async function deleteWithFault(fault: string): Promise<{ wrong: string[]; happened: boolean }> {
    const before = captureKernelState(scope());
    const container = new Container({
      config: dockerConfig(),
      runtime: faultyRuntime(),
      bend: (config) => {
        config.process.args = ['sleep', '1000'];
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    const env = { LADING_FAULT: fault };
    const first = await run(container.command('delete', '--force', container.id), { env });
    const second = await container.delete({ force: true });
    const wrong = second.exitCode === 0 ? [] : [`second delete: ${second.stderr}`];
    wrong.push(...(await leaks(scope(), before)));
    if (wrong.length > 0) sweep();
    return { wrong: wrong.map((line) => `${fault}: ${line}`), happened: first.exitCode !== 0 };
  }
});

describe('start with a fault', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('in what the container does after it: start fails, and delete cleans up', async function () {
    this.timeout(120_000);
    const wrong: string[] = [];
    const probe = new Container({ config: faultConfig(), runtime: faultyRuntime() });
    const { actions } = await planOf(probe, 'create');
    const wait = actions.findIndex((action) => action.do === 'fifo.wait');
    const late = actions.filter((action) => action.isChild && action.number > wait);
    assert.ok(late.length > 0);
    for (const action of late) {
      const container = new Container({ config: faultConfig(), runtime: faultyRuntime() });
      const env = { LADING_FAULT: `fail:${action.number}:before` };
      const created = await container.create({ env });
      const started = await container.start();
      const deleted = await container.delete({ force: true });
      const codes = [created, started, deleted].map(({ exitCode }) => exitCode);
      if (codes.join() !== '0,1,0') wrong.push(`${action.do}: ${codes}: ${started.stderr}`);
    }
    assert.deepEqual(wrong, []);
  });
});
