// The commands that the engine answers: request, and then whatever the answer is: a plan to carry out, text to print,
// or diagnostics. The host holds no logic of theirs.
import { setTimeout } from 'node:timers/promises';
import type { Begin } from '../../generated/host/journal.ts';
import type { Answer, Inputs, Options } from '../engine/call.ts';
import { loadEngine } from '../engine/load.ts';
import { EXIT_FAILURE, LadingError } from '../errors.ts';
import type { Journal } from '../helper/journal.ts';
import type { KeptHelper } from '../helper/kept.ts';
import { type Carried, runHelper } from '../helper/run.ts';
import { LOG_UNWRITABLE, OUTPUT_UNWRITABLE } from '../output.ts';
import { type Failure, renderFailure, renderInterrupted } from '../report/failure.ts';
import { printable } from '../report/printable.ts';
import {
  ask,
  type Context,
  configSource,
  operandOptions,
  reportDiagnostics,
  sourceOf,
} from './context.ts';

/** How often to plan anew when the container has changed between planning and locking. */
const ATTEMPTS = 5;

export type Served = {
  readonly answer: Answer;
  /** Absent when there was nothing to carry out. */
  readonly carried?: Carried;
};

export type Service = {
  /** Gathers afresh, and asks the engine. */
  readonly ask: () => Answer;
  readonly command: string;
  readonly helper?: string | undefined;
  /** One that is kept for many plans, instead. */
  readonly kept?: KeptHelper | undefined;
};

/** Plans and carries out, and plans anew when the container has changed before the helper could lock it. */
export async function serve({ ask: askAgain, command, helper, kept }: Service): Promise<Served> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const answer = askAgain();
    if (answer.kind !== 'plan') return { answer };
    const carried = await (kept?.carry ?? runHelper)({
      plan: answer.plan,
      inputs: answer.request,
      engineDigest: loadEngine().digest(),
      descriptors: descriptorsOf(answer.inputs),
      helper,
    });
    if (!carried.isStale) return { answer, carried };
  }
  throw new LadingError({
    code: 'stale',
    message: `${command}: the container kept changing meanwhile (planned ${ATTEMPTS} times)`,
  });
}

/** Those that the engine has asked about are the container's. */
function descriptorsOf({ descriptors }: Inputs): number {
  const isFound = typeof descriptors === 'object' && descriptors !== null && 'open' in descriptors;
  return isFound ? Number(descriptors.open) : 0;
}

export async function runEngineCommand(
  context: Context,
  helper: string | undefined,
): Promise<number> {
  const options = requestOptions(context);
  return serveOptions(context, options, helper);
}

async function serveOptions(
  context: Context,
  options: Options,
  helper: string | undefined,
): Promise<number> {
  const { command, print } = context;
  let asked = options;
  for (;;) {
    const { answer, carried } = await serve({
      ask: () => ask(context, { command, options: asked }),
      command,
      helper,
    });
    if (answer.kind === 'diagnostics') {
      return reportDiagnostics(context, command, answer.diagnostics);
    }
    if (answer.kind === 'plan' && carried !== undefined)
      return reportCarried(context, answer, carried);
    if (answer.kind !== 'output') throw new TypeError('a plan was neither carried out nor refused');
    print(answer.output);
    const { again, each = [], exit } = answer;
    for (const id of each) await serveLeniently(context, { ...options, id }, helper);
    if (again === undefined) return exit;
    await setTimeout(again.afterMs);
    asked = { ...options, [again.option]: again.value };
  }
}

/** One of several: what is wrong with it is told, the others have their turn, and the whole is no failure. */
async function serveLeniently(
  context: Context,
  { regex: _, ...options }: Options,
  helper: string | undefined,
): Promise<void> {
  const { command, log } = context;
  try {
    await serveOptions(context, options, helper);
  } catch (error) {
    if (!(error instanceof LadingError) || OF_ALL.includes(error.code)) throw error;
    log.error(`${command}: ${error.message}`);
  }
}

/** What no other one has a better turn for. */
const OF_ALL: readonly string[] = [LOG_UNWRITABLE, OUTPUT_UNWRITABLE];

function requestOptions({ command, options, operands }: Context): Options {
  return { ...options, ...operandOptions(command, operands) };
}

function reportCarried(
  { command, log, operands, options }: Context,
  answer: Answer & { readonly kind: 'plan' },
  carried: Carried,
): number {
  const source =
    configSource(answer.inputs, `${options.config ?? 'config.json'}`) ??
    sourceOf(answer.inputs.resources, `${options.resources}`) ??
    sourceOf(answer.inputs.mounts, `${operands.at(-1)}`);
  const failure = renderCarried({ command, plan: answer.plan, source }, carried);
  const { journal, exitCode } = carried;
  for (const warning of warningsOf(journal)) log.warning(`${command}: ${printable(warning)}`);
  if (failure === undefined) return exitCode;
  if (journal.end === undefined) {
    log.error(failure);
    return exitCode === 0 ? EXIT_FAILURE : exitCode;
  }
  if (journal.end.outcome === 'failed' || journal.end.outcome === 'refused') log.error(failure);
  // Such as a poststop hook: the container has ended as it would have without it.
  else log.warning(failure);
  return exitCode;
}

/** What an action that succeeded had to say nevertheless. */
function warningsOf({ entries }: Journal): string[] {
  return entries.flatMap((entry) =>
    entry.event === 'done' && typeof entry.result?.warning === 'string'
      ? [entry.result.warning]
      : [],
  );
}

/** The helper's exit status when it finds the plan wrong, before there is a journal. */
const REFUSED = 2;

/** What went wrong, in one line; undefined when nothing did. */
export function renderCarried(
  shown: Pick<Failure, 'command' | 'plan' | 'source'>,
  { journal, exitCode, signal }: Carried,
): string | undefined {
  if (
    journal.end?.outcome === 'refused' ||
    (exitCode === REFUSED && journal.entries.length === 0)
  ) {
    // Without a journal it has told why on stderr, which is ours too.
    const why = journal.end?.message ?? 'see above';
    return `${shown.command}: nothing was carried out (a bug): ${why}`;
  }
  if (journal.end === undefined) {
    const how = signal ?? `exit status ${exitCode}, without a last word`;
    return renderInterrupted(shown, how, lastBegun(journal));
  }
  if (journal.failed === undefined) return undefined;
  return renderFailure({ ...shown, failed: journal.failed, left: journal.left });
}

function lastBegun(journal: Journal): number | undefined {
  return journal.entries.findLast((entry): entry is Begin => entry.event === 'begin')?.action;
}
