// Who the container's process is and what it may use (config.md#process): ids, capabilities,
// no_new_privs, limits, scheduling, umask, personality.

import {
  BoundingDrop,
  CapabilitiesSet,
  CwdEnter,
  IoprioSet,
  NoNewPrivsSet,
  OomAdjust,
  PersonalitySet,
  RlimitSet,
  SchedulerSet,
  StdioOwn,
  UmaskSet,
  UserSet,
} from '../../generated/assembly/actions';
import {
  LinuxCapabilities,
  LinuxIOPriority,
  LinuxPersonality,
  POSIXRlimit,
  Process,
  Scheduler,
  User,
} from '../../generated/assembly/config';
import { capabilityNumber } from '../config/rules/process';
import { ActionList, Plan } from './actions';
import { capabilityNames } from './capabilities';
import { CAPABILITY_UNKNOWN, RLIMIT_ABOVE_KERNEL } from './codes';
import { cleanPath } from './paths';

const DEFAULT_UMASK: u64 = 0o022; // as crun and runc

@final
export class CapabilitySets {
  bounding: u64 = 0;
  effective: u64 = 0;
  inheritable: u64 = 0;
  permitted: u64 = 0;
  ambient: u64 = 0;
}

/** `last` is the kernel's newest capability. Without the block the process has none. */
export function readCapabilities(
  config: LinuxCapabilities | null,
  last: u64,
  out: Plan,
): CapabilitySets {
  const sets = new CapabilitySets();
  if (config === null) return sets;
  sets.bounding = readSet(config.bounding, 'bounding', last, out);
  sets.effective = readSet(config.effective, 'effective', last, out);
  sets.inheritable = readSet(config.inheritable, 'inheritable', last, out);
  sets.permitted = readSet(config.permitted, 'permitted', last, out);
  // capabilities(7): a capability is ambient only while it is permitted and inheritable too. Engines
  // ask for more, and get no more than this from any runtime.
  const ambient = readSet(config.ambient, 'ambient', last, out);
  sets.ambient = ambient & sets.permitted & sets.inheritable;
  return sets;
}

function readSet(names: string[] | null, member: string, last: u64, out: Plan): u64 {
  let set: u64 = 0;
  if (names === null) return set;
  for (let i = 0; i < names.length; i++) {
    const number = capabilityNumber(names[i]);
    if (number < 0) continue; // told by the validation
    if (<u64>number <= last) {
      set |= (<u64>1) << number;
    } else {
      const at = `/process/capabilities/${member}/${i}`;
      out.warn(CAPABILITY_UNKNOWN, at, `this kernel has no capability ${names[i]}: left out`);
    }
  }
  return set;
}

/** Set from outside, before the process goes on. */
export function planOom(process: Process, out: ActionList): void {
  if (!process.hasOomScoreAdj) return;
  const action = new OomAdjust();
  action.value = process.oomScoreAdj;
  action.from = '/process/oomScoreAdj';
  out.add(action);
}

/**
 * Set from outside once it is in its cgroups: with cgroup v1 real time is a share of a cgroup's
 * (cpu.rt_runtime_us), and nobody moves into one that has none.
 */
export function planScheduling(process: Process, out: ActionList): void {
  const scheduler = process.scheduler;
  if (scheduler !== null) planScheduler(scheduler, out);
  const priority = process.ioPriority;
  if (priority !== null) planIoPriority(priority, out);
}

function planScheduler(scheduler: Scheduler, out: ActionList): void {
  const action = new SchedulerSet();
  action.policy = scheduler.policy.substring('SCHED_'.length);
  if (scheduler.hasNice) action.setNice(scheduler.nice);
  if (scheduler.hasPriority) action.setPriority(scheduler.priority);
  const flags = scheduler.flags;
  if (flags !== null && flags.length > 0) {
    const names: string[] = [];
    for (let i = 0; i < flags.length; i++) {
      const name = flags[i].substring('SCHED_FLAG_'.length);
      if (!names.includes(name)) names.push(name);
    }
    action.flags = names;
  }
  if (scheduler.hasRuntime) action.setRuntime(scheduler.runtime);
  if (scheduler.hasDeadline) action.setDeadline(scheduler.deadline);
  if (scheduler.hasPeriod) action.setPeriod(scheduler.period);
  action.from = '/process/scheduler';
  out.add(action);
}

