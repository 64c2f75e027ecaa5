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

  byte(value: i32): void {
    this.reserve(1);
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
    return String.UTF8.decodeUnsafe(this.data, this.length);
  }

  private reserve(more: i32): void {
    const needed = this.length + more;
    if (needed <= this.capacity) return;
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
