// The program that an expression becomes: instructions for the machine in match.ts, and how they are put together.

/** One byte of `set`, then on. */
export const OP_SET: i32 = 0;
/** On at `a` and at `b`. */
export const OP_SPLIT: i32 = 1;
export const OP_JUMP: i32 = 2;
/** On where the assertion `a` holds. */
export const OP_ASSERT: i32 = 3;
export const OP_MATCH: i32 = 4;

export const AT_BEGIN: i32 = 0;
export const AT_END: i32 = 1;
export const AT_WORD_BEGIN: i32 = 2;
export const AT_WORD_END: i32 = 3;
export const AT_BOUNDARY: i32 = 4;
export const NOT_AT_BOUNDARY: i32 = 5;

/** As the most that `repeat` is told. */
export const UNLIMITED: i32 = -1;

/** 256 bits, one a byte. */
@final
export class ByteSet {
  private readonly words: StaticArray<u64> = new StaticArray<u64>(4);

  add(byte: i32): void {
    this.words[byte >> 6] = this.words[byte >> 6] | ((<u64>1) << (byte & 63));
  }

  addRange(first: i32, last: i32): void {
    for (let byte = first; byte <= last; byte++) this.add(byte);
  }

  has(byte: i32): bool {
    return (unchecked(this.words[byte >> 6]) & ((<u64>1) << (byte & 63))) != 0;
  }

  invert(): void {
    for (let i = 0; i < 4; i++) this.words[i] = ~this.words[i];
  }

  addAll(other: ByteSet): void {
    for (let i = 0; i < 4; i++) this.words[i] = this.words[i] | other.words[i];
  }
}

@final
export class Instruction {
  constructor(
    public op: i32,
    public a: i32 = 0,
    public b: i32 = 0,
    public set: ByteSet | null = null,
  ) {}

  moved(by: i32): Instruction {
    const isAddress = this.op == OP_SPLIT || this.op == OP_JUMP;
    return new Instruction(
      this.op,
      isAddress ? this.a + by : this.a,
      isAddress ? this.b + by : this.b,
      this.set,
    );
  }
}

export function one(set: ByteSet): Instruction[] {
  return [new Instruction(OP_SET, 0, 0, set)];
}

/** With addresses as they are from there. */
export function append(program: Instruction[], part: Instruction[]): void {
  const by = program.length;
  for (let i = 0; i < part.length; i++) program.push(part[i].moved(by));
}

export function repeat(atom: Instruction[], least: i32, most: i32): Instruction[] {
  const result: Instruction[] = [];
  for (let i = 0; i < least; i++) append(result, atom);
  if (most == UNLIMITED) {
    const begin = result.length;
    result.push(new Instruction(OP_SPLIT, begin + 1, begin + atom.length + 2));
    append(result, atom);
    result.push(new Instruction(OP_JUMP, begin));
    return result;
  }
  for (let i = least; i < most; i++) {
    // Whoever stops here stops for good: all go to the end.
    const end = result.length + (most - i) * (atom.length + 1);
    result.push(new Instruction(OP_SPLIT, result.length + 1, end));
    append(result, atom);
  }
  return result;
}
