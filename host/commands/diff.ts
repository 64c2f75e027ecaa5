// `lading diff`: two plans, two configurations, two records, or any two of these.
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import { EXIT_FAILURE } from '../errors.ts';
import { exactText } from '../exact.ts';
import { diffPlans } from '../report/diff.ts';
import { type DiffPaint, PLAIN_DIFF, renderDiff } from '../report/diff-text.ts';
import type { Context } from './context.ts';
import { readSides } from './diff-sides.ts';

export async function runDiff(context: Context): Promise<number> {
  const { operands, options, print } = context;
  const [place = '', other = ''] = operands;
  const difference = diffPlans(...(await readSides(place, other, context)));
  if (options.format === 'json') print(`${exactText(difference)}\n`);
  else {
    const paint = (await context.hasColours()) ? await loadPaint() : PLAIN_DIFF;
    const phaseOf = (kind: string): string => ACTION_KINDS.get(kind)?.phase ?? 'other';
    print(renderDiff(difference, { paint, phaseOf }));
  }
  return difference.isEqual ? 0 : EXIT_FAILURE;
}

async function loadPaint(): Promise<DiffPaint> {
  const { default: picocolors } = await import('picocolors');
  const { bold, cyan, dim, green, red, yellow } = picocolors.createColors(true);
  return {
    heading: (text) => bold(cyan(text)),
    faint: dim,
    added: green,
    removed: red,
    changed: yellow,
  };
}
