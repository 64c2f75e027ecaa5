// Rules of /process (config.md#process, capabilities(7), getrlimit(2)).

import {
  CPUAffinity,
  LinuxCapabilities,
  POSIXRlimit,
  Process,
  Scheduler,
} from '../../../generated/assembly/config';
import { readNumberList } from '../../base/number-list';
import { NUMBER } from '../../json/document';
import { Rules } from './rules';

const ENV: string = 'LD2002';
const RLIMIT: string = 'LD2003';
const CAPABILITY: string = 'LD2004';
const SCHEDULER: string = 'LD2005';
const ARGS: string = 'LD2006';
const AFFINITY: string = 'LD2007';

const CPUS: i32 = 8192; // plan.schema.json#/$defs/affinity.set

/** Name i is capability i (linux/capability.h). */
export const CAPABILITIES: StaticArray<string> = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_DAC_READ_SEARCH',
  'CAP_FOWNER',
  'CAP_FSETID',
  'CAP_KILL',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETPCAP',
  'CAP_LINUX_IMMUTABLE',
  'CAP_NET_BIND_SERVICE',
  'CAP_NET_BROADCAST',
  'CAP_NET_ADMIN',
  'CAP_NET_RAW',
  'CAP_IPC_LOCK',
  'CAP_IPC_OWNER',
  'CAP_SYS_MODULE',
  'CAP_SYS_RAWIO',
  'CAP_SYS_CHROOT',
  'CAP_SYS_PTRACE',
  'CAP_SYS_PACCT',
  'CAP_SYS_ADMIN',
  'CAP_SYS_BOOT',
  'CAP_SYS_NICE',
  'CAP_SYS_RESOURCE',
  'CAP_SYS_TIME',
  'CAP_SYS_TTY_CONFIG',
  'CAP_MKNOD',
  'CAP_LEASE',
  'CAP_AUDIT_WRITE',
  'CAP_AUDIT_CONTROL',
  'CAP_SETFCAP',
  'CAP_MAC_OVERRIDE',
  'CAP_MAC_ADMIN',
  'CAP_SYSLOG',
  'CAP_WAKE_ALARM',
  'CAP_BLOCK_SUSPEND',
  'CAP_AUDIT_READ',
  'CAP_PERFMON',
  'CAP_BPF',
  'CAP_CHECKPOINT_RESTORE',
];

/** The number of a capability; -1: there is none of this name. */
export function capabilityNumber(name: string): i32 {
  return CAPABILITIES.indexOf(name);
}

export function validateProcess(process: Process, rules: Rules): void {
  const args = process.args;
  if (args.length > 0 && args[0] == '') {
    const node = rules.item(rules.member(process.node, 'args'), 0);
    rules.expected(node, ARGS, 'the name of a program');
  }
  validateEnv(process.env, rules.member(process.node, 'env'), rules);
  validateRlimits(process.rlimits, rules);
  const capabilities = process.capabilities;
  if (capabilities !== null) validateCapabilities(capabilities, rules);
  const scheduler = process.scheduler;
  if (scheduler !== null) validateScheduler(scheduler, rules);
  const affinity = process.execCPUAffinity;
  if (affinity !== null) validateAffinity(affinity, rules);
}

function validateAffinity(affinity: CPUAffinity, rules: Rules): void {
  validateCpus(affinity.initial, rules.member(affinity.node, 'initial'), rules);
  validateCpus(affinity.final, rules.member(affinity.node, 'final'), rules);
}

function validateCpus(list: string | null, node: i32, rules: Rules): void {
  if (list === null || list == '' || readNumberList(list, CPUS) !== null) return;
  rules.expected(node, AFFINITY, 'CPUs such as 0-3,7');
}

/** The kernel takes any string; what has no `=` is no variable to anybody (environment.ts). */
function validateEnv(env: string[] | null, node: i32, rules: Rules): void {
  if (env === null) return;
  let at = rules.doc.firstChild(node);
  for (let i = 0; i < env.length; i++, at = rules.doc.next(at)) {
    const end = env[i].indexOf('=');
    if (end > 0) continue;
    const what = end < 0 ? 'left out' : 'passed on as it is';
    rules.doubt(at, ENV, `expected NAME=value: ${what}`);
  }
}

