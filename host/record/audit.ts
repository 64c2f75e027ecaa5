// Audits a record: that its inputs give its plan (by making the plan again, in WebAssembly), that this plan is what was
// carried out, and that nothing was changed since. Pure: bytes in, findings out, on any system, in a browser too.
//
// What it cannot find without a secret: a record that was written anew as a whole, with all its digests, the newest ones
// removed, or two behind the first in each other's place. Only a digest that was kept elsewhere (`expect`) or a signature
// (attest.ts) finds that.
import { numberActions, type Plan, readPlan } from '../report/actions.ts';
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
import { judgeSet, type Member } from './set.ts';

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

/** All records of one container, in the order of their numbers; one that is looked at alone has the number 1. */
export function auditRecords(records: readonly RecordFiles[], tools: AuditTools): Audit {
  const audited = records.map((record) => auditOne(record, tools));
  const packed = tryPackRecords(records);
  const digest = packed === undefined ? undefined : tools.sha256(packed);
  const found = [
    ...judgeDigest(digest, tools.expect),
    ...audited.flatMap((one) => one.findings),
    ...judgeSet(audited.map(({ member }) => member)),
  ];
  const findings = [
    ...found.filter(({ code }) => code !== REDACTED),
    ...found.filter(({ code }) => code === REDACTED),
  ];
  const verdict = audited.length === 0 ? 'divergent' : verdictOf(findings);
  return {
    container: audited[0]?.member.container ?? '',
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
  readonly member: Member;
  readonly findings: readonly Finding[];
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
  const replay = replayPlan(scene);
  const plan = tryReadPlan(replay.plan) ?? tryReadPlan(files.plan);
  const followed = followJournal(scene, rest, plan);
  const findings = [...followed.findings, ...replay.findings, ...judgeHead(scene, plan)];
  const command = typeof head.command === 'string' ? head.command : '';
  const time = typeof head.time === 'string' ? head.time : '';
  const { outcome, actions } = followed;
  return {
    audit: {
      record: files.number,
      command,
      time,
      isIntact: findings.length === 0,
      verdict: verdictOf(findings),
      outcome,
      digests: scene.digests,
      actions,
    },
    member: {
      record: files.number,
      command,
      container: `${head.container ?? ''}`,
      time,
      outcome,
      journal: lines.length === 0 ? undefined : scene.digests.journal,
      keptAt: plan === undefined ? undefined : keptAt(scene, plan),
    },
    findings,
  };
}

/** By the journal in the copy: in the state that was copied it ends before. */
function keptAt({ head, lines }: Scene, plan: Plan): number | undefined {
  const keep = numberActions(plan).find(({ action }) => action.do === 'record.keep');
  const done = lines.find(
    ({ value }) => value?.event === 'done' && value.action === keep?.number,
  )?.value;
  const ns = Number((done as { readonly ns?: unknown } | undefined)?.ns);
  return keep === undefined || done === undefined
    ? undefined
    : Date.parse(`${head.time}`) + ns / 1_000_000;
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
