// The process itself (config.md#process): its session and keyring at the start, its program at the
// end, and the host's view of it in between.

import {
  CgroupPath,
  DomainnameSet,
  Exec,
  ExecLookup,
  FdsClose,
  HostnameSet,
  KeyringJoin,
  LoopbackUp,
  PidfdSend,
  ProcessSpawn,
  ProcessWait,
  SessionCreate,
  Sync,
  SysctlWrite,
} from '../../generated/assembly/actions';
import { Process } from '../../generated/assembly/config';
import { ByteBuffer } from '../base/bytes';
import { escapeToken } from '../base/pointer';
import { Document, NONE } from '../json/document';
import { ActionList } from './actions';
import { readEnvironment } from './environment';
import { Settings } from './settings';

const SLASH: i32 = 0x2f;
/** sd_listen_fds(3) */
const LISTEN_FDS: string = 'LISTEN_FDS';
const LISTEN_PID: string = 'LISTEN_PID';

/** Hands the turn over: called for the parent and for the child in pairs. */
export function planSync(point: string, out: ActionList): void {
  const action = new Sync();
  action.point = point;
  out.add(action);
}

export function planSession(out: ActionList): void {
  const session = new SessionCreate();
  session.from = '/process';
  out.add(session);
}

/** `label`: of the keyring, for SELinux; null: none. */
export function planKeyring(id: string, label: string | null, out: ActionList): void {
  const keyring = new KeyringJoin();
  keyring.name = id;
  keyring.label = label;
  keyring.from = label === null ? 'id' : '/process/selinuxLabel';
  out.add(keyring);
}

export function planLoopback(from: string, out: ActionList): void {
  const action = new LoopbackUp();
  action.from = from;
  out.add(action);
}

export function planNames(
  hostname: string | null,
  domainname: string | null,
  out: ActionList,
): void {
  if (hostname !== null && hostname != '') {
    const action = new HostnameSet();
    action.name = hostname;
    action.from = '/hostname';
    out.add(action);
  }
  if (domainname !== null && domainname != '') {
    const action = new DomainnameSet();
    action.name = domainname;
    action.from = '/domainname';
    out.add(action);
  }
}

/** `node` is /linux/sysctl. */
export function planSysctls(config: Document, node: i32, out: ActionList): void {
  if (node == NONE) return;
  for (let at = config.firstChild(node); at != NONE; at = config.next(at)) {
    const key = config.key(at);
    const action = new SysctlWrite();
    action.key = sysctlPath(key);
    action.value = config.text(at);
    action.from = '/linux/sysctl/' + escapeToken(key);
    out.add(action);
  }
}

/** As sysctl(8): the first separator says which one it is; the other is part of a name then. */
function sysctlPath(key: string): string {
  for (let i = 0; i < key.length; i++) {
    const code = key.charCodeAt(i);
    if (code == SLASH) return key;
    if (code == 0x2e) break;
  }
  const names = key.split('.');
  for (let i = 0; i < names.length; i++) names[i] = names[i].replaceAll('/', '.');
  return names.join('/');
}

export function planLookup(process: Process, out: ActionList): void {
  const action = new ExecLookup();
  action.name = process.args[0];
  action.path = searchPath(readEnvironment(process.env));
  action.from = '/process/args/0';
  out.add(action);
}

function searchPath(env: string[]): string | null {
  for (let i = 0; i < env.length; i++) if (env[i].startsWith('PATH=')) return env[i].substring(5);
  return null;
}

/** Before a filter that nothing but the program has to be content with; from here on signals are its own, too. */
export function planDescriptors(settings: Settings, out: ActionList): void {
  const close = new FdsClose();
  close.keep = settings.descriptors;
  close.from = '/process';
  if (settings.listenFds > 0) close.from = LISTEN_FDS;
  if (settings.preserveFds > 0) close.from = 'preserveFds';
  out.add(close);
}

export function planExec(
  process: Process,
  given: string[] | null,
  uid: u64,
  settings: Settings,
  out: ActionList,
): void {
  const env = readEnvironment(given);
  const action = new Exec();
  action.argv = process.args;
  action.env = env;
  if (settings.listenFds > 0) {
    // What the config says of them goes before what the caller did.
    if (!has(env, LISTEN_FDS)) action.env = env.concat([`${LISTEN_FDS}=${settings.listenFds}`]);
    if (!has(env, LISTEN_PID)) action.setListenPid(true);
  }
  if (!has(env, 'HOME')) action.setHomeOf(uid);
  action.from = '/process/args';
  out.add(action);
}

function has(env: string[], name: string): bool {
  for (let i = 0; i < env.length; i++) if (env[i].startsWith(name + '=')) return true;
  return false;
}

/** `from`: who says so, of the two that may: an option or run.oci.pidfd_receiver. */
export function planPidfdReceiver(path: string | null, from: string, out: ActionList): void {
  if (path === null) return;
  const action = new PidfdSend();
  action.path = path;
  action.from = from;
  out.add(action);
}

/** A foreground `run` lasts as long as the container. */
export function planWait(out: ActionList): void {
  const action = new ProcessWait();
  action.forward = true;
  action.from = 'detach';
  out.add(action);
}

/** `joins`: by a process in between; null: there is none. `cgroup`: the v2 cgroup to be made in; null: none. */
export function planSpawn(
  namespaces: string[],
  joins: string[] | null,
  userFirst: bool,
  cgroup: CgroupPath | null,
  child: ByteBuffer,
  out: ActionList,
  /** By a process in between, of the container that is open; null: none. */
  enters: string[] | null = null,
  mayFollow: bool = false,
): void {
  const action = new ProcessSpawn();
  if (mayFollow && cgroup !== null) action.cgroupOtherwise = 'first';
  action.enters = enters;
  action.namespaces = namespaces;
  action.joins = joins;
  if (userFirst) action.setUserFirst(true);
  action.cgroup = cgroup;
  action.child = child;
  action.from = '/linux/namespaces';
  out.add(action);
}
