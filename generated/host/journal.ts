// Written by `npm run generate` from host/schema/journal.schema.json. Do not edit.

/**
 * One line of journal.ndjson: what the helper did, each line with the digest of the one before. What an action may have learnt stands in its `x-result` in the schema of plans.
 */
export type JournalLine = Head | Begin | Done | Failed | Undone | End;

/**
 * The first line.
 */
export interface Head {
  /**
   * The command.
   */
  command: string;
  /**
   * Container id.
   */
  container: string;
  /**
   * Digest of engine.wasm; empty when the helper was called by hand.
   */
  engine: string;
  /**
   * Version of this format.
   */
  format: 1;
  /**
   * Digest of inputs.json.
   */
  inputs: string;
  /**
   * Digest of plan.json.
   */
  plan: string;
  /**
   * SHA-256 of the line before this one, without its end; zeros for the first.
   */
  prev: string;
  /**
   * When it began, RFC 3339 in UTC.
   */
  time: string;
}
/**
 * On file before the first effect of an action.
 */
export interface Begin {
  /**
   * Number of the action in the plan.
   */
  action: number;
  /**
   * Written by the container's init; absent: by the helper.
   */
  by?: 'child';
  /**
   * Kind of the action.
   */
  do: string;
  event: 'begin';
  /**
   * Nanoseconds since the first line.
   */
  ns: number;
  /**
   * SHA-256 of the line before this one, without its end; zeros for the first.
   */
  prev: string;
  /**
   * SHA-256 of this line as it is without this member: in lines that may be the last.
   */
  sum?: string;
}
/**
 * The action succeeded.
 */
export interface Done {
  /**
   * Number of the action in the plan.
   */
  action: number;
  /**
   * Written by the container's init; absent: by the helper.
   */
  by?: 'child';
  event: 'done';
  /**
   * Nanoseconds since the first line.
   */
  ns: number;
  /**
   * SHA-256 of the line before this one, without its end; zeros for the first.
   */
  prev: string;
  /**
   * What was learnt: a pid, which of two cases it was.
   */
  result?: {};
}
/**
 * The action failed; those before it are undone.
 */
export interface Failed {
  /**
   * Number of the action in the plan.
   */
  action: number;
  /**
   * Written by the container's init; absent: by the helper.
   */
  by?: 'child';
  /**
   * Name of the error number.
   */
  errno: string;
  event: 'failed';
  /**
   * What people should know of it.
   */
  message?: string;
  /**
   * Nanoseconds since the first line.
   */
  ns: number;
  /**
   * What the failed step was applied to.
   */
  object: string;
  /**
   * SHA-256 of the line before this one, without its end; zeros for the first.
   */
  prev: string;
  /**
   * The system call or check that failed.
   */
  step: string;
  /**
   * SHA-256 of this line as it is without this member: in lines that may be the last.
   */
  sum?: string;
}
/**
 * The action was taken back, or could not be.
 */
export interface Undone {
  /**
   * Number of the action in the plan.
   */
  action: number;
  /**
   * Written by the container's init; absent: by the helper.
   */
  by?: 'child';
  /**
   * Why it could not be.
   */
  errno?: string;
  event: 'undone' | 'undo-failed';
  /**
   * Nanoseconds since the first line.
   */
  ns: number;
  /**
   * SHA-256 of the line before this one, without its end; zeros for the first.
   */
  prev: string;
}
/**
 * The last line of a helper that was not killed.
 */
export interface End {
  event: 'end';
  /**
   * The helper's exit status.
   */
  exit: number;
  /**
   * How it ended; `exited`: with the container's own exit code.
   */
  outcome: 'done' | 'failed' | 'refused' | 'stale' | 'exited';
  /**
   * SHA-256 of the line before this one, without its end; zeros for the first.
   */
  prev: string;
  /**
   * SHA-256 of this line as it is without this member: in lines that may be the last.
   */
  sum?: string;
}
