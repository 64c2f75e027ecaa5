// Whether the kernel takes a classic BPF program for seccomp: bpf_check_classic (net/core/filter.c), and
// seccomp_check_filter (kernel/seccomp.c), which knows fewer codes.
import { MAX_INSTRUCTIONS } from './cbpf';
import * as codes from './codes';
import { DATA_SIZE, Program } from './program';

const WORD_BITS: u32 = 32;
const ALL_CELLS: u16 = 0xffff;

/** The instruction for which the kernel refuses the program, or -1: it takes it. */
export function firstRefused(program: Program): i32 {
  const size = program.size;
  if (size > MAX_INSTRUCTIONS) return MAX_INSTRUCTIONS;
  for (let at = 0; at < size; at++) if (!isTaken(program, at)) return at;
  if (size == 0 || !codes.isReturn(program.code(size - 1))) return max(size - 1, 0);
  return firstUnset(program);
}

/** By itself: what was stored before is another question. */
export function isTaken(program: Program, at: i32): bool {
  const code = program.code(at);
  const value = program.value(at);
  const size = program.size;
  if (codes.isReturn(code) || code == codes.TAX || code == codes.TXA) return true;
  if (code == codes.LD_WORD) return value < DATA_SIZE && (value & 3) == 0;
  if (code == codes.JA) return program.leap(at) < size;
  if (codes.isBranch(code)) return program.yes(at) < size && program.no(at) < size;
  if (code == codes.ST || code == codes.STX || isOfMemory(code))
    return value < <u32>codes.MEMORY_WORDS;
  if ((code & codes.CLASS) == codes.ALU) return isComputed(code, value);
  return (
    code == codes.LD ||
    code == codes.LDX ||
    code == (codes.LD | codes.LEN) ||
    code == (codes.LDX | codes.LEN)
  );
}

function isOfMemory(code: u16): bool {
  return code == (codes.LD | codes.MEM) || code == (codes.LDX | codes.MEM);
}

function isComputed(code: u16, value: u32): bool {
  if (code == codes.NEG) return true;
  if (code > 0xff) return false;
  const isByX = (code & codes.BY_X) != 0;
  switch (code & codes.OPERATION) {
    case codes.DIV:
      return isByX || value != 0;
    case codes.LSH:
    case codes.RSH:
      return isByX || value < WORD_BITS;
    case codes.ADD:
    case codes.SUB:
    case codes.MUL:
    case codes.OR:
    case codes.AND:
    case codes.XOR:
      return true;
    default:
      return false;
  }
}

/** The first load of a cell of memory that not every way to it has stored, or -1 (check_load_and_stores). */
function firstUnset(program: Program): i32 {
  const size = program.size;
  const cells = new StaticArray<u16>(size);
  cells.fill(ALL_CELLS);
  let stored: u16 = 0;
  for (let at = 0; at < size; at++) {
    stored &= cells[at];
    const code = program.code(at);
    if (code == codes.ST || code == codes.STX) {
      stored |= 1 << (<u16>program.value(at));
    } else if (isOfMemory(code)) {
      if ((stored & (1 << (<u16>program.value(at)))) == 0) return at;
    } else if (code == codes.JA) {
      cells[<i32>program.leap(at)] &= stored;
      stored = ALL_CELLS;
    } else if (codes.isBranch(code)) {
      cells[program.yes(at)] &= stored;
      cells[program.no(at)] &= stored;
      stored = ALL_CELLS;
    }
  }
  return -1;
}
