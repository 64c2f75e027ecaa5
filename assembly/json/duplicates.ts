// Duplicate member names. Two parsers may disagree about which of two members counts, so a text that has any is
// refused. Sorting bounds the cost at n log n whatever the names are; no hash can be flooded.

import { Document, KEY_ESCAPED, NONE } from './document';
import { decodeBytes } from './strings';

/** Up to here comparing each with each is cheaper than sorting. */
const FEW: i32 = 12;

/** A member whose name stands before it in the object, or NONE. */
export function findDuplicate(doc: Document, object: i32): i32 {
  const count = doc.size(object);
  if (count < 2) return NONE;
  return count <= FEW ? findAmongFew(doc, object) : findBySorting(doc, object, count);
}

function findAmongFew(doc: Document, object: i32): i32 {
  for (let a = doc.next(doc.firstChild(object)); a != NONE; a = doc.next(a)) {
    for (let b = doc.firstChild(object); b != a; b = doc.next(b)) {
      if (isSameKey(doc, a, b)) return a;
    }
  }
  return NONE;
}

/** Most names differ in length already. */
function isSameKey(doc: Document, a: i32, b: i32): bool {
  if (((doc.flags(a) | doc.flags(b)) & KEY_ESCAPED) != 0) return compareKeys(doc, a, b) == 0;
  const size = doc.keySize(a);
  if (doc.keySize(b) != size) return false;
  return memory.compare(doc.bytes + doc.keyOffset(a), doc.bytes + doc.keyOffset(b), size) == 0;
}

function findBySorting(doc: Document, object: i32, count: i32): i32 {
  let from = new StaticArray<i32>(count);
  let to = new StaticArray<i32>(count);
  let filled = 0;
  for (let node = doc.firstChild(object); node != NONE; node = doc.next(node)) {
    unchecked((from[filled++] = node));
  }
  for (let width = 1; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      merge(doc, from, to, start, min(start + width, count), min(start + 2 * width, count));
    }
    const swap = from;
    from = to;
    to = swap;
  }
  let found = NONE;
  for (let i = 1; i < count; i++) {
    const node = unchecked(from[i]);
    if (compareKeys(doc, unchecked(from[i - 1]), node) != 0) continue;
    if (found == NONE || doc.offset(node) < doc.offset(found)) found = node;
  }
  return found;
}

function merge(
  doc: Document,
  from: StaticArray<i32>,
  to: StaticArray<i32>,
  start: i32,
  middle: i32,
  end: i32,
): void {
  let a = start;
  let b = middle;
  for (let i = start; i < end; i++) {
    const takeA =
      a < middle && (b >= end || compareKeys(doc, unchecked(from[a]), unchecked(from[b])) <= 0);
    unchecked((to[i] = takeA ? from[a++] : from[b++]));
  }
}

function compareKeys(doc: Document, a: i32, b: i32): i32 {
  let aPointer = doc.bytes + doc.keyOffset(a);
  let bPointer = doc.bytes + doc.keyOffset(b);
  let aSize = doc.keySize(a);
  let bSize = doc.keySize(b);
  if (doc.flags(a) & KEY_ESCAPED) {
    const decoded = decodeBytes(aPointer, aSize);
    aPointer = decoded.pointer;
    aSize = decoded.length;
  }
  if (doc.flags(b) & KEY_ESCAPED) {
    const decoded = decodeBytes(bPointer, bSize);
    bPointer = decoded.pointer;
    bSize = decoded.length;
  }
  const order = memory.compare(aPointer, bPointer, min(aSize, bSize));
  return order != 0 ? order : aSize - bSize;
}
