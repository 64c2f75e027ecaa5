// POSIX extended regular expressions (regex(7), POSIX.1-2017 9.4): text -> a program (program.ts) for the machine in
// match.ts. With glibc's additions where peers' users may have them: `\w`, `\W`, `\s`, `\S`, `\b`,
// `\B`, `\<`, `\>`. Without back-references, which no linear machine has.
//
// What POSIX leaves open is as glibc has it: `*` at the beginning of an expression is an error,
// `a**` is `a*`, `{` that begins no interval is an error, `()` matches nothing at all, and so does
// an alternative that is empty.

import { addClass } from './classes';
import {
  AT_BEGIN,
  AT_BOUNDARY,
  AT_END,
  AT_WORD_BEGIN,
  AT_WORD_END,
  append,
  ByteSet,
  Instruction,
  NOT_AT_BOUNDARY,
  OP_ASSERT,
  OP_JUMP,
  OP_MATCH,
  OP_SPLIT,
  one,
  repeat,
  UNLIMITED,
} from './program';

/** glibc's RE_DUP_MAX; the program's size is the narrower limit. */
const REPEATS_LIMIT: i32 = 32767;
const INSTRUCTIONS_LIMIT: i32 = 20000;
const DEPTH_LIMIT: i32 = 100;

@final
export class Regex {
  program: Instruction[] = [];
  /** Why there is no program, as regcomp(3) would say it; '': there is one. */
  problem: string = '';
}

export function parseRegex(text: string): Regex {
  const parser = new Parser(Uint8Array.wrap(String.UTF8.encode(text)));
  return parser.parse();
}

@final
class Parser {
  private at: i32 = 0;
  private depth: i32 = 0;
  /** The last atom stood in parentheses. */
  private isGroup: bool = false;
  private problem: string = '';

  constructor(private readonly text: Uint8Array) {}

  parse(): Regex {
    const regex = new Regex();
    const program = this.alternatives();
    if (this.problem == '' && this.at < this.text.length) this.fail('Unmatched ) or \\)');
    program.push(new Instruction(OP_MATCH));
    regex.problem = this.problem;
    if (this.problem == '') regex.program = program;
    return regex;
  }

  private alternatives(): Instruction[] {
    let result = this.branch();
    while (this.problem == '' && this.peek() == BAR) {
      this.at++;
      const other = this.branch();
      const joined: Instruction[] = [new Instruction(OP_SPLIT, 1, result.length + 2)];
      append(joined, result);
      joined.push(new Instruction(OP_JUMP, joined.length + other.length + 1));
      append(joined, other);
      result = this.limited(joined);
    }
    return result;
  }

  private branch(): Instruction[] {
    let result: Instruction[] = [];
    while (this.problem == '') {
      const next = this.peek();
      if (next < 0 || next == BAR || (next == CLOSE && this.depth > 0)) break;
      if (isRepeat(next)) {
        this.fail('Invalid preceding regular expression');
        break;
      }
      append(result, this.repeated());
      result = this.limited(result);
    }
    return result;
  }

  private repeated(): Instruction[] {
    let result = this.atom();
    // What asserts takes no room, and cannot be repeated: `^*` is an error.
    const isAssertion = result.length == 1 && result[0].op == OP_ASSERT && !this.isGroup;
    while (this.problem == '' && !isAssertion) {
      const next = this.peek();
      if (!isRepeat(next)) break;
      this.at++;
      if (next == STAR) result = repeat(result, 0, UNLIMITED);
      else if (next == PLUS) result = repeat(result, 1, UNLIMITED);
      else if (next == QUESTION) result = repeat(result, 0, 1);
      else result = this.interval(result);
      result = this.limited(result);
    }
    return result;
  }

