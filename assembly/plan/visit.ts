// What `mounts` does in a container that lives: one process goes there, makes the mounts or takes them
// off, and ends. What is bound is cloned before, where the host's paths are seen: by the helper, or, for a
// caller who may do that only in the container's user namespace, by that process on its way.

import {
  ContainerEnter,
  MountRemove,
  NamespaceUnshare,
  ProcessIdentity,
  ProcessVisit,
} from '../../generated/assembly/actions';
import { ActionList, Plan } from './actions';
import { planSetupUser } from './become';
import { MOUNT_CGROUP, MOUNT_LIVE } from './codes';
import { planOpen } from './entry';
import { MountPlan } from './mount-read';
import { planMount, planReadonlyLater } from './mounts';
import { IPC, MOUNT, NAMESPACE_NAMES, NETWORK, PID, USER } from './namespaces';
import { Container } from './read';
import { planRootOpen } from './root';
import { planLock } from './state';

const LIMIT: i32 = 256; // of the helper's notes of what it has mounted
const NAMESPACES: string = '/linux/namespaces';

/** In the order of the list: `out` is about the document that it stands in. */
export function planMountsAdded(c: Container, mounts: MountPlan[], out: Plan): void {
  if (mounts.length > LIMIT) {
    out.refuse(MOUNT_LIVE, '', `more than ${LIMIT} mounts at once`);
    return;
  }
  c.mountSettings.visits = true;
  for (let i = 0; i < mounts.length; i++) {
    if (isPossible(c, mounts[i], out)) planMount(mounts[i], c.mountSettings, out);
  }
  planReadonlyLater(mounts, out.child);
}

export function planMountsRemoved(mounts: MountPlan[], out: Plan): void {
  for (let i = 0; i < mounts.length; i++) {
    const mount = mounts[i];
    if (mount.target == '/') refuseRoot(mount, out);
    const action = new MountRemove();
    action.target = mount.target;
    if (mount.options.targetNofollow) action.setNofollow(true);
    action.from = mount.from;
    out.child.add(action);
  }
}

/** What is possible while a container is made, and not afterwards. */
function isPossible(c: Container, mount: MountPlan, out: Plan): bool {
  if (mount.target == '/') {
    refuseRoot(mount, out);
  } else if (mount.options.remount) {
    const text = 'remount changes a mount: expected one that is to be made';
    out.refuse(MOUNT_LIVE, mount.from + '/options', text);
  } else if (mount.isCgroup) {
    const text = 'cgroups can be mounted only when the container is created';
    out.refuse(MOUNT_CGROUP, mount.from + '/type', text);
  } else if (mount.options.propagation == 'shared' && !c.mountSettings.sharesMounts) {
    // A clone of what the host shares would share with it.
    const text =
      'shared would let the container mount on the host: that needs rootfsPropagation rshared, and no user namespace';
    out.refuse(MOUNT_LIVE, mount.from + '/options', text);
  } else {
    return true;
  }
  return false;
}

function refuseRoot(mount: MountPlan, out: Plan): void {
  const text = 'the root of a container that lives stays as it is';
  out.refuse(MOUNT_LIVE, mount.from + '/destination', text);
}

/** `work`: what is to be done there; before it, sources to be opened. `first`: the container's process. */
export function planVisit(
  c: Container,
  first: ProcessIdentity,
  digest: string | null,
  mounts: MountPlan[],
  work: Plan,
): ActionList {
  const out = new ActionList();
  const child = new ActionList();
  planLock(c.settings.root, c.settings.id, digest, c.settings.redact, out);
  planOpen(first, out);
  const wanted = neededNamespaces(mounts);
  if (c.privileged) {
    out.addAll(work.before);
    planRootOpen('/', child);
    planSetupUser(c, child);
  } else {
    planSetupUser(c, child);
    planOwnMounts(child);
    child.addAll(work.before);
    planMountsEntry(child);
  }
  child.addAll(work.child);
  const action = new ProcessVisit();
  action.enters = namesOf(c, c.privileged ? wanted | (1 << MOUNT) : wanted);
  action.child = child.items;
  action.from = NAMESPACES;
  out.add(action);
  return out;
}

/** Some filesystems show what belongs to a namespace of who mounts them. */
function neededNamespaces(mounts: MountPlan[]): u32 {
  let needed: u32 = 1 << USER;
  for (let i = 0; i < mounts.length; i++) {
    if (mounts[i].options.bind) continue;
    const type = mounts[i].type;
    if (type == 'proc') needed |= 1 << PID;
    else if (type == 'sysfs') needed |= 1 << NETWORK;
    else if (type == 'mqueue') needed |= 1 << IPC;
  }
  return needed;
}

function namesOf(c: Container, wanted: u32): string[] {
  const names: string[] = [];
  for (let type = 0; type < NAMESPACE_NAMES.length; type++) {
    if ((wanted & (1 << type)) != 0 && c.namespaces.isOwn(type)) names.push(NAMESPACE_NAMES[type]);
  }
  return names;
}

/** A copy of the host's mounts, in which the container's root may clone. */
function planOwnMounts(out: ActionList): void {
  const action = new NamespaceUnshare();
  action.types = ['mount'];
  action.from = NAMESPACES;
  out.add(action);
}

function planMountsEntry(out: ActionList): void {
  const action = new ContainerEnter();
  action.types = ['mount'];
  action.from = NAMESPACES;
  out.add(action);
}
