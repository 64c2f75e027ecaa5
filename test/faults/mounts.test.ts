// `mounts add` with a fault at each action, in the helper and in the process that it sends: what was mounted is taken
// off again, by the helper itself; and when the helper is killed, the container is deleted as any other.
import assert from 'node:assert/strict';
import type { Container } from '../helpers/container.ts';
import { faultyRuntime, type PlannedAction, parseJournal } from '../helpers/faults.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { change, endsContainers, sleeping, targetsOf } from '../helpers/live-mounts.ts';
import { recordsOf, recordTexts } from '../helpers/records.ts';
import { buildDirectory, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const TEST_MS = 180_000;
const mapped = [{ containerID: 0, hostID: 100000, size: 65536 }];

interface Raw {
  readonly do: string;
  readonly child?: readonly Raw[];
}

function numbered(plan: { readonly actions: readonly Raw[] }): PlannedAction[] {
  const all: PlannedAction[] = [];
  const walk = (list: readonly Raw[], isChild: boolean): void => {
    for (const action of list) {
      all.push({ number: all.length, do: action.do, isChild });
      walk(action.child ?? [], true);
    }
  };
  walk(plan.actions, false);
  return all;
}

function lastRecord(container: Container): number {
  return recordsOf(container).at(-1)?.number ?? 0;
}

describe('mounts add with a fault at each action', () => {
  endsContainers();
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  const mounts = [
    { destination: '/srv', type: 'tmpfs', source: 'x' },
    { destination: '/mnt', source: '/usr', options: ['bind', 'ro'] },
    { destination: '/tmp/new', type: 'tmpfs', source: 'y' },
  ];

  for (const hasUser of [false, true]) {
    const what = hasUser ? 'with a user namespace' : 'of root';
    const make = () =>
      sleeping({
        runtime: faultyRuntime(),
        bend: (config) => {
          if (!hasUser) return;
          config.linux.namespaces.push({ type: 'user' });
          config.linux.uidMappings = mapped;
          config.linux.gidMappings = mapped;
        },
      });

    /** The actions, found by carrying them out. */
    const planned = async (container: Container): Promise<PlannedAction[]> => {
      const list = hasUser ? mounts.slice(0, 1) : mounts;
      const { exitCode, stderr } = await change('add', container, list);
      assert.equal(exitCode, 0, stderr);
      const { plan } = recordTexts(container, lastRecord(container));
      assert.equal((await change('remove', container, list)).exitCode, 0);
      return numbered(JSON.parse(plan));
    };
    const add = (container: Container, fault: string) =>
      change('add', container, hasUser ? mounts.slice(0, 1) : mounts, {
        env: { LADING_FAULT: fault },
      });

    for (const fault of ['fail', 'kill-child'] as const) {
      it(`${fault}, in a container ${what}: all is taken off, and the journal says so`, async function () {
        this.timeout(TEST_MS);
        const container = await make();
        const actions = await planned(container);
        const before = await targetsOf(container);
        const wrong: string[] = [];
        for (const { number, do: kind, isChild } of actions) {
          if (fault === 'kill-child' && !isChild) continue;
          for (const moment of ['before', 'after']) {
            const name = `${fault}:${number}:${moment}`;
            const record = lastRecord(container);
            const { exitCode } = await add(container, name);
            if (exitCode !== 1) wrong.push(`${name} ${kind}: exit ${exitCode}`);
            const journal = parseJournal(recordTexts(container, lastRecord(container)).journal);
            const left = journal.filter(({ event }) => event === 'undo-failed');
            if (left.length > 0) wrong.push(`${name} ${kind}: ${JSON.stringify(left)}`);
            // Before the lock is taken there is nothing to write it into.
            if (record !== lastRecord(container) && journal.at(-1)?.outcome !== 'failed')
              wrong.push(`${name} ${kind}: no end`);
            const after = await targetsOf(container);
            if (after.join() !== before.join()) wrong.push(`${name} ${kind}: ${after.slice(-3)}`);
          }
        }
        assert.deepEqual(wrong, []);
        const audit = [`${buildDirectory}lading`, '--root', container.stateRoot, 'audit'];
        const { exitCode, stdout, stderr } = await run([...audit, container.id]);
        assert.equal(exitCode, 0, stdout + stderr);
      });
    }

    it(`kill, in a container ${what}: it lives on, can be mounted in, and is deleted`, async function () {
      this.timeout(TEST_MS);
      const container = await make();
      const actions = await planned(container);
      for (const { number } of actions) {
        for (const moment of ['before', 'after']) {
          assert.notEqual((await add(container, `kill:${number}:${moment}`)).exitCode, 0);
        }
      }
      assert.equal((await container.state()).status, 'running');
      assert.equal((await change('add', container, mounts.slice(0, 1))).exitCode, 0);
      assert.equal((await container.delete({ force: true })).exitCode, 0);
    });
  }
});
