// JSON as text in an editor: its tokens, for colours and marks, and the same text laid out anew. Nothing is parsed, so
// that broken texts have tokens too, and numbers stay as they are written.

export type TokenKind = 'key' | 'text' | 'number' | 'word' | 'mark' | 'space';

export type Token = { readonly kind: TokenKind; readonly text: string };

const TOKEN = /"(?:[^"\\\n]|\\.)*"?|-?\d[\d.eE+-]*|[A-Za-z]+|[ \t\r\n]+|./gsu;
const AFTER_KEY = /[ \t\r\n]*:/y;

export function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((found) => ({
    kind: kindOf(found[0], text, found.index + found[0].length),
    text: found[0],
  }));
}

function kindOf(token: string, text: string, end: number): TokenKind {
  if (token.startsWith('"')) {
    AFTER_KEY.lastIndex = end;
    return AFTER_KEY.test(text) ? 'key' : 'text';
  }
  if (/^-?\d/.test(token)) return 'number';
  if (/^[A-Za-z]/.test(token)) return 'word';
  return /^[ \t\r\n]/.test(token) ? 'space' : 'mark';
}

const STEP = '  ';
const OPEN = '{[';
const CLOSE = '}]';

/** One member a line, as `JSON.stringify` with two spaces would write it. */
export function layOut(text: string): string {
  const tokens = tokensOf(text).filter(({ kind }) => kind !== 'space');
  let out = '';
  let depth = 0;
  const line = (): string => `\n${STEP.repeat(depth)}`;
  tokens.forEach((token, index) => {
    const before = tokens[index - 1]?.text ?? '';
    if (CLOSE.includes(token.text)) {
      depth = Math.max(0, depth - 1);
      out += OPEN.includes(before) && before !== '' ? token.text : `${line()}${token.text}`;
      return;
    }
    if (before !== '' && OPEN.includes(before)) out += line();
    out += token.text;
    if (OPEN.includes(token.text)) depth += 1;
    if (token.text === ',') out += line();
    if (token.text === ':') out += ' ';
  });
  return `${out}\n`;
}
