// `lading drift`: a container that nobody touched is as planned, whatever its config; what somebody changes from
// outside is found, and named by the place in the config that says otherwise.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmdirSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { drift } from '../../host/index.ts';
import { cgroupOf } from '../helpers/cgroups.ts';
import {
  adaptEngineConfig,
  type Config,
  dockerCapabilities,
  dockerConfig,
  smallConfig,
  usualMounts,
} from '../helpers/config.ts';
import { Container, delay, token, until } from '../helpers/container.ts';
import { Counter } from '../helpers/counter.ts';
import { withCriu } from '../helpers/criu.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import {
  buildDirectory,
  isHybrid,
  type Outcome,
  run,
  runtimeUnderTest,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const TEST_MS = 180_000;
const RUNNING = ['sleep', '1000'];

type Found = {
  readonly differences: readonly {
    readonly what: string;
    readonly from?: string;
    readonly planned: string;
    readonly found: string;
  }[];
  readonly compared: number;
  readonly status: string;
};

async function lading(container: Container, ...words: string[]): Promise<Outcome> {
  return run([`${buildDirectory}lading`, '--root', container.stateRoot, ...words]);
}

async function find(container: Container): Promise<Found> {
  const ran = await lading(container, 'drift', '--format', 'json', container.id);
  assert.equal(ran.stderr, '');
  const found = JSON.parse(ran.stdout) as Found;
  assert.equal(ran.exitCode, found.differences.length === 0 ? 0 : 1);
  return found;
}

/** One line for each, with where the config says otherwise. */
async function told(container: Container): Promise<string[]> {
  const { differences } = await find(container);
  return differences.map(
    ({ what, from, planned, found }) => `${from}: ${what}: ${planned} -> ${found}`,
  );
}

const mapped = [{ containerID: 0, hostID: 100000, size: 65536 }];

function bend(change: (config: Config, container: Container) => void, config = smallConfig()) {
  return { config, change };
}

type Bent = { readonly config: Config; readonly change: (config: Config, self: Container) => void };

