// Whether a regular expression (parse.ts) matches anywhere in a text. All ways through the program
// are gone at once, a byte a step, so the time is the product of both lengths at most, whatever the
// expression (R. Pike's machine; K. Thompson, CACM 11(6), 1968).

import {
  AT_BEGIN,
  AT_BOUNDARY,
  AT_END,
  AT_WORD_BEGIN,
  AT_WORD_END,
  Instruction,
  OP_ASSERT,
  OP_JUMP,
  OP_MATCH,
  OP_SET,
  OP_SPLIT,
} from './program';

export function matches(program: Instruction[], text: string): bool {
  const machine = new Machine(program, Uint8Array.wrap(String.UTF8.encode(text)));
  return machine.run();
}

@final
class Machine {
  /** Places in the program where a byte is read next, each once. */
  private now: i32[] = [];
  private next: i32[] = [];
  /** The step at which each place was reached last, plus one. */
  private readonly reached: Int32Array;
  private isMatch: bool = false;

  constructor(
    private readonly program: Instruction[],
    private readonly text: Uint8Array,
  ) {
    this.reached = new Int32Array(program.length);
  }

  run(): bool {
    this.follow(0, 0);
    for (let at = 0; at < this.text.length && !this.isMatch; at++) {
      this.step(at);
      this.follow(0, at + 1); // it may begin anywhere
    }
    return this.isMatch;
  }

  /** Over the byte at `at`. */
  private step(at: i32): void {
    const byte = <i32>this.text[at];
    const old = this.now;
    this.now = this.next;
    this.now.length = 0;
    this.next = old;
    for (let i = 0; i < old.length; i++) {
      if (unchecked(this.program[old[i]]).set!.has(byte)) this.follow(old[i] + 1, at + 1);
    }
  }

  /** All that can be reached from `start` without reading; no recursion, for programs are long. */
  private follow(start: i32, at: i32): void {
    const stack: i32[] = [start];
    while (stack.length > 0) {
      const place = stack.pop();
      if (this.reached[place] == at + 1) continue;
      this.reached[place] = at + 1;
      const instruction = unchecked(this.program[place]);
      const op = instruction.op;
      if (op == OP_SET) this.now.push(place);
      else if (op == OP_MATCH) this.isMatch = true;
      else if (op == OP_JUMP) stack.push(instruction.a);
      else if (op == OP_SPLIT) {
        stack.push(instruction.b);
        stack.push(instruction.a);
      } else if (op == OP_ASSERT && this.holds(instruction.a, at)) {
        stack.push(place + 1);
      }
    }
  }

  private holds(assertion: i32, at: i32): bool {
    if (assertion == AT_BEGIN) return at == 0;
    if (assertion == AT_END) return at == this.text.length;
    const isBefore = at > 0 && isWord(this.text[at - 1]);
    const isAfter = at < this.text.length && isWord(this.text[at]);
    if (assertion == AT_WORD_BEGIN) return !isBefore && isAfter;
    if (assertion == AT_WORD_END) return isBefore && !isAfter;
    return (isBefore != isAfter) == (assertion == AT_BOUNDARY);
  }
}

function isWord(byte: u8): bool {
  const lower = byte | 0x20;
  const isLetter = lower >= 0x61 && lower <= 0x7a;
  return isLetter || (byte >= 0x30 && byte <= 0x39) || byte == 0x5f;
}
