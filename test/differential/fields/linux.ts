// The matrix: what else is below /linux.
import { readFileSync, readlinkSync } from 'node:fs';
import { run } from '../../helpers/runtime.ts';
import type { FieldCase, Unshown } from './case.ts';

const mapping = [{ containerID: 0, hostID: 100000, size: 1000 }];
const members = ['containerID', 'hostID', 'size'];
const onlyErrno = { runc: 'not before runc 1.1.6' };

const syscallRule = (action: string) => ({
  defaultAction: 'SCMP_ACT_ALLOW',
  syscalls: [{ names: ['mkdir', 'mkdirat'], action }],
});

export const linuxCases: readonly FieldCase[] = [
  {
    title: 'has ids of its own',
    fields: ['uid', 'gid'].flatMap((kind) =>
      members.map((member) => `/linux/${kind}Mappings/*/${member}`),
    ),
    set: ({ linux }) => {
      linux.namespaces.push({ type: 'user' });
      linux.uidMappings = mapping;
      linux.gidMappings = mapping;
    },
    inside: "awk '{ print $1, $2, $3 }' /proc/self/uid_map /proc/self/gid_map",
    answer: '0 100000 1000\n0 100000 1000\n',
    unlike: { runc: 'has no root that its mapped root cannot reach' },
  },
  {
    title: 'has namespaces of its own',
    fields: ['/linux/namespaces/*/type'],
    set: ({ linux }) => {
      linux.namespaces.push({ type: 'cgroup' });
    },
    inside: 'for n in cgroup ipc mnt net pid uts; do readlink /proc/self/ns/$n; done',
    outside: () =>
      ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'uts']
        .map((name) => readlinkSync(`/proc/self/ns/${name}`))
        .join('\n'),
    answer: differentLines,
  },
  {
    title: 'joins this namespace',
    fields: ['/linux/namespaces/*/path'],
    set: ({ linux }) => {
      linux.namespaces = linux.namespaces.map(({ type }) =>
        type === 'network' ? { type, path: '/proc/self/ns/net' } : { type },
      );
    },
    inside: 'readlink /proc/self/ns/net',
    answer: `${readlinkSync('/proc/self/ns/net')}\n`,
  },
  {
    title: 'has clocks of its own',
    fields: ['monotonic', 'boottime'].flatMap((clock) =>
      ['secs', 'nanosecs'].map((member) => `/linux/timeOffsets/${clock}/${member}`),
    ),
    set: ({ linux }) => {
      linux.namespaces.push({ type: 'time' });
      linux.timeOffsets = {
        monotonic: { secs: 1000, nanosecs: 7 },
        boottime: { secs: 2000, nanosecs: 8 },
      };
    },
    inside: "awk '{ print $1, $2, $3 }' /proc/self/timens_offsets",
    answer: 'monotonic 1000 7\nboottime 2000 8\n',
    unlike: { runc: 'not before runc 1.2', crun: "Debian's dies of a time namespace" },
  },
  {
    title: 'has its memory from these nodes',
    fields: ['mode', 'nodes', 'flags/*'].map((member) => `/linux/memoryPolicy/${member}`),
    set: ({ linux }) => {
      const memoryPolicy = { mode: 'MPOL_BIND', nodes: '0', flags: ['MPOL_F_STATIC_NODES'] };
      Object.assign(linux, { memoryPolicy });
    },
    inside: "grep -o 'bind=static:0' /proc/self/numa_maps | sort -u",
    answer: 'bind=static:0\n',
    unlike: { runc: 'not before runc 1.4', crun: 'not before crun 1.25' },
  },
  {
    title: 'has this network device of the host, with its addresses',
    fields: ['/linux/netDevices'],
    prepare: prepareDevice,
    set: ({ linux }) => {
      Object.assign(linux, { netDevices: { [device]: { name: 'inside0' } } });
    },
    inside:
      'cat /sys/class/net/inside0/flags; grep -c inside0 /proc/net/if_inet6; ' +
      "grep -o '192.0.2.7' /proc/net/fib_trie | sort -u; grep ' 20010db8' /proc/net/if_inet6 | wc -l; " +
      "grep -o '^20010db8[0-9a-f]* ' /proc/net/if_inet6",
    answer: /^0x1003\n\d+\n192\.0\.2\.7\n0\n20010db8000000000000000000000007 \n$/,
    unlike: { runc: 'not before runc 1.4', crun: 'not before crun 1.25' },
  },
  {
    title: 'has parameters of a network device that was the host’s',
    fields: ['/linux/netDevices', '/linux/sysctl'],
    prepare: prepareDevice,
    set: ({ linux }) => {
      Object.assign(linux, { netDevices: { [device]: { name: 'inside0' } } });
      linux.sysctl = { 'net.ipv4.conf.inside0.rp_filter': '2' };
    },
    inside: 'cat /proc/sys/net/ipv4/conf/inside0/rp_filter',
    answer: '2\n',
    unlike: { runc: 'not before runc 1.4', crun: 'not before crun 1.25' },
  },
  {
    title: 'has these parameters of the kernel',
    fields: ['/linux/sysctl'],
    set: ({ linux }) => {
      linux.sysctl = { 'net.ipv4.ip_unprivileged_port_start': '80', 'kernel.msgmax': '65536' };
    },
    inside: 'cat /proc/sys/net/ipv4/ip_unprivileged_port_start /proc/sys/kernel/msgmax',
    answer: '80\n65536\n',
  },
  {
    title: 'has these devices',
    fields: ['type', 'path', 'major', 'minor', 'fileMode', 'uid', 'gid'].map(
      (member) => `/linux/devices/*/${member}`,
    ),
    set: ({ linux }) => {
      linux.devices = [
        { type: 'c', path: '/dev/one', major: 1, minor: 11, fileMode: 0o640, uid: 3, gid: 4 },
        { type: 'p', path: '/dev/pipe', fileMode: 0o622, uid: 5, gid: 6 },
      ];
    },
    inside: "stat -c '%n %F %a %t:%T %u:%g' /dev/one /dev/pipe",
    answer: '/dev/one character special file 640 1:b 3:4\n/dev/pipe fifo 622 0:0 5:6\n',
  },
  {
    title: 'does not see masked paths',
    fields: ['/linux/maskedPaths/*'],
    set: ({ linux }) => {
      linux.maskedPaths = ['/proc/keys', '/proc/fs', '/nothing/there'];
    },
    inside: 'cat /proc/keys | wc -c; ls /proc/fs | wc -l',
    answer: '0\n0\n',
  },
  {
    title: 'cannot write to read-only paths',
    fields: ['/linux/readonlyPaths/*'],
    set: ({ linux }) => {
      linux.readonlyPaths = ['/proc/sys', '/srv'];
    },
    inside:
      'touch /srv/x 2>/dev/null || echo refused; echo x 2>/dev/null >/proc/sys/kernel/domainname || echo refused',
    answer: /^refused\n.*refused\n$/s,
  },
  {
    title: 'runs as a 32-bit process',
    fields: ['/linux/personality/domain'],
    set: ({ linux }) => {
      linux.personality = { domain: 'LINUX32' };
    },
    inside: 'uname -m; observe | grep personality',
    answer: 'i686\npersonality=00000008\n',
    unlike: { runc: 'not before runc 1.2', crun: 'not before crun 1.9' },
  },
  {
    title: 'is refused a system call, with this error',
    fields: [
      'defaultAction',
      'architectures/*',
      'syscalls/*/names/*',
      'syscalls/*/action',
      'syscalls/*/errnoRet',
    ].map((member) => `/linux/seccomp/${member}`),
    set: ({ linux }) => {
      const profile = syscallRule('SCMP_ACT_ERRNO');
      Object.assign(profile.syscalls[0] as object, { errnoRet: 28 });
      linux.seccomp = { ...profile, architectures: ['SCMP_ARCH_X86_64'] };
    },
    inside: 'mkdir /tmp/x 2>&1; grep ^Seccomp: /proc/self/status',
    answer: "mkdir: can't create directory '/tmp/x': No space left on device\nSeccomp:\t2\n",
  },
  {
    title: 'is refused what no rule allows, with this error',
    fields: ['/linux/seccomp/defaultErrnoRet'],
    set: ({ linux }) => {
      linux.seccomp = {
        defaultAction: 'SCMP_ACT_ERRNO',
        defaultErrnoRet: 28,
        syscalls: [{ names: everythingButMkdir(), action: 'SCMP_ACT_ALLOW' }],
      };
    },
    inside: 'mkdir /tmp/x 2>&1',
    answer: "mkdir: can't create directory '/tmp/x': No space left on device\n",
    unlike: onlyErrno,
  },
  {
    title: 'is refused a system call with these arguments only',
    fields: ['index', 'value', 'valueTwo', 'op'].map(
      (member) => `/linux/seccomp/syscalls/*/args/*/${member}`,
    ),
    set: ({ linux }) => {
      linux.seccomp = {
        defaultAction: 'SCMP_ACT_ALLOW',
        syscalls: [
          {
            names: ['kill'],
            action: 'SCMP_ACT_ERRNO',
            errnoRet: 28,
            args: [{ index: 1, value: 255, valueTwo: 10, op: 'SCMP_CMP_MASKED_EQ' }],
          },
        ],
      };
    },
    inside: 'kill -0 $$ && echo allowed; kill -10 $$ 2>&1',
    answer: /^allowed\n.*No space left on device\n$/s,
  },
];

