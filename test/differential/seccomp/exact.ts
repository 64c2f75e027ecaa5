// All calls there are, not samples: the values of each word fall into classes that neither the program nor the rules
// tell apart, and every class that exists is tried once. Numbers and architectures by the constants they are compared
// with; arguments by following both ways of every test whose outcome is still open.
import type { Instruction, SeccompData } from '../../helpers/bpf-machine.ts';
import type { Arg, Profile } from '../../unit/assembly/bpf/compiler.ts';
import { architecturesOf, NUMBERS, TOKEN } from './naive.ts';

/** `(word & mask) OP value`; words as in struct seccomp_data. */
type Test = {
  readonly word: number;
  readonly mask: number;
  readonly op: 'eq' | 'gt' | 'ge';
  readonly value: number;
};

const ALL = 0xffffffff;
const X32_BIT = 0x40000000;
const ARGUMENTS = 4; // word of the first argument's low half

type Masked = readonly [mask: number, value: number];

/** What is known of one word: bounds, values it has not, and masked values it has or has not. Never changed once made. */
class Knowledge {
  private found: number | null | undefined;

  constructor(
    readonly low = 0,
    readonly high = ALL,
    readonly except: readonly number[] = [],
    readonly has: readonly Masked[] = [],
    readonly hasNot: readonly Masked[] = [],
  ) {}

  with({ mask, op, value }: Test, isTrue: boolean): Knowledge {
    const { low, high, except, has, hasNot } = this;
    if (mask !== ALL) {
      if (op !== 'eq') throw new Error('a bound on a masked word');
      const masked: Masked = [mask, value];
      return isTrue
        ? new Knowledge(low, high, except, [...has, masked], hasNot)
        : new Knowledge(low, high, except, has, [...hasNot, masked]);
    }
    if (op === 'eq') {
      return isTrue
        ? new Knowledge(Math.max(low, value), Math.min(high, value), except, has, hasNot)
        : new Knowledge(low, high, [...except, value], has, hasNot);
    }
    const first = op === 'ge' ? value : value + 1;
    return isTrue
      ? new Knowledge(Math.max(low, first), high, except, has, hasNot)
      : new Knowledge(low, Math.min(high, first - 1), except, has, hasNot);
  }

  /** A value that agrees with all of it. */
  example(): number | undefined {
    this.found ??= this.find() ?? null;
    return this.found ?? undefined;
  }

  private find(): number | undefined {
    const { low, high, except, has, hasNot } = this;
    if (has.length + hasNot.length === 0) {
      let value = low;
      while (except.includes(value)) value++;
      return value <= high ? value : undefined;
    }
    if (low > high || has.some(([mask, value]) => (value & ~mask) !== 0)) return undefined;
    const unequal = [...hasNot, ...except.map((value) => [ALL, value] as const)];
    return this.search(0, 31, true, true, unequal, new Set());
  }

  /** Bit by bit from the highest, 0 first. */
  private search(
    prefix: number,
    bit: number,
    atLow: boolean,
    atHigh: boolean,
    hasNot: readonly Masked[],
    failed: Set<string>,
  ): number | undefined {
    if (bit < 0) return hasNot.length === 0 ? prefix >>> 0 : undefined;
    // Whether the bits below can be chosen depends on these alone, not on the bits above.
    const state = `${bit} ${atLow} ${atHigh} ${hasNot.join(';')}`;
    if (failed.has(state)) return undefined;
    const at = (word: number) => (word >>> bit) & 1;
    for (const choice of [0, 1]) {
      if (atLow && choice < at(this.low)) continue;
      if (atHigh && choice > at(this.high)) continue;
      if (this.has.some(([mask, value]) => at(mask) === 1 && at(value) !== choice)) continue;
      const left = hasNot.filter(([mask, value]) =>
        at(mask) === 1 ? at(value) === choice : at(value) === 0,
      );
      const found = this.search(
        prefix | (choice << bit),
        bit - 1,
        atLow && choice === at(this.low),
        atHigh && choice === at(this.high),
        left,
        failed,
      );
      if (found !== undefined) return found;
    }
    failed.add(state);
    return undefined;
  }
}

/** One run through all tests with a list of decisions; whoever asks decides nothing himself. */
class Run {
  readonly words = new Map<number, Knowledge>();
  /** For each test whose outcome was open: which way was taken. */
  readonly decisions: boolean[] = [];

  constructor(private readonly planned: readonly boolean[]) {}

  ask(test: Test): boolean {
    const known = this.words.get(test.word) ?? new Knowledge();
    const yes = known.with(test, true);
    const no = known.with(test, false);
    if (yes.example() === undefined) return false;
    if (no.example() === undefined) return true;
    const isTrue = this.planned[this.decisions.length] ?? true;
    this.decisions.push(isTrue);
    this.words.set(test.word, isTrue ? yes : no);
    return isTrue;
  }

  arguments(): bigint[] {
    const value = (word: number) => BigInt(this.words.get(word)?.example() ?? 0);
    return Array.from({ length: 6 }, (_, index) => {
      const low = ARGUMENTS + index * 2;
      return value(low) | (value(low + 1) << 32n);
    });
  }
}