  /** After the `{`. */
  private interval(atom: Instruction[]): Instruction[] {
    let least = this.number();
    let most = least;
    if (this.peek() == COMMA) {
      this.at++;
      const second = this.number();
      most = second;
      // `{,3}` is `{0,3}`, as glibc has it.
      if (least < 0) least = 0;
    }
    if (least < 0 || this.peek() != CLOSE_BRACE) {
      this.fail(this.peek() < 0 ? 'Unmatched { or \\{' : 'Invalid content of \\{\\}');
      return atom;
    }
    this.at++;
    if (most != UNLIMITED && most < least) this.fail('Invalid content of \\{\\}');
    if (least > REPEATS_LIMIT || most > REPEATS_LIMIT) this.fail('Regular expression too big');
    if (this.problem != '') return atom;
    const count = most == UNLIMITED ? least + 1 : most;
    if (count * (atom.length + 1) > INSTRUCTIONS_LIMIT) {
      this.fail('Regular expression too big');
      return atom;
    }
    return repeat(atom, least, most);
  }

  /** -1: there is none. */
  private number(): i32 {
    let value = -1;
    while (this.peek() >= ZERO && this.peek() <= ZERO + 9) {
      value = (value < 0 ? 0 : value) * 10 + this.take() - ZERO;
      if (value > 100000) value = 100000;
    }
    return value;
  }

  private atom(): Instruction[] {
    const byte = this.take();
    this.isGroup = false;
    if (byte == OPEN) return this.group();
    if (byte == BRACKET) return one(this.bracket());
    if (byte == BACKSLASH) return this.escape();
    if (byte == CARET) return [new Instruction(OP_ASSERT, AT_BEGIN)];
    if (byte == DOLLAR) return [new Instruction(OP_ASSERT, AT_END)];
    const set = new ByteSet();
    if (byte == DOT) set.addRange(1, 255);
    else set.add(byte);
    return one(set);
  }

  private group(): Instruction[] {
    if (++this.depth > DEPTH_LIMIT) {
      this.fail('Regular expression too big');
      return [];
    }
    const inner = this.alternatives();
    if (this.peek() != CLOSE) {
      this.fail('Unmatched ( or \\(');
      return inner;
    }
    this.at++;
    this.depth--;
    this.isGroup = true;
    return inner;
  }

  private escape(): Instruction[] {
    const byte = this.take();
    if (byte < 0) this.fail('Trailing backslash');
    if (byte > ZERO && byte <= ZERO + 9) this.fail('back-references are not supported');
    if (byte == LETTER_B) return [new Instruction(OP_ASSERT, AT_BOUNDARY)];
    if (byte == LETTER_BIG_B) return [new Instruction(OP_ASSERT, NOT_AT_BOUNDARY)];
    if (byte == LESS) return [new Instruction(OP_ASSERT, AT_WORD_BEGIN)];
    if (byte == GREATER) return [new Instruction(OP_ASSERT, AT_WORD_END)];
    if (byte == BACKQUOTE) return [new Instruction(OP_ASSERT, AT_BEGIN)];
    if (byte == QUOTE) return [new Instruction(OP_ASSERT, AT_END)];
    const set = new ByteSet();
    if (this.problem != '') return one(set);
    const lower = byte | 0x20;
    if (lower == LETTER_W || lower == LETTER_S) {
      addClass(lower == LETTER_W ? 'alnum' : 'space', set);
      if (lower == LETTER_W) set.add(UNDERSCORE);
      if (byte != lower) set.invert();
    } else {
      set.add(byte);
    }
    return one(set);
  }

  /** After the `[`. */
  private bracket(): ByteSet {
    const set = new ByteSet();
    let isInverted = false;
    if (this.peek() == CARET) {
      this.at++;
      isInverted = true;
    }
    for (let isFirst = true; this.problem == ''; isFirst = false) {
      const byte = this.take();
      if (byte < 0) {
        this.fail('Unmatched [, [^, [:, [., or [=');
        break;
      }
      if (byte == CLOSE_BRACKET && !isFirst) break;
      if (byte == BRACKET && this.peek() == COLON) this.namedClass(set);
      else if (byte == BRACKET && this.peek() == EQUALS) this.addSpelled(EQUALS, set);
      else this.addRangeFrom(byte, isFirst, set);
    }
    if (isInverted) set.invert();
    return set;
  }

  private namedClass(set: ByteSet): void {
    const name = this.spelled(COLON);
    if (this.problem == '' && !addClass(name, set)) this.fail('Invalid character class name');
  }

