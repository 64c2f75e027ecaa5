// The few things the host itself writes: its own output, log lines, and a new config.json.
import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import { errnoOf, LadingError } from './errors.ts';

const RETRY_MS = 5;

/**
 * Writes to a descriptor by write(2), never through process.stdout or process.stderr: node makes a pipe non-blocking
 * when those are first used, and the container shares the pipe and would lose output.
 */
function writeAll(descriptor: number, text: string | Uint8Array): void {
  let rest: Uint8Array = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const errno = errnoOf(error);
      // Somebody else made it non-blocking, and its reader is slow.
      if (errno === 'EAGAIN')
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
      // Nobody reads any more: there is nobody to tell.
      else if (errno === 'EPIPE') return;
      else throw error;
    }
  }
}

/** The code of an error about standard output, which is no command's own. */
export const OUTPUT_UNWRITABLE = 'output-unwritable';

export function printAll(output: string | Uint8Array): void {
  attemptAs({ code: OUTPUT_UNWRITABLE, what: 'write standard output' }, () => writeAll(1, output));
}

/** What cannot be told here can be told nowhere. */
export function complain(text: string): void {
  try {
    writeAll(2, text);
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}

/**
 * At its end node gives a terminal its modes back, and aborts when that fails because the terminal has been hung up
 * meanwhile: a standard stream that has been is nothing from then on.
 */
export function leaveHungUpTerminals(): void {
  for (const fd of [0, 1, 2]) {
    if (!isHungUp(fd)) continue;
    closeSync(fd);
    openSync('/dev/null', 'r+'); // takes the lowest number that is free
  }
}

const MEMORY_DEVICES = 1; // linux/major.h: /dev/null is one of them

/** A guess that costs nothing: false for files, pipes, sockets and /dev/null. */
export function mayBeTerminal(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return stats.isCharacterDevice() && stats.rdev >> 8 !== MEMORY_DEVICES;
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return false; // it is closed
  }
}

/** Writing nothing to a terminal does nothing; to one that is hung up it fails. */
function isHungUp(fd: number): boolean {
  try {
    if (mayBeTerminal(fd)) writeSync(fd, '');
    return false;
  } catch (error) {
    return errnoOf(error) === 'EIO';
  }
}

/** The code of an error about the log itself, which the log cannot be told. */
export const LOG_UNWRITABLE = 'log-unwritable';

/** By name they are links, which are not followed. */
const OWN_DESCRIPTORS: ReadonlyMap<string, number> = new Map([
  ['/dev/stdout', 1],
  ['/dev/stderr', 2],
  ['/dev/fd/1', 1],
  ['/dev/fd/2', 2],
  ['/proc/self/fd/1', 1],
  ['/proc/self/fd/2', 2],
]);

/** A log that cannot be written is found before anything is done, whatever there will be to say. */
export function makeLog(path: string): void {
  if (!OWN_DESCRIPTORS.has(path)) closeSync(openLogFile(path));
}

/** One write for each line, so that the lines of programs that share a log stay whole. */
export function appendLine(path: string, line: string): void {
  const own = OWN_DESCRIPTORS.get(path);
  const file = own ?? openLogFile(path);
  try {
    attemptAs({ code: LOG_UNWRITABLE, what: `write log file \`${path}\`` }, () => {
      if (own === undefined) writeSync(file, `${line}\n`);
      else writeAll(own, `${line}\n`);
    });
  } finally {
    if (own === undefined) closeSync(file);
  }
}

function openLogFile(path: string): number {
  try {
    const flags =
      constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
    return openFile('open log file', path, flags);
  } catch (error) {
    if (!(error instanceof LadingError)) throw error;
    throw new LadingError({ code: LOG_UNWRITABLE, message: error.message, cause: error });
  }
}

export type NewFile = {
  readonly path: string;
  readonly text: string | Uint8Array;
  readonly replace: boolean;
};

export function writeFile({ path, text, replace }: NewFile): void {
  const flags = constants.O_WRONLY | constants.O_CREAT;
  const file = openFile('write', path, flags | (replace ? constants.O_TRUNC : constants.O_EXCL));
  try {
    attempt('write', path, () => writeAll(file, text));
  } finally {
    closeSync(file);
  }
}

/** A kind of file that this program writes where it is told to. */
export type Product = {
  readonly what: string;
  /** The first characters of each. */
  readonly begins: RegExp;
};

/** What stands there is replaced when it is an earlier one of the kind, or empty: anything else is somebody's work. */
export function writeProduct(
  path: string,
  text: string | Uint8Array,
  { what, begins }: Product,
): void {
  const head = attempt('read', path, () => readHead(path));
  if (head !== '' && !begins.test(head)) {
    const message = `\`${path}\` is there and is not ${what}: it is not overwritten`;
    throw new LadingError({ code: 'file-other', message });
  }
  writeFile({ path, text, replace: true });
}

const HEAD_BYTES = 1024;

/** Of a regular file; of devices and pipes, and of what is not there, nothing is lost. */
function readHead(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return '';
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(HEAD_BYTES);
    return new TextDecoder().decode(head.subarray(0, readSync(file, head)));
  } finally {
    closeSync(file);
  }
}

function openFile(what: string, path: string, flags: number): number {
  try {
    // Not through a fifo that nobody reads: that would wait for ever.
    return openSync(path, flags | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0), 0o644);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === undefined) throw error;
    throw new LadingError({
      code: `file-${errno}`,
      message:
        errno === 'EEXIST'
          ? `\`${path.slice(path.lastIndexOf('/') + 1)}\` already exists`
          : `${what} \`${path}\`: ${errno}`,
      cause: error,
    });
  }
}

/**
 * Folders above it are made; what stands there is replaced as a whole or stays, with its mode and owner, also behind a
 * link. `isShared`: what is made is for everybody to read, whatever the umask.
 */
export function installFile(path: string, text: string, isShared: boolean): void {
  attempt('make', dirname(path), () => makeFolder(dirname(path), isShared));
  const before = statSync(path, { throwIfNoEntry: false });
  const place = before === undefined ? path : realpathSync(path);
  const aside = `${place}.lading-${process.pid}`;
  try {
    writeFile({ path: aside, text, replace: false });
    attempt('write', place, () => {
      if (before !== undefined) chownSync(aside, before.uid, before.gid);
      if (before !== undefined || isShared) chmodSync(aside, (before?.mode ?? 0o644) & 0o7777);
      renameSync(aside, place);
    });
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}

function makeFolder(path: string, isShared: boolean): void {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined || !isShared) return;
  for (let at = path; at.length >= first.length; at = dirname(at)) chmodSync(at, 0o755);
}

/** One that is not there is removed already. */
export function removeFile(path: string): void {
  attempt('remove', path, () => rmSync(path, { force: true }));
}

function attempt<T>(what: string, path: string, action: () => T): T {
  return attemptAs({ what: `${what} \`${path}\`` }, action);
}

function attemptAs<T>(
  { what, code }: { readonly what: string; readonly code?: string },
  action: () => T,
): T {
  try {
    return action();
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === undefined) throw error;
    const message = `${what}: ${errno}`;
    throw new LadingError({ code: code ?? `file-${errno}`, message, cause: error });
  }
}