function planIoPriority(priority: LinuxIOPriority, out: ActionList): void {
  const action = new IoprioSet();
  action.class = priority.class.substring('IOPRIO_CLASS_'.length);
  action.priority = priority.priority;
  action.from = '/process/ioPriority';
  out.add(action);
}

/**
 * The process sets its own while it is root still, and no filter is in its way. In a user namespace it cannot raise any
 * (setrlimit(2)): the helper does.
 */
export function planRlimits(
  rlimits: POSIXRlimit[] | null,
  nrOpen: u64,
  out: Plan,
  list: ActionList,
): void {
  if (rlimits === null) return;
  for (let i = 0; i < rlimits.length; i++) {
    const rlimit = rlimits[i];
    const from = `/process/rlimits/${i}`;
    if (rlimit.type == 'RLIMIT_NOFILE' && rlimit.hard > nrOpen) {
      const problem = `RLIMIT_NOFILE hard ${rlimit.hard} is above the kernel's fs.nr_open ${nrOpen}`;
      out.refuse(RLIMIT_ABOVE_KERNEL, from, problem);
      continue;
    }
    const action = new RlimitSet();
    action.resource = rlimit.type.substring('RLIMIT_'.length);
    action.soft = rlimit.soft;
    action.hard = rlimit.hard;
    action.from = from;
    list.add(action);
  }
}

/** In a new user namespace the process is nobody until it becomes its root. */
export function planNamespaceRoot(uid: u64, gid: u64, dropsGroups: bool, out: ActionList): void {
  const action = new UserSet();
  action.uid = uid;
  action.gid = gid;
  if (dropsGroups) action.groups = [];
  action.from = '/linux/uidMappings';
  out.add(action);
}

export function planStdio(user: User, out: ActionList): void {
  const action = new StdioOwn();
  action.uid = user.uid;
  action.gid = user.gid;
  action.from = '/process/user';
  out.add(action);
}

export function planUmask(user: User, out: ActionList): void {
  const action = new UmaskSet();
  action.mask = user.hasUmask ? user.umask : DEFAULT_UMASK;
  action.from = user.hasUmask ? '/process/user/umask' : '/process/user';
  out.add(action);
}

export function planPersonality(personality: LinuxPersonality | null, out: ActionList): void {
  if (personality === null) return;
  const action = new PersonalitySet();
  action.domain = personality.domain;
  action.from = '/linux/personality';
  out.add(action);
}

/** Needs CAP_SETPCAP, so it comes before the change of user. */
export function planBounding(sets: CapabilitySets, out: ActionList): void {
  const action = new BoundingDrop();
  action.keep = capabilityNames(sets.bounding);
  action.from = '/process/capabilities/bounding';
  out.add(action);
}

/** `keepGroups`: run.oci.keep_original_groups, or setgroups(2) denied. */
export function planUser(user: User, keepGroups: bool, mayBeDenied: bool, out: ActionList): void {
  const action = new UserSet();
  action.uid = user.uid;
  action.gid = user.gid;
  if (!keepGroups) {
    const groups = user.additionalGids;
    action.groups = groups === null ? [] : groups;
    if (mayBeDenied && action.groups!.length > 0) action.groupsDenied = 'ignore';
  }
  // A change from root to somebody else drops all capabilities unless told not to.
  if (user.uid != 0) action.setKeepCapabilities(true);
  action.from = '/process/user';
  out.add(action);
}

export function planCapabilities(sets: CapabilitySets, out: ActionList): void {
  const action = new CapabilitiesSet();
  action.ambient = capabilityNames(sets.ambient);
  action.effective = capabilityNames(sets.effective);
  action.inheritable = capabilityNames(sets.inheritable);
  action.permitted = capabilityNames(sets.permitted);
  action.from = '/process/capabilities';
  out.add(action);
}

/** A directory only the user may enter was no error before, and is one now. */
export function planWorkingDirectoryAgain(cwd: string, out: ActionList): void {
  const action = new CwdEnter();
  action.path = cleanPath(cwd);
  action.setAgain(true);
  action.from = '/process/cwd';
  out.add(action);
}

export function planNoNewPrivileges(noNewPrivileges: bool, out: ActionList): void {
  if (!noNewPrivileges) return;
  const action = new NoNewPrivsSet();
  action.from = '/process/noNewPrivileges';
  out.add(action);
}
