// Numbers as people write them on a command line, as the digits of canonical JSON.

/** 2^63 - 1 has as many. */
const DIGITS_LIMIT: i32 = 19;
const UNITS: string = 'kmgtp';
const FRACTION_LIMIT: i32 = 6;

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

/** Milliseconds of a duration such as `5s`, `1m30s`, `250ms`, `1h`; -1: it is none. */
export function readDuration(text: string): i64 {
  let total: i64 = 0;
  let at = 0;
  while (at < text.length) {
    const begin = at;
    while (at < text.length && isDigit(text.charCodeAt(at))) at++;
    const digits = text.substring(begin, at);
    const unitBegin = at;
    while (at < text.length && !isDigit(text.charCodeAt(at))) at++;
    const factor = durationUnit(text.substring(unitBegin, at));
    if (digits == '' || digits.length > 9 || factor < 0) return -1;
    total += I64.parseInt(digits) * factor;
  }
  return text == '' ? -1 : total;
}

function durationUnit(unit: string): i64 {
  if (unit == 'ms') return 1;
  if (unit == 's') return 1000;
  if (unit == 'm') return 60000;
  return unit == 'h' ? 3600000 : -1;
}
