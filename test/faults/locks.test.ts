// Commands that wait for what the container or a hook does: nobody else waits with them. Each is held up, and others
// change the container meanwhile, or delete it.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numberActions, readPlan } from '../../host/report/actions.ts';
import { smallConfig } from '../helpers/config.ts';
import { Container, type ContainerOptions, token, until } from '../helpers/container.ts';
import { faultyRuntime } from '../helpers/faults.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { audit, recordsOf } from '../helpers/records.ts';
import { nativeEntry, run, runtimeUnderTest, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

function sleeper(options: ContainerOptions = {}): Container {
  return new Container({
    config: smallConfig(),
    ...options,
    bend: (config, self) => {
      config.process.args = ['sleep', '1000'];
      options.bend?.(config, self);
    },
  });
}

/** The process of ours that is stopped, or undefined. */
function stopped(): number | undefined {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => {
      try {
        const isStopped = /^State:\tT/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
        return isStopped && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(token());
      } catch {
        return false; // it has ended meanwhile
      }
    });
}

describe('an exec whose process is stopped while it is set up', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  /** The numbers of what the process does: its first action, before it is in its cgroups, and one after. */
  async function places(container: Container): Promise<number[]> {
    assert.equal((await run(container.command('exec', container.id, 'true'))).exitCode, 0);
    const plan = recordsOf(container).at(-1)?.plan ?? assert.fail();
    const children = numberActions(readPlan(plan)).filter(({ isChild }) => isChild);
    const lookup = children.find(({ action }) => action.do === 'exec.lookup');
    return [children[0]?.number ?? assert.fail(), lookup?.number ?? assert.fail()];
  }

  for (const [at, where] of ['before it is placed', 'when it is placed'].entries()) {
    it(`${where}: others change the container, and delete it`, async function () {
      this.timeout(60_000);
      const container = sleeper({ runtime: faultyRuntime() });
      assert.equal((await container.runDetached()).exitCode, 0);
      const env = { LADING_FAULT: `stop:${(await places(container))[at]}:before` };
      const held = start(container.command('exec', container.id, 'true'), { env });
      await until('its process is stopped', () => stopped() !== undefined);
      const give = (...args: string[]) => run(container.command(...args));
      for (const args of [
        ['update', '--pids-limit', '100', container.id],
        ['exec', container.id, 'true'],
        ['pause', container.id],
        ['resume', container.id],
        ['delete', '--force', container.id],
      ]) {
        const { exitCode, stderr } = await give(...args);
        assert.deepEqual([args[0], exitCode, stderr], [args[0], 0, '']);
      }
      assert.equal(existsSync(container.stateDirectory), false);
      assert.equal((await held.outcome).exitCode, 1);
      assert.equal(stopped(), undefined);
    });

    it(`${where}: goes on as if nothing had been once it may`, async function () {
      this.timeout(60_000);
      const container = sleeper({ runtime: faultyRuntime() });
      assert.equal((await container.runDetached()).exitCode, 0);
      const env = { LADING_FAULT: `stop:${(await places(container))[at]}:before` };
      const held = start(container.command('exec', container.id, 'echo', 'here'), { env });
      await until('its process is stopped', () => stopped() !== undefined);
      const updated = await run(container.command('update', '--pids-limit', '100', container.id));
      assert.deepEqual([updated.exitCode, updated.stderr], [0, '']);
      process.kill(stopped() ?? assert.fail(), 'SIGCONT');
      assert.deepEqual(await held.outcome, { exitCode: 0, stdout: 'here\n', stderr: '' });
      const { findings, records } = audit(recordsOf(container));
      assert.deepEqual(findings, []);
      assert.deepEqual(
        records.map(({ command }) => command),
        ['run', 'exec', 'exec', 'update'],
      );
      await container.delete({ force: true });
    });
  }
});

