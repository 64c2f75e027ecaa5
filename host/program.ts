// Every command and option, as data: the command line, help, completions and manual pages are all made from this.

/**
 * What an option's value is: a `path` is made absolute before anything else sees it; an `input` is a path, or `-`; a
 * `list` may be given often; a `switch` is a flag that may be given a word, after an equals sign only.
 */
export type OptionKind = 'flag' | 'switch' | 'text' | 'path' | 'input' | 'count' | 'list';

/** Whether the next word of the line is its value. */
export function takesWord(kind: OptionKind): boolean {
  return kind !== 'flag' && kind !== 'switch';
}

export type OptionSpec = {
  /** Key among the values, and of the engine's option where there is one. */
  readonly name: string;
  /** `-b, --bundle <dir>` */
  readonly flags: string;
  readonly kind: OptionKind;
  readonly about: string;
  readonly choices?: readonly string[];
  /** The value when none is given, as if it had been. */
  readonly fallback?: string;
  /** The complaint about another choice (or, of a count, another text); engines and people grep for crun's words. */
  readonly complaint?: (value: string) => string;
};

export type OperandSpec = {
  readonly name: string;
  readonly about: string;
  readonly optional?: true;
  /** All that is left of the line, dashes or not: the options end before the first operand then. */
  readonly isRest?: true;
  /** Any number of words. */
  readonly isList?: true;
  /** A path, made absolute before anything else sees it, or `-`. */
  readonly isInput?: true;
  /** The only words it may be, and the complaint about another. */
  readonly choices?: readonly string[];
  readonly complaint?: (value: string) => string;
  /** What a shell offers for it: words, or what it finds out when asked; absent: nothing. */
  readonly offers?: 'containers' | 'commands' | 'files' | readonly string[];
};

export type Example = { readonly line: string; readonly about: string };

export type CommandSpec = {
  readonly name: string;
  readonly about: string;
  readonly operands: readonly OperandSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly Example[];
  /** It starts a process that becomes a container's: such a one runs from a copy of the program. */
  readonly startsProcess?: true;
};

export const NAME = 'lading';

export const ABOUT =
  'An OCI container runtime that writes down everything it is about to do before it does any of it.';

export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'root',
    flags: '--root <dir>',
    kind: 'path',
    about:
      'where the state of containers is kept (default: /run/lading, or below $XDG_RUNTIME_DIR)',
  },
  {
    name: 'log',
    flags: '--log <destination>',
    kind: 'text',
    about:
      'append messages to a file (file:PATH, or PATH), or send them to journald:NAME or syslog:NAME',
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
  { name: 'debug', flags: '--debug', kind: 'flag', about: 'the same as --log-level debug' },
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

const NEW_ID: OperandSpec = { name: 'id', about: "the container's name" };

const ID: OperandSpec = { ...NEW_ID, offers: 'containers' };

const SIGNAL: OperandSpec = {
  name: 'signal',
  about: 'name or number (default: TERM)',
  optional: true,
  offers: ['TERM', 'KILL', 'INT', 'HUP', 'QUIT', 'STOP', 'CONT', 'USR1', 'USR2', 'WINCH'],
};

const BUNDLE: OptionSpec = {
  name: 'bundle',
  flags: '-b, --bundle <dir>',
  kind: 'path',
  about: 'directory of config.json and usually the root filesystem (default: the current one)',
  fallback: '.',
};

const CREATE_OPTIONS: readonly OptionSpec[] = [
  BUNDLE,
  {
    name: 'config',
    flags: '-f, --config <file>',
    kind: 'path',
    about: 'the configuration (default: config.json in the bundle)',
  },
  {
    name: 'consoleSocket',
    flags: '--console-socket <path>',
    kind: 'path',
    about: "unix socket that is to receive the terminal's master side",
  },
  {
    name: 'pidfdSocket',
    flags: '--pidfd-socket <path>',
    kind: 'path',
    about: 'unix socket that is to receive a descriptor of the process (pidfd_open(2))',
  },
  {
    name: 'preserveFds',
    flags: '--preserve-fds <n>',
    kind: 'count',
    about: 'pass this many file descriptors on, from 3',
    complaint: () => 'invalid preserve-fds specified',
  },
  {
    name: 'noPivot',
    flags: '--no-pivot',
    kind: 'flag',
    about: 'move the root instead of pivot_root',
  },
  {
    name: 'pidFile',
    flags: '--pid-file <file>',
    kind: 'path',
    about: "write the process id of the container's first process there",
  },
  {
    name: 'noSubreaper',
    flags: '--no-subreaper',
    kind: 'flag',
    about: "do not adopt the container's orphans",
  },
  {
    name: 'noNewKeyring',
    flags: '--no-new-keyring',
    kind: 'flag',
    about: "keep the caller's session keyring",
  },
];

const EXEC_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'process',
    flags: '-p, --process <file>',
    kind: 'path',
    about: 'the process as JSON, as in config.json, instead of operands and options',
  },
  { name: 'detach', flags: '-d, --detach', kind: 'flag', about: 'return as soon as it runs' },
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
  {
    name: 'pidFile',
    flags: '--pid-file <file>',
    kind: 'path',
    about: 'write its process id there',
  },
  {
    name: 'consoleSocket',
    flags: '--console-socket <path>',
    kind: 'path',
    about: "unix socket that is to receive the terminal's master side",
  },
  {
    name: 'pidfdSocket',
    flags: '--pidfd-socket <path>',
    kind: 'path',
    about: 'unix socket that is to receive a descriptor of the process (pidfd_open(2))',
  },
  {
    name: 'preserveFds',
    flags: '--preserve-fds <n>',
    kind: 'count',
    about: 'pass this many file descriptors on, from 3',
    complaint: () => 'invalid preserve-fds specified',
  },
  {
    name: 'ignorePaused',
    flags: '--ignore-paused',
    kind: 'flag',
    about: 'into a paused container too: it goes on when the container does',
  },
];

