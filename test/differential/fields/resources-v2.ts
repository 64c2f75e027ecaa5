// The matrix: /linux/resources and /linux/cgroupsPath on a unified hierarchy. The answer is a cgroup's own file, read on
// the host. What version 1 takes is resources.ts's.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cgroupOf } from '../../helpers/cgroups.ts';
import type { Config } from '../../helpers/config.ts';
import type { FieldCase, Peer } from './case.ts';

type Resources = NonNullable<Config['linux']['resources']> & Record<string, unknown>;

/** What a cgroup has in these files when nobody has said anything. */
const UNLIMITED = /^(max|max 100000|100|0|)\n?$/;

/** With systemd some have a cgroup of the container's own below its scope: the limit is in one of the two. */
function limitOf(pid: number, file: string): string {
  const own = cgroupOf(pid, '');
  const text = readFileSync(join(own, file), 'utf8');
  const scope = dirname(own);
  return scope.endsWith('.scope') && UNLIMITED.test(text)
    ? readFileSync(join(scope, file), 'utf8')
    : text;
}

function limit(
  members: readonly string[],
  resources: Partial<Resources>,
  answers: Readonly<Record<string, string>>,
  unlike: Partial<Record<Peer, string>> = {},
  unlikeUnderSystemd: Partial<Record<Peer, string>> = {},
): FieldCase {
  const files = Object.keys(answers);
  return {
    title: `of a unified hierarchy is limited by ${members.join(', ')}`,
    fields: members.map((member) => `/linux/resources/${member}`),
    needs: ['cgroup-v2'],
    set: ({ linux }) => {
      linux.resources = { ...linux.resources, ...resources };
    },
    outside: (_container, pid) => files.map((file) => limitOf(pid, file)).join(''),
    answer: Object.values(answers)
      .map((line) => `${line}\n`)
      .join(''),
    unlike,
    unlikeUnderSystemd,
  };
}

export const unifiedCases: readonly FieldCase[] = [
  limit(
    ['memory/limit', 'memory/reservation', 'memory/swap'],
    { memory: { limit: 67108864, reservation: 33554432, swap: 134217728 } },
    { 'memory.max': '67108864', 'memory.low': '33554432', 'memory.swap.max': '67108864' },
  ),
  limit(
    ['cpu/shares', 'cpu/quota', 'cpu/period'],
    { cpu: { shares: 512, quota: 50000, period: 200000 } },
    { 'cpu.weight': '59', 'cpu.max': '50000 200000' },
    { runc: 'has an older formula, which gives 20', crun: 'has an older formula, which gives 20' },
  ),
  limit(
    ['cpu/burst'],
    { cpu: { quota: 50000, period: 100000, burst: 20000 } },
    { 'cpu.max.burst': '20000' },
    { runc: 'not before runc 1.2', crun: 'not before crun 1.9' },
  ),
  limit(['cpu/idle'], { cpu: { idle: 1 } }, { 'cpu.idle': '1' }, { runc: 'not before runc 1.2' }),
  limit(
    ['cpu/cpus', 'cpu/mems'],
    { cpu: { cpus: '0', mems: '0' } },
    { 'cpuset.cpus': '0', 'cpuset.mems': '0' },
    {},
    { crun: 'crun 1.8 with systemd leaves both cgroups as they are' },
  ),
  limit(['pids/limit'], { pids: { limit: 23 } }, { 'pids.max': '23' }),
  limit(
    ['unified'],
    { unified: { 'memory.high': '50331648', 'pids.max': '31' } },
    { 'memory.high': '50331648', 'pids.max': '31' },
  ),
  limit(
    ['hugepageLimits/*/pageSize', 'hugepageLimits/*/limit'],
    { hugepageLimits: [{ pageSize: '2MB', limit: 4194304 }] },
    { 'hugetlb.2MB.max': '4194304' },
  ),
  {
    title: 'of a unified hierarchy is in this cgroup',
    needs: ['cgroup-v2', 'cgroupfs'],
    fields: ['/linux/cgroupsPath'],
    set: ({ linux }, { id }) => {
      linux.cgroupsPath = `/${id}-cgroup`;
    },
    outside: ({ id }, pid) => readFileSync(`/proc/${pid}/cgroup`, 'utf8').replace(id, 'ID'),
    answer: '0::/ID-cgroup\n',
  },
];
