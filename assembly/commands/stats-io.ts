// What a container reads and writes of block devices, and how long it waits for what it lacks
// (the kernel's Documentation/accounting/psi.rst), as runc's JSON.

import { JsonWriter } from '../json/write';
import { CgroupFiles, parseNumber } from './stats-files';

// What is counted, by v1's file and by v2's two members of a line in io.stat.
const BYTES: string = 'ioServiceBytesRecursive';
const REQUESTS: string = 'ioServicedRecursive';
const OPERATIONS: string[] = ['Read', 'Write', 'Discard'];
const BYTE_KEYS: string[] = ['rbytes', 'wbytes', 'dbytes'];
const REQUEST_KEYS: string[] = ['rios', 'wios', 'dios'];

@final
class Entry {
  constructor(
    /** `8:0` */
    readonly device: string,
    readonly operation: string,
    readonly value: u64,
  ) {}
}

export function writeBlockIO(files: CgroupFiles, out: JsonWriter): void {
  out.beginObject();
  if (files.isUnified) {
    const text = files.read('io', 'io.stat');
    writeEntries(BYTES, readStat(text, BYTE_KEYS), out);
    writeEntries(REQUESTS, readStat(text, REQUEST_KEYS), out);
    writePressure('io', files, out);
  } else {
    writeEntries(BYTES, readV1('io_service_bytes_recursive', files), out);
    writeEntries(REQUESTS, readV1('io_serviced_recursive', files), out);
  }
  out.endObject();
}

/** BFQ counts what goes through it; the throttle counts all, where BFQ has nothing. */
function readV1(file: string, files: CgroupFiles): Entry[] {
  const own = readLines(files.read('blkio', 'blkio.bfq.' + file));
  const all = readLines(files.read('blkio', 'blkio.throttle.' + file));
  return own.length > 0 ? own : all;
}

/** `8:0 Read 4096` a line, and a line of totals. */
function readLines(text: string): Entry[] {
  const entries: Entry[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const words = lines[i].split(' ');
    if (words.length == 3) entries.push(new Entry(words[0], words[1], parseNumber(words[2])));
  }
  return entries;
}

/** `8:0 rbytes=1 wbytes=2 rios=3 …` a line. */
function readStat(text: string, keys: string[]): Entry[] {
  const entries: Entry[] = [];
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const words = lines[i].split(' ');
    for (let j = 1; j < words.length; j++) {
      const equals = words[j].indexOf('=');
      const key = keys.indexOf(words[j].substring(0, equals));
      if (key < 0) continue;
      const value = parseNumber(words[j].substring(equals + 1));
      entries.push(new Entry(words[0], OPERATIONS[key], value));
    }
  }
  return entries;
}

function writeEntries(name: string, entries: Entry[], out: JsonWriter): void {
  if (entries.length == 0) return;
  out.key(name);
  out.beginArray();
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    const numbers = entry.device.split(':');
    out.beginObject();
    writeNumber('major', parseNumber(numbers[0]), out);
    writeNumber('minor', numbers.length > 1 ? parseNumber(numbers[1]) : 0, out);
    out.key('op');
    out.text(entry.operation);
    writeNumber('value', entry.value, out);
    out.endObject();
  }
  out.endArray();
}

/** `some avg10=0.00 avg60=0.00 avg300=0.00 total=0`, and the same of `full`. */
export function writePressure(controller: string, files: CgroupFiles, out: JsonWriter): void {
  const text = files.read(controller, controller + '.pressure');
  if (text == '') return;
  const lines = text.split('\n');
  out.key('psi');
  out.beginObject();
  for (let i = 0; i < lines.length; i++) {
    const words = lines[i].split(' ');
    out.key(words[0]);
    out.beginObject();
    for (let j = 1; j < words.length; j++) {
      const equals = words[j].indexOf('=');
      out.key(words[j].substring(0, equals));
      out.literal(shortest(words[j].substring(equals + 1)));
    }
    out.endObject();
  }
  out.endObject();
}

/** `1.50` -> `1.5`, `0.00` -> `0`: a number as JSON has it. */
function shortest(decimal: string): string {
  if (!decimal.includes('.')) return decimal;
  let end = decimal.length;
  while (decimal.charCodeAt(end - 1) == 0x30) end--;
  if (decimal.charCodeAt(end - 1) == 0x2e) end--;
  return decimal.substring(0, end);
}

function writeNumber(name: string, value: u64, out: JsonWriter): void {
  if (value == 0) return;
  out.key(name);
  out.unsigned(value);
}
