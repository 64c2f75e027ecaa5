// A classic BPF program for seccomp in the kernel's own words (Documentation/networking/filter.rst), with labels where
// jumps lead, and what each value means where that is known.
import { TABLE_X32 } from '../../generated/assembly/syscalls';
import { Architecture, architectureOf } from './architectures';
import { AND, JA, JEQ, JGE, JGT, JSET, LD_WORD, RET } from './cbpf';
import { DATA_WORDS, Program } from './machine';
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
const NUMBER_WORD: i32 = 0;
const ARCH_WORD: i32 = 1;
const ARGS_WORD: i32 = 4;

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
  for (let at = 0; at < program.size; at++) lines.push(reader.read(at));
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
    const word = this.words[at];
    if (code == RET) {
      line.text = 'ret ' + describeAction(value);
    } else if (code == LD_WORD) {
      line.text = `ld [${value}]`;
      line.note = describeWord(<i32>(value >> 2), this.tokens[at]);
      this.reach(at + 1, <i32>(value >> 2), this.tokens[at]);
    } else if (code == AND) {
      line.text = `and #${hex(value)}`;
      this.reach(at + 1, word, this.tokens[at]);
    } else if (code == JA) {
      const target = at + 1 + <i32>value;
      line.text = `ja ${this.target(target)}`;
      this.reach(target, word, this.tokens[at]);
    } else {
      this.readBranch(at, line);
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
    line.text = `${nameOfCode(code)} #${hex(value)}, ${jumps}`;
    const token = this.tokens[at];
    let taken = token;
    if (word == ARCH_WORD && code == JEQ) {
      taken = architectureOfToken(value);
      if (taken !== null) line.note = taken.name.toLowerCase();
    } else if (word == NUMBER_WORD && token !== null) {
      line.note = describeNumber(token, value);
    }
    this.reach(yes, word, taken);
    this.reach(no, word, token);
  }

  private target(at: i32): string {
    if (at < this.isTarget.length) this.isTarget[at] = true;
    return labelOf(at);
  }

  private reach(at: i32, word: i32, token: Architecture | null): void {
    if (at >= this.words.length) return;
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

function labelOf(at: i32): string {
  return `L${at}`;
}

function nameOfCode(code: u16): string {
  if (code == JEQ) return 'jeq';
  if (code == JGT) return 'jgt';
  if (code == JGE) return 'jge';
  return code == JSET ? 'jset' : `0x${(<u32>code).toString(16)}`;
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
  if (word >= DATA_WORDS) return '';
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
