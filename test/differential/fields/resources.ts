// The matrix: /linux/resources and /linux/cgroupsPath. The answer is a cgroup's own file, read on
// the host.
import { readFileSync } from 'node:fs';
import type { Config } from '../../helpers/config.ts';
import { disk } from '../../helpers/disk.ts';
import type { FieldCase, Need, Peer } from './case.ts';

type Resources = NonNullable<Config['linux']['resources']> & Record<string, unknown>;

/** A file of the container's cgroup in one v1 hierarchy. */
export function cgroupFile(pid: number, controller: string, file: string): string {
  const line = readFileSync(`/proc/${pid}/cgroup`, 'utf8')
    .split('\n')
    .find((text) => (text.split(':')[1] ?? '').split(',').includes(controller));
  const path = line?.split(':').slice(2).join(':') ?? '/';
  return readFileSync(`/sys/fs/cgroup/${controller}${path}/${file}`, 'utf8');
}

function limit(
  members: readonly string[],
  resources: Partial<Resources>,
  files: Readonly<Record<string, string>>,
  answer: string | RegExp,
  unlike: Partial<Record<Peer, string>> = {},
  needs: readonly Need[] = ['cgroup-v1'],
): FieldCase {
  return {
    title: `is limited by ${members.join(', ')}`,
    fields: members.map((member) => `/linux/resources/${member}`),
    needs,
    set: ({ linux }) => {
      linux.resources = { ...linux.resources, ...resources };
    },
    outside: (_container, pid) =>
      Object.entries(files)
        .map(([file, controller]) => cgroupFile(pid, controller, file))
        .join(''),
    answer,
    unlike,
  };
}

const throttles = [
  ['throttleReadBpsDevice', 'blkio.throttle.read_bps_device'],
  ['throttleWriteBpsDevice', 'blkio.throttle.write_bps_device'],
  ['throttleReadIOPSDevice', 'blkio.throttle.read_iops_device'],
  ['throttleWriteIOPSDevice', 'blkio.throttle.write_iops_device'],
] as const;

