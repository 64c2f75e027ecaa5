// What the form asks for, as the engine takes it and as a command line says it.
import { type DryRequest, LATER_COMMANDS } from '../commands/planned.ts';
import type { Options } from '../engine/call.ts';
import { type LaterCommand, requestOfBundle, requestOfLiving } from '../library/requests.ts';
import type { Given, PlanCommand } from './given.ts';

/** What is asked beside the container, each for the commands that it belongs to. */
export type Details = {
  /** The program and its arguments, with spaces in between. */
  readonly args: string;
  readonly signal: string;
  readonly all: boolean;
  readonly force: boolean;
  readonly memory: string;
  readonly cpuQuota: string;
  readonly pidsLimit: string;
  readonly verb: 'add' | 'remove';
  /** JSON, as config.json has them. */
  readonly mounts: string;
  readonly imagePath: string;
  readonly leaveRunning: boolean;
};

export const FIRST_DETAILS: Details = {
  args: '/bin/sh',
  signal: 'TERM',
  all: false,
  force: false,
  memory: '256m',
  cpuQuota: '',
  pidsLimit: '',
  verb: 'add',
  mounts:
    '[\n  { "destination": "/data", "type": "tmpfs", "source": "data", "options": ["nosuid", "size=64m"] }\n]\n',
  imagePath: '/srv/images',
  leaveRunning: false,
};

/** Which of them a command has. */
export const DETAILS: Readonly<Record<PlanCommand, readonly (keyof Details)[]>> = {
  create: [],
  run: [],
  start: [],
  exec: ['args'],
  kill: ['signal', 'all'],
  pause: [],
  resume: [],
  update: ['memory', 'cpuQuota', 'pidsLimit'],
  mounts: ['verb', 'mounts'],
  checkpoint: ['imagePath', 'leaveRunning'],
  restore: ['imagePath'],
  delete: ['force'],
};

const WORD = /(?:'[^']*'?|\\.|[^\s'\\])+/g;

/** As a shell takes single quotes and backslashes; nothing else is special here. */
export function wordsOf(text: string): string[] {
  return (text.match(WORD) ?? []).map((word) =>
    word.replace(
      /'([^']*)'?|\\(.)/g,
      (_, inside: string | undefined, after: string) => inside ?? after,
    ),
  );
}

