// When the seccomp program is loaded (seccomp(2)): without no_new_privs it takes CAP_SYS_ADMIN, so
// before that is given up; with it as late as possible, so that the filter need not allow what the
// set-up itself calls.

import { SeccompLoad } from '../../generated/assembly/actions';
import { LinuxSeccomp } from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { ActionList, Plan } from './actions';

@final
export class SeccompPlan {
  /** In base64; null: no filter. */
  program: string | null = null;
  flags: string[] = [];
}

export function planSeccomp(seccomp: SeccompPlan, out: ActionList): void {
  const program = seccomp.program;
  if (program === null) return;
  const action = new SeccompLoad();
  action.program = program;
  if (seccomp.flags.length > 0) action.flags = seccomp.flags;
  action.from = '/linux/seccomp';
  out.add(action);
}

export function compileSeccomp(config: LinuxSeccomp | null, facts: Facts, out: Plan): SeccompPlan {
  return new SeccompPlan();
}
