// Regular expressions as POSIX and glibc have them: the corners, each tried on every text, against regexec(3).
import assert from 'node:assert/strict';
import { askGlibc, Matcher } from './matcher.ts';

const EXPRESSIONS = [
  ...[
    '',
    'a',
    '^a$',
    'a|',
    '|a',
    '()',
    'a**',
    '*a',
    '^*a',
    '(*a)',
    '(|a)',
    'a||b',
    'a|*b',
    'a|b|c',
  ],
  ...['a{2}', 'a{,2}', 'a{2,}', 'a{', 'a{x', 'a{1', 'a{1,x}', 'a{1a}', '{1}', 'a{3,2}', 'a{0}'],
  ...['a{0,0}', 'a{,}', 'a{,', 'a{1,', 'x{1,2', 'a{1}{2}', 'a{1,2}{3}', 'a{1,2}*', '^{1}', '|{1}'],
  ...['(){2}', '(){3}', '(a|){2}b', 'x{256}', 'x{32768}', '{', '}', 'a}', '{a', '+a', '?', 'a|+'],
  ...['a+?', 'a?+', '()*a', '(a*)*', '(a*)+b', '(a|b)*c', '^*', '$*', '(^)*a', '(^*)', '(^)*'],
  ...['a$b', 'a^b', '(^a)', '(a$)', '(', ')', 'a)', '(a', '.', '\\.'],
  ...['a\\', '\\(', '\\w', '\\W\\s', '\\S', '\\bx', 'x\\b', '\\<x', '\\>', '\\Bx', '\\`x', "x\\'"],
  ...['\\d', '\\n', '\\b*', '\\(a\\)', '[\\w]', '[a\\]]'],
  ...[
    '[',
    '[]',
    '[]a]',
    '[^]a]',
    '[a-',
    '[a-]',
    '[-a]',
    '[z-a]',
    '[b-a]',
    '[a-a]',
    '[--a]',
    '[a--]',
  ],
  ...['[%--]', '[]-a]', '[^-a]', '[^--a]', '[a-c-]', '[a-c-e]', '[a-c-e', '[.]', '[[]'],
  ...['[[:alpha:]]', '[[:digit:]]+', '[[:foo:]]', '[a-[:alpha:]]', '[[:alpha:]-z]', '[[:alpha'],
  ...['[[.a.]]', '[[.ab.]]', '[[.-.]-a]', '[[.-.]-]', '[[=a=]]', '[[=a=]-z]', '[[=ab=]]'],
  ...[
    'alnum',
    'blank',
    'cntrl',
    'graph',
    'lower',
    'print',
    'punct',
    'space',
    'upper',
    'xdigit',
  ].map((name) => `^[[:${name}:]]+$`),
];
const TEXTS = [
  ...[
    '',
    'a',
    'aa',
    'aaa',
    'b',
    'ab',
    'abab',
    'c',
    'x',
    'xx',
    'x y',
    'foo bar',
    '1',
    'ab1',
    'A',
    'F9',
  ],
  ...[
    'a]',
    '-',
    '^',
    '$',
    '{',
    '}',
    'a{',
    'a{1',
    'a)',
    '\\',
    '.',
    ']',
    '_',
    '\t',
    ' ',
    '~!',
    '\u0001',
  ],
];

describe('a regular expression', () => {
  const matcher = new Matcher();

  it('matches what it matches for glibc, or is wrong there too', () => {
    const cases = EXPRESSIONS.flatMap((regex) => TEXTS.map((text) => [regex, text] as const));
    const wanted = askGlibc(cases);
    assert.ok(wanted.includes(null) && wanted.includes(true) && wanted.includes(false));
    const wrong = cases.flatMap(([regex, text], index) => {
      const found = matcher.match(regex, text);
      const expected = wanted[index];
      return found === expected ? [] : [`${regex} on ${text}: ${found}, glibc: ${expected}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('holds to its assertions in a group that is repeated, which glibc may forget when it copies that', () => {
    assert.equal(matcher.match('(-c?|$c){2}', '-c'), false);
    assert.equal(matcher.match('(-c?|$){2}', '-c'), true);
  });

  it('with a back-reference is refused: no machine that is always fast has them', () => {
    assert.equal(matcher.match('(a)\\1', 'aa'), null);
  });

  it('that would be too large is refused', () => {
    assert.equal(matcher.match('((a{99}){99}){99}', 'a'), null);
    assert.equal(matcher.match(`${'('.repeat(200)}a${')'.repeat(200)}`, 'a'), null);
    assert.equal(matcher.match(`${'('.repeat(99)}a${')'.repeat(99)}`, 'a'), true);
  });

  it('takes no longer for being hard: others take more steps than there are atoms', () => {
    const before = process.hrtime.bigint();
    for (const regex of [
      '(a*)*b',
      '(a|aa)+b',
      '(a|a)*(a|a)*(a|a)*b',
      '(.*.*.*)*x',
      '(a?){100}a{100}b',
    ]) {
      assert.equal(matcher.match(regex, 'a'.repeat(255)), false, regex);
    }
    assert.ok(Number(process.hrtime.bigint() - before) < 5e9);
  });
});