const RUN_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'detach',
    flags: '-d, --detach',
    kind: 'flag',
    about: 'return as soon as the container runs',
  },
  {
    name: 'keep',
    flags: '--keep',
    kind: 'flag',
    about: 'keep the state when the container has ended',
  },
];

/** What a dump and the restoring of it are both told about what may be in it. */
const CRIU_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'imagePath',
    flags: '--image-path <dir>',
    kind: 'path',
    about: 'directory of the images (default: checkpoint, in the current one)',
    fallback: 'checkpoint',
  },
  {
    name: 'workPath',
    flags: '--work-path <dir>',
    kind: 'path',
    about: "directory of criu's log and statistics (default: that of the images)",
  },
  {
    name: 'tcpEstablished',
    flags: '--tcp-established',
    kind: 'flag',
    about: 'with open TCP connections',
  },
  {
    name: 'extUnixSk',
    flags: '--ext-unix-sk',
    kind: 'flag',
    about: 'with unix sockets whose other end is outside',
  },
  {
    name: 'shellJob',
    flags: '--shell-job',
    kind: 'flag',
    about: "with the caller's session and terminal",
  },
  { name: 'fileLocks', flags: '--file-locks', kind: 'flag', about: 'with locks on files' },
  {
    name: 'networkLock',
    flags: '--network-lock <method>',
    kind: 'text',
    about: 'how the network is kept still meanwhile: iptables, nftables or skip',
    choices: ['iptables', 'nftables', 'skip'],
    complaint: () => 'unknown network lock method specified',
  },
  {
    name: 'manageCgroupsMode',
    flags: '--manage-cgroups-mode <mode>',
    kind: 'text',
    about: 'what criu does about cgroups: soft (default), ignore, full or strict',
    choices: ['soft', 'ignore', 'full', 'strict'],
    complaint: () => 'unknown cgroup mode specified',
  },
  {
    name: 'emptyNs',
    flags: '--empty-ns <type>',
    kind: 'text',
    about: 'without what is in this namespace: network',
    choices: ['network'],
    complaint: (value) => `unknown namespace \`${value}\` specified: expected network`,
  },
];

const CHECKPOINT_OPTIONS: readonly OptionSpec[] = [
  ...CRIU_OPTIONS,
  {
    name: 'leaveRunning',
    flags: '--leave-running',
    kind: 'flag',
    about: 'let the container run on; without it, it is ended and deleted',
  },
  {
    name: 'parentPath',
    flags: '--parent-path <dir>',
    kind: 'text',
    about: 'an earlier pre-dump, from the directory of the images: only what has changed is dumped',
  },
  {
    name: 'preDump',
    flags: '--pre-dump',
    kind: 'flag',
    about: 'only its memory, while it runs on',
  },
];

