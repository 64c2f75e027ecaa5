// Limits, devices and the life of cgroups on a unified hierarchy, as the kernel's own files and bpf(2) tell them
// (cgroup-v2.rst). Where controllers are in hierarchies of version 1, cgroup.test.ts says the same of those.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, type DeviceRule, dockerConfig } from '../helpers/config.ts';
import { Container, observe, token, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const ROOT = '/sys/fs/cgroup';
const isUnified = existsSync(`${ROOT}/cgroup.controllers`);
const controllers = isUnified
  ? readFileSync(`${ROOT}/cgroup.controllers`, 'utf8').trim().split(' ')
  : [];

/** Where the kernel says that the container is. */
function cgroupOf(pid: number): string {
  const own = /^0::(.*)$/m.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))?.[1];
  return join(ROOT, own ?? '');
}

/** Runs a container that stays, looks at its cgroup from outside, and deletes it. */
async function during(
  bend: (config: Config, container: Container) => void,
  look: (cgroup: string, container: Container, pid: number) => void | Promise<void>,
): Promise<void> {
  const container = new Container({
    bend: (config, self) => {
      config.process.args = ['sh', '-c', 'echo ready; exec sleep 1000'];
      bend(config, self);
    },
  });
  const outcome = await container.runDetached();
  assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
  try {
    await until('ready', () => container.output().includes('ready'));
    const { pid } = await container.state();
    await look(cgroupOf(pid), container, pid);
  } finally {
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  }
}

function withResources(resources: object): (config: Config) => void {
  return (config) => {
    config.linux.resources = { ...config.linux.resources, ...resources };
  };
}

function needsUnified(this: Mocha.Context): void {
  if (process.getuid?.() !== 0) skip(this, 'not-root');
  if (!isUnified) skip(this, 'no-cgroup-v2');
}

