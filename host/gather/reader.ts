// The world outside, as far as the host reads it. All of it is small and regular, or the kernel's own, and cannot block:
// so the calls are synchronous, which is several times faster than a trip through the thread pool for each.
import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  type Stats,
  statSync,
} from 'node:fs';
import { machine, release } from 'node:os';
import process from 'node:process';
import { errnoOf } from '../errors.ts';

export type FileType = 'file' | 'directory' | 'fifo' | 'symlink' | 'socket' | 'block' | 'char';

/** `error` is an errno's name, `NOT_REGULAR:<what it is>` or `TOO_LARGE:<bytes>`. */
export type Failure = { readonly error: string };

export type Caller = {
  readonly gid: number;
  readonly groups: readonly number[];
  /** How many descriptors from 3 on somebody has passed on to this process (sd_listen_fds(3)). */
  readonly listenFds: number;
  /** In a user namespace that is not the initial one. */
  readonly nested: boolean;
  readonly notifySocket: string | null;
  readonly runtimeDir: string | null;
  readonly seccompReceiver: string | null;
  readonly sessionBus: string | null;
  readonly systemBus: string | null;
  readonly uid: number;
};

export type HostReader = {
  readonly caller: () => Caller;
  /** How many descriptors from 3 on, of so many, the caller has left open for this process. */
  readonly descriptors: (limit: number) => number;
  /** As uname(2) names the machine and the release. */
  readonly kernel: () => { readonly machine: string; readonly release: string };
  readonly readFile: (path: string, limitBytes: number) => { readonly bytes: Uint8Array } | Failure;
  /** Standard input to its end; asked again it gives the same. */
  readonly readInput: (limitBytes: number) => { readonly bytes: Uint8Array } | Failure;
  readonly stat: (path: string) => { readonly type: FileType } | Failure;
  /** What a symbolic link says; of the kernel's own, such as /proc/PID/ns/net, its name for the object. */
  readonly readLink: (path: string) => { readonly target: string } | Failure;
  /** The number of what a path leads to: two namespaces with one number are one. */
  readonly inode: (path: string) => { readonly inode: number } | Failure;
  /** Whether the caller may write there (access(2)). */
  readonly isWritable: (path: string) => boolean;
  /** The first of the caller's PATH that may be executed. */
  readonly findProgram: (name: string) => { readonly path: string } | Failure;
  /** Names in no order. */
  readonly list: (path: string) => { readonly entries: readonly string[] } | Failure;
};

let standardInput: { readonly bytes: Uint8Array } | Failure | undefined;

export const thisMachine: HostReader = {
  caller: () => ({
    gid: process.getgid?.() ?? 0,
    groups: [...new Set(process.getgroups?.() ?? [])].sort((a, b) => a - b),
    listenFds: listenFds(process.env),
    nested: isNested(),
    notifySocket: process.env.NOTIFY_SOCKET || null,
    runtimeDir: process.env.XDG_RUNTIME_DIR || null,
    seccompReceiver: process.env.RUN_OCI_SECCOMP_RECEIVER || null,
    sessionBus: process.env.DBUS_SESSION_BUS_ADDRESS || null,
    systemBus: process.env.DBUS_SYSTEM_BUS_ADDRESS || null,
    uid: process.getuid?.() ?? 0,
  }),
  descriptors: countDescriptors,
  kernel: () => ({ machine: machine(), release: release() }),
  readFile: (path, limitBytes) => attempt(() => readRegular(path, limitBytes)),
  readInput: (limitBytes) => {
    standardInput ??= attempt(() => readToEnd(0, 0, limitBytes));
    return standardInput;
  },
  stat: (path) => attempt(() => ({ type: typeOf(statSync(path)) })),
  readLink: (path) => attempt(() => ({ target: readlinkSync(path) })),
  inode: (path) => attempt(() => ({ inode: statSync(path).ino })),
  isWritable: (path) => attempt(() => accessSync(path, constants.W_OK)) === undefined,
  findProgram,
  list: (path) => attempt(() => ({ entries: readdirSync(path) })),
};

