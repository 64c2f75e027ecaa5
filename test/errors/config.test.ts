// Bad input, each case with the very line it gives. A table of the manual: what is wrong, and what we say.
import assert from 'node:assert/strict';
import { setMember } from '../helpers/config.ts';
import { diagnostics, line, respond, type TestDiagnostic, validate } from '../helpers/engine.ts';

type Config = { [name: string]: unknown };
type Json = Parameters<typeof respond>[0];

function base(): Config {
  return {
    ociVersion: '1.0.2',
    process: { args: ['/bin/true'], cwd: '/', user: { gid: 0, uid: 0 } },
    root: { path: 'rootfs' },
    linux: { namespaces: [{ type: 'mount' }, { type: 'pid' }] },
  };
}

/** A valid config on one line, one member set by its path; texts in backticks stand in the file as they are. */
function bent(path: string, value: unknown): string {
  const config = base();
  setMember(config, path, value);
  return JSON.stringify(config).replace(/"`(.*?)`"/g, (_, raw: string) =>
    raw.replaceAll('\\"', '"'),
  );
}

/** Without advice about what is legal (warnings.test.ts). */
const told = (text: string | Uint8Array, strict = false): string[] =>
  validate(text, { strict })
    .filter(({ code }) => !code.startsWith('LD3'))
    .map(line);

const errors = (text: string): readonly TestDiagnostic[] =>
  validate(text).filter(({ severity }) => severity === 'error');

describe('a config.json that is not JSON', () => {
  const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
    ['is empty', '', '1:1: empty file, expected object'],
    [
      'is truncated',
      '{"mounts":[{"options":["ro"',
      '1:28: the file ends too early (inside /mounts/0/options)',
    ],
    [
      'begins with a byte order mark',
      '\ufeff{}',
      '1:1: byte order mark: save as UTF-8 without BOM',
    ],
    ['is UTF-16', Buffer.from('{}', 'utf16le'), '1:1: expected UTF-8, found UTF-16 or UTF-32'],
    ['has something behind it', '{}\n{}', '2:1: expected end of file, found {'],
    ['has NUL behind it', '{}\0', '1:3: expected end of file, found byte 0x00'],
    ['has a comment', '{ // x\n}', '1:3: expected a member name in double quotes, found /'],
    ['has a trailing comma', '{"a":1,}', '1:8: expected a member name in double quotes, found }'],
    ['has two commas', '{"a":1,,"b":2}', '1:8: expected a member name in double quotes, found ,'],
    ['has NaN', '{"a":NaN}', '1:6: expected a value, found N'],
    ['has a leading zero', '{"a":01}', '1:6: a number cannot begin with 0'],
    ['has an unknown escape', '{"a":"\\x"}', '1:7: no such escape'],
    [
      'has a raw control character',
      '{"a":"\u0001"}',
      '1:7: control character 0x01 in a string: escape it',
    ],
    ['is not UTF-8', Buffer.from([0x22, 0xff, 0x22]), '1:2: byte 0xff is not UTF-8'],
    ['has an unpaired surrogate', '{"a":"\\ud800"}', '1:7: unpaired surrogate'],
    [
      'has a name twice',
      '{"hostname":"a",\n"hostname":"b"}',
      '2:1: member "hostname" is there twice, first at 1:2',
    ],
    [
      'has an object twice',
      '{"process":{},"process":{}}',
      '1:15: member "process" is there twice, first at 1:2',
    ],
    [
      'hides a name behind an escape',
      '{"root":1,"r\\u006fot":2}',
      '1:11: member "root" is there twice, first at 1:2',
    ],
    ['nests too deep', '['.repeat(100_000), '1:10001: nested deeper than 10000'],
  ];
  for (const [what, text, expected] of cases) {
    it(`that ${what} is told as such`, () => {
      assert.deepEqual(told(text), [`config.json:${expected}`]);
    });
  }
});

describe('a config.json that is no object', () => {
  for (const [text, found] of [
    ['[]', 'array'],
    ['null', 'null'],
    ['"x"', 'string "x"'],
    ['3', '3'],
  ] as const) {
    it(`but ${found} is told as such`, () => {
      assert.deepEqual(told(text), [`config.json:1:1: : expected object, found ${found}`]);
    });
  }
});

