// What an audit found, as people read it: one line a record, then every divergence with what was expected and found.
import type { Paint } from './plan.ts';

/** As host/record/audit.ts has it; what is shown of it. */
export type ShownAudit = {
  readonly container: string;
  readonly digest?: string;
  readonly isIntact: boolean;
  readonly records: readonly ShownRecord[];
  readonly findings: readonly ShownFinding[];
};

type ShownRecord = {
  readonly record: number;
  readonly command: string;
  readonly time: string;
  readonly isIntact: boolean;
  readonly outcome: string;
  readonly digests: { readonly plan: string };
  readonly actions: { readonly planned: number; readonly done: number };
};

type ShownFinding = {
  readonly record: number;
  readonly file: string;
  readonly line?: number;
  readonly action?: number;
  readonly kind?: string;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
};

const COMMAND_WIDTH = 10;
const OUTCOME_WIDTH = 10;

export function renderAudit(audit: ShownAudit, paint: Paint): string {
  const count = `${audit.records.length} record${audit.records.length === 1 ? '' : 's'}`;
  const running = audit.records.filter(({ outcome }) => outcome === 'running');
  const soFar = running.length === 0 ? '' : ' so far';
  const verdict = audit.isIntact ? `intact${soFar}` : 'NOT INTACT';
  const lines = [paint.strong(`${audit.container || '(unknown)'}: ${verdict}, ${count}`)];
  if (audit.digest !== undefined) lines.push(paint.faint(`sha256 ${audit.digest}`));
  lines.push('', ...audit.records.map((record) => renderRecord(record, paint)));
  for (const [index, finding] of audit.findings.entries()) {
    lines.push('', ...renderFinding(finding, index === 0 ? 'first divergence' : 'also', paint));
  }
  if (audit.isIntact) {
    lines.push(
      '',
      'The inputs give the plan, the plan is what was carried out, and all digests agree.',
      ...running.map(({ record, command }) => `Record ${record}: ${command} is still running.`),
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
  const mark = record.isIntact ? ' ' : '!';
  const { planned, done } = record.actions;
  const what = `${record.command.padEnd(COMMAND_WIDTH)} ${record.outcome.padEnd(OUTCOME_WIDTH)}`;
  const number = `${record.record}`.padStart(4);
  const plan = paint.faint(`plan ${record.digests.plan.slice(0, 12)}`);
  return `${mark}${number} ${what} ${`${done} of ${planned} actions`.padEnd(20)} ${record.time}  ${plan}`;
}

function renderFinding(finding: ShownFinding, title: string, paint: Paint): string[] {
  const { record, file, line, action, kind, message, expected, found } = finding;
  const place = [
    record === 0 ? '' : `record ${record}`,
    file === 'record' ? '' : `${file}${line === undefined ? '' : `:${line}`}`,
    action === undefined ? '' : `action ${action} ${kind ?? ''}`.trimEnd(),
  ].filter((part) => part !== '');
  return [
    `${paint.heading(`${title}:`)} ${[...place, message].join(': ')}`,
    ...(expected === undefined ? [] : [`  expected ${printable(expected)}`]),
    ...(found === undefined ? [] : [`  found    ${printable(found)}`]),
  ];
}

/** Of a file that somebody else may have written: nothing that a terminal would obey. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}]/gu, (found) => JSON.stringify(found).slice(1, -1));
}
