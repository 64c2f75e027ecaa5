import assert from 'node:assert/strict';
import { describeVerdict } from '../../../../host/report/filter.ts';

describe('describeVerdict', () => {
  it('says nothing of the way through a program that the kernel refuses', () => {
    const action = 'none: the kernel refuses the program, for its instruction 0';
    const answer = { action, architecture: 'x86_64', name: 'read', number: 0, path: [], size: 2 };
    const { head, rows } = describeVerdict(answer, { given: [], lineOf: () => undefined });
    assert.equal(head, 'read on x86_64: number 0');
    assert.deepEqual(rows, [['action', action]]);
  });
});
