// Regular expressions of every shape, on texts of the letters they are made of, against glibc's regexec(3).
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { askGlibc, Matcher } from '../unit/assembly/regex/matcher.ts';
import { matchesInV8 } from './third-opinion.ts';

const PAIRS = 20_000;

const letter = fc.constantFrom('a', 'b', 'c', '-', '1', '_', ' ');
const item = fc.oneof(
  letter.filter((text) => text !== '-'),
  fc.constantFrom('a-c', '[:alpha:]', '[:digit:]', '[:space:]', '[.a.]', '[=b=]', '0-9'),
);
const bracket = fc
  .tuple(fc.boolean(), fc.array(item, { minLength: 1, maxLength: 3 }), fc.constantFrom('', '-'))
  .map(([isInverted, items, last]) => `[${isInverted ? '^' : ''}${items.join('')}${last}]`);
const { regex } = fc.letrec<{ regex: string; branch: string; piece: string; atom: string }>(
  (tie) => ({
    regex: fc.array(tie('branch'), { minLength: 1, maxLength: 3 }).map((all) => all.join('|')),
    branch: fc.array(tie('piece'), { maxLength: 4 }).map((all) => all.join('')),
    piece: fc
      .tuple(
        tie('atom'),
        fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,}', '{,2}', '{1,3}', '{0}', '*?'),
      )
      .map(([atom, times]) => atom + times),
    atom: fc.oneof(
      { depthSize: 'small' },
      { weight: 5, arbitrary: letter },
      { weight: 2, arbitrary: bracket },
      {
        weight: 2,
        arbitrary: fc.constantFrom('.', '^', '$', '\\w', '\\W', '\\b', '\\<', '\\>', '\\B'),
      },
      { weight: 2, arbitrary: tie('regex').map((inner) => `(${inner})`) },
      // What is often no expression at all.
      {
        weight: 1,
        arbitrary: fc.constantFrom('*', '{', '}', '(', ')', '[', ']', '\\', '[:alpha:]', '[z-a]'),
      },
    ),
  }),
);
const text = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));

describe('regular expressions of every shape', function () {
  this.timeout(120_000);

  it('match where glibc says so, and are wrong where it says so', () => {
    const matcher = new Matcher();
    // Back-references are refused.
    const plain = regex.filter((pattern) => !/\\[1-9]/.test(pattern));
    const cases = fc.sample(fc.tuple(plain, text), PAIRS);
    const wanted = askGlibc(cases);
    const differing = cases.flatMap(([pattern, subject], index) => {
      const found = matcher.match(pattern, subject);
      const verdict = wanted[index];
      if (verdict === undefined || found === verdict) return [];
      const isGlibcs = verdict !== null && matchesInV8(pattern, subject) === found;
      const shown = `${JSON.stringify(pattern)} on ${JSON.stringify(subject)}`;
      return [{ isGlibcs, told: `${shown}: ${found}, not ${verdict}` }];
    });
    const wrong = differing.filter(({ isGlibcs }) => !isGlibcs).map(({ told }) => told);
    assert.deepEqual(wrong.slice(0, 20), []);
    for (const verdict of [true, false, null]) {
      const count = wanted.filter((each) => each === verdict).length;
      assert.ok(count > PAIRS / 50, `${verdict}: only ${count}`);
    }
    // glibc copies a group that is repeated, and may forget an assertion that was in it: `(-c?|$c){2}` matches `-c` there.
    assert.ok(differing.length <= PAIRS / 1000, `${differing.length} differ`);
    // glibc backtracks, for ever as it were in a pattern of tens of thousands; the engine's matcher does not.
    const endless = wanted.filter((each) => each === undefined).length;
    assert.ok(endless <= PAIRS / 1000, `${endless} without an end`);
  });
});
