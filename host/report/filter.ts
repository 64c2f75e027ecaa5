// What a seccomp program does with a system call, and the program itself, as people read them.
import type { Paint } from './plan.ts';
import type { LineFinder } from './pointer.ts';

/** The engine's answer to `explain`. */
export type FilterAnswer = {
  readonly size: number;
  readonly action?: string;
  readonly architecture?: string;
  readonly arguments?: readonly (number | bigint)[];
  readonly decided?: { readonly at: string; readonly because: string; readonly by: string };
  /** What some kernels do in spite of every filter. */
  readonly exempt?: string;
  readonly looked?: readonly number[];
  readonly name?: string;
  readonly number?: number;
  readonly path?: readonly number[];
  readonly program?: readonly FilterLine[];
};

type FilterLine = {
  readonly label?: string;
  readonly note?: string;
  readonly ran?: true;
  readonly text: string;
};

export type FilterView = {
  /** The arguments that were given; the others are taken as 0. */
  readonly given: readonly number[];
  readonly lineOf: LineFinder;
  readonly paint: Paint;
};

const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/ALLOW/, 'the call goes through'],
  [/ERRNO/, 'the call fails'],
  [/KILL_PROCESS/, 'the process is killed (SIGSYS)'],
  [/KILL_THREAD/, 'the thread is killed (SIGSYS)'],
  [/LOG/, 'the call goes through, and is logged'],
  [/NOTIFY/, 'an agent decides'],
  [/TRACE/, 'a tracer decides; without one the call fails with ENOSYS'],
  [/TRAP/, 'the program gets SIGSYS'],
];

/** Numbers of asm-generic/errno-base.h and errno.h that profiles use. */
const ERRNOS: ReadonlyMap<string, string> = new Map([
  ['1', 'EPERM'],
  ['2', 'ENOENT'],
  ['11', 'EAGAIN'],
  ['12', 'ENOMEM'],
  ['13', 'EACCES'],
  ['16', 'EBUSY'],
  ['22', 'EINVAL'],
  ['38', 'ENOSYS'],
  ['95', 'EOPNOTSUPP'],
  ['97', 'EAFNOSUPPORT'],
]);

export function renderFilter(answer: FilterAnswer, view: FilterView): string {
  const parts = [
    ...(answer.action === undefined ? [] : [renderVerdict(answer, view)]),
    ...(answer.program === undefined ? [] : [renderProgram(answer.program, view.paint)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

export type Verdict = {
  readonly head: string;
  /** Titles and texts. */
  readonly rows: readonly (readonly [string, string])[];
};

/** What happens to the call, and why. */
export function describeVerdict(
  answer: FilterAnswer,
  { given, lineOf }: Pick<FilterView, 'given' | 'lineOf'>,
): Verdict {
  const { action = '', architecture, decided, name, number, path = [] } = answer;
  const line = decided === undefined ? undefined : lineOf(decided.at);
  const place = line === undefined ? '' : ` (line ${line})`;
  // A program that the kernel refuses looks at nothing.
  const hasRun = path.length > 0;
  const rows = [
    ['action', describeAction(action)],
    ['decided by', decided === undefined ? '' : `${decided.at}${place}`],
    ['because', decided?.because ?? ''],
    ['but', answer.exempt ?? ''],
    ['looked at', hasRun ? describeLooked(answer, given) : ''],
    ['steps', hasRun ? `${path.length} of ${answer.size} instructions` : ''],
  ] as const;
  return {
    head: `${name ?? 'a call without a name'} on ${architecture}: number ${number}`,
    rows: rows.filter(([, text]) => text !== ''),
  };
}

function renderVerdict(answer: FilterAnswer, view: FilterView): string {
  const { head, rows } = describeVerdict(answer, view);
  const lines = rows.map(([title, text]) => `  ${view.paint.faint(title.padEnd(11))} ${text}`);
  return [view.paint.heading(head), ...lines].join('\n');
}

function describeAction(action: string): string {
  const errno = ERRNOS.get(/ERRNO (\d+)$/.exec(action)?.[1] ?? '');
  const meaning = MEANINGS.find(([pattern]) => pattern.test(action))?.[1];
  const named = errno === undefined ? action : `${action} (${errno})`;
  return meaning === undefined ? named : `${named}: ${meaning}`;
}

function describeLooked(answer: FilterAnswer, given: readonly number[]): string {
  const seen = (answer.looked ?? []).map((index) => {
    const value = `0x${(answer.arguments?.[index] ?? 0).toString(16)}`;
    return `argument ${index} = ${given.includes(index) ? value : '0 (not given)'}`;
  });
  return ['architecture', 'number', ...seen].join(', ');
}

const NOTE_COLUMN = 44;

/** ` > 12  L12:  jeq #0x3b, L40, L41         ; execve`: what ran is marked. */
function renderProgram(program: readonly FilterLine[], paint: Paint): string {
  const digits = `${program.length}`.length;
  const lines = program.map(({ label, note, ran, text }, at) => {
    const start = `${ran === true ? '>' : ' '} ${`${at}`.padStart(digits)}  `;
    const body = `${(label === undefined ? '' : `${label}:`).padEnd(digits + 3)}${text}`;
    const whole = `${paint.faint(start)}${ran === true ? paint.strong(body) : body}`;
    if (note === undefined) return whole;
    return `${whole}${' '.repeat(Math.max(1, NOTE_COLUMN - body.length))}${paint.faint(`; ${note}`)}`;
  });
  return lines.join('\n');
}
