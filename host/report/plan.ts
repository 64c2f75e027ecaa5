// A plan as people read it: grouped by phase, one line an action, with the line of config.json that caused it.
import type { Diagnostic } from '../../generated/host/response.ts';
import { type Action, type NumberedAction, numberActions, type Plan } from './actions.ts';
import { renderDiagnostic, renderFix } from './diagnostics.ts';
import type { Source } from './failure.ts';
import { type LineFinder, lineFinder } from './pointer.ts';
import { printable } from './printable.ts';

export type Paint = {
  readonly heading: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
};

export const PLAIN: Paint = {
  heading: (text) => text,
  faint: (text) => text,
  strong: (text) => text,
};

export type PlanView = {
  readonly plan: Plan;
  readonly digest: string;
  readonly source: Source | undefined;
  /** Which phase each kind of action belongs to. */
  readonly phaseOf: (kind: string) => string;
  readonly paint: Paint;
  /** What is dangerous or of no use in the config. */
  readonly warnings?: readonly Diagnostic[];
  /** What the reader must know of it. */
  readonly notes?: readonly string[];
};

/** A value longer than this (a seccomp program, an environment) is told by its size. */
const VALUE_CHARACTERS = 60;
const PLACE_COLUMN = 92;
/** How many actions are named beside a warning. */
const SHOWN_NUMBERS = 3;

export function renderPlan(view: PlanView): string {
  const { plan, digest, source, phaseOf, paint, warnings = [], notes = [] } = view;
  const actions = numberActions(plan);
  const lineOf: LineFinder = source === undefined ? () => undefined : lineFinder(source.text);
  const kinds = new Set(actions.map(({ action }) => action.do)).size;
  const head = `${plan.command} ${plan.container}: ${actions.length} actions of ${kinds} kinds`;
  const sections = [...groupByPhase(actions, phaseOf)].map(([phase, members]) => {
    const lines = members.map((member) => renderAction(member, lineOf, paint));
    return [paint.heading(phase), ...lines].join('\n');
  });
  const remark = notes.map((note) => `\n${note}`).join('');
  const top = `${paint.strong(head)}\n${paint.faint(`sha256 ${digest}`)}${remark}`;
  return `${[top, ...sections, ...renderWarnings(warnings, actions, paint)].join('\n\n')}\n`;
}

/** A section, or none: each with the actions that it is about, and what to do. */
function renderWarnings(
  warnings: readonly Diagnostic[],
  actions: readonly NumberedAction[],
  paint: Paint,
): string[] {
  if (warnings.length === 0) return [];
  const lines = warnings.map((warning) => {
    const numbers = concerned(warning.pointer, actions);
    const where = numbers.length === 0 ? '' : paint.faint(` (action ${numbers.join(', ')})`);
    const fix = warning.fix === undefined ? '' : `\n    ${paint.faint(renderFix(warning))}`;
    return `  ${renderDiagnostic(warning)}${where}${fix}`;
  });
  return [[paint.heading('warnings'), ...lines].join('\n')];
}

