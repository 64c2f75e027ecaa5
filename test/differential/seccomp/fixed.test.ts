import assert from 'node:assert/strict';
import { constantAction, run, wordsOf } from '../../helpers/bpf-machine.ts';
import {
  buildModule,
  type Compiled,
  Compiler,
  type Profile,
} from '../../unit/assembly/bpf/compiler.ts';
import { compare, newTally } from './compare.ts';
import { ACTION, NUMBERS, TOKEN } from './naive.ts';
import { fixedProfiles, Random, randomProfile } from './profiles.ts';
import { askKernel, askLibseccomp, type Call } from './programs.ts';

const X86_64 = 0xc000003e;
const CALLS = 470;

/** Instructions run for a call, over all numbers the kernel has. */
function costOf({ program }: Compiled): { mean: number; max: number } {
  const steps = Array.from(
    { length: CALLS },
    (_, number) => run(program, wordsOf({ number, architecture: X86_64, args: [] })).steps,
  );
  return { mean: steps.reduce((sum, one) => sum + one, 0) / CALLS, max: Math.max(...steps) };
}

describe('seccomp filters of known profiles', function () {
  this.timeout(120_000);
  let compiler: Compiler;

  before(() => {
    compiler = new Compiler(buildModule());
  });

  for (const [name, profile] of fixedProfiles()) {
    it(`${name}: does what the rules say, and what libseccomp does but for known reasons`, () => {
      const tally = newTally();
      const [answer] = askLibseccomp([profile]);
      assert.ok(typeof answer === 'object', `libseccomp refuses it: ${answer}`);
      compare(profile, compiler.compile(profile), answer, 1, tally, true);
      console.log(`      ${tally.points} calls`, Object.fromEntries(tally.reasons));
      assert.deepEqual(tally.failures.slice(0, 10), []);
      assert.ok(!tally.reasons.has('it is wrong: no rule asks for its answer'));
      assert.ok(!tally.reasons.has('rules overlap, and it asks them in another order'));
    });

    it(`${name}: lets the kernel see which calls are always allowed`, () => {
      const { program } = compiler.compile(profile);
      for (const { names, action, args } of profile.rules) {
        if (action !== ACTION.allow || args.length > 0 || action === profile.defaultAction)
          continue;
        for (const call of names) {
          const number = NUMBERS.x86_64?.get(call);
          if (number === undefined) continue;
          assert.equal(constantAction(program, number, X86_64), ACTION.allow, call);
        }
      }
    });
  }

  it("Docker's profile is small and quick to run", () => {
    const docker = fixedProfiles().get('docker-20.10') as Profile;
    const all = compiler.compile(docker);
    const one = compiler.compile({ ...docker, architectures: ['SCMP_ARCH_X86_64'] });
    for (const compiled of [one, all]) {
      const { mean, max } = costOf(compiled);
      console.log(
        `      ${compiled.program.length} instructions; run: mean ${mean.toFixed(2)}, most ${max}`,
      );
      assert.ok(mean <= 14);
      assert.ok(max <= 25);
    }
    console.log(`      compiled in ${compiler.measure(docker, 20).toFixed(3)} ms`);
    assert.ok(one.program.length <= 200);
    assert.ok(all.program.length <= 420);
  });
});

/** Calls that do no harm whatever their arguments are; made with arguments that fail. */
const HARMLESS = [
  'getpriority',
  'personality',
  'lseek',
  'dup2',
  'getpid',
  'access',
  'stime',
  'write',
];

function expected(action: number): RegExp {
  const data = action & 0xffff;
  switch ((action & 0xffff0000) >>> 0) {
    case ACTION.errno:
      return new RegExp(`^errno ${data}$`);
    case ACTION.trace:
      return /^errno 38$/;
    case ACTION.allow:
    case ACTION.log:
      return /^errno (?!77$|101$)/;
    default:
      return /^signal 31$/;
  }
}

describe('the kernel', function () {
  this.timeout(60_000);

  it('runs our filters as the machine of these tests does', () => {
    const compiler = new Compiler(buildModule());
    let calls = 0;
    for (let seed = 0; seed < 60; seed++) {
      const random = new Random(seed);
      const base = randomProfile(seed);
      const exit = { names: ['exit_group'], action: ACTION.allow, args: [] };
      const rules = base.rules
        .filter(({ args }) => args.length > 0)
        .map((rule) => ({ ...rule, names: [random.pick(HARMLESS), random.pick(HARMLESS)] }));
      const profile = {
        ...base,
        defaultAction: ACTION.errno | 101,
        architectures: [],
        stub: seed % 2 === 0,
        rules: [exit, ...rules],
      };
      const { program, bytes } = compiler.compile(profile);
      if (program.length === 0) continue;
      const tries: Call[] = [];
      for (const name of [...HARMLESS, 'newer']) {
        const number = NUMBERS.x86_64?.get(name) ?? 600;
        for (let count = 0; count < 6; count++) {
          const value = () =>
            random.pick([0n, 1n, 8n, 0xffffffffn, 0x100000000n, (1n << 64n) - 1n]);
          const low = name === 'write' || name === 'dup2' ? 0xffffffffn : value();
          tries.push({ number, args: [low, value(), value(), value(), value(), value()] });
        }
      }
      const results = askKernel(bytes, tries);
      tries.forEach(({ number, args }, index) => {
        const { action } = run(program, wordsOf({ number, architecture: TOKEN.x86_64 ?? 0, args }));
        assert.match(
          results[index] ?? '',
          expected(action),
          `seed ${seed}: ${number}(${args}): ${results[index]}`,
        );
        calls++;
      });
    }
    console.log(`      ${calls} calls made`);
    assert.ok(calls > 2000);
  });
});
