// What is looked at in an audit, and what is found: the words that its parts share.
import type { Engine, Sha256 } from '../engine/engine.ts';
import type { NumberedAction } from '../report/actions.ts';
import type { RecordFiles } from './bundle.ts';
import type { Line } from './lines.ts';

/** `record`: the set of records as a whole. The others are parts of one, be they files (helper-c/record.h) or not. */
export type AuditedFile = 'engine.wasm' | 'inputs.json' | 'plan.json' | 'journal.ndjson' | 'record';

/** Of a finding that is no divergence: something was redacted, and so cannot be checked. */
export const REDACTED = 'record-redacted';

/**
 * `redacted`: what can be checked agrees, and the rest cannot be: its originals are not at hand.
 * `divergent`: something is not as it was written.
 */
export type Verdict = 'intact' | 'redacted' | 'divergent';

export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.length === 0) return 'intact';
  return findings.every(({ code }) => code === REDACTED) ? 'redacted' : 'divergent';
}

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

export type AuditTools = {
  /** Only `respond` and `digest` are used. */
  readonly engine: Pick<Engine, 'respond' | 'digest'>;
  /** In hex, of exactly these bytes. */
  readonly sha256: Sha256;
  /** The digest that the whole must have, from a place that whoever changes records cannot change. */
  readonly expect?: string;
};

/** SHA-256 of each file, and of the engine that its journal names. */
export type Digests = {
  readonly engine: string;
  readonly inputs: string;
  readonly journal: string;
  readonly plan: string;
};

/** How many of a plan's actions. */
export type Counts = {
  readonly planned: number;
  readonly begun: number;
  readonly done: number;
  readonly failed: number;
  readonly undone: number;
};

/** One record, with what all parts of its audit look at. */
export type Scene = {
  readonly record: number;
  readonly files: RecordFiles;
  readonly tools: AuditTools;
  readonly digests: Digests;
  readonly lines: readonly Line[];
  /** The journal's first line, as far as it can be read. */
  readonly head: Readonly<Record<string, unknown>>;
};

export function placeOf(action: NumberedAction | undefined): { action?: number; kind?: string } {
  return action === undefined ? {} : { action: action.number, kind: action.action.do };
}