const UID = 'integer 0…4294967294';
const INT64 = 'integer -1…9223372036854775807';

describe('one bad value', () => {
  const cases: readonly (readonly [string, unknown, string, string?])[] = [
    [
      'process.user.uid',
      '`1000000000000000000000000000000`',
      `expected ${UID}, written with digits only, found 1000000000000000000000000000000`,
    ],
    ['process.user.uid', 4294967296, `expected ${UID}, found 4294967296`],
    ['process.user.uid', 4294967295, `expected ${UID}, found 4294967295`],
    ['process.user.uid', -1, `expected ${UID}, found -1`],
    ['process.user.uid', 1.5, `expected ${UID}, written with digits only, found 1.5`],
    ['process.user.uid', '`1e0`', `expected ${UID}, written with digits only, found 1e0`],
    ['process.user.uid', '`-0`', `expected ${UID}, written with digits only, found -0`],
    ['process.user.uid', '0', `expected ${UID}, found string "0"`],
    ['process.user.uid', null, `expected ${UID}, found null`],
    ['process.user.umask', 4095, 'expected integer 0…511, found 4095'],
    ['process.terminal', 'false', 'expected boolean, found string "false"'],
    ['process.args', 'x', 'expected array, found string "x"'],
    ['process.args', [], 'expected at least one item, found an empty array'],
    ['process.args', ['a', 1], 'expected string, found 1', '/process/args/1'],
    ['process.args', ['a', null], 'expected string, found null', '/process/args/1'],
    ['process.args', [''], 'expected the name of a program, found string ""', '/process/args/0'],
    [
      'process.args',
      ['a\0b'],
      'expected a string without NUL, found NUL character',
      '/process/args/0',
    ],
    ['process.cwd', 'x', 'expected an absolute path, found string "x"'],
    ['process.cwd', '', 'expected a string that is not empty, found ""'],
    ['process.oomScoreAdj', 5000, 'expected integer -1000…1000, found 5000'],
    [
      'process.rlimits',
      [{ type: 'RLIMIT_NOFILE', hard: '`18446744073709551616`', soft: 0 }],
      'expected integer 0…18446744073709551615, written with digits only, found 18446744073709551616',
      '/process/rlimits/0/hard',
    ],
    [
      'process.rlimits',
      [{ type: 'RLIMIT_FOO', hard: 1, soft: 1 }],
      'expected one of RLIMIT_AS, RLIMIT_CORE, RLIMIT_CPU, RLIMIT_DATA, RLIMIT_FSIZE, RLIMIT_LOCKS, RLIMIT_MEMLOCK, RLIMIT_MSGQUEUE, RLIMIT_NICE, RLIMIT_NOFILE, RLIMIT_NPROC, RLIMIT_RSS, RLIMIT_RTPRIO, RLIMIT_RTTIME, RLIMIT_SIGPENDING, RLIMIT_STACK, found string "RLIMIT_FOO"',
      '/process/rlimits/0/type',
    ],
    [
      'process.rlimits',
      [{ type: 'RLIMIT_CPU', hard: 1, soft: 2 }],
      'expected at most the hard limit 1, found 2',
      '/process/rlimits/0/soft',
    ],
    [
      'process.capabilities',
      { effective: ['CAP_KILL'] },
      'CAP_KILL effective but not permitted',
      '/process/capabilities/effective',
    ],
    ['annotations', { a: 1 }, 'expected string, found 1', '/annotations/a'],
    ['mounts', {}, 'expected array, found object'],
    [
      'mounts',
      [{ destination: '' }],
      'expected a string that is not empty, found ""',
      '/mounts/0/destination',
    ],
    [
      'mounts',
      [{ destination: '/tmp/../../x', type: 'tmpfs' }],
      'expected a path that does not climb above the root, found string "/tmp/../../x"',
      '/mounts/0/destination',
    ],
    [
      'mounts',
      [{ destination: '/a\0b', type: 'tmpfs' }],
      'expected a string without NUL, found NUL character',
      '/mounts/0/destination',
    ],
    [
      'mounts',
      [{ destination: '/x', options: ['bind'] }],
      'expected a path to bind, found nothing',
      '/mounts/0',
    ],
    [
      'mounts',
      [{ destination: '/x' }],
      'expected a filesystem type, or the option bind or rbind, found neither',
      '/mounts/0',
    ],
    [
      'mounts',
      [{ destination: '/proc/self/attr', type: 'tmpfs' }],
      'mounting on /proc/self/attr would change what the kernel tells of processes',
      '/mounts/0/destination',
    ],
    [
      'mounts',
      [
        { destination: '/proc/../x', type: 'tmpfs' },
        { destination: '/a/..//proc/./self/attr', type: 'tmpfs' },
      ],
      'mounting on /proc/self/attr would change what the kernel tells of processes',
      '/mounts/1/destination',
    ],
    [
      'mounts',
      [
        { destination: '/x', type: 'tmpfs', uidMappings: [], gidMappings: [] },
        {
          ...{ destination: '/y', source: '/y', options: ['bind'], gidMappings: [] },
          uidMappings: [{ containerID: 0, hostID: 1, size: 1 }],
        },
      ],
      'uidMappings and gidMappings go together',
      '/mounts/1',
    ],
    ...['x', '3-1', '0-', '-1', '1,,2', '8192', '0-2-4', '1;2'].flatMap((list) =>
      ['initial', 'final'].map((member): readonly [string, unknown, string] => [
        `process.execCPUAffinity.${member}`,
        list,
        `expected CPUs such as 0-3,7, found string "${list}"`,
      ]),
    ),
    ['root.path', '', 'expected a string that is not empty, found ""'],
    ['ociVersion', 1, 'expected string, found 1'],
    ['ociVersion', '2.0.0', 'expected version 1.x of the specification, found string "2.0.0"'],
    ['ociVersion', 'x', 'expected a semantic version such as 1.2.0, found string "x"'],
    [
      'hostname',
      'x',
      'hostname requires the UTS namespace: add {"type": "uts"} to /linux/namespaces',
    ],
    [
      'domainname',
      'x',
      'domainname requires the UTS namespace: add {"type": "uts"} to /linux/namespaces',
    ],
    [
      'linux.namespaces',
      [{ type: 'mount' }, { type: 'foo' }],
      'expected one of pid, network, mount, ipc, uts, user, cgroup, time, found string "foo"',
      '/linux/namespaces/1/type',
    ],
    [
      'linux.namespaces',
      [{ type: 'mount' }, { type: 'mount' }],
      'duplicate namespace type mount, first at /linux/namespaces/0',
      '/linux/namespaces/1/type',
    ],
    ['ociVersion', '1', 'expected a semantic version such as 1.2.0, found string "1"'],
    ['ociVersion', '2.0', 'expected version 1.x of the specification, found string "2.0"'],
    ...['maskedPaths', 'readonlyPaths'].flatMap((name) =>
      ['/', '/.', '/proc/..', '.'].map(
        (path) =>
          [
            `linux.${name}`,
            [path],
            `expected a path below the root, found string "${path}"`,
            `/linux/${name}/0`,
          ] as const,
      ),
    ),
    ['linux.cgroupsPath', '/../x', 'expected a path without `..`, found string "/../x"'],
    ...['/', '//', '.', '/./'].map(
      (path) =>
        [
          'linux.cgroupsPath',
          path,
          `expected a cgroup of the container's own, which the root cgroup is not, found string "${path}"`,
        ] as const,
    ),
    [
      'linux.devices',
      [{ major: 1, minor: 3, path: '/dev/x', type: 'z' }],
      'expected one of c, b, u, p, found string "z"',
      '/linux/devices/0/type',
    ],
    [
      'linux.devices',
      [{ path: '/dev/../../x', type: 'p' }],
      'expected a path that does not climb above the root, found string "/dev/../../x"',
      '/linux/devices/0/path',
    ],
    [
      'linux.sysctl',
      { 'net.../../k': '1' },
      'the key has an empty component or one that climbs',
      '/linux/sysctl/net...~1..~1k',
    ],
    [
      'linux.sysctl',
      { 'kernel.foo': '1' },
      'the sysctl `kernel.foo` is not namespaced',
      '/linux/sysctl/kernel.foo',
    ],
    [
      'linux.resources.unified',
      { 'memory.max\0b': '1' },
      'expected a name without NUL, found NUL character',
      '/linux/resources/unified/memory.max\0b',
    ],
    [
      'linux.netDevices',
      { 'eth0\0b': {} },
      'expected a name without NUL, found NUL character',
      '/linux/netDevices/eth0\0b',
    ],
    [
      'annotations',
      { 'a\0b': '' },
      'expected a name without NUL, found NUL character',
      '/annotations/a\0b',
    ],
    [
      'linux.sysctl',
      { 'net.a': '1' },
      'the sysctl `net.a` requires a new network namespace',
      '/linux/sysctl/net.a',
    ],
    [
      'linux.timeOffsets',
      { monotonic: { secs: 1 } },
      'needs a time namespace: add {"type": "time"} to /linux/namespaces',
    ],
    [
      'linux.rootfsPropagation',
      'x',
      'expected one of shared, slave, private, unbindable, rshared, rslave, rprivate, runbindable, found string "x"',
    ],
    [
      'linux.personality',
      { domain: 'X' },
      'expected one of LINUX, LINUX32, found string "X"',
      '/linux/personality/domain',
    ],
    [
      'linux.resources.memory',
      { swappiness: 101 },
      'expected integer 0…100, or 18446744073709551615 for none, found 101',
      '/linux/resources/memory/swappiness',
    ],
    [
      'linux.resources.memory',
      { limit: -5 },
      `expected ${INT64}, found -5`,
      '/linux/resources/memory/limit',
    ],
    [
      'linux.resources.memory',
      { swap: 5 },
      'cannot set swap limit without the memory limit',
      '/linux/resources/memory/swap',
    ],
    [
      'linux.resources.pids',
      { limit: 4194305 },
      'expected at most 4194304, or -1 for no limit, found 4194305',
      '/linux/resources/pids/limit',
    ],
    ...['weight', 'leafWeight'].flatMap((name): (readonly [string, unknown, string, string])[] => {
      const text = 'expected integer 10…1000, or 0 for none, found 9';
      const devices = [9, 0, 10, 1000].map((weight, minor) => ({
        major: 8,
        minor,
        [name]: weight,
      }));
      return [
        ['linux.resources.blockIO', { [name]: 9 }, text, `/linux/resources/blockIO/${name}`],
        [
          'linux.resources.blockIO',
          { weightDevice: devices },
          text,
          `/linux/resources/blockIO/weightDevice/0/${name}`,
        ],
      ];
    }),
    ...['weight', 'leafWeight'].map((name): readonly [string, unknown, string, string] => [
      'linux.resources.blockIO',
      { weightDevice: [{ major: 8, minor: 0, [name]: 1001 }] },
      'expected integer 0…1000, found 1001',
      `/linux/resources/blockIO/weightDevice/0/${name}`,
    ]),
    [
      'linux.resources.unified',
      { 'a/b': '1' },
      'key `a/b` must be a file name without any slash',
      '/linux/resources/unified/a~1b',
    ],
    ...['procs', 'threads', 'kill', 'freeze', 'subtree_control', 'type'].map(
      (name): readonly [string, unknown, string, string] => [
        'linux.resources.unified',
        { 'cgroup.max.depth': '1', 'cgroup.max.descendants': '1', [`cgroup.${name}`]: '1' },
        `the cgroup file \`cgroup.${name}\` is not a limit`,
        `/linux/resources/unified/cgroup.${name}`,
      ],
    ),
    [
      'linux.resources.devices',
      [{ access: 'rx', allow: true }],
      'expected some of r, w and m, found string "rx"',
      '/linux/resources/devices/0/access',
    ],
    ['linux.seccomp', {}, 'required, but absent', '/linux/seccomp/defaultAction'],
    [
      'linux.seccomp',
      { defaultAction: 'SCMP_ACT_KILL', defaultErrnoRet: 1 },
      'errno value specified for action `SCMP_ACT_KILL`',
      '/linux/seccomp/defaultErrnoRet',
    ],
    [
      'linux.seccomp',
      { defaultAction: 'SCMP_ACT_ERRNO', defaultErrnoRet: 5000 },
      'expected integer 0…4095, found 5000',
      '/linux/seccomp/defaultErrnoRet',
    ],
    [
      'linux.seccomp',
      { defaultAction: 'SCMP_ACT_TRACE', defaultErrnoRet: 65536 },
      'expected integer 0…65535, found 65536',
      '/linux/seccomp/defaultErrnoRet',
    ],
    [
      'linux.seccomp',
      {
        defaultAction: 'SCMP_ACT_TRACE',
        defaultErrnoRet: 65535,
        syscalls: [
          { names: ['read'], action: 'SCMP_ACT_TRACE', errnoRet: 65535 },
          { names: ['write'], action: 'SCMP_ACT_ERRNO', errnoRet: 4095 },
          { names: ['close'], action: 'SCMP_ACT_ERRNO', errnoRet: 4096 },
        ],
      },
      'expected integer 0…4095, found 4096',
      '/linux/seccomp/syscalls/2/errnoRet',
    ],
    [
      'linux.seccomp',
      { defaultAction: 'SCMP_ACT_ALLOW', syscalls: [{ names: [], action: 'SCMP_ACT_LOG' }] },
      'expected at least one item, found an empty array',
      '/linux/seccomp/syscalls/0/names',
    ],
    [
      'linux.seccomp',
      {
        defaultAction: 'SCMP_ACT_ALLOW',
        syscalls: [
          {
            names: ['read'],
            action: 'SCMP_ACT_LOG',
            args: [{ index: 6, op: 'SCMP_CMP_EQ', value: 0 }],
          },
        ],
      },
      'expected integer 0…5, found 6',
      '/linux/seccomp/syscalls/0/args/0/index',
    ],
    [
      'linux.seccomp',
      {
        defaultAction: 'SCMP_ACT_ALLOW',
        syscalls: [{ names: ['read'], action: 'SCMP_ACT_NOTIFY' }],
      },
      'SCMP_ACT_NOTIFY needs listenerPath',
      '/linux/seccomp',
    ],
    [
      'hooks',
      { createRuntime: [{ path: 'x' }] },
      'expected an absolute path, found string "x"',
      '/hooks/createRuntime/0/path',
    ],
    [
      'hooks',
      { createRuntime: [{ path: '/x', timeout: 0 }] },
      'expected integer 1…2147483647, found 0',
      '/hooks/createRuntime/0/timeout',
    ],
  ];
  for (const [path, value, expected, pointer] of cases) {
    const where = pointer ?? `/${path.replaceAll('.', '/')}`;
    it(`${where}: ${expected}`.slice(0, 120), () => {
      const lines = told(bent(path, value));
      assert.equal(lines.length, 1, lines.join('\n'));
      assert.match(lines[0] ?? '', /^config\.json:1:\d+: /);
      assert.equal((lines[0] ?? '').replace(/^config\.json:1:\d+: /, ''), `${where}: ${expected}`);
    });
  }
});

