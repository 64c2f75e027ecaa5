// Every action of a docker-like run and create is made to fail, and the helper and the container's
// init are killed before and after each. Afterwards the machine is as it was; after a kill, with the
// help of one `delete --force`.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, dockerConfig } from '../helpers/config.ts';
import { Container, delay, testDirectory, token } from '../helpers/container.ts';
import {
  type Cargo,
  type Carried,
  carry,
  type Fault,
  type Moment,
  type PlannedAction,
  planOf,
  testHelper,
} from '../helpers/faults.ts';
import { captureKernelState, differences, leaks } from '../helpers/kernel-state.ts';
import { leavesNothingBehind, scope, sweep } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** From these on a failure cannot be undone: the container has run, or is being taken down. */
const endings = ['process.wait', 'cgroup.kill', 'cgroup.remove', 'state.remove'];

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
      assert.ok(existsSync(testHelper), `${testHelper} is missing: npm run build`);
      container = new Container({ config: faultConfig() });
      cargo = await planOf(container, command);
      mkdirSync(container.stateRoot, { recursive: true });
    });

    it('is carried out when there is no fault', async () => {
      const { exitCode, journal } = await carry(cargo);
      assert.equal(exitCode, 0);
      assert.ok(
        ['done', 'exited'].includes(journal.at(-1)?.outcome ?? ''),
        JSON.stringify(journal.at(-1)),
      );
      if (command === 'create') await container.delete({ force: true });
    });

    for (const moment of ['before', 'after'] as const) {
      it(`fail ${moment}: all is undone, and the journal says so`, async function () {
        this.timeout(180_000);
        const wrong: string[] = [];
        for (const action of undoable(cargo)) {
          if (action.do === 'exec' && moment === 'after') continue; // there is no after
          wrong.push(...(await failAt(action, moment)));
        }
        assert.deepEqual(wrong, []);
      });

      for (const fault of ['kill', 'kill-child'] as const) {
        it(`${fault} ${moment}: one delete --force makes all as before`, async function () {
          this.timeout(300_000);
          const wrong: string[] = [];
          let dirty = 0;
          for (const action of cargo.actions) {
            if (fault === 'kill-child' && !action.isChild) continue;
            if (action.do === 'exec' && moment === 'after') continue; // there is no after
            const result = await killAt(action, fault, moment);
            wrong.push(...result.wrong);
            if (result.wasDirty) dirty += 1;
          }
          assert.deepEqual(wrong, []);
          // If nothing was ever left for delete to clean up, the faults did not happen.
          if (fault === 'kill')
            assert.ok(dirty > cargo.actions.length / 4, `only ${dirty} were dirty`);
        });
      }
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
      if (fault === 'kill-child' && signal !== null) wrong.push(`the helper died of ${signal}`);
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

function undoable({ actions }: Cargo): PlannedAction[] {
  const end = actions.findIndex((action) => !action.isChild && endings.includes(action.do));
  return actions.slice(0, end === -1 ? undefined : end);
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
      for (let number = 0; number < 64; number += 1) {
        const result = await deleteWithFault(`${fault}:${number}:after`);
        wrong.push(...result.wrong);
        if (!result.happened) break;
      }
      assert.deepEqual(wrong, []);
    });
  }

  async function deleteWithFault(fault: string): Promise<{ wrong: string[]; happened: boolean }> {
    const before = captureKernelState(scope());
    const container = new Container({
      config: dockerConfig(),
      bend: (config) => {
        config.process.args = ['sleep', '1000'];
      },
    });
    mkdirSync(container.stateRoot, { recursive: true });
    assert.equal((await container.runDetached()).exitCode, 0);
    const env = { LADING_HELPER: testHelper, LADING_FAULT: fault };
    const first = await run(container.command('delete', '--force', container.id), { env });
    const second = await container.delete({ force: true });
    const wrong = second.exitCode === 0 ? [] : [`second delete: ${second.stderr}`];
    wrong.push(...(await leaks(scope(), before)));
    if (wrong.length > 0) sweep();
    return { wrong: wrong.map((line) => `${fault}: ${line}`), happened: first.exitCode !== 0 };
  }
});
