// A plan that is only looked at: of a command and a bundle, for this host or for the one whose facts are given. Shared
// by the commands that show one.
import { absolutePath } from '../absolute.ts';
import type { Answer, Inputs, Options } from '../engine/call.ts';
import type { Json } from '../engine/canonical.ts';
import { EXIT_FAILURE, LadingError, usageError } from '../errors.ts';
import { findCommand, type OptionSpec, PLANNED_COMMANDS } from '../program.ts';
import {
  ask,
  type Context,
  operandOptions,
  reportDiagnostics,
  SILENT_LOG,
  tellWarnings,
} from './context.ts';
import { findFacts } from './facts.ts';
import { askDry, LATER_COMMANDS, type PlanAnswer } from './planned.ts';
import { inputPath, withStandardInput } from './standard-input.ts';

/** A dry run needs no name of its own; a fixed one keeps its digest the same everywhere. */
const DEFAULT_ID = 'container';

/** Commands that read a config.json, so that there is advice about it. */
const ADVISED: readonly string[] = ['create', 'run', 'restore'];

export type DryRun = {
  readonly command: string;
  /** As the engine was asked. */
  readonly options: Options;
  readonly answer: PlanAnswer;
  /** To its create, when nothing of the container is there: the plan has stand-ins for what only a living one has. */
  readonly made?: PlanAnswer;
  /** And its options. */
  readonly create?: Options | undefined;
};

/**
 * The exit status when there is no plan, which has been told. `advise`: with warnings about what is dangerous or of no
 * use in the config, which the caller shows.
 */
export async function planDry(given: Context, advise = false): Promise<DryRun | number> {
  const context = { ...given, reader: withStandardInput(given.reader) };
  const { options } = context;
  const command = `${options.command ?? 'create'}`;
  checkOptions(command, context);
  checkBundle(context);
  const operands = plannedOperands(command, context);
  const id = `${operands.id}`;
  const asked = {
    ...planned(command, context),
    ...operands,
    ...(advise && ADVISED.includes(command) ? { advise } : {}),
  };
  const isElsewhere = options.facts !== undefined;
  const isPlannedOnly = isOfPlanned(command, context);
  const create = isPlannedOnly ? createOptions(context, id) : undefined;
  const { command: answered, ...dry } = askDry(
    {
      command,
      options: asked,
      inputs: await givenFacts(context),
      create,
      isElsewhere,
    },
    context.reader,
    (request, reader) => ask({ ...context, log: SILENT_LOG, reader }, request),
  );
  const { answer, made } = dry;
  // What is wrong with a container that is only planned is told, whatever is then shown of the command.
  const isOfCreate = isPlannedOnly && made === undefined;
  if (made !== undefined) tellWarnings(context, 'create', made);
  if (!advise || isOfCreate) tellWarnings(context, answered, answer);
  if (answer.kind !== 'plan') return refuse(context, answered, answer);
  return { ...dry, command, options: asked, answer, create };
}

/** Of a container that is only planned. */
function isOfPlanned(command: string, { options }: Context): boolean {
  const isElsewhere = options.facts !== undefined;
  return (options.planned === true || isElsewhere) && LATER_COMMANDS.includes(command);
}

/** What would be ignored is refused: options of other commands than the planned one, and the one that makes the container. */
export function checkOptions(command: string, context: Context): void {
  const { options } = context;
  const makes = isOfPlanned(command, context) ? ['create'] : [];
  const has = (one: string, name: string): boolean =>
    (findCommand(one)?.options ?? []).some((spec) => spec.name === name) ||
    (one === 'kill' && name === 'signal');
  for (const spec of findCommand(context.command)?.options ?? []) {
    const { name, fallback } = spec;
    if (name === 'bundle') continue;
    const value = options[name];
    // One with a fallback may not have been given at all.
    const isGiven =
      value !== undefined && (fallback === undefined || value !== absolutePath(fallback));
    const owners = PLANNED_COMMANDS.filter((one) => has(one, name));
    if (!isGiven || owners.length === 0) continue;
    if ([command, ...makes].some((one) => owners.includes(one))) continue;
    throw usageError(`${longFlag(spec)} belongs to ${owners.join(', ')}, not to ${command}`);
  }
}

function longFlag({ flags }: OptionSpec): string {
  return /--[a-z-]+/.exec(flags)?.[0] ?? flags;
}

/** Those of the planned command, as the engine takes them. */
function plannedOperands(command: string, context: Context): Options {
  const specs = findCommand(command)?.operands ?? [];
  const words = context.operands.map((word, at) =>
    specs[at]?.isInput === true && word !== '-' ? absolutePath(word) : word,
  );
  if (words.length > specs.length && specs.at(-1)?.isRest !== true) {
    const names = specs.map(({ name }) => name).join(', ');
    throw new LadingError({ code: 'usage', message: `${command} takes no more than ${names}` });
  }
  const named = Object.entries(operandOptions(command, words)).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return { id: DEFAULT_ID, ...Object.fromEntries(named) };
}

/** Of the create of a container that is only planned. */
function createOptions(context: Context, id: string): Options {
  const {
    preserveFds: _,
    consoleSocket: __,
    pidfdSocket: ___,
    ...own
  } = planned('create', context);
  return { ...own, id };
}

export function checkBundle({ options: { bundle }, reader }: Context): void {
  const found = reader.stat(`${bundle}`);
  if (bundle === undefined || 'error' in found || found.type === 'directory') return;
  const why = `--bundle takes the directory of config.json, found a ${found.type}: ${bundle}`;
  throw new LadingError({ code: 'bundle', message: why });
}

/** Positions in a request lead nobody to the file that `--facts` names. */
export function checkFacts({ options }: Context, answer: Answer): void {
  const diagnostics = answer.kind === 'diagnostics' ? answer.diagnostics : [];
  const pointer = diagnostics.find((one) => one.pointer?.startsWith('/inputs/facts'))?.pointer;
  if (options.facts === undefined || pointer === undefined) return;
  const place = pointer.slice('/inputs/facts'.length);
  const where = place === '' ? '' : `; the first problem is at ${place}`;
  const message = `${options.facts}: no facts, as \`lading facts\` prints them${where}`;
  throw new LadingError({ code: 'facts-unreadable', message });
}

function refuse(context: Context, command: string, answer: Answer): number {
  checkFacts(context, answer);
  if (answer.kind === 'diagnostics') return reportDiagnostics(context, command, answer.diagnostics);
  // Such as a delete --force of a container that is not there.
  context.log.error(`${context.command}: ${command} would carry out nothing here`);
  return answer.kind === 'output' && answer.exit !== 0 ? answer.exit : EXIT_FAILURE;
}

/** Those of the given options that the planned command has, too. */
function planned(command: string, { options, optionNames }: Context): Options {
  const names = optionNames(command);
  const shared = Object.entries(options).filter(([name]) => names.includes(name));
  const { config, signal } = options;
  return {
    ...(command === 'kill' && signal ? { signal } : {}),
    ...Object.fromEntries(shared),
    ...(config === '-' && names.includes('config') ? { config: inputPath(config) } : {}),
  };
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
