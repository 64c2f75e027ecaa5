// A plan that is only looked at: of a command and a bundle, for this host or for the one whose facts are given. Shared
// by the commands that show one.
import type { Answer, Inputs, Options } from '../engine/call.ts';
import type { Json } from '../engine/canonical.ts';
import { EXIT_FAILURE } from '../errors.ts';
import { ask, type Context, reportDiagnostics } from './context.ts';
import { findFacts } from './facts.ts';

/** A dry run needs no name of its own; a fixed one keeps its digest the same everywhere. */
const DEFAULT_ID = 'container';

/** No facts have more (facts.schema.json). */
const LISTEN_FDS_LIMIT = 999_999;

export type DryRun = {
  readonly command: string;
  /** As the engine was asked. */
  readonly options: Options;
  readonly answer: Answer & { readonly kind: 'plan' };
};

/** The exit status when there is no plan, which has been told. */
export async function planDry(context: Context): Promise<DryRun | number> {
  const { options, operands, log } = context;
  const command = `${options.command ?? 'create'}`;
  const asked = { ...planned(command, context), id: operands[0] ?? DEFAULT_ID };
  const inputs = {
    // Nothing is passed on: how many there are here does not matter.
    descriptors: { open: Number(options.preserveFds ?? 0) + LISTEN_FDS_LIMIT },
    ...(await givenFacts(context)),
  };
  const answer = ask(context, { command, options: asked, inputs });
  if (answer.kind === 'diagnostics') return reportDiagnostics(context, command, answer.diagnostics);
  if (answer.kind === 'output') {
    // Such as a delete --force of a container that is not there.
    log.error(`${context.command}: ${command} would carry out nothing here`);
    return answer.exit === 0 ? 0 : EXIT_FAILURE;
  }
  return { command, options: asked, answer };
}

/** Those of the given options that the planned command has, too. */
function planned(command: string, { options, optionNames }: Context): Options {
  const names = optionNames(command);
  const shared = Object.entries(options).filter(([name]) => names.includes(name));
  const { signal } = options;
  return { ...Object.fromEntries(shared), ...(command === 'kill' && signal ? { signal } : {}) };
}

/** Of `--facts`. */
export async function givenFacts(context: Context): Promise<Inputs> {
  const { facts } = context.options;
  return facts === undefined ? {} : factsInputs(`${facts}`, context);
}

/** The caller is part of them: another host's plan must not depend on who asks for it here. */
export async function factsInputs(wanted: string, { reader }: Context): Promise<Inputs> {
  const facts = await findFacts(wanted, reader);
  const caller = hasCaller(facts) ? { caller: facts.caller } : {};
  return { ...caller, facts };
}

function hasCaller(facts: Json): facts is { readonly caller: Json } {
  return typeof facts === 'object' && facts !== null && 'caller' in facts;
}
