// Finds the line of config.json that a JSON pointer (RFC 6901) names, so that an action or a kernel's error leads back
// to the user's own text. Only for a config that the engine has accepted: its syntax is known to be good.

/** From 1; undefined when there is no such value (a default, or the name of an option). */
export type LineFinder = (pointer: string) => number | undefined;

/** Reads each object and list at most once, and only those on the way to what is asked. */
export function lineFinder(text: string): LineFinder {
  const known = new Map<number, ReadonlyMap<string, number>>();
  const lineAt = lineCounter(text);
  const childrenAt = (at: number): ReadonlyMap<string, number> => {
    const children = known.get(at) ?? readChildren(text, at);
    known.set(at, children);
    return children;
  };
  return (pointer) => {
    if (!pointer.startsWith('/')) return undefined;
    let at: number | undefined = afterSpace(text, 0);
    for (const step of pointer.slice(1).split('/')) {
      at = childrenAt(at).get(step.replaceAll('~1', '/').replaceAll('~0', '~'));
      if (at === undefined) return undefined;
    }
    return lineAt(at);
  };
}

/** Of places that mostly follow each other: what is before the last one is not counted again. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    if (at < counted) [line, counted] = [1, 0];
    for (let i = text.indexOf('\n', counted); i !== -1 && i < at; i = text.indexOf('\n', counted)) {
      line++;
      counted = i + 1;
    }
    return line;
  };
}

/** Name or index -> where the value starts; empty for what is neither an object nor a list. */
function readChildren(text: string, start: number): ReadonlyMap<string, number> {
  const children = new Map<string, number>();
  const isObject = text[start] === '{';
  if (!isObject && text[start] !== '[') return children;
  let at = afterSpace(text, start + 1);
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    let name = `${children.size}`;
    if (isObject) {
      const end = afterText(text, at);
      name = JSON.parse(text.slice(at, end)) as string;
      at = afterSpace(text, afterSpace(text, end) + 1); // past the colon
    }
    children.set(name, at);
    at = afterValue(text, at);
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
  return children;
}

const SPACE = /[ \t\n\r]*/y;
const TEXT = /"(?:[^"\\]|\\.)*"/y;
const STRUCTURE = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

function afterSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}

function afterText(text: string, at: number): number {
  TEXT.lastIndex = at;
  return TEXT.test(text) ? TEXT.lastIndex : text.length;
}

/** The comma or bracket after a value. Without recursion: a config may be nested ten thousand deep. */
function afterValue(text: string, at: number): number {
  let depth = 0;
  STRUCTURE.lastIndex = at;
  while (STRUCTURE.test(text)) {
    const end = STRUCTURE.lastIndex - 1;
    const last = text[end];
    if (last === '{' || last === '[') depth++;
    else if (depth === 0 && last !== '"') return end;
    else if (last === '}' || last === ']') depth--;
  }
  return text.length;
}