it('memory.swappiness of 2^64 - 1 is none', () => {
  assert.deepEqual(
    told(bent('linux.resources.memory', { swappiness: '`18446744073709551615`' })),
    [],
  );
});

describe('a sysctl', () => {
  const sysctl = (values: object, more: object = {}): readonly string[] => {
    const namespaces = [{ type: 'uts' }, { type: 'network' }];
    const config = { ...base(), ...more, linux: { namespaces, sysctl: values } };
    return told(JSON.stringify(config)).map((text) => text.replace(/^config\.json:1:\d+: /, ''));
  };

  it('has no NUL in its name', () => {
    assert.deepEqual(sysctl({ 'net.ipv4.ip_forward\0x': '1' }), [
      '/linux/sysctl/net.ipv4.ip_forward\0x: expected a name without NUL, found NUL character',
    ]);
  });

  for (const name of ['hostname', 'domainname']) {
    for (const key of [`kernel.${name}`, `kernel/${name}`]) {
      it(`${key} is not set where ${name} is`, () => {
        assert.deepEqual(sysctl({ [key]: 'a' }), []);
        assert.deepEqual(sysctl({ [key]: 'a' }, { [name]: '' }), []);
        assert.deepEqual(sysctl({ [key]: 'a' }, { [name]: 'a' }), [
          `/linux/sysctl/${key.replace('/', '~1')}: the sysctl \`${key}\` conflicts with OCI field \`${name}\``,
        ]);
      });
    }
  }
});

