// What an audit finds in sets of records. No container is made.
import assert from 'node:assert/strict';
import type { RecordFiles } from '../../../../host/record/bundle.ts';
import { judgeSet, type Member } from '../../../../host/record/set.ts';
import { madeByCreate, madeByKill } from '../../../helpers/made-records.ts';
import { audit } from '../../../helpers/records.ts';

function found(records: readonly RecordFiles[]): string[] {
  return audit(records).findings.map(({ code, record }) => `${code} ${record}`);
}

const from = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** A create, and kills. */
function numbered(...numbers: readonly number[]): RecordFiles[] {
  return numbers.map((number) =>
    number === 1 ? madeByCreate({ number }) : madeByKill({ number }),
  );
}

describe('a set of records', () => {
  it('is whole, but for old ones behind the first that made room for new ones', () => {
    assert.deepEqual(found(numbered(1)), []);
    assert.deepEqual(found(numbered(...from(1, 23))), []);
    assert.deepEqual(found(numbered(1, ...from(9, 24))), []);
    assert.deepEqual(found(numbered(1, ...from(9, 31))), []);
    assert.deepEqual(found(numbered(1, ...from(17, 32))), []);
    // Who makes room may be slow, or killed at it.
    assert.deepEqual(found(numbered(1, 3, 7, ...from(9, 24))), []);
  });

  it('misses what can have made no room', () => {
    assert.deepEqual(found(numbered(1, 3)), ['record-missing 3']);
    assert.deepEqual(found(numbered(1, 2, 4)), ['record-missing 4']);
    assert.deepEqual(found(numbered(...from(2, 4))), ['record-missing 2']);
    assert.deepEqual(found(numbered(5)), ['record-missing 5']);
    assert.deepEqual(found(numbered(1, ...from(9, 23))), ['record-missing 9']);
    assert.deepEqual(found(numbered(1, ...from(10, 24))), ['record-missing 10']);
    assert.deepEqual(found(numbered(...from(9, 24))), ['record-missing 9']);
    assert.deepEqual(found(numbered(1, Number.MAX_SAFE_INTEGER)), [
      `record-missing ${Number.MAX_SAFE_INTEGER}`,
    ]);
  });

  it('has every record once, and that of what made the container first', () => {
    const [create, kill, other] = numbered(1, 2, 3);
    assert.ok(create && kill && other);
    assert.deepEqual(found([create, kill, { ...kill, number: 3 }]), ['record-repeated 3']);
    assert.deepEqual(found([create, { ...create, number: 2 }]), [
      'record-order 2',
      'record-repeated 2',
    ]);
    assert.deepEqual(found([{ ...kill, number: 1 }, { ...create, number: 2 }, other]), [
      'record-order 2',
    ]);
    assert.deepEqual(found([create, { ...other, number: 1 }]), ['record-order 1']);
    assert.deepEqual(found([create, other, kill]), ['record-order 2', 'record-missing 3']);
    // One record alone is that of any command.
    assert.deepEqual(found([{ ...kill, number: 1 }]), []);
  });

  it('may lack of a kept copy what had no record yet when it was made', () => {
    const at = (record: number, seconds: number): Member => ({
      record,
      command: record === 1 ? 'create' : 'kill',
      container: 'web',
      time: new Date(seconds * 1000).toISOString().replace(/\.\d+/, ''),
      outcome: 'done',
      journal: `${record}`,
      keptAt: undefined,
    });
    const kept = (...members: Member[]): string[] => {
      const last = members.pop() ?? assert.fail();
      const { length } = judgeSet([...members, last]);
      assert.ok(length > 0);
      return judgeSet([...members, { ...last, command: 'delete', keptAt: 100_000 }]).map(
        ({ code, record }) => `${code} ${record}`,
      );
    };
    assert.deepEqual(kept(at(1, 0), at(2, 99), at(4, 99)), []);
    assert.deepEqual(kept(at(1, 0), at(3, 50), at(4, 99)), ['record-missing 3']);
    assert.deepEqual(kept(at(1, 0), ...from(9, 23).map((record) => at(record, 50))), []);
  });
});