const device = `lad${process.pid % 1_000_000}`;

/** One end of a pair; it ends with the container's namespace, or here. */
async function prepareDevice(): Promise<() => Promise<void>> {
  await run(['ip', 'link', 'add', device, 'type', 'veth', 'peer', 'name', `${device}p`]);
  await run(['ip', 'address', 'add', '192.0.2.7/24', 'dev', device]);
  await run(['ip', 'address', 'add', '2001:db8::7/64', 'dev', device]);
  return async () => {
    await run(['ip', 'link', 'delete', device]);
  };
}

function everythingButMkdir(): string[] {
  const file = new URL('../../../host/schema/syscalls.json', import.meta.url);
  const { architectures } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly architectures: { readonly x86_64: Readonly<Record<string, number>> };
  };
  return Object.keys(architectures.x86_64).filter((name) => !name.startsWith('mkdir'));
}

function differentLines(text: string): void {
  const lines = text.trim().split('\n');
  if (new Set(lines).size !== lines.length) throw new Error(`shared: ${text}`);
}

export const linuxUnshown: Unshown = {
  '/linux/seccomp/flags/*': 'shows nowhere but in the system call: test/plans/seccomp',
  '/linux/seccomp/listenerPath': 'needs an agent: test/containers/receivers.test.ts',
  '/linux/seccomp/listenerMetadata': 'needs an agent: test/containers/receivers.test.ts',
  '/linux/personality/flags/*': 'the specification defines none',
  ...Object.fromEntries(
    [
      'closID',
      'schemata/*',
      'l3CacheSchema',
      'memBwSchema',
      'enableMonitoring',
      'enableCMT',
      'enableMBM',
    ].map((field) => [
      `/linux/intelRdt/${field}`,
      'this machine has no resctrl: test/helper-actions/resctrl.test.ts, test/plans/resctrl',
    ]),
  ),
};
