// What `checkpoint` does: criu writes the container's processes to files. Unless they are to run on,
// they are gone then, and the rest of the container goes as with `delete`.

import { CriuDump, ProcessIdentity } from '../../generated/assembly/actions';
import { ActionList } from './actions';
import { Cgroup } from './cgroup/cgroup';
import { CriuOptions, criuMounts } from './criu';
import { criuHierarchies } from './criu-hierarchies';
import { NAMESPACE_NAMES, NETWORK, PID } from './namespaces';
import { Container } from './read';

@final
export class DumpOptions {
  leaveRunning: bool = false;
  preDump: bool = false;
  /** Relative to the directory of the images; null: none. */
  parent: string | null = null;
  /** Null: the container has no cgroup that stops it. */
  freezer: Cgroup | null = null;
  isFrozen: bool = false;
}

export function planDump(
  c: Container,
  cgroups: Cgroup[],
  process: ProcessIdentity,
  criu: CriuOptions,
  dump: DumpOptions,
  out: ActionList,
): void {
  const action = new CriuDump();
  action.program = criu.program;
  action.images = criu.images;
  action.work = criu.work;
  action.rootfs = c.rootfs;
  action.process = process;
  if (criu.flags.length > 0) action.flags = criu.flags;
  action.cgroupMode = criu.cgroupMode;
  action.networkLock = criu.networkLock;
  action.emptyNamespaces = criu.emptyNamespaces;
  action.config = criu.config;
  action.external = externalNamespaces(c);
  const mounts = criuMounts(c, cgroups);
  // Where they come from is known when they are restored.
  for (let i = 0; i < mounts.length; i++) mounts[i].source = null;
  if (mounts.length > 0) action.mounts = mounts;
  const hierarchies = criuHierarchies(c.facts.cgroups!);
  if (hierarchies !== null) {
    action.hierarchies = hierarchies;
    action.stage = c.settings.root + '/' + c.settings.id;
  }
  const freezer = dump.freezer;
  if (freezer !== null) {
    action.freezer = freezer.asPath();
    if (dump.isFrozen) action.setFrozen(true);
  }
  if (dump.leaveRunning) action.setLeaveRunning(true);
  if (dump.preDump) action.setPreDump(true);
  action.parent = dump.parent;
  if (dump.preDump || dump.parent !== null) action.setTrackMemory(true);
  action.from = 'imagePath';
  out.add(action);
}

function externalNamespaces(c: Container): string[] | null {
  const types: string[] = [];
  if (c.namespaces.isJoined(NETWORK)) types.push(NAMESPACE_NAMES[NETWORK]);
  if (c.namespaces.isJoined(PID)) types.push(NAMESPACE_NAMES[PID]);
  return types.length > 0 ? types : null;
}
