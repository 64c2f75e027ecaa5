// Who the container's process is: ids, groups, capabilities, no_new_privs, seccomp, limits, as /proc shows them.
import type { HostReader } from '../../gather/reader.ts';
import { linesOf, readTextIfThere } from '../../gather/text.ts';
import { compare, type Findings } from './difference.ts';
import type { Action, Done } from './evidence.ts';
import { readProcess } from './process.ts';

type Status = ReadonlyMap<string, string>;

/** In the order of their bits (linux/capability.h). */
const CAPABILITIES: readonly string[] =
  `CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE
NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN
SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE
MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE`
    .split(/\s+/)
    .map((name) => `CAP_${name}`);

/** What only the process itself can change, and may. */
const BY_ITSELF = 'the program itself may have done it';

export type Subject = {
  readonly reader: HostReader;
  readonly pid: number;
  /** What was done; of a container that waits for its start, only what comes before that. */
  readonly done: readonly Done[];
  /** Whether it waits. */
  readonly isCreated: boolean;
  readonly findings: Findings;
};

export function compareIdentity(subject: Subject): void {
  const { reader, pid } = subject;
  const status = readStatus(reader, `${pid}`);
  const own = readStatus(reader, 'self');
  compareIds(subject, status);
  compareCapabilities(subject, status);
  comparePrivileges(subject, status, own);
  compareLimits(subject);
  compareSettings(subject);
}

/** The last action of a kind, whichever side carried it out. */
function lastOf(done: readonly Done[], kind: string): Action | undefined {
  return done.findLast(({ action }) => action.do === kind)?.action;
}

function compareIds({ reader, pid, done, findings }: Subject, status: Status): void {
  compareMaps({ reader, pid, done, findings });
  const action = lastOf(done, 'user.set');
  if (action === undefined) return;
  const from = action.from === undefined ? {} : { from: action.from };
  for (const [name, field, map] of [
    ['user', 'uid', 'uid_map'],
    ['group', 'gid', 'gid_map'],
  ] as const) {
    const outside = toOutside(reader, pid, map, BigInt(`${action[field]}`));
    // Real, effective, saved and file system's: all four.
    const planned = outside === undefined ? 'unmapped' : Array(4).fill(`${outside}`).join(' ');
    const found = spaced(status.get(name === 'user' ? 'Uid' : 'Gid'));
    compare(findings, {
      part: 'identity',
      what: `${name} ids`,
      planned,
      found,
      note: BY_ITSELF,
      ...from,
    });
  }
  if (!Array.isArray(action.groups) || action.groupsDenied === 'ignore') return;
  const groups = action.groups.map(
    (gid) => `${toOutside(reader, pid, 'gid_map', BigInt(`${gid}`))}`,
  );
  compare(findings, {
    part: 'identity',
    what: 'supplementary groups',
    planned: sorted(groups),
    found: sorted(spaced(status.get('Groups')).split(' ')),
    note: BY_ITSELF,
    ...from,
  });
}

/** The ids of /proc are those of who reads it. */
function toOutside(
  reader: HostReader,
  pid: number,
  map: 'uid_map' | 'gid_map',
  id: bigint,
): bigint | undefined {
  for (const [inside = 0n, outside = 0n, size = 0n] of readMap(reader, pid, map)) {
    if (id >= inside && id < inside + size) return outside + id - inside;
  }
  return undefined;
}

function readMap(reader: HostReader, pid: number, map: string): bigint[][] {
  const text = readTextIfThere(reader, `/proc/${pid}/${map}`);
  return typeof text === 'string'
    ? linesOf(text).map((line) => line.trim().split(/\s+/).map(BigInt))
    : [];
}

function compareMaps({ reader, pid, done, findings }: Omit<Subject, 'isCreated'>): void {
  for (const { action, result } of done) {
    if (action.do !== 'idmap.write') continue;
    const isAlone = result.as === 'alone';
    const ranges = (isAlone ? [action.alone] : action.ranges) as readonly Range[];
    const shown = ranges.map(({ container, host, size }) => `${container} ${host} ${size}`);
    const found = readMap(reader, pid, `${action.map}_map`).map((range) => range.join(' '));
    compare(findings, {
      part: 'identity',
      what: `${action.map} map`,
      planned: shown.sort().join(', '),
      found: found.sort().join(', '),
      ...(action.from === undefined ? {} : { from: action.from }),
    });
  }
}

