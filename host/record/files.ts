// Finds and reads a container's records: in its state directory, in a copy of that, or in a file that was exported.
import { LadingError, whyUnread } from '../errors.ts';
import type { HostReader } from '../gather/reader.ts';
import { type RecordFiles, unpackRecords } from './bundle.ts';
import { isRecordFile, RECORD_FILE, splitRecord } from './one-file.ts';

/** More than the helper accepts (helper-c/carry.h), and a journal is smaller. */
const FILE_LIMIT_BYTES = 128 * 1024 * 1024;
const RECORD_DIRECTORY = /^(?<number>[1-9][0-9]{0,9})$/;

/**
 * `place`: a file that was exported, or is a record; a directory that holds one record's files, records by number, or a
 * container's state with its `record`.
 */
export function readRecords(place: string, reader: HostReader): RecordFiles[] {
  const found = reader.stat(place);
  if ('error' in found) throw unreadable(place, found.error);
  if (found.type !== 'directory') {
    if (!isRecordFile(place)) return unpackFile(place, reader);
    return [readFileRecord(place, 1, heldFiles(reader), reader)];
  }
  const entries = listDirectory(place, reader);
  if (entries.includes('journal.ndjson'))
    return [readDirectory(place, 1, heldFiles(reader), reader)];
  if (entries.includes('record')) return readRecords(`${place}/record`, reader);
  const places = entries
    .flatMap((name) => placeOf(name) ?? [])
    .filter(({ name, isFile }) => !(isFile && isEmpty(`${place}/${name}`, reader)));
  if (places.length === 0) throw unreadable(place, 'no records in it');
  const held = heldFiles(reader);
  const records = places
    .sort((a, b) => a.number - b.number)
    .map(({ name, number, isFile }) => {
      const read = isFile ? readFileRecord : readDirectory;
      return { name, record: read(`${place}/${name}`, number, held, reader) };
    });
  const left = records.filter(({ name }) => 'type' in reader.stat(`${place}/${name}`));
  if (left.length < records.length) stillThere(place, reader);
  return left.map(({ record }) => record);
}

type RecordPlace = { readonly name: string; readonly number: number; readonly isFile: boolean };

function placeOf(name: string): RecordPlace | undefined {
  const isFile = RECORD_FILE.test(name);
  const { groups } = (isFile ? RECORD_FILE : RECORD_DIRECTORY).exec(name) ?? {};
  return groups === undefined ? undefined : { name, number: Number(groups.number), isFile };
}

/** Then it is none yet: its journal is locked before there is anything in it (helper-c/record.c). */
function isEmpty(path: string, reader: HostReader): boolean {
  return 'bytes' in reader.readFile(path, 0);
}

function unpackFile(path: string, reader: HostReader): RecordFiles[] {
  const bytes = readFile(path, reader);
  try {
    return unpackRecords(bytes);
  } catch (error) {
    throw error instanceof LadingError ? unreadable(path, error.message) : error;
  }
}

/** Of records that are gone others have taken the place, or the container has been deleted. */
function stillThere(place: string, reader: HostReader): void {
  if ('error' in reader.stat(place)) throw unreadable(place, 'removed meanwhile');
}

/** A lock as /proc/locks has it (proc_locks(5)): of flock(2), held and not waited for. */
const LOCK = /^\d+: FLOCK +\S+ +\S+ +(?<pid>\d+) [0-9a-f]+:[0-9a-f]+:(?<inode>\d+) /gm;

/**
 * Inodes of the files that a process that lives has locked. A journal is, from before its record is there, for as long
 * as its command is at it (helper-c/journal.h), but also by a process that waits for its start, when who made it has
 * ended: that is no reason for a journal to break off. Their devices are not compared: who could make a cut journal
 * look like one that is written could lock it, too.
 */
function heldFiles(reader: HostReader): ReadonlySet<number> {
  const found = reader.readFile('/proc/locks', FILE_LIMIT_BYTES);
  const text = 'bytes' in found ? new TextDecoder().decode(found.bytes) : '';
  const locks = [...text.matchAll(LOCK)].map(({ groups }) => groups ?? {});
  const living = locks.filter(({ pid }) => 'type' in reader.stat(`/proc/${pid}`));
  return new Set(living.map(({ inode }) => Number(inode)));
}

/**
 * A file that is missing is empty: that is one of the things an audit finds. `held`: as it was before, so that who has
 * let go of a journal has written all of it.
 */
function readDirectory(
  directory: string,
  number: number,
  held: ReadonlySet<number>,
  reader: HostReader,
): RecordFiles {
  const running = runningIfHeld(`${directory}/journal.ndjson`, held, reader);
  const read = (name: string): Uint8Array => {
    const found = reader.readFile(`${directory}/${name}`, FILE_LIMIT_BYTES);
    if ('bytes' in found) return found.bytes;
    if (found.error === 'ENOENT') return new Uint8Array();
    throw unreadable(`${directory}/${name}`, found.error);
  };
  return {
    number,
    inputs: read('inputs.json'),
    journal: read('journal.ndjson'),
    plan: read('plan.json'),
    ...('type' in reader.stat(`${directory}/redacted`) ? { redacted: true as const } : {}),
    ...running,
  };
}

/** One that has gone meanwhile is left out by who asks. */
function readFileRecord(
  path: string,
  number: number,
  held: ReadonlySet<number>,
  reader: HostReader,
): RecordFiles {
  const running = runningIfHeld(path, held, reader);
  const found = reader.readFile(path, FILE_LIMIT_BYTES);
  if ('error' in found && found.error !== 'ENOENT') throw unreadable(path, found.error);
  const bytes = 'bytes' in found ? found.bytes : new Uint8Array();
  return { ...splitRecord(bytes, number), ...running };
}

function runningIfHeld(
  path: string,
  held: ReadonlySet<number>,
  reader: HostReader,
): { readonly running?: true } {
  const journal = reader.inode(path);
  return 'inode' in journal && held.has(journal.inode) ? { running: true } : {};
}

function readFile(path: string, reader: HostReader): Uint8Array {
  const found = reader.readFile(path, FILE_LIMIT_BYTES);
  if ('error' in found) throw unreadable(path, found.error);
  return found.bytes;
}

function listDirectory(path: string, reader: HostReader): readonly string[] {
  const found = reader.list(path);
  if ('error' in found) throw unreadable(path, found.error);
  return found.entries;
}

function unreadable(path: string, why: string): LadingError {
  return new LadingError({ code: 'record-unreadable', message: `${path}: ${whyUnread(why)}` });
}
