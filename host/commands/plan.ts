// `lading plan`: what a command would do, here or on the host whose facts are given. Reads, and changes nothing.
import { createHash } from 'node:crypto';
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import type { Inputs, Options } from '../engine/call.ts';
import type { Json } from '../engine/canonical.ts';
import { EXIT_FAILURE } from '../errors.ts';
import { writeFile } from '../output.ts';
import { readPlan } from '../report/actions.ts';
import { type Paint, PLAIN, renderPlan } from '../report/plan.ts';
import { ask, type Context, configSource, reportDiagnostics } from './context.ts';
import { findFacts } from './facts.ts';

/** A dry run needs no name of its own; a fixed one keeps its digest the same everywhere. */
const DEFAULT_ID = 'container';

/** No facts have more (facts.schema.json). */
const LISTEN_FDS_LIMIT = 999_999;

export async function runPlan(context: Context): Promise<number> {
  const { options, operands, log, print } = context;
  const command = `${options.command ?? 'create'}`;
  const asked = {
    command,
    options: { ...planned(command, context), id: operands[0] ?? DEFAULT_ID },
    inputs: {
      // Nothing is passed on: how many there are here does not matter.
      descriptors: { open: Number(options.preserveFds ?? 0) + LISTEN_FDS_LIMIT },
      ...(options.facts === undefined ? {} : await factsInputs(`${options.facts}`, context)),
    },
  };
  const answer = ask(context, asked);
  if (answer.kind === 'diagnostics') return reportDiagnostics(context, command, answer.diagnostics);
  if (answer.kind === 'output') {
    // Such as a delete --force of a container that is not there.
    log.error(`plan: ${command} would carry out nothing here`);
    return answer.exit === 0 ? 0 : EXIT_FAILURE;
  }
  if (options.html !== undefined) {
    const { renderPlanPage } = await import('./page.ts');
    const text = renderPlanPage(context, command, asked.options, answer);
    writeFile({ path: `${options.html}`, text, replace: true });
    return 0;
  }
  const digest = createHash('sha256').update(answer.plan).digest('hex');
  if (options.digest === true) print(`${digest}\n`);
  else if (options.format === 'json') print(answer.plan);
  else {
    const source = configSource(answer.inputs, `${options.config ?? 'config.json'}`);
    const paint = (await context.hasColours()) ? await loadPaint() : PLAIN;
    const phaseOf = (kind: string): string => ACTION_KINDS.get(kind)?.phase ?? 'other';
    print(renderPlan({ plan: readPlan(answer.plan), digest, source, phaseOf, paint }));
  }
  return 0;
}

/** Those of the given options that the planned command has, too. */
function planned(command: string, { options, optionNames }: Context): Options {
  const names = optionNames(command);
  const shared = Object.entries(options).filter(([name]) => names.includes(name));
  const { signal } = options;
  return { ...Object.fromEntries(shared), ...(command === 'kill' && signal ? { signal } : {}) };
}

/** The caller is part of the facts: another host's plan must not depend on who asks for it here. */
export async function factsInputs(wanted: string, { reader }: Context): Promise<Inputs> {
  const facts = await findFacts(wanted, reader);
  const caller = hasCaller(facts) ? { caller: facts.caller } : {};
  return { ...caller, facts };
}

function hasCaller(facts: Json): facts is { readonly caller: Json } {
  return typeof facts === 'object' && facts !== null && 'caller' in facts;
}

export async function loadPaint(): Promise<Paint> {
  const { default: picocolors } = await import('picocolors');
  const { bold, cyan, dim } = picocolors.createColors(true);
  return { heading: (text) => bold(cyan(text)), faint: dim, strong: bold };
}
