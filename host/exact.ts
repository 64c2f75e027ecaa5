// JSON for showing it, both ways: integers that a double would round become bigints.
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const LONG = /^-?\d{16,}$/;
/** No text of a plan starts so: NUL is refused everywhere. */
const MARK = '\u0000';

export function parseExact(text: string): unknown {
  // Seldom is there a long one, and without it nothing need be looked at twice.
  if (!/\d{16}/.test(text)) return JSON.parse(text);
  const marked = text.replace(STRING_OR_NUMBER, (token) =>
    LONG.test(token) ? JSON.stringify(`${MARK}${token}`) : token,
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(1)) : value,
  );
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
