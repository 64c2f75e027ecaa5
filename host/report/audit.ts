// What an audit found, as people read it: one line a record, then every divergence with what was expected and found.
import type { Paint } from './plan.ts';
import { printable } from './printable.ts';

/** As host/record/audit.ts has it; what is shown of it. */
export type ShownAudit = {
  readonly container: string;
  readonly digest?: string;
  readonly verdict: ShownVerdict;
  readonly records: readonly ShownRecord[];
  readonly findings: readonly ShownFinding[];
};

type ShownVerdict = 'intact' | 'redacted' | 'divergent';

type ShownRecord = {
  readonly record: number;
  readonly command: string;
  readonly time: string;
  readonly verdict: ShownVerdict;
  readonly outcome: string;
  readonly digests: { readonly plan: string };
  readonly actions: { readonly planned: number; readonly done: number };
};

type ShownFinding = {
  readonly code: string;
  readonly record: number;
  readonly file: string;
  readonly line?: number;
  readonly action?: number;
  readonly kind?: string;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
};

const VERDICTS = {
  intact: 'intact',
  redacted: 'CANNOT BE CHECKED: redacted',
  divergent: 'NOT INTACT',
};
const MARKS = { intact: ' ', redacted: '?', divergent: '!' };
/** Of a finding that is no divergence. */
const REDACTED = 'record-redacted';

const COMMAND_WIDTH = 10;
const OUTCOME_WIDTH = 10;

export function renderAudit(audit: ShownAudit, paint: Paint): string {
  const count = `${audit.records.length} record${audit.records.length === 1 ? '' : 's'}`;
  const running = audit.records.filter(({ outcome }) => outcome === 'running');
  const soFar = running.length === 0 ? '' : ' so far';
  const isIntact = audit.verdict === 'intact';
  const verdict = `${VERDICTS[audit.verdict]}${isIntact ? soFar : ''}`;
  const lines = [
    paint.strong(`${printable(audit.container) || '(unknown)'}: ${verdict}, ${count}`),
  ];
  if (audit.digest !== undefined) lines.push(paint.faint(`sha256 ${audit.digest}`));
  lines.push('', ...audit.records.map((record) => renderRecord(record, paint)));
  for (const [index, finding] of audit.findings.entries()) {
    const isDivergence = finding.code !== REDACTED;
    const title = isDivergence ? (index === 0 ? 'first divergence' : 'also') : 'redacted';
    lines.push('', ...renderFinding(finding, title, paint));
  }
  if (audit.verdict === 'redacted') {
    lines.push(
      '',
      'What can be checked agrees: the journal, what it tells of the plan, and the plan with the inputs, but for what is',
      'redacted. Who has that checks the rest: --originals FILE, a config.json or any JSON with those texts in it.',
    );
  }
  if (isIntact) {
    lines.push(
      '',
      'The inputs give the plan, the plan is what was carried out, and all digests agree.',
      ...running.map(
        ({ record, command }) => `Record ${record}: ${printable(command)} is still running.`,
      ),
      paint.faint(
        'Whoever can write every file of a record can write a new one that agrees with itself:',
      ),
      paint.faint(
        'keep this digest elsewhere (--expect), or sign it (--attest --key), to find that too.',
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

function renderRecord(record: ShownRecord, paint: Paint): string {
  const mark = MARKS[record.verdict];
  const { planned, done } = record.actions;
  const command = printable(record.command).padEnd(COMMAND_WIDTH);
  const time = printable(record.time);
  const what = `${command} ${record.outcome.padEnd(OUTCOME_WIDTH)}`;
  const number = `${record.record}`.padStart(4);
  const plan = paint.faint(`plan ${record.digests.plan.slice(0, 12)}`);
  return `${mark}${number} ${what} ${`${done} of ${planned} actions`.padEnd(20)} ${time}  ${plan}`;
}

function renderFinding(finding: ShownFinding, title: string, paint: Paint): string[] {
  const { record, file, line, action, kind, message, expected, found } = finding;
  const place = [
    record === 0 ? '' : `record ${record}`,
    file === 'record' ? '' : `${file}${line === undefined ? '' : `:${line}`}`,
    action === undefined ? '' : `action ${action} ${printable(kind ?? '')}`.trimEnd(),
  ].filter((part) => part !== '');
  return [
    `${paint.heading(`${title}:`)} ${[...place, printable(message)].join(': ')}`,
    ...(expected === undefined ? [] : [`  expected ${printable(expected)}`]),
    ...(found === undefined ? [] : [`  found    ${printable(found)}`]),
  ];
}
