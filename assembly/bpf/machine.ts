// Runs a classic BPF program as the kernel runs one for seccomp (net/core/filter.c, seccomp_check_filter), and keeps
// the way it took.
import { AND, JA, JEQ, JGE, JGT, JSET, LD_WORD, RET } from './cbpf';

/** struct seccomp_data (linux/seccomp.h) as words: number, architecture, instruction pointer, six arguments. */
export const DATA_WORDS: i32 = 16;
const ARGS_WORD: i32 = 4;

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

  value(at: i32): u32 {
    return load<u32>(this.place(at), 4);
  }

  private place(at: i32): usize {
    return changetype<usize>(this.bytes) + ((<usize>at) << 3);
  }
}

@final
export class Run {
  /** What the program returned. */
  action: u32 = 0;
  /** It is no program that the kernel would take. */
  isBroken: bool = false;
  /** The instructions that ran. */
  path: i32[] = [];
  /** Which arguments it looked at: bit n is argument n. */
  looked: u32 = 0;
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

export function runProgram(program: Program, data: u32[]): Run {
  const run = new Run();
  let word: u32 = 0;
  let at = 0;
  // Jumps go forward only: it ends.
  while (at < program.size) {
    run.path.push(at);
    const code = program.code(at);
    const value = program.value(at);
    if (code == RET) {
      run.action = value;
      return run;
    }
    if (code == LD_WORD) {
      const index = <i32>(value >> 2);
      if (index >= DATA_WORDS) break;
      word = data[index];
      if (index >= ARGS_WORD) run.looked |= 1 << ((index - ARGS_WORD) >> 1);
      at++;
    } else if (code == AND) {
      word &= value;
      at++;
    } else if (code == JA) {
      at += 1 + <i32>value;
    } else if (code == JEQ) {
      at = word == value ? program.yes(at) : program.no(at);
    } else if (code == JGT) {
      at = word > value ? program.yes(at) : program.no(at);
    } else if (code == JGE) {
      at = word >= value ? program.yes(at) : program.no(at);
    } else if (code == JSET) {
      at = (word & value) != 0 ? program.yes(at) : program.no(at);
    } else {
      break;
    }
  }
  run.isBroken = true;
  return run;
}
