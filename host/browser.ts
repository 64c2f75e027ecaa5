// The library where there are no files and no Linux: texts in, plans out, with the same engine and so the same digests.
// Nothing of node is reached from here.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { ACTION_KINDS } from '../generated/host/action-kinds.ts';
import type { Diagnostic } from '../generated/host/response.ts';
import { NAMED_FACTS } from './commands/named-facts.ts';
import { askDry } from './commands/planned.ts';
import { type Answer, askEngine, type Inputs, type Options } from './engine/call.ts';
import type { Json } from './engine/canonical.ts';
import { type Engine, makeEngine } from './engine/engine.ts';
import { argumentError, LadingError } from './errors.ts';
import { parseExact } from './exact.ts';
import type { Facts } from './gather/facts.ts';
import { memoryReader } from './gather/memory.ts';
import { type BundleCommand, type Planned, requestOfBundle } from './library/requests.ts';
import { type Audit, auditRecords } from './record/audit.ts';
import type { RecordFiles } from './record/bundle.ts';
import { numberActions, readPlan } from './report/actions.ts';
import { renderDiagnostic } from './report/diagnostics.ts';
import { type Difference, diffPlans, type Side } from './report/diff.ts';
import { type Explained, explainActions } from './report/explain.ts';
import type { FilterAnswer } from './report/filter.ts';

export type { Diagnostic } from '../generated/host/response.ts';
export { LadingError } from './errors.ts';
export type { Facts } from './gather/facts.ts';
export type { BundleCommand, Planned } from './library/requests.ts';
export type { Audit } from './record/audit.ts';
export { type RecordFiles, unpackRecords } from './record/bundle.ts';
export type { Difference, Side } from './report/diff.ts';
export type { Explained } from './report/explain.ts';
export type { FilterAnswer } from './report/filter.ts';

type Where = {
  /** Facts, or the name of some that come with lading: see `namedFacts`. */
  readonly facts: Facts | string;
  /** The container's name (default: container). */
  readonly id?: string;
  /** Where the bundle would be on that host; it is part of the plan (default: /bundle). */
  readonly bundle?: string;
  /** Where the state of containers is kept there. */
  readonly root?: string;
  readonly cgroupManager?: 'cgroupfs' | 'systemd' | 'disabled';
  /** Take warnings for errors. */
  readonly strict?: boolean;
};

/** What makes a container (`create` by default), or what would then be done to it; what files would hold is given as it is. */
export type PlanOptions = Where & BundleCommand<never>;

export type ExplainOptions = Where & { readonly command?: 'create' | 'run' };

export type SyscallOptions = {
  /** Facts, or the name of some that come with lading: see `namedFacts`. */
  readonly facts: Facts | string;
  /** By number; those not given are 0. */
  readonly args?: { readonly [index: number]: number | bigint };
  /** Such as `x86` or `SCMP_ARCH_ARM`; the host's own by default. */
  readonly arch?: string;
  /** With the program, instruction by instruction. */
  readonly bpf?: boolean;
};

export type Lading = {
  /**
   * What a command would do: `create` (or `run`, or `restore`) with this text as config.json, or a later one with the
   * container that it would make. Throws a LadingError whose `data` is the diagnostics.
   */
  readonly plan: (config: string, options: PlanOptions) => Planned;
  /** Every problem of a text as config.json. */
  readonly validate: (
    config: string,
    options?: { readonly strict?: boolean },
  ) => readonly Diagnostic[];
  /** Each action of that plan, with its reason. */
  readonly explain: (config: string, options: ExplainOptions) => readonly Explained[];
  /** What the seccomp filter of a config does with a system call, by name or number, and which rule decides. */
  readonly explainSyscall: (
    config: string,
    syscall: string | number,
    options: SyscallOptions,
  ) => FilterAnswer;
  /** Whether inputs give the plan, the plan is what was carried out, and nothing was changed since. */
  readonly audit: (records: readonly RecordFiles[]) => Audit;
  /** How two plans differ, and the changes of configuration, options and facts that they follow from. */
  readonly diff: (a: Side, b: Side) => Difference;
  /** SHA-256 of the engine's bytes, in hex. */
  readonly engineDigest: () => string;
};

