// The commands that no other runtime has, and the program's own.
import { PLAN_OPTIONS, PLANNED_ARGS, PLANNED_ID } from './plan.ts';
import { BUNDLE, FACTS, FORMAT_JSON, ID } from './shared.ts';
import { type CommandSpec, type OperandSpec, type OptionSpec, oneOf } from './spec.ts';

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

export const OWN_COMMANDS: readonly CommandSpec[] = [
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
        about: 'the file, or - for standard input (default: config.json in the bundle)',
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
        name: 'config',
        about: 'the config.json that it opens with, or its bundle; it is only read',
        optional: true,
        offers: 'files',
      },
    ],
    options: [
      {
        name: 'port',
        flags: '--port <n>',
        kind: 'count',
        limit: 65_535,
        about: 'serve it there, to this machine (default: any that is free)',
      },
      {
        name: 'html',
        flags: '--html <file>',
        kind: 'path',
        about: 'write it there instead: one file that needs nothing else',
      },
    ],
    examples: [
      { line: 'lading web', about: 'prints where; ends with ^C' },
      { line: 'lading web config.json', about: 'with this configuration to begin with' },
      { line: 'lading web --html lading.html', about: 'to open in any browser, or to send' },
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
      FACTS,
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
