// What `lading diff` compares: a plan that is there already, or that of a configuration. A configuration is planned as
// what it is compared with was asked for: under its name, from its bundle, with its options.
import { dirname, join } from 'node:path';
import { absolutePath } from '../absolute.ts';
import type { Inputs, Options } from '../engine/call.ts';
import { loadEngine } from '../engine/load.ts';
import { LadingError, whyUnread } from '../errors.ts';
import type { HostReader } from '../gather/reader.ts';
import { isRecordFile } from '../record/one-file.ts';
import { redactRecords } from '../record/redact.ts';
import { readPlan } from '../report/actions.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';
import type { Side } from '../report/diff.ts';
import { findRecords } from './audit.ts';
import { ask, type Context, SILENT_LOG, tellWarnings } from './context.ts';
import { checkFacts, factsInputs } from './dry.ts';
import { askWithConsole } from './planned.ts';

const FILE_LIMIT_BYTES = 128 * 1024 * 1024;

/** Where two bundles are taken to be, so that the same configuration in two places is the same. */
const BUNDLE = '/bundle';
const DEFAULT_ID = 'container';

/** Commands that make a container of a configuration alone. */
const MAKERS: readonly string[] = ['create', 'run'];
/** Options of these that are no options of their own. */
const COMMON = ['id', 'root', 'cgroupManager', 'strict'];

type Found = { readonly config: string } | (Side & { readonly isRedacted?: boolean });

/** How a configuration is to be planned, as far as it is known. */
type Asked = {
  readonly command?: string | undefined;
  readonly options?: Options;
  readonly inputs?: Inputs;
};

export async function readSides(
  place: string,
  other: string,
  context: Context,
): Promise<[Side, Side]> {
  const [a, b] = [find(place, context), find(other, context)];
  const sides: [Side, Side] = [await sideOf(a, b, context), await sideOf(b, a, context)];
  if (!isRedacted(a) && !isRedacted(b)) return sides;
  return [
    isRedacted(a) ? sides[0] : redacted(sides[0]),
    isRedacted(b) ? sides[1] : redacted(sides[1]),
  ];
}

function isRedacted(found: Found): boolean {
  return 'isRedacted' in found && found.isRedacted === true;
}

/** As the other side is: the same digests in the place of the same values. */
function redacted({ plan, request: inputs = NOTHING }: Side): Side {
  const whole = { number: 1, inputs, plan, journal: NOTHING };
  const [record = whole] = redactRecords([whole], (bytes) => loadEngine().sha256(bytes));
  return { plan: record.plan, ...(inputs === NOTHING ? {} : { request: record.inputs }) };
}

const NOTHING = new Uint8Array();

async function sideOf(found: Found, other: Found, context: Context): Promise<Side> {
  if (!('config' in found)) return found;
  const isPair = 'config' in other;
  const bundle = isPair ? BUNDLE : absolutePath(dirname(found.config));
  const { command, options, inputs }: Asked = isPair ? {} : askedOf(other);
  // Options of this line before the command are there to find the container by, when it tells its own.
  const globals = isPair || other.request === undefined ? context.globals : {};
  return planOf(
    found.config,
    { command, options: { bundle, id: DEFAULT_ID, ...options }, inputs: inputs ?? {} },
    { ...context, globals },
  );
}

/** A bundle, a config.json, a plan, or what `lading audit` takes. */
function find(place: string, context: Context): Found {
  const { reader } = context;
  const found = reader.stat(place);
  if ('type' in found && found.type === 'directory') {
    const config = join(place, 'config.json');
    if ('type' in reader.stat(config)) return { config };
  } else if ('type' in found && !isRecordFile(place)) {
    const read = reader.readFile(place, FILE_LIMIT_BYTES);
    if ('error' in read) throw unreadable(place, whyUnread(read.error));
    const kind = kindOf(read.bytes);
    if (kind === 'plan') return { plan: planIn(read.bytes, place) };
    if (kind === 'config') return { config: place };
  }
  // The first record is that of what made the container.
  const [record] = findRecords(place, context);
  if (record === undefined) throw unreadable(place, 'no record in it');
  if (record.plan.length === 0) throw unreadable(place, 'no plan in its first record');
  return {
    plan: planIn(record.plan, place),
    ...(record.inputs.length === 0 ? {} : { request: record.inputs }),
    isRedacted: record.redacted === true,
  };
}

