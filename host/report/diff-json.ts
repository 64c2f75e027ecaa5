// Two JSON values side by side, as a list of places (RFC 6901) where they differ. Members of lists are matched by what
// they are, so that one that was put in does not change all those behind it.

import { exactText } from '../exact.ts';
import { commonSubsequence } from './subsequence.ts';

export type ValueChange = {
  /** In the second value; in the first for what is gone. */
  readonly pointer: string;
  /** In the first, when it stands elsewhere there. */
  readonly pointerBefore?: string;
  /** Absent: it was not there. */
  readonly before?: unknown;
  /** Absent: it is not there any more. */
  readonly after?: unknown;
};

type Places = { readonly a: string; readonly b: string };

export function diffValues(a: unknown, b: unknown): ValueChange[] {
  return [...compare(a, b, { a: '', b: '' })];
}

function* compare(a: unknown, b: unknown, at: Places): Generator<ValueChange> {
  if (exactText(a) === exactText(b)) return;
  if (Array.isArray(a) && Array.isArray(b)) yield* compareLists(a, b, at);
  else if (isObject(a) && isObject(b)) yield* compareObjects(a, b, at);
  else yield { ...placed(at), before: a, after: b };
}

function* compareObjects(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
  at: Places,
): Generator<ValueChange> {
  for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const inner = { a: `${at.a}/${escapeStep(name)}`, b: `${at.b}/${escapeStep(name)}` };
    if (!Object.hasOwn(b, name)) yield { pointer: inner.a, before: a[name] };
    else if (!Object.hasOwn(a, name)) yield { pointer: inner.b, after: b[name] };
    else yield* compare(a[name], b[name], inner);
  }
}

function* compareLists(
  a: readonly unknown[],
  b: readonly unknown[],
  at: Places,
): Generator<ValueChange> {
  const equal = commonSubsequence(a.map(exactText), b.map(exactText));
  let fromA = 0;
  let fromB = 0;
  for (const anchor of [...equal, { a: a.length, b: b.length }]) {
    yield* compareGap(a, b, at, { fromA, toA: anchor.a, fromB, toB: anchor.b });
    fromA = anchor.a + 1;
    fromB = anchor.b + 1;
  }
}

type Gap = {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
};

function* compareGap(
  a: readonly unknown[],
  b: readonly unknown[],
  at: Places,
  { fromA, toA, fromB, toB }: Gap,
): Generator<ValueChange> {
  const same = commonSubsequence(
    a.slice(fromA, toA).map(nameOf),
    b.slice(fromB, toB).map(nameOf),
  ).map((pair) => ({ a: pair.a + fromA, b: pair.b + fromB }));
  const pairedA = new Map(same.map((pair) => [pair.a, pair.b]));
  const pairedB = new Set(same.map((pair) => pair.b));
  for (let index = fromA; index < toA; index++) {
    const other = pairedA.get(index);
    if (other === undefined) yield { pointer: `${at.a}/${index}`, before: a[index] };
    else yield* compare(a[index], b[other], { a: `${at.a}/${index}`, b: `${at.b}/${other}` });
  }
  for (let index = fromB; index < toB; index++) {
    if (!pairedB.has(index)) yield { pointer: `${at.b}/${index}`, after: b[index] };
  }
}

/** Members by which the entries of the specification's lists are told apart. */
const NAMES = ['destination', 'type', 'path', 'names', 'containerID', 'pageSize', 'interfaceName'];

/** What an entry of a list is called, if it is an object; a value is its own name. */
function nameOf(entry: unknown): string {
  if (!isObject(entry)) return exactText(entry);
  const name = NAMES.find((member) => Object.hasOwn(entry, member));
  return name === undefined ? '{}' : exactText([name, entry[name]]);
}

function placed({ a, b }: Places): { pointer: string; pointerBefore?: string } {
  return a === b ? { pointer: b } : { pointer: b, pointerBefore: a };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escapeStep(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