describe('ids of a user namespace', () => {
  const userns = (
    uidMappings: unknown,
    gidMappings: unknown = [{ containerID: 0, hostID: 1, size: 1 }],
  ): string => {
    const config = base();
    config.linux = { namespaces: [{ type: 'mount' }, { type: 'user' }], uidMappings, gidMappings };
    return JSON.stringify(config);
  };
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['are needed', undefined, '/linux/namespaces: a new user namespace needs /linux/uidMappings'],
    [
      'have a size',
      [{ containerID: 0, hostID: 0, size: 0 }],
      '/linux/uidMappings/0/size: expected integer 1…4294967295, found 0',
    ],
    [
      'do not overlap',
      [
        { containerID: 0, hostID: 0, size: 2 },
        { containerID: 1, hostID: 9, size: 1 },
      ],
      '/linux/uidMappings/1: overlaps /linux/uidMappings/0',
    ],
    [
      'do not wrap around',
      [{ containerID: 4294967295, hostID: 0, size: 2 }],
      '/linux/uidMappings/0: the range ends above 4294967294',
    ],
    [
      'are at most 340 ranges',
      Array.from({ length: 341 }, (_, id) => ({ containerID: id, hostID: id, size: 1 })),
      '/linux/uidMappings: expected at most 340 ranges, found 341',
    ],
  ];
  for (const [what, ranges, expected] of cases) {
    it(what, () => {
      assert.deepEqual(
        told(userns(ranges)).map((text) => text.replace(/^config\.json:\d+:\d+: /, '')),
        [expected],
      );
    });
  }
});

