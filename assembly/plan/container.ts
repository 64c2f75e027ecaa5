// The order of sections for `create` and `run`, and nothing else: what one section must know of
// another is handed over here. Parent and child share one turn, so read in the order of its calls
// this is the order of execution.

import { CgroupPath } from '../../generated/assembly/actions';
import { ActionList, Plan } from './actions';
import { planWholeAffinity } from './affinity';
import { annotation, PIDFD_RECEIVER } from './annotations';
import { planIdentity, planOuterRlimits, planProgram, planSetupUser } from './become';
import { planEndOfAll } from './cgroup/end';
import { planCgroupJoins, planCgroups, planResources } from './cgroup/layout';
import { planDelegated, planDelegation } from './cgroup/leaf';
import { planCgroupMount } from './cgroup/mounts';
import { planDefaultDevices, planDevices } from './devices';
import { planEnd } from './end';
import { planContainerHooks, planDeferredHooks, planRuntimeHooks, SPAWNED } from './hooks';
import { planOom, planScheduling } from './identity';
import { planIdmaps } from './idmaps';
import { keyringLabel } from './labels';
import { planMount, planReadonlyLater } from './mounts';
import {
  joinedBetween,
  NETWORK,
  PID,
  planCgroupNamespace,
  planChildNamespaces,
  planParentNamespaces,
  planTimeOffsets,
  spawnedNamespaces,
  USER,
} from './namespaces';
import { planNetDevices } from './netdevices';
import { planNotifyCreate, planNotifyListen, planNotifyWait } from './notify';
import {
  planKeyring,
  planLoopback,
  planNames,
  planPidfdReceiver,
  planSession,
  planSpawn,
  planSync,
  planSysctls,
  planWait,
} from './process';
import { Container } from './read';
import { planResctrl, planResctrlJoin } from './resctrl';
import {
  planIsolation,
  planMaskedPaths,
  planPivot,
  planReadonlyPaths,
  planReadonlyRoot,
  planRoot,
  planRootOpen,
  planRootPropagation,
  planWorkingDirectory,
} from './root';
import { planListener, SeccompPlan } from './seccomp';
import { planCommit, planFifoCreate, planFifoWait, planRemove, planReserve } from './state';
import { planScope, Scope } from './systemd/scope';
import { planConsole, planTerminal, planTerminalRaw, planTerminalWay } from './terminal';

const MEANWHILE_BYTES: i32 = 256;

export function planContainer(c: Container, seccomp: SeccompPlan, out: Plan): void {
  planBefore(c, out);
  planOwnNamespaces(c, out);
  planFiles(c, seccomp, out);
  planRootChange(c, out.child);
  planIdentity(c, c.linux.memoryPolicy, seccomp, out);
  planReady(c, out);
  planStart(c, out.child);
  planProgram(c, seccomp, out.child);
  if (!c.settings.waitsForStart) planAfter(c, out.after);
  planProcess(c, out);
}

/** The last of what comes before: the process, with all that it will do. */
function planProcess(c: Container, out: Plan): void {
  const unified = c.joined.unified;
  let cgroup: CgroupPath | null = null;
  if (unified !== null) cgroup = unified.asPath();
  const namespaces = c.namespaces;
  planSpawn(
    spawnedNamespaces(namespaces),
    joinedBetween(namespaces),
    // Root has every right until it joins a user namespace; anybody else has none before.
    namespaces.isJoined(USER) && !c.isRoot,
    cgroup,
    out.child.items,
    out.before,
  );
}

/** The helper, before there is a process. */
function planBefore(c: Container, out: Plan): void {
  planReserve(c.settings.root, c.settings.id, out.before);
  if (c.record.fifo) planFifoCreate(out.before);
  const notify = c.settings.notify;
  if (notify !== null) {
    planNotifyCreate(out.before);
    if (!c.settings.waitsForStart) planNotifyListen(notify, out.before);
  }
  planTerminalWay(c.process, c.settings, out.before);
  planDeferredHooks(c.hooks.poststop, c.state, out.before);
  planCgroups(c.joined, c.resources, c.doc, out.before);
  if (c.scope === null) planLimits(c, out);
  planResctrl(c.linux.intelRdt, c.resctrl, out.before);
  planParentNamespaces(c.namespaces, out.before);
  planTimeOffsets(c.linux.timeOffsets, out.before);
}

/** What the container's cgroups hold, and whose they are. */
export function planLimits(c: Container, out: Plan): void {
  if (c.layout.cgroups.length == 0) return;
  planResources(c.layout, c.resources, c.doc, c.isConfined, out);
  if (c.isDelegated && c.layout.delegated === null) {
    planDelegation(c.layout, c.hostUid, c.hostGid, out.before);
  }
}

/** The unit around the process; systemd writes into its cgroups, so what they hold comes after it. */
export function planUnit(c: Container, scope: Scope, out: Plan): void {
  planScope(scope, c.layout, c.resources, c.doc, c.spec.annotations, out);
  const limits = new Plan(c.doc, out.problems, out.isStrict);
  planLimits(c, limits);
  out.after.addAll(limits.before);
}