export function quoted(word: string): string {
  return /^[\w./:@+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A file of this name stands for the list in the form. */
export const MOUNTS_FILE = 'mounts.json';

const COMMON: readonly string[] = ['root', 'cgroupManager', 'strict'];
const RUN_ONLY: readonly string[] = ['detach', 'keep', 'keepRecord'];

export type Asked = {
  readonly command: PlanCommand;
  readonly bundle: string;
  readonly id: string;
  readonly details: Details;
};

/** `given`: what was asked for when the page was made; a command has of it what belongs to it. */
export function requestOfForm(
  { command, bundle, id, details }: Asked,
  given: Given | undefined,
): Pick<DryRequest, 'command' | 'options' | 'texts' | 'create'> {
  const kept = given?.command === command ? given.later : undefined;
  const common = {
    ...only(given?.options, (name) => COMMON.includes(name)),
    // What the form has no field for.
    ...only(kept?.options, (name) => !fieldsOf(command).includes(name)),
    id,
  };
  const making = {
    ...only(given?.options, (name) => command === 'run' || !RUN_ONLY.includes(name)),
    bundle,
    id,
    advise: true,
  };
  if (command === 'create' || command === 'run') return { command, options: making };
  if (command === 'restore') {
    const own = { command, imagePath: details.imagePath };
    const asked = requestOfBundle({ ...common, advise: true }, bundle, own);
    return { ...asked, ...(kept === undefined ? {} : { texts: kept.texts }) };
  }
  const asked = requestOfLiving(common, laterOf(command, details));
  const texts = command === 'mounts' ? { mounts: { text: details.mounts } } : {};
  return { ...asked, texts: { ...kept?.texts, ...texts }, create: making };
}

/** The engine's names of what the form asks for. */
function fieldsOf(command: PlanCommand): readonly string[] {
  return DETAILS[command].map((name) => (name === 'mounts' ? 'file' : name));
}

/** As they were when the page was made; for other commands than that, something to begin with. */
export function detailsOf({ command, later }: Given): Details {
  if (later === undefined) return FIRST_DETAILS;
  const { options, texts } = later;
  const { args = [], signal = FIRST_DETAILS.signal, verb, ...rest } = options;
  const { mounts } = texts as { readonly mounts?: { readonly text?: string } };
  const text = (name: string): string => `${rest[name] ?? ''}`;
  const own: Details = {
    args: Array.isArray(args) ? args.map(quoted).join(' ') : '',
    signal: `${signal}`,
    all: rest.all === true,
    force: rest.force === true,
    memory: text('memory'),
    cpuQuota: text('cpuQuota'),
    pidsLimit: text('pidsLimit'),
    verb: verb === 'remove' ? 'remove' : 'add',
    mounts: mounts?.text ?? '',
    imagePath: text('imagePath'),
    leaveRunning: rest.leaveRunning === true,
  };
  const names = DETAILS[command];
  const entries = Object.entries(own).filter(([name]) => names.includes(name as keyof Details));
  return { ...FIRST_DETAILS, ...Object.fromEntries(entries) };
}

function only(options: Options | undefined, isWanted: (name: string) => boolean): Options {
  return Object.fromEntries(Object.entries(options ?? {}).filter(([name]) => isWanted(name)));
}

type LaterName = LaterCommand<string>['command'];

function laterOf(command: LaterName, details: Details): LaterCommand<string> {
  const { args, signal, all, force, memory, cpuQuota, pidsLimit, verb, imagePath, leaveRunning } =
    details;
  switch (command) {
    case 'exec':
      return { command, args: wordsOf(args) };
    case 'kill':
      return { command, signal, all };
    case 'update':
      return { command, ...filled({ memory, cpuQuota, pidsLimit }) };
    case 'mounts':
      return { command, verb, mounts: MOUNTS_FILE };
    case 'checkpoint':
      return { command, imagePath, leaveRunning };
    case 'delete':
      return { command, force };
    default:
      return { command };
  }
}

function filled<T extends Readonly<Record<string, string>>>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, text]) => text !== ''),
  ) as unknown as Partial<T>;
}

/** What gives the same digest. `host`: the option that names it, if any. */
export function commandLine(
  asked: Asked,
  host: readonly string[],
  given: Given | undefined,
): string {
  const { command, bundle, id, details } = asked;
  const { globals = [], making = [], later = [] } = given?.words ?? {};
  const isLater = LATER_COMMANDS.includes(command);
  const kept = [
    ...(command === 'restore' ? [] : making).filter(
      ({ name }) => command === 'run' || !RUN_ONLY.includes(name),
    ),
    ...(command === given?.command ? later : []).filter(
      ({ name }) => !making.some((one) => one.name === name) && !fieldsOf(command).includes(name),
    ),
  ];
  return [
    'lading',
    ...globals,
    ...['plan', '--digest', '--bundle', bundle],
    ...(command === 'create' ? [] : ['--command', command]),
    ...host,
    ...(isLater && host.length === 0 ? ['--planned'] : []),
    ...kept.flatMap(({ words }) => words),
    ...optionWords(command, details),
    ...operandWords(command, id, details),
  ]
    .map(quoted)
    .join(' ');
}

function optionWords(command: PlanCommand, details: Details): readonly string[] {
  const { signal, all, force, memory, cpuQuota, pidsLimit, imagePath, leaveRunning } = details;
  const given = (flag: string, value: string): string[] => (value === '' ? [] : [flag, value]);
  switch (command) {
    case 'kill':
      return [...(all ? ['--all'] : []), '--signal', signal];
    case 'update':
      return [
        ...given('--memory', memory),
        ...given('--cpu-quota', cpuQuota),
        ...given('--pids-limit', pidsLimit),
      ];
    case 'checkpoint':
      return ['--image-path', imagePath, ...(leaveRunning ? ['--leave-running'] : [])];
    case 'restore':
      return ['--image-path', imagePath];
    case 'delete':
      return force ? ['--force'] : [];
    default:
      return [];
  }
}

function operandWords(command: PlanCommand, id: string, { args, verb }: Details): string[] {
  if (command === 'mounts') return [verb, id, MOUNTS_FILE];
  const words = command === 'exec' ? wordsOf(args) : [];
  return words.length === 0 ? [id] : [id, '--', ...words];
}