const RESTORE_OPTIONS: readonly OptionSpec[] = [
  BUNDLE,
  ...CRIU_OPTIONS,
  { name: 'tcpClose', flags: '--tcp-close', kind: 'flag', about: 'TCP connections closed' },
  {
    name: 'lsmProfile',
    flags: '--lsm-profile <type:name>',
    kind: 'text',
    about: 'the security label of its processes, instead of the one they had',
  },
  {
    name: 'lsmMountContext',
    flags: '--lsm-mount-context <context>',
    kind: 'text',
    about: 'the security label of its mounts, instead of the one they had',
  },
  {
    name: 'detach',
    flags: '-d, --detach',
    kind: 'flag',
    about: 'return as soon as the container runs',
  },
  {
    name: 'pidFile',
    flags: '--pid-file <file>',
    kind: 'path',
    about: "write the process id of the container's first process there",
  },
  {
    name: 'consoleSocket',
    flags: '--console-socket <path>',
    kind: 'path',
    about: "unix socket that is to receive the terminal's master side",
  },
  {
    name: 'noPivot',
    flags: '--no-pivot',
    kind: 'flag',
    about: 'accepted and ignored: criu changes the root',
  },
  {
    name: 'noSubreaper',
    flags: '--no-subreaper',
    kind: 'flag',
    about: "do not adopt the container's orphans",
  },
];

const KEEP_RECORD: OptionSpec = {
  name: 'keepRecord',
  flags: '--keep-record <dir>',
  kind: 'path',
  about: 'keep the records of what was done, as <dir>/<id>, when the state goes (see lading audit)',
};

const REDACT: OptionSpec = {
  name: 'redact',
  flags: '--redact',
  kind: 'flag',
  about:
    'keep digests in the place of arguments and environments: in records of exec, and in all that --keep-record keeps',
};

const ALL: OptionSpec = {
  name: 'all',
  flags: '-a, --all',
  kind: 'flag',
  about: 'to every process of the container',
};

const REGEX: OptionSpec = {
  name: 'regex',
  flags: '-r, --regex',
  kind: 'flag',
  about: 'the name is a regular expression over all names',
};

const FORCE: OptionSpec = {
  name: 'force',
  flags: '-f, --force',
  kind: 'flag',
  about: 'kill it first if need be; a container that is not there is no error',
};

const UPDATE_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'resources',
    flags: '-r, --resources <file>',
    kind: 'input',
    about:
      'as JSON, as linux.resources in config.json (-: standard input); the other values are ignored then',
  },
  {
    name: 'blkioWeight',
    flags: '--blkio-weight <n>',
    kind: 'text',
    about: 'share of block input and output, 10 to 1000',
  },
  {
    name: 'cpuBurst',
    flags: '--cpu-burst <us>',
    kind: 'text',
    about: 'unused quota that may be saved up',
  },
  {
    name: 'cpuIdle',
    flags: '--cpu-idle <n>',
    kind: 'text',
    about: '1: only what nobody else wants of the CPUs',
  },
  {
    name: 'cpuPeriod',
    flags: '--cpu-period <us>',
    kind: 'text',
    about: 'length of the period of --cpu-quota',
  },
  {
    name: 'cpuQuota',
    flags: '--cpu-quota <us>',
    kind: 'text',
    about: 'CPU time in a period (-1: no limit)',
  },
  {
    name: 'cpuRtPeriod',
    flags: '--cpu-rt-period <us>',
    kind: 'text',
    about: 'length of the period of --cpu-rt-runtime',
  },
  {
    name: 'cpuRtRuntime',
    flags: '--cpu-rt-runtime <us>',
    kind: 'text',
    about: 'realtime CPU time in a period',
  },
  {
    name: 'cpuShare',
    flags: '--cpu-share <n>',
    kind: 'text',
    about: 'share of CPU time, 2 to 262144',
  },
  {
    name: 'cpusetCpus',
    flags: '--cpuset-cpus <list>',
    kind: 'text',
    about: 'CPUs it may use, such as 0-2,7',
  },
  {
    name: 'cpusetMems',
    flags: '--cpuset-mems <list>',
    kind: 'text',
    about: 'memory nodes it may use',
  },
  {
    name: 'kernelMemory',
    flags: '--kernel-memory <bytes>',
    kind: 'text',
    about: 'memory of the kernel',
  },
  {
    name: 'kernelMemoryTcp',
    flags: '--kernel-memory-tcp <bytes>',
    kind: 'text',
    about: 'memory of the kernel for TCP',
  },
  {
    name: 'memory',
    flags: '--memory <bytes>',
    kind: 'text',
    about: 'memory, such as 268435456 or 256m (-1: no limit)',
  },
  {
    name: 'memoryReservation',
    flags: '--memory-reservation <bytes>',
    kind: 'text',
    about: 'memory that it keeps when there is little',
  },
  {
    name: 'memorySwap',
    flags: '--memory-swap <bytes>',
    kind: 'text',
    about: 'memory and swap together (-1: no limit)',
  },
  {
    name: 'pidsLimit',
    flags: '--pids-limit <n>',
    kind: 'text',
    about: 'processes and threads (-1: no limit)',
  },
  {
    name: 'l3CacheSchema',
    flags: '--l3-cache-schema <line>',
    kind: 'text',
    about: 'share of the cache, as a line of resctrl',
  },
  {
    name: 'memBwSchema',
    flags: '--mem-bw-schema <line>',
    kind: 'text',
    about: 'share of memory bandwidth, as a line of resctrl',
  },
];