function planIn(bytes: Uint8Array, place: string): Uint8Array {
  try {
    readPlan(bytes);
    return bytes;
  } catch (error) {
    throw error instanceof LadingError ? unreadable(place, error.message) : error;
  }
}

/** A config that cannot be read is a config: the engine says what is wrong with it, and where. */
function kindOf(bytes: Uint8Array): 'plan' | 'records' | 'config' {
  const value = parse(bytes);
  if (Array.isArray(value.actions)) return 'plan';
  return Array.isArray(value.records) ? 'records' : 'config';
}

function parse(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Who asked for it belongs to the request, and so do the descriptors that were passed on. */
function askedOf({ plan, request }: Side): Asked {
  if (request === undefined) return askedOfPlan(plan);
  const { command, options, inputs } = parse(request) as {
    command?: string;
    options?: Options;
    inputs?: Inputs;
  };
  const { caller, descriptors } = inputs ?? {};
  return {
    command,
    ...(options === undefined ? {} : { options }),
    inputs: {
      ...(caller === undefined ? {} : { caller }),
      ...(descriptors === undefined ? {} : { descriptors }),
    },
  };
}

/** What a plan alone tells of its request: the state that it writes down. */
function askedOfPlan(bytes: Uint8Array): Asked {
  const { actions, command, container: id } = readPlan(bytes);
  const find = (kind: string): Readonly<Record<string, unknown>> =>
    actions.find((action) => action.do === kind) ?? {};
  const { root } = find('state.reserve');
  const { bundle, config } = parse(
    new TextEncoder().encode(`${find('state.commit').container ?? ''}`),
  );
  const { path: consoleSocket } = find('console.connect');
  const known = Object.entries({ id, root, bundle, config, consoleSocket });
  return {
    command,
    options: Object.fromEntries(
      known.filter((member): member is [string, string] => typeof member[1] === 'string'),
    ),
  };
}

async function planOf(config: string, asked: Required<Asked>, context: Context): Promise<Side> {
  const { options, reader, optionNames } = context;
  const isMaker = MAKERS.includes(asked.command ?? '');
  const command = `${options.command ?? (isMaker ? asked.command : 'create')}`;
  const names = [...COMMON, ...optionNames(command)];
  const own = Object.fromEntries(
    Object.entries(asked.options).filter(([name]) => names.includes(name)),
  );
  const facts = options.facts === undefined ? {} : await factsInputs(`${options.facts}`, context);
  const place = `${own.config ?? `${own.bundle}/config.json`}`;
  const there: HostReader = {
    ...reader,
    readFile: (path, limit) => reader.readFile(path === place ? absolutePath(config) : path, limit),
  };
  const quiet = { ...context, log: SILENT_LOG };
  const answer = askWithConsole(
    { command, options: own, inputs: { ...asked.inputs, ...facts } },
    there,
    (request, reader) => ask({ ...quiet, reader }, request),
  );
  tellWarnings(context, command, answer);
  if (answer.kind === 'plan') return { plan: answer.plan, request: answer.request };
  checkFacts(context, answer);
  const diagnostics = answer.kind === 'diagnostics' ? answer.diagnostics : [];
  const why = diagnostics.map((one) => renderDiagnostic(one, () => config)).join('\n');
  throw new LadingError({ code: 'no-plan', message: why === '' ? 'no plan' : why });
}

function unreadable(path: string, why: string): LadingError {
  return new LadingError({ code: 'side-unreadable', message: `${path}: ${why}` });
}
