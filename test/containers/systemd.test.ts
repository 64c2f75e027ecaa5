// Containers whose cgroups are systemd's: what systemctl and the kernel say of them. By the machine's own systemd,
// or by one that is booted for these tests.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container, delay, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { nativeEntry, type Outcome, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { SLICE, withSystemd } from '../helpers/systemd.ts';

const DEEP = 'ladingtest-deep.slice';
const DEEP_PATH = `${SLICE}/${DEEP}`;

describe('a container whose cgroups are made by systemd', () => {
  const systemd = withSystemd();
  leavesNothingBehind();

  function make(
    bend: (config: Config) => void = () => {},
    runtime = runtimeUnderTest(),
  ): Container {
    const inside = systemd.runtime(runtime);
    return new Container({
      runtime: {
        ...inside,
        command: [...inside.command, '--log-level=warning', '--cgroup-manager=systemd'],
      },
      bend: (config, { id }) => {
        config.linux.cgroupsPath = `${DEEP}:test:${id}`;
        config.process.args = ['sh', '-c', 'echo ready; exec sleep 1000'];
        bend(config);
      },
    });
  }

  const unitOf = (container: Container): string => `test-${container.id}.scope`;

  /** Where the container's limits are: one level below the scope on v2. */
  function cgroupOf(container: Container, controller: string): string {
    const path = `${DEEP_PATH}/${unitOf(container)}`;
    return systemd.isUnified
      ? systemd.cgroup('', `${path}/container`)
      : systemd.cgroup(controller, path);
  }

  function value(container: Container, controller: string, v1: string, v2: string): string {
    const file = systemd.isUnified ? v2 : v1;
    return readFileSync(join(cgroupOf(container, controller), file), 'utf8').trim();
  }

  async function during(container: Container, look: () => Promise<void>): Promise<void> {
    const created = await container.runDetached();
    assert.deepEqual([created.exitCode, created.stderr], [0, '']);
    try {
      await until('ready', () => container.output().includes('ready'));
      await look();
    } finally {
      const { exitCode, stderr } = await container.delete({ force: true });
      assert.deepEqual([exitCode, stderr], [0, '']);
    }
    await assertGone(container);
  }

  async function reachEnd(unit: string): Promise<void> {
    for (let i = 0; i < 200; i++) {
      if ((await systemd.show(unit)).get('LoadState') === 'not-found') return;
      await delay(50);
    }
    throw new Error(`${unit} does not end`);
  }

  async function assertGone(container: Container): Promise<void> {
    const properties = await systemd.show(unitOf(container));
    assert.equal(properties.get('LoadState'), 'not-found');
    for (const controller of ['memory', 'freezer', 'systemd'])
      assert.ok(!existsSync(cgroupOf(container, controller)), controller);
  }

  it('is a scope in the slice that is asked for, with its process in it', async () => {
    const container = make();
    await during(container, async () => {
      const properties = await systemd.show(unitOf(container));
      assert.equal(properties.get('ActiveState'), 'active');
      assert.equal(properties.get('Slice'), DEEP);
      assert.equal(properties.get('Delegate'), 'yes');
      assert.equal(properties.get('DefaultDependencies'), 'no');
      assert.equal(properties.get('TasksAccounting'), 'yes');
      const own = properties.get('ControlGroup') ?? '';
      assert.ok(own.endsWith(`/${DEEP_PATH}/${unitOf(container)}`), own);
      const state = await container.state();
      assert.equal(
        (state as unknown as Record<string, string>)['systemd-scope'],
        unitOf(container),
      );
      const { stdout } = await systemd.run(['cat', `/proc/${state.pid}/cgroup`]);
      const places = stdout.trim().split('\n');
      const expected = `/${DEEP_PATH}/${unitOf(container)}${systemd.isUnified ? '/container' : ''}`;
      for (const place of places) assert.ok(place.endsWith(expected), `${place}: ${expected}`);
    });
  });

  it('has its limits known to systemd, and in its cgroup to the byte', async () => {
    const container = make((config) => {
      config.linux.resources = {
        ...config.linux.resources,
        memory: { limit: 67_108_864 },
        cpu: { shares: 512, quota: 33_333, period: 100_000 },
        pids: { limit: 64 },
      };
    });
    await during(container, async () => {
      const properties = await systemd.show(unitOf(container));
      assert.equal(properties.get('MemoryMax'), '67108864');
      assert.equal(properties.get('TasksMax'), '64');
      assert.equal(properties.get('CPUQuotaPerSecUSec'), '340ms'); // of whole per cents
      assert.equal(properties.get('CPUQuotaPeriodUSec'), '100ms');
      if (systemd.isUnified) assert.equal(properties.get('CPUWeight'), '59');
      else assert.equal(properties.get('CPUShares'), '512');
      assert.equal(value(container, 'memory', 'memory.limit_in_bytes', 'memory.max'), '67108864');
      assert.equal(value(container, 'pids', 'pids.max', 'pids.max'), '64');
      assert.equal(
        value(container, 'cpu', 'cpu.cfs_quota_us', 'cpu.max'),
        systemd.isUnified ? '33333 100000' : '33333',
      );
    });
  });

  it('has its devices known to systemd, and its rules still hold when that is reloaded', async () => {
    const container = make((config) => {
      config.linux.resources = {
        devices: [
          { allow: false, access: 'rwm' },
          { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' },
          { allow: true, type: 'b', major: 7, access: 'r' },
          { allow: false, type: 'c', major: 1, minor: 11 },
        ],
      };
    });
    await during(container, async () => {
      const properties = await systemd.show(unitOf(container));
      assert.equal(properties.get('DevicePolicy'), 'strict');
      const allowed = properties.get('DeviceAllow') ?? '';
      const { stdout } = await systemd.run([
        'systemctl',
        'show',
        '-p',
        'DeviceAllow',
        unitOf(container),
      ]);
      for (const entry of ['/dev/char/10:229 rw', 'block-7 r', '/dev/char/1:3 rwm', 'char-* m'])
        assert.ok(stdout.includes(`DeviceAllow=${entry}\n`), `${entry} in ${stdout} ${allowed}`);
      const before = systemd.isUnified ? '' : value(container, 'devices', 'devices.list', '');
      const reload = await systemd.run(['systemctl', 'daemon-reload']);
      assert.equal(reload.exitCode, 0, reload.stderr);
      if (systemd.isUnified) return;
      assert.match(before, /^c 10:229 rw$/m);
      assert.equal(value(container, 'devices', 'devices.list', ''), before);
    });
  });

  it('is updated: systemd is told, and its cgroup has it to the byte', async () => {
    const container = make((config) => {
      config.linux.resources = {
        ...config.linux.resources,
        memory: { limit: 67_108_864 },
        pids: { limit: 64 },
      };
    });
    await during(container, async () => {
      const options = ['--memory', '134217728', '--pids-limit', '32', '--cpu-quota', '33333'];
      const updated = await run(container.command('update', ...options, container.id));
      assert.deepEqual([updated.exitCode, updated.stderr], [0, '']);
      const properties = await systemd.show(unitOf(container));
      assert.equal(properties.get('MemoryMax'), '134217728');
      assert.equal(properties.get('TasksMax'), '32');
      assert.equal(properties.get('CPUQuotaPerSecUSec'), '340ms');
      assert.equal(value(container, 'memory', 'memory.limit_in_bytes', 'memory.max'), '134217728');
      assert.equal(value(container, 'pids', 'pids.max', 'pids.max'), '32');
      assert.equal(
        value(container, 'cpu', 'cpu.cfs_quota_us', 'cpu.max'),
        systemd.isUnified ? '33333 100000' : '33333',
      );
    });
  });

  it('ends with its process: `run` gives its exit code and leaves no scope', async () => {
    const container = make((config) => {
      config.process.args = ['sh', '-c', 'exit 7'];
    });
    const outcome = await container.run();
    assert.deepEqual([outcome.exitCode, outcome.stderr], [7, '']);
    await assertGone(container);
  });

  it('that has stopped is deleted, its scope long gone', async () => {
    const container = make((config) => {
      config.process.args = ['true'];
    });
    assert.equal((await container.create()).exitCode, 0);
    assert.equal((await container.start()).exitCode, 0);
    await container.reach('stopped');
    const { exitCode, stderr } = await container.delete();
    assert.deepEqual([exitCode, stderr], [0, '']);
    await assertGone(container);
  });

  it('takes properties from annotations, of a fixed list', async () => {
    const container = make((config) => {
      config.annotations = {
        'org.systemd.property.TimeoutStopSec': 'uint64 3',
        'org.systemd.property.CollectMode': "'inactive-or-failed'",
        'org.systemd.property.Wants': "['network.target']",
      };
    });
    const created = await container.create();
    assert.equal(created.exitCode, 0, created.stderr);
    assert.match(created.stderr, /Wants is not one of the properties that an annotation may set/);
    const properties = await systemd.show(unitOf(container));
    assert.equal(properties.get('TimeoutStopUSec'), '3s');
    assert.equal(properties.get('CollectMode'), 'inactive-or-failed');
    assert.equal(properties.get('Wants'), '');
    assert.equal((await container.delete({ force: true })).exitCode, 0);
    await assertGone(container);
  });

  it('remembers the properties that this systemd refuses, and does without them', async () => {
    const container = make((config) => {
      // Since systemd 253; the name is known to the engine's list, the property is not to systemd 252.
      config.annotations = { 'org.systemd.property.MemoryZSwapMax': 'uint64 1048576' };
    });
    const version = Number((await systemd.run(['systemctl', '--version'])).stdout.split(' ')[1]);
    const memory = join(container.stateRoot, '.systemd');
    await during(container, async () => {
      const isRefused = existsSync(join(memory, 'MemoryZSwapMax'));
      assert.equal(isRefused, version < 253);
    });
    const again = make((config) => {
      config.annotations = { 'org.systemd.property.MemoryZSwapMax': 'uint64 1048576' };
    });
    await during(again, async () => {
      const plan = readFileSync(join(again.stateDirectory, 'record/1/plan.json'), 'utf8');
      assert.equal(plan.includes('"MemoryZSwapMax"'), version >= 253);
    });
    rmSync(memory, { recursive: true, force: true });
  });

  it('whose scope has another process is refused, and that one is left alone', async () => {
    const container = make();
    const unit = unitOf(container);
    const other = await systemd.run([
      'systemd-run',
      '--quiet',
      '--scope',
      `--unit=${unit}`,
      `--slice=${DEEP}`,
      '--',
      'sh',
      '-c',
      'sleep 1000 >/dev/null 2>&1 &',
    ]);
    assert.equal(other.exitCode, 0, other.stderr);
    try {
      const refused = await container.create();
      assert.equal(refused.exitCode, 1);
      // On version 1 its cgroups are looked at before systemd is asked.
      assert.match(
        refused.stderr,
        /cgroup\.create .*the cgroup has processes|systemd\.start at \/linux\/cgroupsPath .*StartTransientUnit.*sd-bus call: Unit .* was already loaded or has a fragment file/s,
      );
      assert.equal((await systemd.show(unit)).get('ActiveState'), 'active');
    } finally {
      await systemd.run(['systemctl', 'kill', '--signal=KILL', unit]);
      await reachEnd(unit);
    }
  });

  it('is made by both ways in alike', async () => {
    for (const runtime of [runtimeUnderTest(), nativeEntry]) {
      const container = make(() => {}, runtime);
      await during(container, async () => {
        assert.equal((await systemd.show(unitOf(container))).get('ActiveState'), 'active');
      });
    }
  });

  it('is not made without a bus, and says what to do', async () => {
    const container = make();
    const outcome = await run(
      systemd.inside([
        ...['env', 'DBUS_SYSTEM_BUS_ADDRESS=unix:path=/run/no/bus'],
        ...runtimeUnderTest().command,
        ...['--root', container.stateRoot, '--systemd-cgroup', 'run', '--bundle', container.bundle],
        container.id,
      ]),
    );
    assertRefused(outcome, /connect \/run\/no\/bus: ENOENT \(cannot open sd-bus: .*cgroupfs/);
  });
});

function assertRefused({ exitCode, stderr }: Outcome, expected: RegExp): void {
  assert.equal(exitCode, 1);
  assert.match(stderr, expected);
}
