// Integers as they are written: all 64 bits, never by way of a float.

@unmanaged
@final
export class Integer {
  /** False for a fraction, an exponent, -0, or more than 64 bits. */
  isInteger: bool = false;
  isNegative: bool = false;
  magnitude: u64 = 0;
}

const LIMIT: u64 = u64.MAX_VALUE / 10;

/** `pointer` is at a number that the reader has accepted. */
export function parseInteger(pointer: usize, length: i32): Integer {
  const result = new Integer();
  let at = 0;
  if (length > 0 && load<u8>(pointer) == 0x2d) {
    result.isNegative = true;
    at = 1;
  }
  let magnitude: u64 = 0;
  for (; at < length; at++) {
    const digit = <u64>load<u8>(pointer + at) - 0x30;
    if (digit > 9 || magnitude > LIMIT) return result;
    const next = magnitude * 10 + digit;
    if (next < magnitude * 10) return result;
    magnitude = next;
  }
  if (result.isNegative && magnitude == 0) return result;
  result.magnitude = magnitude;
  result.isInteger = length > 0;
  return result;
}