type Range = { readonly container: number; readonly host: number; readonly size: number };

type Sets = {
  bounding: bigint;
  inheritable: bigint;
  permitted: bigint;
  effective: bigint;
  ambient: bigint;
};

function compareCapabilities({ reader, done, isCreated, findings }: Subject, status: Status): void {
  const dropped = lastOf(done, 'bounding.drop');
  const set = lastOf(done, 'capabilities.set');
  if (set === undefined) return;
  const all = maskOfAll(reader);
  const bounding = dropped === undefined ? hex(status.get('CapBnd')) : maskOf(dropped.keep) & all;
  const before: Sets = {
    bounding,
    inheritable: maskOf(set.inheritable) & all,
    permitted: maskOf(set.permitted) & all,
    effective: maskOf(set.effective) & all,
    ambient: maskOf(set.ambient) & all,
  };
  const user = lastOf(done, 'user.set');
  const hasNoNewPrivileges = lastOf(done, 'no_new_privs.set') !== undefined;
  const after = isCreated
    ? before
    : afterExec(before, BigInt(`${user?.uid ?? 0}`), hasNoNewPrivileges);
  for (const [name, field, from] of [
    ['bounding', 'CapBnd', dropped?.from],
    ['inheritable', 'CapInh', set.from],
    ['permitted', 'CapPrm', set.from],
    ['effective', 'CapEff', set.from],
    ['ambient', 'CapAmb', set.from],
  ] as const) {
    const found = hex(status.get(field));
    compare(findings, {
      part: 'identity',
      what: `${name} capabilities`,
      planned: namesOf(after[name]),
      found: namesOf(found),
      note: BY_ITSELF,
      ...(from === undefined ? {} : { from }),
    });
  }
}

/** What execve(2) of a program without file capabilities makes of them (capabilities(7)). */
function afterExec(before: Sets, uid: bigint, hasNoNewPrivileges: boolean): Sets {
  const { bounding, inheritable, ambient } = before;
  if (uid !== 0n) return { ...before, permitted: ambient, effective: ambient };
  const gained = bounding | inheritable;
  // no_new_privs: nothing is gained, not even by root.
  const permitted = hasNoNewPrivileges ? gained & before.permitted : gained | ambient;
  return { ...before, permitted, effective: permitted };
}

function maskOf(names: unknown): bigint {
  const list = Array.isArray(names) ? names : [];
  return list.reduce<bigint>((mask, name) => {
    const bit = CAPABILITIES.indexOf(`${name}`);
    return bit < 0 ? mask : mask | (1n << BigInt(bit));
  }, 0n);
}

/** Those that this kernel has. */
function maskOfAll(reader: HostReader): bigint {
  const last = readTextIfThere(reader, '/proc/sys/kernel/cap_last_cap');
  const count = typeof last === 'string' ? Number(last) + 1 : CAPABILITIES.length;
  return (1n << BigInt(count)) - 1n;
}

function namesOf(mask: bigint): string {
  const names = CAPABILITIES.filter((_, bit) => (mask & (1n << BigInt(bit))) !== 0n);
  return names.length === 0 ? 'none' : names.join(' ');
}

function hex(text: string | undefined): bigint {
  return BigInt(`0x${text ?? '0'}`);
}

function comparePrivileges({ done, findings }: Subject, status: Status, own: Status): void {
  const privileges = lastOf(done, 'no_new_privs.set');
  const hadNone = own.get('NoNewPrivs') === '1';
  compare(findings, {
    part: 'identity',
    what: 'no_new_privs',
    planned: privileges !== undefined || hadNone ? '1' : '0',
    found: status.get('NoNewPrivs') ?? '',
    note: BY_ITSELF,
    from: privileges?.from ?? '/process/noNewPrivileges',
  });
  const filter = lastOf(done, 'seccomp.load');
  const from = filter?.from ?? '/linux/seccomp';
  // What the caller was under, the container is under too.
  const inherited = Number(own.get('Seccomp_filters') ?? 0);
  const count = inherited + (filter === undefined ? 0 : 1);
  compare(findings, {
    part: 'seccomp',
    what: 'seccomp mode',
    planned: count > 0 ? '2' : (own.get('Seccomp') ?? '0'),
    found: status.get('Seccomp') ?? '',
    note: BY_ITSELF,
    from,
  });
  // Linux 5.9 and later count them.
  const filters = status.get('Seccomp_filters');
  if (filters === undefined) return;
  compare(findings, {
    part: 'seccomp',
    what: 'seccomp filters',
    planned: `${count}`,
    found: filters,
    note: BY_ITSELF,
    from,
  });
}

