// Audits a record: that its inputs give its plan (by making the plan again, in WebAssembly), that this plan is what was
// carried out, and that nothing was changed since. Pure: bytes in, findings out, on any system, in a browser too.
//
// What it cannot find without a secret: a record that was written anew as a whole, with all its digests. Only a digest
// that was kept elsewhere (`expect`) or a signature (attest.ts) finds that.
import type { Engine, Sha256 } from '../engine/engine.ts';
import { type NumberedAction, numberActions, type Plan, readPlan } from '../report/actions.ts';
import { type RecordFiles, tryPackRecords } from './bundle.ts';
import { Course, type Divergence, name, type Outcome } from './course.ts';
import { findBreak, hasGoodSum, type Line, splitLines } from './lines.ts';
import { firstDifference } from './plan-text.ts';
import { countRedacted } from './redact.ts';

export type { RecordFiles } from './bundle.ts';

/** `record`: the set of records as a whole. */
export type AuditedFile = 'engine.wasm' | 'inputs.json' | 'plan.json' | 'journal.ndjson' | 'record';

export type Finding = {
  readonly code: string;
  /** Number of the record among the container's. */
  readonly record: number;
  readonly file: AuditedFile;
  /** Of the journal, from 1. */
  readonly line?: number;
  /** Number of the action in the plan. */
  readonly action?: number;
  readonly kind?: string;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
};

export type RecordAudit = {
  readonly record: number;
  readonly command: string;
  readonly time: string;
  readonly isIntact: boolean;
  /** `waiting`: created, and not started yet; `unfinished`: the journal breaks off. */
  readonly outcome: Outcome;
  readonly digests: {
    readonly engine: string;
    readonly inputs: string;
    readonly journal: string;
    readonly plan: string;
  };
  readonly actions: {
    readonly planned: number;
    readonly begun: number;
    readonly done: number;
    readonly failed: number;
    readonly undone: number;
  };
};

export type Audit = {
  readonly container: string;
  /** SHA-256 of the records as one file, as `lading audit --export` writes it; absent when a file is no text. */
  readonly digest?: string;
  readonly isIntact: boolean;
  readonly records: readonly RecordAudit[];
  /** The first is the first divergence. */
  readonly findings: readonly Finding[];
};

export type AuditTools = {
  /** Only `respond` and `digest` are used. */
  readonly engine: Pick<Engine, 'respond' | 'digest'>;
  /** In hex, of exactly these bytes. */
  readonly sha256: Sha256;
  /** The digest that the whole must have, from a place that whoever changes records cannot change. */
  readonly expect?: string;
};

/** All records of one container, or some of them. */
export function auditRecords(records: readonly RecordFiles[], tools: AuditTools): Audit {
  const audited = records.map((record) => auditOne(record, tools));
  const packed = tryPackRecords(records);
  const digest = packed === undefined ? undefined : tools.sha256(packed);
  const findings = [
    ...judgeDigest(digest, tools.expect),
    ...audited.flatMap((one) => one.findings),
    ...judgeSet(audited),
  ];
  return {
    container: audited[0]?.container ?? '',
    ...(digest === undefined ? {} : { digest }),
    isIntact: findings.length === 0 && audited.length > 0,
    records: audited.map(({ audit }) => audit),
    findings,
  };
}

function judgeDigest(found: string | undefined, expected: string | undefined): Finding[] {
  if (expected === undefined || found === expected) return [];
  const message = 'the record is not the one whose digest is expected';
  return [
    { code: 'record-digest', record: 0, file: 'record', message, expected, found: found ?? 'none' },
  ];
}

type Audited = {
  readonly audit: RecordAudit;
  readonly container: string;
  readonly findings: readonly Finding[];
};

/** What only several records together show. */
function judgeSet(audited: readonly Audited[]): Finding[] {
  const findings: Finding[] = [];
  const add = (code: string, record: number, message: string): void => {
    findings.push({ code, record, file: 'record', message });
  };
  for (const [index, { audit, container }] of audited.entries()) {
    const { record } = audit;
    const before = audited[index - 1]?.audit.record;
    if (container !== audited[0]?.container) {
      add('record-container', record, `belongs to another container: ${container}`);
    }
    // Behind the first the oldest make room for new ones (helper-c/record.c).
    if (before !== undefined && before > 1 && record !== before + 1) {
      add('record-missing', record, `the one before it is missing: ${record - 1}`);
    }
  }
  const first = audited.find(({ audit }) => audit.record === 1)?.audit;
  const start = audited.find(
    ({ audit }) => audit.command === 'start' && audit.outcome === 'done',
  )?.audit;
  if (first?.outcome === 'waiting' && start !== undefined) {
    const message = `the container was started (record ${start.record}), but the journal ends before that`;
    findings.push({ code: 'journal-cut', record: 1, file: 'journal.ndjson', message });
  }
  return findings;
}

type Scene = {
  readonly record: number;
  readonly files: RecordFiles;
  readonly tools: AuditTools;
  readonly digests: RecordAudit['digests'];
  readonly lines: readonly Line[];
  /** The journal's first line, as far as it can be read. */
  readonly head: Readonly<Record<string, unknown>>;
};