/** Engines and people look for its first words, which are crun's. */
function oneOf(choices: readonly string[]): Pick<OptionSpec, 'choices' | 'complaint'> {
  const expected = `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return { choices, complaint: (value) => `invalid format \`${value}\`: expected ${expected}` };
}

const FORMAT_JSON: OptionSpec = {
  name: 'format',
  flags: '--format <format>',
  kind: 'text',
  about: 'text (default) or json',
  ...oneOf(['text', 'json']),
};

const TABLE_OR_JSON: OptionSpec = {
  name: 'format',
  flags: '-f, --format <format>',
  kind: 'text',
  about: 'table (default) or json',
  ...oneOf(['table', 'json']),
};

const ENGINE: OperandSpec = {
  name: 'engine',
  about: 'podman, containerd or docker',
  offers: ['podman', 'containerd', 'docker'],
};

const SIDE: OperandSpec = {
  name: 'a',
  about: 'a bundle, a config.json, a plan, or a record as lading audit takes it',
  offers: 'files',
};

const INSTALL_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'user',
    flags: '--user',
    kind: 'flag',
    about: "in the caller's own configuration, not the host's",
  },
  { name: 'write', flags: '--write', kind: 'flag', about: 'do it, instead of showing it' },
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
export type EngineCommand = (typeof ENGINE_COMMANDS)[number];

/** Commands whose answer is a plan, which `lading plan` can show. */
export const PLANNED_COMMANDS: readonly string[] = [
  'create',
  'run',
  'start',
  'kill',
  'delete',
  'pause',
  'resume',
  'update',
  'mounts',
  'exec',
  'checkpoint',
  'restore',
];

/** The first of each name. */
function eachOnce(options: readonly OptionSpec[]): readonly OptionSpec[] {
  return options.filter(
    ({ name }, index) => options.findIndex((other) => other.name === name) === index,
  );
}

const PLANNED_ID: OperandSpec = {
  ...NEW_ID,
  about: "the container's name (default: container)",
  optional: true,
};

const PLANNED_ARGS: OperandSpec = {
  name: 'args',
  about: 'what else the planned command takes, as it takes it; after -- when it begins with a dash',
  optional: true,
  isList: true,
};

