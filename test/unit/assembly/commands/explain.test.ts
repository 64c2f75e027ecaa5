// explain --syscall and --bpf, as far as they are only asked: what a filter answers is held against the kernel in
// test/containers and test/differential/seccomp.
import assert from 'node:assert/strict';
import type { Json } from '../../../../host/engine/canonical.ts';
import type { FilterAnswer } from '../../../../host/report/filter.ts';
import { encodeProgram, type Instruction } from '../../../helpers/bpf-machine.ts';
import { smallConfig } from '../../../helpers/config.ts';
import { problems } from '../../../helpers/existing.ts';
import { type Answer, ask, namedFacts, type Options } from '../../../helpers/planner.ts';

const SECCOMP_DATA = 'run.oci.seccomp_bpf_data';
const ALLOW = 0x7fff0000;

function askAbout(config: object, options: Options): Answer {
  const inputs = { facts: namedFacts('v2-x86_64'), config: { text: JSON.stringify(config) } };
  return ask('explain', { config: '/c', ...options }, inputs as never);
}

function askProfile(options: Options, seccomp?: Json): Answer {
  const config = smallConfig();
  const linux = seccomp === undefined ? config.linux : { ...config.linux, seccomp };
  return askAbout({ ...config, linux }, options);
}

function answerOf(answer: Answer): FilterAnswer {
  assert.equal(answer.kind, 'output', answer.text);
  return JSON.parse(answer.output) as FilterAnswer;
}

function explain(options: Options, seccomp: Json): FilterAnswer {
  return answerOf(askProfile(options, seccomp));
}

/** Code, what to skip on yes and on no, k. */
type Words = readonly [code: number, yes: number, no: number, value: number];

function explainGiven(options: Options, ...words: readonly Words[]): FilterAnswer {
  const program = words.map(([code, yes, no, value]): Instruction => ({ code, yes, no, value }));
  const data = encodeProgram(program).toString('base64');
  return answerOf(askAbout({ ...smallConfig(), annotations: { [SECCOMP_DATA]: data } }, options));
}

