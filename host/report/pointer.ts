// Finds the line of config.json that a JSON pointer (RFC 6901) names, so that an action or a kernel's error leads back
// to the user's own text. Only for a config that the engine has accepted: its syntax is known to be good.

import { endOfString } from '../exact.ts';

/** From 1; undefined when there is no such value (a default, or the name of an option). */
export type LineFinder = (pointer: string) => number | undefined;

/** Goes through the text once, and then reads the objects and lists on the way to what is asked, each at most once. */
export function lineFinder(text: string): LineFinder {
  let ends: ReadonlyMap<number, number> | undefined;
  const known = new Map<number, ReadonlyMap<string, number>>();
  const lineAt = lineCounter(text);
  const childrenAt = (at: number): ReadonlyMap<string, number> => {
    ends ??= findEnds(text);
    const children = known.get(at) ?? readChildren(text, at, ends);
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
function readChildren(
  text: string,
  start: number,
  ends: ReadonlyMap<number, number>,
): ReadonlyMap<string, number> {
  const children = new Map<string, number>();
  const isObject = text[start] === '{';
  if (!isObject && text[start] !== '[') return children;
  let at = afterSpace(text, start + 1);
  while (at < text.length && text[at] !== '}' && text[at] !== ']') {
    let name = `${children.size}`;
    if (isObject) {
      const end = endOfString(text, at);
      name = JSON.parse(text.slice(at, end)) as string;
      at = afterSpace(text, afterSpace(text, end) + 1); // past the colon
    }
    children.set(name, at);
    at = afterSpace(text, ends.get(at) ?? afterScalar(text, at));
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
  return children;
}

const SPACE = /[ \t\n\r]*/y;
const WORD = /[^,\]} \t\n\r]*/y;
const STRUCTURE = /["{}[\]]/g;

/** Where each object and list ends, by where it begins. Without recursion: a config may be nested ten thousand deep. */
function findEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  STRUCTURE.lastIndex = 0;
  while (STRUCTURE.test(text)) {
    const end = STRUCTURE.lastIndex;
    const last = text[end - 1];
    if (last === '"') STRUCTURE.lastIndex = endOfString(text, end - 1);
    else if (last === '{' || last === '[') open.push(end - 1);
    else ends.set(open.pop() ?? 0, end);
  }
  return ends;
}

function afterSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  SPACE.test(text);
  return SPACE.lastIndex;
}

/** A text, a number or a word. */
function afterScalar(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at);
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : text.length;
}
