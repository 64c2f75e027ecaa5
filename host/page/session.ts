// The page without its looks: a question (a config, a host, a name) in, what there is to see out. Pure: the engine decides.
import type { Diagnostic } from '../../generated/host/response.ts';
import { NAMED_FACTS } from '../commands/named-facts.ts';
import { askDry } from '../commands/planned.ts';
import { askEngine, type Inputs } from '../engine/call.ts';
import type { Json } from '../engine/canonical.ts';
import type { Engine, Sha256 } from '../engine/engine.ts';
import { parseExact } from '../exact.ts';
import { memoryReader } from '../gather/memory.ts';
import { type NumberedAction, numberActions, readPlan } from '../report/actions.ts';
import type { FilterAnswer } from '../report/filter.ts';
import {
  commandLine,
  type Details,
  detailsOf,
  FIRST_DETAILS,
  MOUNTS_FILE,
  requestOfForm,
} from './asked.ts';
import { FIRST_HOST, type Given, type PlanCommand } from './given.ts';

/** The host that the page was made for, whose facts are in it. */
export const CAPTURED = 'captured';

export type Question = {
  readonly config: string;
  readonly bundle: string;
  readonly id: string;
  readonly command: PlanCommand;
  /** Those of all commands: what was typed for one is there when it is chosen again. */
  readonly details: Details;
  /** A name of NAMED_FACTS, or CAPTURED. */
  readonly host: string;
};

export type SeenPlan = {
  readonly bytes: Uint8Array;
  /** What the engine was asked. */
  readonly request: Uint8Array;
  readonly digest: string;
  readonly actions: readonly NumberedAction[];
};

export type Seen = {
  /** By place. */
  readonly problems: readonly Diagnostic[];
  /** Absent when an error stands in the way. */
  readonly plan?: SeenPlan;
};

export type Shown = {
  readonly question: Question;
  readonly seen: Seen;
  /** Set when the engine itself failed, which is a bug. */
  readonly broken?: string;
};

export type Session = {
  readonly first: Question;
  readonly hosts: readonly string[];
  readonly engineDigest: string;
  readonly see: (question: Question) => Seen;
  /** What gives the same digest. */
  readonly commandLine: (question: Question) => string;
  /** Where the config has to be saved before it does; undefined when it is there. */
  readonly unsaved: (question: Question) => string | undefined;
  /** What the seccomp filter of the config does with a system call. */
  readonly explain: (question: Question, call: Call) => Explained;
};

export type Call = {
  /** By name or number. */
  readonly syscall: string;
  /** Such as `0=0x10000000`. */
  readonly args: readonly string[];
  /** '' for the host's own. */
  readonly arch: string;
};

export type Explained = {
  readonly answer?: FilterAnswer;
  /** Why there is no answer. */
  readonly problems: readonly Diagnostic[];
};

export function openSession(engine: Engine, sha256: Sha256, given: Given | undefined): Session {
  const captured = given !== undefined && given.facts === undefined;
  return {
    first:
      given === undefined
        ? blank(engine)
        : { ...given, details: detailsOf(given), host: given.facts ?? CAPTURED },
    hosts: [...(captured ? [CAPTURED] : []), ...NAMED_FACTS.keys()],
    engineDigest: engine.digest(),
    see: (question) => see(engine, sha256, question, given),
    commandLine: (question) =>
      commandLine(question, question.host === CAPTURED ? [] : ['--facts', question.host], given),
    unsaved: (question) => {
      const place = configPlace(question, given);
      const isThere =
        given !== undefined &&
        question.config === given.config &&
        place === configPlace(given, given);
      return isThere ? undefined : place;
    },
    explain: (question, call) => explain(engine, question, call, given),
  };
}

/** Where its command line looks for the config. */
function configPlace(
  { bundle, command }: Pick<Question, 'bundle' | 'command'>,
  given: Given | undefined,
): string {
  const other = given?.words.making.find(({ name }) => name === 'config')?.words[1];
  return command === 'restore' || other === undefined ? `${bundle}/config.json` : other;
}

/** The config that `lading spec` writes. */
function blank(engine: Engine): Question {
  const inputs = hostInputs(FIRST_HOST);
  const answer = askEngine(engine, { command: 'spec', options: {}, inputs }, NOTHING);
  if (answer.kind !== 'output') throw new TypeError('spec gave no output');
  return {
    // Of a terminal there is nothing to be said here, and create needs a socket for it.
    config: answer.output.replace('"terminal": true', '"terminal": false'),
    bundle: '/srv/web',
    id: 'container',
    command: 'create',
    details: FIRST_DETAILS,
    host: FIRST_HOST,
  };
}

/** A machine without a file: what a question needs is in it. */
const NOTHING = memoryReader({});

function see(engine: Engine, sha256: Sha256, question: Question, given: Given | undefined): Seen {
  const { command, config, host } = question;
  const inputs = { ...given?.inputs, ...hostInputs(host), config: { text: config } };
  const { answer, made } = askDry(
    { ...requestOfForm(question, given), inputs, isElsewhere: true },
    NOTHING,
    (request, reader) => askEngine(engine, request, reader),
  );
  const warnings = [...(made?.warnings ?? []), ...answer.warnings];
  const problems = [...warnings, ...(answer.kind === 'diagnostics' ? answer.diagnostics : [])].map(
    placed,
  );
  if (answer.kind === 'diagnostics') return { problems: problems.sort(byPlace) };
  // Such as an update of nothing.
  if (answer.kind !== 'plan') return { problems: [...problems, nothingToDo(command)] };
  const { plan: bytes, request } = answer;
  const actions = numberActions(readPlan(bytes));
  return {
    problems: problems.sort(byPlace),
    plan: { bytes, request, digest: sha256(bytes), actions },
  };
}

/** Lines are those of the config; a place in another text is told. */
function placed(problem: Diagnostic): Diagnostic {
  const { file, line, column, ...rest } = problem;
  if (file !== MOUNTS_FILE) return problem;
  return { ...rest, message: `${file}:${line}:${column}: ${rest.message}` };
}

function nothingToDo(command: string): Diagnostic {
  return { code: 'nothing', severity: 'error', message: `${command} would carry out nothing here` };
}

function explain(
  engine: Engine,
  question: Question,
  { syscall, args, arch }: Call,
  given: Given | undefined,
): Explained {
  const { config, host } = question;
  const answer = askEngine(
    engine,
    {
      command: 'explain',
      options: { config: 'config.json', syscall, args, ...(arch === '' ? {} : { arch }) },
      inputs: { ...given?.inputs, ...hostInputs(host), config: { text: config } },
    },
    NOTHING,
  );
  if (answer.kind === 'diagnostics') return { problems: answer.diagnostics };
  if (answer.kind !== 'output') throw new TypeError('explain gave no output');
  return { answer: parseExact(answer.output) as FilterAnswer, problems: [] };
}

function hostInputs(host: string): Inputs {
  if (host === CAPTURED) return {};
  const facts = NAMED_FACTS.get(host) as Json;
  const { caller } = facts as { readonly caller: Json };
  return { caller, facts };
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