describe('ids of a mount', () => {
  const range = (containerID: number, hostID: number, size: number): object => {
    return { containerID, hostID, size };
  };
  const cases: readonly (readonly [string, readonly object[], string])[] = [
    ['do not overlap', [range(0, 0, 2), range(1, 9, 1)], '/1: overlaps /mounts/0/MEMBER/0'],
    ['do not overlap outside', [range(0, 5, 2), range(9, 6, 1)], '/1: overlaps /mounts/0/MEMBER/0'],
    ['do not wrap around', [range(0, 4294967295, 2)], '/0: the range ends above 4294967294'],
    [
      'are at most 340 ranges',
      Array.from({ length: 341 }, (_, id) => range(id, id, 1)),
      ': expected at most 340 ranges, found 341',
    ],
  ];
  for (const [what, ranges, expected] of cases) {
    for (const member of ['uidMappings', 'gidMappings']) {
      it(`${what}: ${member}`, () => {
        const own = { uidMappings: [range(0, 1, 1)], gidMappings: [range(0, 1, 1)] };
        const mount = { destination: '/x', source: '/x', options: ['bind'], ...own };
        assert.deepEqual(
          told(bent('mounts', [{ ...mount, [member]: ranges }])).map((text) =>
            text.replace(/^config\.json:\d+:\d+: /, ''),
          ),
          [`/mounts/0/${member}${expected.replace('MEMBER', member)}`],
        );
      });
    }
  }
});

