// A plan that is only looked at: of a command and a bundle, for this host or for the one whose facts are given. Shared
// by the commands that show one.
import { resolve } from 'node:path';
import type { Answer, Inputs, Options } from '../engine/call.ts';
import type { Json } from '../engine/canonical.ts';
import { EXIT_FAILURE, usageError } from '../errors.ts';
import { findCommand } from '../program.ts';
import { ask, type Context, operandOptions, reportDiagnostics, SILENT_LOG } from './context.ts';
import { findFacts } from './facts.ts';
import { elsewhere, LATER_COMMANDS, plannedInputs, plannedTools } from './planned.ts';

/** A dry run needs no name of its own; a fixed one keeps its digest the same everywhere. */
const DEFAULT_ID = 'container';

/** No facts have more (facts.schema.json). */
const LISTEN_FDS_LIMIT = 999_999;

/** Commands that read a config.json, so that there is advice about it. */
const ADVISED: readonly string[] = ['create', 'run', 'restore'];

export type DryRun = {
  readonly command: string;
  /** As the engine was asked. */
  readonly options: Options;
  readonly answer: Answer & { readonly kind: 'plan' };
  /** Nothing of the container is there: the plan has stand-ins for what only a living one has. */
  readonly isPlannedOnly: boolean;
};

/**
 * The exit status when there is no plan, which has been told. `advise`: with warnings about what is dangerous or of no
 * use in the config, which the caller shows.
 */
export async function planDry(context: Context, advise = false): Promise<DryRun | number> {
  const { options } = context;
  const command = `${options.command ?? 'create'}`;
  const operands = plannedOperands(command, context);
  const id = `${operands.id}`;
  const asked = {
    ...planned(command, context),
    ...operands,
    ...(advise && ADVISED.includes(command) ? { advise } : {}),
  };
  const isElsewhere = options.facts !== undefined;
  const isPlannedOnly =
    (options.planned === true || isElsewhere) && LATER_COMMANDS.includes(command);
  const given = await givenFacts(context);
  const made = isPlannedOnly ? makePlanned(context, id, given) : undefined;
  if (typeof made === 'number') return made;
  const inputs = {
    ...(command === 'restore' ? {} : passedOn(options)),
    ...given,
    ...(isPlannedOnly || isElsewhere ? plannedTools(command) : {}),
    ...(made === undefined ? {} : plannedInputs(command, id, made, options.force === true)),
  };
  const named = [options.process, options.resources, operands.file].map((path) => `${path}`);
  const quiet = advise ? { ...context, log: SILENT_LOG } : context;
  const asking =
    isPlannedOnly && isElsewhere ? { ...quiet, reader: elsewhere(context.reader, named) } : quiet;
  const answer = ask(asking, { command, options: asked, inputs });
  if (answer.kind !== 'plan') return refuse(context, command, answer);
  return { command, options: asked, answer, isPlannedOnly };
}

/** Those of the planned command, as the engine takes them. */
function plannedOperands(command: string, context: Context): Options {
  const specs = findCommand(command)?.operands ?? [];
  const words = context.operands.map((word, at) =>
    specs[at]?.isInput === true && word !== '-' ? resolve(word) : word,
  );
  if (words.length > specs.length && specs.at(-1)?.isRest !== true) {
    const names = specs.map(({ name }) => name).join(', ');
    throw usageError(`${context.command}: ${command} takes no more than ${names}`);
  }
  const named = Object.entries(operandOptions(command, words)).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return { id: DEFAULT_ID, ...Object.fromEntries(named) };
}

/** The create of a container that is only planned. */
function makePlanned(
  context: Context,
  id: string,
  given: Inputs,
): (Answer & { readonly kind: 'plan' }) | number {
  const command = 'create';
  const { preserveFds: _, consoleSocket: __, pidfdSocket: ___, ...own } = planned(command, context);
  const inputs = { ...passedOn({}), ...given };
  const answer = ask(context, { command, options: { ...own, id }, inputs });
  return answer.kind === 'plan' ? answer : refuse(context, command, answer);
}

function refuse(context: Context, command: string, answer: Answer): number {
  if (answer.kind === 'diagnostics') return reportDiagnostics(context, command, answer.diagnostics);
  // Such as a delete --force of a container that is not there.
  context.log.error(`${context.command}: ${command} would carry out nothing here`);
  return answer.kind === 'output' && answer.exit !== 0 ? answer.exit : EXIT_FAILURE;
}

/** Nothing is passed on: how many there are here does not matter. */
function passedOn({ preserveFds }: Options): Inputs {
  return { descriptors: { open: Number(preserveFds ?? 0) + LISTEN_FDS_LIMIT } };
}

/** Those of the given options that the planned command has, too. */
function planned(command: string, { options, optionNames }: Context): Options {
  const names = optionNames(command);
  const shared = Object.entries(options).filter(([name]) => names.includes(name));
  const { signal } = options;
  return { ...(command === 'kill' && signal ? { signal } : {}), ...Object.fromEntries(shared) };
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
