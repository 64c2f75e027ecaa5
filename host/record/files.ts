// Finds and reads a container's records: in its state directory, in a copy of that, or in a file that was exported.
import { LadingError } from '../errors.ts';
import type { HostReader } from '../gather/reader.ts';
import { type RecordFiles, unpackRecords } from './bundle.ts';

/** More than the helper accepts (helper-c/carry.h), and a journal is smaller. */
const FILE_LIMIT_BYTES = 128 * 1024 * 1024;
const RECORD_NAME = /^[1-9][0-9]{0,9}$/;

/**
 * `place`: a file that was exported; a directory that holds one record's files, records by number, or a container's
 * state with its `record`.
 */
export function readRecords(place: string, reader: HostReader): RecordFiles[] {
  const found = reader.stat(place);
  if ('error' in found) throw unreadable(place, found.error);
  if (found.type !== 'directory') return unpackRecords(readFile(place, reader));
  const entries = listDirectory(place, reader);
  if (entries.includes('journal.ndjson')) return [readOne(place, 1, reader)];
  if (entries.includes('record')) return readRecords(`${place}/record`, reader);
  const numbers = entries.filter((name) => RECORD_NAME.test(name)).map(Number);
  if (numbers.length === 0) throw unreadable(place, 'no records in it');
  return numbers
    .sort((a, b) => a - b)
    .map((number) => readOne(`${place}/${number}`, number, reader));
}

/** A file that is missing is empty: that is one of the things an audit finds. */
function readOne(directory: string, number: number, reader: HostReader): RecordFiles {
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
  };
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
  return new LadingError({ code: 'record-unreadable', message: `${path}: ${why}` });
}
