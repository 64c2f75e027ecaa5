// The library: what the command line does, as functions. Importing it does nothing; planning, validating and facts need
// no Linux, only the functions that change a container do. What planning does not need is read at its first use.
import { resolve } from 'node:path';
import type { Diagnostic } from '../generated/host/response.ts';
import { askEngine, type Request } from './engine/call.ts';
import { compileEngine, loadEngine, sha256 } from './engine/load.ts';
import { argumentError } from './errors.ts';
import { type Facts, readFacts } from './gather/facts.ts';
import { type HostReader, thisMachine } from './gather/reader.ts';
import type { KeptHelper } from './helper/kept.ts';
import type { Carried } from './helper/run.ts';
import { type Common, engineOptions, type Given, refusal } from './library/ask.ts';
import type { ExplainOptions, SyscallOptions } from './library/explain.ts';
import { type LivingOptions, type PlanOptions, planBundle, planLiving } from './library/plan.ts';
import type { Planned, Redacted } from './library/requests.ts';
import type { Audit } from './record/audit.ts';
import type { RecordFiles } from './record/bundle.ts';
import type { Drift } from './record/drift.ts';
import type { Difference, Side } from './report/diff.ts';
import type { Explained } from './report/explain.ts';
import type { FilterAnswer } from './report/filter.ts';

export type { Diagnostic } from '../generated/host/response.ts';
export { LadingError } from './errors.ts';
export type { Facts } from './gather/facts.ts';
export { memoryReader } from './gather/memory.ts';
export { type HostReader, thisMachine } from './gather/reader.ts';
export type { Journal } from './helper/journal.ts';
export type { KeptHelper } from './helper/kept.ts';
export type { Carried } from './helper/run.ts';
export type { Common } from './library/ask.ts';
export type { ExplainOptions, SyscallOptions } from './library/explain.ts';
export type { LivingOptions, PlanOptions } from './library/plan.ts';
export type {
  BundleCommand,
  CriuOptions,
  ExecOptions,
  LaterCommand,
  Making,
  MountList,
  Planned,
  Redacted,
  RestoreOptions,
  UpdateOptions,
} from './library/requests.ts';
export type { Audit, Finding, RecordAudit } from './record/audit.ts';
export type { RecordFiles } from './record/bundle.ts';
export type { Difference as Drifted, Drift } from './record/drift.ts';
export type { ActionChange, Difference, InputChange, Side } from './report/diff.ts';
export type { Explained } from './report/explain.ts';
export type { FilterAnswer } from './report/filter.ts';

export type CreateOptions = Common &
  Redacted & {
    readonly config?: string;
    readonly pidFile?: string;
    /** A socket that takes the terminal of a process that has one (`process.terminal`). */
    readonly consoleSocket?: string;
    readonly noPivot?: boolean;
    readonly noNewKeyring?: boolean;
  };

export type RunOptions = CreateOptions & {
  readonly detach?: boolean;
  readonly keep?: boolean;
  /** Directory in which the records are kept when the state goes. */
  readonly keepRecord?: string;
};

/** This host's facts, or those that `reader` shows. */
export async function facts(reader: HostReader = thisMachine): Promise<Facts> {
  return readFacts(reader);
}

/**
 * What a command would do: `create` (or `run`, or `restore`) of a bundle, or a later one with the container that the bundle
 * would make. Without a bundle: a later one with the container that goes by this name, as it is now. Throws a LadingError
 * whose `data` is the diagnostics when there is no plan.
 */
export function plan(bundle: string, options?: PlanOptions): Promise<Planned>;
export function plan(living: LivingOptions): Promise<Planned>;
export async function plan(
  from: string | LivingOptions,
  options: PlanOptions = {},
): Promise<Planned> {
  if (typeof from === 'string') return planBundle(from, options);
  if (typeof from === 'object' && from !== null) return planLiving(from);
  throw argumentError('plan', "a bundle's path, or { command, id } of a container that lives");
}

/** Every problem of a config.json, errors and warnings, in no case an exception about its contents. */
export async function validate(
  config: string,
  { reader = thisMachine, strict = false }: Pick<Common, 'reader' | 'strict'> = {},
): Promise<readonly Diagnostic[]> {
  const options = { config: resolve(config), ...(strict ? { strict } : {}) };
  const answer = askEngine(loadEngine(), { command: 'validate', options }, reader);
  return [...(answer.kind === 'diagnostics' ? answer.diagnostics : []), ...answer.warnings];
}

