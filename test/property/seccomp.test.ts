import assert from 'node:assert/strict';
import { compare, newTally } from '../differential/seccomp/compare.ts';
import { randomProfile } from '../differential/seccomp/profiles.ts';
import { askLibseccomp } from '../differential/seccomp/programs.ts';
import { buildModule, Compiler, NOTE } from '../unit/assembly/bpf/compiler.ts';

const PROFILES = 10_000;
const BATCH = 1000;
const EEXIST = 17;
const ETIMEDOUT = 110;

describe('seccomp filters of random profiles', function () {
  this.timeout(120_000);

  it('do what the rules say, and what libseccomp does but for known reasons', () => {
    const compiler = new Compiler(buildModule());
    const tally = newTally();
    let refused = 0;
    let refusedThere = 0;
    for (let start = 0; start < PROFILES; start += BATCH) {
      const seeds = Array.from({ length: BATCH }, (_, index) => start + index);
      const profiles = seeds.map(randomProfile);
      const answers = askLibseccomp(profiles);
      profiles.forEach((profile, index) => {
        const compiled = compiler.compile(profile);
        const answer = answers[index];
        if (compiled.notes.some(({ kind }) => kind === NOTE.conflict)) {
          refused++;
          return;
        }
        if (typeof answer === 'number') {
          refusedThere++;
          assert.ok(answer === EEXIST || answer === ETIMEDOUT, `libseccomp: ${answer}`);
        }
        compare(profile, compiled, answer, start + index, tally);
      });
    }
    console.log(
      `      ${PROFILES} profiles, ${tally.points} calls, ${tally.compared} compared with libseccomp; ` +
        `${refused} refused for a contradiction, ${refusedThere} by libseccomp only`,
    );
    for (const [reason, count] of tally.reasons) console.log(`      ${count} differ: ${reason}`);
    assert.deepEqual(tally.failures.slice(0, 10), []);
    assert.ok(tally.compared > 1_000_000);
    // What is left comes from how its tree merges and prunes rules.
    const order = tally.reasons.get('rules overlap, and it asks them in another order') ?? 0;
    assert.ok(order < tally.compared / 1000, `${order} in another order`);
  });
});
