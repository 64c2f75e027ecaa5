// The record of a command that starts no process in the container, as the helper writes it (helper-c/record.h): one file,
// with the inputs as a line, the plan as a line, and the lines of the journal.
import type { RecordFiles } from './bundle.ts';

/** What such a file is called, by the record's number. */
export const RECORD_FILE = /^(?<number>[1-9][0-9]{0,9})\.ndjson$/;

/** Whether that is the path of one. */
export function isRecordFile(path: string): boolean {
  return RECORD_FILE.test(path.split(/[/\\]/).at(-1) ?? '');
}

const NEWLINE = 0x0a;
/** A line before all others: digests stand in the place of secrets. */
const REDACTED = '{"redacted":true}\n';

/** Of a file that is cut off, what is missing is empty: that is one of the things an audit finds. */
export function splitRecord(bytes: Uint8Array, number: number): RecordFiles {
  const isRedacted = new TextDecoder().decode(bytes.subarray(0, REDACTED.length)) === REDACTED;
  const [inputs, afterInputs] = splitLine(bytes, isRedacted ? REDACTED.length : 0);
  const [plan, afterPlan] = splitLine(bytes, afterInputs);
  return {
    number,
    inputs,
    plan,
    journal: bytes.subarray(afterPlan),
    ...(isRedacted ? { redacted: true as const } : {}),
  };
}

/** The line from `start` on, and where the next one begins. */
function splitLine(bytes: Uint8Array, start: number): [Uint8Array, number] {
  const found = bytes.indexOf(NEWLINE, start);
  const end = found === -1 ? bytes.length : found;
  return [bytes.subarray(start, end), Math.min(end + 1, bytes.length)];
}
