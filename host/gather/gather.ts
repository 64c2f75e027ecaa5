// The engine's needs and what answers each: a table of kinds. Nothing is interpreted: a file's text goes in as it is.
import type { Need } from '../../generated/host/response.ts';
import { LadingError } from '../errors.ts';
import { tryDecodeUtf8 } from '../utf8.ts';
import { readFacts } from './facts.ts';
import { readFrozen } from './frozen.ts';
import { readProcess } from './process.ts';
import type { Failure, HostReader } from './reader.ts';
import { readStates } from './states.ts';
import { readTextIfThere } from './text.ts';

type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };

type Gatherer = (need: Need, reader: HostReader) => Value;

/** A Map, not an object: a kind named `constructor` is no kind. */
const GATHERERS: ReadonlyMap<string, Gatherer> = new Map<string, Gatherer>([
  ['caller', (_, reader) => reader.caller()],
  ['descriptors', (need, reader) => ({ open: reader.descriptors(limitOf(need)) })],
  ['facts', (_, reader) => readFacts(reader)],
  ['file', (need, reader) => gatherFile(pathOf(need), limitOf(need), reader)],
  ['stdin', (need, reader) => textOrBase64(reader.readInput(limitOf(need)))],
  ['stat', (need, reader) => reader.stat(pathOf(need))],
  ['directory', (need, reader) => gatherDirectory(pathOf(need), reader)],
  ['process', (need, reader) => readProcess(reader, pidOf(need))],
  ['processes', (need, reader) => gatherProcesses(pathOf(need), reader)],
  ['program', (need, reader) => reader.findProgram(need.name)],
  ['frozen', (need, reader) => readFrozen(reader, pathOf(need))],
  ['states', (need, reader) => readStates(reader, pathOf(need))],
]);

export function gather(
  needs: readonly Need[],
  reader: HostReader,
): { readonly [name: string]: Value } {
  return Object.fromEntries(
    needs.map((need) => {
      const gatherer = GATHERERS.get(need.kind);
      if (gatherer === undefined) throw badNeed(need, 'kind');
      return [need.name, gatherer(need, reader)];
    }),
  );
}

function gatherFile(path: string, limitBytes: number, reader: HostReader): Value {
  return textOrBase64(reader.readFile(path, limitBytes));
}

function textOrBase64(found: { readonly bytes: Uint8Array } | Failure): Value {
  if ('error' in found) return found;
  const text = tryDecodeUtf8(found.bytes);
  // Where it is not UTF-8 the engine says.
  return text === undefined ? { base64: renderBase64(found.bytes) } : { text };
}

function gatherDirectory(path: string, reader: HostReader): Value {
  const found = reader.list(path);
  if ('error' in found) return found;
  return { entries: [...found.entries].sort(compareBytes) };
}

/** As UTF-8, whose order is that of code points; JavaScript's own is that of UTF-16. */
function compareBytes(one: string, other: string): number {
  const [a, b] = [new TextEncoder().encode(one), new TextEncoder().encode(other)];
  const at = a.findIndex((byte, index) => byte !== b[index]);
  return at === -1 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
}

function renderBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Of a cgroup and those below it, each once. */
function gatherProcesses(cgroup: string, reader: HostReader): Value {
  const top = reader.list(cgroup);
  if ('error' in top) return top;
  const pids = [...processesBelow(cgroup, reader)];
  return { pids: [...new Set(pids)].sort((a, b) => a - b) };
}

function* processesBelow(cgroup: string, reader: HostReader): Generator<number> {
  const found = reader.list(cgroup);
  // A cgroup that has gone meanwhile had nobody left.
  for (const name of 'error' in found ? [] : found.entries) {
    const path = `${cgroup}/${name}`;
    const entry = reader.stat(path);
    if ('type' in entry && entry.type === 'directory') yield* processesBelow(path, reader);
  }
  const text = readTextIfThere(reader, `${cgroup}/cgroup.procs`);
  if (typeof text === 'string')
    yield* text
      .split('\n')
      .map(Number)
      .filter((pid) => pid > 0);
}

function pathOf(need: Need): string {
  if (need.path === undefined) throw badNeed(need, 'path');
  return need.path;
}

function limitOf(need: Need): number {
  if (need.limit === undefined) throw badNeed(need, 'limit');
  return need.limit;
}

function pidOf(need: Need): number {
  if (need.pid === undefined) throw badNeed(need, 'pid');
  return need.pid;
}

function badNeed(need: Need, field: string): LadingError {
  return new LadingError({
    code: 'engine-need',
    message: `the engine asked for an input with an unknown ${field} (a bug): ${JSON.stringify(need)}`,
  });
}
