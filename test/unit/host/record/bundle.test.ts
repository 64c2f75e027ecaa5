import assert from 'node:assert/strict';
import { unpackRecords } from '../../../../host/record/bundle.ts';

function unpack(records: unknown): () => unknown {
  return () => unpackRecords(new TextEncoder().encode(JSON.stringify({ format: 1, records })));
}

describe('records as one file', () => {
  it('are refused when one of them is none, by its place', () => {
    const one = { inputs: '', journal: '', number: 1, plan: '' };
    assert.doesNotThrow(unpack([one]));
    for (const other of [null, 5, 'x', [], {}]) {
      assert.throws(
        unpack([one, other]),
        /no records of lading: records\[1\]: no number from 1 on/,
      );
    }
    for (const number of [0, -3, 1.5, '1', null]) {
      assert.throws(unpack([{ ...one, number }]), /records\[0\]: no number from 1 on/);
    }
    assert.throws(unpack([{ ...one, plan: 5 }]), /records\[0\]: no text plan/);
  });
});
