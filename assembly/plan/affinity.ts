// On which CPUs a process may run (config.md#linux-process, sched_setaffinity(2)). It never widens
// what a cpuset restricts: the kernel takes of a mask what the cgroup has.

import { AffinitySet } from '../../generated/assembly/actions';
import { Process } from '../../generated/assembly/config';
import { readNumberList } from '../base/number-list';
import { ActionList } from './actions';

const CPUS: i32 = 8192; // plan.schema.json#/$defs/affinity.set
const AT: string = '/process/execCPUAffinity/';

/**
 * A container's process runs where its cgroup lets it: what the caller is kept to by a service
 * manager would stay otherwise, since Linux 6.2 over any move into a cgroup. Once it is in its own,
 * and while no filter is in the way.
 */
export function planWholeAffinity(out: ActionList): void {
  const action = new AffinitySet();
  action.from = '/process';
  out.add(action);
}

/** Of the helper, from whom the process has it until it is in its cgroup. */
export function planInitialAffinity(process: Process, out: ActionList): void {
  const affinity = process.execCPUAffinity;
  if (affinity !== null) planAffinity(affinity.initial, AT + 'initial', out);
}

/** Once it is there. With the other one alone the kernel decides; with neither it runs like the first. */
export function planFinalAffinity(process: Process, out: ActionList): void {
  const affinity = process.execCPUAffinity;
  if (affinity === null || (isEmpty(affinity.initial) && isEmpty(affinity.final))) {
    planWholeAffinity(out);
  } else {
    planAffinity(affinity.final, AT + 'final', out);
  }
}

function isEmpty(list: string | null): bool {
  return list === null || list == '';
}

function planAffinity(list: string | null, from: string, out: ActionList): void {
  if (isEmpty(list)) return;
  const cpus = readNumberList(list!, CPUS);
  if (cpus === null) return; // told by the validation
  const action = new AffinitySet();
  action.cpus = cpus;
  action.from = from;
  out.add(action);
}
