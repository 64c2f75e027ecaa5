// `lading plan`: what a command would do, here or on the host whose facts are given. Reads, and changes nothing.
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import { loadEngine } from '../engine/load.ts';
import { usageError } from '../errors.ts';
import { writeProduct } from '../output.ts';
import { readPlan } from '../report/actions.ts';
import { type Paint, PLAIN, renderPlan } from '../report/plan.ts';
import { type Context, configSource } from './context.ts';
import { planDry } from './dry.ts';
import { hasNoConsole, NO_CONSOLE_NOTE, PLANNED_NOTE } from './planned.ts';

export async function runPlan(context: Context): Promise<number> {
  const { options, print } = context;
  const { html, digest, format } = options;
  if (html !== undefined && (digest === true || format === 'json'))
    throw usageError('--html writes the page alone: expected no --digest and no --format json');
  const isRead = options.html === undefined && options.digest !== true && options.format !== 'json';
  const dry = await planDry(context, isRead);
  if (typeof dry === 'number') return dry;
  const { answer, made } = dry;
  const { plan, inputs } = answer;
  if (options.html !== undefined) {
    const { PAGE, renderPlanPage } = await import('./page.ts');
    writeProduct(`${options.html}`, renderPlanPage(context, dry), PAGE);
    return 0;
  }
  if (options.digest === true) print(`${loadEngine().sha256(plan)}\n`);
  else if (options.format === 'json') print(plan);
  else {
    const source = configSource(inputs, `${options.config ?? 'config.json'}`);
    const paint = await choosePaint(context);
    const phaseOf = (kind: string): string => ACTION_KINDS.get(kind)?.phase ?? 'other';
    const { warnings } = answer;
    const shown = readPlan(plan);
    const notes = [
      ...(made === undefined ? [] : [PLANNED_NOTE]),
      ...(hasNoConsole(shown) ? [NO_CONSOLE_NOTE] : []),
    ];
    print(
      renderPlan({
        plan: shown,
        digest: loadEngine().sha256(plan),
        source,
        phaseOf,
        paint,
        warnings,
        notes,
      }),
    );
  }
  return 0;
}

export async function choosePaint({ hasColours }: Context): Promise<Paint> {
  return (await hasColours()) ? loadPaint() : PLAIN;
}

export async function loadPaint(): Promise<Paint> {
  const { default: picocolors } = await import('picocolors');
  const { bold, cyan, dim } = picocolors.createColors(true);
  return { heading: (text) => bold(cyan(text)), faint: dim, strong: bold };
}
