// JSON for showing it, both ways: integers that a double would round become bigints.
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG = /^-?\d{16,}$/;
/** No text of a plan starts so: NUL is refused everywhere. */
const MARK = '\u0000';

export function parseExact(text: string): unknown {
  // Seldom is there a long one, and without it nothing need be looked at twice.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const mark = (token: string): string =>
    LONG.test(token) ? JSON.stringify(`${MARK}${token}`) : token;
  const marked = splitStrings(text)
    .map((part) => (part.startsWith('"') ? part : part.replace(NUMBER, mark)))
    .join('');
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(1)) : value,
  );
}

/**
 * JSON text in parts: its strings, which begin with a quote, and what stands between them. By hand, because a regular
 * expression keeps a place on the stack for each character of a string that may be megabytes long.
 */
export function splitStrings(text: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let quote = text.indexOf('"'); quote !== -1; quote = text.indexOf('"', start)) {
    if (quote > start) parts.push(text.slice(start, quote));
    start = endOfString(text, quote);
    parts.push(text.slice(quote, start));
  }
  return start < text.length ? [...parts, text.slice(start)] : parts;
}

/** Behind the last quote of the string that begins with this one; of one that does not end, the end of the text. */
export function endOfString(text: string, quote: number): number {
  let end = text.indexOf('"', quote + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end + 1;
}

/** By an odd number of backslashes before it. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first--;
  return (at - first) % 2 === 1;
}

/** Whether it has no more levels than that: what goes through it calls itself for each. */
export function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((member) => isShallow(member, levels - 1));
}

/** JSON text that is equal for equal values: members by name, bigints as the integers they are. */
export function exactText(value: unknown): string {
  if (typeof value === 'bigint') return `${value}`;
  if (Array.isArray(value)) return `[${value.map(exactText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${exactText(member)}`);
  return `{${members.join(',')}}`;
}