describe('explain --syscall', () => {
  const filter: Json = { defaultAction: 'SCMP_ACT_ALLOW' };

  it('says that there is no filter', () => {
    assert.deepEqual(problems(askProfile({ syscall: 'openat' })), [
      'LD2760 the config has no /linux/seccomp: every system call is allowed',
    ]);
  });

  const wrong: [Options, RegExp][] = [
    [{ syscall: 'opennat' }, /^LD2761 no architecture has a system call `opennat`$/],
    [{ syscall: 'openat', arch: 'pdp11' }, /^LD2761 no table .* architecture `pdp11`$/],
    [{ syscall: 'openat', args: ['7=1'] }, /^LD2761 expected N=V .*, found `7=1`$/],
  ];
  for (const [options, problem] of wrong) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      assert.match(problems(askProfile(options, filter))[0] ?? '', problem);
    });
  }

  it('says that an architecture is not the profile’s, whatever the default is', () => {
    for (const defaultAction of ['SCMP_ACT_KILL', 'SCMP_ACT_ERRNO']) {
      const syscalls = [{ names: ['read'], action: 'SCMP_ACT_ALLOW' }];
      for (const arch of ['x86', 'x32', 'arm']) {
        const { action, decided } = explain({ syscall: 'read', arch }, { defaultAction, syscalls });
        assert.equal(action, 'SCMP_ACT_KILL_THREAD');
        assert.deepEqual(decided, {
          at: '/linux/seccomp/architectures',
          because: 'the profile does not have the architecture',
          by: 'architecture',
        });
      }
    }
  });

  it('leaves a call that a tracer skips to the default, on architectures of the profile', () => {
    const skipped: [string, string][] = [
      ['x86_64', 'default'],
      ['x32', 'default'],
      ['aarch64', 'default'],
      ['x86', 'architecture'],
    ];
    const profile = {
      defaultAction: 'SCMP_ACT_ERRNO',
      architectures: ['SCMP_ARCH_AARCH64'],
      syscalls: [{ names: ['_llseek', 'accept'], action: 'SCMP_ACT_ALLOW' }],
    };
    for (const [arch, by] of skipped) {
      const { action, decided, name } = explain({ syscall: '0xffffffff', arch }, profile);
      assert.equal(decided?.by, by, arch);
      assert.equal(name, undefined);
      assert.equal(action, by === 'default' ? 'SCMP_ACT_ERRNO 1' : 'SCMP_ACT_KILL_THREAD');
    }
  });

  it('takes a bare number of x32 for the call of x32', () => {
    const profile = {
      defaultAction: 'SCMP_ACT_ERRNO',
      architectures: ['SCMP_ARCH_X32'],
      syscalls: [{ names: ['ioctl'], action: 'SCMP_ACT_ALLOW' }],
    };
    const named = explain({ syscall: 'ioctl', arch: 'x32' }, profile);
    assert.equal(named.action, 'SCMP_ACT_ALLOW');
    for (const syscall of ['514', '0x40000202'])
      assert.deepEqual(explain({ syscall, arch: 'x32' }, profile), named);
  });

  it('knows both names of a number', () => {
    const profile = (...syscalls: Json[]): Json => ({
      defaultAction: 'SCMP_ACT_ERRNO',
      architectures: ['SCMP_ARCH_ARM'],
      syscalls,
    });
    const allowed = { names: ['sync_file_range2'], action: 'SCMP_ACT_ALLOW' };
    const known = {
      at: '/linux/seccomp/syscalls/0',
      because: 'whatever its arguments',
      by: 'rule',
    };
    const asked = { syscall: 'sync_file_range2', arch: 'arm' };
    const alone = explain(asked, profile(allowed));
    assert.equal(alone.name, 'sync_file_range2');
    assert.equal(alone.action, 'SCMP_ACT_ALLOW');
    assert.deepEqual(alone.decided, known);

    const numbered = explain({ ...asked, syscall: '341' }, profile(allowed));
    const alias = ', as sync_file_range2, which has the same number';
    assert.deepEqual(numbered.decided, { ...known, because: `${known.because}${alias}` });

    const other = { names: ['arm_sync_file_range'], action: 'SCMP_ACT_KILL' };
    const beaten = explain(asked, profile(allowed, other));
    assert.equal(beaten.action, 'SCMP_ACT_KILL_THREAD');
    assert.deepEqual(beaten.decided, {
      at: '/linux/seccomp/syscalls/1',
      because: 'whatever its arguments, as arm_sync_file_range, which has the same number',
      by: 'rule',
    });

    const idle = explain(asked, profile(allowed, { ...other, action: 'SCMP_ACT_ERRNO' }));
    assert.equal(idle.action, 'SCMP_ACT_ERRNO 1');
    assert.equal(
      idle.decided?.because,
      'the rules about this call have the default action, as arm_sync_file_range, which has the same number',
    );
  });

  it('tells of alternatives that one of them is enough', () => {
    const test = (index: number, value: number): Json => ({ index, value, op: 'SCMP_CMP_EQ' });
    const because = (...args: Json[]): string | undefined => {
      const syscalls = [{ names: ['ioctl'], action: 'SCMP_ACT_ALLOW', args }];
      const profile = { defaultAction: 'SCMP_ACT_ERRNO', syscalls };
      return explain({ syscall: 'ioctl', args: ['0=1', '1=3'] }, profile).decided?.because;
    };
    const first = 'argument 1 == 0x5413';
    assert.equal(because(test(1, 0x5413), test(1, 3)), `${first} or argument 1 == 0x3`);
    assert.equal(
      because(test(0, 1), test(1, 0x5413), test(1, 9)),
      `argument 0 == 0x1 or ${first} or argument 1 == 0x9`,
    );
    assert.equal(because(test(0, 1), test(1, 3)), 'argument 0 == 0x1, argument 1 == 0x3');
  });
});

