// A classic BPF program for seccomp, instruction by instruction, and the data that it looks at.

/** struct seccomp_data (linux/seccomp.h) as words: number, architecture, instruction pointer, six arguments. */
export const DATA_WORDS: i32 = 16;
export const DATA_SIZE: u32 = 64;
export const NUMBER_WORD: i32 = 0;
export const ARCH_WORD: i32 = 1;
export const ARGS_WORD: i32 = 4;

/** struct sock_filter[]: see cbpf.ts. */
@final
export class Program {
  constructor(private readonly bytes: ArrayBuffer) {}

  get size(): i32 {
    return this.bytes.byteLength >> 3;
  }

  code(at: i32): u16 {
    return load<u16>(this.place(at));
  }

  yes(at: i32): i32 {
    return at + 1 + load<u8>(this.place(at), 2);
  }

  no(at: i32): i32 {
    return at + 1 + load<u8>(this.place(at), 3);
  }

  /** Where a JA leads: forward, for its k has no sign. */
  leap(at: i32): i64 {
    return <i64>at + 1 + this.value(at);
  }

  value(at: i32): u32 {
    return load<u32>(this.place(at), 4);
  }

  private place(at: i32): usize {
    return changetype<usize>(this.bytes) + ((<usize>at) << 3);
  }
}

export function dataOf(architecture: u32, number: u32, args: u64[], isBigEndian: bool): u32[] {
  const words: u32[] = [number, architecture, 0, 0];
  for (let i = 0; i < 6; i++) {
    const value: u64 = i < args.length ? args[i] : 0;
    const high = <u32>(value >> 32);
    words.push(isBigEndian ? high : <u32>value);
    words.push(isBigEndian ? <u32>value : high);
  }
  return words;
}
