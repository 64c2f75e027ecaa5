// The end of a container: what it left, then its poststop hooks (runtime.md#delete). Its state goes last (state.ts).

import { ProcessIdentity, ProcessKill } from '../../generated/assembly/actions';
import { ActionList } from './actions';
import { Cgroup } from './cgroup/cgroup';
import { planKillAll, planRemoveAll } from './cgroup/end';
import { planPoststopHooks } from './hooks';
import { ContainerRecord } from './record';
import { planResctrlRemove } from './resctrl';
import { planScopeStop, ScopeName } from './systemd/scope';

export function planProcessKill(process: ProcessIdentity, from: string, out: ActionList): void {
  const action = new ProcessKill();
  action.process = process;
  action.from = from;
  out.add(action);
}

/** `parents`: of each cgroup, see planRemoveAll. `force`: whatever stands in the way. */
export function planEnd(
  record: ContainerRecord,
  cgroups: Cgroup[],
  parents: i32[] | null,
  force: bool,
  from: string,
  out: ActionList,
): void {
  planLeft(cgroups, parents, record.resctrl, record.scope, force, from, out);
  planPoststopHooks(record.poststop, record.state, out);
}

/** Without the hooks. */
export function planLeft(
  cgroups: Cgroup[],
  parents: i32[] | null,
  resctrl: string[],
  scope: ScopeName | null,
  force: bool,
  from: string,
  out: ActionList,
): void {
  planKillAll(cgroups, force, from, out);
  planResctrlRemove(resctrl, from, out);
  planScopeStop(scope, force, from, out);
  planRemoveAll(cgroups, parents, from, out);
}
