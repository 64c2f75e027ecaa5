// Follows a journal along its plan: the chain of its lines, and whether what they tell can come in that order.
import { type Action, type NumberedAction, numberActions, type Plan } from '../report/actions.ts';
import { Course, type Divergence, type Outcome } from './course.ts';
import { findBreak, hasGoodSum } from './lines.ts';
import { type Counts, type Finding, placeOf, type Scene } from './scene.ts';

export type Followed = {
  readonly findings: readonly Finding[];
  readonly outcome: Outcome;
  readonly actions: Counts;
};

const NO_ACTIONS = { planned: 0, begun: 0, done: 0, failed: 0, undone: 0 };

/** The chain of the lines, and what they tell of the plan. */
export function followJournal(scene: Scene, rest: string, plan: Plan | undefined): Followed {
  const { lines } = scene;
  const numbered = plan === undefined ? undefined : numberActions(plan);
  const course = numbered === undefined ? undefined : new Course(numbered);
  const broken = findChange(scene);
  let at = 1;
  let divergence: Divergence | undefined;
  let changed: NumberedAction | undefined;
  for (; course !== undefined && at < lines.length; at++) {
    if (broken?.line === at) changed = course.next;
    divergence = course.take(lines[at]?.value ?? {});
    if (divergence !== undefined) break;
  }
  let outcome: Outcome = 'unfinished';
  if (course !== undefined && divergence === undefined) {
    const end = course.finish();
    if (typeof end === 'string') outcome = end;
    else if (scene.files.running === true) outcome = 'running';
    else divergence = end;
  }
  const findings = [
    ...describeJournal(scene, { broken, changed, divergence, at, rest }),
    ...(numbered === undefined || broken !== undefined ? [] : judgeClock(scene, numbered)),
  ];
  return { findings, outcome, actions: course?.counts ?? NO_ACTIONS };
}

type Change = NonNullable<ReturnType<typeof findBreak>>;

/** The first line that is not as it was written. */
function findChange({ lines, tools }: Scene): Change | undefined {
  const bad = lines.findIndex((line) => !hasGoodSum(line, tools.sha256));
  const broken = findBreak(lines);
  // A link that was changed in the last line shows between it and the one before.
  const isInBad = broken?.how === 'changed-or-removed' && broken.line + 1 === bad;
  if (bad === -1 || (broken !== undefined && broken.line < bad && !isInBad)) return broken;
  return { line: bad, how: 'changed', expected: 'its own sum', found: `${lines[bad]?.digest}` };
}

type Seen = {
  readonly broken: Change | undefined;
  /** The action that the changed line is about. */
  readonly changed: NumberedAction | undefined;
  readonly divergence: Divergence | undefined;
  /** The line of the divergence. */
  readonly at: number;
  readonly rest: string;
};

function describeJournal({ record, files, lines }: Scene, seen: Seen): Finding[] {
  const { broken, changed, divergence, at, rest } = seen;
  const common = { record, file: 'journal.ndjson' as const };
  const findings: Finding[] = [];
  if (lines.length === 0) {
    const message = 'the journal is empty';
    return [{ code: 'journal-empty', ...common, message }];
  }
  // A line that is missing shows in the next one, which cannot come yet.
  const isRemoved =
    broken?.how === 'changed-or-removed' && divergence !== undefined && at === broken.line + 1;
  if (broken !== undefined && !isRemoved && (divergence === undefined || broken.line <= at)) {
    findings.push({
      code: broken.how === 'moved' ? 'journal-moved' : 'journal-changed',
      ...common,
      line: broken.line + 1,
      ...placeOf(changed),
      message:
        broken.how === 'moved'
          ? 'does not follow the line before it: lines have been moved, repeated or removed'
          : 'has been changed: the next line, or its own sum, names another digest',
      expected: broken.expected,
      found: broken.found,
    });
  }
  if (divergence !== undefined) {
    const isEnd = at >= lines.length;
    findings.push({
      code: isEnd ? 'journal-cut' : isRemoved ? 'journal-removed' : 'journal-course',
      ...common,
      line: at + 1,
      ...placeOf(divergence.action),
      message: isEnd
        ? 'the journal breaks off: lines have been removed, or the helper was killed, or had not ended yet'
        : isRemoved
          ? 'lines have been removed before this one'
          : 'this cannot come next in the course of the plan',
      expected: divergence.expected,
      found: divergence.found,
    });
  } else if (broken !== undefined && findings.length === 0) {
    findings.push({
      code: 'journal-changed',
      ...common,
      line: broken.line + 1,
      message: 'has been changed',
    });
  }
  if (rest !== '' && files.running !== true) {
    const message = 'the last line was cut off';
    findings.push({
      code: 'journal-torn',
      ...common,
      line: lines.length + 1,
      message,
      found: rest.slice(0, 80),
    });
  }
  return findings;
}

/** Lines come in the order of their time, by one clock. */
function judgeClock({ record, lines }: Scene, numbered: readonly NumberedAction[]): Finding[] {
  if (numbered.some(({ action }) => isOfTime(action))) return [];
  let last = 0;
  for (const [index, { value = {} }] of lines.entries()) {
    const { ns = last } = value as { readonly ns?: unknown };
    if (typeof ns !== 'number') continue;
    if (ns < last) {
      const message = 'is of a time before that of the line before it';
      const place = placeOf(numbered.find(({ number }) => number === value.action));
      const times = { expected: `${last} ns or more`, found: `${ns} ns` };
      const common = { record, file: 'journal.ndjson' as const, line: index + 1 };
      return [{ code: 'journal-clock', ...common, ...place, message, ...times }];
    }
    last = ns;
  }
  return [];
}

/** Between time namespaces clocks differ: what comes later may have the smaller number. */
function isOfTime({ type, types, enters, joins }: Action): boolean {
  return [type, types, enters, joins].flat().includes('time');
}