describe('what engines send although it is wrong', () => {
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['process.env', ['PATH'], '/process/env/0: warning: expected NAME=value: left out'],
    ['process.env', ['=x'], '/process/env/0: warning: expected NAME=value: passed on as it is'],
    [
      'process.capabilities',
      { bounding: ['CAP_X'] },
      '/process/capabilities/bounding/0: warning: unknown capability CAP_X: left out',
    ],
    [
      'mounts',
      [{ destination: 'dev/x', type: 'tmpfs' }],
      '/mounts/0/destination: warning: expected an absolute path: taken as /dev/x',
    ],
    ['ociVersion', '1.0', '/ociVersion: warning: expected a semantic version: taken as 1.0.0'],
    [
      'linux.maskedPaths',
      ['etc/x'],
      '/linux/maskedPaths/0: warning: expected an absolute path: taken as /etc/x',
    ],
    [
      'linux.readonlyPaths',
      [''],
      '/linux/readonlyPaths/0: warning: expected an absolute path: left out',
    ],
    [
      'linux.uidMappings',
      [{ containerID: 0, hostID: 0, size: 1 }],
      '/linux/uidMappings: warning: no effect without a new user namespace',
    ],
    [
      'linux.resources.cpu',
      { shares: 1 },
      '/linux/resources/cpu/shares: warning: outside 2…262144: the kernel takes the nearest',
    ],
    [
      'linux.seccomp',
      {
        defaultAction: 'SCMP_ACT_ALLOW',
        flags: ['SECCOMP_FILTER_FLAG_LOG', 'SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV'],
      },
      '/linux/seccomp/flags/1: warning: SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV needs SCMP_ACT_NOTIFY: left out',
    ],
  ];
  for (const [path, value, expected] of cases) {
    it(`is a warning, and with --strict an error: ${expected}`.slice(0, 120), () => {
      const place = /^config\.json:1:\d+: /;
      assert.deepEqual(
        told(bent(path, value)).map((text) => text.replace(place, '')),
        [expected],
      );
      assert.deepEqual(
        told(bent(path, value), true).map((text) => text.replace(place, '')),
        [expected.replace(' warning:', '')],
      );
    });
  }
});