/** Those that come from the pointer or from below it, or else from what it is a member of; a few say enough. */
function concerned(pointer: string | undefined, actions: readonly NumberedAction[]): number[] {
  if (pointer === undefined) return [];
  const numbersOf = (isConcerned: (from: string) => boolean): number[] =>
    actions
      .filter(({ action: { from } }) => from !== undefined && isConcerned(from))
      .map(({ number }) => number)
      .slice(0, SHOWN_NUMBERS);
  const own = numbersOf((from) => from === pointer || from.startsWith(`${pointer}/`));
  return own.length > 0
    ? own
    : numbersOf((from) => /^\/.+\//.test(from) && isWithin(pointer, from));
}

function isWithin(pointer: string, from: string): boolean {
  return pointer.startsWith(`${from}/`);
}

/** Phases in the order of their first action. */
function groupByPhase(
  actions: readonly NumberedAction[],
  phaseOf: (kind: string) => string,
): Map<string, NumberedAction[]> {
  const phases = new Map<string, NumberedAction[]>();
  for (const numbered of actions) {
    const phase = phaseOf(numbered.action.do);
    const members = phases.get(phase);
    if (members === undefined) phases.set(phase, [numbered]);
    else members.push(numbered);
  }
  return phases;
}

/** ` 57 > mount.fs           tmpfs on /dev/shm nosuid,nodev,noexec      /mounts/4 :57` */
function renderAction(
  { action, number, isChild }: NumberedAction,
  lineOf: LineFinder,
  paint: Paint,
): string {
  const start = `${`${number}`.padStart(5)} ${isChild ? '>' : ' '} `;
  const what = `${action.do.padEnd(18)} ${describe(action)}`.trimEnd();
  const from = action.from === undefined ? '' : renderFrom(action.from, lineOf(action.from));
  const note =
    action.note === undefined ? '' : `\n${' '.repeat(28)}${paint.faint(printable(action.note))}`;
  if (from === '') return `${paint.faint(start)}${what}${note}`;
  const space = ' '.repeat(Math.max(2, PLACE_COLUMN - start.length - what.length));
  return `${paint.faint(start)}${what}${space}${paint.faint(from)}${note}`;
}

function renderFrom(from: string, line: number | undefined): string {
  const shown = printable(from);
  return line === undefined ? shown : `${shown} :${line}`;
}

/** Fields that read better in a phrase than as name=value; what a phrase leaves out is listed after it. */
const PHRASES: ReadonlyMap<string, readonly string[]> = new Map([
  ['cgroup.attach', ['mount', '/', 'path']],
  ['cgroup.create', ['mount', '/', 'path']],
  ['cgroup.delegate', ['mount', '/', 'path']],
  ['cgroup.enable', ['mount', '/', 'path']],
  ['cgroup.join', ['mount', '/', 'path']],
  ['cgroup.kill', ['mount', '/', 'path']],
  ['cgroup.remove', ['mount', '/', 'path']],
  ['cgroup.freeze', ['mount', '/', 'path']],
  ['cgroup.signal', ['mount', '/', 'path']],
  ['cgroup.devices', ['mount', '/', 'path']],
  ['cgroup.write', ['mount', '/', 'path', '/', 'file', ' = ', 'value']],
  ['cgroup.open', ['mount', '/', 'path', '/', 'join']],
  ['container.enter', ['types']],
  ['device.bind', ['source', ' -> ', 'path']],
  ['device.create', ['path']],
  ['exec', ['argv']],
  ['exec.lookup', ['name']],
  ['hook.defer', ['point', ' ', 'path']],
  ['hook.run', ['point', ' ', 'path']],
  ['mount.attributes', ['target']],
  ['mount.bind', ['source', ' -> ', 'target']],
  ['mount.fs', ['type', ' on ', 'target']],
  ['mount.remove', ['target']],
  ['namespace.join', ['type']],
  ['namespace.open', ['type', ' ', 'path']],
  ['namespace.unshare', ['types']],
  ['path.mask', ['path']],
  ['path.readonly', ['path']],
  ['process.spawn', ['namespaces']],
  ['process.visit', ['enters']],
  ['record.begin', ['root', '/', 'id']],
  ['rlimit.set', ['resource', ' ', 'soft', '/', 'hard']],
  ['root.bind', ['path']],
  ['root.open', ['path']],
  ['state.lock', ['root', '/', 'id']],
  ['state.remove', ['root', '/', 'id']],
  ['state.reserve', ['root', '/', 'id']],
  ['source.open', ['source']],
  ['symlink.create', ['path', ' -> ', 'target']],
  ['sync', ['point']],
  ['systemd.set', ['unit']],
  ['systemd.start', ['unit']],
  ['systemd.stop', ['unit']],
  ['sysctl.write', ['key', ' = ', 'value']],
]);

/** Messages to systemd are told of in their note. */
const MESSAGE: readonly string[] = [
  ...['bus', 'call', 'lengthAt', 'owner', 'properties', 'reset', 'stop'],
];
const NOT_SHOWN: readonly string[] = ['do', 'from', 'note', 'child', 'actions', ...MESSAGE];

/** Its fields, on one line. */
export function describe(action: Action): string {
  const words = PHRASES.get(action.do) ?? [];
  const phrase = words.map((word) => (word in action ? renderValue(action[word]) : word)).join('');
  const rest = Object.entries(action)
    .filter(([field]) => !NOT_SHOWN.includes(field) && !words.includes(field))
    .map(([field, value]) => (value === true ? field : `${field}=${renderValue(value)}`));
  return [phrase, ...rest].filter((part) => part !== '').join(' ');
}

function renderValue(value: unknown): string {
  const text = renderWhole(value);
  if (text.length <= VALUE_CHARACTERS) return text;
  if (Array.isArray(value)) return `${text.slice(0, VALUE_CHARACTERS - 12)}… (${value.length})`;
  return `${text.slice(0, VALUE_CHARACTERS - 16)}… (${text.length} bytes)`;
}

function renderWhole(value: unknown): string {
  if (Array.isArray(value)) return value.map(renderWhole).join(',');
  if (typeof value === 'string') return printable(value);
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => `${printable(name)}:${renderWhole(member)}`)
      .join(' ');
  }
  return String(value);
}
