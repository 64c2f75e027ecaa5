// The end of a container's cgroups: what still runs in them, then they themselves.

import {
  CgroupFreeze,
  CgroupKill,
  CgroupRemove,
  FailureThen,
} from '../../../generated/assembly/actions';
import { ActionList } from '../actions';
import { Cgroup } from './cgroup';

const FREEZER: string = 'freezer';

/** Kills what the container left behind. All of a container's processes are in each of its cgroups,
 * unless it was let to move them: so each is asked where `thorough`, else one. */
export function planKillAll(
  cgroups: Cgroup[],
  thorough: bool,
  from: string,
  out: ActionList,
): void {
  const main = mainCgroup(cgroups);
  const freezer = findFreezer(cgroups);
  for (let i = 0; i < cgroups.length; i++) {
    const cgroup = cgroups[i];
    if (!thorough && cgroup !== main) continue;
    const action = new CgroupKill();
    action.mount = cgroup.mount;
    action.path = cgroup.path;
    action.method = cgroup.isUnified ? 'kill' : 'signal';
    if (cgroup === freezer) action.freezer = cgroup.asPath();
    action.from = from;
    out.add(action);
  }
}

/** When what follows fails. A container without a pid namespace has processes that do not end with its first one. */
export function planEndOfAll(cgroups: Cgroup[], from: string, out: ActionList): void {
  if (cgroups.length == 0) return;
  const kill = new ActionList();
  planKillAll(cgroups, true, from, kill);
  const action = new FailureThen();
  action.actions = kill.items;
  action.from = from;
  out.add(action);
}

/** v2's can be killed at once; v1's freezer is the only one that can be stopped meanwhile. */
export function mainCgroup(cgroups: Cgroup[]): Cgroup | null {
  for (let i = 0; i < cgroups.length; i++) if (cgroups[i].isUnified) return cgroups[i];
  const freezer = findFreezer(cgroups);
  if (freezer !== null) return freezer;
  return cgroups.length > 0 ? cgroups[0] : null;
}

export function findFreezer(cgroups: Cgroup[]): Cgroup | null {
  for (let i = 0; i < cgroups.length; i++) {
    if (cgroups[i].controllers.includes(FREEZER)) return cgroups[i];
  }
  return null;
}

/** What stops the container; null: nothing does. */
export function freezerOf(cgroups: Cgroup[]): Cgroup | null {
  const v1 = findFreezer(cgroups);
  if (v1 !== null) return v1;
  for (let i = 0; i < cgroups.length; i++) if (cgroups[i].isUnified) return cgroups[i];
  return null;
}

export function planFreeze(freezer: Cgroup, isFrozen: bool, from: string, out: ActionList): void {
  const action = new CgroupFreeze();
  action.mount = freezer.mount;
  action.path = freezer.path;
  action.state = isFrozen ? 'frozen' : 'thawed';
  action.version = freezer.isUnified ? 'v2' : 'v1';
  action.from = from;
  out.add(action);
}

/** `parents`: how many ancestors of each the container made; null: only the helper knows. */
export function planRemoveAll(
  cgroups: Cgroup[],
  parents: i32[] | null,
  from: string,
  out: ActionList,
): void {
  for (let i = cgroups.length - 1; i >= 0; i--) {
    const action = new CgroupRemove();
    action.mount = cgroups[i].mount;
    action.path = cgroups[i].path;
    if (parents !== null && parents[i] > 0) action.setParents(parents[i]);
    action.from = from;
    out.add(action);
  }
}
