// The leak oracle: what the kernel holds that these tests made. Compared before and after a test;
// any difference is a leak. Never asks the runtime, only /proc, the cgroup hierarchies and the
// file system.
//
// Other programs may be starting containers on the same machine, so that a thing counts as ours
// when it carries the run's token (in its id, path, cgroup, environment, root's mount or a
// descriptor). Where the machine is ours alone (CI, or LADING_TEST_ALONE=1) every new mount and cgroup
// counts, and every new process in other namespaces than this one's.
import {
  type Dirent,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { delay } from './container.ts';
import { patience } from './patience.ts';

/** One line for each thing, so that a difference can be read. */
export interface KernelState {
  readonly mounts: readonly string[];
  readonly cgroups: readonly string[];
  readonly processes: readonly string[];
  readonly namespaces: readonly string[];
  readonly state: readonly string[];
}

export interface Scope {
  readonly token: string;
  readonly stateRoots: readonly string[];
  /** Count everything, not only what carries the token. */
  readonly alone?: boolean;
}

export const machineIsOurs =
  process.env.LADING_TEST_ALONE === '1' ||
  (process.env.LADING_TEST_ALONE === undefined && process.env.CI === 'true');

const ownNamespaces = new Set(readNamespaces('/proc/self'));

export function captureKernelState(scope: Scope): KernelState {
  const alone = scope.alone ?? machineIsOurs;
  const processes = listProcesses(scope.token, alone);
  return {
    mounts: listMounts().filter((mount) => alone || mount.includes(scope.token)),
    cgroups: listCgroups().filter((cgroup) => alone || cgroup.includes(scope.token)),
    processes: processes.map(({ pid, name }) => `${pid} ${name}`),
    namespaces: [...new Set(processes.flatMap(({ namespaces }) => namespaces))].sort(),
    state: scope.stateRoots.flatMap((root) => listTree(root)),
  };
}

/** What is new, as lines for people; empty when nothing is left behind. */
export function differences(before: KernelState, after: KernelState): string[] {
  const lines: string[] = [];
  for (const kind of ['mounts', 'cgroups', 'processes', 'namespaces', 'state'] as const) {
    const known = new Set(before[kind]);
    const still = new Set(after[kind]);
    lines.push(
      ...after[kind].filter((line) => !known.has(line)).map((line) => `${kind}: + ${line}`),
    );
    // A container must not take anything of the host away either; processes end by themselves.
    if (kind === 'mounts') {
      lines.push(
        ...before[kind].filter((line) => !still.has(line)).map((line) => `${kind}: - ${line}`),
      );
    }
  }
  return lines;
}

/**
 * Compares until nothing is left or the time is over: the kernel frees dead processes and their
 * namespaces a little later than their parents learn of the end.
 */
export async function leaks(
  scope: Scope,
  before: KernelState,
  patienceMs = 2000,
): Promise<string[]> {
  const deadline = Date.now() + patienceMs * patience;
  for (;;) {
    const left = differences(before, captureKernelState(scope));
    if (left.length === 0 || Date.now() > deadline) return left;
    await delay(25);
  }
}

function listMounts(): string[] {
  // Mount ids differ when a mount is made again; what is mounted where does not.
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split(' ').slice(2).join(' '));
}

function listCgroups(): string[] {
  const hierarchies = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => / - cgroup2? /.test(line))
    .map((line) => line.split(' ')[4] as string);
  return hierarchies.flatMap((mount) => {
    const others = neighbourhoods().map((path) => `${join(mount, path)}/`);
    return listDirectories(mount).filter((path) => !others.some((one) => path.startsWith(one)));
  });
}

/**
 * Where whoever started the tests has a cgroup for each program that he starts: they come and go, and none is ours. Not so
 * systemd's slices.
 */
function neighbourhoods(): string[] {
  const own = readFileSync('/proc/self/cgroup', 'utf8').trim().split('\n');
  return own
    .map((line) => dirname(line.replace(/^\d+:[^:]*:/, '')))
    .filter((parent) => parent !== '/' && !parent.endsWith('.slice'));
}

function listDirectories(folder: string): string[] {
  return entries(folder)
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return [path, ...listDirectories(path)];
    });
}

