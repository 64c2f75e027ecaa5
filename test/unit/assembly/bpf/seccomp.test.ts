import assert from 'node:assert/strict';
import { ACTION, ENOSYS } from '../../../differential/seccomp/naive.ts';
import { problemsOf, run, wordsOf } from '../../../helpers/bpf-machine.ts';
import {
  type Arg,
  buildModule,
  type Compiled,
  Compiler,
  NOTE,
  type Operator,
  type Profile,
  type Rule,
} from './compiler.ts';

const X86_64 = 0xc000003e;
const READ = 0;
const LSEEK = 8;
const DENIED = ACTION.errno | 1;
const ONE = ACTION.errno | 71;
const TWO = ACTION.errno | 72;

function profileOf(rules: readonly Rule[], more: Partial<Profile> = {}): Profile {
  return {
    native: 'x86_64',
    architectures: [],
    defaultAction: DENIED,
    stub: false,
    rules,
    ...more,
  };
}

function rule(action: number, names: string, ...args: Arg[]): Rule {
  return { names: names.split(' '), action, args };
}

function arg(index: number, op: Operator, value: bigint, valueTwo = 0n): Arg {
  return { index, op, value, valueTwo };
}

function outcome({ program }: Compiled, number: number, ...args: bigint[]): number {
  return run(program, wordsOf({ number, architecture: X86_64, args })).action;
}

