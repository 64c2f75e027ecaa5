// Whether an extended regular expression of POSIX matches, as V8 has it: who is right where glibc and the engine differ.

const CLASSES: Readonly<Record<string, string>> = {
  '[:alpha:]': 'a-zA-Z',
  '[:digit:]': '0-9',
  '[:space:]': '\\s',
  '[.a.]': 'a',
  '[=b=]': 'b',
};
const ESCAPES: Readonly<Record<string, string>> = {
  '\\w': '\\w',
  '\\W': '\\W',
  '\\b': '\\b',
  '\\B': '\\B',
  '\\<': '\\b(?=\\w)',
  '\\>': '\\b(?<=\\w)',
};
const TOKENS = /\[\^?\]?(?:\[[:.=].*?[:.=]\]|[^\]])*\]|\\.|\{(\d*),?\d*\}|./gs;

/** Undefined where it has no word for it. */
export function matchesInV8(pattern: string, text: string): boolean | undefined {
  try {
    return new RegExp(pattern.replace(TOKENS, translate)).test(text);
  } catch {
    return undefined;
  }
}

function translate(token: string, least: string | undefined): string {
  if (token.length > 1 && token.startsWith('[')) return translateBracket(token);
  if (token.length > 1 && token.startsWith('{'))
    return least === '' ? `{0${token.slice(1)}` : token;
  if (token === '}' || /^\\\W$/.test(token)) return `\\${token.slice(-1)}`;
  return /^[\\[{]/.test(token) ? known(ESCAPES, token) : token;
}

function known(words: Readonly<Record<string, string>>, token: string): string {
  const word = words[token];
  if (word === undefined) throw new Error(`no word for ${token}`);
  return word;
}

function translateBracket(token: string): string {
  const [, inverted = '', items = ''] = /^\[(\^?)(.*)\]$/s.exec(token) ?? [];
  const inside = items.replace(/\[[:.=].*?[:.=]\]|\w-\w|./gs, (item) => {
    if (/^\w(-\w)?$/.test(item)) return item;
    if (item.length === 1) return `\\x${item.charCodeAt(0).toString(16).padStart(2, '0')}`;
    return known(CLASSES, item);
  });
  return `[${inverted}${inside}]`;
}
