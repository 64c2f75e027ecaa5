import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareCodePoints, renderCanonical } from '../../../../host/engine/canonical.ts';

describe('canonical JSON', () => {
  it('sorts keys by code point, not by UTF-16 unit', () => {
    assert.equal(
      renderCanonical({ '\u{1f600}': 1, '\uff5e': 2, b: 3, a: 4 }),
      '{"a":4,"b":3,"\uff5e":2,"\u{1f600}":1}',
    );
  });

  it('writes no white space, and keeps all 64 bits of an integer', () => {
    assert.equal(
      renderCanonical({ list: [1, 18446744073709551615n, -5], none: null, yes: true }),
      '{"list":[1,18446744073709551615,-5],"none":null,"yes":true}',
    );
  });

  it('uses the shortest escape of each character', () => {
    assert.equal(
      renderCanonical('"\\/\b\f\n\r\t\u0001\u007fé'),
      '"\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007fé"',
    );
  });

  it('leaves members out that are undefined', () => {
    assert.equal(renderCanonical({ a: undefined, b: 1 }), '{"b":1}');
  });

  it('refuses fractions, integers that a double has rounded, and lone surrogates', () => {
    for (const value of [
      0.5,
      2 ** 53,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      '\ud800',
      { '\udc00': 1 },
    ]) {
      assert.throws(() => renderCanonical(value), TypeError);
    }
  });

  it('writes minus zero as zero', () => {
    assert.equal(renderCanonical(-0), '0');
  });

  it('is read back by JSON.parse to the same value', () => {
    const text = fc.string({ unit: 'grapheme' });
    const tree = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constant(null),
        fc.boolean(),
        fc.maxSafeInteger(),
        text,
        fc.array(tie('value')),
        fc.dictionary(text, tie('value')),
      ),
    })).value;
    fc.assert(
      fc.property(tree, (value) => {
        const plain = value as Parameters<typeof renderCanonical>[0];
        assert.deepEqual(JSON.parse(renderCanonical(plain)), JSON.parse(JSON.stringify(plain)));
      }),
    );
  });

  it('orders names as their UTF-8 bytes are ordered', () => {
    const name = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(name, name, (a, b) => {
        const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
        assert.equal(Math.sign(compareCodePoints(a, b)), bytes);
      }),
    );
  });
});