  private addSpelled(mark: i32, set: ByteSet): void {
    const name = this.spelled(mark);
    if (name.length == 1) set.add(name.charCodeAt(0));
    else if (this.problem == '') this.fail('Invalid collation character');
  }

  /** What stands between `[x` and `x]`; at the mark. */
  private spelled(mark: i32): string {
    const begin = ++this.at;
    while (this.at + 1 < this.text.length) {
      if (this.text[this.at] == <u8>mark && this.text[this.at + 1] == <u8>CLOSE_BRACKET) {
        let name = '';
        for (let i = begin; i < this.at; i++) name += String.fromCharCode(this.text[i]);
        this.at += 2;
        return name;
      }
      this.at++;
    }
    this.fail('Unmatched [, [^, [:, [., or [=');
    return '';
  }

  /** A byte, or a range that begins with it. */
  private addRangeFrom(byte: i32, isFirst: bool, set: ByteSet): void {
    // A dash stands for itself at the beginning, at the end, and as the end of a range.
    if (byte == DASH && !isFirst && this.peek() != CLOSE_BRACKET) this.fail('Invalid range end');
    const first = this.end(byte);
    const next = this.at + 1 < this.text.length ? <i32>this.text[this.at + 1] : -1;
    if (this.problem != '' || this.peek() != DASH || next == CLOSE_BRACKET || next < 0) {
      if (this.problem == '') set.add(first);
      return;
    }
    this.at++;
    const last = this.end(this.take());
    if (this.problem != '') return;
    if (last < first) this.fail('Invalid range end');
    else set.addRange(first, last);
  }

  /** One end of a range: a byte, or `[.x.]`. */
  private end(byte: i32): i32 {
    if (byte != BRACKET || this.peek() != DOT) {
      // `[a-[:alpha:]]` and the like have no meaning.
      if (byte == BRACKET && (this.peek() == COLON || this.peek() == EQUALS)) {
        this.fail('Invalid range end');
      }
      return byte;
    }
    const name = this.spelled(DOT);
    if (name.length == 1) return name.charCodeAt(0);
    if (this.problem == '') this.fail('Invalid collation character');
    return 0;
  }

  private limited(program: Instruction[]): Instruction[] {
    if (program.length > INSTRUCTIONS_LIMIT) this.fail('Regular expression too big');
    return program;
  }

  /** -1 at the end. */
  private peek(): i32 {
    return this.at < this.text.length ? <i32>this.text[this.at] : -1;
  }

  private take(): i32 {
    const byte = this.peek();
    if (byte >= 0) this.at++;
    return byte;
  }

  /** The first is told. */
  private fail(problem: string): void {
    if (this.problem == '') this.problem = problem;
  }
}

const QUOTE: i32 = 0x27;
const OPEN: i32 = 0x28;
const CLOSE: i32 = 0x29;
const STAR: i32 = 0x2a;
const PLUS: i32 = 0x2b;
const COMMA: i32 = 0x2c;
const DASH: i32 = 0x2d;
const DOT: i32 = 0x2e;
const ZERO: i32 = 0x30;
const COLON: i32 = 0x3a;
const LESS: i32 = 0x3c;
const EQUALS: i32 = 0x3d;
const GREATER: i32 = 0x3e;
const QUESTION: i32 = 0x3f;
const LETTER_BIG_B: i32 = 0x42;
const BRACKET: i32 = 0x5b;
const BACKSLASH: i32 = 0x5c;
const CLOSE_BRACKET: i32 = 0x5d;
const CARET: i32 = 0x5e;
const UNDERSCORE: i32 = 0x5f;
const BACKQUOTE: i32 = 0x60;
const LETTER_B: i32 = 0x62;
const LETTER_S: i32 = 0x73;
const LETTER_W: i32 = 0x77;
const OPEN_BRACE: i32 = 0x7b;
const BAR: i32 = 0x7c;
const CLOSE_BRACE: i32 = 0x7d;
const DOLLAR: i32 = 0x24;

function isRepeat(byte: i32): bool {
  return byte == STAR || byte == PLUS || byte == QUESTION || byte == OPEN_BRACE;
}