describe('a create that is slow to open the directory it has made', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const isDone of [false, true]) {
    it(`leaves what another has made of that name meanwhile${isDone ? ', and finished' : ''}`, async function () {
      this.timeout(60_000);
      const slow = sleeper({ runtime: faultyRuntime() });
      const { id } = slow;
      const go = join(slow.bundle, 'go');
      const other = sleeper({
        runtime: faultyRuntime(),
        id,
        bend: (config) => {
          const wait = `until test -e ${go}; do sleep 0.02; done`;
          config.hooks = { createRuntime: [{ path: '/bin/sh', args: ['sh', '-c', wait] }] };
        },
      });
      const held = slow.create({ env: { LADING_FAULT: 'stop:0:within' } });
      await until('it is stopped', () => stopped() !== undefined);
      const deleted = await slow.delete({ force: true });
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
      assert.equal(existsSync(slow.stateDirectory), false);
      if (isDone) writeFileSync(go, '');
      const making = other.create();
      await until('the other is at it', () => existsSync(join(other.stateDirectory, 'exec.fifo')));
      if (isDone) await making;
      process.kill(stopped() ?? assert.fail(), 'SIGCONT');
      const lost = await held;
      assert.equal(lost.exitCode, 1);
      assert.match(lost.stderr, isDone ? /already exists/ : /another command holds the container/);
      writeFileSync(go, '');
      const made = await making;
      assert.deepEqual([made.exitCode, made.stderr], [0, '']);
      const started = await other.start();
      assert.deepEqual([started.exitCode, started.stderr], [0, '']);
      assert.deepEqual(audit(recordsOf(other)).findings, []);
      await other.delete({ force: true });
    });
  }

  it('makes nothing when it was deleted meanwhile, and leaves nothing', async function () {
    this.timeout(60_000);
    const slow = sleeper({ runtime: faultyRuntime() });
    const held = slow.create({ env: { LADING_FAULT: 'stop:0:within' } });
    await until('it is stopped', () => stopped() !== undefined);
    assert.equal((await slow.delete({ force: true })).exitCode, 0);
    process.kill(stopped() ?? assert.fail(), 'SIGCONT');
    assert.equal((await held).exitCode, 1);
    assert.equal(existsSync(slow.stateDirectory), false);
  });
});

describe('a start', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  /** Its startContainer hook never ends. */
  function hooked(runtime: ContainerOptions['runtime']): Container {
    return sleeper({
      ...(runtime === undefined ? {} : { runtime }),
      bend: (config) => {
        const args = ['sh', '-c', 'touch /tmp/hook; exec sleep 1000'];
        config.hooks = { startContainer: [{ path: '/bin/sh', args }] };
      },
    });
  }

  for (const [name, way] of [
    ['the host', faultyRuntime],
    ['lading-oci', () => nativeEntry],
  ] as const) {
    it(`whose hook never ends is ended by a signal, through ${name}`, async function () {
      this.timeout(60_000);
      const container = hooked(way());
      assert.equal((await container.create()).exitCode, 0);
      const held = start(container.command('start', container.id));
      await until('the hook runs', () => existsSync(join(container.rootfs, 'tmp', 'hook')));
      held.kill('SIGTERM');
      const { exitCode, stderr } = await held.outcome;
      assert.equal(exitCode, 143);
      assert.match(stderr, /cancelled by a signal/);
      // The first record goes on, with the hook.
      assert.equal(audit(recordsOf(container)).records.at(-1)?.outcome, 'failed');
      const deleted = await container.delete({ force: true });
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
    });

    it(`whose hook never ends keeps nobody from a delete, through ${name}`, async function () {
      this.timeout(60_000);
      const container = hooked(way());
      assert.equal((await container.create()).exitCode, 0);
      const held = start(container.command('start', container.id));
      await until('the hook runs', () => existsSync(join(container.rootfs, 'tmp', 'hook')));
      const deleted = await container.delete({ force: true });
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
      const { exitCode, stderr } = await held.outcome;
      assert.equal(exitCode, 1);
      assert.match(stderr, /init died before its program ran/);
    });
  }

  it('that is killed before the byte leaves a created container, and after it one that a second start finishes', async function () {
    this.timeout(60_000);
    for (const moment of ['before', 'within']) {
      const container = sleeper({ runtime: faultyRuntime() });
      assert.equal((await container.create()).exitCode, 0);
      // state.lock, fifo.release.
      const env = { LADING_FAULT: `kill:1:${moment}` };
      assert.notEqual((await container.start({ env })).exitCode, 0);
      const { pid, status } = await container.state();
      assert.equal(status, 'created');
      const again = await container.start();
      assert.deepEqual([moment, again.exitCode, again.stderr], [moment, 0, '']);
      assert.deepEqual(await container.reach('running').then((state) => state.pid), pid);
      assert.match(readFileSync(`/proc/${pid}/cmdline`, 'utf8'), /^sleep/);
      assert.equal((await container.start()).exitCode, 1);
      await container.delete({ force: true });
    }
  });
});
