// Writes canonical JSON: keys sorted by code point, no white space, shortest escapes, integers only. Equal data gives
// equal bytes, so a digest of them names the data.

export type Json =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Json[]
  | { readonly [key: string]: Json | undefined };

/** Throws a TypeError for what canonical JSON cannot hold: fractions, and integers a double may have rounded. */
export function renderCanonical(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'bigint') return `${value}`;
  if (typeof value === 'number') return renderInteger(value);
  if (typeof value === 'string') return renderText(value);
  if (isList(value)) return `[${value.map(renderCanonical).join(',')}]`;
  const members = Object.entries(value).filter(
    (member): member is [string, Json] => member[1] !== undefined,
  );
  return renderObject(members.map(([key, member]) => [key, renderCanonical(member)]));
}

/** Of members whose values are canonical already. */
export function renderObject(members: readonly (readonly [key: string, text: string])[]): string {
  const sorted = members.toSorted(([a], [b]) => compareCodePoints(a, b));
  return `{${sorted.map(([key, text]) => `${renderText(key)}:${text}`).join(',')}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function renderInteger(value: number): string {
  if (!Number.isSafeInteger(value)) {
    throw new TypeError(`expected an integer that a double holds exactly, found ${value}`);
  }
  return `${value}`; // also turns -0 into 0
}

function renderText(value: string): string {
  const text = JSON.stringify(value);
  // It writes a lone surrogate as an escape; the bytes could not be read back as UTF-8 text. The same letters may stand
  // in the text itself, but seldom do: only then is all of it looked through.
  if (text.includes('\\ud') && /\p{Surrogate}/u.test(value)) {
    throw new TypeError('expected text, found a lone surrogate');
  }
  return text;
}

/** JavaScript compares UTF-16 units, which puts U+10000 and above before U+E000…U+FFFF. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
