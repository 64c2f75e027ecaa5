// Tests of the tests: one wrong line at a time in a copy of the compiler, and each must be noticed.
import assert from 'node:assert/strict';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { problemsOf, run, wordsOf } from '../../helpers/bpf-machine.ts';
import { buildModule, Compiler, NOTE, type Profile } from '../../unit/assembly/bpf/compiler.ts';
import { compare, newTally } from './compare.ts';
import { ACTION, meaningOf } from './naive.ts';
import { fixedProfiles, randomProfile } from './profiles.ts';
import { type Answer, askLibseccomp } from './programs.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROFILES = 200;
const FOLDERS = ['assembly/base', 'assembly/bpf', 'generated/assembly', 'test/unit/assembly/bpf'];

type Mutant = readonly [file: string, right: string, wrong: string];

const MUTANTS: readonly Mutant[] = [
  ['match', 'return this.greater(arg, JGT, yes, no)', 'return this.greater(arg, JGE, yes, no)'],
  ['match', 'return this.greater(arg, JGE, yes, no)', 'return this.greater(arg, JGT, yes, no)'],
  ['match', 'return this.greater(arg, JGT, no, yes)', 'return this.greater(arg, JGE, no, yes)'],
  ['match', 'return this.greater(arg, JGE, no, yes)', 'return this.greater(arg, JGE, yes, no)'],
  ['match', 'return this.equal(arg, no, yes, yes)', 'return this.equal(arg, no, no, yes)'],
  ['match', '(this.isBigEndian ? 0 : 4)', '(this.isBigEndian ? 4 : 0)'],
  ['match', 'JEQ, high, loadLow, no)', 'JEQ, high, loadLow, yes)'],
  ['match', 'JGT, high, yes, equal)', 'JGE, high, yes, equal)'],
  ['match', 'const mask = arg.value;', 'const mask = arg.valueTwo;'],
  ['match', 'const value = arg.valueTwo & mask;', 'const value = arg.valueTwo;'],
  ['match', 'if (mask >> 32 != 0) {', 'if (mask >> 33 != 0) {'],
  ['match', 'isSameArg ? next.highLoaded : next.start', 'next.highLoaded'],
  ['match', 'isSameHigh ? next.lowLoaded : next.start', 'next.lowLoaded'],
  ['match', 'next.arg == arg.index', 'next.arg >= 0'],
  ['match', 'i > 0; i--) then = this.test', 'i > 1; i--) then = this.test'],
  ['cbpf', 'const MAX_SKIP: i32 = 255', 'const MAX_SKIP: i32 = 256'],
  ['cbpf', '<u32>(at - place.origin - 1)', '<u32>(at - place.origin)'],
  ['cbpf', 'at - yes.near - 1', 'at - yes.near'],
  ['seccomp', 'else intervals.add(X32_BIT, foreign);', ''],
  ['seccomp', 'intervals.add(SKIPPED, plain(profile.defaultAction));', ''],
  ['seccomp', 'next = number + 1;', 'next = number;'],
  ['seccomp', 'const hasStub = isStubbed(profile) &&', 'const hasStub = profile.enosysStub &&'],
  ['seccomp', 'outcomes.action(RET_KILL_THREAD)', 'outcomes.action(RET_ALLOW)'],
  ['search', 'this.leaves[middle]], above', 'this.leaves[middle]] + 1, above'],
  ['search', 'if (end - first == 1) return usual;', ''],
  ['search', '- starts[at + 1] == 1', '- starts[at + 1] <= 2'],
  ['rules', 'if (entry.whole < 0) entry.whole', 'if (entry.whole < at) entry.whole'],
  ['rules', 'if (whole >= 0) {', 'if (whole >= 0 && conditions.length == 0) {'],
  ['rules', 'if (seen > 1) isRepeated = true;', ''],
  ['rules', 'if (rule.action == this.profile.defaultAction) {', 'if (false) {'],
  ['conditions', 'return this.word > other.word', 'return this.word < other.word'],
  ['conditions', 'return this.rank > other.rank', 'return this.rank < other.rank'],
];

