// The order of what `exec` does: one more process for a container that runs. It goes where the
// container's own process is, all at once through a descriptor of that very process, and becomes its
// user there. No file of the container is looked at from outside.

import {
  CgroupJoin,
  CgroupOpen,
  CgroupPath,
  ContainerEnter,
  ContainerOpen,
  ContainerRoot,
  CwdEnter,
  PidfileWrite,
  ProcessIdentity,
} from '../../generated/assembly/actions';
import { Facts } from '../../generated/assembly/facts';
import { ActionList, Plan } from './actions';
import { planFinalAffinity, planInitialAffinity } from './affinity';
import { planIdentity, planOuterRlimits, planProgram, planSetupUser } from './become';
import { Cgroup } from './cgroup/cgroup';
import { planOom, planScheduling } from './identity';
import { NAMESPACE_NAMES, Namespaces, PID, TIME } from './namespaces';
import { cleanPath } from './paths';
import { planPidfdReceiver, planSession, planSpawn, planSync, planWait } from './process';
import { Container } from './read';
import { planPivot, planRootOpen } from './root';
import { planListener, SeccompPlan } from './seccomp';
import { planLock } from './state';
import { planTerminal, planTerminalRaw, planTerminalWay } from './terminal';

const NAMESPACES: string = '/linux/namespaces';
/** setns(2) into these takes effect for the next child only. */
const FOR_CHILDREN: u32 = (1 << PID) | (1 << TIME);

/** `c` is the container as it was made, but for its process; `cgroups` are those on record. */
export function planEntry(
  c: Container,
  cgroups: Cgroup[],
  first: ProcessIdentity,
  digest: string | null,
  seccomp: SeccompPlan,
  /** Where the container's process is by now will do, when they are not what they were. */
  mayFollow: bool,
  out: Plan,
): void {
  const before = out.before;
  const child = out.child;
  const process = c.process;
  planLock(c.settings.root, c.settings.id, digest, c.settings.redact, before);
  planTerminalWay(process, c.settings, before);
  planOpen(first, before);
  let unified: CgroupPath | null = null;
  for (let i = 0; i < cgroups.length; i++) {
    if (cgroups[i].isUnified) unified = cgroups[i].asPath();
    else planCgroupOpen(cgroups[i], mayFollow ? hierarchyOf(cgroups[i], c.facts) : null, before);
  }
  // Anybody but root has rights over the container's namespaces only within its user namespace.
  const isInside = !c.isRoot;
  if (!isInside) planEnter(c.namespaces, FOR_CHILDREN, before);
  if (!c.hasMountNamespace) planContainerRoot(first, before);
  planInitialAffinity(process, before);
  // Without root's rights nobody can write it of a process inside: it keeps its caller's.
  if (!isInside) planOom(process, out.after);
  planListener(seccomp, c.state, 'running', out.after);
  planSync('namespaces', out.after);
  planSession(child);
  for (let i = 0; i < cgroups.length; i++) {
    if (!cgroups[i].isUnified) planCgroupJoin(cgroups[i], child);
  }
  planFinalAffinity(process, child);
  if (!isInside) planEnter(c.namespaces, ~FOR_CHILDREN, child);
  else if (c.hasMountNamespace) planRootOpen('/', child);
  if (!c.hasMountNamespace) planPivot(false, true, child);
  planSetupUser(c, child);
  planTerminal(process, c.user.uid, child);
  planDirectory(process.cwd, child);
  planIdentity(c, null, seccomp, out);
  planScheduling(process, out.after);
  planOuterRlimits(c, out);
  planPidFile(c.settings.pidFile, out.after);
  planPidfdReceiver(c.settings.pidfdSocket, 'pidfdSocket', out.after);
  planTerminalRaw(process, c.settings, out.after);
  planSync('start', out.after);
  planProgram(c, seccomp, child);
  // The lock is given back while the process runs.
  if (!c.settings.detach) planWait(out.after);
  const enters = isInside ? namesOfOwn(c.namespaces, ~0) : null;
  planSpawn([], null, false, unified, child.items, before, enters, mayFollow);
}

/** The container's process, by what is known of it: not another one of its number. */
export function planOpen(first: ProcessIdentity, out: ActionList): void {
  const action = new ContainerOpen();
  action.process = first;
  action.from = 'id';
  out.add(action);
}

function planEnter(namespaces: Namespaces, wanted: u32, out: ActionList): void {
  const types = namesOfOwn(namespaces, wanted);
  if (types.length == 0) return;
  const action = new ContainerEnter();
  action.types = types;
  action.from = NAMESPACES;
  out.add(action);
}

function namesOfOwn(namespaces: Namespaces, wanted: u32): string[] {
  const types: string[] = [];
  for (let type = 0; type < NAMESPACE_NAMES.length; type++) {
    if (namespaces.isOwn(type) && (wanted & (1 << type)) != 0) types.push(NAMESPACE_NAMES[type]);
  }
  return types;
}

/** In the host's mount namespace the container is only where its root is. */
function planContainerRoot(first: ProcessIdentity, out: ActionList): void {
  const action = new ContainerRoot();
  action.process = first;
  action.from = NAMESPACES;
  out.add(action);
}

/** As the kernel names it in /proc/PID/cgroup; null: nobody knows. */
function hierarchyOf(cgroup: Cgroup, facts: Facts): string | null {
  if (cgroup.controllers.length > 0) return cgroup.controllers[0];
  const hierarchies = facts.cgroups!.hierarchies;
  for (let i = 0; i < hierarchies.length; i++) {
    if (hierarchies[i].mount == cgroup.mount) return 'name=' + hierarchies[i].name;
  }
  return null;
}

/** `controller`: null, it must be there. */
function planCgroupOpen(cgroup: Cgroup, controller: string | null, out: ActionList): void {
  const action = new CgroupOpen();
  action.controller = controller;
  action.mount = cgroup.mount;
  action.path = cgroup.path;
  action.join = 'tasks';
  action.from = 'cgroup';
  out.add(action);
}

function planCgroupJoin(cgroup: Cgroup, out: ActionList): void {
  const action = new CgroupJoin();
  action.mount = cgroup.mount;
  action.path = cgroup.path;
  action.from = 'cgroup';
  out.add(action);
}

/** Unlike create's, it is not made where it is missing. */
function planDirectory(cwd: string, out: ActionList): void {
  const action = new CwdEnter();
  action.path = cleanPath(cwd);
  action.from = '/process/cwd';
  out.add(action);
}

function planPidFile(path: string | null, out: ActionList): void {
  if (path === null) return;
  const action = new PidfileWrite();
  action.path = path;
  action.from = 'pidFile';
  out.add(action);
}