describe('what no host can carry out', () => {
  const annotated = (name: string, value: string): readonly [string, unknown, string] => [
    'annotations',
    { [name]: value },
    `/annotations/${name}: `,
  ];
  const mount = (...options: string[]): readonly [string, unknown, string] => [
    'mounts',
    [{ destination: '/x', type: 'tmpfs', source: '/x', options }],
    '/mounts/0/options: ',
  ];
  const device = (name: string, as?: string): readonly [string, unknown, string] => [
    'linux',
    {
      namespaces: [{ type: 'mount' }, { type: 'network' }],
      netDevices: { [name]: as === undefined ? {} : { name: as } },
    },
    `/linux/netDevices/${name.replace('/', '~1')}: `,
  ];
  const cases: readonly (readonly [readonly [string, unknown, string], string])[] = [
    [annotated('run.oci.seccomp_bpf_data', '!!'), 'invalid seccomp BPF data'],
    [
      annotated('run.oci.seccomp.plugins', 'x'),
      'plugins of seccomp listeners are not supported: name a listener in listenerPath',
    ],
    [
      annotated('run.oci.systemd.force_cgroup_v1', '/x'),
      'warning: not supported on a host with cgroup v2 alone, and of no effect on others',
    ],
    [device('a/b'), 'no device can be named a/b'],
    [device('eth0', 'a'.repeat(28)), `no device can be named ${'a'.repeat(28)}`],
    [mount('idmap'), 'only bind mounts can be id-mapped'],
    [mount('bind', 'idmap'), 'needs a user namespace with mappings, or mappings of its own'],
    [mount('bind', 'idmap=uids=0-0-'), 'expected FIRST-FIRST-COUNT, found 0-0-'],
    [
      ['linux.memoryPolicy', { mode: 'MPOL_BIND', nodes: '0-' }, '/linux/memoryPolicy/nodes: '],
      'expected nodes such as 0-3,7, found 0-',
    ],
  ];
  for (const [[path, value, place], expected] of cases) {
    it(`is told by validate, once: ${place}${expected}`.slice(0, 120), () => {
      assert.deepEqual(
        told(bent(path, value)).map((text) => text.replace(/^config\.json:1:\d+: /, '')),
        [place + expected],
      );
    });
  }

  it('is not the ids that only the caller can tell', () => {
    const config = base();
    config.linux = { namespaces: [{ type: 'mount' }, { type: 'user' }] };
    config.mounts = [
      { destination: '/x', type: 'bind', source: '/x', options: ['bind', 'idmap'] },
      { destination: '/y', source: '/y', options: ['bind', 'idmap=uids=@0-0-1;gids=0-0-1'] },
    ];
    assert.deepEqual(told(JSON.stringify(config)), []);
  });

  it('is not a profile in whose place a program is given', () => {
    const args = [{ index: 0, op: 'SCMP_CMP_EQ', value: 1 }];
    const config = base();
    config.annotations = { 'run.oci.seccomp_bpf_data': 'BgAAAAAA/38=' };
    config.linux = {
      namespaces: [{ type: 'mount' }],
      seccomp: {
        defaultAction: 'SCMP_ACT_ERRNO',
        syscalls: [
          { names: ['read'], action: 'SCMP_ACT_ALLOW', args },
          { names: ['read'], action: 'SCMP_ACT_KILL', args },
        ],
      },
    };
    assert.deepEqual(told(JSON.stringify(config)), []);
    config.annotations = {};
    assert.equal(told(JSON.stringify(config)).length, 1);
  });
});

