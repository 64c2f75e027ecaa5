// Readiness (sd_notify(3)): whoever started us wants to be told when the container's program is
// ready. The program speaks to a socket of our own, which it sees in the place of the caller's; what
// it says goes no further than that it is ready.

import {
  NotifyCreate,
  NotifyListen,
  NotifyWait,
  ProcessIdentity,
} from '../../generated/assembly/actions';
import { Mount } from '../../generated/assembly/config';
import { ActionList } from './actions';

const VARIABLE: string = 'NOTIFY_SOCKET=';
const DIRECTORY: string = '/notify';
/** An abstract socket has no place in the container's files. */
const PLACE_OF_ABSTRACT: string = '/run/notify';
const FROM: string = 'NOTIFY_SOCKET';

/** Where the container sees the directory of the socket. */
function place(socket: string): string {
  return socket.startsWith('/') ? socket : PLACE_OF_ABSTRACT;
}

/**
 * In the config's terms. Read-only: a socket there is reached all the same, and not replaced. Private: it is nobody's
 * copy, whatever the root is to be.
 */
export function notifyMount(socket: string, state: string): Mount {
  const mount = new Mount();
  mount.destination = place(socket);
  mount.type = 'bind';
  mount.source = state + DIRECTORY;
  mount.options = ['bind', 'private', 'ro', 'nosuid', 'nodev', 'noexec'];
  return mount;
}

/** The program's environment, with the socket's place in it. */
export function notifyEnvironment(env: string[] | null, socket: string): string[] {
  const result: string[] = [];
  for (let i = 0; env !== null && i < env.length; i++) {
    if (!env[i].startsWith(VARIABLE)) result.push(env[i]);
  }
  result.push(VARIABLE + place(socket) + DIRECTORY);
  return result;
}

export function planNotifyCreate(out: ActionList): void {
  const action = new NotifyCreate();
  action.from = FROM;
  out.add(action);
}

/** Before the program can look for it. */
export function planNotifyListen(socket: string, out: ActionList): void {
  const action = new NotifyListen();
  action.to = socket;
  action.from = FROM;
  out.add(action);
}

/** `process`: null, the spawned one. */
export function planNotifyWait(process: ProcessIdentity | null, out: ActionList): void {
  const action = new NotifyWait();
  action.process = process;
  action.from = FROM;
  out.add(action);
}
