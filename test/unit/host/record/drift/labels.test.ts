// The label of the container's process, as the kernel's security modules show it.
import assert from 'node:assert/strict';
import { PID, told } from './machine.ts';

const label = { do: 'label.set', label: 'confined', lsm: 'apparmor' };
const stacked = { ...label, stack: true };

describe('the label of a process', () => {
  for (const [what, action, current] of [
    ['alone, with its mode', label, 'confined (enforce)\n'],
    ['on top of another', stacked, 'caller//&confined (enforce)\n'],
    ["below another in the kernel's order", stacked, 'confined//&other (mixed)\n'],
    ['alone where nothing else was', stacked, 'confined (enforce)\n'],
  ] as const) {
    it(`is as planned ${what}`, async () => {
      const files = { [`/proc/${PID}/attr/current`]: current };
      assert.deepEqual(await told({ records: [[action]], files }), []);
    });
  }

  for (const [what, action, current, found] of [
    ['another', label, 'other (enforce)\n', 'other'],
    ['a stack that was not planned', label, 'a//&confined (enforce)\n', 'a//&confined'],
    ['a stack without it', stacked, 'a//&confined-not (enforce)\n', 'a//&confined-not'],
  ] as const) {
    it(`is not as planned when it is ${what}`, async () => {
      const files = { [`/proc/${PID}/attr/current`]: current };
      const line = `apparmor label: confined -> ${found}`;
      assert.deepEqual(await told({ records: [[action]], files }), [line]);
    });
  }
});