function auditOne(files: RecordFiles, tools: AuditTools): Audited {
  const { sha256 } = tools;
  const { lines, rest } = splitLines(files.journal, sha256);
  const head = lines[0]?.value ?? {};
  const scene: Scene = {
    record: files.number,
    files,
    tools,
    lines,
    head,
    digests: {
      engine: `${head.engine ?? ''}`,
      inputs: sha256(files.inputs),
      journal: sha256(files.journal),
      plan: sha256(files.plan),
    },
  };
  const replay = files.redacted === true && !isWhole(scene) ? skipReplay(scene) : replayPlan(scene);
  const plan = tryReadPlan(replay.plan) ?? tryReadPlan(files.plan);
  const followed = followJournal(scene, rest, plan);
  const findings = [...followed.findings, ...replay.findings, ...judgeHead(scene, plan)];
  const { command, time } = head;
  return {
    audit: {
      record: files.number,
      command: typeof command === 'string' ? command : '',
      time: typeof time === 'string' ? time : '',
      isIntact: findings.length === 0,
      outcome: followed.outcome,
      digests: scene.digests,
      actions: followed.actions,
    },
    container: `${head.container ?? ''}`,
    findings,
  };
}

/** All is put back, or there was no secret: what still looks like a digest was there before. */
function isWhole({ digests, head }: Scene): boolean {
  return digests.inputs === head.inputs && digests.plan === head.plan;
}

/** Without what was redacted, inputs and plan are not those that the journal's head names. */
function skipReplay({ record, files }: Scene): { plan: Uint8Array; findings: Finding[] } {
  const count = countRedacted(files);
  const message = `inputs and plan cannot be checked: ${count} values are redacted (--originals)`;
  return {
    plan: files.plan,
    findings: [{ code: 'record-redacted', record, file: 'record', message }],
  };
}

/** The digests that the journal's head names, and the plan that the inputs give. */
function replayPlan(scene: Scene): { plan: Uint8Array; findings: Finding[] } {
  const { record, files, tools, digests, head } = scene;
  const findings: Finding[] = [];
  const engine = tools.engine.digest();
  const isSameEngine = head.engine === engine;
  const made = planOf(tools.engine, files.inputs);
  const isSamePlan = made !== undefined && tools.sha256(made) === digests.plan;
  if (!isSameEngine) {
    const message = `planned by another engine than the one at hand, which makes ${isSamePlan ? 'the same' : 'another'} plan of these inputs`;
    findings.push({
      code: 'engine-other',
      record,
      file: 'engine.wasm',
      message,
      expected: `${head.engine ?? 'a digest'}`,
      found: engine,
    });
  }
  const difference = made === undefined || isSamePlan ? undefined : differenceOf(made, files.plan);
  const place = difference === undefined ? {} : placeOf(difference.action);
  if (head.inputs !== digests.inputs) {
    const message =
      difference === undefined
        ? 'inputs.json has been changed'
        : 'inputs.json has been changed: what it asks for differs first here';
    findings.push({
      code: 'inputs-changed',
      record,
      file: 'inputs.json',
      ...place,
      message: made === undefined ? 'inputs.json has been changed: it gives no plan' : message,
      expected: `${head.inputs ?? 'a digest'}`,
      found: digests.inputs,
    });
  }
  const isPlanNamed = head.plan === digests.plan;
  if (!isPlanNamed || (!isSamePlan && isSameEngine && head.inputs === digests.inputs)) {
    findings.push({
      code: isPlanNamed ? 'plan-not-from-inputs' : 'plan-changed',
      record,
      file: 'plan.json',
      ...place,
      message: isPlanNamed
        ? 'the plan is not what the engine makes of the inputs'
        : 'plan.json has been changed',
      expected: difference?.expected ?? `${head.plan ?? 'a digest'}`,
      found: difference?.found ?? digests.plan,
    });
  }
  // With another engine or other inputs what was made again is not what was carried out.
  return {
    plan: made !== undefined && tools.sha256(made) === head.plan ? made : files.plan,
    findings,
  };
}

/** Undefined: none can be made of them. They may be anything, and the engine may even trap. */
function planOf(engine: AuditTools['engine'], inputs: Uint8Array): Uint8Array | undefined {
  try {
    const answer = engine.respond(inputs);
    return answer.kind === 'plan' ? answer.bytes : undefined;
  } catch {
    return undefined;
  }
}

function differenceOf(made: Uint8Array, plan: Uint8Array): ReturnType<typeof firstDifference> {
  const decoder = new TextDecoder();
  return firstDifference(decoder.decode(made), decoder.decode(plan));
}

function judgeHead({ record, head }: Scene, plan: Plan | undefined): Finding[] {
  if (plan === undefined) return [];
  return (['command', 'container'] as const)
    .filter((member) => head[member] !== plan[member])
    .map((member) => ({
      code: 'journal-head',
      record,
      file: 'journal.ndjson' as const,
      line: 1,
      message: `the ${member} is not the plan's`,
      expected: plan[member],
      found: `${head[member]}`,
    }));
}

type Followed = {
  readonly findings: readonly Finding[];
  readonly outcome: Outcome;
  readonly actions: RecordAudit['actions'];
};

const NO_ACTIONS = { planned: 0, begun: 0, done: 0, failed: 0, undone: 0 };

/** The chain of the lines, and what they tell of the plan. */
function followJournal(scene: Scene, rest: string, plan: Plan | undefined): Followed {
  const { lines } = scene;
  const course = plan === undefined ? undefined : new Course(numberActions(plan));
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
    else divergence = end;
  }
  const findings = describeJournal(scene, { broken, changed, divergence, at, rest });
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

function describeJournal({ record, lines }: Scene, seen: Seen): Finding[] {
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
        ? 'the journal breaks off: lines have been removed, or the helper was killed'
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
  if (rest !== '') {
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

function placeOf(action: NumberedAction | undefined): { action?: number; kind?: string } {
  return action === undefined ? {} : { action: action.number, kind: action.action.do };
}

function tryReadPlan(bytes: Uint8Array): Plan | undefined {
  try {
    const plan = readPlan(bytes);
    return Array.isArray(plan.actions) ? plan : undefined;
  } catch {
    return undefined;
  }
}

/** `57 mount.fs` */
export const nameOfAction = name;
