import assert from 'node:assert/strict';
import { judgeResult } from '../../../../host/record/results.ts';

const lock = { do: 'state.lock' };
const mask = { do: 'path.mask', path: '/proc/kcore' };

describe('a result', () => {
  it('is an object with the members that its kind of action has', () => {
    assert.equal(judgeResult(lock, undefined), undefined);
    assert.equal(judgeResult(lock, { warning: 'x' }), undefined);
    assert.equal(judgeResult(mask, { as: 'file' }), undefined);
    assert.equal(judgeResult(mask, {}), '`as` is missing');
    assert.equal(judgeResult(lock, { x: 1 }), 'state.lock learns no `x`');
    for (const other of [null, 5, 'x', [], ['x']]) {
      assert.equal(judgeResult(lock, other), 'the result is no object', JSON.stringify(other));
    }
  });

  it('has no member and no word by what every object inherits', () => {
    for (const name of ['constructor', 'toString', 'valueOf', '__proto__']) {
      const result: unknown = JSON.parse(`{${JSON.stringify(name)}:"/etc/shadow"}`);
      assert.equal(judgeResult(lock, result), `state.lock learns no \`${name}\``);
      assert.equal(judgeResult(mask, { as: name }), `as: no such word: ${JSON.stringify(name)}`);
    }
  });
});