/** `Max open files            1024                 524288               files` */
const LIMIT_NAMES: ReadonlyMap<string, string> = new Map([
  ['AS', 'Max address space'],
  ['CORE', 'Max core file size'],
  ['CPU', 'Max cpu time'],
  ['DATA', 'Max data size'],
  ['FSIZE', 'Max file size'],
  ['LOCKS', 'Max file locks'],
  ['MEMLOCK', 'Max locked memory'],
  ['MSGQUEUE', 'Max msgqueue size'],
  ['NICE', 'Max nice priority'],
  ['NOFILE', 'Max open files'],
  ['NPROC', 'Max processes'],
  ['RSS', 'Max resident set'],
  ['RTPRIO', 'Max realtime priority'],
  ['RTTIME', 'Max realtime timeout'],
  ['SIGPENDING', 'Max pending signals'],
  ['STACK', 'Max stack size'],
]);

function compareLimits({ reader, pid, done, findings }: Subject): void {
  const limits = new Map<string, Action>();
  for (const { action } of done) {
    if (action.do === 'rlimit.set') limits.set(`${action.resource}`, action);
  }
  if (limits.size === 0) return;
  const text = readTextIfThere(reader, `/proc/${pid}/limits`);
  const lines = typeof text === 'string' ? linesOf(text) : [];
  for (const [resource, action] of limits) {
    const name = LIMIT_NAMES.get(resource) ?? resource;
    const line = lines
      .find((one) => one.startsWith(`${name} `))
      ?.slice(name.length)
      .trim();
    const [soft = '', hard = ''] = line?.split(/\s+/) ?? [];
    compare(findings, {
      part: 'identity',
      what: `limit ${resource}`,
      planned: `${limitOf(action.soft)}/${limitOf(action.hard)}`,
      found: `${soft}/${hard}`,
      ...(action.from === undefined ? {} : { from: action.from }),
    });
  }
}

const INFINITY = 2n ** 64n - 1n;

function limitOf(value: unknown): string {
  return BigInt(`${value}`) === INFINITY ? 'unlimited' : `${value}`;
}

/** Of /proc/PID, one file each. */
function compareSettings({ reader, pid, done, findings, isCreated }: Subject): void {
  const read = (name: string): string => {
    const text = readTextIfThere(reader, `/proc/${pid}/${name}`);
    return typeof text === 'string' ? text.trim().replace(/\0$/, '') : text.error;
  };
  const oom = lastOf(done, 'oom.adjust');
  if (oom !== undefined) {
    compare(findings, {
      part: 'process',
      what: 'oom_score_adj',
      planned: `${oom.value}`,
      found: read('oom_score_adj'),
      ...(oom.from === undefined ? {} : { from: oom.from }),
    });
  }
  const personality = lastOf(done, 'personality.set');
  if (personality !== undefined) {
    const planned = personality.domain === 'LINUX32' ? '00000008' : '00000000';
    compare(findings, {
      part: 'process',
      what: 'personality',
      planned,
      found: read('personality'),
      note: BY_ITSELF,
      ...(personality.from === undefined ? {} : { from: personality.from }),
    });
  }
  const label = lastOf(done, 'label.set');
  // It is taken on with execve(2).
  if (label !== undefined && !isCreated) {
    compare(findings, {
      part: 'identity',
      what: `${label.lsm} label`,
      planned: `${label.label}`,
      found: labelFound(label, read('attr/current')),
      ...(label.from === undefined ? {} : { from: label.from }),
    });
  }
}

/** Of a stack (AppArmor), the profile that was planned counts: what it lies on is the caller's. */
function labelFound({ label, stack }: Action, text: string): string {
  const found = text.replace(/ \(\w+\)$/, '');
  return stack === true && found.split('//&').includes(`${label}`) ? `${label}` : found;
}

function readStatus(reader: HostReader, process: string): Status {
  const lines = linesOf(readProcess(reader, process, 'status'));
  return new Map(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    }),
  );
}

function spaced(text: string | undefined): string {
  return (text ?? '').trim().replace(/\s+/g, ' ');
}

function sorted(ids: readonly string[]): string {
  const known = ids.filter((id) => id !== '');
  return known.length === 0 ? 'none' : known.sort((a, b) => Number(a) - Number(b)).join(' ');
}
