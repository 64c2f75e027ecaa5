// Every command and option, as data: the command line, help, completions and manual pages are all made from this.
import { OWN_COMMANDS } from './program/own-commands.ts';
import { RUNTIME_COMMANDS } from './program/runtime-commands.ts';
import type { CommandSpec, OptionSpec } from './program/spec.ts';

export { PLANNED_COMMANDS } from './program/plan.ts';
export {
  type CommandSpec,
  type Example,
  type OperandSpec,
  type OptionKind,
  type OptionSpec,
  takesWord,
} from './program/spec.ts';

export const NAME = 'lading';

export const ABOUT =
  'An OCI container runtime that writes down everything it is about to do before it does any of it.';

export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'root',
    flags: '--root <dir>',
    kind: 'path',
    about:
      'where the state of containers is kept (default: /run/lading for root, else $XDG_RUNTIME_DIR/lading)',
  },
  {
    name: 'log',
    flags: '--log <destination>',
    kind: 'text',
    about:
      'append messages to a file (file:PATH, or PATH; not through a link), or send them to journald:NAME or syslog:NAME',
  },
  {
    name: 'logFormat',
    flags: '--log-format <format>',
    kind: 'text',
    about: 'form of the messages in the log: text (default) or json',
    choices: ['text', 'json'],
    complaint: (value) => `unknown log format type \`${value}\``,
  },
  {
    name: 'logLevel',
    flags: '--log-level <level>',
    kind: 'text',
    about: 'which messages: error (default), warning or debug',
    choices: ['error', 'warning', 'debug'],
    complaint: (value) => `unknown verbosity \`${value}\` specified`,
  },
  {
    name: 'debug',
    flags: '--debug',
    kind: 'flag',
    about: 'the same as --log-level debug',
    isFor: { name: 'logLevel', value: 'debug' },
  },
  {
    name: 'cgroupManager',
    flags: '--cgroup-manager <manager>',
    kind: 'text',
    about: 'who makes cgroups: cgroupfs (default), systemd or disabled',
    choices: ['cgroupfs', 'systemd', 'disabled'],
    complaint: () => 'unknown cgroup manager specified',
  },
  {
    name: 'systemdCgroup',
    flags: '--systemd-cgroup',
    kind: 'flag',
    about: 'the same as --cgroup-manager systemd',
    isFor: { name: 'cgroupManager', value: 'systemd' },
  },
  {
    name: 'rootless',
    flags: '--rootless <value>',
    kind: 'text',
    about: 'accepted and ignored: what a caller may do is found out, not told',
  },
  {
    name: 'strict',
    flags: '--strict',
    kind: 'flag',
    about: 'take warnings about config.json for errors',
  },
];

/** Commands that the engine answers: their options are the engine's. */
export const ENGINE_COMMANDS = [
  'create',
  'run',
  'exec',
  'start',
  'state',
  'kill',
  'delete',
  'list',
  'pause',
  'resume',
  'ps',
  'update',
  'mounts',
  'events',
  'features',
  'checkpoint',
  'restore',
] as const;

export const COMMANDS: readonly CommandSpec[] = [...RUNTIME_COMMANDS, ...OWN_COMMANDS];

export function findCommand(name: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.name === name);
}
