// The status of a container (runtime.md#state), and which command may be given in which: a table.

export const CREATING: i32 = 0; // being made, or left half made: there is no state.json
export const CREATED: i32 = 1;
export const RUNNING: i32 = 2;
export const PAUSED: i32 = 3;
export const STOPPED: i32 = 4;
export const CORRUPTED: i32 = 5; // state.json cannot be read

const NAMES: StaticArray<string> = [
  'creating',
  'created',
  'running',
  'paused',
  'stopped',
  'corrupted',
];

export function statusName(status: i32): string {
  return NAMES[status];
}

// Yes, or why not. `ID` stands for the id in backquotes.
const YES: string = '';
const HALF_MADE: string =
  'the container ID is being created, or was left half made: delete --force removes it';
const UNREADABLE: string = 'the state of container ID cannot be read: delete --force removes it';
const NOT_RUNNING: string = 'the container ID is not running';
const NOT_STOPPED: string = 'the container ID is not in `created` or `stopped` state';
// Engines look for "no such process" to learn that there is nothing left to kill.
const NO_PROCESS: string = 'container ID is not running: kill container: No such process';

// One cell a status, in the order above.
const START: StaticArray<string> = [
  HALF_MADE,
  YES,
  'cannot start container ID: it is running',
  'cannot start container ID: it is paused',
  NOT_RUNNING,
  UNREADABLE,
];
const KILL: StaticArray<string> = [HALF_MADE, YES, YES, YES, NO_PROCESS, UNREADABLE];
const DELETE: StaticArray<string> = [HALF_MADE, YES, NOT_STOPPED, NOT_STOPPED, YES, UNREADABLE];
// A created container has no program yet, but all that one needs.
const EXEC: StaticArray<string> = [
  HALF_MADE,
  YES,
  YES,
  'the container ID is paused',
  NOT_RUNNING,
  UNREADABLE,
];
const FREEZE: StaticArray<string> = [HALF_MADE, YES, YES, YES, NOT_RUNNING, UNREADABLE];
// A created container is a process of the runtime's own.
const CHECKPOINT: StaticArray<string> = [HALF_MADE, NOT_RUNNING, YES, YES, NOT_RUNNING, UNREADABLE];
const STATE: StaticArray<string> = [HALF_MADE, YES, YES, YES, YES, UNREADABLE];

const LIVING: string[] = ['drift', 'pause', 'resume', 'update', 'events'];

/** '' when `command` may be given, else why not. */
export function refusal(command: string, status: i32, id: string): string {
  let row = STATE;
  if (command == 'start') row = START;
  else if (command == 'kill') row = KILL;
  else if (command == 'delete') row = DELETE;
  else if (command == 'exec' || command == 'mounts') row = EXEC;
  else if (command == 'checkpoint') row = CHECKPOINT;
  else if (LIVING.includes(command)) row = FREEZE;
  return row[status].replace('ID', '`' + id + '`');
}
