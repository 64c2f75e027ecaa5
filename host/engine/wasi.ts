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
export function runWasi(module: WebAssembly.Module, stdin: Uint8Array): WasiRun {
  const stdout: Uint8Array[] = [];
  const stderr: Uint8Array[] = [];
  let read = 0;
  // Memory may grow, and its buffer with it change, at any call.
  const view = (): DataView => new DataView(memory.buffer);
  const calls = {
    fd_read(fd: number, vectors: number, count: number, result: number): number {
      if (fd !== 0) return EBADF;
      const start = read;
      for (const part of slices(memory, vectors, count)) {
        const piece = stdin.subarray(read, read + part.length);
        part.set(piece);
        read += piece.length;
      }
      view().setUint32(result, read - start, true);
      return 0;
    },
    fd_write(fd: number, vectors: number, count: number, result: number): number {
      if (fd !== 1 && fd !== 2) return EBADF;
      let written = 0;
      for (const part of slices(memory, vectors, count)) {
        (fd === 1 ? stdout : stderr).push(part.slice());
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
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: calls });
  const memory = instance.exports.memory as WebAssembly.Memory;
  return { exit: runToEnd(instance), stdout: join(stdout), stderr: join(stderr) };
}

function runToEnd(instance: WebAssembly.Instance): number {
  try {
    (instance.exports._start as () => void)();
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
