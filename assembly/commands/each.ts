// `--regex`: the containers that a command is to be given for, one after the other, are those whose
// names an expression matches anywhere (regex(7)). What fails for one keeps none of the others from it.

import { OPTION_MISSING, OPTION_VALUE } from '../plan/codes';
import { matches } from '../regex/match';
import { parseRegex } from '../regex/parse';
import { Context } from './command';
import { readIds } from './ids';
import { readRoot } from './request';

export function forEach(context: Context): void {
  const expression = context.option('id');
  const root = readRoot(context);
  if (expression === null) {
    context.error(OPTION_MISSING, 'no regular expression given');
    return;
  }
  const regex = parseRegex(expression);
  if (regex.problem != '') {
    const text = `invalid regular expression \`${expression}\`: ${regex.problem}`;
    context.error(OPTION_VALUE, text);
    return;
  }
  if (root === null) return;
  const ids = readIds(root, context);
  if (ids === null) return;
  const found: string[] = [];
  for (let i = 0; i < ids.length; i++) if (matches(regex.program, ids[i])) found.push(ids[i]);
  context.outputForEach(found);
}
