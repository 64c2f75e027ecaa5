// A parsed JSON text: an arena of nodes that know where in the text they stand. Strings and numbers are read from the
// text when asked for, so a document costs 28 bytes a value and nothing else.

import { isAscii } from '../base/bytes';
import { escapeToken } from '../base/pointer';
import { Integer, parseInteger } from './integer';
import { decodeString } from './strings';

export const OBJECT: u32 = 0;
export const ARRAY: u32 = 1;
export const STRING: u32 = 2;
export const NUMBER: u32 = 3;
export const TRUE: u32 = 4;
export const FALSE: u32 = 5;
export const NULL: u32 = 6;

/** The string has escapes, so its text differs from its bytes. */
export const ESCAPED: u32 = 1 << 8;
/** The string has a NUL character. */
export const HAS_NUL: u32 = 1 << 9;
/** The member's name has escapes. */
export const KEY_ESCAPED: u32 = 1 << 10;

/** The member's name has a NUL character. */
export const KEY_HAS_NUL: u32 = 1 << 11;

export const NONE: i32 = -1;

// One node:  0 kind and flags | 4 offset | 8 length (children, for object and array) | 12 next sibling
//           16 parent | 20 offset of the member's name | 24 its length
// They stand in the order of the text: the first child right behind its parent.
const NODE_SIZE: usize = 28;

@final
export class Document {
  private nodes: usize;
  private capacity: i32;
  count: i32 = 0;

  constructor(
    /** Shown in diagnostics. */
    readonly file: string,
    readonly bytes: usize,
    readonly length: i32,
  ) {
    this.capacity = 64 + length / 16;
    this.nodes = heap.alloc(this.capacity * <i32>NODE_SIZE);
  }

  /** Appends the text's next value; `last` is its elder sibling, or NONE. */
  add(kind: u32, offset: i32, length: i32, parent: i32, last: i32): i32 {
    const node = this.count++;
    if (node == this.capacity) {
      this.capacity *= 2;
      this.nodes = heap.realloc(this.nodes, this.capacity * <i32>NODE_SIZE);
    }
    const at = this.at(node);
    store<u32>(at, kind);
    store<i32>(at, offset, 4);
    store<i32>(at, length, 8);
    store<i32>(at, NONE, 12);
    store<i32>(at, parent, 16);
    store<i32>(at, NONE, 20);
    store<i32>(at, 0, 24);
    if (last != NONE) store<i32>(this.at(last), node, 12);
    if (parent != NONE) store<i32>(this.at(parent), this.size(parent) + 1, 8);
    return node;
  }

  setKey(node: i32, offset: i32, length: i32, flags: u32): void {
    const at = this.at(node);
    store<i32>(at, offset, 20);
    store<i32>(at, length, 24);
    store<u32>(at, load<u32>(at) | flags);
  }

  /** Nothing will be added: what was set apart for more is given back, as long as nothing stands behind it. */
  close(): void {
    this.capacity = this.count;
    this.nodes = heap.realloc(this.nodes, this.capacity * <i32>NODE_SIZE);
  }

  kind(node: i32): u32 {
    return load<u8>(this.at(node));
  }

  flags(node: i32): u32 {
    return load<u32>(this.at(node));
  }

  /** Offset of the value's first byte. */
  offset(node: i32): i32 {
    return load<i32>(this.at(node), 4);
  }

  /** Bytes of a scalar (without a string's quotes), or number of children. */
  size(node: i32): i32 {
    return load<i32>(this.at(node), 8);
  }

  /** How many values an object or array has in it; 0 for anything else. */
  children(node: i32): i32 {
    return this.kind(node) <= ARRAY ? this.size(node) : 0;
  }

  firstChild(node: i32): i32 {
    return this.children(node) > 0 ? node + 1 : NONE;
  }

  next(node: i32): i32 {
    return load<i32>(this.at(node), 12);
  }

  parent(node: i32): i32 {
    return load<i32>(this.at(node), 16);
  }

  /** Offset of the member's name, inside its quotes. */
  keyOffset(node: i32): i32 {
    return load<i32>(this.at(node), 20);
  }

  keySize(node: i32): i32 {
    return load<i32>(this.at(node), 24);
  }

  /** The member of this name, or NONE. `name` is ASCII. */
  get(node: i32, name: string): i32 {
    if (node == NONE || this.kind(node) != OBJECT) return NONE;
    for (let child = this.firstChild(node); child != NONE; child = this.next(child)) {
      if (this.keyIs(child, name)) return child;
    }
    return NONE;
  }

  keyIs(node: i32, name: string): bool {
    if (this.flags(node) & KEY_ESCAPED) return this.key(node) == name;
    return isAscii(this.bytes + this.keyOffset(node), this.keySize(node), name);
  }

  key(node: i32): string {
    const escaped = (this.flags(node) & KEY_ESCAPED) != 0;
    return decodeString(this.bytes + this.keyOffset(node), this.keySize(node), escaped);
  }

  /** The text of a string, with escapes resolved; '' for anything else. */
  text(node: i32): string {
    if (this.kind(node) != STRING) return '';
    const escaped = (this.flags(node) & ESCAPED) != 0;
    return decodeString(this.bytes + this.offset(node) + 1, this.size(node), escaped);
  }

  /** Whether the value is the string `value`, which is ASCII. */
  textIs(node: i32, value: string): bool {
    if (this.kind(node) != STRING) return false;
    if (this.flags(node) & ESCAPED) return this.text(node) == value;
    return isAscii(this.bytes + this.offset(node) + 1, this.size(node), value);
  }

  /** The value as it stands in the text. */
  source(node: i32): string {
    const quotes = this.kind(node) == STRING ? 2 : 0;
    return String.UTF8.decodeUnsafe(this.bytes + this.offset(node), this.size(node) + quotes);
  }

  isTrue(node: i32): bool {
    return node != NONE && this.kind(node) == TRUE;
  }

  isNull(node: i32): bool {
    return this.kind(node) == NULL;
  }

  /** The value of an integer that has been checked; 0 for anything else. */
  signed(node: i32): i64 {
    const value = this.integer(node);
    if (!value.isInteger) return 0;
    return value.isNegative ? -(<i64>value.magnitude) : <i64>value.magnitude;
  }

  unsigned(node: i32): u64 {
    return this.integer(node).magnitude;
  }

  integer(node: i32): Integer {
    return parseInteger(this.bytes + this.offset(node), this.size(node));
  }

  /** The items of an array of strings. */
  texts(node: i32): string[] {
    const result = new Array<string>(this.children(node));
    let at = 0;
    for (let item = this.firstChild(node); item != NONE; item = this.next(item)) {
      result[at++] = this.text(item);
    }
    return result;
  }

  /** The items of an array of integers that are not negative. */
  integers(node: i32): u64[] {
    const result = new Array<u64>(this.children(node));
    let at = 0;
    for (let item = this.firstChild(node); item != NONE; item = this.next(item)) {
      result[at++] = this.unsigned(item);
    }
    return result;
  }

  pointer(node: i32): string {
    let result = '';
    for (let at = node; at != NONE; at = this.parent(at)) {
      const parent = this.parent(at);
      if (parent == NONE) break;
      const token = this.kind(parent) == OBJECT ? escapeToken(this.key(at)) : this.indexOf(at);
      result = '/' + token + result;
    }
    return result;
  }

  private indexOf(node: i32): string {
    let index = 0;
    for (let at = this.firstChild(this.parent(node)); at != node; at = this.next(at)) index++;
    return index.toString();
  }

  private at(node: i32): usize {
    return this.nodes + <usize>node * NODE_SIZE;
  }
}
