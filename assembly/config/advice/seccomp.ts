// Advice about /linux/seccomp. What a rule does beside others is the compiler's to say (plan/seccomp-notes.ts).

import { Linux, LinuxSeccomp } from '../../../generated/assembly/config';
import { SYSCALL_NAMES, syscallIndex } from '../../../generated/assembly/syscalls';
import {
  SECCOMP_EMPTY,
  SECCOMP_MISSING,
  SECCOMP_OPEN,
  SYSCALL_TWICE,
} from '../../../generated/assembly/warnings';
import { NONE } from '../../json/document';
import { Advice } from './advice';

/** The annotation by which a program takes the place of the profile. */
const GIVEN_PROGRAM: string = 'run.oci.seccomp_bpf_data';

/** Actions that let a call through. */
const OPEN: StaticArray<string> = ['SCMP_ACT_ALLOW', 'SCMP_ACT_LOG'];

export function adviseSeccomp(linux: Linux, advice: Advice): void {
  const annotations = advice.spec.annotations;
  if (annotations != NONE && advice.doc.get(annotations, GIVEN_PROGRAM) != NONE) return;
  const seccomp = linux.seccomp;
  if (seccomp === null) {
    advice.tellOf(SECCOMP_MISSING, linux.node, 'seccomp');
    return;
  }
  if (OPEN.includes(seccomp.defaultAction)) {
    const row = refuses(seccomp) ? SECCOMP_OPEN : SECCOMP_EMPTY;
    advice.tellOf(row, seccomp.node, 'defaultAction', [seccomp.defaultAction]);
  }
  adviseTwice(seccomp, advice);
}

function refuses(seccomp: LinuxSeccomp): bool {
  const rules = seccomp.syscalls;
  if (rules === null) return false;
  for (let i = 0; i < rules.length; i++) if (!OPEN.includes(rules[i].action)) return true;
  return false;
}

/** A rule without conditions covers the call whole: a second one that does the same is idle. */
function adviseTwice(seccomp: LinuxSeccomp, advice: Advice): void {
  const rules = seccomp.syscalls;
  if (rules === null) return;
  const whole = new StaticArray<i32>(SYSCALL_NAMES);
  whole.fill(NONE);
  for (let i = 0; i < rules.length; i++) {
    const names = advice.doc.get(rules[i].node, 'names');
    const args = rules[i].args;
    const isWhole = args === null || args.length == 0;
    if (names == NONE) continue;
    for (let at = advice.doc.firstChild(names); at != NONE; at = advice.doc.next(at)) {
      const name = advice.doc.text(at);
      const index = syscallIndex(name);
      if (index < 0) continue;
      const other = whole[index];
      if (other == NONE) {
        if (isWhole) whole[index] = i;
      } else if (
        rules[other].action == rules[i].action &&
        rules[other].errnoRet == rules[i].errnoRet
      ) {
        advice.tell(SYSCALL_TWICE, at, [name, `/linux/seccomp/syscalls/${other}`]);
      }
    }
  }
}
