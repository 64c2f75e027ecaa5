// Reads canonical JSON for showing it: integers that a double would round become bigints.
const LONG = /"(?:[^"\\]|\\.)*"|-?\d{16,}/g;
/** No text of a plan starts so: NUL is refused everywhere. */
const MARK = '\u0000';

export function parseExact(text: string): unknown {
  const marked = text.replace(LONG, (token) =>
    token.startsWith('"') ? token : JSON.stringify(`${MARK}${token}`),
  );
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(MARK) ? BigInt(value.slice(1)) : value,
  );
}
