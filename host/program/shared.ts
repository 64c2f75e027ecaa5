// Options and operands that several commands have.
import { type OperandSpec, type OptionSpec, oneOf } from './spec.ts';

export const NEW_ID: OperandSpec = { name: 'id', about: "the container's name" };

export const ID: OperandSpec = { ...NEW_ID, offers: 'containers' };

export const BUNDLE: OptionSpec = {
  name: 'bundle',
  flags: '-b, --bundle <dir>',
  kind: 'path',
  about: 'directory of config.json and usually the root filesystem (default: the current one)',
  fallback: '.',
};

export const DETACH: OptionSpec = {
  name: 'detach',
  flags: '-d, --detach',
  kind: 'flag',
  about: 'return as soon as the container runs',
};

export const PID_FILE: OptionSpec = {
  name: 'pidFile',
  flags: '--pid-file <file>',
  kind: 'path',
  about: "write the process id of the container's first process there",
};

export const CONSOLE_SOCKET: OptionSpec = {
  name: 'consoleSocket',
  flags: '--console-socket <path>',
  kind: 'path',
  about: "unix socket that is to receive the terminal's master side",
};

export const PIDFD_SOCKET: OptionSpec = {
  name: 'pidfdSocket',
  flags: '--pidfd-socket <path>',
  kind: 'path',
  about: 'unix socket that is to receive a descriptor of the process (pidfd_open(2))',
};

export const PRESERVE_FDS: OptionSpec = {
  name: 'preserveFds',
  flags: '--preserve-fds <n>',
  kind: 'count',
  about: 'pass this many file descriptors on, from 3',
  complaint: () => 'invalid preserve-fds specified',
};

export const NO_PIVOT: OptionSpec = {
  name: 'noPivot',
  flags: '--no-pivot',
  kind: 'flag',
  about: 'move the root instead of pivot_root',
};

export const NO_SUBREAPER: OptionSpec = {
  name: 'noSubreaper',
  flags: '--no-subreaper',
  kind: 'flag',
  about: 'accepted and ignored: orphans are adopted by nobody here',
};

export const KEEP_RECORD: OptionSpec = {
  name: 'keepRecord',
  flags: '--keep-record <dir>',
  kind: 'path',
  about: 'keep the records of what was done, as <dir>/<id>, when the state goes (see lading audit)',
};

export const REDACT: OptionSpec = {
  name: 'redact',
  flags: '--redact',
  kind: 'flag',
  about:
    'keep digests in the place of arguments and environments: in records behind the first, and in all that is kept when the state goes',
};

export const ALL: OptionSpec = {
  name: 'all',
  flags: '-a, --all',
  kind: 'flag',
  about: 'to every process of the container',
};

export const REGEX: OptionSpec = {
  name: 'regex',
  flags: '-r, --regex',
  kind: 'flag',
  about: 'the name is a regular expression over all names',
};

export const FORCE: OptionSpec = {
  name: 'force',
  flags: '-f, --force',
  kind: 'flag',
  about: 'kill it first if need be; a container that is not there is no error',
};

export const FACTS: OptionSpec = {
  name: 'facts',
  flags: '--facts <file|name>',
  kind: 'text',
  about: 'plan for the host whose facts these are, - for standard input (see lading facts --list)',
};

export const FORMAT_JSON: OptionSpec = {
  name: 'format',
  flags: '--format <format>',
  kind: 'text',
  about: 'text (default) or json',
  ...oneOf(['text', 'json']),
};

export const TABLE_OR_JSON: OptionSpec = {
  name: 'format',
  flags: '-f, --format <format>',
  kind: 'text',
  about: 'table (default) or json',
  ...oneOf(['table', 'json']),
};