/** Configs that have little in common. */
const CONFIGS: readonly (readonly [string, () => Bent])[] = [
  ['the smallest one', () => bend(() => {})],
  ["docker's", () => bend(() => {}, dockerConfig())],
  ["podman's", () => bend(() => {}, adaptEngineConfig('podman-4.3'))],
  ["containerd's", () => bend(() => {}, adaptEngineConfig('containerd-1.6'))],
  [
    'with a root that is read-only',
    () =>
      bend((config) => {
        config.root.readonly = true;
      }),
  ],
  [
    'with a user namespace',
    () =>
      bend((config) => {
        config.linux.namespaces.push({ type: 'user' });
        config.linux.uidMappings = mapped;
        config.linux.gidMappings = mapped;
      }),
  ],
  [
    'with a user namespace and another user',
    () =>
      bend((config) => {
        config.linux.namespaces.push({ type: 'user' });
        config.linux.uidMappings = mapped;
        config.linux.gidMappings = mapped;
        config.process.user = { uid: 1000, gid: 1000, additionalGids: [5, 2000] };
      }),
  ],
  [
    'of another user with groups',
    () =>
      bend((config) => {
        config.process.user = { uid: 1000, gid: 1001, additionalGids: [7, 9, 1000] };
      }),
  ],
  [
    'of another user with ambient capabilities',
    () =>
      bend((config) => {
        const caps = ['CAP_NET_BIND_SERVICE', 'CAP_KILL'];
        config.process.user = { uid: 1000, gid: 1000 };
        config.process.capabilities = {
          bounding: caps,
          effective: caps,
          permitted: caps,
          inheritable: caps,
          ambient: caps,
        };
      }),
  ],
  [
    'of root with fewer effective than bounding capabilities',
    () =>
      bend((config) => {
        config.process.noNewPrivileges = false;
        config.process.capabilities = {
          bounding: [...dockerCapabilities],
          effective: ['CAP_CHOWN'],
          permitted: ['CAP_CHOWN', 'CAP_KILL'],
        };
      }),
  ],
  [
    'of root that cannot gain what it does not have',
    () =>
      bend((config) => {
        config.process.noNewPrivileges = true;
        config.process.capabilities = {
          bounding: [...dockerCapabilities],
          effective: ['CAP_CHOWN'],
          permitted: ['CAP_CHOWN', 'CAP_KILL'],
        };
      }),
  ],
  [
    'without capabilities',
    () =>
      bend((config) => {
        config.process.capabilities = { bounding: [], effective: [], permitted: [] };
      }),
  ],
  [
    'with limits of its processes',
    () =>
      bend((config) => {
        config.process.rlimits = [
          { type: 'RLIMIT_NOFILE', soft: 100, hard: 200 },
          { type: 'RLIMIT_CORE', soft: 0, hard: 0 },
          { type: 'RLIMIT_NPROC', soft: 500, hard: 1000 },
        ];
        config.process.oomScoreAdj = 250;
      }),
  ],
  [
    'with masks and read-only paths, of which some are not there',
    () =>
      bend((config) => {
        config.linux.maskedPaths = [
          '/proc/kcore',
          '/proc/keys',
          '/sys/firmware',
          '/nowhere',
          '/etc',
        ];
        config.linux.readonlyPaths = ['/proc/sys', '/proc/nowhere', '/proc/bus', '/sys'];
      }),
  ],
  [
    'with binds of files and trees, of which some are read-only',
    () =>
      bend((config, self) => {
        const source = join(self.bundle, 'source');
        mkdirSync(join(source, 'below'), { recursive: true });
        writeFileSync(join(source, 'file'), '');
        config.mounts.push(
          { destination: '/srv/tree', source, options: ['rbind', 'ro', 'nosuid'] },
          { destination: '/srv/file', source: join(source, 'file'), options: ['bind', 'noexec'] },
          { destination: '/srv/shm', source: '/dev/shm', options: ['rbind', 'rw'] },
          { destination: '/srv/dev', source: '/dev', options: ['rbind', 'rslave'] },
        );
      }),
  ],
  [
    'with targets behind symbolic links',
    () =>
      bend((config, self) => {
        symlinkSync('/run', join(self.rootfs, 'var/run'));
        symlinkSync('../../run', join(self.rootfs, 'var/back'));
        config.mounts.push(
          { destination: '/var/run/one', type: 'tmpfs', source: 'x', options: ['size=64k'] },
          { destination: '/var/back/two', type: 'tmpfs', source: 'x', options: ['mode=700'] },
        );
      }),
  ],
  [
    'with mounts on mounts, and a remount',
    () =>
      bend((config) => {
        config.mounts.push(
          { destination: '/srv', type: 'tmpfs', source: 'one', options: ['size=1m', 'noexec'] },
          { destination: '/srv', type: 'tmpfs', source: 'two', options: ['size=2m', 'noatime'] },
          { destination: '/srv/in', type: 'tmpfs', source: 'three', options: ['strictatime'] },
          {
            destination: '/srv',
            type: 'tmpfs',
            source: 'two',
            options: ['remount', 'ro', 'nodev'],
          },
        );
      }),
  ],
  [
    'with mounts that flow',
    () =>
      bend((config) => {
        config.linux.rootfsPropagation = 'rslave';
        config.mounts.push(
          { destination: '/srv/a', type: 'tmpfs', source: 'a', options: ['shared'] },
          { destination: '/srv/b', type: 'tmpfs', source: 'b', options: ['unbindable'] },
        );
      }),
  ],
  [
    'with limits of its cgroup',
    () =>
      bend((config) => {
        config.linux.resources = {
          memory: { limit: 50_000_001, reservation: 40_000_000 },
          cpu: { shares: 77, quota: 30000, period: 100000, cpus: '0' },
          pids: { limit: 55 },
          devices: [
            { allow: false, access: 'rwm' },
            { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' },
            { allow: true, type: 'b', major: 8, access: 'r' },
          ],
        };
      }),
  ],
  [
    'with shares of the processors that are lost on an idle one',
    () =>
      bend((config) => {
        config.linux.resources = { cpu: { shares: 77, idle: 1 } };
      }),
  ],
  [
    'with a cgroup of a path of its own, that it sees',
    () =>
      bend((config) => {
        config.linux.cgroupsPath = `/${token()}-drift/inner`;
        config.linux.namespaces.push({ type: 'cgroup' });
        config.mounts.push({
          destination: '/sys/fs/cgroup',
          type: 'cgroup',
          source: 'cgroup',
          options: ['ro', 'nosuid', 'noexec', 'nodev'],
        });
      }),
  ],
  [
    'with kernel parameters and names',
    () =>
      bend((config) => {
        config.linux.sysctl = {
          'net.ipv4.ip_local_port_range': '20000 30000',
          'kernel.shmmni': '100',
          'net.ipv4.ping_group_range': '0 10',
        };
        config.domainname = 'of.drift';
      }),
  ],
  [
    "with the host's network, processes and names",
    () =>
      bend((config) => {
        config.linux.namespaces = [{ type: 'mount' }, { type: 'ipc' }];
        delete config.hostname;
        config.mounts = usualMounts().filter(({ destination }) => destination !== '/sys');
      }),
  ],
  [
    'with a filter and without new privileges',
    () =>
      bend((config) => {
        config.process.noNewPrivileges = true;
        config.linux.seccomp = {
          defaultAction: 'SCMP_ACT_ALLOW',
          syscalls: [{ names: ['swapon'], action: 'SCMP_ACT_ERRNO' }],
        };
      }),
  ],
  [
    'with devices, clocks of its own and another personality',
    () =>
      bend((config) => {
        config.linux.namespaces.push({ type: 'time' });
        config.linux.timeOffsets = { boottime: { secs: 100 } };
        config.linux.personality = { domain: 'LINUX' };
        config.linux.devices = [
          { path: '/dev/fuse', type: 'c', major: 10, minor: 229, fileMode: 0o600, uid: 0, gid: 0 },
        ];
      }),
  ],
];

function made({ config, change }: Bent): Container {
  return new Container({
    config,
    bend: (bent, self) => {
      bent.process.args = [...RUNNING];
      change(bent, self);
    },
  });
}

async function started(bent: Bent): Promise<Container> {
  const container = made(bent);
  const ran = await container.runDetached();
  assert.equal(ran.exitCode, 0, ran.stderr);
  await until(
    'the program runs',
    () => readFileSync(`/proc/${pidOf(container)}/comm`, 'utf8') === 'sleep\n',
  );
  return container;
}

function pidOf(container: Container): number {
  const text = readFileSync(join(container.stateDirectory, 'state.json'), 'utf8');
  return (JSON.parse(text) as { pid: number }).pid;
}

describe('drift of a container that nobody touched', function () {
  this.timeout(TEST_MS);
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  leavesNothingBehind();

  for (const [what, config] of CONFIGS) {
    it(`is none, created and running: ${what}`, async () => {
      const container = made(config());
      const created = await container.create();
      assert.equal(created.exitCode, 0, created.stderr);
      assert.deepEqual(await told(container), []);
      const { compared, status } = await find(container);
      assert.equal(status, 'created');
      assert.ok(compared > 60, `${compared}`);
      await container.start();
      await until(
        'the program runs',
        () => readFileSync(`/proc/${pidOf(container)}/comm`, 'utf8') === 'sleep\n',
      );
      assert.deepEqual(await told(container), []);
      await container.delete({ force: true });
      removeParent();
    });
  }
});

/** Where limits of huge pages are: in a hierarchy of v1, or in the unified one. */
function hugePagesMount(): string | undefined {
  if (!existsSync('/sys/kernel/mm/hugepages/hugepages-2048kB')) return undefined;
  const mounts = ['hugetlb', 'unified', '.'].map((name) => join('/sys/fs/cgroup', name));
  return mounts.find((mount) => {
    if (mount.endsWith('/hugetlb')) return existsSync(mount);
    const controllers = join(mount, 'cgroup.controllers');
    return existsSync(controllers) && /\bhugetlb\b/.test(readFileSync(controllers, 'utf8'));
  });
}

describe('drift of a container whose limits the kernel takes otherwise', function () {
  this.timeout(TEST_MS);
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  leavesNothingBehind();

  for (const [shares, taken] of [
    [1, 2],
    [500_000, 262_144],
  ] as const) {
    it(`is only what was changed since: ${shares} shares, of which it makes ${taken}`, async function () {
      if (!isHybrid()) skip(this, 'no-cgroup-v1');
      const container = await started(
        bend((config) => {
          config.linux.resources = { cpu: { shares } };
        }),
      );
      const file = `${cgroup(container, 'cpu')}/cpu.shares`;
      assert.equal(readFileSync(file, 'utf8'), `${taken}\n`);
      assert.deepEqual(await told(container), []);
      writeFileSync(file, '1024');
      assert.deepEqual(await told(container), [
        `/linux/resources/cpu/shares: cpu.shares: ${shares} -> 1024`,
      ]);
      await container.delete({ force: true });
    });
  }

  // The second as JSON has it: 9223372036854776000, which is beyond all that can be counted.
  for (const [what, limit, v2, v1 = v2] of [
    ['one that it rounds', 3_000_000, '2097152'],
    ['one that is none', 2 ** 63, 'max', '9223372036852678656'],
  ] as const) {
    it(`is only what was changed since: a limit of huge pages, ${what}`, async function () {
      const mount = hugePagesMount();
      if (mount === undefined) skip(this, 'no-huge-pages');
      const container = await started(
        bend((config) => {
          config.linux.resources = { hugepageLimits: [{ pageSize: '2MB', limit }] };
        }),
      );
      const folder = join(mount, container.id);
      const isV2 = existsSync(join(folder, 'hugetlb.2MB.max'));
      const [name, taken] = isV2 ? ['max', v2] : ['limit_in_bytes', v1];
      for (const file of [`hugetlb.2MB.${name}`, `hugetlb.2MB.rsvd.${name}`]) {
        assert.equal(readFileSync(join(folder, file), 'utf8'), `${taken}\n`);
      }
      assert.deepEqual(await told(container), []);
      writeFileSync(join(folder, `hugetlb.2MB.rsvd.${name}`), '4194304');
      assert.deepEqual(await told(container), [
        `/linux/resources/hugepageLimits/0: hugetlb.2MB.rsvd.${name}: ${JSON.stringify(limit)} -> 4194304`,
      ]);
      await container.delete({ force: true });
    });
  }
});

/** The test's own cgroup above one of the containers: nobody else removes it. */
function removeParent(): void {
  for (const mount of ['memory', 'unified', '.'].map((name) => join('/sys/fs/cgroup', name))) {
    try {
      rmdirSync(`${mount}/${token()}-drift`);
    } catch {
      // not there
    }
  }
}

type Change = {
  readonly what: string;
  readonly shell: (container: Container, pid: number) => string;
  readonly found: readonly RegExp[];
};

const inMounts = (pid: number, words: string): string =>
  `nsenter --target ${pid} --mount --pid /bin/busybox ${words}`;

/** Where a controller's files of the container are. */
const cgroup = (container: Container, controller: string): string =>
  `/sys/fs/cgroup/${controller}/${container.id}`;

const CHANGES: readonly Change[] = [
  {
    what: 'a read-only mount is made writable',
    shell: (_, pid) => inMounts(pid, 'mount -o remount,bind,rw,nosuid,nodev,noexec /sys'),
    found: [/^\/mounts\/3: read-only of \/sys: yes -> no$/],
  },
  {
    what: 'a mount loses nosuid',
    shell: (_, pid) => inMounts(pid, 'mount -o remount,bind,suid,nodev,noexec /dev/shm'),
    found: [/^\/mounts\/6: nosuid of \/dev\/shm: yes -> no$/],
  },
  {
    what: 'something is mounted over a planned mount',
    shell: (_, pid) => inMounts(pid, 'mount -t tmpfs over /dev/shm'),
    found: [/^\/mounts\/6: mount on \/dev\/shm: nothing over it -> tmpfs /],
  },
  {
    what: 'something is mounted where the plan has nothing',
    shell: (_, pid) => inMounts(pid, 'mount -t tmpfs extra /srv'),
    found: [/^\/root\/path: mount on \/srv: nothing mounted -> tmpfs /],
  },
  {
    what: 'a mask is taken away',
    shell: (_, pid) => inMounts(pid, 'umount /proc/keys'),
    found: [/^\/linux\/maskedPaths\/3: mount on \/proc\/keys: masked \(file\) -> not mounted$/],
  },
  {
    what: 'a masked directory is covered by another',
    shell: (_, pid) => inMounts(pid, 'mount -o bind /etc /sys/firmware'),
    found: [/^\/linux\/maskedPaths\/9: mount on \/sys\/firmware: nothing over it -> /],
  },
  {
    what: 'a read-only path is taken away',
    shell: (_, pid) => inMounts(pid, 'umount /proc/sys'),
    found: [/^\/linux\/readonlyPaths\/3: mount on \/proc\/sys: .* -> not mounted$/],
  },
  {
    what: 'a mount is made to flow',
    shell: (_, pid) => inMounts(pid, 'mount --make-shared /dev/shm'),
    found: [/^\/mounts\/6: propagation of \/dev\/shm: private -> shared$/],
  },
  {
    what: 'the limit of memory is raised',
    shell: (container) =>
      `echo 134217728 > ${cgroup(container, 'memory')}/memory.memsw.limit_in_bytes; ` +
      `echo 100000000 > ${cgroup(container, 'memory')}/memory.limit_in_bytes`,
    found: [/^\/linux\/resources\/memory\/limit: memory\.limit_in_bytes: 67108864 -> 99999744$/],
  },
  {
    what: 'the limit of processes is taken away',
    shell: (container) => `echo max > ${cgroup(container, 'pids')}/pids.max`,
    found: [/^\/linux\/resources\/pids\/limit: pids\.max: 64 -> max$/],
  },
  {
    what: 'the share of the processors is changed',
    shell: (container) => `echo 60000 > ${cgroup(container, 'cpu')}/cpu.cfs_quota_us`,
    found: [/^\/linux\/resources\/cpu\/quota: cpu\.cfs_quota_us: 50000 -> 60000$/],
  },
  {
    what: 'a device is allowed',
    shell: (container) => `echo 'b 8:* rwm' > ${cgroup(container, 'devices')}/devices.allow`,
    found: [/^\/linux\/resources\/devices\/0: device b 8:\* rwm: denied -> allowed$/],
  },
  {
    what: 'the process is moved to another cgroup',
    shell: (_, pid) => `echo ${pid} > /sys/fs/cgroup/pids/cgroup.procs`,
    found: [/: membership of \/sys\/fs\/cgroup\/pids: \/.+ -> \/$/],
  },
  {
    what: 'a limit of the process is lowered',
    shell: (_, pid) => `prlimit --pid ${pid} --nofile=50:150`,
    found: [/^\/process\/rlimits\/0: limit NOFILE: 100\/200 -> 50\/150$/],
  },
  {
    what: 'the process is to be killed first when memory is short',
    shell: (_, pid) => `echo 300 > /proc/${pid}/oom_score_adj`,
    found: [/^\/process\/oomScoreAdj: oom_score_adj: 0 -> 300$/],
  },
  {
    what: 'a kernel parameter is written',
    shell: (_, pid) =>
      `nsenter --target ${pid} --net sh -c 'echo 99 > /proc/sys/net/ipv4/ip_unprivileged_port_start'`,
    found: [/^\/linux\/sysctl\/net\.ipv4\.ip_unprivileged_port_start: .*: 0 -> 99$/],
  },
  {
    what: 'the host name is changed',
    shell: (_, pid) => `nsenter --target ${pid} --uts hostname other`,
    found: [/^\/hostname: hostname: docker-like -> other$/],
  },
];

describe('drift of a container that somebody changed', function () {
  this.timeout(TEST_MS);
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    if (!isHybrid()) skip(this, 'no-cgroup-v1');
  });
  leavesNothingBehind();

  const changed = (): Bent =>
    bend((config) => {
      config.process.rlimits = [{ type: 'RLIMIT_NOFILE', soft: 100, hard: 200 }];
    }, dockerConfig());

  for (const { what, shell, found } of CHANGES) {
    it(`is found, and named: ${what}`, async () => {
      const container = await started(changed());
      assert.deepEqual(await told(container), []);
      const ran = await run(['sh', '-c', shell(container, pidOf(container))]);
      assert.deepEqual([ran.exitCode, ran.stderr], [0, '']);
      const lines = await told(container);
      assert.equal(lines.length, found.length, lines.join('\n'));
      for (const [index, pattern] of found.entries()) assert.match(lines[index] ?? '', pattern);
      await container.delete({ force: true });
    });
  }

  it('is told to people with the line of config.json, and by the library', async () => {
    const container = await started(changed());
    const pid = pidOf(container);
    await run(['sh', '-c', `echo 5 > /proc/${pid}/oom_score_adj`]);
    const { stdout, exitCode } = await lading(container, 'drift', container.id);
    const text = readFileSync(join(container.bundle, 'config.json'), 'utf8');
    const line = text.split('\n').findIndex((one) => one.includes('"oomScoreAdj"')) + 1;
    assert.match(stdout, /: 1 difference, \d+ properties compared\n/);
    assert.ok(
      stdout.includes(`oom_score_adj  /process/oomScoreAdj :${line}\n  - 0\n  + 5\n`),
      stdout,
    );
    assert.equal(exitCode, 1);
    const { differences } = await drift(container.id, { root: container.stateRoot });
    assert.deepEqual(
      differences.map(({ what }) => what),
      ['oom_score_adj'],
    );
    await container.delete({ force: true });
  });

  it('is no question for one that has ended, or was never there', async () => {
    const container = await started(changed());
    await container.kill('KILL');
    await container.reach('stopped');
    await delay(10);
    const ended = await lading(container, 'drift', container.id);
    assert.equal(ended.stderr, `lading: drift: the container \`${container.id}\` is not running\n`);
    const never = await lading(container, 'drift', 'never-there');
    assert.match(never.stderr, /does not exist/);
    assert.deepEqual([ended.exitCode, never.exitCode], [1, 1]);
    await container.delete();
  });
});

