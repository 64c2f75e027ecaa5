// What an audit finds in records that are made for it: no container is.
import assert from 'node:assert/strict';
import type { RecordFiles } from '../../../../host/record/bundle.ts';
import { redactRecords, restoreRecords } from '../../../../host/record/redact.ts';
import { type MadeLine, madeByCreate, madeByKill } from '../../../helpers/made-records.ts';
import { audit, rechain, sha256 } from '../../../helpers/records.ts';

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

  it('finds files that are not what they should be, whatever they are', () => {
    const whole = madeByCreate();
    const deep = (count: number): string =>
      `{"actions":${'[{"do":"x","child":'.repeat(count)}[]${'}]'.repeat(count)}}`;
    const plans = [
      'null',
      '{"actions":[null]}',
      '{"actions":[{"do":5}]}',
      '{"actions":[{"do":"x","child":5}]}',
      '{"actions":[{"do":"x","from":5}]}',
      '{"actions":[],"command":5}',
      '{"a":12345678901234567,"b":"\\u0000x"}',
      deep(20_000),
    ];
    for (const text of plans) {
      const plan = new TextEncoder().encode(text);
      assert.deepEqual(codes({ ...whole, plan }), ['plan-changed'], text.slice(0, 40));
      const inputs = new TextEncoder().encode('{}');
      const found = codes({ ...whole, inputs, plan }).slice(0, 3);
      assert.ok(found.includes('inputs-changed'), `${text.slice(0, 40)}: ${found}`);
    }
    const levels = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    const lines = new TextDecoder().decode(whole.journal).trimEnd().split('\n');
    const bent = lines.map((line) => line.replace('"done"', `"done","result":${levels}`));
    const journal = new TextEncoder().encode(rechain(bent));
    assert.ok(codes({ ...whole, journal }).includes('journal-changed'));
  });

  it('finds redacted files that are not what they should be, whatever they are', () => {
    const [redacted] = redactRecords([madeByCreate()], sha256);
    assert.ok(redacted !== undefined);
    assert.deepEqual(codes(redacted), ['record-redacted']);
    for (const text of [`{"a":"\\q sha256:${NONE}"}`, `"sha256:${NONE}`]) {
      const plan = new TextEncoder().encode(text);
      const found = codes({ ...redacted, plan });
      assert.equal(found[0], 'plan-not-from-inputs', text);
    }
    const plan = Uint8Array.of(0x7b, 0xff, 0x7d);
    assert.equal(codes({ ...redacted, plan })[0], 'plan-changed');
    assert.equal(
      codes(...restoreRecords([{ ...redacted, plan }], ['{}'], sha256))[0],
      'plan-changed',
    );
  });
});
