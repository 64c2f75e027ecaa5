// What is on record of a container: its process, and the actions that were carried out for it, each with what was
// learnt then.
import { LadingError } from '../../errors.ts';
import { parseExact } from '../../exact.ts';
import type { HostReader } from '../../gather/reader.ts';
import { linesOf, readTextIfThere } from '../../gather/text.ts';

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
  const record = `${folder}/record`;
  const made = readDone(reader, `${record}/1`);
  if (made === undefined) throw unreadable(`${record}/1/plan.json`, 'no plan that was carried out');
  const later = listNumbers(reader, record)
    .filter((number) => number > 1)
    .flatMap((number) => {
      const done = readDone(reader, `${record}/${number}`);
      // A helper that was killed has done no more than it says.
      return done === undefined ? [] : [done.filter(({ isOnFile }) => isOnFile)];
    });
  return { made, later, config: readConfig(reader, `${record}/1/inputs.json`) };
}

function listNumbers(reader: HostReader, folder: string): number[] {
  const found = reader.list(folder);
  const names = 'entries' in found ? found.entries : [];
  return names
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}

/** Undefined: there is no such record, or its command failed and was undone. */
function readDone(reader: HostReader, folder: string): Done[] | undefined {
  const text = readTextIfThere(reader, `${folder}/plan.json`);
  if (typeof text !== 'string') return undefined;
  const plan = parse(text, `${folder}/plan.json`) as { readonly actions: readonly Action[] };
  const journal = readTextIfThere(reader, `${folder}/journal.ndjson`);
  const lines = typeof journal === 'string' ? linesOf(journal).map(parseLine) : [];
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

function readConfig(reader: HostReader, path: string): string | undefined {
  const text = readTextIfThere(reader, path);
  if (typeof text !== 'string') return undefined;
  const inputs = parse(text, path) as {
    readonly inputs?: { readonly config?: { readonly text?: string } };
  };
  return inputs.inputs?.config?.text;
}

function parse(text: string, path: string): unknown {
  try {
    return parseExact(text);
  } catch (error) {
    throw unreadable(path, error instanceof Error ? error.message : String(error));
  }
}

function unreadable(path: string, why: string): LadingError {
  const message = `what the container was made by cannot be read: ${path}: ${why}`;
  return new LadingError({ code: 'record-unreadable', message });
}
