// What is on record of a container: its process, and the actions that were carried out for it, each with what was
// learnt then.
import { LadingError } from '../../errors.ts';
import { parseExact } from '../../exact.ts';
import type { HostReader } from '../../gather/reader.ts';
import { linesOf } from '../../gather/text.ts';
import type { RecordFiles } from '../bundle.ts';
import { readRecords } from '../files.ts';

export type Action = {
  readonly do: string;
  readonly from?: string;
  readonly child?: readonly Action[];
  readonly actions?: readonly Action[];
  readonly [field: string]: unknown;
};

export type Done = {
  readonly action: Action;
  /** Of the container's process, not of the helper. */
  readonly isChild: boolean;
  /** Whether the journal says so. */
  readonly isOnFile: boolean;
  /** What the journal says was learnt; empty when it says nothing. */
  readonly result: { readonly [name: string]: unknown };
};

export type Evidence = {
  /** Of the command that made it: what happened, in the order of the plan. */
  readonly made: readonly Done[];
  /** Of each later command that changed it: update, and the like. */
  readonly later: readonly (readonly Done[])[];
  /** The text of config.json. */
  readonly config: string | undefined;
};

/** `folder`: the container's state. */
export function readEvidence(reader: HostReader, folder: string): Evidence {
  const records = readRecords(folder, reader);
  const first = records.find(({ number }) => number === 1);
  const made = first === undefined ? undefined : readDone(first, folder);
  if (first === undefined || made === undefined)
    throw unreadable(`${folder}/record/1/plan.json`, 'no plan that was carried out');
  const later = records
    .filter((record) => record !== first)
    .flatMap((record) => {
      const done = readDone(record, folder);
      // A helper that was killed has done no more than it says.
      return done === undefined ? [] : [done.filter(({ isOnFile }) => isOnFile)];
    });
  return { made, later, config: readConfig(first, folder) };
}

/** Undefined: it has no plan, or its command failed and was undone. */
function readDone(record: RecordFiles, folder: string): Done[] | undefined {
  if (record.plan.length === 0) return undefined;
  const plan = parse(record, 'plan', folder) as { readonly actions: readonly Action[] };
  const lines = linesOf(textOf(record.journal)).map(parseLine);
  const results = new Map(
    lines.flatMap((line) => (line?.event === 'done' ? [[line.action, line.result ?? {}]] : [])),
  );
  if (lines.some((line) => line?.event === 'failed' || line?.event === 'undone')) return undefined;
  const done: Done[] = [];
  let number = 0;
  const visit = (actions: readonly Action[], isChild: boolean): void => {
    for (const action of actions) {
      const result = results.get(number);
      done.push({ action, isChild, isOnFile: result !== undefined, result: result ?? {} });
      number += 1;
      visit(action.child ?? [], true);
      // What failure.then has would only have been done.
      visit(action.actions ?? [], false);
    }
  };
  visit(plan.actions, false);
  return done;
}

type Line = {
  readonly event?: string;
  readonly action?: number;
  readonly result?: { readonly [name: string]: unknown };
};

/** The last one may be half a line. */
function parseLine(line: string): Line | undefined {
  try {
    return JSON.parse(line) as Line;
  } catch {
    return undefined;
  }
}

function readConfig(record: RecordFiles, folder: string): string | undefined {
  if (record.inputs.length === 0) return undefined;
  const inputs = parse(record, 'inputs', folder) as {
    readonly inputs?: { readonly config?: { readonly text?: string } };
  };
  return inputs.inputs?.config?.text;
}

function parse(record: RecordFiles, part: 'inputs' | 'plan', folder: string): unknown {
  try {
    return parseExact(textOf(record[part]));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw unreadable(`${folder}/record/${record.number}: ${part}`, why);
  }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function unreadable(path: string, why: string): LadingError {
  const message = `what the container was made by cannot be read: ${path}: ${why}`;
  return new LadingError({ code: 'record-unreadable', message });
}
