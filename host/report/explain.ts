// The actions of a plan with their reasons, for people and for programs: why each is there, where the specification
// asks for it, what it protects against, and what undoes it.
import type { NumberedAction } from './actions.ts';
import { baseName } from './diagnostics.ts';
import type { Source } from './failure.ts';
import { EXPLANATIONS } from './kinds.ts';
import { describe, type Paint } from './plan.ts';
import { type LineFinder, lineFinder } from './pointer.ts';
import { printable } from './printable.ts';

export type Explained = {
  readonly action: number;
  readonly do: string;
  readonly what: string;
  readonly why: string;
  readonly spec: string;
  readonly undo: string;
  readonly protects?: string;
  /** Pointer into config.json, or the name of an option. */
  readonly from?: string;
  /** `config.json:57` */
  readonly place?: string;
};

export function explainActions(
  actions: readonly NumberedAction[],
  source: Source | undefined,
  undoOf: (kind: string) => string,
): Explained[] {
  const lineOf: LineFinder = source === undefined ? () => undefined : lineFinder(source.text);
  return actions.map(({ action, number }) => {
    const known = EXPLANATIONS.get(action.do);
    const line = action.from === undefined ? undefined : lineOf(action.from);
    return {
      action: number,
      do: action.do,
      what: describe(action),
      why: known?.why ?? '',
      spec: known?.spec ?? '',
      undo: undoOf(action.do),
      ...(known?.protects === undefined ? {} : { protects: known.protects }),
      ...(action.from === undefined ? {} : { from: action.from }),
      ...(line === undefined ? {} : { place: `${baseName(source?.path ?? '')}:${line}` }),
    };
  });
}

const WIDTH = 100;
const INDENT = 12;

/** Each kind is explained once, where it first comes up; its actions stand below it. */
export function renderExplained(explained: readonly Explained[], paint: Paint): string {
  const kinds = new Map<string, Explained[]>();
  for (const one of explained) {
    const known = kinds.get(one.do);
    if (known === undefined) kinds.set(one.do, [one]);
    else known.push(one);
  }
  const parts = [...kinds.values()].map((members) => renderKind(members, paint));
  return `${parts.join('\n\n')}\n`;
}

function renderKind(members: readonly Explained[], paint: Paint): string {
  const [first] = members;
  if (first === undefined) return '';
  const facts = [
    ['why', first.why],
    ['spec', first.spec],
    ['protects', first.protects === undefined ? '' : `against ${first.protects}`],
    ['undo', first.undo],
  ] as const;
  const about = facts
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `  ${paint.faint(name.padEnd(INDENT - 2))}${wrap(text)}`);
  const lines = members.map(({ action, what, from, place }) => {
    const cause = printable([from, place].filter((part) => part !== undefined).join(' '));
    const start = `${`${action}`.padStart(INDENT - 2)}  `;
    return `${paint.faint(start)}${what}${cause === '' ? '' : paint.faint(`  ${cause}`)}`.trimEnd();
  });
  return [paint.heading(first.do), ...about, ...lines].join('\n');
}

function wrap(text: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > WIDTH - INDENT) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].join(`\n${' '.repeat(INDENT)}`);
}
