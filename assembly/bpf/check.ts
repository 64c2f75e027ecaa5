// Whether the kernel takes a classic BPF program for seccomp: bpf_check_classic (net/core/filter.c), and
// seccomp_check_filter (kernel/seccomp.c), which knows fewer codes.
import { AND, JA, LD_WORD, MAX_INSTRUCTIONS } from './cbpf';
import {
  ADD,
  ALU,
  BY_X,
  CLASS,
  DIV,
  isBranch,
  isReturn,
  LD,
  LDX,
  LEN,
  LSH,
  MEM,
  MEMORY_WORDS,
  MUL,
  NEG,
  OPERATION,
  OR,
  RSH,
  ST,
  STX,
  SUB,
  TAX,
  TXA,
  XOR,
} from './codes';
import { DATA_SIZE, Program } from './program';

const WORD_BITS: u32 = 32;
const ALL_CELLS: u16 = 0xffff;

/** The instruction for which the kernel refuses the program, or -1: it takes it. */
export function firstRefused(program: Program): i32 {
  const size = program.size;
  if (size > MAX_INSTRUCTIONS) return MAX_INSTRUCTIONS;
  for (let at = 0; at < size; at++) if (!isTaken(program, at)) return at;
  if (size == 0 || !isReturn(program.code(size - 1))) return max(size - 1, 0);
  return firstUnset(program);
}

/** By itself: what was stored before is another question. */
export function isTaken(program: Program, at: i32): bool {
  const code = program.code(at);
  const value = program.value(at);
  const size = program.size;
  if (isReturn(code) || code == TAX || code == TXA) return true;
  if (code == LD_WORD) return value < DATA_SIZE && (value & 3) == 0;
  if (code == JA) return program.leap(at) < size;
  if (isBranch(code)) return program.yes(at) < size && program.no(at) < size;
  if (code == ST || code == STX || isOfMemory(code)) return value < <u32>MEMORY_WORDS;
  if ((code & CLASS) == ALU) return isComputed(code, value);
  return code == LD || code == LDX || code == (LD | LEN) || code == (LDX | LEN);
}

function isOfMemory(code: u16): bool {
  return code == (LD | MEM) || code == (LDX | MEM);
}

function isComputed(code: u16, value: u32): bool {
  if (code == NEG) return true;
  if (code > 0xff) return false;
  const isByX = (code & BY_X) != 0;
  switch (code & OPERATION) {
    case DIV:
      return isByX || value != 0;
    case LSH:
    case RSH:
      return isByX || value < WORD_BITS;
    case ADD:
    case SUB:
    case MUL:
    case OR:
    case AND & OPERATION:
    case XOR:
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
    if (code == ST || code == STX) {
      stored |= 1 << (<u16>program.value(at));
    } else if (isOfMemory(code)) {
      if ((stored & (1 << (<u16>program.value(at)))) == 0) return at;
    } else if (code == JA) {
      cells[<i32>program.leap(at)] &= stored;
      stored = ALL_CELLS;
    } else if (isBranch(code)) {
      cells[program.yes(at)] &= stored;
      cells[program.no(at)] &= stored;
      stored = ALL_CELLS;
    }
  }
  return -1;
}
