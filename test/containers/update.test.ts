// update: other limits for a container that lives, as the kernel has them, and devices tried from inside. What fails
// half way leaves what was there before.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, dockerConfig } from '../helpers/config.ts';
import { Container, until } from '../helpers/container.ts';
import { faultyRuntime, testHelper } from '../helpers/faults.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, type RunOptions, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

async function running(
  script = 'sleep 1000',
  bend: (config: Config, self: Container) => void = () => {},
  runtime = runtimeUnderTest(),
): Promise<Container> {
  const container = new Container({
    runtime,
    config: dockerConfig(),
    bend: (config, self) => {
      config.process.args = ['sh', '-c', script];
      bend(config, self);
    },
  });
  const outcome = await container.runDetached();
  assert.equal(outcome.exitCode, 0, outcome.stderr);
  return container;
}

function update(
  container: Container,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  return run(container.command('update', ...args, container.id), options);
}

async function succeeds(
  container: Container,
  args: readonly string[],
  options: RunOptions = {},
): Promise<void> {
  const { exitCode, stdout, stderr } = await update(container, args, options);
  assert.deepEqual([exitCode, stdout, stderr], [0, '', ''], args.join(' '));
}

/** The files of a container's v1 cgroups. */
function reader(container: Container): (file: string) => string {
  const { pid } = JSON.parse(
    readFileSync(join(container.stateDirectory, 'state.json'), 'utf8'),
  ) as {
    pid: number;
  };
  const groups = readFileSync(`/proc/${pid}/cgroup`, 'utf8').split('\n');
  return (file) => {
    const controller = file.startsWith('cpu.') ? 'cpu' : (file.split('.')[0] as string);
    const line = groups.find((group) => group.split(':')[1]?.split(',').includes(controller));
    assert.ok(line, `no cgroup for ${file}`);
    return readFileSync(`/sys/fs/cgroup/${controller}${line.split(':')[2]}/${file}`, 'utf8').trim();
  };
}

const isCgroupV1 = existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes');

describe('update', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (!isCgroupV1) skip(this, 'no-cgroup-v1');
  });

  it('changes each limit that is given, up and down, and no other', async () => {
    const container = await running();
    const read = reader(container);
    const before = read('cpu.shares');
    await succeeds(container, ['--memory', '64m', '--memory-swap', '96m', '--pids-limit', '50']);
    const memory = (): string[] => [
      read('memory.limit_in_bytes'),
      read('memory.memsw.limit_in_bytes'),
      read('pids.max'),
    ];
    assert.deepEqual(memory(), ['67108864', '100663296', '50']);
    await succeeds(container, ['--memory', '128m', '--memory-swap', '256m', '--pids-limit', '-1']);
    assert.deepEqual(memory(), ['134217728', '268435456', 'max']);
    await succeeds(container, ['--memory', '32m', '--memory-swap', '32m']);
    assert.deepEqual(memory(), ['33554432', '33554432', 'max']);
    await succeeds(container, ['--memory-reservation', '16m']);
    assert.equal(read('memory.soft_limit_in_bytes'), '16777216');
    assert.equal(read('cpu.shares'), before);
    await succeeds(container, ['--cpu-share', '77', '--cpuset-cpus', '0', '--cpuset-mems', '0']);
    assert.deepEqual(
      [read('cpu.shares'), read('cpuset.cpus'), read('cpuset.mems')],
      ['77', '0', '0'],
    );
    await container.delete({ force: true });
  });

  it('takes the limit of memory away where there is one of memory and swap', async function () {
    if (runtimeUnderTest().name === 'crun') skip(this, 'peer-under-test');
    const container = await running();
    const read = reader(container);
    await succeeds(container, ['--memory', '64m', '--memory-swap', '96m']);
    await succeeds(container, ['--memory', '-1']);
    for (const file of ['memory.limit_in_bytes', 'memory.memsw.limit_in_bytes']) {
      assert.ok(Number(read(file)) > 2 ** 62, file);
    }
    await container.delete({ force: true });
  });

  it('changes quota and period together below a parent that has as much', async () => {
    // The parent allows one CPU, which neither order of writes may exceed.
    const container = await running('sleep 1000', (config, self) => {
      config.linux.cgroupsPath = `/${self.id}-limited/web`;
      config.linux.resources = { cpu: { quota: 100000, period: 100000 } };
    });
    const { pid } = await container.state();
    const [, , path] = (readFileSync(`/proc/${pid}/cgroup`, 'utf8').match(
      /^\d+:(cpu|cpu,cpuacct|cpuacct,cpu):(.*)$/m,
    ) ?? []) as string[];
    const parent = `/sys/fs/cgroup/cpu${path?.replace(/\/web$/, '')}`;
    writeFileSync(`${parent}/cpu.cfs_period_us`, '100000');
    writeFileSync(`${parent}/cpu.cfs_quota_us`, '100000');
    const read = reader(container);
    const cpu = (): string[] => [read('cpu.cfs_quota_us'), read('cpu.cfs_period_us')];
    await succeeds(container, ['--cpu-quota', '20000', '--cpu-period', '20000']);
    assert.deepEqual(cpu(), ['20000', '20000']);
    await succeeds(container, ['--cpu-quota', '500000', '--cpu-period', '500000']);
    assert.deepEqual(cpu(), ['500000', '500000']);
    await container.delete({ force: true });
  });

  it('takes resources from a file and from standard input, in the form of config.json', async () => {
    const container = await running();
    const read = reader(container);
    const file = join(container.bundle, 'resources.json');
    writeFileSync(file, JSON.stringify({ pids: { limit: 33 }, memory: { limit: 0 } }));
    const before = read('memory.limit_in_bytes');
    await succeeds(container, ['--resources', file, '--pids-limit', '44']);
    assert.deepEqual([read('pids.max'), read('memory.limit_in_bytes')], ['33', before]);
    const input = JSON.stringify({ cpu: { shares: 99 } });
    await succeeds(container, ['-r', '-'], { input });
    assert.equal(read('cpu.shares'), '99');
    // Nothing else was touched, the devices least of all.
    assert.doesNotMatch(read('devices.list'), /^a/);
    await container.delete({ force: true });
  });

  it('changes which devices can be used, and lets no one that stays be refused meanwhile', async () => {
    const script = 'while :; do echo >/dev/null || echo refused; echo x >/tmp/alive; done';
    const container = await running(script);
    const { pid } = await container.state();
    await until('it writes', () => existsSync(`/proc/${pid}/root/tmp/alive`));
    const fuse = { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' };
    const read = reader(container);
    for (let i = 0; i < 5; i += 1) {
      const devices = [{ allow: false, access: 'rwm' }, ...(i % 2 === 0 ? [fuse] : [])];
      await succeeds(container, ['-r', '-'], { input: JSON.stringify({ devices }) });
      assert.equal(/^c 10:229 rw$/m.test(read('devices.list')), i % 2 === 0);
    }
    assert.doesNotMatch(container.output(), /refused/);
    await container.delete({ force: true });
  });

  it('holds for a container that is created or paused, not for one that has ended', async () => {
    const container = new Container({ config: dockerConfig() });
    await container.create();
    const read = reader(container);
    await succeeds(container, ['--pids-limit', '21']);
    assert.equal(read('pids.max'), '21');
    assert.equal((await run(container.command('pause', container.id))).exitCode, 0);
    await succeeds(container, ['--pids-limit', '22']);
    assert.equal(read('pids.max'), '22');
    assert.equal((await container.kill('KILL', '--all')).exitCode, 0);
    await container.reach('stopped');
    const ended = await update(container, ['--pids-limit', '23']);
    assert.equal(ended.exitCode, 1);
    await container.delete();
  });

  it('that the kernel refuses half way leaves all as it was, and says what and why', async function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    const container = await running();
    const read = reader(container);
    const files = [
      'memory.limit_in_bytes',
      'memory.memsw.limit_in_bytes',
      'cpu.shares',
      'cpuset.cpus',
    ];
    const before = files.map(read);
    const args = [
      '--memory',
      '64m',
      '--memory-swap',
      '64m',
      '--cpu-share',
      '5',
      '--cpuset-cpus',
      '4095',
    ];
    const refused = await update(container, args);
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /cgroup\.update at cpusetCpus: write .*cpuset\.cpus: 4095: \w+/);
    assert.deepEqual(files.map(read), before);
    const input = '{\n"cpu": {"cpus":\n "4095"}}';
    const told = await update(container, ['-r', '-'], { input });
    assert.match(told.stderr, /cgroup\.update at \/cpu\/cpus \(-:3\): write/);
    await container.delete({ force: true });
  });

  it('says that more memory is in use than is allowed', async function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    const container = await running('dd if=/dev/zero of=/dev/shm/x bs=1M count=16; sleep 1000');
    const { pid } = await container.state();
    await until('it has written', () => existsSync(`/proc/${pid}/root/dev/shm/x`));
    await container.kill('STOP');
    const refused = await update(container, ['--memory', '4k', '--memory-swap', '4k']);
    if (refused.exitCode !== 0)
      assert.match(
        refused.stderr,
        /memory\.limit_in_bytes: 4096: EBUSY \(more than that is in use\)/,
      );
    await container.delete({ force: true });
  });
});