export const resourceCases: readonly FieldCase[] = [
  limit(
    ['memory/limit', 'memory/reservation', 'memory/swap'],
    { memory: { limit: 67108864, reservation: 33554432, swap: 134217728 } },
    {
      'memory.limit_in_bytes': 'memory',
      'memory.soft_limit_in_bytes': 'memory',
      'memory.memsw.limit_in_bytes': 'memory',
    },
    '67108864\n33554432\n134217728\n',
  ),
  limit(
    ['memory/kernelTCP'],
    { memory: { kernelTCP: 67108864 } },
    { 'memory.kmem.tcp.limit_in_bytes': 'memory' },
    '67108864\n',
    { runc: 'does not write it' },
  ),
  limit(
    ['memory/swappiness', 'memory/disableOOMKiller', 'memory/useHierarchy'],
    { memory: { swappiness: 10, disableOOMKiller: true, useHierarchy: true } },
    {
      'memory.swappiness': 'memory',
      'memory.oom_control': 'memory',
      'memory.use_hierarchy': 'memory',
    },
    /^10\noom_kill_disable 1\n.*\n1\n$/s,
  ),
  limit(
    ['cpu/shares', 'cpu/quota', 'cpu/period'],
    { cpu: { shares: 512, quota: 50000, period: 200000 } },
    { 'cpu.shares': 'cpu', 'cpu.cfs_quota_us': 'cpu', 'cpu.cfs_period_us': 'cpu' },
    '512\n50000\n200000\n',
  ),
  limit(
    ['cpu/burst'],
    { cpu: { quota: 50000, period: 100000, burst: 20000 } },
    { 'cpu.cfs_burst_us': 'cpu' },
    '20000\n',
    { runc: 'not before runc 1.2', crun: 'not before crun 1.9' },
  ),
  limit(['cpu/idle'], { cpu: { idle: 1 } }, { 'cpu.idle': 'cpu' }, '1\n', {
    runc: 'ignores it on v1',
    crun: 'ignores it on v1',
  }),
  limit(
    ['cpu/realtimeRuntime', 'cpu/realtimePeriod'],
    { cpu: { realtimeRuntime: 1000, realtimePeriod: 500000 } },
    { 'cpu.rt_runtime_us': 'cpu', 'cpu.rt_period_us': 'cpu' },
    '1000\n500000\n',
    {},
    ['real-time-groups'],
  ),
  limit(
    ['cpu/cpus', 'cpu/mems'],
    { cpu: { cpus: '0', mems: '0' } },
    { 'cpuset.cpus': 'cpuset', 'cpuset.mems': 'cpuset' },
    '0\n0\n',
  ),
  limit(['pids/limit'], { pids: { limit: 23 } }, { 'pids.max': 'pids' }, '23\n'),
  ...throttles.map(([member, file]) =>
    limit(
      ['major', 'minor', 'rate'].map((field) => `blockIO/${member}/*/${field}`),
      { blockIO: { [member]: [{ ...disk, rate: 1048576 }] } },
      { [file]: 'blkio' },
      `${disk?.major}:${disk?.minor} 1048576\n`,
      {},
      ['cgroup-v1', 'disk'],
    ),
  ),
  {
    title: 'may use these devices only',
    needs: ['cgroup-v1'],
    fields: ['allow', 'type', 'major', 'minor', 'access'].map(
      (field) => `/linux/resources/devices/*/${field}`,
    ),
    set: ({ linux }) => {
      linux.resources = {
        devices: [
          { allow: false, access: 'rwm' },
          { allow: true, type: 'c', major: 1, minor: 11, access: 'r' },
        ],
      };
    },
    outside: (_container, pid) =>
      cgroupFile(pid, 'devices', 'devices.list')
        .split('\n')
        .filter((line) => line.startsWith('c 1:11 ') || line.startsWith('a '))
        .join(),
    answer: 'c 1:11 r',
  },
  {
    title: 'is in this cgroup',
    needs: ['cgroup-v1'],
    fields: ['/linux/cgroupsPath'],
    set: ({ linux }, { id }) => {
      linux.cgroupsPath = `/${id}-cgroup`;
    },
    outside: ({ id }, pid) =>
      readFileSync(`/proc/${pid}/cgroup`, 'utf8')
        .split('\n')
        .filter((line) => /:(memory|pids|freezer):/.test(line))
        .map((line) => line.replace(/^\d+:/, '').replace(id, 'ID'))
        .sort()
        .join(),
    answer: 'freezer:/ID-cgroup,memory:/ID-cgroup,pids:/ID-cgroup',
  },
];

const gone = 'the kernel has no such file any more';
const unmounted = 'no hierarchy with this controller is mounted here: test/plans/cgroup';

export const resourceUnshown = {
  '/linux/resources/memory/kernel': 'Linux 6 takes no limit of kernel memory: test/plans/cgroup',
  '/linux/resources/memory/checkBeforeUpdate':
    'v1 always refuses such a limit; for v2: test/unit/assembly/commands/update.test.ts',
  '/linux/resources/blockIO/weight': 'no disk here is scheduled by BFQ: test/plans/cgroup',
  '/linux/resources/blockIO/weightDevice/*/major': 'no disk here is scheduled by BFQ',
  '/linux/resources/blockIO/weightDevice/*/minor': 'no disk here is scheduled by BFQ',
  '/linux/resources/blockIO/weightDevice/*/weight': 'no disk here is scheduled by BFQ',
  '/linux/resources/blockIO/weightDevice/*/leafWeight': gone,
  '/linux/resources/blockIO/leafWeight': gone,
  '/linux/resources/network/classID': unmounted,
  '/linux/resources/network/priorities/*/name': unmounted,
  '/linux/resources/network/priorities/*/priority': unmounted,
  '/linux/resources/rdma': 'this kernel has no rdma controller: test/plans/cgroup',
} as const;
