// checkpoint and restore with a fault at each step that is criu's, and at what follows it: a restore leaves nothing, a
// checkpoint leaves the container as it was; after a kill one `delete --force` makes all as before.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../helpers/container.ts';
import { Counter } from '../helpers/counter.ts';
import { withCriu } from '../helpers/criu.ts';
import { faultyRuntime } from '../helpers/faults.ts';
import { captureKernelState, leaks } from '../helpers/kernel-state.ts';
import { leavesNothingBehind, scope } from '../helpers/leaks.ts';
import { recordTexts } from '../helpers/records.ts';
import { SLICE, withSystemd } from '../helpers/systemd.ts';

const TEST_MS = 300_000;

/** The numbers of a command's actions from criu's first on, from its record. */
function actionsOf(counter: Counter, record: number): { number: number; kind: string }[] {
  const begun = recordTexts(counter, record)
    .journal.split('\n')
    .filter((line) => line.includes('"event":"begin"'))
    .map((line) => JSON.parse(line) as { action: number; do: string })
    .map((line) => ({ number: line.action, kind: line.do }));
  return begun.slice(begun.findIndex(({ kind }) => kind.startsWith('criu.')));
}

async function counting(container = new Counter({ runtime: faultyRuntime() })): Promise<Counter> {
  await container.startCounting();
  return container;
}

describe('a restore with a fault', function () {
  this.timeout(TEST_MS);
  withCriu({ onlyLading: true });
  leavesNothingBehind();

  for (const fault of ['fail', 'kill'] as const) {
    it(`${fault}: nothing is left${fault === 'kill' ? ' after a delete --force' : ''}`, async () => {
      const counter = await counting();
      assert.equal((await counter.checkpoint()).exitCode, 0);
      const before = captureKernelState(scope());
      const pidFile = join(counter.bundle, 'pid');
      assert.equal((await counter.restore('--pid-file', pidFile)).exitCode, 0);
      const actions = actionsOf(counter, 1);
      await counter.end();
      assert.deepEqual(
        actions.map(({ kind }) => kind),
        [
          'criu.restore',
          'criu.spawn',
          'criu.check',
          'pidfile.write',
          'state.commit',
          'criu.resume',
        ],
      );
      const wrong: string[] = [];
      for (const { number, kind } of actions) {
        for (const moment of ['before', 'after']) {
          const env = { LADING_FAULT: `${fault}:${number}:${moment}` };
          const { exitCode } = await counter.restoreWith(env, '--pid-file', pidFile);
          if (exitCode === 0) wrong.push(`${fault} ${moment} ${kind}: succeeded`);
          if (fault === 'kill') await counter.end();
          const left = await leaks(scope(), before, 5000);
          wrong.push(...left.map((line) => `${fault} ${moment} ${kind}: ${line}`));
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
});

describe('a restore into a scope with a fault', function () {
  this.timeout(TEST_MS);
  withCriu({ onlyLading: true });
  const systemd = withSystemd();
  leavesNothingBehind();

  it('fail: no scope is left, and no process', async () => {
    const runtime = systemd.runtime(faultyRuntime());
    const counter = await counting(
      new Counter({
        runtime: { ...runtime, command: [...runtime.command, '--systemd-cgroup'] },
        bend: (config, { id }) => {
          config.linux.cgroupsPath = `${SLICE}:test:${id}`;
        },
      }),
    );
    const unit = `test-${counter.id}.scope`;
    assert.equal((await counter.checkpoint()).exitCode, 0);
    assert.equal((await counter.restore()).exitCode, 0);
    const actions = actionsOf(counter, 1);
    await counter.end();
    const kinds = actions.map(({ kind }) => kind);
    const [first, start, spawn] = ['criu.restore', 'systemd.start', 'criu.spawn'].map((kind) =>
      kinds.indexOf(kind),
    ) as [number, number, number];
    assert.ok(first === 0 && start > first && spawn > start, kinds.join());
    const wrong: string[] = [];
    for (const { number, kind } of actions) {
      for (const moment of ['before', 'after']) {
        const env = { LADING_FAULT: `fail:${number}:${moment}` };
        const { exitCode } = await counter.restoreWith(env);
        if (exitCode === 0) wrong.push(`${moment} ${kind}: succeeded`);
        const state = (await systemd.show(unit)).get('LoadState');
        if (state !== 'not-found') wrong.push(`${moment} ${kind}: the unit is ${state}`);
        if (existsSync(counter.stateDirectory)) wrong.push(`${moment} ${kind}: its state is left`);
      }
    }
    assert.deepEqual(wrong, []);
  });
});

describe('a checkpoint with a fault', function () {
  this.timeout(TEST_MS);
  withCriu({ onlyLading: true });
  leavesNothingBehind();

  it('before criu has begun: the container runs on, and earlier images stay', async () => {
    const counter = await counting();
    assert.equal((await counter.checkpoint('--leave-running')).exitCode, 0);
    const images = readdirSync(counter.images).filter((name) => name.endsWith('.img'));
    for (const fault of ['fail:1:before', 'kill:1:before']) {
      const { exitCode } = await counter.checkpointWith({ LADING_FAULT: fault });
      assert.notEqual(exitCode, 0);
      await counter.counts();
      assert.equal((await counter.state()).status, 'running');
    }
    assert.ok(images.every((name) => existsSync(join(counter.images, name))));
    await counter.end();
  });

  it('after it: what is dumped can be restored, once what is left is deleted', async () => {
    for (const fault of ['fail:1:after', 'kill:1:after']) {
      const counter = await counting();
      const { exitCode } = await counter.checkpointWith({ LADING_FAULT: fault });
      assert.notEqual(exitCode, 0);
      assert.equal((await counter.state()).status, 'stopped');
      const stopped = counter.count;
      assert.equal((await counter.delete()).exitCode, 0);
      assert.equal((await counter.restore()).exitCode, 0);
      await until('it counts on', () => counter.count > stopped);
      await counter.end();
    }
  });
});
