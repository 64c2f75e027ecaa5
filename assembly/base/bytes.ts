// A growable byte buffer, and the few conversions between bytes and text that the engine needs.

const INITIAL_CAPACITY: i32 = 256;

@final
export class ByteBuffer {
  private data: usize;
  private capacity: i32;
  length: i32 = 0;

  constructor(capacity: i32 = INITIAL_CAPACITY) {
    this.capacity = capacity;
    this.data = heap.alloc(capacity);
  }

  /** Address of the first byte; valid until the next write. */
  get pointer(): usize {
    return this.data;
  }

  /** Address behind the last byte; valid until the next write. */
  get end(): usize {
    return this.data + this.length;
  }

  /** How many bytes can be written at `end`, one at least; `length` is then the writer's to set. */
  room(): i32 {
    this.reserve(1);
    return this.capacity - this.length;
  }

  @inline
  byte(value: i32): void {
    if (this.length == this.capacity) this.grow(1);
    store<u8>(this.data + this.length, <u8>value);
    this.length++;
  }

  bytes(pointer: usize, length: i32): void {
    this.reserve(length);
    memory.copy(this.data + this.length, pointer, length);
    this.length += length;
  }

  /** Appends text as UTF-8. Text here never has unpaired surrogates: the reader refuses them. */
  text(value: string): void {
    this.reserve(value.length * 3);
    const written = String.UTF8.encodeUnsafe(
      changetype<usize>(value),
      value.length,
      this.data + this.length,
    );
    this.length += <i32>written;
  }

  /** Appends text from `start` on as long as it is plain in a JSON string; returns the place of what is not. */
  plain(value: string, start: i32): i32 {
    const length = value.length;
    this.reserve(length - start);
    const from = changetype<usize>(value);
    let to = this.data + this.length;
    let at = start;
    // Four at a time: as in notPlain, with units of 16 bits.
    for (; at + 4 <= length; at += 4, to += 4) {
      const units = load<u64>(from + (at << 1));
      const quotes = (units ^ (QUOTES & LOW_BYTES)) - UNITS;
      const backslashes = (units ^ (BACKSLASHES & LOW_BYTES)) - UNITS;
      const low = units - (CONTROLS_END & LOW_BYTES);
      if ((((quotes | backslashes | low) & HIGH_UNIT_BITS) | (units & NOT_ASCII)) != 0) break;
      const pairs = (units | (units >> 8)) & 0x0000ffff0000ffff;
      store<u32>(to, <u32>(pairs | (pairs >> 16)));
    }
    for (; at < length; at++, to++) {
      const code: i32 = load<u16>(from + (at << 1));
      if (!isPlain(code)) break;
      store<u8>(to, <u8>code);
    }
    this.length += at - start;
    return at;
  }

  /** Appends from `at` on, before `end`, what is plain in a JSON string; returns the place of what is not. */
  plainBytes(at: usize, end: usize): usize {
    this.reserve(<i32>(end - at));
    let to = this.data + this.length;
    const start = at;
    for (; at + 8 <= end; at += 8, to += 8) {
      const word = load<u64>(at);
      store<u64>(to, word); // what is behind the plain ones is written again
      const special = notPlain(word);
      if (special == 0) continue;
      at += <usize>(ctz(special) >> 3);
      this.length += <i32>(at - start);
      return at;
    }
    for (; at < end; at++, to++) {
      const code = load<u8>(at);
      if (!isPlain(code)) break;
      store<u8>(to, code);
    }
    this.length += <i32>(at - start);
    return at;
  }

  /** Appends text of which every character is below 0x80. */
  ascii(value: string): void {
    const length = value.length;
    this.reserve(length);
    const to = this.data + this.length;
    const from = changetype<usize>(value);
    for (let i = 0; i < length; i++) store<u8>(to + i, load<u8>(from + (i << 1)));
    this.length += length;
  }

  toArrayBuffer(): ArrayBuffer {
    const result = new ArrayBuffer(this.length);
    memory.copy(changetype<usize>(result), this.data, this.length);
    return result;
  }

  toText(): string {
    return decodeText(this.data, this.length);
  }

  /** Room for `more` bytes behind those that are there. */
  @inline
  reserve(more: i32): void {
    if (this.length + more > this.capacity) this.grow(more);
  }

  private grow(more: i32): void {
    const needed = this.length + more;
    let capacity = this.capacity * 2;
    if (capacity < needed) capacity = needed;
    this.data = heap.realloc(this.data, capacity);
    this.capacity = capacity;
  }
}

