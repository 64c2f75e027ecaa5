// Limits and the life of cgroups on a unified hierarchy, as the kernel's own files tell them (cgroup-v2.rst). Where controllers are in hierarchies of version 1, cgroup.test.ts says the same of those.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isUnified } from '../helpers/cgroups.ts';
import { type Config, dockerConfig } from '../helpers/config.ts';
import { Container, observe, token, until } from '../helpers/container.ts';
import { disk } from '../helpers/disk.ts';
import { cgroupsNamed } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { type Reason, skip } from '../helpers/skip.ts';
import { during, needsUnified, withResources } from '../helpers/unified.ts';

const ROOT = '/sys/fs/cgroup';
const controllers = isUnified
  ? readFileSync(`${ROOT}/cgroup.controllers`, 'utf8').trim().split(' ')
  : [];

function lines(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').filter(Boolean);
}

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

/** Files that not every kernel has where it has the controller. */
const optional = new Map<string, Reason>([['memory.swap.max', 'no-swap-limit']]);

/** The root of the hierarchy has no weight itself, but with io.weight its cost model (cgroup-v2.rst). */
const weighsDisks =
  isUnified &&
  (existsSync(join(ROOT, 'io.cost.qos')) ||
    readdirSync(ROOT).some((name) => existsSync(join(ROOT, name, 'io.bfq.weight'))));

describe('a cgroup of version 2', () => {
  leavesNothingBehind();
  before(needsUnified);

  for (const [what, resources, files] of limits) {
    it(`has ${what}`, async function () {
      if ('io.weight' in files && !weighsDisks) skip(this, 'no-io-weight');
      await during(withResources(resources), (cgroup) => {
        for (const [file, value] of Object.entries(files)) {
          const path = join(cgroup, file);
          const reason = optional.get(file);
          if (reason !== undefined && !existsSync(path)) skip(this, reason);
          const found = readFileSync(path, 'utf8').trim();
          if (typeof value === 'string') assert.equal(found, value, file);
          else assert.match(found, value, file);
        }
      });
    });
  }

  it('that cannot weigh a disk is refused by name, and does not stay', async function () {
    if (weighsDisks) skip(this, 'io-weight');
    const container = new Container({ bend: withResources({ blockIO: { weight: 500 } }) });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /io\.weight: .*ENOENT: this kernel or cgroup has no such file/);
    assert.deepEqual(cgroupsNamed(container.id), []);
  });

  it('limits what a disk reads and writes', async function () {
    if (disk === undefined) skip(this, 'no-disk');
    const { major, minor } = disk;
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
