// The container's view of its cgroups: a mount of type `cgroup`, on a v2 host `cgroup2` too (config.md#mounts,
// cgroups(7)).
//
// v1: a tmpfs with one mount a hierarchy, of the hierarchy itself inside a cgroup namespace, else a
// bind of the container's own part; and links for controllers that share one. v2: one mount, or a
// bind of the container's own part. What peers show is shown: hybrid hosts get the v1 side only.

import { MountBind, MountFs, SymlinkCreate } from '../../../generated/assembly/actions';
import { ActionList, Plan } from '../actions';
import { MOUNT_CGROUP } from '../codes';
import { attributeNames, MountOptions, RO } from '../mount-options';
import { baseName, joinPath } from '../paths';
import { Cgroup } from './cgroup';
import { CgroupLayout } from './layout';

@final
export class CgroupMount {
  /** Those of the container, or where it is. */
  shown: Cgroup[] = [];

  constructor(
    public from: string,
    public target: string,
    public options: MountOptions,
    public hasNamespace: bool,
    /** A user namespace without a cgroup namespace: always read-only, CVE-2023-25809. */
    public isForcedReadonly: bool,
  ) {}

  get attributes(): u32 {
    const set = this.options.set | this.options.recursiveSet;
    return this.isForcedReadonly ? set | RO : set;
  }
}

export function planCgroupMount(mount: CgroupMount, layout: CgroupLayout, out: Plan): void {
  if (mount.hasNamespace && layout.isUnifiedHost) {
    planUnified(mount, out.child); // also for a container in its caller's cgroup
  } else if (mount.shown.length == 0) {
    out.refuse(MOUNT_CGROUP, mount.from, 'there are no cgroups here that could be mounted');
  } else if (layout.isUnifiedHost) {
    planPart(mount, mount.shown[0], mount.target, out.child);
  } else {
    planHierarchies(mount, out.child);
  }
}

function planUnified(mount: CgroupMount, out: ActionList): void {
  const action = new MountFs();
  action.type = 'cgroup2';
  action.source = 'cgroup';
  action.target = mount.target;
  action.attributes = attributeNames(mount.attributes);
  if (mount.options.data.length > 0) action.data = mount.options.data;
  action.setPlain(true);
  finish(action, mount);
  out.add(action);
}

function planHierarchies(mount: CgroupMount, out: ActionList): void {
  const tmpfs = new MountFs();
  tmpfs.type = 'tmpfs';
  tmpfs.source = 'cgroup';
  tmpfs.target = mount.target;
  // As with the peers the directory of hierarchies stays writable; they themselves do not.
  tmpfs.attributes = attributeNames(mount.attributes & ~RO);
  tmpfs.data = ['mode=755', 'size=1024k'];
  tmpfs.setPlain(true);
  finish(tmpfs, mount);
  out.add(tmpfs);
  for (let i = 0; i < mount.shown.length; i++) {
    const cgroup = mount.shown[i];
    if (cgroup.isUnified) continue;
    const target = mount.target + '/' + baseName(cgroup.mount);
    if (mount.hasNamespace) planHierarchy(mount, cgroup, target, out);
    else planPart(mount, cgroup, target, out);
    planLinks(mount, cgroup, out);
  }
}

function planHierarchy(mount: CgroupMount, cgroup: Cgroup, target: string, out: ActionList): void {
  const action = new MountFs();
  action.type = 'cgroup';
  action.source = 'cgroup';
  action.target = target;
  action.attributes = attributeNames(mount.attributes);
  action.data = cgroup.name == '' ? cgroup.controllers : ['none', 'name=' + cgroup.name];
  action.from = mount.from;
  out.add(action);
}

/** The container's own part of a hierarchy. */
function planPart(mount: CgroupMount, cgroup: Cgroup, target: string, out: ActionList): void {
  const action = new MountBind();
  action.source = joinPath(cgroup.mount, cgroup.path);
  action.target = target;
  action.setRecursive(true);
  // Whatever may be mounted below, none of it is writable either.
  action.recursiveSet = attributeNames(mount.attributes);
  action.from = mount.from;
  out.add(action);
}

function planLinks(mount: CgroupMount, cgroup: Cgroup, out: ActionList): void {
  const directory = baseName(cgroup.mount);
  for (let i = 0; i < cgroup.controllers.length; i++) {
    if (cgroup.controllers[i] == directory) continue;
    const action = new SymlinkCreate();
    action.path = mount.target + '/' + cgroup.controllers[i];
    action.target = directory;
    action.from = mount.from;
    out.add(action);
  }
}

function finish(action: MountFs, mount: CgroupMount): void {
  action.propagation = mount.options.propagation;
  if (mount.options.propagationRecursive) action.setPropagationRecursive(true);
  action.from = mount.from;
}
