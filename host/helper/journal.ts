// Journal lines -> typed entries. The journal is the helper's own account of what it did; its last line says how it
// ended, so that nothing has to be guessed from an exit status.
import type { Begin, Done, End, Failed, Head, Undone } from '../../generated/host/journal.ts';

/** The schema leaves open what an action may have learnt. */
type DoneWithResult = Done & { readonly result?: { readonly [name: string]: unknown } };

/** A helper that refuses the plan says why. */
type EndWithReason = End & { readonly message?: string };

export type Entry =
  | (Head & { readonly event: 'head' })
  | Begin
  | DoneWithResult
  | Failed
  | Undone
  | EndWithReason;

export type Journal = {
  readonly entries: readonly Entry[];
  readonly failed: Failed | undefined;
  /** What could not be taken back. */
  readonly left: readonly Undone[];
  readonly end: EndWithReason | undefined;
};

/** A last line that was cut off by the writer's death is left out: it is not part of the chain. */
export function parseJournal(text: string): Journal {
  const entries = text
    .split('\n')
    .slice(0, -1)
    .map(parseLine)
    .filter((entry) => entry !== undefined);
  return {
    entries,
    failed: entries.find((entry): entry is Failed => entry.event === 'failed'),
    left: entries.filter((entry): entry is Undone => entry.event === 'undo-failed'),
    end: entries.find((entry): entry is EndWithReason => entry.event === 'end'),
  };
}

function parseLine(line: string): Entry | undefined {
  try {
    const value = JSON.parse(line) as { event?: string };
    // The head is the one line that names the whole and no event.
    return { event: 'head', ...value } as Entry;
  } catch {
    return undefined; // torn by a full disk or a kill: what stands before it still holds
  }
}
