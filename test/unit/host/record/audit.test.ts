// What an audit finds in records that are made for it: no container is.
import assert from 'node:assert/strict';
import type { RecordFiles } from '../../../../host/record/bundle.ts';
import { type MadeLine, madeByCreate, madeByKill } from '../../../helpers/made-records.ts';
import { audit } from '../../../helpers/records.ts';

const NONE = '0'.repeat(64);

function codes(...records: readonly RecordFiles[]): string[] {
  return audit(records).findings.map(({ code }) => code);
}

/** Changes one line. */
function changing(at: (line: MadeLine) => boolean, change: (line: MadeLine) => MadeLine) {
  return (lines: MadeLine[]): MadeLine[] => {
    const index = lines.findIndex(at);
    assert.notEqual(index, -1);
    return lines.map((line, here) => (here === index ? change(line) : line));
  };
}

/** With something else, or, of `undefined`, without. */
function having(line: MadeLine, more: Readonly<Record<string, unknown>>): MadeLine {
  return JSON.parse(JSON.stringify({ ...line, ...more })) as MadeLine;
}

describe('an audit', () => {
  it('finds records as the helper writes them intact', () => {
    const found = audit([madeByCreate(), madeByKill({ number: 2 })]);
    assert.deepEqual(
      [found.findings, found.records.map(({ command, outcome }) => `${command} ${outcome}`)],
      [[], ['create waiting', 'kill done']],
    );
  });

  it('finds a first line that the helper would not write, whose digests all fit', () => {
    const isHead = (line: MadeLine): boolean => line.event === undefined;
    for (const more of [
      { format: 99 },
      { extra: 1 },
      { time: undefined },
      { time: '\u001b[2Kyesterday' },
      { time: 5 },
    ]) {
      const bend = changing(isHead, (line) => having(line, more));
      const [finding] = audit([madeByCreate({ bend })]).findings;
      assert.deepEqual([finding?.code, finding?.line], ['journal-head', 1], JSON.stringify(more));
    }
  });

  it('finds lines that the helper would not write, whose digests all fit', () => {
    const isDone = (line: MadeLine): boolean => line.action === 2 && line.event === 'done';
    for (const more of [
      { by: 'intruder' },
      { do: 'mount.fs' },
      { errno: 'EPERM' },
      { message: 'nothing to see' },
      { ns: undefined },
      { ns: 0.5 },
      { ns: -1 },
      { result: [] },
      { event: 'DONE' },
    ]) {
      const bend = changing(isDone, (line) => having(line, more));
      const [finding] = audit([madeByCreate({ bend })]).findings;
      const told = [finding?.code, finding?.action];
      assert.deepEqual(told, ['journal-course', 2], JSON.stringify(more));
    }
  });

  it('finds lines whose time goes back, but where two time namespaces have a clock each', () => {
    const bend = (lines: MadeLine[]): MadeLine[] =>
      lines.map((line) => (line.by === 'child' ? having(line, { ns: 2 ** 64 }) : line));
    assert.deepEqual(codes(madeByCreate({ bend })), ['journal-clock']);
    const apart = madeByCreate({
      bend,
      bendConfig: (config) => {
        config.linux.namespaces.push({ type: 'time' });
      },
    });
    assert.deepEqual(codes(apart), []);
  });

  it('knows how a command that failed may end', () => {
    const failing = (exit: number): RecordFiles =>
      madeByKill({
        bend: (lines) => {
          const at = lines.findLastIndex(({ event }) => event === 'done');
          const { action = 0, ns = 0 } = lines[at] ?? {};
          const why = { errno: 'ESRCH', object: 'init', step: 'pidfd_send_signal' };
          return [
            ...lines.slice(0, at),
            { action, event: 'failed', ns, prev: NONE, sum: NONE, ...why },
            { event: 'end', exit, outcome: 'failed', prev: NONE, sum: NONE },
          ];
        },
      });
    // Cancelled by SIGHUP, SIGINT, SIGQUIT, SIGTERM.
    for (const exit of [1, 129, 130, 131, 143])
      assert.deepEqual(codes(failing(exit)), [], `${exit}`);
    for (const exit of [0, 2, 128, 137, 150]) {
      assert.deepEqual(codes(failing(exit)), ['journal-course'], `${exit}`);
    }
  });
});
