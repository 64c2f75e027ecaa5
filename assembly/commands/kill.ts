// kill: a signal for the container's process, or with --all for every process of the container
// (runtime.md#kill).

import { CgroupSignal, ProcessSignal } from '../../generated/assembly/actions';
import { ActionList, writePlan } from '../plan/actions';
import { findFreezer, freezerOf, mainCgroup, planFreeze, planKillAll } from '../plan/cgroup/end';
import { LIMITS_WITHOUT_CGROUP, SIGNAL_UNKNOWN } from '../plan/codes';
import { planRecord } from '../plan/state';
import { Context } from './command';
import { Container, loadNamed } from './container';
import { forEach } from './each';
import { refuseCommand } from './missing';
import { signalNumber } from './signals';
import { PAUSED, STOPPED } from './status';

const DEFAULT_SIGNAL: string = 'SIGTERM';
const SIGKILL: i32 = 9;

export function kill(context: Context): void {
  const option = context.option('signal');
  const word = option === null ? DEFAULT_SIGNAL : option;
  const signal = signalNumber(word);
  if (signal < 0) context.error(SIGNAL_UNKNOWN, `unknown signal \`${word}\``);
  if (context.flag('regex')) {
    if (signal >= 0) forEach(context);
    return;
  }
  const container = loadNamed(context);
  if (container === null) return;
  const all = context.flag('all');
  // Without a pid namespace of its own it has processes that do not end with its first one.
  const isOfLeft = all && container.status == STOPPED;
  if (isOfLeft && mainCgroup(container.record.cgroups) === null) {
    context.output('', 0); // there is nobody to be found, which is what was asked for
    return;
  }
  if (!isOfLeft && refuseCommand('kill', container, context)) return;
  const actions = new ActionList();
  planRecord(container.root, container.id, container.record.redact, actions);
  if (!all) {
    planSignal(container, signal, actions);
    if (signal == SIGKILL) planThaw(container, 'signal', actions);
  } else if (!planSignalAll(container, signal, context, actions)) return;
  context.plan(writePlan('kill', container.id, actions));
}

function planSignal(container: Container, signal: i32, out: ActionList): void {
  const action = new ProcessSignal();
  action.process = container.process;
  action.signal = signal;
  action.from = 'signal';
  out.add(action);
}

/** In a v1 freezer a killed process waits to die; runc lets it. */
function planThaw(container: Container, from: string, out: ActionList): void {
  const freezer = container.status == PAUSED ? freezerOf(container.record.cgroups) : null;
  if (freezer !== null && !freezer.isUnified) planFreeze(freezer, false, from, out);
}

function planSignalAll(container: Container, signal: i32, context: Context, out: ActionList): bool {
  const cgroups = container.record.cgroups;
  const cgroup = mainCgroup(cgroups);
  if (cgroup === null) {
    const text = `cannot signal all processes of container \`${container.id}\`: it has no cgroup`;
    context.error(LIMITS_WITHOUT_CGROUP, text);
    return false;
  }
  if (signal == SIGKILL) {
    planThaw(container, 'all', out);
    planKillAll(cgroups, false, 'all', out);
    return true;
  }
  const action = new CgroupSignal();
  action.mount = cgroup.mount;
  action.path = cgroup.path;
  // On v2 every cgroup can be frozen, on v1 the freezer's alone.
  if (cgroup.isUnified || cgroup === findFreezer(cgroups)) action.freezer = cgroup.asPath();
  action.signal = signal;
  action.from = 'all';
  out.add(action);
  return true;
}
