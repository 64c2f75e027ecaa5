// Canonical JSON: no white space, the shortest escapes, decimal integers. The order of keys is the caller's duty: it
// writes them sorted by code point.

import { ByteBuffer } from '../base/bytes';

const COMMA: i32 = 0x2c;
const COLON: i32 = 0x3a;
const QUOTE: i32 = 0x22;
const BACKSLASH: i32 = 0x5c;

@final
export class JsonWriter {
  readonly buffer: ByteBuffer;
  /** Whether a comma comes before the next member or item. */
  private needsComma: bool = false;

  constructor(capacity: i32 = 1024) {
    this.buffer = new ByteBuffer(capacity);
  }

  beginObject(): void {
    this.open(0x7b);
  }

  endObject(): void {
    this.close(0x7d);
  }

  beginArray(): void {
    this.open(0x5b);
  }

  endArray(): void {
    this.close(0x5d);
  }

  key(name: string): void {
    this.separate();
    writeString(name, this.buffer);
    this.buffer.byte(COLON);
    this.needsComma = false;
  }

  text(value: string): void {
    this.separate();
    writeString(value, this.buffer);
  }

  signed(value: i64): void {
    this.literal(value.toString());
  }

  unsigned(value: u64): void {
    this.literal(value.toString());
  }

  flag(value: bool): void {
    this.literal(value ? 'true' : 'false');
  }

  /** A word or a number as JSON has it. */
  literal(value: string): void {
    this.separate();
    this.buffer.ascii(value);
  }

  /** One value, or nothing, or items with commas between them, already canonical. */
  raw(value: ByteBuffer): void {
    if (value.length == 0) return;
    this.separate();
    this.buffer.bytes(value.pointer, value.length);
  }

  private open(bracket: i32): void {
    this.separate();
    this.buffer.byte(bracket);
    this.needsComma = false;
  }

  private close(bracket: i32): void {
    this.buffer.byte(bracket);
    this.needsComma = true;
  }

  private separate(): void {
    if (this.needsComma) this.buffer.byte(COMMA);
    this.needsComma = true;
  }
}

function writeString(value: string, out: ByteBuffer): void {
  out.byte(QUOTE);
  const length = value.length;
  let start = out.plain(value, 0);
  while (start < length) {
    const code = value.charCodeAt(start);
    if (code < 0x80) {
      writeEscape(code, out);
      start++;
    } else {
      let end = start + 1;
      while (end < length && value.charCodeAt(end) >= 0x80) end++;
      out.text(value.substring(start, end));
      start = end;
    }
    start = out.plain(value, start);
  }
  out.byte(QUOTE);
}

function writeEscape(code: i32, out: ByteBuffer): void {
  out.byte(BACKSLASH);
  if (code == QUOTE || code == BACKSLASH) out.byte(code);
  else if (code == 8) out.byte(0x62);
  else if (code == 9) out.byte(0x74);
  else if (code == 10) out.byte(0x6e);
  else if (code == 12) out.byte(0x66);
  else if (code == 13) out.byte(0x72);
  else {
    out.ascii('u00');
    out.byte(0x30 + (code >> 4));
    out.byte((code & 15) < 10 ? 0x30 + (code & 15) : 0x57 + (code & 15));
  }
}
