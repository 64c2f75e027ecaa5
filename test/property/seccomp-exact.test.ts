import assert from 'node:assert/strict';
import { everyCase } from '../differential/seccomp/exact.ts';
import { meaningOf } from '../differential/seccomp/naive.ts';
import { fixedProfiles, randomProfile } from '../differential/seccomp/profiles.ts';
import {
  buildModule,
  type Compiled,
  Compiler,
  NOTE,
  type Profile,
} from '../unit/assembly/bpf/compiler.ts';

const PROFILES = 100;
/** Rules on many arguments multiply; such a profile is left to the test by samples. */
const MAX_CASES = 1000;

function failuresOf(name: string, profile: Profile, compiled: Compiled, limit = Infinity) {
  const failures: string[] = [];
  let cases = 0;
  for (const { data, actions } of everyCase(profile, [compiled.program])) {
    if (++cases > limit) return { failures, isWhole: false, cases };
    const meaning = meaningOf(profile, data);
    const action = actions[0] ?? -1;
    if (meaning.actions.has(action)) continue;
    const words = data.args.map((arg) => `0x${arg.toString(16)}`).join(', ');
    failures.push(
      `${name}: 0x${data.architecture.toString(16)} ${data.number}(${words}): 0x${action.toString(16)}`,
    );
  }
  return { failures, isWhole: true, cases };
}

describe('seccomp filters for every call there is', function () {
  this.timeout(120_000);
  let compiler: Compiler;

  before(() => {
    compiler = new Compiler(buildModule());
  });

  for (const [name, profile] of fixedProfiles()) {
    it(`${name}: in each class of numbers and arguments the program does what the rules say`, () => {
      const { failures, cases } = failuresOf(name, profile, compiler.compile(profile));
      console.log(`      ${name}: ${cases} classes`);
      assert.deepEqual(failures, []);
    });
  }

  it('random profiles: in each class of numbers and arguments the program does what the rules say', () => {
    let whole = 0;
    let total = 0;
    let refused = 0;
    const all: string[] = [];
    for (let seed = 100_000; seed < 100_000 + PROFILES; seed++) {
      const profile = randomProfile(seed);
      const compiled = compiler.compile(profile);
      if (compiled.notes.some(({ kind }) => kind === NOTE.conflict)) {
        refused++;
        continue;
      }
      const { failures, cases, isWhole } = failuresOf(`seed ${seed}`, profile, compiled, MAX_CASES);
      if (isWhole) whole++;
      total += cases;
      all.push(...failures);
    }
    console.log(
      `      ${PROFILES} profiles, ${total} classes; ${whole} profiles whole, ${refused} refused for a contradiction`,
    );
    assert.deepEqual(all.slice(0, 10), []);
    assert.ok(whole > PROFILES / 2);
  });
});