export type AuditOptions = Pick<Common, 'reader'> & {
  /** The bytes of another engine.wasm, for records of another version of lading. */
  readonly engine?: Uint8Array;
  /** The digest that the records must have as one file, from a place where nobody could change it. */
  readonly expect?: string;
};

/**
 * Whether inputs give the plan, the plan is what was carried out, and nothing was changed since. `records`: their bytes,
 * or the path of a container's record, a copy of it, or a file that was exported.
 */
export async function audit(
  records: string | readonly RecordFiles[],
  { reader = thisMachine, engine, expect }: AuditOptions = {},
): Promise<Audit> {
  const { auditRecords, auditSettled, readRecords } = await deferred();
  const tools = {
    engine: engine === undefined ? loadEngine() : compileEngine(Uint8Array.from(engine)),
    sha256,
    ...(expect === undefined ? {} : { expect }),
  };
  if (typeof records !== 'string') return auditRecords(records, tools);
  return (await auditSettled(() => readRecords(records, reader), tools)).audit;
}

/**
 * How two plans differ: actions, and the changes of configuration, options and facts that they follow from, as far as
 * the requests are known that the plans were made of.
 */
export async function diff(a: Side, b: Side): Promise<Difference> {
  const { diffPlans } = await deferred();
  return diffPlans(a, b);
}

/** Each action that `create` (or `run`) would carry out, with its reason. */
export async function explain(
  bundle: string,
  options: ExplainOptions = {},
): Promise<readonly Explained[]> {
  return (await deferred()).explain(bundle, options);
}

/** What the seccomp filter of a config does with a system call, by name or number, and which rule decides. */
export async function explainSyscall(
  config: string,
  syscall: string | number,
  options: SyscallOptions = {},
): Promise<FilterAnswer> {
  return (await deferred()).explainSyscall(config, syscall, options);
}

/** The living container against its plan, as the kernel shows it. Throws a LadingError when it does not run. */
export async function drift(id: string, options: Common = {}): Promise<Drift> {
  return (await deferred()).drift(id, options);
}

/**
 * A helper that is kept for many containers, at once or one after the other: for `kept` of all that changes one. Close
 * it, or this process does not end.
 */
export async function keepHelper(helper?: string): Promise<KeptHelper> {
  return (await deferred()).keepHelper(helper);
}

/** Creates and starts; without `detach`, waits for the end. The container's standard streams are this process's own. */
export async function run(bundle: string, id: string, options: RunOptions = {}): Promise<Carried> {
  return change('run', { ...options, bundle, id });
}

export async function create(
  bundle: string,
  id: string,
  options: CreateOptions = {},
): Promise<Carried> {
  return change('create', { ...options, bundle, id });
}

export async function start(id: string, options: Common = {}): Promise<void> {
  await change('start', { ...options, id });
}

export async function kill(
  id: string,
  options: Common & { readonly signal?: string; readonly all?: boolean } = {},
): Promise<void> {
  await change('kill', { ...options, id });
}

/** `delete`, which is a word of the language. */
export async function remove(
  id: string,
  options: Common & Redacted & { readonly force?: boolean; readonly keepRecord?: string } = {},
): Promise<void> {
  await change('delete', { ...options, id });
}

/** As `lading state` prints it, read. */
export async function state(id: string, options: Common = {}): Promise<unknown> {
  return query({ command: 'state', options: engineOptions({ ...options, id }) }, options);
}

export async function list(options: Common = {}): Promise<unknown> {
  const asked = { ...engineOptions({ ...options }), format: 'json' };
  return query({ command: 'list', options: asked }, options);
}

async function change(command: string, given: Given): Promise<Carried> {
  return (await deferred()).change(command, given);
}

async function query(request: Request, { reader = thisMachine }: Common): Promise<unknown> {
  const answer = askEngine(loadEngine(), request, reader);
  if (answer.kind !== 'output' || answer.exit !== 0) throw refusal(request.command, answer);
  return JSON.parse(answer.output);
}

const deferred = () => import('./library/deferred.ts');
