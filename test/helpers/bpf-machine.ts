// A machine for classic BPF as the kernel checks and runs it for seccomp (kernel/seccomp.c, net/core/filter.c).

export type Instruction = {
  readonly code: number;
  readonly yes: number;
  readonly no: number;
  readonly value: number;
};

export type SeccompData = {
  readonly number: number;
  readonly architecture: number;
  readonly args: readonly bigint[];
};

export type Outcome = { readonly action: number; readonly steps: number };

const LOAD = 0x20;
const AND = 0x54;
const JUMP = 0x05;
const EQUAL = 0x15;
const GREATER = 0x25;
const GREATER_OR_EQUAL = 0x35;
const BITS_SET = 0x45;
const RETURN = 0x06;
const CONDITIONAL = new Set([EQUAL, GREATER, GREATER_OR_EQUAL, BITS_SET]);
const MAX_INSTRUCTIONS = 4096;
const DATA_WORDS = 16;

export function readProgram(bytes: Buffer): Instruction[] {
  if (bytes.length % 8 !== 0) throw new Error(`${bytes.length} bytes are no whole instructions`);
  return Array.from({ length: bytes.length / 8 }, (_, index) => ({
    code: bytes.readUInt16LE(index * 8),
    yes: bytes.readUInt8(index * 8 + 2),
    no: bytes.readUInt8(index * 8 + 3),
    value: bytes.readUInt32LE(index * 8 + 4),
  }));
}

export function encodeProgram(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, { code, yes, no, value }] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(yes, index * 8 + 2);
    bytes.writeUInt8(no, index * 8 + 3);
    bytes.writeUInt32LE(value, index * 8 + 4);
  }
  return bytes;
}

/** struct seccomp_data as sixteen words. */
export function wordsOf(data: SeccompData, words = new Uint32Array(DATA_WORDS)): Uint32Array {
  words[0] = data.number;
  words[1] = data.architecture;
  for (let index = 0; index < 6; index++) {
    const arg = data.args[index] ?? 0n;
    words[4 + index * 2] = Number(arg & 0xffffffffn);
    words[5 + index * 2] = Number(arg >> 32n);
  }
  return words;
}

export function run(program: readonly Instruction[], words: Uint32Array): Outcome {
  let at = 0;
  let word = 0;
  for (let steps = 1; ; steps++) {
    const one = program[at];
    if (one === undefined) throw new Error(`ran out of the program at ${at}`);
    if (one.code === RETURN) return { action: one.value, steps };
    if (one.code === LOAD) word = words[one.value >>> 2] ?? 0;
    else if (one.code === AND) word = (word & one.value) >>> 0;
    else if (one.code !== JUMP && !CONDITIONAL.has(one.code)) {
      throw new Error(`code 0x${one.code.toString(16)} at ${at}`);
    }
    at = followed(one, word, at);
  }
}

function successors(one: Instruction, at: number): number[] {
  if (one.code === RETURN) return [];
  if (one.code === JUMP) return [at + 1 + one.value];
  if (CONDITIONAL.has(one.code)) return [at + 1 + one.yes, at + 1 + one.no];
  return [at + 1];
}

/** What the kernel's checkers would refuse, and what we ask for besides: nothing unreachable. */
export function problemsOf(program: readonly Instruction[]): string[] {
  const problems: string[] = [];
  if (program.length === 0 || program.length > MAX_INSTRUCTIONS) {
    problems.push(`${program.length} instructions`);
  }
  const reached = new Set([0]);
  program.forEach((one, at) => {
    if (!reached.has(at)) problems.push(`${at} is never reached`);
    const isKnown = [LOAD, AND, JUMP, RETURN].includes(one.code) || CONDITIONAL.has(one.code);
    if (!isKnown) problems.push(`${at} has code 0x${one.code.toString(16)}`);
    if (one.code === LOAD && (one.value % 4 !== 0 || one.value >= DATA_WORDS * 4)) {
      problems.push(`${at} loads from ${one.value}`);
    }
    for (const next of successors(one, at)) {
      if (next >= program.length) problems.push(`${at} jumps to ${next}`);
      reached.add(next);
    }
  });
  return problems;
}

/**
 * The action, when it depends on number and architecture alone: the kernel then never runs the filter for this call
 * (seccomp_is_const_allow, which follows the very same codes).
 */
export function constantAction(
  program: readonly Instruction[],
  number: number,
  architecture: number,
): number | undefined {
  const words = wordsOf({ number, architecture, args: [] });
  let at = 0;
  let word = 0;
  for (;;) {
    const one = program[at];
    if (one === undefined) return undefined;
    if (one.code === RETURN) return one.value;
    if (one.code === LOAD) {
      if (one.value > 4) return undefined;
      word = words[one.value >>> 2] ?? 0;
    }
    at = followed(one, word, at);
    if (one.code === AND) word = (word & one.value) >>> 0;
  }
}

function followed(one: Instruction, word: number, at: number): number {
  if (one.code === JUMP) return at + 1 + one.value;
  if (one.code === EQUAL) return at + 1 + (word === one.value ? one.yes : one.no);
  if (one.code === GREATER) return at + 1 + (word > one.value ? one.yes : one.no);
  if (one.code === GREATER_OR_EQUAL) return at + 1 + (word >= one.value ? one.yes : one.no);
  if (one.code === BITS_SET) return at + 1 + ((word & one.value) !== 0 ? one.yes : one.no);
  return at + 1;
}
