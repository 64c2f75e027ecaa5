// Rules of /linux/seccomp (config-linux.md#seccomp) that need no syscall table.

import { LinuxSeccomp, LinuxSyscall, Spec } from '../../../generated/assembly/config';
import { NONE } from '../../json/document';
import { Rules } from './rules';

const ERRNO: string = 'LD2401';
const NOTIFY: string = 'LD2402';
const FLAGS: string = 'LD2403';

/** Linux, include/linux/err.h: MAX_ERRNO, to which the kernel cuts what is above it. */
const ERRNO_MAX: u64 = 4095;

// crun's place for the path.
const RECEIVER: string = 'run.oci.seccomp.receiver';

export function validateSeccomp(spec: Spec, seccomp: LinuxSeccomp, rules: Rules): void {
  if (seccomp.hasDefaultErrnoRet) {
    const node = rules.member(seccomp.node, 'defaultErrnoRet');
    validateErrno(seccomp.defaultAction, seccomp.defaultErrnoRet, node, rules);
  }
  if (seccomp.defaultAction == 'SCMP_ACT_NOTIFY') {
    const node = rules.member(seccomp.node, 'defaultAction');
    rules.problem(
      node,
      NOTIFY,
      'SCMP_ACT_NOTIFY cannot be the default: the listener could not be told',
    );
  }
  const listener = seccomp.listenerPath;
  const hasListener =
    rules.hasReceiver ||
    (listener !== null && listener != '') ||
    (spec.annotations != NONE && rules.doc.get(spec.annotations, RECEIVER) != NONE);
  let notifies = false;
  const syscalls = seccomp.syscalls;
  if (syscalls !== null) {
    for (let i = 0; i < syscalls.length; i++) {
      validateRule(syscalls[i], rules);
      if (syscalls[i].action == 'SCMP_ACT_NOTIFY') notifies = true;
    }
  }
  if (notifies && !hasListener) {
    rules.problem(seccomp.node, NOTIFY, 'SCMP_ACT_NOTIFY needs listenerPath');
  }
  if (seccomp.listenerMetadata !== null && !hasListener) {
    const node = rules.member(seccomp.node, 'listenerMetadata');
    rules.problem(node, NOTIFY, 'listenerMetadata needs listenerPath');
  }
  validateFlags(seccomp, notifies, rules);
}

function validateRule(rule: LinuxSyscall, rules: Rules): void {
  if (!rule.hasErrnoRet) return;
  validateErrno(rule.action, rule.errnoRet, rules.member(rule.node, 'errnoRet'), rules);
}

/** config-linux.md#seccomp: only these two take a number, of which a tracer is told all 16 bits (seccomp(2)). */
function validateErrno(action: string, errno: u64, node: i32, rules: Rules): void {
  if (action == 'SCMP_ACT_TRACE') return;
  if (action != 'SCMP_ACT_ERRNO') {
    rules.problem(node, ERRNO, `errno value specified for action \`${action}\``);
  } else if (errno > ERRNO_MAX) {
    rules.expected(node, ERRNO, `integer 0…${ERRNO_MAX}`);
  }
}

function validateFlags(seccomp: LinuxSeccomp, notifies: bool, rules: Rules): void {
  const flags = seccomp.flags;
  if (flags === null) return;
  const killable = flags.indexOf('SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV');
  if (killable < 0 || notifies) return;
  const node = rules.item(rules.member(seccomp.node, 'flags'), killable);
  const text = 'SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV needs SCMP_ACT_NOTIFY: left out';
  rules.doubt(node, FLAGS, text);
}
