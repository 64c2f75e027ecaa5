// Which namespaces are made, which are joined, by whom and in which order (config-linux.md#namespaces,
// namespaces(7)). The spawned process is cloned into its new ones, except cgroup (made once it sits
// in its cgroup, so that this becomes the root) and time (made by the parent for its next child).

import {
  NamespaceJoin,
  NamespaceOpen,
  NamespaceUnshare,
  TimeOffset,
} from '../../generated/assembly/actions';
import { LinuxNamespace, LinuxTimeOffset, LinuxTimeOffsets } from '../../generated/assembly/config';
import { ActionList } from './actions';

export const CGROUP: i32 = 0;
export const IPC: i32 = 1;
export const MOUNT: i32 = 2;
export const NETWORK: i32 = 3;
export const PID: i32 = 4;
export const TIME: i32 = 5;
export const USER: i32 = 6;
export const UTS: i32 = 7;

export const NAMESPACE_NAMES: StaticArray<string> = [
  'cgroup',
  'ipc',
  'mount',
  'network',
  'pid',
  'time',
  'user',
  'uts',
];

@final
export class Namespaces {
  /** Bit sets over the constants above. */
  created: u32 = 0;
  joined: u32 = 0;
  paths: StaticArray<string> = ['', '', '', '', '', '', '', ''];
  /** Place in /linux/namespaces; -1: not listed. */
  index: StaticArray<i32> = [-1, -1, -1, -1, -1, -1, -1, -1];

  isNew(type: i32): bool {
    return (this.created & (1 << type)) != 0;
  }

  isJoined(type: i32): bool {
    return (this.joined & (1 << type)) != 0;
  }

  /** New or joined: not the caller's own. */
  isOwn(type: i32): bool {
    return ((this.created | this.joined) & (1 << type)) != 0;
  }

  /** Whether the process is cloned into it; else it joins, when it has its first turn. */
  isInsideAtOnce(type: i32): bool {
    return this.isNew(type) || (this.isJoined(type) && isBetween(this));
  }

  /** JSON pointer of the entry. */
  from(type: i32): string {
    return `/linux/namespaces/${this.index[type]}`;
  }
}

export function readNamespaces(list: LinuxNamespace[] | null): Namespaces {
  const result = new Namespaces();
  if (list === null) return result;
  for (let i = 0; i < list.length; i++) {
    const type = NAMESPACE_NAMES.indexOf(list[i].type);
    if (type < 0 || result.index[type] >= 0) continue; // validation has refused these
    result.index[type] = i;
    const path = list[i].path;
    if (path === null || path == '') {
      result.created |= 1 << type;
    } else {
      result.joined |= 1 << type;
      result.paths[type] = path;
    }
  }
  return result;
}

/**
 * Whether the process is cloned where the namespaces are joined: with a user namespace in play the
 * others are made, or joined, on the right side of it.
 */
function isBetween(namespaces: Namespaces): bool {
  return namespaces.isJoined(USER) || (namespaces.isNew(USER) && namespaces.joined != 0);
}

/** What a process in between joins. */
export function joinedBetween(namespaces: Namespaces): string[] | null {
  return isBetween(namespaces) ? namesOf(namespaces.joined) : null;
}

export function planOpenNamespaces(namespaces: Namespaces, out: ActionList): void {
  for (let type = 0; type < NAMESPACE_NAMES.length; type++) {
    if (!namespaces.isJoined(type)) continue;
    const open = new NamespaceOpen();
    open.type = NAMESPACE_NAMES[type];
    open.path = namespaces.paths[type];
    open.from = namespaces.from(type);
    out.add(open);
  }
}

/** The parent's part before it spawns: open what will be joined, and go where only it can go. */
export function planParentNamespaces(namespaces: Namespaces, out: ActionList): void {
  planOpenNamespaces(namespaces, out);
  // setns(2) into pid and time namespaces takes effect for the next child only.
  if (!isBetween(namespaces)) {
    if (namespaces.isJoined(PID)) join(namespaces, PID, out);
    if (namespaces.isJoined(TIME)) join(namespaces, TIME, out);
  }
  if (namespaces.isNew(TIME)) unshare(namespaces, 1 << TIME, out);
}

/** time_namespaces(7): offsets can be written until the namespace has its first process. */
export function planTimeOffsets(offsets: LinuxTimeOffsets | null, out: ActionList): void {
  if (offsets === null) return;
  planTimeOffset('monotonic', offsets.monotonic, out);
  planTimeOffset('boottime', offsets.boottime, out);
}

function planTimeOffset(clock: string, offset: LinuxTimeOffset | null, out: ActionList): void {
  if (offset === null) return;
  const action = new TimeOffset();
  action.clock = clock;
  action.seconds = offset.secs;
  action.nanoseconds = offset.nanosecs;
  action.from = `/linux/timeOffsets/${clock}`;
  out.add(action);
}

/** The set that the spawned process is cloned into. */
export function spawnedNamespaces(namespaces: Namespaces): string[] {
  return namesOf(namespaces.created & ~((1 << CGROUP) | (1 << TIME)));
}

/** The child's part. */
export function planChildNamespaces(namespaces: Namespaces, out: ActionList): void {
  if (isBetween(namespaces)) return;
  for (let type = 0; type < NAMESPACE_NAMES.length; type++) {
    if (type == PID || type == TIME || type == CGROUP) continue;
    if (namespaces.isJoined(type)) join(namespaces, type, out);
  }
  if (namespaces.isJoined(CGROUP)) join(namespaces, CGROUP, out);
}

/** After the process sits in its cgroup. */
export function planCgroupNamespace(namespaces: Namespaces, out: ActionList): void {
  if (namespaces.isNew(CGROUP)) unshare(namespaces, 1 << CGROUP, out);
}

function join(namespaces: Namespaces, type: i32, out: ActionList): void {
  const action = new NamespaceJoin();
  action.type = NAMESPACE_NAMES[type];
  action.from = namespaces.from(type);
  out.add(action);
}

function unshare(namespaces: Namespaces, types: u32, out: ActionList): void {
  const action = new NamespaceUnshare();
  action.types = namesOf(types);
  action.from = action.types.length == 1 ? namespaces.from(ctz(types)) : '/linux/namespaces';
  out.add(action);
}

function namesOf(types: u32): string[] {
  const names: string[] = [];
  for (let type = 0; type < NAMESPACE_NAMES.length; type++) {
    if (types & (1 << type)) names.push(NAMESPACE_NAMES[type]);
  }
  return names;
}