function lines(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

/** A whole disk, for limits of input and output. */
const disk = lines('/proc/partitions')
  .map((line) => line.trim().split(/\s+/))
  .find(([, , , name]) => /^(sd|vd|nvme\d+n|loop)[a-z0-9]$/.test(name ?? ''));

type Limit = [what: string, resources: object, files: Record<string, string | RegExp>];
const limits: Limit[] = [
  ['memory.limit', { memory: { limit: 33554432 } }, { 'memory.max': '33554432' }],
  ['memory.limit of -1', { memory: { limit: -1 } }, { 'memory.max': 'max' }],
  ['memory.reservation', { memory: { reservation: 16777216 } }, { 'memory.low': '16777216' }],
  [
    'memory.swap, without the memory that it counts too',
    { memory: { limit: 33554432, swap: 67108864 } },
    { 'memory.max': '33554432', 'memory.swap.max': '33554432' },
  ],
  [
    'memory.swap equal to the limit as no swap',
    { memory: { limit: 33554432, swap: 33554432 } },
    { 'memory.swap.max': '0' },
  ],
  ['memory.swap of -1', { memory: { limit: 33554432, swap: -1 } }, { 'memory.swap.max': 'max' }],
  ['cpu.shares of 1024', { cpu: { shares: 1024 } }, { 'cpu.weight': '100' }],
  ['cpu.shares of 2', { cpu: { shares: 2 } }, { 'cpu.weight': '1' }],
  ['cpu.shares of 262144', { cpu: { shares: 262144 } }, { 'cpu.weight': '10000' }],
  [
    'cpu.quota and cpu.period',
    { cpu: { quota: 20000, period: 50000 } },
    { 'cpu.max': '20000 50000' },
  ],
  ['cpu.quota alone', { cpu: { quota: 20000 } }, { 'cpu.max': '20000 100000' }],
  ['cpu.period alone', { cpu: { period: 50000 } }, { 'cpu.max': 'max 50000' }],
  ['cpu.quota of -1', { cpu: { quota: -1, period: 50000 } }, { 'cpu.max': 'max 50000' }],
  [
    'cpu.burst',
    { cpu: { quota: 50000, period: 100000, burst: 20000 } },
    { 'cpu.max.burst': '20000' },
  ],
  ['cpu.idle', { cpu: { idle: 1 } }, { 'cpu.idle': '1' }],
  [
    'cpu.cpus and cpu.mems',
    { cpu: { cpus: '0', mems: '0' } },
    { 'cpuset.cpus': '0', 'cpuset.mems': '0' },
  ],
  ['pids.limit', { pids: { limit: 17 } }, { 'pids.max': '17' }],
  ['pids.limit of -1', { pids: { limit: -1 } }, { 'pids.max': 'max' }],
  ['blockIO.weight', { blockIO: { weight: 500 } }, { 'io.weight': 'default 4950' }],
  [
    'hugepageLimits, reservations too',
    { hugepageLimits: [{ pageSize: '2MB', limit: 4194304 }] },
    { 'hugetlb.2MB.max': '4194304', 'hugetlb.2MB.rsvd.max': '4194304' },
  ],
  [
    'unified, after everything else',
    {
      memory: { limit: 33554432 },
      unified: { 'memory.high': '20971520', 'memory.max': '41943040', 'pids.max': '9' },
    },
    { 'memory.high': '20971520', 'memory.max': '41943040', 'pids.max': '9' },
  ],
];

describe('a cgroup of version 2', () => {
  leavesNothingBehind();
  before(needsUnified);

  for (const [what, resources, files] of limits) {
    it(`has ${what}`, async () => {
      await during(withResources(resources), (cgroup) => {
        for (const [file, value] of Object.entries(files)) {
          const path = join(cgroup, file);
          // The kernel has io.weight only with an elevator or a cost model that weighs.
          if (file === 'io.weight' && !existsSync(path)) continue;
          if (file === 'memory.swap.max' && !existsSync(path)) continue;
          const found = readFileSync(path, 'utf8').trim();
          if (typeof value === 'string') assert.equal(found, value, file);
          else assert.match(found, value, file);
        }
      });
    });
  }

  it('limits what a disk reads and writes', async function () {
    if (disk === undefined) skip(this, 'no-disk');
    const [major, minor] = disk.map(Number) as [number, number];
    const device = (rate: number) => [{ major, minor, rate }];
    await during(
      withResources({
        blockIO: {
          throttleReadBpsDevice: device(1048576),
          throttleWriteBpsDevice: device(2097152),
          throttleReadIOPSDevice: device(100),
          throttleWriteIOPSDevice: device(200),
        },
      }),
      (cgroup) => {
        const found = readFileSync(join(cgroup, 'io.max'), 'utf8').trim();
        assert.equal(found, `${major}:${minor} rbps=1048576 wbps=2097152 riops=100 wiops=200`);
      },
    );
  });

  it('has every controller of the host, all the way down', async () => {
    await during(
      (config, { id }) => {
        config.linux.cgroupsPath = `/${token()}-deep/down/${id}`;
      },
      (cgroup) => {
        const found = readFileSync(join(cgroup, 'cgroup.controllers'), 'utf8').trim().split(' ');
        assert.deepEqual(found.sort(), [...controllers].sort());
      },
    );
  });

  it('has pressure and statistics to be read', async () => {
    await during(
      () => {},
      (cgroup) => {
        assert.match(readFileSync(join(cgroup, 'memory.stat'), 'utf8'), /^anon \d+$/m);
        assert.match(readFileSync(join(cgroup, 'cpu.stat'), 'utf8'), /^usage_usec [1-9]\d*$/m);
        assert.equal(readFileSync(join(cgroup, 'pids.current'), 'utf8'), '1\n');
        assert.equal(existsSync(join(cgroup, 'io.stat')), true);
      },
    );
  });

  it('ends what uses more memory than its limit', async () => {
    const container = new Container({
      bend: (config) => {
        withResources({ memory: { limit: 16777216, swap: 16777216 } })(config);
        config.process.args = ['sh', '-c', 'exec tail -n 1 /dev/zero'];
      },
    });
    assert.equal((await container.run()).exitCode, 137);
  });

  it('limits the number of processes', async () => {
    const container = new Container({
      bend: (config) => {
        withResources({ pids: { limit: 5 } })(config);
        const script = 'for i in 1 2 3 4 5 6 7 8; do sleep 1000 & done; echo all';
        config.process.args = ['sh', '-c', script];
      },
    });
    const outcome = await container.run();
    assert.notEqual(outcome.exitCode, 0);
    assert.match(outcome.stderr, /fork|Resource temporarily unavailable/);
  });

  it('is seen from inside as the root of all, read-only', async () => {
    const config = dockerConfig();
    config.linux.namespaces.push({ type: 'cgroup' });
    config.process.args = [
      'sh',
      '-c',
      'cd /sys/fs/cgroup; cat memory.max cpu.max pids.max; cat /proc/self/cgroup; (echo 1 > pids.max) 2>/dev/null || echo refused',
    ];
    const outcome = await new Container({ config }).run();
    assert.equal(outcome.stdout, '67108864\n50000 100000\n64\n0::/\nrefused\n', outcome.stderr);
  });

  it('can be below a threaded one, and is threaded then', async function () {
    // Peers say that they do so, and then cannot go in.
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    const parent = join(ROOT, `${token()}-threads`);
    const threaded = join(parent, 'threaded');
    mkdirSync(threaded, { recursive: true });
    try {
      writeFileSync(join(threaded, 'cgroup.type'), 'threaded');
      const bend = (config: Config, { id }: Container) => {
        config.linux.cgroupsPath = `/${token()}-threads/threaded/${id}`;
        delete config.linux.resources;
      };
      await during(bend, (cgroup) => {
        assert.equal(readFileSync(join(cgroup, 'cgroup.type'), 'utf8'), 'threaded\n');
      });
    } finally {
      rmdirSync(threaded);
      rmdirSync(parent);
    }
  });

  it('is refused a limit whose controller its parent cannot give, by the name of the file', async () => {
    const parent = join(ROOT, `${token()}-busy`);
    mkdirSync(parent);
    // A cgroup with processes gives nothing to those below it (cgroup-v2.rst, "No Internal Process Constraint").
    const held = spawnSync('sh', [
      '-c',
      `sh -c 'echo $$ > ${parent}/cgroup.procs; exec sleep 1000' > /dev/null 2>&1 & echo $!`,
    ]);
    const pid = Number(held.stdout.toString());
    try {
      await until('it is in', () => lines(join(parent, 'cgroup.procs')).includes(`${pid}`));
      const container = new Container({
        bend: (config, { id }) => {
          withResources({ memory: { limit: 67108864 } })(config);
          config.linux.cgroupsPath = `/${token()}-busy/${id}`;
        },
      });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, /linux\/resources\/memory\/limit.*memory\.max/s);
      assert.equal(existsSync(join(parent, container.id)), false);
      assert.deepEqual(lines(join(parent, 'cgroup.procs')), [`${pid}`]);
    } finally {
      process.kill(pid, 'SIGKILL');
      await until('its end', () => lines(join(parent, 'cgroup.procs')).length === 0);
      rmdirSync(parent);
    }
  });

  it('is stopped and goes on, and the command waits for both', async () => {
    await during(
      () => {},
      async (cgroup, container) => {
        const events = () => readFileSync(join(cgroup, 'cgroup.events'), 'utf8');
        assert.equal((await run(container.command('pause', container.id))).exitCode, 0);
        assert.match(events(), /^frozen 1$/m);
        assert.equal((await run(container.command('resume', container.id))).exitCode, 0);
        assert.match(events(), /^frozen 0$/m);
      },
    );
  });

  it('is emptied at once by cgroup.kill, with cgroups below it', async () => {
    await during(
      (config) => {
        config.process.args = [
          'sh',
          '-c',
          'for i in 1 2 3 4 5 6; do setsid sleep 1000 & done; echo ready; wait',
        ].map((word) => word.replaceAll('setsid ', ''));
      },
      async (cgroup, container) => {
        const below = join(cgroup, 'below');
        mkdirSync(below);
        const moved = lines(join(cgroup, 'cgroup.procs')).at(-1) as string;
        writeFileSync(join(below, 'cgroup.procs'), moved);
        assert.equal((await container.kill('KILL', '--all')).exitCode, 0);
        await until('all ended', () =>
          /^populated 0$/m.test(readFileSync(join(cgroup, 'cgroup.events'), 'utf8')),
        );
        rmdirSync(below);
      },
    );
  });

  const mapped = (config: Config): void => {
    config.linux.namespaces.push({ type: 'user' }, { type: 'cgroup' });
    config.linux.uidMappings = [{ containerID: 0, hostID: 100000, size: 65536 }];
    config.linux.gidMappings = [{ containerID: 0, hostID: 200000, size: 65536 }];
  };

  it('belongs to the root of the container’s user namespace, as far as the kernel delegates', async () => {
    await during(mapped, (cgroup) => {
      const owner = (file: string) => {
        const { uid, gid } = statSync(join(cgroup, file));
        return `${file} ${uid}:${gid}`;
      };
      const delegated = lines('/sys/kernel/cgroup/delegate').filter((file) =>
        existsSync(join(cgroup, file)),
      );
      assert.ok(delegated.includes('cgroup.procs'));
      for (const file of ['.', ...delegated]) assert.equal(owner(file), `${file} 100000:200000`);
      for (const file of ['memory.max', 'pids.max', 'cgroup.kill'])
        assert.match(owner(file), delegated.includes(file) ? / 100000:/ : / 0:0$/);
    });
  });

  it('lets that root make cgroups below it, and not change its own limits', async () => {
    const output = await observe(
      'cd /sys/fs/cgroup && mkdir below && echo $$ > below/cgroup.procs && cat /proc/self/cgroup; ' +
        '(echo max > pids.max) 2> /dev/null || echo refused',
      {
        bend: (config) => {
          mapped(config);
          withResources({ pids: { limit: 20 } })(config);
          config.mounts.push({
            destination: '/sys/fs/cgroup',
            type: 'cgroup',
            source: 'cgroup',
            options: ['nosuid', 'noexec', 'nodev', 'rw'],
          });
        },
      },
    );
    assert.equal(output, '0::/below\nrefused\n');
  });
});