describe('explain of a program that was given', () => {
  const allow: Words = [0x06, 0, 0, ALLOW];
  const refused: [string, number, ...Words[]][] = [
    ['leaps back', 0, [0x05, 0, 0, 0xffffffff], allow],
    ['leaps far back', 0, [0x05, 0, 0, 0xfffffff0], allow],
    ['leaps past its end', 0, [0x05, 0, 0, 1], allow],
    ['branches past its end', 1, [0x20, 0, 0, 0], [0x15, 0, 1, 0], allow],
    ['loads what is not aligned', 0, [0x20, 0, 0, 5], allow],
    ['loads from behind the data', 0, [0x20, 0, 0, 64], allow],
    ['loads from far behind the data', 0, [0x20, 0, 0, 0xfffffffc], allow],
    ['loads a byte', 0, [0x30, 0, 0, 0], allow],
    ['divides by 0', 0, [0x34, 0, 0, 0], allow],
    ['takes a remainder', 0, [0x94, 0, 0, 7], allow],
    ['shifts too far', 0, [0x64, 0, 0, 32], allow],
    ['loads from memory before it stores', 0, [0x60, 0, 0, 3], allow],
    ['has no such cell of memory', 0, [0x02, 0, 0, 16], allow],
    ['does not return', 1, [0x20, 0, 0, 0], [0x07, 0, 0, 0]],
    ['has a code that nobody knows', 0, [0xffff, 0, 0, 0], allow],
    ['has an instruction that is wrong and never runs', 1, allow, [0x20, 0, 0, 5], allow],
  ];
  for (const [what, at, ...words] of refused) {
    it(`that ${what}: the kernel refuses it`, () => {
      const { action, path, program } = explainGiven({ syscall: 'read', bpf: true }, ...words);
      assert.equal(action, `none: the kernel refuses the program, for its instruction ${at}`);
      assert.deepEqual(path, []);
      assert.equal(program?.[at]?.note, 'the kernel refuses it');
      assert.equal(program?.filter(({ note }) => note === 'the kernel refuses it').length, 1);
    });
  }

  it('that is longer than the kernel takes: the kernel refuses it', () => {
    const longest = Array.from({ length: 4096 }, () => allow);
    assert.equal(explainGiven({ syscall: 'read' }, ...longest).action, 'SCMP_ACT_ALLOW');
    const { action } = explainGiven({ syscall: 'read' }, ...longest, allow);
    assert.match(action ?? '', /refuses the program, for its instruction 4096$/);
  });

  it('shows and runs instructions that the compiler does not write', () => {
    const words: [number, number, number, number, text: string][] = [
      [0x80, 0, 0, 0, 'ld #len'],
      [0x07, 0, 0, 0, 'tax'],
      [0x20, 0, 0, 24, 'ld [24]'],
      [0x0c, 0, 0, 0, 'add x'],
      [0x02, 0, 0, 3, 'st M[3]'],
      [0x01, 0, 0, 2, 'ldx #0x2'],
      [0x6c, 0, 0, 0, 'lsh x'],
      [0x84, 0, 0, 0, 'neg'],
      [0x61, 0, 0, 3, 'ldx M[3]'],
      [0x1d, 0, 1, 0, 'jeq x, L10, L11'],
      [0x06, 0, 0, 0, 'ret SCMP_ACT_KILL_THREAD'],
      [0x87, 0, 0, 0, 'txa'],
      [0x54, 0, 0, 0xff, 'and #0xff'],
      [0x44, 0, 0, 0x50000, 'or #0x50000'],
      [0x16, 0, 0, 0, 'ret a'],
    ];
    const program = words.map(([code, yes, no, value]): Words => [code, yes, no, value]);
    const answer = explainGiven({ syscall: 'read', args: ['1=5'], bpf: true }, ...program);
    assert.deepEqual(
      answer.program?.map(({ text }) => text),
      words.map(([, , , , text]) => text),
    );
    assert.equal(answer.action, 'SCMP_ACT_ERRNO 69');
    assert.deepEqual(answer.looked, [1]);
    assert.deepEqual(answer.path, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14]);
  });

  it('kills the thread when it divides by an X of 0', () => {
    const { action, path } = explainGiven({ syscall: 'read' }, [0x3c, 0, 0, 0], allow);
    assert.equal(action, 'SCMP_ACT_KILL_THREAD');
    assert.deepEqual(path, [0]);
  });
});
