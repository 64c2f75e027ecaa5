// What is legal in a config.json, but dangerous or of no use: a hardened config gives no warning, and each bend of it
// the one that is meant, at its place. The table of rules and this one are the same list.
import assert from 'node:assert/strict';
import { PROBLEM_KINDS } from '../../generated/host/problems.ts';
import { adaptEngineConfig, type EngineConfig, setMember } from '../helpers/config.ts';
import { diagnostics, line, respond, type TestDiagnostic, validate } from '../helpers/engine.ts';
import { askPlan } from '../helpers/planner.ts';

type Config = { [name: string]: unknown };

const SECCOMP = {
  defaultAction: 'SCMP_ACT_ERRNO',
  syscalls: [{ names: ['read', 'write'], action: 'SCMP_ACT_ALLOW' }],
};

/** Nothing is left out that keeps a container from its host. */
function hardened(): Config {
  return {
    ociVersion: '1.2.0',
    process: {
      args: ['/bin/true'],
      cwd: '/',
      env: ['PATH=/bin', 'HOME=/'],
      user: { uid: 1000, gid: 1000, umask: 18 },
      capabilities: {},
      noNewPrivileges: true,
    },
    root: { path: 'rootfs', readonly: true },
    mounts: [
      { destination: '/proc', type: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
      { destination: '/dev', type: 'tmpfs', options: ['nosuid', 'mode=755'] },
      { destination: '/sys', type: 'sysfs', options: ['nosuid', 'noexec', 'nodev', 'ro'] },
      { destination: '/sys/fs/cgroup', type: 'cgroup', options: ['ro', 'nosuid'] },
      { destination: '/tmp', type: 'tmpfs', options: ['nosuid', 'nodev'] },
      { destination: '/data', type: 'bind', source: '/srv/data', options: ['rbind', 'rslave'] },
    ],
    annotations: { 'run.oci.hooks.stdout': '/dev/null', 'com.example.any': '1' },
    linux: {
      namespaces: ['mount', 'pid', 'network', 'ipc', 'uts', 'cgroup'].map((type) => ({ type })),
      resources: {
        devices: [
          { allow: false, access: 'rwm' },
          { allow: true, type: 'c', access: 'm' },
          { allow: true, type: 'c', major: 1, minor: 3, access: 'rwm' },
        ],
        memory: { limit: 67108864, reservation: 33554432 },
        cpu: { quota: 50000, period: 100000 },
        pids: { limit: 64 },
      },
      seccomp: SECCOMP,
      maskedPaths: ['/proc/kcore', '/proc/keys', '/proc/timer_list', '/sys/firmware'],
      readonlyPaths: ['/proc/bus', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'],
    },
  };
}

const USER_NAMESPACE = {
  'linux.namespaces': ['mount', 'pid', 'network', 'ipc', 'uts', 'cgroup', 'user'].map((type) => ({
    type,
  })),
  'linux.uidMappings': [{ containerID: 0, hostID: 100000, size: 65536 }],
  'linux.gidMappings': [{ containerID: 0, hostID: 100000, size: 65536 }],
};

/** The hardened config, members set by their paths; undefined takes one away. */
function bent(changes: Config): Config {
  const config = hardened();
  for (const [path, value] of Object.entries(changes)) setMember(config, path, value);
  return config;
}

const told = (config: Config, strict = false): readonly TestDiagnostic[] =>
  validate(JSON.stringify(config), { strict });

const brief = (found: readonly TestDiagnostic[]): string[] =>
  found.map(({ code, pointer }) => `${code} ${pointer}`);

const mount = (value: Config): Config => ({ mounts: [...(hardened().mounts as []), value] });
const without = (type: string): Config => ({
  'linux.namespaces': ['mount', 'pid', 'network', 'ipc', 'uts']
    .filter((one) => one !== type)
    .map((one) => ({ type: one })),
});
const joined = (type: string, path: string): Config => ({
  'linux.namespaces': ['mount', 'pid', 'network', 'ipc', 'uts'].map((one) =>
    one === type ? { type: one, path } : { type: one },
  ),
});
const capability = (name: string, more: Config = {}): Config => ({
  'process.capabilities': { ...full(name), ...more },
});
const full = (name: string): Config =>
  Object.fromEntries(
    ['bounding', 'effective', 'permitted', 'inheritable', 'ambient'].map((set) => [set, [name]]),
  );
const rule = (value: Config): Config => ({
  'linux.resources.devices': [{ allow: false, access: 'rwm' }, value],
});
const seccomp = (value: Config): Config => ({ 'linux.seccomp': { ...SECCOMP, ...value } });

/** Each: what is bent, how, and the warnings with their places. */
const CASES: readonly (readonly [string, Config, ...string[]])[] = [
  [
    'a process that may gain privileges',
    { 'process.noNewPrivileges': undefined },
    'LD3001 /process/noNewPrivileges',
  ],
  ['the same, said', { 'process.noNewPrivileges': false }, 'LD3001 /process/noNewPrivileges'],
  [
    'root without a user namespace',
    { 'process.user': { uid: 0, gid: 0 } },
    'LD3002 /process/user/uid',
  ],
  [
    'a capability over the host',
    capability('CAP_SYS_ADMIN'),
    'LD3003 /process/capabilities/effective/0',
  ],
  [
    'modules of the kernel',
    capability('CAP_SYS_MODULE'),
    'LD3003 /process/capabilities/effective/0',
  ],
  ['processes of others', capability('CAP_SYS_PTRACE'), 'LD3003 /process/capabilities/effective/0'],
  [
    'a capability that can be gained',
    { 'process.noNewPrivileges': false, 'process.capabilities': { bounding: ['CAP_BPF'] } },
    'LD3001 /process/noNewPrivileges',
    'LD3003 /process/capabilities/bounding/0',
  ],
  [
    'the network of the host, and power over it',
    { ...capability('CAP_NET_ADMIN'), ...without('network') },
    'LD3003 /process/capabilities/effective/0',
    'LD3201 /linux/namespaces',
  ],
  [
    'a capability that nobody keeps',
    capability('CAP_KILL', { ambient: [] }),
    'LD3004 /process/capabilities/effective',
  ],
  [
    'a capability of root that is not bounding',
    {
      ...USER_NAMESPACE,
      'process.user': { uid: 0, gid: 0 },
      'process.capabilities': { effective: ['CAP_KILL'], permitted: ['CAP_KILL'] },
    },
    'LD3004 /process/capabilities/effective',
  ],
  [
    'a variable that is set twice',
    { 'process.env': ['A=1', 'B=', 'A=2'] },
    'LD3005 /process/env/2',
  ],
  ['no AppArmor', { 'process.apparmorProfile': 'unconfined' }, 'LD3006 /process/apparmorProfile'],
  [
    'no SELinux',
    { 'process.selinuxLabel': 'system_u:system_r:spc_t:s0' },
    'LD3006 /process/selinuxLabel',
  ],
  ['never to be killed', { 'process.oomScoreAdj': -1000 }, 'LD3007 /process/oomScoreAdj'],
  ['files for everybody', { 'process.user.umask': 0 }, 'LD3008 /process/user/umask'],
  [
    'a size of no terminal',
    { 'process.consoleSize': { width: 80, height: 25 } },
    'LD3009 /process/consoleSize',
  ],
  ["the host's root", { 'root.path': '/.' }, 'LD3101 /root/path'],
  ...[
    '/',
    '/proc',
    '/proc/1/root',
    '/dev',
    '/var/run/docker.sock',
    '/run//./docker.sock',
    '/run',
  ].map((source): [string, Config, string] => [
    `a read-only bind of ${source}`,
    mount({ destination: '/host', source, options: ['rbind', 'ro'] }),
    'LD3102 /mounts/6/source',
  ]),
  ...['/sys', '/etc', '/usr', '/boot/grub'].map((source): [string, Config, string] => [
    `a writable bind of ${source}`,
    mount({ destination: '/host', source, options: ['bind'] }),
    'LD3102 /mounts/6/source',
  ]),
  ...['debugfs', 'devtmpfs', 'configfs'].map((type): [string, Config, string] => [
    `a ${type}`,
    mount({ destination: '/x', type, options: ['ro'] }),
    'LD3103 /mounts/6/type',
  ]),
  [
    'a writable sysfs',
    mount({ destination: '/x', type: 'sysfs', options: ['nosuid'] }),
    'LD3104 /mounts/6/options',
  ],
  ['writable cgroups', mount({ destination: '/x', type: 'cgroup2' }), 'LD3105 /mounts/6/options'],
  [
    'a bind of writable cgroups',
    mount({ destination: '/x', source: '/sys/fs/cgroup', options: ['rbind'] }),
    'LD3105 /mounts/6/options',
  ],
  ['an open tmpfs', mount({ destination: '/x', type: 'tmpfs' }), 'LD3106 /mounts/6/options'],
  [
    'a tmpfs for devices',
    mount({ destination: '/x', type: 'tmpfs', options: ['nosuid'] }),
    'LD3106 /mounts/6/options',
  ],
  [
    'a destination twice',
    mount({ destination: '/data/', source: '/srv/more', options: ['bind'] }),
    'LD3107 /mounts/5/destination',
  ],
  [
    'a mount over one below it',
    mount({ destination: '/sys/fs', type: 'tmpfs', options: ['nosuid', 'nodev'] }),
    'LD3107 /mounts/3/destination',
  ],
  ['a shared root', { 'linux.rootfsPropagation': 'rshared' }, 'LD3108 /linux/rootfsPropagation'],
  [
    'a shared bind',
    mount({ destination: '/x', source: '/srv/x', options: ['rbind', 'rshared'] }),
    'LD3108 /mounts/6/options',
  ],
  ...['pid', 'network', 'ipc', 'uts'].map((type): [string, Config, string] => [
    `no ${type} namespace`,
    without(type),
    'LD3201 /linux/namespaces',
  ]),
  [
    "the host's network by its path",
    joined('network', '/proc/1/ns/net'),
    'LD3202 /linux/namespaces/2/path',
  ],
  [
    'the processes of another container',
    joined('pid', '/proc/4711/ns/pid'),
    'LD3203 /linux/namespaces/1/path',
  ],
  ['no masked paths', { 'linux.maskedPaths': undefined }, 'LD3204 /linux/maskedPaths'],
  [
    'one path that is not masked',
    { 'linux.maskedPaths': ['/proc/keys', '/proc/timer_list', '/sys/firmware'] },
    'LD3204 /linux/maskedPaths',
  ],
  [
    'writable paths, for root',
    { 'process.user': { uid: 0, gid: 0 }, 'linux.readonlyPaths': ['/proc/bus'] },
    'LD3002 /process/user/uid',
    'LD3205 /linux/readonlyPaths',
  ],
  [
    'a mapping of root',
    { ...USER_NAMESPACE, 'linux.uidMappings': [{ containerID: 5, hostID: 0, size: 1 }] },
    'LD3206 /linux/uidMappings/0/hostID',
  ],
  [
    'a disk',
    { 'linux.devices': [{ type: 'b', path: '/dev/sda', major: 8, minor: 0 }] },
    'LD3207 /linux/devices/0',
  ],
  [
    'the memory',
    { 'linux.devices': [{ type: 'c', path: '/dev/mem', major: 1, minor: 1 }] },
    'LD3207 /linux/devices/0',
  ],
  ['all devices', rule({ allow: true, access: 'rwm' }), 'LD3301 /linux/resources/devices/1'],
  [
    'all disks',
    rule({ allow: true, type: 'b', major: -1, minor: -1, access: 'r' }),
    'LD3302 /linux/resources/devices/1',
  ],
  ['no limit of processes', { 'linux.resources.pids': undefined }, 'LD3303 /linux/resources/pids'],
  ['processes without a limit', { 'linux.resources.pids': {} }, 'LD3303 /linux/resources/pids'],
  ['no limit of memory', { 'linux.resources.memory': {} }, 'LD3304 /linux/resources/memory'],
  [
    'no limits',
    { 'linux.resources': undefined },
    'LD3303 /linux/resources',
    'LD3304 /linux/resources',
  ],
  [
    'a quota without period',
    { 'linux.resources.cpu': { quota: 5000 } },
    'LD3305 /linux/resources/cpu/quota',
  ],
  [
    'a period and a burst without quota',
    { 'linux.resources.cpu': { period: 5000, burst: 10 } },
    'LD3306 /linux/resources/cpu/period',
    'LD3306 /linux/resources/cpu/burst',
  ],
  [
    'nobody to free memory',
    { 'linux.resources.memory': { limit: 67108864, disableOOMKiller: true } },
    'LD3307 /linux/resources/memory/disableOOMKiller',
  ],
  [
    'a limit that no kernel takes',
    { 'linux.resources.memory': { limit: 67108864, kernel: 1000000 } },
    'LD3308 /linux/resources/memory/kernel',
  ],
  [
    'a reservation of all',
    { 'linux.resources.memory': { limit: 67108864, reservation: 67108864 } },
    'LD3309 /linux/resources/memory/reservation',
  ],
  ['no seccomp', { 'linux.seccomp': undefined }, 'LD3401 /linux/seccomp'],
  [
    'a filter that refuses nothing',
    seccomp({ defaultAction: 'SCMP_ACT_ALLOW', syscalls: [] }),
    'LD3402 /linux/seccomp/defaultAction',
  ],
  [
    'a filter that refuses some',
    seccomp({
      defaultAction: 'SCMP_ACT_ALLOW',
      syscalls: [{ names: ['ptrace'], action: 'SCMP_ACT_KILL' }],
    }),
    'LD3403 /linux/seccomp/defaultAction',
  ],
  [
    'a system call named twice',
    seccomp({
      syscalls: [...SECCOMP.syscalls, { names: ['open', 'read'], action: 'SCMP_ACT_ALLOW' }],
    }),
    'LD3404 /linux/seccomp/syscalls/1/names/1',
  ],
  [
    'a rule that is never asked',
    seccomp({
      syscalls: [...SECCOMP.syscalls, { names: ['read'], action: 'SCMP_ACT_KILL' }],
    }),
    'LD2651 /linux/seccomp/syscalls/1',
  ],
  [
    'a system call that there is not',
    seccomp({ syscalls: [{ names: ['raed'], action: 'SCMP_ACT_ALLOW' }] }),
    'LD2652 /linux/seccomp/syscalls',
  ],
  ['a member that there is not', { 'linux.maskedPath': [] }, 'LD3501 /linux/maskedPath'],
  [
    'a member of an item that there is not',
    mount({ destination: '/x', type: 'proc', option: [] }),
    'LD3501 /mounts/6/option',
  ],
  [
    'an annotation that there is not',
    { annotations: { 'run.oci.hook.stdout': '/x' } },
    'LD3502 /annotations/run.oci.hook.stdout',
  ],
];

describe('a config.json that is dangerous, or of no use', () => {
  it('is not one that is hardened', () => {
    assert.deepEqual(brief(told(hardened())), []);
  });

  it('is not one with root and all capabilities in a user namespace', () => {
    const config = bent({
      ...USER_NAMESPACE,
      ...capability('CAP_SYS_ADMIN'),
      'process.user': { uid: 0, gid: 0 },
      'linux.readonlyPaths': undefined,
      mounts: [
        ...(hardened().mounts as []),
        { destination: '/x', type: 'cgroup' },
        { destination: '/y', type: 'sysfs' },
      ],
    });
    assert.deepEqual(brief(told(config)), []);
  });

  for (const [what, changes, ...expected] of CASES) {
    it(`has ${what}`, () => {
      const found = told(bent(changes));
      assert.deepEqual([...brief(found)].sort(), [...expected].sort());
      for (const one of found) {
        assert.equal(one.severity, 'warning');
        assert.ok((one.line ?? 0) > 0 && !/\{\d\}/.test(one.message), line(one));
      }
    });
  }

  it('is shown for each rule of the table, and each code is one of it', () => {
    const shown = new Set(CASES.flatMap(([, , ...codes]) => codes.map((code) => code.slice(0, 6))));
    const rules = PROBLEM_KINDS.filter(({ fix }) => fix !== undefined).map(({ code }) => code);
    assert.ok(rules.length >= 38);
    assert.deepEqual(
      rules.filter((code) => !shown.has(code)),
      [],
    );
  });

  it('is one with nothing for Linux', () => {
    const found = told(bent({ linux: undefined, mounts: [], 'root.readonly': undefined })).map(
      ({ pointer }) => pointer,
    );
    assert.deepEqual(found.sort(), [
      ...Array.from({ length: 5 }, () => '/linux/namespaces'),
      '/linux/resources',
      '/linux/resources',
      '/linux/seccomp',
    ]);
  });

  it('is refused when the caller is strict', () => {
    const request = {
      command: 'validate',
      inputs: { config: { text: JSON.stringify(bent({ 'linux.seccomp': undefined })) } },
      options: { config: 'config.json', strict: true },
    };
    const found = diagnostics(respond(request));
    assert.deepEqual(
      found.map(({ code, severity }) => [code, severity]),
      [['LD3401', 'error']],
    );
  });

  it('is told beside its errors', () => {
    const found = told(bent({ 'linux.seccomp': undefined, 'process.cwd': 'x' }));
    assert.deepEqual([...brief(found)].sort(), ['LD1106 /process/cwd', 'LD3401 /linux/seccomp']);
  });

  it('is told at the name of a member that there is not, with the one that is meant', () => {
    const [found] = validate('{\n"ociVersion": "1.0.0", "mount":\n[]}').filter(
      ({ code }) => code === 'LD3501',
    );
    assert.ok(found);
    assert.deepEqual([found.line, found.column], [2, 24]);
    assert.match(found.message, /did you mean mounts\?/);
  });

  it('is told twenty times of a kind at most', () => {
    const env = Array.from({ length: 1000 }, () => 'A=1');
    assert.equal(told(bent({ 'process.env': env })).length, 20);
  });
});

describe('what container engines write', () => {
  const expected: readonly (readonly [EngineConfig, readonly string[]])[] = [
    [
      'docker-20.10',
      [
        'LD3001 /process/noNewPrivileges',
        'LD3002 /process/user/uid',
        'LD3303 /linux/resources/pids',
      ],
    ],
    [
      'podman-4.3',
      [
        // Rules of its profile that contradict each other, and names of older kernels.
        'LD2651 /linux/seccomp/syscalls/10',
        'LD2652 /linux/seccomp/syscalls',
        'LD3001 /process/noNewPrivileges',
        'LD3002 /process/user/uid',
      ],
    ],
    [
      'containerd-1.6',
      [
        'LD3002 /process/user/uid',
        'LD3106 /mounts/6/options',
        'LD3303 /linux/resources/pids',
        'LD3304 /linux/resources/memory',
      ],
    ],
  ];
  for (const [engine, warnings] of expected) {
    it(`gets few warnings: ${engine}`, () => {
      const config = adaptEngineConfig(engine) as unknown as Config;
      assert.deepEqual([...brief(told(config))].sort(), [...warnings].sort());
    });
  }
});

describe('a plan', () => {
  it('has the same bytes with advice beside it as without', () => {
    const config = bent({ 'linux.seccomp': undefined });
    const plain = askPlan(config, 'v2-x86_64');
    const advised = askPlan(config, 'v2-x86_64', 'create', { advise: true });
    assert.equal(advised.text, plain.text);
    assert.deepEqual(
      [brief(plain.warnings), brief(advised.warnings)],
      [[], ['LD3401 /linux/seccomp']],
    );
  });

  it('is not refused for advice, however strict the caller is', () => {
    const config = bent({ 'linux.seccomp': undefined });
    const { kind } = askPlan(config, 'v2-x86_64', 'create', { advise: true, strict: true });
    assert.equal(kind, 'plan');
  });
});
