// A dry run, wherever it is asked for: of a container that lives, or of one that is only planned, as later commands would
// find it. What its `create` would have left behind stands in for the files and the process that are not there. What only
// a living one has, its process id and its start time, is a number that no process can have.
import type { Answer, Inputs, Options, Request } from '../engine/call.ts';
import { LadingError } from '../errors.ts';
import { memoryReader } from '../gather/memory.ts';
import type { HostReader } from '../gather/reader.ts';
import { type Plan, readPlan } from '../report/actions.ts';

/** Commands of a container that is there. */
export const LATER_COMMANDS: readonly string[] = [
  'start',
  'exec',
  'kill',
  'pause',
  'resume',
  'update',
  'mounts',
  'checkpoint',
  'delete',
];

/** In the text of a plan, for people. */
export const PLANNED_NOTE =
  'of a container that is only planned: process id, start time and the digest of its state are not those of any';

export const NO_CONSOLE_NOTE =
  'no --console-socket was given: /nonexistent stands for the socket that gets the terminal';

/** More than a kernel gives out (PID_MAX_LIMIT is 2^22). */
const NO_PROCESS = { pid: 4_194_305, start: 0, boot: '00000000-0000-0000-0000-000000000000' };
/** Whoever makes a container with a terminal has a place for it; without one it is of no use. */
const NO_CONSOLE = { consoleSocket: '/nonexistent' };
/** assembly/plan/codes.ts: such a place is wanted, and none is named. */
const CONSOLE_WANTED = 'LD2648';
const CREATED = '1970-01-01T00:00:00.000000Z';
const NOT_THERE = { error: 'ENOENT' };

/** Where packages have it. */
const CRIU = { path: '/usr/sbin/criu' };

/** No facts have more (facts.schema.json). */
const LISTEN_FDS_LIMIT = 999_999;

export type DryRequest = {
  readonly command: string;
  /** As the engine takes them, the container's name among them. */
  readonly options: Options;
  /** What is known beforehand of the host, and the config where there is no file of it. */
  readonly inputs: Inputs;
  /** What stands for files of the command's own. */
  readonly texts?: Inputs;
  /** The options of its create, when the container is only planned. */
  readonly create?: Options | undefined;
  /** Of the host whose facts are given, and not of the one that is looked at. */
  readonly isElsewhere: boolean;
};

export type DryAnswer = {
  /** Which command it answers: that of a planned container has none when its create has no plan. */
  readonly command: string;
  readonly answer: Answer;
  /** To the create of a container that is only planned. */
  readonly made?: PlanAnswer;
};

export type PlanAnswer = Answer & { readonly kind: 'plan' };

type Ask = (request: Request, reader: HostReader) => Answer;

/** Where nothing is carried out, a terminal's socket need not be named. One that is not needed is not in the request. */
export function askWithConsole(request: Request, reader: HostReader, ask: Ask): Answer {
  const answer = ask(request, reader);
  const isWanted =
    answer.kind === 'diagnostics' && answer.diagnostics.some(({ code }) => code === CONSOLE_WANTED);
  if (!isWanted) return answer;
  return ask({ ...request, options: { ...request.options, ...NO_CONSOLE } }, reader);
}

/** Whether the plan names a socket that nobody did. */
export function hasNoConsole({ actions }: Plan): boolean {
  return actions.some(
    (action) => action.do === 'console.connect' && action.path === NO_CONSOLE.consoleSocket,
  );
}

export function askDry(asked: DryRequest, reader: HostReader, ask: Ask): DryAnswer {
  const { command, options, inputs, texts, create, isElsewhere } = asked;
  const isPlannedOnly = create !== undefined;
  const there = isElsewhere ? elsewhere(reader, filesOf({ ...create, ...options })) : reader;
  const made =
    create &&
    askWithConsole(
      { command: 'create', options: create, inputs: { ...passedOn({}), ...inputs } },
      there,
      ask,
    );
  if (made !== undefined && made.kind !== 'plan') return { command: 'create', answer: made };
  const known = {
    ...(command === 'restore' ? {} : passedOn(options)),
    ...inputs,
    ...(isPlannedOnly || isElsewhere ? plannedTools(command) : {}),
    ...(made === undefined ? {} : plannedInputs(command, `${options.id}`, made, options)),
    ...texts,
  };
  const answer = askWithConsole({ command, options, inputs: known }, there, ask);
  return { command, answer, ...(made === undefined ? {} : { made }) };
}

/** Nothing is passed on: how many there are here does not matter. */
function passedOn({ preserveFds }: Options): Inputs {
  return { descriptors: { open: Number(preserveFds ?? 0) + LISTEN_FDS_LIMIT } };
}

/** Those that a command line or a library's caller names. */
function filesOf({ bundle, config, process, resources, file }: Options): string[] {
  return [`${bundle}/config.json`, config, process, resources, file].map((path) => `${path}`);
}

/** What `command` will ask for about the container `id`. `made`: the answer to its create. */
function plannedInputs(command: string, id: string, made: PlanAnswer, { force }: Options): Inputs {
  const { pid, start, boot } = NO_PROCESS;
  const container = containerOf(made.plan);
  const state = `{"boot":"${boot}","container":${container},"created":"${CREATED}","pid":${pid},"start":${start}}`;
  const isStopped = command === 'delete' && force !== true;
  return {
    [`state/${id}`]: { text: state },
    [`fifo/${id}`]: command === 'start' ? { type: 'fifo' } : NOT_THERE,
    [`process/${id}`]: isStopped ? { boot, error: 'ESRCH' } : { boot, start, state: 'S' },
    [`frozen/${id}`]: { frozen: command === 'resume' },
    [`plan/${id}`]: { text: new TextDecoder().decode(made.plan) },
    [`journal/${id}`]: NOT_THERE,
    recorded: { text: new TextDecoder().decode(made.request) },
  };
}

/** What the engine wants written of the container, as it wrote it. */
function containerOf(plan: Uint8Array): string {
  const commit = readPlan(plan).actions.find((action) => action.do === 'state.commit');
  if (typeof commit?.container !== 'string') {
    throw new LadingError({
      code: 'plan-commit',
      message: 'the plan of create keeps no state (a bug)',
    });
  }
  return commit.container;
}

/** What only the host has where the container would be restored or dumped. */
function plannedTools(command: string): Inputs {
  const streams = { text: '["/dev/null","/dev/null","/dev/null"]' };
  if (command === 'restore') return { criu: CRIU, descriptors: streams };
  return command === 'checkpoint' ? { criu: CRIU } : {};
}

/** Another host, whose plan must not depend on who asks for it here: of this one there is only what is named. */
function elsewhere(reader: HostReader, named: readonly string[]): HostReader {
  const empty = memoryReader({});
  return {
    ...empty,
    readFile: (path, limit) => (named.includes(path) ? reader : empty).readFile(path, limit),
    readInput: (limit) => reader.readInput(limit),
  };
}
