// Journal lines -> typed entries. The journal is the helper's own account of what it did; its last line says how it
// ended, so that nothing has to be guessed from an exit status.

export type Head = {
  readonly command: string;
  readonly container: string;
  readonly engine: string;
  readonly format: number;
  readonly inputs: string;
  readonly plan: string;
  readonly time: string;
};

export type Begin = {
  readonly event: 'begin';
  readonly action: number;
  readonly do: string;
  readonly by?: 'child';
};

export type Done = {
  readonly event: 'done';
  readonly action: number;
  readonly result?: Readonly<Record<string, unknown>>;
};

export type Failed = {
  readonly event: 'failed' | 'undo-failed';
  readonly action: number;
  readonly errno?: string;
  readonly message?: string;
  readonly step?: string;
  readonly object?: string;
};

export type Undone = { readonly event: 'undone'; readonly action: number };

export type Outcome = 'done' | 'failed' | 'refused' | 'stale' | 'exited';

export type End = {
  readonly event: 'end';
  readonly exit: number;
  readonly outcome: Outcome;
  readonly message?: string;
};

export type Entry = (Head & { readonly event: 'head' }) | Begin | Done | Failed | Undone | End;

export type Journal = {
  readonly entries: readonly Entry[];
  readonly failed: Failed | undefined;
  /** What could not be taken back. */
  readonly left: readonly Failed[];
  readonly end: End | undefined;
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
    left: entries.filter((entry): entry is Failed => entry.event === 'undo-failed'),
    end: entries.find((entry): entry is End => entry.event === 'end'),
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
