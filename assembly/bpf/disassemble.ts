// A classic BPF program for seccomp in the kernel's own words (Documentation/networking/filter.rst), with labels where
// jumps lead, and what each value means where that is known.
import { TABLE_X32 } from '../../generated/assembly/syscalls';
import { Architecture, architectureOf } from './architectures';
import { firstRefused, isTaken } from './check';
import * as codes from './codes';
import { nameOfNumber, tableOf } from './names';
import {
  RET_ACTION,
  RET_ALLOW,
  RET_ERRNO,
  RET_KILL_PROCESS,
  RET_KILL_THREAD,
  RET_LOG,
  RET_NOTIFY,
  RET_TRACE,
  RET_TRAP,
} from './profile';
import { ARCH_WORD, ARGS_WORD, NUMBER_WORD, Program } from './program';

@final
export class Line {
  label: string = '';
  text: string = '';
  /** What it means; '' when nobody knows. */
  note: string = '';
}

/** What is known before an instruction runs: which word is loaded, and on which architecture. */
const UNKNOWN: i32 = -1;
const UNREACHED: i32 = -2;
const REFUSED: string = 'the kernel refuses it';

const ARCHITECTURES: StaticArray<string> = [
  'X86_64',
  'X86',
  'AARCH64',
  'ARM',
  'RISCV64',
  'PPC64LE',
  'S390X',
];

export function disassemble(program: Program): Line[] {
  const reader = new Reader(program);
  const lines: Line[] = [];
  const refused = firstRefused(program);
  for (let at = 0; at < program.size; at++) {
    const line = reader.read(at);
    if (at == refused || !isTaken(program, at)) line.note = REFUSED;
    lines.push(line);
  }
  for (let at = 0; at < program.size; at++) {
    if (reader.isTarget[at]) lines[at].label = labelOf(at);
  }
  return lines;
}

@final
class Reader {
  isTarget: bool[];
  /** By instruction: the word that is loaded. */
  private words: i32[];
  private tokens: Array<Architecture | null>;
  private isTokenKnown: bool[];

  constructor(private readonly program: Program) {
    const size = program.size;
    this.isTarget = new Array<bool>(size);
    this.words = new Array<i32>(size).fill(UNREACHED);
    this.tokens = new Array<Architecture | null>(size);
    this.isTokenKnown = new Array<bool>(size);
    if (size > 0) this.words[0] = UNKNOWN;
  }

  /** In ascending order, each once: jumps go forward, so all that leads to `at` has been read. */
  read(at: i32): Line {
    const program = this.program;
    const code = program.code(at);
    const value = program.value(at);
    const line = new Line();
    const token = this.tokens[at];
    if (code == codes.RET) {
      line.text = 'ret ' + describeAction(value);
    } else if (code == codes.RET_A) {
      line.text = 'ret a';
    } else if (code == codes.JA) {
      line.text = `ja ${this.target(program.leap(at))}`;
      this.reach(program.leap(at), this.words[at], token);
    } else if (codes.isBranch(code)) {
      this.readBranch(at, line);
    } else {
      line.text = textOf(code, value);
      if (code == codes.LD_WORD) line.note = describeWord(<i32>(value >> 2), token);
      this.reach(at + 1, this.wordAfter(at), token);
    }
    return line;
  }

  private readBranch(at: i32, line: Line): void {
    const program = this.program;
    const code = program.code(at);
    const value = program.value(at);
    const word = this.words[at];
    const yes = program.yes(at);
    const no = program.no(at);
    const jumps = no == at + 1 ? this.target(yes) : `${this.target(yes)}, ${this.target(no)}`;
    line.text = `${nameOfBranch(code)} ${operandOf(code, value)}, ${jumps}`;
    const token = this.tokens[at];
    let taken = token;
    if (word == ARCH_WORD && code == codes.JEQ) {
      taken = architectureOfToken(value);
      if (taken !== null) line.note = taken.name.toLowerCase();
    } else if (word == NUMBER_WORD && token !== null && (code & codes.BY_X) == 0) {
      line.note = describeNumber(token, value);
    }
    this.reach(yes, word, taken);
    this.reach(no, word, token);
  }

  /** Past an instruction that does not jump. */
  private wordAfter(at: i32): i32 {
    const code = this.program.code(at);
    if (code == codes.LD_WORD)
      return isTaken(this.program, at) ? <i32>(this.program.value(at) >> 2) : UNKNOWN;
    const isKept =
      code == codes.AND_VALUE || code == codes.ST || code == codes.STX || code == codes.TAX;
    return isKept || (code & codes.CLASS) == codes.LDX ? this.words[at] : UNKNOWN;
  }

  private target(at: i64): string {
    if (at < this.isTarget.length) this.isTarget[<i32>at] = true;
    return labelOf(at);
  }

