// The commands that the engine answers: request, and then whatever the answer is: a plan to carry out, text to print,
// or diagnostics. The host holds no logic of theirs.
import type { Answer, Options } from '../engine/call.ts';
import { loadEngine } from '../engine/load.ts';
import { EXIT_FAILURE } from '../errors.ts';
import type { Begin, Journal } from '../helper/journal.ts';
import { type Carried, runHelper } from '../helper/run.ts';
import { renderFailure, renderInterrupted } from '../report/failure.ts';
import { ask, type Context, configSource, reportDiagnostics } from './context.ts';

/** How often to plan anew when the container has changed between planning and locking. */
const ATTEMPTS = 5;

/** Operands by their place -> the engine's options. */
const OPERANDS: readonly string[] = ['id', 'signal'];

export async function runEngineCommand(context: Context, helper?: string): Promise<number> {
  const { command, log, print } = context;
  const options = requestOptions(context);
  for (let attempt = 1; ; attempt++) {
    const answer = ask(context, { command, options });
    if (answer.kind === 'diagnostics') {
      return reportDiagnostics(context, command, answer.diagnostics);
    }
    if (answer.kind === 'output') {
      print(answer.output);
      return answer.exit;
    }
    const engineDigest = loadEngine().digest();
    const carried = await runHelper({
      plan: answer.plan,
      inputs: answer.request,
      engineDigest,
      helper,
    });
    if (!carried.isStale) return reportCarried(context, answer, carried);
    log.debug(`${command}: the container changed meanwhile (attempt ${attempt})`);
    if (attempt < ATTEMPTS) continue;
    log.error(`${command}: the container kept changing meanwhile: planned ${ATTEMPTS} times`);
    return EXIT_FAILURE;
  }
}

function requestOptions({ options, operands }: Context): Options {
  const named = operands.map((value, index) => [OPERANDS[index] ?? '', value]);
  return { ...options, ...Object.fromEntries(named) };
}

function reportCarried(
  context: Context,
  answer: Answer & { readonly kind: 'plan' },
  { journal, exitCode, signal }: Carried,
): number {
  const { command, log, options } = context;
  const source = configSource(answer.inputs, `${options.config ?? 'config.json'}`);
  const shown = { command: `lading: ${command}`, plan: answer.plan, source };
  if (journal.end?.outcome === 'refused') {
    const why = journal.end.message ?? journal.failed?.message ?? 'no reason given';
    log.error(`lading: ${command}: the helper refused the plan (nothing was carried out): ${why}`);
  } else if (journal.failed !== undefined && journal.end?.outcome === 'failed') {
    log.error(renderFailure({ ...shown, failed: journal.failed, left: journal.left }));
  } else if (journal.end === undefined) {
    const how = signal ?? `exit status ${exitCode}, without a last word`;
    log.error(renderInterrupted(shown, how, lastBegun(journal)));
    return exitCode === 0 ? EXIT_FAILURE : exitCode;
  } else if (journal.failed !== undefined) {
    log.warning(renderFailure({ ...shown, failed: journal.failed, left: journal.left }));
  }
  return exitCode;
}

function lastBegun(journal: Journal): number | undefined {
  return journal.entries.findLast((entry): entry is Begin => entry.event === 'begin')?.action;
}