describe('compileSeccomp', function () {
  this.timeout(60_000);
  let compiler: Compiler;

  before(() => {
    compiler = new Compiler(buildModule());
  });

  const compile = (rules: readonly Rule[], more: Partial<Profile> = {}) =>
    compiler.compile(profileOf(rules, more));
  const kinds = ({ notes }: Compiled) => notes.map(({ kind, rule, other }) => [kind, rule, other]);

  it('kills the thread on an architecture that is not listed', () => {
    const { program } = compile([rule(ACTION.allow, 'read')]);
    for (const architecture of [0, 0x40000003, 0xc00000b7]) {
      assert.equal(run(program, wordsOf({ number: READ, architecture, args: [] })).action, 0);
    }
  });

  it('tells of a rule that is not asked, because the number has another name', () => {
    const architectures = ['SCMP_ARCH_ARM'];
    const one = rule(ACTION.allow, 'sync_file_range2');
    const other = rule(ACTION.killThread, 'arm_sync_file_range');
    for (const rules of [
      [one, other],
      [other, one],
    ]) {
      const at = rules.indexOf(one);
      assert.deepEqual(kinds(compile(rules, { architectures })), [[NOTE.sameNumber, at, 1 - at]]);
      assert.deepEqual(kinds(compile(rules)), []);
    }
    const both = rule(ACTION.allow, 'arm_sync_file_range sync_file_range2', arg(0, 'EQ', 1n));
    assert.deepEqual(kinds(compile([both], { architectures })), []);
    const denied = rule(DENIED, 'arm_sync_file_range');
    const beaten = compile([one, denied], { architectures });
    assert.deepEqual(kinds(beaten), [[NOTE.sameNumber, 0, 1]]);
    assert.equal(beaten.notes[0]?.name, 'sync_file_range2');
  });

  it('kills the thread on x32 numbers, but leaves a call that a tracer skips to the default', () => {
    const compiled = compile([rule(ACTION.allow, 'read')]);
    assert.equal(outcome(compiled, 0x40000000), ACTION.killThread);
    assert.equal(outcome(compiled, 0x80000000), ACTION.killThread);
    assert.equal(outcome(compiled, 0xfffffffe), ACTION.killThread);
    assert.equal(outcome(compiled, 0xffffffff), DENIED);
  });

  it('gives x32 its own numbers when it is listed', () => {
    const rules = [rule(ACTION.allow, 'ioctl read')];
    const compiled = compile(rules, { architectures: ['SCMP_ARCH_X32'] });
    assert.equal(outcome(compiled, 0x40000000), ACTION.allow);
    assert.equal(outcome(compiled, 0x40000000 + 514), ACTION.allow);
    assert.equal(outcome(compiled, 0x40000000 + 16), DENIED);
    assert.equal(outcome(compiled, 16), ACTION.allow);
    assert.equal(outcome(compiled, 514), DENIED);
  });

  it('prefers a rule without args, whichever comes first, and tells', () => {
    const narrow = rule(ONE, 'read', arg(0, 'EQ', 1n));
    const whole = rule(ACTION.allow, 'read');
    assert.equal(outcome(compile([narrow, whole]), READ, 1n), ACTION.allow);
    assert.equal(outcome(compile([whole, narrow]), READ, 1n), ACTION.allow);
    assert.deepEqual(kinds(compile([narrow, whole])), [[NOTE.shadowed, 0, 1]]);
    assert.deepEqual(kinds(compile([whole, narrow])), [[NOTE.shadowed, 1, 0]]);
  });

  it('keeps the first of two rules without args, and tells', () => {
    const compiled = compile([rule(ONE, 'read'), rule(TWO, 'read')]);
    assert.equal(outcome(compiled, READ), ONE);
    assert.deepEqual(kinds(compiled), [[NOTE.shadowed, 1, 0]]);
  });

  it('refuses one condition with two actions', () => {
    const rules = [ONE, TWO].map((action) => rule(action, 'read', arg(0, 'EQ', 1n)));
    const compiled = compile(rules);
    assert.equal(compiled.program.length, 0);
    assert.deepEqual(kinds(compiled), [[NOTE.conflict, 1, 0]]);
  });

  it('leaves out a rule with the default action, and tells when another rule covers the call', () => {
    const narrow = rule(DENIED, 'read', arg(0, 'EQ', 1n));
    const compiled = compile([rule(ACTION.allow, 'read'), narrow]);
    assert.equal(outcome(compiled, READ, 1n), ACTION.allow);
    assert.deepEqual(kinds(compiled), [[NOTE.dropped, 1, 0]]);
    assert.deepEqual(kinds(compile([narrow])), []);
  });

  it('asks overlapping rules in the order of libseccomp, and tells', () => {
    const low = rule(ONE, 'read', arg(0, 'EQ', 1n));
    const high = rule(TWO, 'read', arg(1, 'EQ', 1n));
    for (const rules of [
      [low, high],
      [high, low],
    ]) {
      const compiled = compile(rules);
      assert.equal(outcome(compiled, READ, 1n, 1n), TWO);
      assert.equal(outcome(compiled, READ, 1n, 0n), ONE);
      assert.equal(compiled.notes[0]?.kind, NOTE.overlap);
    }
    const equal = rule(ACTION.killThread, 'read', arg(0, 'EQ', 1n));
    const least = rule(ONE, 'read', arg(0, 'GE', 1n));
    for (const rules of [
      [equal, least],
      [least, equal],
    ]) {
      const compiled = compile(rules);
      assert.equal(outcome(compiled, READ, 1n), ACTION.killThread);
      assert.equal(outcome(compiled, READ, 2n), ONE);
    }
  });

  it('asks the tighter bound first', () => {
    const bounds = (op: Operator) => [
      rule(ONE, 'read', arg(0, op, 5n)),
      rule(TWO, 'read', arg(0, op, 9n)),
    ];
    for (const rules of [bounds('LE'), bounds('LE').reverse()]) {
      assert.equal(outcome(compile(rules), READ, 3n), ONE);
      assert.equal(outcome(compile(rules), READ, 7n), TWO);
    }
    for (const rules of [bounds('GE'), bounds('GE').reverse()]) {
      assert.equal(outcome(compile(rules), READ, 10n), TWO);
      assert.equal(outcome(compile(rules), READ, 7n), ONE);
    }
  });

  it('takes conditions on different arguments as all needed, on the same one as alternatives', () => {
    const both = compile([rule(ONE, 'read', arg(1, 'EQ', 2n), arg(0, 'EQ', 1n))]);
    assert.equal(outcome(both, READ, 1n, 2n), ONE);
    assert.equal(outcome(both, READ, 1n, 3n), DENIED);
    assert.equal(outcome(both, READ, 2n, 2n), DENIED);
    const either = compile([rule(ONE, 'read', arg(0, 'EQ', 1n), arg(0, 'EQ', 2n))]);
    assert.equal(outcome(either, READ, 1n), ONE);
    assert.equal(outcome(either, READ, 2n), ONE);
    assert.equal(outcome(either, READ, 3n), DENIED);
    assert.deepEqual(kinds(either), [[NOTE.alternatives, 0, -1]]);
  });

  it('compares all 64 bits', () => {
    const cases: [Operator, bigint, bigint[], bigint[]][] = [
      ['EQ', 1n << 32n, [1n << 32n], [0n, 1n]],
      ['NE', 1n << 32n, [0n, 1n, 2n << 32n], [1n << 32n]],
      ['GT', 1n << 32n, [(1n << 32n) + 1n, 2n << 32n], [(1n << 32n) - 1n, 1n << 32n]],
      ['GE', 1n << 32n, [1n << 32n], [(1n << 32n) - 1n, 5n]],
      ['LT', (1n << 32n) + 5n, [6n, (1n << 32n) + 4n], [(1n << 32n) + 5n, 2n << 32n]],
      ['LE', (1n << 32n) + 5n, [6n, (1n << 32n) + 5n], [(1n << 32n) + 6n]],
    ];
    for (const [op, value, inside, outside] of cases) {
      const compiled = compile([rule(ONE, 'lseek', arg(1, op, value))]);
      for (const one of inside)
        assert.equal(outcome(compiled, LSEEK, 0n, one), ONE, `${op} ${one}`);
      for (const one of outside)
        assert.equal(outcome(compiled, LSEEK, 0n, one), DENIED, `${op} ${one}`);
    }
  });

  it('compares under a mask, ignoring what the mask leaves out on both sides', () => {
    const compiled = compile([rule(ONE, 'read', arg(0, 'MASKED_EQ', 0x0fn, 0x1fn))]);
    assert.equal(outcome(compiled, READ, 0x0fn), ONE);
    assert.equal(outcome(compiled, READ, 0xffn), ONE);
    assert.equal(outcome(compiled, READ, 0x1en), DENIED);
    const high = compile([rule(ONE, 'read', arg(0, 'MASKED_EQ', 0xffn << 32n, 1n << 32n))]);
    assert.equal(outcome(high, READ, (1n << 32n) | 0xdeadn), ONE);
    assert.equal(outcome(high, READ, 0xdeadn), DENIED);
  });

  it('tells of unknown names, of i386 multiplexers with args, and of architectures without a table', () => {
    const rules = [rule(ONE, 'made_up_call breakpoint'), rule(TWO, 'socket', arg(0, 'EQ', 16n))];
    const architectures = ['SCMP_ARCH_X86', 'SCMP_ARCH_MIPS'];
    const { notes } = compile(rules, { architectures });
    assert.deepEqual(
      notes.map(({ kind, name }) => [kind, name]),
      [
        [NOTE.noTable, 'SCMP_ARCH_MIPS'],
        [NOTE.unknownName, 'made_up_call'],
        [NOTE.multiplexed, 'socket'],
      ],
    );
  });

  it('says ENOSYS to calls newer than any the profile names, but not to a skipped one', () => {
    const rules = [rule(ACTION.allow, 'read openat')];
    const compiled = compile(rules, { stub: true });
    assert.equal(outcome(compiled, 256), DENIED);
    assert.equal(outcome(compiled, 257), ACTION.allow);
    assert.equal(outcome(compiled, 258), ENOSYS);
    assert.equal(outcome(compiled, 0x3fffffff), ENOSYS);
    assert.equal(outcome(compiled, 0xffffffff), DENIED);
    const x32 = compile(rules, { stub: true, architectures: ['SCMP_ARCH_X32'] });
    assert.equal(outcome(x32, 0x40000000 + 258), ENOSYS);
    for (const defaultAction of [ACTION.allow, ACTION.log, ACTION.trace | 3, ENOSYS]) {
      const open = compile([rule(ONE, 'read')], { stub: true, defaultAction });
      assert.equal(outcome(open, 258), defaultAction);
    }
  });

  it("keeps ENOSYS off ARM's private calls, and gives it to setup(2) on s390x", () => {
    const rules = [rule(ACTION.allow, 'read set_tls')];
    const on = (native: string, architecture: number, number: number) => {
      const { program } = compile(rules, { native, stub: true });
      return run(program, wordsOf({ number, architecture, args: [] })).action;
    };
    const arm = (number: number) => on('armv7l', 0x40000028, number);
    assert.deepEqual([arm(3), arm(4), arm(0x0effff)], [ACTION.allow, ENOSYS, ENOSYS]);
    assert.deepEqual([arm(0x0f0002), arm(0x0f0005)], [DENIED, ACTION.allow]);
    assert.deepEqual([on('s390x', 0x80000016, 0), on('s390x', 0x80000016, 2)], [ENOSYS, DENIED]);
  });

  it('reads the halves of arguments in the order of the machine', () => {
    const rules = [rule(ONE, 'read', arg(0, 'EQ', 5n))];
    const { program } = compile(rules, { native: 's390x' });
    const words = new Uint32Array(16);
    words.set([3, 0x80000016, 0, 0, 0, 5]);
    assert.equal(run(program, words).action, ONE);
  });

  for (const count of [62, 63, 64, 126, 127, 128, 254, 255, 256, 257, 511]) {
    it(`jumps over ${count} tests`, () => {
      const rules = Array.from({ length: count }, (_, index) =>
        rule(ACTION.errno | (index + 100), 'read', arg(index % 6, 'EQ', BigInt(index))),
      );
      rules.push(rule(ACTION.allow, 'exit write openat'));
      const compiled = compile(rules);
      assert.deepEqual(problemsOf(compiled.program), []);
      for (let index = 0; index < count; index++) {
        const args = Array.from({ length: 6 }, (_, at) =>
          at === index % 6 ? BigInt(index) : 9999n,
        );
        assert.equal(outcome(compiled, READ, ...args), ACTION.errno | (index + 100));
      }
      assert.equal(outcome(compiled, READ, 9999n, 9999n, 9999n, 9999n, 9999n, 9999n), DENIED);
      assert.equal(outcome(compiled, 60), ACTION.allow);
      assert.equal(outcome(compiled, 257), ACTION.allow);
      assert.equal(outcome(compiled, 258), DENIED);
    });
  }

  it('reaches one action from every distance', () => {
    const rules = Array.from({ length: 600 }, (_, index) =>
      rule(ONE, 'read', arg(0, 'EQ', BigInt(index))),
    );
    const compiled = compile(rules);
    assert.deepEqual(problemsOf(compiled.program), []);
    for (let value = 0n; value < 600n; value++) assert.equal(outcome(compiled, READ, value), ONE);
    assert.equal(outcome(compiled, READ, 600n), DENIED);
    assert.equal(outcome(compiled, READ, 1n << 32n), DENIED);
  });

  it('refuses a filter that is too large, naming the first rule that does not fit', () => {
    const rules = Array.from({ length: 1500 }, (_, index) =>
      rule(ONE, 'read', arg(index % 6, 'NE', BigInt(index))),
    );
    const compiled = compile(rules);
    const [note] = compiled.notes.filter(({ kind }) => kind === NOTE.tooLarge);
    assert.ok(note !== undefined && note.size > 4096);
    assert.equal(compiled.program.length, 0);
    assert.ok(compile(rules.slice(0, note.rule)).program.length > 4000);
    assert.equal(compile(rules.slice(0, note.rule + 1)).program.length, 0);
  });

  it('knows the actions and their data', () => {
    assert.equal(compiler.action('SCMP_ACT_ERRNO', 77), ACTION.errno | 77);
    assert.equal(compiler.action('SCMP_ACT_TRACE', 9), ACTION.trace | 9);
    assert.equal(compiler.action('SCMP_ACT_KILL', 77), ACTION.killThread);
    assert.equal(compiler.action('SCMP_ACT_KILL_THREAD', 1), ACTION.killThread);
    assert.equal(compiler.action('SCMP_ACT_KILL_PROCESS', 1), ACTION.killProcess);
    assert.equal(compiler.action('SCMP_ACT_TRAP', 1), ACTION.trap);
    assert.equal(compiler.action('SCMP_ACT_NOTIFY', 1), ACTION.notify);
    assert.equal(compiler.action('SCMP_ACT_LOG', 1), ACTION.log);
    assert.equal(compiler.action('SCMP_ACT_ALLOW', 1), ACTION.allow);
    assert.equal(compiler.action('SCMP_ACT_FOO', 1), 0xffffffff);
  });

  it('writes base64 of every length', () => {
    for (let length = 0; length < 10; length++) {
      const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 67 + 250) & 255));
      assert.equal(compiler.base64(bytes), bytes.toString('base64'));
    }
  });
});