function copyOfSources(): string {
  const root = mkdtempSync(join(tmpdir(), 'mutants-'));
  for (const folder of FOLDERS) {
    mkdirSync(join(root, folder), { recursive: true });
    cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return root;
}

type Case = {
  readonly seed: number;
  readonly profile: Profile;
  readonly answer: Answer | undefined;
};

function casesOf(): Case[] {
  const fixed = [...fixedProfiles().values()].map((profile, index) => ({
    seed: -1 - index,
    profile,
  }));
  const random = Array.from({ length: PROFILES }, (_, seed) => ({
    seed,
    profile: randomProfile(seed),
  }));
  const cases = [...fixed, ...random];
  const answers = askLibseccomp(cases.map(({ profile }) => profile));
  return cases.map((one, index) => ({ ...one, answer: answers[index] }));
}

/** A long chain. With one argument and one action a test is one instruction: every jump length occurs. */
function longProfile(count: number, isTight: boolean): Profile {
  const rules = Array.from({ length: count }, (_, index) => ({
    names: ['read'],
    action: ACTION.errno | (isTight ? 100 : 100 + index),
    args: [
      { index: isTight ? 0 : index % 6, op: 'EQ' as const, value: BigInt(index), valueTwo: 0n },
    ],
  }));
  const whole = { names: ['exit', 'openat'], action: ACTION.allow, args: [] };
  return {
    native: 'x86_64',
    architectures: [],
    defaultAction: 0x50001,
    stub: false,
    rules: [...rules, whole],
  };
}

const ONE_READ = { number: 0, architecture: 0xc000003e, args: [1n] };
const EQUAL_OR_MORE: Profile = {
  native: 'x86_64',
  architectures: [],
  defaultAction: ACTION.allow,
  stub: false,
  rules: [
    {
      names: ['read'],
      action: ACTION.log,
      args: [{ index: 0, op: 'GE', value: 1n, valueTwo: 0n }],
    },
    {
      names: ['read'],
      action: ACTION.trap,
      args: [{ index: 0, op: 'EQ', value: 1n, valueTwo: 0n }],
    },
  ],
};

function complaintsAbout(compiler: Compiler, cases: readonly Case[]): string | undefined {
  const tally = newTally();
  for (const { seed, profile, answer } of cases) {
    const compiled = compiler.compile(profile);
    if (compiled.notes.some(({ kind }) => kind === NOTE.conflict)) continue;
    compare(profile, compiled, answer, seed, tally);
    if (tally.failures.length > 0) return tally.failures[0];
  }
  const order = tally.reasons.get('rules overlap, and it asks them in another order') ?? 0;
  if (order > tally.compared / 1000) return `${order} calls in another order than libseccomp's`;
  const overlap = run(compiler.compile(EQUAL_OR_MORE).program, wordsOf(ONE_READ)).action;
  if (overlap !== ACTION.trap) return 'GE is asked before EQ';
  for (const count of [63, 64, 127, 128, 255, 256, 511]) {
    for (const isTight of [false, true]) {
      const complaint = complaintAboutLong(compiler, longProfile(count, isTight), count);
      if (complaint !== undefined) return complaint;
    }
  }
  return undefined;
}

function complaintAboutLong(
  compiler: Compiler,
  profile: Profile,
  count: number,
): string | undefined {
  const { program } = compiler.compile(profile);
  const [problem] = problemsOf(program);
  if (problem !== undefined) return problem;
  for (let index = -1; index < count; index++) {
    const args = Array.from({ length: 6 }, (_, at) => {
      return index >= 0 && (at === 0 || at === index % 6) ? BigInt(index) : 9999n;
    });
    const data = { number: 0, architecture: 0xc000003e, args };
    const { action } = run(program, wordsOf(data));
    if (!meaningOf(profile, data).actions.has(action)) return `${index} of ${count}`;
  }
  return undefined;
}

function check(root: string, cases: readonly Case[]): string | undefined {
  try {
    return complaintsAbout(new Compiler(buildModule(root, 0)), cases);
  } catch (error) {
    // A program that cannot be run, or a trap, is noticed too; a mutant that does not compile proves nothing.
    if (error instanceof Error && 'stderr' in error) throw error;
    return String(error);
  }
}

describe('one wrong line in the seccomp compiler', function () {
  this.timeout(60_000);
  let root: string;
  let cases: Case[];

  before(() => {
    root = copyOfSources();
    cases = casesOf();
  });

  after(() => rmSync(root, { recursive: true }));

  it('none: nothing is noticed', () => {
    assert.equal(check(root, cases), undefined);
  });

  for (const [file, right, wrong] of MUTANTS) {
    it(`${file}: ${right} → ${wrong === '' ? 'nothing' : wrong}: is noticed`, () => {
      const path = join(root, `assembly/bpf/${file}.ts`);
      const text = readFileSync(path, 'utf8');
      assert.equal(text.split(right).length, 2, 'the line is there once');
      writeFileSync(path, text.replace(right, wrong));
      try {
        assert.notEqual(check(root, cases), undefined);
      } finally {
        writeFileSync(path, text);
      }
    });
  }
});