describe('a config.json with several problems', () => {
  it('tells all of them, in the order of the file', () => {
    const config = base();
    config.process = { args: [], cwd: 'x', user: { uid: -1, gid: 'a' } };
    assert.deepEqual(
      errors(JSON.stringify(config)).map(({ pointer }) => pointer),
      ['/process/args', '/process/cwd', '/process/user/uid', '/process/user/gid'],
    );
  });

  it('counts those beyond the twentieth', () => {
    const config = base();
    config.annotations = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`k${index}`, 1]),
    );
    const found = errors(JSON.stringify(config));
    assert.equal(found.length, 21);
    assert.equal(found.at(-1)?.message, 'and 10 more');
  });

  it('tells the first twenty of the file, in whatever order they are found', () => {
    const args = ['x', ...Array.from({ length: 30 }, () => 1)];
    const annotations = Object.fromEntries(args.slice(1).map((_, index) => [`k${index}`, 1]));
    const mounts = [{ destination: '/proc/x', type: 'tmpfs' }];
    const pointers = (config: Config): readonly (string | undefined)[] => {
      const found = errors(JSON.stringify({ ...config, ...base(), ...config }));
      assert.deepEqual([found.length, found.at(-1)?.message], [21, 'and 41 more']);
      return found.slice(0, 20).map(({ pointer }) => pointer);
    };
    const process = { args, cwd: '/', user: { gid: 0, uid: 0 } };
    const numbers = Array.from({ length: 20 }, (_, index) => index);
    assert.deepEqual(
      pointers({ process, annotations, mounts }),
      numbers.map((index) => `/process/args/${index + 1}`),
    );
    assert.deepEqual(pointers({ mounts, annotations, process }), [
      '/mounts/0/destination',
      ...numbers.slice(0, 19).map((index) => `/annotations/k${index}`),
    ]);
  });

  it('tells twenty warnings of a kind', () => {
    const config = base();
    const env = Array.from({ length: 30 }, () => 'x');
    config.process = { args: ['x'], cwd: '/', env, user: { gid: 0, uid: 0 } };
    config.linux = {
      namespaces: [{ type: 'mount' }],
      maskedPaths: Array.from({ length: 30 }, () => 'x'),
    };
    const lines = told(JSON.stringify(config));
    assert.equal(lines.filter((text) => text.includes(' warning: expected NAME=value')).length, 20);
    assert.equal(
      lines.filter((text) => text.includes(' warning: expected an absolute')).length,
      20,
    );
  });

  it('is done with two hundred thousand in time', function () {
    this.timeout(10_000);
    const count = 200_000;
    const config = base();
    const bad = Array.from({ length: count }, () => 1);
    config.process = { args: ['x', ...bad], cwd: '/', user: { gid: 0, uid: 0 } };
    assert.equal(errors(JSON.stringify(config)).at(-1)?.message, `and ${count - 20} more`);
    const env = bad.map(() => '');
    config.process = { args: ['x'], cwd: '/', env, user: { gid: 0, uid: 0 } };
    assert.equal(told(JSON.stringify(config)).length, 20);
  });
});

describe('a config.json that cannot be read', () => {
  for (const [error, expected] of [
    ['ENOENT', 'no such file (ENOENT)'],
    ['NOT_REGULAR:fifo', 'expected a regular file, found a fifo'],
    ['NOT_REGULAR:character device', 'expected a regular file, found a character device'],
    ['TOO_LARGE:67108864', '67108864 bytes, more than the 16777216 that a config may have'],
  ] as const) {
    it(`is told as ${error}`, () => {
      const request: Json = {
        command: 'validate',
        inputs: { config: { error } },
        options: { config: '/b/config.json' },
      };
      assert.deepEqual(
        diagnostics(respond(request)).map(({ message }) => message),
        [`/b/config.json: ${expected}`],
      );
    });
  }
});
