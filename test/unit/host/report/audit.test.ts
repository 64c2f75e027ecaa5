import assert from 'node:assert/strict';
import { renderAudit, type ShownAudit } from '../../../../host/report/audit.ts';
import { PLAIN } from '../../../../host/report/plan.ts';

const EVIL = '\u001b[2J\u009b1A\u202e\u0007\u007f\u{e0001}\n';

/** With this in the place of all that a file of the record may say. */
function saying(text: string): ShownAudit {
  const record = {
    record: 1,
    command: text,
    time: text,
    verdict: 'divergent',
    outcome: 'running',
    digests: { plan: 'a'.repeat(64) },
    actions: { planned: 1, done: 0 },
  } as const;
  const finding = {
    code: 'journal-course',
    record: 1,
    file: 'journal.ndjson',
    line: 2,
    action: 0,
    ...{ kind: text, message: text, expected: text, found: text },
  };
  return { container: text, verdict: 'divergent', records: [record], findings: [finding] };
}

describe('an audit for people', () => {
  it('says nothing that a terminal would obey, and no line that is not its own', () => {
    for (const verdict of ['divergent', 'intact'] as const) {
      const shown = renderAudit({ ...saying(EVIL), verdict }, PLAIN);
      assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
      const lines = renderAudit({ ...saying('x'), verdict }, PLAIN).split('\n').length;
      assert.equal(shown.split('\n').length, lines);
    }
  });
});
