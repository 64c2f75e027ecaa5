// Text of JSON strings that the reader has accepted.

import { ByteBuffer, decodeText } from '../base/bytes';

const BACKSLASH: u8 = 0x5c;

export function decodeString(pointer: usize, length: i32, escaped: bool): string {
  if (!escaped) return decodeText(pointer, length);
  return decodeBytes(pointer, length).toText();
}

/** The UTF-8 bytes of a string with its escapes resolved. */
export function decodeBytes(pointer: usize, length: i32): ByteBuffer {
  const out = new ByteBuffer(length + 4); // no escape is shorter than what it stands for
  const end = pointer + length;
  let at = pointer;
  while (true) {
    at = out.plainBytes(at, end);
    if (at == end) break;
    const code = load<u8>(at);
    if (code != BACKSLASH) {
      out.byte(code);
      at++;
    } else if (load<u8>(at, 1) != 0x75) {
      out.byte(simpleEscape(load<u8>(at, 1)));
      at += 2;
    } else {
      at = pointer + decodeEscape(pointer, <i32>(at - pointer) + 1, out);
    }
  }
  return out;
}

/** `at` stands behind the backslash, at `u`; returns the place behind the escape. */
function decodeEscape(pointer: usize, at: i32, out: ByteBuffer): i32 {
  let point = hexValue(pointer + at + 1);
  at += 5;
  if (point >= 0xd800 && point < 0xdc00) {
    point = 0x10000 + ((point - 0xd800) << 10) + (hexValue(pointer + at + 2) - 0xdc00);
    at += 6;
  }
  writePoint(point, out);
  return at;
}

/** The character of a one-letter escape; -1: there is no such escape. */
export function simpleEscape(code: i32): i32 {
  switch (code) {
    case 0x22:
    case 0x5c:
    case 0x2f:
      return code;
    case 0x62:
      return 8;
    case 0x66:
      return 12;
    case 0x6e:
      return 10;
    case 0x72:
      return 13;
    case 0x74:
      return 9;
    default:
      return -1;
  }
}

/** Four hexadecimal digits; -1 when they are not. */
export function hexValue(pointer: usize): i32 {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const code: i32 = load<u8>(pointer + i);
    let digit = -1;
    if (code >= 0x30 && code <= 0x39) digit = code - 0x30;
    else if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x66) digit = (code | 0x20) - 0x57;
    if (digit < 0) return -1;
    value = (value << 4) | digit;
  }
  return value;
}

function writePoint(point: i32, out: ByteBuffer): void {
  if (point < 0x80) {
    out.byte(point);
  } else if (point < 0x800) {
    out.byte(0xc0 | (point >> 6));
    out.byte(0x80 | (point & 0x3f));
  } else if (point < 0x10000) {
    out.byte(0xe0 | (point >> 12));
    out.byte(0x80 | ((point >> 6) & 0x3f));
    out.byte(0x80 | (point & 0x3f));
  } else {
    out.byte(0xf0 | (point >> 18));
    out.byte(0x80 | ((point >> 12) & 0x3f));
    out.byte(0x80 | ((point >> 6) & 0x3f));
    out.byte(0x80 | (point & 0x3f));
  }
}
