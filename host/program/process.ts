// Options of the commands that start a process.
import {
  BUNDLE,
  CONSOLE_SOCKET,
  DETACH,
  NO_PIVOT,
  NO_SUBREAPER,
  PID_FILE,
  PIDFD_SOCKET,
  PRESERVE_FDS,
} from './shared.ts';
import type { OptionSpec } from './spec.ts';

export const CONFIG: OptionSpec = {
  name: 'config',
  flags: '-f, --config <file>',
  kind: 'path',
  about: 'the configuration (default: config.json in the bundle)',
};

export const CREATE_OPTIONS: readonly OptionSpec[] = [
  BUNDLE,
  CONFIG,
  CONSOLE_SOCKET,
  PIDFD_SOCKET,
  PRESERVE_FDS,
  NO_PIVOT,
  PID_FILE,
  NO_SUBREAPER,
  {
    name: 'noNewKeyring',
    flags: '--no-new-keyring',
    kind: 'flag',
    about: "keep the caller's session keyring",
  },
];

export const EXEC_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'process',
    flags: '-p, --process <file>',
    kind: 'path',
    about: 'the process as JSON, as in config.json, instead of operands and options',
  },
  { ...DETACH, about: 'return as soon as it runs' },
  {
    name: 'tty',
    flags: '-t, --tty',
    kind: 'switch',
    about: 'on a terminal of its own (--tty=no and --tty=false: not so)',
  },
  {
    name: 'user',
    flags: '-u, --user <uid[:gid]>',
    kind: 'text',
    about: "the user, by numbers (default: the container's)",
  },
  {
    name: 'additionalGids',
    flags: '-g, --additional-gids <gid>',
    kind: 'list',
    about: 'one more group; may be given often',
  },
  { name: 'cwd', flags: '--cwd <dir>', kind: 'text', about: 'working directory (default: /)' },
  {
    name: 'env',
    flags: '-e, --env <name=value>',
    kind: 'list',
    about: "a variable, beside the container's own; may be given often",
  },
  {
    name: 'cap',
    flags: '-c, --cap <name>',
    kind: 'list',
    about: "a capability, in place of the container's; may be given often",
  },
  {
    name: 'noNewPrivs',
    flags: '--no-new-privs',
    kind: 'flag',
    about: 'gain no privileges by executing programs',
  },
  { name: 'apparmor', flags: '--apparmor <name>', kind: 'text', about: 'the AppArmor profile' },
  {
    name: 'processLabel',
    flags: '--process-label <label>',
    kind: 'text',
    about: 'the SELinux label',
  },
  {
    name: 'cgroup',
    flags: '--cgroup <path>',
    kind: 'text',
    about: "a cgroup below the container's",
  },
  { ...PID_FILE, about: 'write its process id there' },
  CONSOLE_SOCKET,
  PIDFD_SOCKET,
  PRESERVE_FDS,
  {
    name: 'ignorePaused',
    flags: '--ignore-paused',
    kind: 'flag',
    about: 'into a paused container too: it goes on when the container does',
  },
];

export const RUN_OPTIONS: readonly OptionSpec[] = [
  DETACH,
  {
    name: 'keep',
    flags: '--keep',
    kind: 'flag',
    about: 'keep the state when the container has ended',
  },
];