describe('resources.devices on cgroup v2', () => {
  leavesNothingBehind();
  before(needsUnified);

  const attached = (cgroup: string): string[] => {
    const { stdout, status } = spawnSync(program('bpf'), ['query', cgroup], { encoding: 'utf8' });
    assert.equal(status, 0);
    return stdout.split('\n').filter((line) => /^\d+$/.test(line));
  };

  it('are exactly one program', async () => {
    await during(
      () => {},
      (cgroup) => assert.equal(attached(cgroup).length, 1),
    );
  });

  const rules: DeviceRule[] = [
    { allow: false, access: 'rwm' },
    { allow: true, type: 'c', major: 1, minor: 11, access: 'r' },
    { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' },
    { allow: true, type: 'b', major: 7, access: 'r' },
    { allow: true, type: 'c', major: 4, access: 'rwm' },
    { allow: false, type: 'c', major: 4, minor: 64, access: 'w' },
    { allow: true, type: 'c', major: 13, access: 'rw' },
    { allow: false, type: 'c', major: 13, minor: 63, access: 'rw' },
  ];

  /** A device, how it is opened, and whether the rules let it be. */
  const tries: [
    type: string,
    major: number,
    minor: number,
    access: 'r' | 'w' | 'rw',
    allowed: boolean,
  ][] = [
    ['c', 1, 3, 'rw', true], // null
    ['c', 1, 5, 'r', true], // zero
    ['c', 1, 7, 'r', true], // full
    ['c', 1, 8, 'r', true], // random
    ['c', 1, 9, 'r', true], // urandom
    ['c', 1, 11, 'r', true], // kmsg
    ['c', 1, 11, 'w', false],
    ['c', 1, 11, 'rw', false],
    ['c', 1, 1, 'r', false], // mem
    ['c', 1, 4, 'r', false], // port
    ['c', 10, 229, 'r', true], // fuse
    ['c', 10, 229, 'w', true],
    ['c', 10, 229, 'rw', true],
    ['c', 10, 232, 'r', false], // kvm
    ['c', 10, 237, 'r', false], // loop-control
    ['b', 7, 0, 'r', true], // loop0
    ['b', 7, 0, 'w', false],
    ['b', 7, 5, 'r', true],
    ['b', 8, 0, 'r', false], // sda
    ['c', 4, 64, 'r', true], // ttyS0
    ['c', 4, 64, 'w', false],
    ['c', 4, 64, 'rw', false],
    ['c', 13, 63, 'r', false], // mice
    ['c', 13, 64, 'r', true], // event0
  ];

  it('let in what they allow and nothing else, tried from inside', async () => {
    const redirect = { r: '<', w: '>', rw: '<>' };
    // The kernel asks the rules before it looks for a driver: without one it says so.
    const script = tries.map(
      ([type, major, minor, access], at) =>
        `mknod /tmp/d${at} ${type} ${major} ${minor} && ` +
        `(: ${redirect[access]} /tmp/d${at}) 2>&1 | grep -q 'Operation not permitted' && echo no || echo yes`,
    );
    const capabilities = ['CAP_MKNOD', 'CAP_SYS_ADMIN', 'CAP_SYS_RAWIO', 'CAP_SYSLOG'];
    const output = await observe(script.join('\n'), {
      bend: (config) => {
        config.linux.resources = { devices: rules };
        config.process.capabilities = {
          bounding: capabilities,
          effective: capabilities,
          permitted: capabilities,
        };
      },
    });
    const found = output.trim().split('\n');
    const told = tries.map(
      ([type, major, minor, access], at) => `${type} ${major}:${minor} ${access} ${found[at]}`,
    );
    const expected = tries.map(
      ([type, major, minor, access, allowed]) =>
        `${type} ${major}:${minor} ${access} ${allowed ? 'yes' : 'no'}`,
    );
    assert.deepEqual(told, expected);
  });

  it('leave no program when the container is gone', async () => {
    const ids = () => spawnSync(program('bpf'), ['ids'], { encoding: 'utf8' }).stdout;
    const before = ids();
    await during(
      () => {},
      () => assert.notEqual(ids(), before),
    );
    await until('the kernel forgets', () => ids() === before);
  });
});
