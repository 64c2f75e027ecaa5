// Which commands lading plan can show, and what it is told about them.
import { CHECKPOINT_OPTIONS, RESTORE_OPTIONS } from './checkpoint.ts';
import { CONFIG, CREATE_OPTIONS, EXEC_OPTIONS, RUN_OPTIONS } from './process.ts';
import { ALL, FACTS, FORCE, KEEP_RECORD, NEW_ID, REDACT } from './shared.ts';
import { eachOnce, type OperandSpec, type OptionSpec } from './spec.ts';
import { UPDATE_OPTIONS } from './update.ts';

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

export const PLANNED_ID: OperandSpec = {
  ...NEW_ID,
  about: "the container's name (default: container)",
  optional: true,
};

export const PLANNED_ARGS: OperandSpec = {
  name: 'args',
  about: 'what else the planned command takes, as it takes it; after -- when it begins with a dash',
  optional: true,
  isList: true,
};

/** Which plan is to be shown. */
export const PLAN_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'command',
    flags: '--command <command>',
    kind: 'text',
    about: `which: create (default), ${PLANNED_COMMANDS.slice(1).join(', ')}`,
    choices: PLANNED_COMMANDS,
    complaint: (value) =>
      `unknown command ${value}: expected one of ${PLANNED_COMMANDS.join(', ')}`,
  },
  FACTS,
  {
    name: 'planned',
    flags: '--planned',
    kind: 'flag',
    about:
      'of a container that is not there yet, as the bundle would make it (with --facts: always)',
  },
  ...eachOnce([
    {
      ...CONFIG,
      kind: 'input',
      about: 'the configuration, or - for standard input (default: config.json in the bundle)',
    },
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