/** Names of facts that come with lading. */
export const namedFacts: readonly string[] = [...NAMED_FACTS.keys()];

/** `engine`: the bytes of engine.wasm, wherever they come from (`lading/engine.wasm` in the package). */
export function openLading(engine: Uint8Array): Lading {
  if (!ArrayBuffer.isView(engine) || engine.byteLength === 0) {
    throw argumentError('openLading', 'the bytes of engine.wasm');
  }
  const compiled = makeEngine(Uint8Array.from(engine), hexDigest);
  return {
    plan: (config, options) => plan(compiled, config, options),
    validate: (config, options = {}) => validate(compiled, config, options),
    explain: (config, options) => explain(compiled, config, options),
    explainSyscall: (config, syscall, options) =>
      explainSyscall(compiled, config, `${syscall}`, options),
    audit: (records) => auditRecords(records, { engine: compiled, sha256: hexDigest }),
    diff: diffPlans,
    engineDigest: compiled.digest,
  };
}

function hexDigest(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** A machine without a file: all that a question needs is in it. */
const NOTHING = memoryReader({});

function plan(engine: Engine, config: string, options: PlanOptions): Planned {
  const { facts, root, cgroupManager, strict, ...rest } = options;
  const { id = 'container', bundle = '/bundle', ...given } = rest;
  const common = givenOnly({ root, cgroupManager, strict, id });
  const asked = requestOfBundle(common, bundle, given);
  const inputs = { ...factsInputs(facts), config: { text: config } };
  const { command, answer } = askDry(
    { ...asked, inputs, isElsewhere: true },
    NOTHING,
    (one, there) => askEngine(engine, one, there),
  );
  if (answer.kind !== 'plan') throw refusal(command, answer);
  const { plan: bytes, request, warnings } = answer;
  return { bytes, digest: hexDigest(bytes), request, warnings };
}

function explain(engine: Engine, config: string, options: ExplainOptions): readonly Explained[] {
  const actions = numberActions(readPlan(plan(engine, config, options).bytes));
  const undoOf = (kind: string): string => ACTION_KINDS.get(kind)?.undo ?? '';
  return explainActions(actions, { path: 'config.json', text: config }, undoOf);
}

function explainSyscall(
  engine: Engine,
  config: string,
  syscall: string,
  { facts, args = {}, arch, bpf }: SyscallOptions,
): FilterAnswer {
  const given = Object.entries(args).map(([index, value]) => `${index}=${value}`);
  const options = givenOnly({ config: 'config.json', syscall, args: given, arch, bpf });
  const inputs = { ...factsInputs(facts), config: { text: config } };
  const answer = askEngine(engine, { command: 'explain', options, inputs }, NOTHING);
  if (answer.kind !== 'output') throw refusal('explain', answer);
  return parseExact(answer.output) as FilterAnswer;
}

function validate(
  engine: Engine,
  config: string,
  { strict = false }: { readonly strict?: boolean },
): readonly Diagnostic[] {
  const options = { config: 'config.json', ...(strict ? { strict } : {}) };
  const inputs = { config: { text: config } };
  const answer = askEngine(engine, { command: 'validate', options, inputs }, NOTHING);
  return [...(answer.kind === 'diagnostics' ? answer.diagnostics : []), ...answer.warnings];
}

function givenOnly(given: Options): Options {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function factsInputs(wanted: Facts | string): Inputs {
  const facts = typeof wanted === 'string' ? NAMED_FACTS.get(wanted) : wanted;
  if (facts === undefined) {
    const message = `facts: ${wanted}: not among those that come with lading: ${namedFacts.join(', ')}`;
    throw new LadingError({ code: 'facts-unreadable', message });
  }
  const { caller } = facts as { readonly caller?: Json };
  return { ...(caller === undefined ? {} : { caller }), facts: facts as Json };
}

function refusal(command: string, answer: Answer): LadingError {
  const diagnostics = answer.kind === 'diagnostics' ? answer.diagnostics : [];
  const first = diagnostics.find(({ severity }) => severity === 'error');
  return new LadingError({
    code: first?.code ?? 'refused',
    message: `${command}: ${first === undefined ? 'no plan' : renderDiagnostic(first)}`,
    data: diagnostics,
  });
}