/** Splits until the argument passes or fails as a whole. */
function askArgument({ index, op, value, valueTwo }: Arg, run: Run): void {
  const low = ARGUMENTS + index * 2;
  const mask = op === 'MASKED_EQ' ? value : (1n << 64n) - 1n;
  const wanted = op === 'MASKED_EQ' ? value & valueTwo : value;
  const half = (number: bigint, isHigh: boolean) =>
    Number(isHigh ? number >> 32n : number & 0xffffffffn);
  const test = (isHigh: boolean, kind: Test['op']): Test => ({
    word: isHigh ? low + 1 : low,
    mask: half(mask, isHigh),
    op: kind,
    value: half(wanted, isHigh),
  });
  const isOrdered = op === 'LT' || op === 'LE' || op === 'GE' || op === 'GT';
  if (!run.ask(test(true, 'eq'))) {
    if (isOrdered) run.ask(test(true, 'gt'));
    return;
  }
  run.ask(test(false, !isOrdered ? 'eq' : op === 'LT' || op === 'GE' ? 'ge' : 'gt'));
}

/** The program's action where number and architecture are given and the arguments are as asked. */
function follow(program: readonly Instruction[], head: readonly number[], run: Run): number {
  let at = 0;
  let word = 0;
  let mask = ALL;
  const test = (op: Test['op'], value: number): boolean => {
    const known = head[word];
    if (known === undefined) return run.ask({ word, mask, op, value });
    const masked = (known & mask) >>> 0;
    return op === 'eq' ? masked === value : op === 'gt' ? masked > value : masked >= value;
  };
  for (;;) {
    const one = program[at];
    if (one === undefined) throw new Error(`ran out of the program at ${at}`);
    at++;
    if (one.code === 0x06) return one.value;
    if (one.code === 0x20) {
      word = one.value >>> 2;
      mask = ALL;
    } else if (one.code === 0x54) mask = (mask & one.value) >>> 0;
    else if (one.code === 0x05) at += one.value;
    else if (one.code === 0x15) at += test('eq', one.value) ? one.yes : one.no;
    else if (one.code === 0x25) at += test('gt', one.value) ? one.yes : one.no;
    else if (one.code === 0x35) at += test('ge', one.value) ? one.yes : one.no;
    else throw new Error(`code 0x${one.code.toString(16)}`);
  }
}

/** One number of each class: all constants of the programs and all numbers of the rules' calls are cuts. */
function classes(constants: Iterable<number>): number[] {
  const cuts = new Set([0]);
  for (const value of constants) {
    cuts.add(value);
    if (value < ALL) cuts.add(value + 1);
  }
  return [...cuts];
}

export type Case = {
  readonly data: SeccompData;
  /** What each program does about it. */
  readonly actions: readonly number[];
};

/** Every class once. The programs' actions are constant in a class, and so is what the rules ask for. */
export function* everyCase(
  profile: Profile,
  programs: readonly (readonly Instruction[])[],
): Generator<Case> {
  const constants = programs.flatMap((program) => program.map(({ value }) => value));
  const names = [...new Set(profile.rules.flatMap((rule) => rule.names))];
  const listed = [...architecturesOf(profile)];
  const numbers = listed.flatMap((architecture) =>
    names.flatMap((name) => {
      const number = NUMBERS[architecture]?.get(name);
      return number === undefined ? [] : [architecture === 'x32' ? number + X32_BIT : number];
    }),
  );
  const numberClasses = classes([...constants, ...numbers, X32_BIT, 0x0f0000, ALL]);
  const tokens = listed.map((name) => TOKEN[name] ?? 0);
  for (const architecture of classes(tokens)) {
    for (const number of tokens.includes(architecture) ? numberClasses : [0, ALL]) {
      const args = argumentsOf(profile, listed, number, architecture);
      yield* everyArgument(programs, number, architecture, args);
    }
  }
}

/** The conditions that could matter for a call: of all rules that name it in some listed architecture. */
function argumentsOf(
  profile: Profile,
  listed: readonly string[],
  number: number,
  architecture: number,
): Arg[] {
  const isNumber = (name: string) =>
    listed.some((one) => {
      const own = NUMBERS[one]?.get(name);
      if (own === undefined || TOKEN[one] !== architecture) return false;
      return number === (one === 'x32' ? own + X32_BIT : own);
    });
  return profile.rules.filter(({ names }) => names.some(isNumber)).flatMap(({ args }) => args);
}

function* everyArgument(
  programs: readonly (readonly Instruction[])[],
  number: number,
  architecture: number,
  args: readonly Arg[],
): Generator<Case> {
  let planned: boolean[] = [];
  for (;;) {
    const run = new Run(planned);
    for (const arg of args) askArgument(arg, run);
    const actions = programs.map((program) => follow(program, [number, architecture], run));
    yield { data: { number, architecture, args: run.arguments() }, actions };
    const last = run.decisions.lastIndexOf(true);
    if (last < 0) return;
    planned = [...run.decisions.slice(0, last), false];
  }
}
