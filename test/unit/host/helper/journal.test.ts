import assert from 'node:assert/strict';
import { parseJournal } from '../../../../host/helper/journal.ts';

const HEAD = { command: 'run', container: 'web', format: 1, plan: 'aa', prev: '0' };
const BEGIN = { action: 3, by: 'child', do: 'mount.fs', event: 'begin', ns: 5, prev: '1' };
const FAILED = {
  action: 3,
  errno: 'EBUSY',
  event: 'failed',
  ns: 6,
  object: '/dev/shm',
  prev: '2',
  step: 'move_mount',
};
const LEFT = { action: 1, errno: 'EBUSY', event: 'undo-failed', ns: 7, prev: '3' };
const END = { event: 'end', exit: 1, outcome: 'failed', prev: '4' };

function text(...lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

describe('the journal', () => {
  it('says what failed first, what is left, and how it ended', () => {
    const second = { ...FAILED, action: 9 };
    const journal = parseJournal(text(HEAD, BEGIN, FAILED, second, LEFT, END));
    assert.equal(journal.entries.length, 6);
    assert.deepEqual(journal.failed, FAILED);
    assert.deepEqual(journal.left, [LEFT]);
    assert.deepEqual(journal.end, END);
  });

  it('recognises the head, the one line without an event', () => {
    assert.deepEqual(parseJournal(text(HEAD)).entries, [{ event: 'head', ...HEAD }]);
  });

  it('leaves out a line that was cut off', () => {
    const whole = text(HEAD, BEGIN);
    for (let cut = whole.indexOf('\n') + 1; cut < whole.length; cut++) {
      assert.equal(parseJournal(whole.slice(0, cut)).entries.length, 1);
    }
  });

  it('keeps what stands around a torn line', () => {
    const journal = parseJournal(`${text(HEAD)}{"action":3,"ev\n${text(END)}`);
    assert.deepEqual(journal.end, END);
    assert.equal(journal.entries.length, 2);
  });

  it('is empty when nothing was written', () => {
    assert.deepEqual(parseJournal(''), {
      entries: [],
      failed: undefined,
      left: [],
      end: undefined,
    });
  });
});