  private reach(target: i64, word: i32, token: Architecture | null): void {
    if (target >= this.words.length) return;
    const at = <i32>target;
    const known = this.words[at];
    this.words[at] = known == UNREACHED || known == word ? word : UNKNOWN;
    if (!this.isTokenKnown[at]) this.tokens[at] = token;
    else if (!isSame(this.tokens[at], token)) this.tokens[at] = null;
    this.isTokenKnown[at] = true;
  }
}

function isSame(one: Architecture | null, two: Architecture | null): bool {
  if (one === null || two === null) return one === two;
  return one.token == two.token;
}

function labelOf(at: i64): string {
  return `L${at}`;
}

function nameOfBranch(code: u16): string {
  const byValue = code & ~codes.BY_X;
  if (byValue == codes.JEQ) return 'jeq';
  if (byValue == codes.JGT) return 'jgt';
  return byValue == codes.JGE ? 'jge' : 'jset';
}

/** Of an instruction that does not jump. */
function textOf(code: u16, value: u32): string {
  if (code == codes.ST || code == codes.STX)
    return `${code == codes.ST ? 'st' : 'stx'} M[${value}]`;
  if (code == codes.TAX || code == codes.TXA) return code == codes.TAX ? 'tax' : 'txa';
  if (code == codes.NEG) return 'neg';
  const kind = code & codes.CLASS;
  const source = kind == codes.LD || kind == codes.LDX ? sourceOf(code, value) : '';
  if (source != '') return `${kind == codes.LD ? 'ld' : 'ldx'} ${source}`;
  const name = kind == codes.ALU ? nameOfOperation(code) : '';
  if (name != '') return `${name} ${operandOf(code, value)}`;
  return `0x${(<u32>code).toString(16)} #${hex(value)}`;
}

/** What LD and LDX load; '': nothing that seccomp has. */
function sourceOf(code: u16, value: u32): string {
  switch (code & ~codes.CLASS) {
    case codes.IMM:
      return '#' + hex(value);
    case codes.ABS:
      return `[${value}]`;
    case codes.MEM:
      return `M[${value}]`;
    case codes.LEN:
      return '#len';
    default:
      return '';
  }
}

function nameOfOperation(code: u16): string {
  switch (code & ~codes.CLASS & ~codes.BY_X) {
    case codes.ADD:
      return 'add';
    case codes.SUB:
      return 'sub';
    case codes.MUL:
      return 'mul';
    case codes.DIV:
      return 'div';
    case codes.OR:
      return 'or';
    case codes.AND:
      return 'and';
    case codes.LSH:
      return 'lsh';
    case codes.RSH:
      return 'rsh';
    case codes.XOR:
      return 'xor';
    default:
      return '';
  }
}

function operandOf(code: u16, value: u32): string {
  return (code & codes.BY_X) != 0 ? 'x' : '#' + hex(value);
}

function architectureOfToken(token: u32): Architecture | null {
  for (let i = 0; i < ARCHITECTURES.length; i++) {
    const one = architectureOf('SCMP_ARCH_' + ARCHITECTURES[i]);
    if (one !== null && one.token == token) return one;
  }
  return null;
}

function describeWord(word: i32, token: Architecture | null): string {
  if (word == NUMBER_WORD) return 'number';
  if (word == ARCH_WORD) return 'architecture';
  if (word < ARGS_WORD) return 'instruction pointer';
  const isBigEndian = token !== null && token.isBigEndian;
  const half = ((word & 1) == 0) == isBigEndian ? 'high' : 'low';
  return `argument ${(word - ARGS_WORD) >> 1}, ${half} half`;
}

function describeNumber(architecture: Architecture, number: u32): string {
  const name = nameOfNumber(architecture, number);
  return name != '' && tableOf(architecture, number) == TABLE_X32 ? name + ' of x32' : name;
}

function hex(value: u32): string {
  return '0x' + value.toString(16);
}

/** The specification's word, with the number that goes with it. */
export function describeAction(action: u32): string {
  const data = action & 0xffff;
  switch (action & RET_ACTION) {
    case RET_ALLOW:
      return 'SCMP_ACT_ALLOW';
    case RET_ERRNO:
      return `SCMP_ACT_ERRNO ${data}`;
    case RET_KILL_PROCESS:
      return 'SCMP_ACT_KILL_PROCESS';
    case RET_KILL_THREAD:
      return 'SCMP_ACT_KILL_THREAD';
    case RET_LOG:
      return 'SCMP_ACT_LOG';
    case RET_NOTIFY:
      return 'SCMP_ACT_NOTIFY';
    case RET_TRACE:
      return `SCMP_ACT_TRACE ${data}`;
    case RET_TRAP:
      return 'SCMP_ACT_TRAP';
    default:
      // seccomp(2): an action the kernel does not know kills the process.
      return `${hex(action)}, which kills the process`;
  }
}