/** Meant for this process: or for none in particular, as crun has it. */
function listenFds({ LISTEN_FDS = '', LISTEN_PID = '' }: NodeJS.ProcessEnv): number {
  const isOurs = LISTEN_PID === '' || LISTEN_PID === `${process.pid}`;
  return isOurs && /^\d{1,6}$/.test(LISTEN_FDS) ? Number(LISTEN_FDS) : 0;
}

/** The first that node opens for itself, at the lowest number that is free. */
const OF_NODE = 'anon_inode:[eventpoll]';

function countDescriptors(limit: number): number {
  for (let count = 0; count < limit; count += 1) {
    const link = attempt(() => readlinkSync(`/proc/self/fd/${3 + count}`));
    if (typeof link !== 'string' || link === OF_NODE) return count;
  }
  return limit;
}

/** The initial user namespace has the same inode number on every kernel (PROC_USER_INIT_INO, Linux 3.8). */
const INITIAL_USER_NAMESPACE = 0xeffffffd;

/** A kernel without user namespaces has no such file. */
function isNested(): boolean {
  const found = attempt(() => ({ inode: statSync('/proc/self/ns/user').ino }));
  return 'inode' in found && found.inode !== INITIAL_USER_NAMESPACE;
}

/** What a caller without a PATH is taken to have; of one that he has, only folders by their whole path count. */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function findProgram(name: string): { path: string } | Failure {
  const folders = (process.env.PATH || DEFAULT_PATH).split(':');
  const paths = folders.filter((folder) => folder.startsWith('/')).map((dir) => `${dir}/${name}`);
  const path = paths.find(isProgram);
  return path === undefined ? { error: 'ENOENT' } : { path };
}

function isProgram(path: string): boolean {
  const found = attempt(() => {
    accessSync(path, constants.X_OK);
    return { isFile: statSync(path).isFile() };
  });
  return 'isFile' in found && found.isFile;
}

function attempt<T>(action: () => T): T | Failure {
  try {
    return action();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === undefined) throw error;
    return { error: errno };
  }
}

const CHUNK_BYTES = 65536;

/** A fifo or a device in a file's place must neither hang us nor become our terminal: opened so, and looked at first. */
function readRegular(path: string, limitBytes: number): { bytes: Uint8Array } | Failure {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);
  const file = openSync(path, flags);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile()) return { error: `NOT_REGULAR:${describe(typeOf(stats))}` };
    if (stats.size > limitBytes) return { error: `TOO_LARGE:${stats.size}` };
    return readToEnd(file, stats.size, limitBytes);
  } finally {
    closeSync(file);
  }
}

/** What is read is copied out of it: one for each of the kernel's small files would cost more than reading them. */
let scratch: Buffer | undefined;

/** The size is a hint: the kernel's own files say 0, and a file may grow while it is read. */
function readToEnd(
  file: number,
  size: number,
  limitBytes: number,
): { bytes: Uint8Array } | Failure {
  scratch ??= Buffer.allocUnsafe(CHUNK_BYTES);
  let buffer = size < CHUNK_BYTES ? scratch : Buffer.allocUnsafe(size + CHUNK_BYTES);
  let length = 0;
  for (;;) {
    if (length === buffer.length) buffer = Buffer.concat([buffer], buffer.length * 2);
    const count = readSome(file, buffer, length);
    if (count === 0) {
      const bytes = buffer.subarray(0, length);
      return { bytes: buffer === scratch ? Buffer.from(bytes) : bytes };
    }
    length += count;
    if (length > limitBytes) return { error: `TOO_LARGE:${length}` };
  }
}

const RETRY_MS = 5;

/** Somebody else may have made a pipe non-blocking. */
function readSome(file: number, buffer: Uint8Array, offset: number): number {
  for (;;) {
    try {
      return readSync(file, buffer, offset, buffer.length - offset, null);
    } catch (error) {
      if (errnoOf(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}

function typeOf(stats: Stats): FileType {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isFIFO()) return 'fifo';
  if (stats.isSocket()) return 'socket';
  if (stats.isBlockDevice()) return 'block';
  return stats.isCharacterDevice() ? 'char' : 'symlink';
}

function describe(type: FileType): string {
  if (type === 'char') return 'character device';
  return type === 'block' ? 'block device' : type;
}
