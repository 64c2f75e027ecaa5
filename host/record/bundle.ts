// A container's records as one file: canonical JSON, so that equal records give equal bytes. The files are kept in it as
// the texts they are: `jq -j '.records[0].plan' FILE | sha256sum` is the plan's digest.
import { type Json, renderCanonical } from '../engine/canonical.ts';
import { LadingError } from '../errors.ts';
import { parseUtf8, tryDecodeUtf8 } from '../utf8.ts';

/** One record's files, as the helper wrote them. */
export type RecordFiles = {
  /** Place among the container's records, from 1. */
  readonly number: number;
  readonly inputs: Uint8Array;
  readonly plan: Uint8Array;
  readonly journal: Uint8Array;
  /** Digests stand in the place of secrets (redact.ts). */
  readonly redacted?: true;
  /** Its command was at it when it was read. Only who reads it in place knows, so it is not exported. */
  readonly running?: true;
};

const FORMAT = 1;
const FILES = ['inputs', 'journal', 'plan'] as const;

export function packRecords(records: readonly RecordFiles[]): Uint8Array {
  const packed = records.map((record) => ({
    number: record.number,
    ...Object.fromEntries(FILES.map((file) => [file, textOf(record, file)])),
    ...(record.redacted === true ? { redacted: true } : {}),
  }));
  const whole: Json = { format: FORMAT, records: packed };
  return new TextEncoder().encode(`${renderCanonical(whole)}\n`);
}

/** Undefined when a file is not the text it should be, and so has been tampered with. */
export function tryPackRecords(records: readonly RecordFiles[]): Uint8Array | undefined {
  try {
    return packRecords(records);
  } catch {
    return undefined;
  }
}

function textOf(record: RecordFiles, file: (typeof FILES)[number]): string {
  const text = tryDecodeUtf8(record[file]);
  if (text === undefined) throw badBundle(`record ${record.number}: ${file}: not UTF-8`);
  return text;
}

export function unpackRecords(bytes: Uint8Array): RecordFiles[] {
  let whole: unknown;
  try {
    whole = parseUtf8(bytes);
  } catch (error) {
    throw badBundle(error instanceof Error ? error.message : String(error));
  }
  const { format, records } = (whole ?? {}) as { format?: unknown; records?: unknown };
  if (format !== FORMAT)
    throw badBundle(`expected format ${FORMAT}, found ${JSON.stringify(format)}`);
  if (!Array.isArray(records)) throw badBundle('no list of records in it');
  return records.map(unpackOne);
}

function unpackOne(value: unknown, index: number): RecordFiles {
  const record = (value ?? {}) as Readonly<Record<string, unknown>>;
  const { number } = record;
  if (!isNumber(number)) throw badBundle(`records[${index}]: no number from 1 on`);
  const bytesOf = (file: string): Uint8Array => {
    const text = record[file];
    if (typeof text !== 'string') throw badBundle(`records[${index}]: no text ${file}`);
    return new TextEncoder().encode(text);
  };
  return {
    number,
    inputs: bytesOf('inputs'),
    plan: bytesOf('plan'),
    journal: bytesOf('journal'),
    ...(record.redacted === true ? { redacted: true as const } : {}),
  };
}

function isNumber(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 1;
}

function badBundle(why: string): LadingError {
  return new LadingError({ code: 'record-unreadable', message: `no records of lading: ${why}` });
}
