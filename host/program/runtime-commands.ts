// The commands of every OCI runtime, as crun has them: both ways in have these.
import { CHECKPOINT_OPTIONS, RESTORE_OPTIONS } from './checkpoint.ts';
import { CREATE_OPTIONS, EXEC_OPTIONS, RUN_OPTIONS } from './process.ts';
import {
  ALL,
  BUNDLE,
  FORCE,
  ID,
  KEEP_RECORD,
  NEW_ID,
  REDACT,
  REGEX,
  TABLE_OR_JSON,
} from './shared.ts';
import type { CommandSpec, OperandSpec } from './spec.ts';
import { UPDATE_OPTIONS } from './update.ts';

const SIGNAL: OperandSpec = {
  name: 'signal',
  about: 'name or number (default: TERM)',
  optional: true,
  offers: ['TERM', 'KILL', 'INT', 'HUP', 'QUIT', 'STOP', 'CONT', 'USR1', 'USR2', 'WINCH'],
};

export const RUNTIME_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'run',
    about: 'create a container, start it, and wait for its end',
    startsProcess: true,
    readsBundle: true,
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
    readsBundle: true,
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
    options: [
      ...EXEC_OPTIONS,
      { ...REDACT, about: 'keep digests in the place of arguments and environments in its record' },
    ],
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
    options: [
      FORCE,
      REGEX,
      KEEP_RECORD,
      {
        ...REDACT,
        about:
          'keep digests in the place of arguments and environments in what --keep-record keeps',
      },
    ],
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
    options: [...RESTORE_OPTIONS, REDACT],
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
];