/** config.md#posix-process: duplicate types must be an error. */
function validateRlimits(rlimits: POSIXRlimit[] | null, rules: Rules): void {
  if (rlimits === null) return;
  for (let i = 0; i < rlimits.length; i++) {
    const rlimit = rlimits[i];
    const hard = rules.member(rlimit.node, 'hard');
    if (rlimit.soft > rlimit.hard && rules.doc.kind(hard) == NUMBER) {
      const node = rules.member(rlimit.node, 'soft');
      rules.expected(node, RLIMIT, `at most the hard limit ${rlimit.hard}`);
    }
    for (let j = 0; j < i; j++) {
      if (rlimits[j].type != rlimit.type || rlimit.type == '') continue;
      const node = rules.member(rlimit.node, 'type');
      const first = rules.doc.pointer(rlimits[j].node);
      rules.problem(node, RLIMIT, `${rlimit.type} is there twice, first at ${first}`);
      break;
    }
  }
}

/** capabilities(7): what the kernel would refuse, told by name. */
function validateCapabilities(sets: LinuxCapabilities, rules: Rules): void {
  const permitted = readSet(sets.permitted, sets, 'permitted', rules);
  const effective = readSet(sets.effective, sets, 'effective', rules);
  const inheritable = readSet(sets.inheritable, sets, 'inheritable', rules);
  const ambient = readSet(sets.ambient, sets, 'ambient', rules);
  readSet(sets.bounding, sets, 'bounding', rules);
  const beyond = effective & ~permitted;
  if (beyond != 0) {
    const node = rules.member(sets.node, 'effective');
    rules.problem(
      node,
      CAPABILITY,
      `${CAPABILITIES[<i32>ctz(beyond)]} effective but not permitted`,
    );
  }
  const never = ambient & ~(permitted & inheritable);
  if (never != 0) {
    const node = rules.member(sets.node, 'ambient');
    const name = CAPABILITIES[<i32>ctz(never)];
    rules.doubt(
      node,
      CAPABILITY,
      `${name} ambient but not both permitted and inheritable: left out`,
    );
  }
}

function readSet(names: string[] | null, sets: LinuxCapabilities, set: string, rules: Rules): u64 {
  let bits: u64 = 0;
  if (names === null) return bits;
  let at = rules.doc.firstChild(rules.member(sets.node, set));
  for (let i = 0; i < names.length; i++, at = rules.doc.next(at)) {
    const number = capabilityNumber(names[i]);
    if (number >= 0) bits |= (<u64>1) << number;
    else rules.doubt(at, CAPABILITY, `unknown capability ${names[i]}: left out`);
  }
  return bits;
}

/** sched_setattr(2) */
function validateScheduler(scheduler: Scheduler, rules: Rules): void {
  const node = rules.member(scheduler.node, 'policy');
  const policy = scheduler.policy;
  const isRealTime = policy == 'SCHED_FIFO' || policy == 'SCHED_RR';
  if (policy == 'SCHED_ISO') rules.problem(node, SCHEDULER, 'SCHED_ISO is not in any kernel');
  if (scheduler.hasPriority && scheduler.priority != 0 && !isRealTime) {
    const priority = rules.member(scheduler.node, 'priority');
    rules.problem(priority, SCHEDULER, 'only SCHED_FIFO and SCHED_RR have a priority');
  }
  if (isRealTime && scheduler.priority == 0) {
    rules.problem(node, SCHEDULER, `${policy} needs a priority of 1 to 99`);
  }
  if (policy == 'SCHED_DEADLINE') {
    const isOrdered =
      scheduler.runtime > 0 &&
      scheduler.runtime <= scheduler.deadline &&
      (scheduler.period == 0 || scheduler.deadline <= scheduler.period);
    if (!isOrdered) rules.problem(node, SCHEDULER, 'expected 0 < runtime ≤ deadline ≤ period');
  } else if (scheduler.runtime != 0 || scheduler.deadline != 0 || scheduler.period != 0) {
    rules.problem(node, SCHEDULER, 'only SCHED_DEADLINE has runtime, deadline and period');
  }
}