/** The process is cloned; the helper gives it ids, it takes its places. */
function planOwnNamespaces(c: Container, out: Plan): void {
  const child = out.child;
  const scope = c.scope;
  if (scope !== null) planUnit(c, scope, out);
  if (c.namespaces.isNew(USER)) planIdmaps(c.uidMap, c.gidMap, c.isRoot, out.after);
  planOom(c.process, out.after);
  planResctrlJoin(c.resctrl, out.after);
  if (c.namespaces.isInsideAtOnce(NETWORK)) planDevicesOfNetwork(c, out.after, out);
  planSync('namespaces', out.after);
  planSetupUser(c, child);
  planSession(child);
  if (!c.settings.noNewKeyring) {
    const label = keyringLabel(c.process.selinuxLabel, c.facts.security!);
    planKeyring(c.settings.id, label, child);
  }
  planCgroupJoins(c.joined, child);
  planWholeAffinity(child);
  planChildNamespaces(c.namespaces, child);
  planCgroupNamespace(c.namespaces, child);
  if (c.namespaces.isNew(NETWORK)) planLoopback(c.namespaces.from(NETWORK), child);
  planNames(c.spec.hostname, c.spec.domainname, child);
  planSysctls(c.doc, c.linux.sysctl, child);
}

/** As early as there is a place for them: sysctls may be about them. */
function planDevicesOfNetwork(c: Container, after: ActionList, out: Plan): void {
  planNetDevices(c.doc, c.linux.netDevices, c.namespaces.isOwn(NETWORK), after, out);
}

/** The process puts its root together; hooks of the host's side may add to it. */
function planFiles(c: Container, seccomp: SeccompPlan, out: Plan): void {
  const child = out.child;
  if (c.hasMountNamespace) {
    planIsolation(c.receivesMounts, c.isolationFrom, child);
    planRoot(c.rootfs, c.mountSettings, out);
  } else {
    planRootOpen(c.rootfs, child);
  }
  for (let i = 0; i < c.mounts.length; i++) {
    const mount = c.mounts[i];
    if (mount.showsCgroups) planCgroupMount(c.cgroupMount(mount), c.layout, out);
    else planMount(mount, c.mountSettings, out);
  }
  // Without mounts there are the image's own devices, unless nodes can be made.
  if (c.ownsDev && (c.hasMountNamespace || !c.isConfined)) {
    planDefaultDevices(c.devFrom, c.linux.devices, c.isConfined, child);
  }
  planDevices(c.linux.devices, c.isConfined, child);
  planMeanwhile(c, seccomp, out);
}

/** What the helper does once the root is put together: mostly nothing, and then nobody waits for it. */
function planMeanwhile(c: Container, seccomp: SeccompPlan, out: Plan): void {
  const after = new ActionList(MEANWHILE_BYTES);
  planDelegated(c.layout, after);
  if (c.layout.delegated !== null && c.isDelegated) {
    planDelegation(c.layout, c.hostUid, c.hostGid, after);
  }
  planScheduling(c.process, after);
  if (!c.namespaces.isInsideAtOnce(NETWORK)) planDevicesOfNetwork(c, after, out);
  planRuntimeHooks('prestart', 'creating', c.hooks.prestart, c.state, SPAWNED, after);
  planRuntimeHooks('createRuntime', 'creating', c.hooks.createRuntime, c.state, SPAWNED, after);
  planListener(seccomp, c.state, 'creating', after);
  const receiver = annotation(c.doc, c.spec.annotations, PIDFD_RECEIVER);
  planPidfdReceiver(receiver, '/annotations/' + PIDFD_RECEIVER, after);
  planPidfdReceiver(c.settings.pidfdSocket, 'pidfdSocket', after);
  if (after.length == 0) return;
  planSync('mounts', out.child);
  out.after.addAll(after);
  planSync('hooks', out.after);
}

/** The process closes its root and goes into it. */
function planRootChange(c: Container, child: ActionList): void {
  planMaskedPaths(c.linux.maskedPaths, child);
  planReadonlyPaths(c.linux.readonlyPaths, child);
  planContainerHooks('createContainer', 'creating', c.hooks.createContainer, c.state, child);
  planPivot(c.settings.noPivot, !c.hasMountNamespace, child);
  planTerminal(c.process, c.user.uid, child);
  // Without a mount namespace it would be the host's.
  if (c.hasMountNamespace) planConsole(c.process, child);
  planWorkingDirectory(c.process.cwd, child);
  planReadonlyLater(c.mounts, child);
  planReadonlyRoot(c.spec.root!.readonly, child);
  planRootPropagation(c.linux.rootfsPropagation, child);
}

/** The helper makes the container known. */
function planReady(c: Container, out: Plan): void {
  planOuterRlimits(c, out);
  planCommit(c.record, c.settings.pidFile, out.after);
  planTerminalRaw(c.process, c.settings, out.after);
  planSync('start', out.after);
}

/** The process waits for its start. */
function planStart(c: Container, child: ActionList): void {
  if (c.settings.waitsForStart) planFifoWait(child);
  planContainerHooks('startContainer', 'created', c.hooks.startContainer, c.state, child);
}

/** `run`: the program runs. */
function planAfter(c: Container, after: ActionList): void {
  // With a pid namespace of its own all of them end with the first.
  if (!c.namespaces.isNew(PID)) planEndOfAll(c.layout.cgroups, '/linux/namespaces', after);
  if (c.settings.notify !== null && c.settings.detach) planNotifyWait(null, after);
  planRuntimeHooks('poststart', 'running', c.hooks.poststart, c.state, SPAWNED, after);
  if (!c.settings.detach) planForeground(c, after);
}

/** The helper stays until the container ends, and cleans up. */
export function planForeground(c: Container, after: ActionList): void {
  planWait(after);
  if (c.settings.keep) return;
  planEnd(c.record, c.layout.cgroups, null, false, 'keep', after);
  planRemove(c.settings.root, c.settings.id, c.settings.keepRecord, after, c.settings.redact);
}
