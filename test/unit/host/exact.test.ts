import assert from 'node:assert/strict';
import { parseExact, splitStrings } from '../../../host/exact.ts';

const LONG = 9_000_000;

describe('JSON for showing it', () => {
  it('keeps integers that a double would round, and digits in strings as they are', () => {
    const text = '{"a\\"12345678901234567":[-12345678901234567,1.5e3,"12345678901234567","\\\\"]}';
    assert.deepEqual(parseExact(text), {
      'a"12345678901234567': [-12345678901234567n, 1500, '12345678901234567', '\\'],
    });
  });

  it('is read with strings of any length in it', () => {
    for (const part of ['a', '\\n', 'a\\n', '\\"', '\\\\']) {
      const text = part.repeat(LONG / part.length);
      const value = parseExact(`["${text}",12345678901234567]`) as [string, bigint];
      assert.equal(value[0], JSON.parse(`"${text}"`));
      assert.equal(value[1], 12345678901234567n);
    }
  });

  it('is in parts that together are the text, whatever it is', () => {
    for (const text of ['', '"', '"a', '{"a":1}', '["\\"",""]', '"\\\\"x"\\', 'a"b"c']) {
      assert.equal(splitStrings(text).join(''), text);
    }
    assert.deepEqual(splitStrings('["\\"","\\\\"]'), ['[', '"\\""', ',', '"\\\\"', ']']);
  });
});
