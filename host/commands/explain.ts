// `lading explain`: why each action of a plan is there, and what undoes it; what the config's seccomp program does with
// a system call, and why; that program, instruction by instruction.
import { join } from 'node:path';
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import { type Json, renderCanonical } from '../engine/canonical.ts';
import { EXIT_FAILURE, LadingError } from '../errors.ts';
import { parseExact } from '../exact.ts';
import { type NumberedAction, numberActions, readPlan } from '../report/actions.ts';
import { explainActions, renderExplained } from '../report/explain.ts';
import { type FilterAnswer, renderFilter } from '../report/filter.ts';
import { lineFinder } from '../report/pointer.ts';
import { ask, type Context, configSource, reportDiagnostics } from './context.ts';
import { checkBundle, checkFacts, checkOptions, givenFacts, planDry } from './dry.ts';
import { choosePaint } from './plan.ts';
import { inputPath, withStandardInput } from './standard-input.ts';

export async function runExplain(context: Context): Promise<number> {
  const { options } = context;
  const isFilter = options.syscall !== undefined || options.bpf === true;
  checkFilterOptions(options, isFilter);
  return isFilter ? explainFilter(context) : explainPlan(context);
}

/** What would be ignored is refused. */
function checkFilterOptions(
  { action, arch, arg, syscall }: Context['options'],
  isFilter: boolean,
): void {
  const isAboutCall = arg !== undefined || arch !== undefined;
  if (syscall === undefined && isAboutCall) {
    throw new LadingError({
      code: 'usage',
      message: '--arg and --arch belong to a system call: give --syscall NAME too',
    });
  }
  if (isFilter && action !== undefined) {
    throw new LadingError({
      code: 'usage',
      message: '--action belongs to a plan: give it without --syscall and --bpf',
    });
  }
}

async function explainPlan(context: Context): Promise<number> {
  const { options, print } = context;
  const dry = await planDry(context);
  if (typeof dry === 'number') return dry;
  const { plan, inputs } = dry.answer;
  const actions = choose(numberActions(readPlan(plan)), options.action);
  const source = configSource(inputs, `${options.config ?? 'config.json'}`);
  const undoOf = (kind: string): string => ACTION_KINDS.get(kind)?.undo ?? '';
  const explained = explainActions(actions, source, undoOf);
  if (options.format === 'json') print(`${renderCanonical(explained as unknown as Json)}\n`);
  else print(renderExplained(explained, await choosePaint(context)));
  return 0;
}

/** By number or by kind; all when nothing is asked for. */
function choose(actions: readonly NumberedAction[], wanted: unknown): readonly NumberedAction[] {
  if (wanted === undefined) return actions;
  const chosen = actions.filter(
    ({ action, number }) => action.do === wanted || `${number}` === wanted,
  );
  if (chosen.length > 0) return chosen;
  const kinds = [...new Set(actions.map(({ action }) => action.do))].sort().join(', ');
  throw new LadingError({
    code: 'explain-action',
    message: `the plan has no action \`${wanted}\`: expected a number from 0 to ${actions.length - 1}, or one of ${kinds}`,
  });
}

async function explainFilter(context: Context): Promise<number> {
  const { options, print } = context;
  checkOptions(`${options.command ?? 'create'}`, context);
  checkBundle(context);
  const path = inputPath(`${options.config ?? join(`${options.bundle}`, 'config.json')}`);
  const { syscall, arg, arch, bpf } = options;
  const answer = ask(
    { ...context, reader: withStandardInput(context.reader) },
    {
      command: 'explain',
      options: {
        config: path,
        ...(syscall === undefined ? {} : { syscall }),
        ...(arg === undefined ? {} : { args: arg }),
        ...(arch === undefined ? {} : { arch }),
        ...(bpf === undefined ? {} : { bpf }),
      },
      inputs: await givenFacts(context),
    },
  );
  checkFacts(context, answer);
  if (answer.kind === 'diagnostics')
    return reportDiagnostics(context, 'explain', answer.diagnostics);
  if (answer.kind !== 'output') return EXIT_FAILURE;
  if (options.format === 'json') {
    print(`${answer.output}\n`);
    return answer.exit;
  }
  const source = configSource(answer.inputs, path);
  const lineOf = source === undefined ? () => undefined : lineFinder(source.text);
  const given = Array.isArray(arg) ? arg.map((one) => Number(`${one}`.split('=')[0])) : [];
  const found = parseExact(answer.output) as FilterAnswer;
  print(renderFilter(found, { given, lineOf, paint: await choosePaint(context) }));
  return answer.exit;
}
