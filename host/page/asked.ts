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

export function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
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
  const common = { ...only(given?.options, (name) => COMMON.includes(name)), id };
  const making = {
    ...only(given?.options, (name) => command === 'run' || !RUN_ONLY.includes(name)),
    bundle,
    id,
    advise: true,
  };
  if (command === 'create' || command === 'run') return { command, options: making };
  if (command === 'restore') {
    return requestOfBundle({ ...common, advise: true }, bundle, {
      command,
      imagePath: details.imagePath,
    });
  }
  const asked = requestOfLiving(common, laterOf(command, details));
  const texts = command === 'mounts' ? { mounts: { text: details.mounts } } : {};
  return { ...asked, texts, create: making };
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

/** After `lading plan --digest`: what gives the same digest. `host`: the option that names it, if any. */
export function wordsOfForm(
  { command, bundle, id, details }: Asked,
  host: readonly string[],
): string[] {
  const { args, signal, all, force, verb, imagePath, leaveRunning } = details;
  const isLater = LATER_COMMANDS.includes(command);
  const own: Partial<Record<PlanCommand, readonly string[]>> = {
    delete: force ? ['--force'] : [],
    kill: [...(all ? ['--all'] : []), '--signal', signal],
    update: [
      ...option('--memory', details.memory),
      ...option('--cpu-quota', details.cpuQuota),
      ...option('--pids-limit', details.pidsLimit),
    ],
    checkpoint: ['--image-path', imagePath, ...(leaveRunning ? ['--leave-running'] : [])],
    restore: ['--image-path', imagePath],
  };
  const operands: Partial<Record<PlanCommand, readonly string[]>> = {
    exec: [id, '--', ...wordsOf(args)],
    mounts: [verb, id, MOUNTS_FILE],
  };
  return [
    '--bundle',
    bundle,
    ...(command === 'create' ? [] : ['--command', command]),
    ...host,
    ...(isLater && host.length === 0 ? ['--planned'] : []),
    ...(own[command] ?? []),
    ...(operands[command] ?? [id]),
  ];
}

function option(flag: string, value: string): readonly string[] {
  return value === '' ? [] : [flag, value];
}
