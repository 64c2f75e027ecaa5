// Where two plans' canonical texts part, told by the action in whose text that is.
import { type Json, renderCanonical } from '../engine/canonical.ts';
import { type NumberedAction, numberActions, readPlan } from '../report/actions.ts';

export type TextDifference = {
  /** Of the first plan; undefined: outside of every action. */
  readonly action: NumberedAction | undefined;
  /** What stands there in either, a few characters of it. */
  readonly expected: string;
  readonly found: string;
};

const BEFORE = 24;
const AFTER = 48;

/** `expected` is a plan that the engine made; `found` may be any text. */
export function firstDifference(expected: string, found: string): TextDifference | undefined {
  if (expected === found) return undefined;
  let at = 0;
  while (expected[at] === found[at]) at++;
  const excerpt = (text: string): string => text.slice(Math.max(0, at - BEFORE), at + AFTER);
  return { action: actionAt(expected, at), expected: excerpt(expected), found: excerpt(found) };
}

/** The innermost action whose text covers this place. */
function actionAt(text: string, place: number): NumberedAction | undefined {
  let start = 0;
  let covering: NumberedAction | undefined;
  for (const numbered of numberActions(readPlan(new TextEncoder().encode(text)))) {
    const own = renderCanonical(numbered.action as Json);
    // In the order of the text; an action's own actions stand inside of it.
    start = text.indexOf(own, start);
    if (start === -1 || start > place) break;
    if (start + own.length > place) covering = numbered;
    start++;
  }
  return covering;
}