function listTree(folder: string): string[] {
  return entries(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...listTree(path)] : [path];
  });
}

function entries(folder: string): Dirent[] {
  return attempt(() => readdirSync(folder, { withFileTypes: true })) ?? [];
}

interface Process {
  readonly pid: number;
  readonly name: string;
  readonly namespaces: readonly string[];
}

function listProcesses(token: string, alone: boolean): Process[] {
  const own = new Set([process.pid, process.ppid]);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && !own.has(Number(name)))
    .map((pid) => readProcess(Number(pid), token, alone))
    .filter((found) => found !== undefined);
}

/** A process that counts, or nothing: also when it ended meanwhile, and for kernel threads. */
function readProcess(pid: number, token: string, alone: boolean): Process | undefined {
  const folder = `/proc/${pid}`;
  const status = attempt(() => readFileSync(`${folder}/status`, 'utf8'));
  if (status === undefined || /^Kthread:\t1$/m.test(status)) return undefined;
  if (isOurChild(status) || isOrphanedZombie(status) || isBusHelper(status)) return undefined;
  const name = `${/^Name:\t(.*)$/m.exec(status)?.[1]} (${/^State:\t(.*)$/m.exec(status)?.[1]})`;
  const own = attempt(() => carriesToken(folder, token)) ?? false;
  const namespaces = readNamespaces(folder);
  // A container's process, whosever: it is not where this one is.
  const isElsewhere = namespaces.some((link) => !ownNamespaces.has(link));
  return own || (alone && isElsewhere) ? { pid, name, namespaces } : undefined;
}

function readNamespaces(folder: string): string[] {
  return (attempt(() => readdirSync(`${folder}/ns`)) ?? [])
    .map((type) => attempt(() => readlinkSync(`${folder}/ns/${type}`)))
    .filter((link) => link !== undefined);
}

/** Children of this very test run, such as the formatter's or the compiler's service. */
function isOurChild(status: string): boolean {
  const parent = Number(/^PPid:\t(\d+)$/m.exec(status)?.[1]);
  return parent === process.pid && !/^Name:\t(lading|crun|runc|exe|sh|busybox)/m.test(status);
}

/** The bus forks one to watch each service that it starts, until that answers or its time is over. */
function isBusHelper(status: string): boolean {
  if (!/^Name:\tdbus-daemon$/m.test(status)) return false;
  const parent = /^PPid:\t(\d+)$/m.exec(status)?.[1];
  return /^dbus-daemon$/m.test(attempt(() => readFileSync(`/proc/${parent}/comm`, 'utf8')) ?? '');
}

/** Dead, and the machine's init has yet to notice: nobody else can do anything about it. */
function isOrphanedZombie(status: string): boolean {
  return /^State:\tZ/m.test(status) && /^PPid:\t1$/m.test(status);
}

function carriesToken(folder: string, token: string): boolean {
  // Mounts of this very namespace are everybody's here: they tell nothing about a process.
  const hasOwnMounts = !ownNamespaces.has(attempt(() => readlinkSync(`${folder}/ns/mnt`)) ?? '');
  const files = ['cgroup', 'cmdline', 'environ', ...(hasOwnMounts ? ['mountinfo'] : [])];
  return (
    files.some(
      (file) => attempt(() => readFileSync(join(folder, file), 'latin1'))?.includes(token) ?? false,
    ) ||
    (attempt(() => readdirSync(join(folder, 'fd'))) ?? []).some(
      (fd) => attempt(() => readlinkSync(join(folder, 'fd', fd)))?.includes(token) ?? false,
    )
  );
}

/** For things that may be gone by the time they are read, or closed to us. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined; // ended or refused meanwhile: then there is nothing to see
  }
}

/** True when a process is there and no zombie. */
export function isAlive(pid: number): boolean {
  const status = attempt(() => readFileSync(`/proc/${pid}/status`, 'utf8'));
  return status !== undefined && !/^State:\tZ/m.test(status);
}

/** The cgroup directories, one a hierarchy, whose path ends in this name. */
export function cgroupsNamed(name: string): string[] {
  return listCgroups().filter((path) => path.endsWith(`/${name}`) && statSync(path).isDirectory());
}

export function exists(path: string): boolean {
  return existsSync(path);
}