describe('drift of a container that was restored', function () {
  this.timeout(TEST_MS);
  withCriu({ onlyLading: true });
  leavesNothingBehind();

  it('is none, and is found where its limits were changed', async () => {
    const counter = new Counter({
      bend: (config) => {
        config.linux.resources = { pids: { limit: 60 }, memory: { limit: 67_108_864 } };
        config.process.noNewPrivileges = true;
      },
    });
    const look = () => drift(counter.id, { root: counter.stateRoot });
    await counter.startCounting();
    for (const done of [await counter.checkpoint(), await counter.restore()])
      assert.deepEqual([done.exitCode, done.stderr], [0, '']);
    const { differences, unread, compared } = await look();
    assert.deepEqual(differences, []);
    assert.ok(compared > 2, `${compared}`);
    assert.match(unread.join('\n'), /what criu restored: /);
    const update = await run(counter.command('update', '--pids-limit', '77', counter.id));
    assert.equal(update.exitCode, 0, update.stderr);
    assert.deepEqual((await look()).differences, []);
    writeFileSync(join(cgroupOf(pidOf(counter), 'pids'), 'pids.max'), 'max');
    assert.deepEqual(
      (await look()).differences.map(({ what, planned, found }) => [what, planned, found]),
      [['pids.max', '77', 'max']],
    );
    await counter.end();
  });
});