describe('an update with a fault at each action', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (!isCgroupV1) skip(this, 'no-cgroup-v1');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    testHelper();
  });

  for (const moment of ['before', 'after']) {
    it(`fail ${moment}: every value is the old one again`, async function () {
      this.timeout(120_000);
      const container = await running('sleep 1000', () => {}, faultyRuntime());
      const read = reader(container);
      const files = [
        'memory.limit_in_bytes',
        'memory.memsw.limit_in_bytes',
        'pids.max',
        'devices.list',
      ];
      const before = files.map(read);
      const input = JSON.stringify({
        memory: { limit: 67108864, swap: 67108864 },
        pids: { limit: 9 },
        devices: [
          { allow: false, access: 'rwm' },
          { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' },
        ],
      });
      let faults = 0;
      for (let happened = true; happened; faults += 1) {
        const env = { LADING_FAULT: `fail:${faults}:${moment}` };
        const { exitCode } = await update(container, ['-r', '-'], { input, env });
        happened = exitCode !== 0;
        if (happened) {
          const sorted = (values: string[]): string[] =>
            values.map((v) => v.split('\n').sort().join());
          assert.deepEqual(sorted(files.map(read)), sorted(before), `fault ${faults}`);
        }
      }
      // state.lock, memory, memory+swap, pids, and the device.
      assert.equal(faults - 1, 5);
      assert.equal(read('pids.max'), '9');
      await container.delete({ force: true });
    });
  }

  it('kill: the next update finds nothing in its way', async function () {
    this.timeout(120_000);
    const container = await running('sleep 1000', () => {}, faultyRuntime());
    const args = ['--memory', '64m', '--memory-swap', '64m', '--pids-limit', '9'];
    for (let action = 0; action < 4; action += 1) {
      const killed = await update(container, args, {
        env: { LADING_FAULT: `kill:${action}:after` },
      });
      assert.notEqual(killed.exitCode, 0);
      await succeeds(container, ['--memory', '96m', '--memory-swap', '96m', '--pids-limit', '8']);
    }
    assert.equal(reader(container)('memory.limit_in_bytes'), '100663296');
    await container.delete({ force: true });
  });
});
