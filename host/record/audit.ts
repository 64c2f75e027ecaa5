// Audits a record: that its inputs give its plan (by making the plan again, in WebAssembly), that this plan is what was
// carried out, and that nothing was changed since. Pure: bytes in, findings out, on any system, in a browser too.
//
// What it cannot find without a secret: a record that was written anew as a whole, with all its digests. Only a digest
// that was kept elsewhere (`expect`) or a signature (attest.ts) finds that.
import { type Plan, readPlan } from '../report/actions.ts';
import { type RecordFiles, tryPackRecords } from './bundle.ts';
import type { Outcome } from './course.ts';
import { followJournal } from './follow.ts';
import { judgeForm } from './forms.ts';
import { splitLines } from './lines.ts';
import { replayPlan } from './replay.ts';
import {
  type AuditTools,
  type Counts,
  type Digests,
  type Finding,
  REDACTED,
  type Scene,
  type Verdict,
  verdictOf,
} from './scene.ts';

export type { RecordFiles } from './bundle.ts';
export type { AuditTools, Finding, Verdict } from './scene.ts';

export type RecordAudit = {
  readonly record: number;
  readonly command: string;
  readonly time: string;
  readonly isIntact: boolean;
  readonly verdict: Verdict;
  /** `waiting`: created, and not started yet; `running`: at it still; `unfinished`: the journal breaks off. */
  readonly outcome: Outcome;
  readonly digests: Digests;
  readonly actions: Counts;
};

export type Audit = {
  readonly container: string;
  /** SHA-256 of the records as one file, as `lading audit --export` writes it; absent when a file is no text. */
  readonly digest?: string;
  readonly isIntact: boolean;
  readonly verdict: Verdict;
  readonly records: readonly RecordAudit[];
  /** The first is the first divergence; what is redacted stands behind all of these. */
  readonly findings: readonly Finding[];
};

/** All records of one container, or some of them. */
export function auditRecords(records: readonly RecordFiles[], tools: AuditTools): Audit {
  const audited = records.map((record) => auditOne(record, tools));
  const packed = tryPackRecords(records);
  const digest = packed === undefined ? undefined : tools.sha256(packed);
  const found = [
    ...judgeDigest(digest, tools.expect),
    ...audited.flatMap((one) => one.findings),
    ...judgeSet(audited),
  ];
  const findings = [
    ...found.filter(({ code }) => code !== REDACTED),
    ...found.filter(({ code }) => code === REDACTED),
  ];
  const verdict = audited.length === 0 ? 'divergent' : verdictOf(findings);
  return {
    container: audited[0]?.container ?? '',
    ...(digest === undefined ? {} : { digest }),
    isIntact: verdict === 'intact',
    verdict,
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
  const replay = replayPlan(scene);
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
      verdict: verdictOf(findings),
      outcome: followed.outcome,
      digests: scene.digests,
      actions: followed.actions,
    },
    container: `${head.container ?? ''}`,
    findings,
  };
}

function judgeHead({ record, head, lines }: Scene, plan: Plan | undefined): Finding[] {
  const common = { code: 'journal-head', record, file: 'journal.ndjson', line: 1 } as const;
  const findings: Finding[] = [];
  const why = lines.length === 0 ? undefined : judgeForm(head, undefined);
  if (why !== undefined) {
    findings.push({ ...common, message: 'it is no first line as it is written', found: why });
  }
  for (const member of ['command', 'container'] as const) {
    if (plan === undefined || head[member] === plan[member]) continue;
    const message = `the ${member} is not the plan's`;
    findings.push({ ...common, message, expected: `${plan[member]}`, found: `${head[member]}` });
  }
  return findings;
}

function tryReadPlan(bytes: Uint8Array): Plan | undefined {
  try {
    return readPlan(bytes);
  } catch {
    return undefined;
  }
}
