// A difference of plans as people read it: first what was changed in config.json, options and facts, then the actions,
// by phase.

import { exactText } from '../exact.ts';
import type { Action } from './actions.ts';
import type { ActionChange, Difference, FieldChange, InputChange } from './diff.ts';
import { printable } from './printable.ts';

export type DiffPaint = {
  readonly heading: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
  readonly changed: (text: string) => string;
};

const same = (text: string): string => text;
export const PLAIN_DIFF: DiffPaint = {
  heading: same,
  faint: same,
  added: same,
  removed: same,
  changed: same,
};

const VALUE_CHARACTERS = 72;
const PLACE_COLUMN = 84;
const SOURCES = { config: 'config.json', options: 'options', facts: 'facts' } as const;

export function renderDiff(
  difference: Difference,
  { paint, phaseOf }: { readonly paint: DiffPaint; readonly phaseOf: (kind: string) => string },
): string {
  if (difference.isEqual) return 'no differences\n';
  const shown = difference.actions.filter(({ change }) => change !== 'recaused');
  const sections = [
    ...(['config', 'options', 'facts'] as const).map((of) =>
      section(
        SOURCES[of],
        difference.inputs
          .filter((change) => change.of === of)
          .map((one) => renderInput(one, paint)),
        paint,
      ),
    ),
    section(
      'plan',
      difference.members.map((member) => renderField(member, '  ', paint)),
      paint,
    ),
    ...[...new Set(shown.map(({ kind }) => phaseOf(kind)))].map((phase) =>
      section(
        phase,
        shown.filter(({ kind }) => phaseOf(kind) === phase).map((one) => renderAction(one, paint)),
        paint,
      ),
    ),
  ];
  return `${[...sections.filter((text) => text !== ''), renderCounts(difference)].join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[], paint: DiffPaint): string {
  return lines.length === 0 ? '' : [paint.heading(title), ...lines].join('\n');
}

function renderInput(change: InputChange, paint: DiffPaint): string {
  const { pointer, pointerBefore, before, after } = change;
  const place = printable(pointerBefore === undefined ? pointer : `${pointerBefore} -> ${pointer}`);
  if (!('before' in change)) return paint.added(`  + ${place}: ${valueText(after)}`);
  if (!('after' in change)) return paint.removed(`  - ${place}: ${valueText(before)}`);
  return paint.changed(`  ~ ${place}: ${valueText(before)} -> ${valueText(after)}`);
}

const MARKS = { added: '+', removed: '-', changed: '~', moved: '>', recaused: ' ' } as const;

function renderAction(change: ActionChange, paint: DiffPaint): string {
  const { list, kind, numberA, numberB, action, fields } = change;
  const number = change.change === 'moved' ? `${numberA}>${numberB}` : `${numberB ?? numberA}`;
  const process = list === 'child' ? '>' : ' ';
  const isWhole = change.change === 'added' || change.change === 'removed';
  const what = `${kind.padEnd(18)} ${isWhole ? allFields(action) : subjectText(action)}`.trimEnd();
  const line = `  ${MARKS[change.change]} ${number.padStart(4)} ${process} ${what}`;
  const colour =
    change.change === 'moved' || change.change === 'recaused' ? 'changed' : change.change;
  const causes = printable(causeText(change));
  const space = ' '.repeat(Math.max(2, PLACE_COLUMN - line.length));
  const first = `${paint[colour](line)}${causes === '' ? '' : `${space}${paint.faint(causes)}`}`;
  const details = fields.filter(({ field }) => field !== 'from' && field !== 'note');
  return [first, ...details.map((field) => renderField(field, '             ', paint))].join('\n');
}

/** Where the change of config.json is that it follows from; the action's own place when there is none. */
function causeText({ causes, from }: ActionChange): string {
  if (causes.length === 0) return from ?? '';
  const [first = '', ...more] = causes;
  return more.length === 0 ? first : `${first} (+${more.length})`;
}

function renderField(change: FieldChange, indent: string, paint: DiffPaint): string {
  const { field, before, after } = change;
  if (!('before' in change)) return `${indent}${field}: ${paint.added(valueText(after))}`;
  if (!('after' in change)) return `${indent}${field}: ${paint.removed(valueText(before))} -> none`;
  const [from, to] = apart(valueText(before, Infinity), valueText(after, Infinity));
  return `${indent}${field}: ${paint.removed(from)} -> ${paint.added(to)}`;
}

/** Of two long texts, the part where they differ. */
function apart(before: string, after: string): [string, string] {
  if (before.length <= VALUE_CHARACTERS && after.length <= VALUE_CHARACTERS) return [before, after];
  let at = 0;
  while (at < before.length && before[at] === after[at]) at++;
  const start = Math.max(0, at - 16);
  const cut = (text: string): string => {
    const part = text.slice(start, start + VALUE_CHARACTERS);
    return `${start === 0 ? '' : '…'}${part}${start + part.length < text.length ? '…' : ''}`;
  };
  return [cut(before), cut(after)];
}

const NOT_SHOWN: readonly string[] = ['do', 'from', 'note', 'child'];
/** What an action is about, when not all of it is shown. */
const SUBJECTS = [
  'target',
  'path',
  'mount',
  'file',
  'key',
  'resource',
  'point',
  'type',
  'source',
  'name',
];

function subjectText(action: Action): string {
  const parts = SUBJECTS.filter((field) => typeof action[field] === 'string').slice(0, 3);
  return parts.map((field) => printable(`${action[field]}`)).join(' ');
}

function allFields(action: Action): string {
  return Object.entries(action)
    .filter(([field]) => !NOT_SHOWN.includes(field))
    .map(([field, value]) => `${field}=${valueText(value)}`)
    .join(' ');
}

function valueText(value: unknown, limit = VALUE_CHARACTERS): string {
  const text = printable(typeof value === 'string' ? value : exactText(value));
  return text.length <= limit ? text : `${text.slice(0, limit - 1)}…`;
}

function renderCounts({ actions, inputs }: Difference): string {
  const count = (change: ActionChange['change']): number =>
    actions.filter((one) => one.change === change).length;
  const recaused = count('recaused');
  const parts = [
    `${count('added')} added, ${count('removed')} removed, ${count('changed')} changed, ${count('moved')} moved`,
    ...(recaused === 0 ? [] : [`${recaused} as before, from another place of config.json`]),
    ...(inputs.length > 0 && actions.length === recaused ? ['what is done is the same'] : []),
  ];
  return parts.join('; ');
}
