// What is known of every container below a state root, briefly: a list of hundreds needs neither their records nor a
// round of questions for each.
import type { StateFile } from '../../generated/host/state-file.ts';
import { parseUtf8 } from '../utf8.ts';
import { readFrozen } from './frozen.ts';
import { type ProcessValue, readProcess } from './process.ts';
import type { Failure, HostReader } from './reader.ts';

/** As the engine's own for a single one. */
const STATE_LIMIT_BYTES = 32 * 1024 * 1024;

type Brief = {
  readonly boot: string;
  readonly bundle: string;
  readonly created: string;
  /** Whether it was made to wait for its start. */
  readonly fifo: boolean;
  readonly owner: number;
  readonly pid: number;
  readonly start: number;
};

type Entry =
  /** `record`: whether a create of ours has begun there. */
  | { readonly id: string; readonly error: string; readonly record: boolean }
  | {
      readonly id: string;
      /** Whether exec.fifo is there. */
      readonly fifo: boolean;
      readonly frozen: boolean;
      readonly process: ProcessValue;
      readonly state: Brief;
    };

export function readStates(
  reader: HostReader,
  root: string,
): { readonly entries: readonly Entry[] } | Failure {
  const found = reader.list(root);
  if ('error' in found) return found;
  const bytes = (name: string): Buffer => Buffer.from(name); // order of bytes is order of code points
  const ids = [...found.entries].sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
  return { entries: ids.map((id) => readEntry(reader, `${root}/${id}`, id)) };
}

function readEntry(reader: HostReader, directory: string, id: string): Entry {
  const file = reader.readFile(`${directory}/state.json`, STATE_LIMIT_BYTES);
  const unknown = (error: string): Entry => {
    return { id, error, record: 'type' in reader.stat(`${directory}/record`) };
  };
  if ('error' in file) return unknown(file.error);
  const state = parseState(file.bytes);
  if (state === undefined) return unknown('EBADMSG');
  const { boot, container, created, pid, start } = state;
  const { bundle, fifo, freezer, owner } = container;
  const process = readProcess(reader, pid);
  // Whoever is not there is not paused.
  const isAsked = freezer !== undefined && !('error' in process);
  const frozen = isAsked ? readFrozen(reader, freezer) : { frozen: false };
  return {
    id,
    fifo: 'type' in reader.stat(`${directory}/exec.fifo`),
    frozen: 'frozen' in frozen && frozen.frozen,
    process,
    state: { boot, bundle, created, fifo, owner, pid, start },
  };
}

/** Undefined when it is not what we wrote. */
function parseState(bytes: Uint8Array): StateFile | undefined {
  try {
    const state = parseUtf8(bytes);
    return isState(state) ? state : undefined;
  } catch {
    return undefined; // cut, or never was one
  }
}

function isState(value: unknown): value is StateFile {
  if (typeof value !== 'object' || value === null) return false;
  const { boot, container, created, pid, start } = value as Partial<StateFile>;
  if (typeof container !== 'object' || container === null) return false;
  const { bundle, fifo, freezer, owner } = container;
  return (
    [boot, bundle, created, freezer ?? ''].every((text) => typeof text === 'string') &&
    [owner, pid, start].every((number) => Number.isSafeInteger(number) && Number(number) >= 0) &&
    typeof fifo === 'boolean' &&
    pid !== 0
  );
}
