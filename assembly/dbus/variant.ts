// Values as people write them: GVariant's text form, as far as properties of units need it
// (GLib, "GVariant Text Format"): true, 'text', "text", 5, uint32 5, int64 -5, ['a', 'b'].

@final
export class Variant {
  /** b u i t x s or as. */
  signature: string = '';
  /** b u i t x: the bits. */
  number: u64 = 0;
  isNegative: bool = false;
  text: string = '';
  texts: string[] = [];

  get isInteger(): bool {
    return this.signature.length == 1 && 'uitx'.includes(this.signature);
  }
}

/** Null: not of a form that is known. */
export function parseVariant(source: string): Variant | null {
  const text = source.trim();
  const value = new Variant();
  if (text == 'true' || text == 'false') {
    value.signature = 'b';
    value.number = text == 'true' ? 1 : 0;
    return value;
  }
  if (text.startsWith('[') || text.startsWith('@as ')) return parseTexts(text, value);
  if (isQuote(text, 0)) {
    const end = endOfText(text, 0);
    if (end != text.length) return null;
    value.signature = 's';
    value.text = unquote(text, 0, end);
    return value;
  }
  return parseInteger(text, value);
}

function parseInteger(text: string, value: Variant): Variant | null {
  const space = text.indexOf(' ');
  const type = space < 0 ? 'int32' : text.substring(0, space);
  const digits = space < 0 ? text : text.substring(space).trim();
  if (type == 'uint32') value.signature = 'u';
  else if (type == 'int32') value.signature = 'i';
  else if (type == 'uint64') value.signature = 't';
  else if (type == 'int64') value.signature = 'x';
  else return null;
  value.isNegative = digits.startsWith('-');
  if (value.isNegative && (type == 'uint32' || type == 'uint64')) return null;
  let limit: u64 = type == 'uint64' ? u64.MAX_VALUE : <u64>i64.MAX_VALUE;
  if (type == 'uint32') limit = 0xffffffff;
  if (type == 'int32') limit = 0x7fffffff;
  if (value.isNegative) limit++;
  const first = value.isNegative ? 1 : 0;
  if (digits.length == first) return null;
  let number: u64 = 0;
  for (let i = first; i < digits.length; i++) {
    const code = digits.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return null;
    const next: u64 = code - 0x30;
    if (number > (limit - next) / 10) return null;
    number = number * 10 + next;
  }
  value.number = value.isNegative ? 0 - number : number;
  return value;
}

function parseTexts(source: string, value: Variant): Variant | null {
  const text = source.startsWith('@as ') ? source.substring(4).trim() : source;
  if (!text.startsWith('[') || !text.endsWith(']')) return null;
  value.signature = 'as';
  let at = skipSpace(text, 1);
  const last = text.length - 1;
  // Of nothing GVariant cannot tell the type by itself.
  if (at == last) return source.startsWith('@') ? value : null;
  while (isQuote(text, at)) {
    const end = endOfText(text, at);
    if (end < 0) return null;
    value.texts.push(unquote(text, at, end));
    at = skipSpace(text, end);
    if (at == last) return value;
    if (text.charAt(at) != ',') return null;
    at = skipSpace(text, at + 1);
  }
  return null;
}

function skipSpace(text: string, from: i32): i32 {
  let at = from;
  while (at < text.length && text.charAt(at) == ' ') at++;
  return at;
}

function isQuote(text: string, at: i32): bool {
  return at < text.length && (text.charAt(at) == "'" || text.charAt(at) == '"');
}

/** The place after the closing quote; -1: there is none. */
function endOfText(text: string, start: i32): i32 {
  const quote = text.charAt(start);
  for (let i = start + 1; i < text.length; i++) {
    if (text.charAt(i) == '\\') i++;
    else if (text.charAt(i) == quote) return i + 1;
  }
  return -1;
}

/** A backslash stands for what follows it. */
function unquote(text: string, start: i32, end: i32): string {
  let result = '';
  for (let i = start + 1; i < end - 1; i++) {
    if (text.charAt(i) == '\\') i++;
    result += text.charAt(i);
  }
  return result;
}
