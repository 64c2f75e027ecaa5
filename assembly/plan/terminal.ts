// The process's terminal (config.md#process). It is of the container's own devpts, so the process
// makes it, once it is where it will be. Its master goes to a socket, or to the helper, who carries
// what is typed and shown between it and the caller's terminal.

import {
  ConsoleBind,
  ConsoleConnect,
  TerminalCreate,
  TerminalRaw,
  TerminalTake,
} from '../../generated/assembly/actions';
import { Process } from '../../generated/assembly/config';
import { ActionList } from './actions';
import { Settings } from './settings';

const FROM: string = '/process/terminal';

/** Why this process cannot have its terminal; null: it can, or wants none. */
export function terminalProblem(process: Process, settings: Settings): string | null {
  if (!process.terminal || settings.consoleSocket !== null) return null;
  // Nobody would be there to hold the master.
  if (settings.waitsForStart) return 'use --console-socket with create when a terminal is used';
  if (settings.detach) return 'use --console-socket with --detach when a terminal is used';
  return null;
}

/** Before there is a process: where the master will go. */
export function planTerminalWay(process: Process, settings: Settings, out: ActionList): void {
  if (!process.terminal) return;
  const socket = settings.consoleSocket;
  if (socket !== null) {
    const action = new ConsoleConnect();
    action.path = socket;
    action.from = 'consoleSocket';
    out.add(action);
    return;
  }
  const action = new TerminalTake();
  action.from = FROM;
  out.add(action);
}

/** The process, where its devpts is. */
export function planTerminal(process: Process, uid: u64, out: ActionList): void {
  if (!process.terminal) return;
  const action = new TerminalCreate();
  const size = process.consoleSize;
  if (size !== null && size.height > 0 && size.width > 0) {
    action.setRows(size.height);
    action.setColumns(size.width);
  }
  action.uid = uid;
  action.from = FROM;
  out.add(action);
}

/** config-linux.md#default-devices */
export function planConsole(process: Process, out: ActionList): void {
  if (!process.terminal) return;
  const action = new ConsoleBind();
  action.from = FROM;
  out.add(action);
}

/** The last before the program: whatever goes wrong until here is told on a terminal as it was. */
export function planTerminalRaw(process: Process, settings: Settings, out: ActionList): void {
  if (!process.terminal || settings.consoleSocket !== null) return;
  const action = new TerminalRaw();
  const size = process.consoleSize;
  action.resize = size === null || size.height == 0 || size.width == 0;
  action.from = FROM;
  out.add(action);
}
