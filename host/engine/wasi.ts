// One run of a WASI command in memory: standard input is given, standard output and error are collected. The four
// calls below are all that the engine may import (WASI preview 1), so it cannot know where or when it runs.

const EBADF = 8; // WASI's errno numbers, not the kernel's
const EINVAL = 28;

export type WasiRun = {
  readonly exit: number;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
};

class ProcessExit {
  constructor(readonly exit: number) {}
}

/** Throws a WebAssembly.RuntimeError when the program traps. */
type Run = (stdin: Uint8Array) => WasiRun;

export type WasiProgram = Run & {
  /** Of an instance between two runs. Memory that is added to it is the caller's until the next. */
  readonly exports: () => Exports;
};

/** What one run reads and writes. */
type Streams = {
  readonly stdin: Uint8Array;
  read: number;
  readonly stdout: Uint8Array[];
  readonly stderr: Uint8Array[];
};

/** An instance that has grown beyond this is not kept: the next request is smaller, as a rule. */
const KEPT_BYTES = 16 << 20;

type Exports = WebAssembly.Instance['exports'];

/**
 * A program that begins each run as the module says, with nothing left of the run before. When it exports its state it
 * is set back instead of made anew, which takes a fraction of the time.
 */
export function wasiProgram(module: WebAssembly.Module): WasiProgram {
  let used: Instance | undefined;
  const run: Run = (stdin) => {
    const instance = used ?? makeInstance(module);
    used?.reset?.(); // only now: the last run of a process need not tidy up
    used = undefined; // whatever traps is not used again
    const result = instance.run(stdin);
    if (instance.reset !== undefined && instance.isSmall()) used = instance;
    return result;
  };
  return Object.assign(run, {
    exports: () => {
      used ??= makeInstance(module);
      return used.exports;
    },
  });
}

type Instance = {
  readonly run: Run;
  readonly exports: Exports;
  /** Absent when it cannot be done. */
  readonly reset?: () => void;
  readonly isSmall: () => boolean;
};

function makeInstance(module: WebAssembly.Module): Instance {
  let streams: Streams = { stdin: new Uint8Array(), read: 0, stdout: [], stderr: [] };
  // Memory may grow, and its buffer with it change, at any call.
  const view = (): DataView => new DataView(memory.buffer);
  const calls = {
    fd_read(fd: number, vectors: number, count: number, result: number): number {
      if (fd !== 0) return EBADF;
      const start = streams.read;
      for (const part of slices(memory, vectors, count)) {
        const piece = streams.stdin.subarray(streams.read, streams.read + part.length);
        part.set(piece);
        streams.read += piece.length;
      }
      view().setUint32(result, streams.read - start, true);
      return 0;
    },
    fd_write(fd: number, vectors: number, count: number, result: number): number {
      if (fd !== 1 && fd !== 2) return EBADF;
      let written = 0;
      for (const part of slices(memory, vectors, count)) {
        (fd === 1 ? streams.stdout : streams.stderr).push(part.slice());
        written += part.length;
      }
      view().setUint32(result, written, true);
      return 0;
    },
    fd_close(fd: number): number {
      return fd <= 2 ? 0 : EINVAL;
    },
    proc_exit(exit: number): never {
      throw new ProcessExit(exit);
    },
  };
  const { exports } = new WebAssembly.Instance(module, { wasi_snapshot_preview1: calls });
  const memory = exports.memory as WebAssembly.Memory;
  const reset = resetter(exports, memory);
  const run = (stdin: Uint8Array): WasiRun => {
    streams = { stdin, read: 0, stdout: [], stderr: [] };
    const exit = runToEnd(exports);
    return { exit, stdout: join(streams.stdout), stderr: join(streams.stderr) };
  };
  const isSmall = (): boolean => memory.buffer.byteLength <= KEPT_BYTES;
  return { run, exports, isSmall, ...(reset === undefined ? {} : { reset }) };
}

/** Before the first run: what is exported as `state:N` is all that changes, besides memory. */
function resetter(exports: Exports, memory: WebAssembly.Memory): Instance['reset'] | undefined {
  const globals = Object.entries(exports)
    .filter(([name]) => name.startsWith('state:'))
    .map(([, value]) => value as { value: unknown });
  if (globals.length === 0) return undefined;
  const values = globals.map(({ value }) => value);
  const data = new Uint8Array(memory.buffer.slice(0));
  return () => {
    const bytes = new Uint8Array(memory.buffer);
    bytes.set(data);
    bytes.fill(0, data.length);
    globals.forEach((global, index) => {
      global.value = values[index];
    });
  };
}

function runToEnd(exports: Exports): number {
  try {
    (exports._start as () => void)();
    return 0;
  } catch (error) {
    if (error instanceof ProcessExit) return error.exit;
    throw error;
  }
}

/** struct __wasi_iovec_t: u32 address, u32 length, little endian. */
function slices(memory: WebAssembly.Memory, vectors: number, count: number): Uint8Array[] {
  const view = new DataView(memory.buffer);
  return Array.from({ length: count }, (_, index) => {
    const at = vectors + index * 8;
    return new Uint8Array(memory.buffer, view.getUint32(at, true), view.getUint32(at + 4, true));
  });
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only !== undefined) return only;
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
