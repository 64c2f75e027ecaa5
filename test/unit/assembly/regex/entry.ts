// The matcher of regular expressions behind numbers, for the tests: an expression and a text in, and whether it matches.
import { matches } from '../../../../assembly/regex/match';
import { parseRegex } from '../../../../assembly/regex/parse';

export function allocate(size: usize): usize {
  return changetype<usize>(new ArrayBuffer(<i32>size));
}

/** 1 and 0; -1: it is no expression. */
export function match(regex: usize, regexLength: usize, text: usize, textLength: usize): i32 {
  const parsed = parseRegex(String.UTF8.decodeUnsafe(regex, regexLength));
  if (parsed.problem != '') return -1;
  return matches(parsed.program, String.UTF8.decodeUnsafe(text, textLength)) ? 1 : 0;
}