/** Whether `length` bytes at `pointer` are the ASCII text `value`. */
export function isAscii(pointer: usize, length: i32, value: string): bool {
  if (value.length != length) return false;
  const text = changetype<usize>(value);
  for (let i = 0; i < length; i++) {
    if (load<u8>(pointer + i) != load<u16>(text + (i << 1))) return false;
  }
  return true;
}

const ONES: u64 = 0x0101010101010101;
const HIGH_BITS: u64 = 0x8080808080808080;
const QUOTES: u64 = 0x2222222222222222;
const BACKSLASHES: u64 = 0x5c5c5c5c5c5c5c5c;
const CONTROLS_END: u64 = 0x2020202020202020;
const LOW_BYTES: u64 = 0x00ff00ff00ff00ff;
const UNITS: u64 = 0x0001000100010001;
const HIGH_UNIT_BITS: u64 = 0x8000800080008000;
const NOT_ASCII: u64 = 0xff80ff80ff80ff80;

/**
 * The first place from `at` on, before `end`, of a byte that is not plain text of a JSON string: a quote, a backslash,
 * a control character or one above 0x7f; `end` when there is none.
 */
export function skipPlain(at: usize, end: usize): usize {
  for (; at + 8 <= end; at += 8) {
    const special = notPlain(load<u64>(at));
    if (special != 0) return at + <usize>(ctz(special) >> 3);
  }
  for (; at < end; at++) {
    if (!isPlain(load<u8>(at))) return at;
  }
  return at;
}

/**
 * Of eight bytes, marks of those that are not plain: subtracting borrows into the high bit of a byte that is zero
 * (quote, backslash) or less than a space. A borrow may mark a byte behind the first one too, never one before it.
 */
function notPlain(word: u64): u64 {
  const quotes = (word ^ QUOTES) - ONES;
  const backslashes = (word ^ BACKSLASHES) - ONES;
  return (quotes | backslashes | (word - CONTROLS_END) | word) & HIGH_BITS;
}

/** Stands for itself in a JSON string, as one byte. */
function isPlain(code: i32): bool {
  return code >= 0x20 && code < 0x80 && code != 0x22 && code != 0x5c;
}

/** UTF-8 to text; what is plain at its start, as a rule all of it, eight bytes at a time. */
export function decodeText(pointer: usize, length: i32): string {
  if (skipPlain(pointer, pointer + length) != pointer + length) {
    return String.UTF8.decodeUnsafe(pointer, length);
  }
  const result = __new(length << 1, idof<string>());
  let at = 0;
  for (; at + 8 <= length; at += 8) {
    const word = load<u64>(pointer + at);
    const to = result + (at << 1);
    store<u64>(to, widened(<u32>word));
    store<u64>(to, widened(<u32>(word >> 32)), 8);
  }
  for (; at < length; at++) store<u16>(result + (at << 1), load<u8>(pointer + at));
  return changetype<string>(result);
}

/** Four bytes to four units of 16 bits. */
function widened(bytes: u32): u64 {
  const spread = (<u64>bytes | ((<u64>bytes) << 16)) & 0x0000ffff0000ffff;
  return (spread | (spread << 8)) & 0x00ff00ff00ff00ff;
}

const HEX: string = '0123456789abcdef';

export function hexByte(value: u8): string {
  return HEX.charAt(value >> 4) + HEX.charAt(value & 15);
}

/** RFC 4648 base64 with padding; null when `text` is not of that form. */
export function decodeBase64(text: string): ArrayBuffer | null {
  const length = text.length;
  if (length % 4 != 0) return null;
  let padding = 0;
  if (text.endsWith('==')) padding = 2;
  else if (text.endsWith('=')) padding = 1;
  const result = new ArrayBuffer((length / 4) * 3 - padding);
  const to = changetype<usize>(result);
  let at = 0;
  let bits: u32 = 0;
  for (let i = 0; i < length - padding; i++) {
    const value = base64Value(text.charCodeAt(i));
    if (value < 0) return null;
    bits = (bits << 6) | value;
    if (i % 4 == 0) continue;
    const shift = 6 - 2 * (i % 4);
    store<u8>(to + at, <u8>(bits >> shift));
    at++;
  }
  return result;
}

function base64Value(code: i32): i32 {
  if (code >= 0x41 && code <= 0x5a) return code - 0x41;
  if (code >= 0x61 && code <= 0x7a) return code - 0x61 + 26;
  if (code >= 0x30 && code <= 0x39) return code - 0x30 + 52;
  if (code == 0x2b) return 62;
  return code == 0x2f ? 63 : -1;
}
