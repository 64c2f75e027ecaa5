// Numbers as people write them on a command line, as the digits of canonical JSON.

/** 2^63 - 1 has as many. */
const DIGITS_LIMIT: i32 = 19;
const UNITS: string = 'kmgtp';
const FRACTION_LIMIT: i32 = 6;
const POINT: i32 = 0x2e;
const MILLISECOND: u64 = 1000000;

/** The digits of an integer, `-` before them when it is negative; null: it is none. */
export function readInteger(text: string): string | null {
  const isNegative = text.startsWith('-');
  const digits = isNegative ? text.substring(1) : text;
  if (!isDigits(digits) || digits.length > DIGITS_LIMIT) return null;
  let start = 0;
  while (start < digits.length - 1 && digits.charCodeAt(start) == 0x30) start++;
  const value = digits.substring(start);
  return isNegative && value != '0' ? '-' + value : value;
}

/**
 * An amount of bytes: an integer, or a number with a unit, powers of 1024 (`64m`, `1.5GiB`, `10kb`,
 * `512b`). Null: it is none, or too large.
 */
export function readAmount(text: string): string | null {
  const plain = readInteger(text);
  if (plain !== null) return plain;
  let end = text.length;
  while (end > 0 && !isDigit(text.charCodeAt(end - 1))) end--;
  const shift = readUnit(text.substring(end).toLowerCase());
  const parts = text.substring(0, end).split('.');
  if (shift < 0 || parts.length > 2 || !isDigits(parts[0])) return null;
  if (parts[0].length > DIGITS_LIMIT - 1) return null;
  const whole = U64.parseInt(parts[0]);
  if (shift > 0 && whole >> (62 - shift) != 0) return null;
  let value = whole << shift;
  if (parts.length == 2) {
    if (!isDigits(parts[1]) || parts[1].length > FRACTION_LIMIT) return null;
    let scale: u64 = 1;
    for (let i = 0; i < parts[1].length; i++) scale *= 10;
    value += muldiv(U64.parseInt(parts[1]), shift, scale);
  }
  return value.toString();
}

/** `part` of `scale` times 2^shift, without the rest. */
function muldiv(part: u64, shift: u64, scale: u64): u64 {
  let value: u64 = 0;
  let rest = part;
  for (let i: u64 = 0; i < shift; i++) {
    rest <<= 1;
    value <<= 1;
    if (rest >= scale) {
      rest -= scale;
      value |= 1;
    }
  }
  return value;
}

/** The power of two of `k`, `kb`, `kib` …; -1: no unit. */
function readUnit(unit: string): i64 {
  let name = unit.startsWith(' ') ? unit.substring(1) : unit;
  if (name.endsWith('b')) name = name.substring(0, name.length - 1);
  if (name == '') return 0;
  if (name.length == 2 && name.endsWith('i')) name = name.substring(0, 1);
  const at = name.length == 1 ? UNITS.indexOf(name) : -1;
  return at < 0 ? -1 : (at + 1) * 10;
}

function isDigits(text: string): bool {
  for (let i = 0; i < text.length; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return text.length > 0;
}

function isDigit(code: i32): bool {
  return code >= 0x30 && code <= 0x39;
}

/**
 * Milliseconds, rounded up, of a duration as Go writes it (time.ParseDuration): `5s`, `1m30s`, `1.5h`, `100us`. -1: it
 * is none, or longer than Go's 292 years.
 */
export function readDuration(text: string): i64 {
  let total: u64 = 0;
  let at = 0;
  while (at < text.length) {
    const whole = digitsAt(text, at);
    at += whole.length;
    let part = '';
    if (text.charCodeAt(at) == POINT) {
      part = digitsAt(text, at + 1);
      at += part.length + 1;
    }
    const unit = unitAt(text, at);
    at += unit.length;
    const nanoseconds = durationUnit(unit);
    if (whole + part == '' || whole.length >= DIGITS_LIMIT || nanoseconds == 0) return -1;
    const count = whole == '' ? 0 : U64.parseInt(whole);
    if (count > <u64>i64.MAX_VALUE / nanoseconds) return -1;
    total += count * nanoseconds + fraction(part, nanoseconds);
    if (total > <u64>i64.MAX_VALUE) return -1;
  }
  return text == '' ? -1 : (total + MILLISECOND - 1) / MILLISECOND;
}

function digitsAt(text: string, at: i32): string {
  let end = at;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return text.substring(at, end);
}

function unitAt(text: string, at: i32): string {
  let end = at;
  while (end < text.length && !isDigit(text.charCodeAt(end)) && text.charCodeAt(end) != POINT)
    end++;
  return text.substring(at, end);
}

/** `0.part` of `unit`; further digits would be less than four milliseconds of an hour. */
function fraction(part: string, unit: u64): u64 {
  const digits = part.substring(0, FRACTION_LIMIT);
  return digits == '' ? 0 : (U64.parseInt(digits.padEnd(FRACTION_LIMIT, '0')) * unit) / 1000000;
}

/** In nanoseconds; 0: it is none. */
function durationUnit(unit: string): u64 {
  if (unit == 'ns') return 1;
  if (unit == 'us' || unit == '\u00b5s' || unit == '\u03bcs') return 1000;
  if (unit == 'ms') return MILLISECOND;
  if (unit == 's') return 1000 * MILLISECOND;
  if (unit == 'm') return 60000 * MILLISECOND;
  return unit == 'h' ? 3600000 * MILLISECOND : 0;
}
