// The journal's lines and the chain that holds them together: each line names the digest of the one before, and a line
// that may be the last its own. Finds where that stops being so; what the lines say is judged by course.ts.

import type { JournalLine } from '../../generated/host/journal.ts';
import type { Sha256 } from '../engine/engine.ts';
import { isShallow } from '../exact.ts';

/** As JSON has it; a line that was tampered with may hold anything. */
export type LineValue = Readonly<Record<string, unknown>> & Partial<JournalLine>;

export type Line = {
  readonly text: string;
  readonly digest: string;
  /** Undefined: no JSON object. */
  readonly value: LineValue | undefined;
};

export type Lines = {
  readonly lines: readonly Line[];
  /** What stands behind the last line's end: a line that was cut off. */
  readonly rest: string;
};

export type Break = {
  /** From 0: the line that was changed, or after which something is missing. */
  readonly line: number;
  readonly how: 'changed' | 'changed-or-removed' | 'moved';
  readonly expected: string;
  readonly found: string;
};

const NEWLINE = 0x0a;
/** A line, and the result in it. */
const LEVELS = 2;
const NONE_BEFORE = '0'.repeat(64);
const SUM = /,"sum":"([0-9a-f]{64})"\}$/;

export function splitLines(journal: Uint8Array, sha256: Sha256): Lines {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const lines: Line[] = [];
  let start = 0;
  for (let end = journal.indexOf(NEWLINE); end !== -1; end = journal.indexOf(NEWLINE, start)) {
    const bytes = journal.subarray(start, end);
    const text = decoder.decode(bytes);
    lines.push({ text, digest: sha256(bytes), value: parseLine(text) });
    start = end + 1;
  }
  return { lines, rest: decoder.decode(journal.subarray(start)) };
}

function parseLine(text: string): LineValue | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject && isShallow(value, LEVELS) ? (value as LineValue) : undefined;
  } catch {
    return undefined;
  }
}

/** The first place where a line does not name the digest of the one before it. */
export function findBreak(lines: readonly Line[]): Break | undefined {
  const expectedAt = (at: number): string => lines[at - 1]?.digest ?? NONE_BEFORE;
  const isLinked = (at: number): boolean =>
    at >= lines.length || lines[at]?.value?.prev === expectedAt(at);
  const at = lines.findIndex((_, index) => !isLinked(index));
  if (at === -1) return undefined;
  const expected = expectedAt(at);
  const prev = lines[at]?.value?.prev;
  const found = `${prev ?? lines[at]?.text}`;
  if (typeof prev !== 'string') return { line: at, how: 'changed', expected, found };
  if (at === 0) {
    // The first line has none before it: with another digest in it, it was not the first.
    const isFirst = lines[0]?.value?.event === undefined;
    return { line: 0, how: isFirst ? 'changed' : 'moved', expected, found };
  }
  if (lines.some(({ digest }) => digest === found)) {
    return { line: at, how: 'moved', expected, found };
  }
  // Its own digest is not what the next one names either: the fault is in this line. Otherwise in the one before it.
  if (!isLinked(at + 1)) return { line: at, how: 'changed', expected, found };
  return { line: at - 1, how: 'changed-or-removed', expected: found, found: expected };
}

/** Whether a line that may be the last is as it was written, by its own sum. The others are held by the next. */
export function hasGoodSum({ text, value }: Line, sha256: Sha256): boolean {
  const { event, do: kind } = value ?? {};
  const mayBeLast = event === 'end' || event === 'failed' || (event === 'begin' && kind === 'exec');
  const sum = SUM.exec(text);
  if (sum === null) return !mayBeLast;
  return sha256(new TextEncoder().encode(`${text.slice(0, sum.index)}}`)) === sum[1];
}