/** Which plan is to be shown. */
const PLAN_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'command',
    flags: '--command <command>',
    kind: 'text',
    about: `which: create (default), ${PLANNED_COMMANDS.slice(1).join(', ')}`,
    choices: PLANNED_COMMANDS,
    complaint: (value) =>
      `unknown command ${value}: expected one of ${PLANNED_COMMANDS.join(', ')}`,
  },
  {
    name: 'facts',
    flags: '--facts <file|name>',
    kind: 'text',
    about: 'plan for the host whose facts these are (see lading facts --list)',
  },
  {
    name: 'planned',
    flags: '--planned',
    kind: 'flag',
    about:
      'of a container that is not there yet, as the bundle would make it (with --facts: always)',
  },
  ...eachOnce([
    ...CREATE_OPTIONS,
    ...RUN_OPTIONS,
    KEEP_RECORD,
    REDACT,
    ...UPDATE_OPTIONS,
    ...EXEC_OPTIONS,
    ...CHECKPOINT_OPTIONS,
    ...RESTORE_OPTIONS,
  ]),
  { ...FORCE, flags: '--force', about: 'plan a delete --force' },
  { ...ALL, flags: '--all', about: 'plan a kill --all' },
  {
    name: 'signal',
    flags: '--signal <signal>',
    kind: 'text',
    about: 'the signal of a planned kill',
  },
];

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'run',
    about: 'create a container, start it, and wait for its end',
    startsProcess: true,
    operands: [NEW_ID],
    options: [...CREATE_OPTIONS, ...RUN_OPTIONS, KEEP_RECORD, REDACT],
    examples: [
      { line: 'lading run -b /srv/web web', about: 'run the bundle /srv/web as the container web' },
      { line: 'lading run -d -b /srv/web web', about: 'the same, in the background' },
    ],
  },
  {
    name: 'create',
    about: 'create a container, ready to be started',
    startsProcess: true,
    operands: [NEW_ID],
    options: [...CREATE_OPTIONS, REDACT],
    examples: [
      {
        line: 'lading create -b /srv/web --pid-file web.pid web',
        about: 'make everything but the last step',
      },
    ],
  },
  {
    name: 'start',
    about: 'start a created container',
    operands: [ID],
    options: [],
    examples: [
      { line: 'lading start web', about: 'let the created container web run its program' },
    ],
  },
  {
    name: 'exec',
    about: 'run one more program in a container',
    startsProcess: true,
    operands: [
      ID,
      { name: 'args', about: 'the program and its arguments', optional: true, isRest: true },
    ],
    options: [...EXEC_OPTIONS, REDACT],
    examples: [
      { line: 'lading exec web ls -l /', about: "as the container's user" },
      { line: 'lading exec -u 0 -e DEBUG=1 web id', about: 'as root, with one more variable' },
    ],
  },
  {
    name: 'state',
    about: 'print the state of a container as JSON',
    operands: [ID],
    options: [],
    examples: [{ line: 'lading state web', about: 'is web created, running or stopped?' }],
  },
  {
    name: 'kill',
    about: "send a signal to a container's first process",
    operands: [ID, SIGNAL],
    options: [ALL, REGEX],
    examples: [
      { line: 'lading kill web', about: 'ask web to end' },
      { line: 'lading kill --all web KILL', about: 'end every process of web' },
    ],
  },
  {
    name: 'delete',
    about: 'remove a container that has ended',
    operands: [ID],
    options: [FORCE, REGEX, KEEP_RECORD, REDACT],
    examples: [
      { line: 'lading delete web', about: 'remove what is left of web' },
      { line: 'lading delete --force web', about: 'whatever its state, even half made' },
    ],
  },
  {
    name: 'list',
    about: 'list the containers',
    operands: [],
    options: [
      { name: 'quiet', flags: '-q, --quiet', kind: 'flag', about: 'names only' },
      TABLE_OR_JSON,
    ],
    examples: [{ line: 'lading list --format json', about: 'for programs' }],
  },
  {
    name: 'pause',
    about: 'stop every process of a container where it is',
    operands: [ID],
    options: [],
    examples: [{ line: 'lading pause web', about: 'returns when the kernel has stopped them all' }],
  },
  {
    name: 'resume',
    about: 'let a paused container go on',
    operands: [ID],
    options: [],
    examples: [{ line: 'lading resume web', about: 'as if nothing had been' }],
  },
  {
    name: 'ps',
    about: 'list the processes of a container',
    operands: [ID],
    options: [TABLE_OR_JSON],
    examples: [{ line: 'lading ps --format json web', about: 'for programs' }],
  },
  {
    name: 'update',
    about: 'change the limits of a container that lives',
    operands: [ID],
    options: UPDATE_OPTIONS,
    examples: [
      { line: 'lading update --memory 256m --pids-limit 100 web', about: 'all of it, or nothing' },
      { line: 'lading update --resources - web < resources.json', about: 'as engines do it' },
    ],
  },
  {
    name: 'mounts',
    about: 'mount more in a container that lives, or take mounts off',
    startsProcess: true,
    operands: [
      {
        name: 'verb',
        about: 'add or remove',
        offers: ['add', 'remove'],
        choices: ['add', 'remove'],
        complaint: (value) => `unknown command ${value}`,
      },
      ID,
      {
        name: 'file',
        about: 'the mounts as JSON, a list as in config.json (-: standard input)',
        isInput: true,
        offers: 'files',
      },
    ],
    options: [],
    examples: [
      { line: 'lading mounts add web mounts.json', about: 'all of them, or none' },
      { line: 'lading mounts remove web mounts.json', about: 'only their destinations count' },
    ],
  },
  {
    name: 'events',
    about: 'print what a container uses, and when it ran out of memory, as JSON',
    operands: [ID],
    options: [
      { name: 'stats', flags: '--stats', kind: 'flag', about: 'once, and now' },
      {
        name: 'interval',
        flags: '--interval <duration>',
        kind: 'text',
        about: 'how often, such as 500ms or 1m (default: 5s)',
      },
    ],
    examples: [
      { line: 'lading events --stats web', about: 'memory, CPUs, processes, block devices' },
      { line: 'lading events --interval 1s web', about: 'until the container ends' },
    ],
  },
  {
    name: 'features',
    about: 'print what lading understands of the specification, as JSON',
    operands: [],
    options: [],
    examples: [
      { line: 'lading features', about: 'what engines look up before they ask for something' },
    ],
  },
  {
    name: 'checkpoint',
    about: 'write a running container to files, from which it can be restored (needs criu)',
    operands: [ID],
    options: CHECKPOINT_OPTIONS,
    examples: [
      {
        line: 'lading checkpoint --image-path /srv/images web',
        about: 'end web, to be restored from /srv/images',
      },
      { line: 'lading checkpoint --leave-running web', about: 'into ./checkpoint; web runs on' },
    ],
  },
  {
    name: 'restore',
    about: 'make a container of what checkpoint wrote, which goes on where it was (needs criu)',
    operands: [NEW_ID],
    options: RESTORE_OPTIONS,
    examples: [
      {
        line: 'lading restore -d -b /srv/web --image-path /srv/images web',
        about: 'in the background',
      },
    ],
  },
  {
    name: 'spec',
    about: 'write a config.json to start from',
    operands: [],
    options: [
      BUNDLE,
      {
        name: 'file',
        flags: '-f, --file <file>',
        kind: 'path',
        about: 'write there, over what is there (default: a new config.json in the bundle)',
      },
      {
        name: 'rootless',
        flags: '--rootless',
        kind: 'flag',
        about: 'for a caller who is not root',
      },
    ],
    examples: [{ line: 'lading spec -b /srv/web', about: 'write /srv/web/config.json' }],
  },
  {
    name: 'plan',
    about: 'show what a command would do, here or on another host, and do nothing',
    operands: [PLANNED_ID, PLANNED_ARGS],
    options: [
      ...PLAN_OPTIONS,
      { ...FORMAT_JSON, about: 'text (default), or json: the bytes of the plan and nothing else' },
      { name: 'digest', flags: '--digest', kind: 'flag', about: "print the plan's SHA-256 only" },
      {
        name: 'html',
        flags: '--html <file>',
        kind: 'path',
        about: 'write it as a page to look at, and to try changes in, in any browser',
      },
    ],
    examples: [
      { line: 'lading plan -b /srv/web', about: 'what would be done to create it here' },
      {
        line: 'lading plan -b /srv/web --command run --facts v2-aarch64 --digest',
        about: 'on another machine, as a digest',
      },
      {
        line: 'lading plan --command exec web -- ls -l /',
        about: 'what an exec in the living container web would do',
      },
      {
        line: 'lading plan --command mounts add web mounts.json',
        about: 'and what a mounts add would',
      },
      {
        line: 'lading plan --command update --planned -b /srv/web --memory 256M',
        about: 'of a container that the bundle would make',
      },
    ],
  },
  {
    name: 'explain',
    about: 'say why each action of a plan is there, or what its seccomp filter does with a call',
    operands: [PLANNED_ID, PLANNED_ARGS],
    options: [
      ...PLAN_OPTIONS,
      {
        name: 'action',
        flags: '--action <number|kind>',
        kind: 'text',
        about: 'explain only this action, or those of this kind',
      },
      {
        name: 'syscall',
        flags: '--syscall <name|number>',
        kind: 'text',
        about: 'run the seccomp filter on this system call, and say which rule decides',
      },
      {
        name: 'arg',
        flags: '--arg <N=V>',
        kind: 'list',
        about: 'argument N of the call, from 0 to 5 (default: 0); may be given often',
      },
      {
        name: 'arch',
        flags: '--arch <architecture>',
        kind: 'text',
        about: "the caller's architecture, such as x86 or SCMP_ARCH_ARM (default: the host's)",
      },
      {
        name: 'bpf',
        flags: '--bpf',
        kind: 'flag',
        about: 'show the seccomp filter as instructions; with --syscall, which of them ran',
      },
      FORMAT_JSON,
    ],
    examples: [
      { line: 'lading explain -b /srv/web', about: 'reason, specification, protection and undo' },
      { line: 'lading explain --action path.mask', about: 'of one kind of action' },
      {
        line: 'lading explain --syscall clone --arg 0=0x10000000',
        about: 'may it make a user namespace?',
      },
      { line: 'lading explain --bpf --facts v2-aarch64', about: 'the filter on another host' },
    ],
  },
  {
    name: 'drift',
    about: 'compare a living container with its plan, as the kernel shows it',
    operands: [ID],
    options: [FORMAT_JSON],
    examples: [
      { line: 'lading drift web', about: 'exit status 1 and each difference when it has changed' },
      { line: 'lading drift --format json web', about: 'for programs' },
    ],
  },
  {
    name: 'facts',
    about: 'print what lading knows of a host, to plan for it elsewhere',
    operands: [
      { name: 'name', about: 'named facts that come with lading, not this host', optional: true },
    ],
    options: [
      {
        name: 'list',
        flags: '--list',
        kind: 'flag',
        about: 'print the names that come with lading',
      },
    ],
    examples: [
      { line: 'lading facts > host.json', about: 'keep the facts of this host' },
      { line: 'lading facts v2-x86_64', about: 'those of a typical host with cgroup v2' },
    ],
  },
  {
    name: 'validate',
    about: 'list every problem of a config.json, and what is dangerous or of no use in it',
    operands: [
      {
        name: 'file',
        about: 'the file (default: config.json in the bundle)',
        optional: true,
        offers: 'files',
      },
    ],
    options: [
      BUNDLE,
      {
        name: 'format',
        flags: '--format <format>',
        kind: 'text',
        about: 'text (default), json, or sarif, which code hosts show beside the file',
        ...oneOf(['text', 'json', 'sarif']),
      },
      {
        name: 'strict',
        flags: '--strict',
        kind: 'flag',
        about: 'take warnings for errors: exit status 1 when there is any',
      },
    ],
    examples: [
      { line: 'lading validate config.json', about: 'every problem, with its line' },
      {
        line: 'lading validate --format sarif config.json > lading.sarif',
        about: 'for a code host',
      },
      { line: 'lading validate --strict -b /srv/web', about: 'warnings are errors' },
    ],
  },
  {
    name: 'web',
    about: 'a page that plans in a browser as plan does, to try configurations in',
    operands: [
      {
        name: 'file',
        about: 'write the page there (default: serve it to this machine)',
        optional: true,
        offers: 'files',
      },
    ],
    options: [
      {
        name: 'port',
        flags: '--port <n>',
        kind: 'count',
        about: 'serve it there (default: any that is free)',
      },
    ],
    examples: [
      { line: 'lading web', about: 'prints where; ends with ^C' },
      { line: 'lading web lading.html', about: 'one file that needs nothing else' },
    ],
  },
  {
    name: 'audit',
    about:
      'check that what was carried out is what was planned, and that the record of it is whole',
    operands: [
      {
        name: 'record',
        about: 'a container, or a copy of its record: a directory, or a file that was exported',
        offers: 'containers',
      },
    ],
    options: [
      FORMAT_JSON,
      {
        name: 'expect',
        flags: '--expect <digest>',
        kind: 'text',
        about:
          'the SHA-256 that the records had as one file: finds what no look at the record alone can, one written anew as a whole',
      },
      {
        name: 'engine',
        flags: '--engine <file>',
        kind: 'path',
        about: 'plan again with this engine.wasm, for records of another version of lading',
      },
      {
        name: 'export',
        flags: '--export <file>',
        kind: 'path',
        about:
          'write the records as one file; the SHA-256 told is that of this file, without --redact',
      },
      {
        name: 'redact',
        flags: '--redact',
        kind: 'flag',
        about:
          'export digests in the place of values of the environment, and of arguments behind the name of a program',
      },
      {
        name: 'originals',
        flags: '--originals <file>',
        kind: 'list',
        about: 'a config.json, or other JSON, that has what was redacted; may be given often',
      },
      {
        name: 'attest',
        flags: '--attest <file>',
        kind: 'path',
        about:
          'write an in-toto statement of what was found, if all is intact; with --verify, check that one',
      },
      {
        name: 'key',
        flags: '--key <file>',
        kind: 'path',
        about: 'sign the statement (DSSE) with this private key, Ed25519 in PEM',
      },
      {
        name: 'verify',
        flags: '--verify <file>',
        kind: 'path',
        about: 'the public key by which the attestation must be signed',
      },
    ],
    examples: [
      { line: 'lading audit web', about: 'exit status 0 when all is as it should be, else 1' },
      { line: 'lading audit --format json ./copy/web/record', about: 'of a copy, for programs' },
      {
        line: 'lading audit --export web.json --attest web.att --key key.pem web',
        about: 'one file to take away, and a signed word on it',
      },
      {
        line: 'lading audit --attest web.att --verify key.pub web.json',
        about: 'elsewhere: is it still that?',
      },
    ],
  },
  {
    name: 'diff',
    about: 'show how two plans differ, and which change of the configuration made it so',
    operands: [SIDE, { ...SIDE, name: 'b' }],
    options: [
      {
        name: 'command',
        flags: '--command <command>',
        kind: 'text',
        about: 'what is planned for a configuration: create (default) or run',
        choices: ['create', 'run'],
        complaint: (value) => `unknown command ${value}: expected one of create, run`,
      },
      {
        name: 'facts',
        flags: '--facts <file|name>',
        kind: 'text',
        about: 'plan for the host whose facts these are (see lading facts --list)',
      },
      FORMAT_JSON,
    ],
    examples: [
      {
        line: 'lading diff old.json new.json',
        about: 'of two configurations, here; exit status 1 when they differ',
      },
      {
        line: 'lading diff --facts v2-x86_64 web /srv/web',
        about: 'what ran as the container web, and what its bundle would be now',
      },
    ],
  },
  {
    name: 'install',
    about: 'show the configuration that makes a container engine use lading, or write it',
    operands: [ENGINE],
    options: INSTALL_OPTIONS,
    examples: [
      { line: 'lading install podman', about: 'which file, with what in it' },
      { line: 'lading install docker --write', about: 'write it; what else is there stays' },
    ],
  },
  {
    name: 'uninstall',
    about: 'take back what install wrote',
    operands: [ENGINE],
    options: INSTALL_OPTIONS,
    examples: [{ line: 'lading uninstall docker --write', about: 'docker knows lading no more' }],
  },
  {
    name: 'completion',
    about: 'print what makes a shell complete commands, options and names of containers',
    operands: [{ name: 'shell', about: 'bash, zsh or fish', offers: ['bash', 'zsh', 'fish'] }],
    options: [],
    examples: [
      {
        line: 'lading completion bash > /etc/bash_completion.d/lading',
        about: 'for every bash on this host',
      },
      {
        line: 'lading completion fish > ~/.config/fish/completions/lading.fish',
        about: "for one's own fish",
      },
    ],
  },
  {
    name: 'man',
    about: 'print the manual page of lading, or of one of its commands',
    operands: [
      { name: 'command', about: 'one of the commands', optional: true, offers: 'commands' },
    ],
    options: [],
    examples: [
      { line: 'lading man run | man -l -', about: 'read it' },
      { line: 'lading man > /usr/share/man/man8/lading.8', about: 'install it' },
    ],
  },
];

export function findCommand(name: string): CommandSpec | undefined {
  return COMMANDS.find((command) => command.name === name);
}
