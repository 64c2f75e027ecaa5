// delete: what is left of a container goes (runtime.md#delete): its process, cgroups, poststop
// hooks, state. With --force whatever it is doing, and also when it was only half made.

import { ActionList, writePlan } from '../plan/actions';
import { freezerOf, planFreeze } from '../plan/cgroup/end';
import { OPTION_VALUE, STATE_UNREADABLE } from '../plan/codes';
import { planEnd, planLeft, planProcessKill } from '../plan/end';
import { planLock, planRemove } from '../plan/state';
import { Context } from './command';
import { Container, loadNamed } from './container';
import { forEach } from './each';
import { Evidence, readEvidence } from './evidence';
import { refuseCommand } from './missing';
import { CORRUPTED, CREATING, PAUSED } from './status';

export function remove(context: Context): void {
  if (context.flag('regex')) {
    forEach(context);
    return;
  }
  const container = loadNamed(context);
  if (container === null) return;
  const force = context.flag('force');
  const keepRecord = context.option('keepRecord');
  if (context.flag('redact') && keepRecord === null) {
    context.error(OPTION_VALUE, '--redact needs --keep-record: nothing else is kept');
    return;
  }
  if (force && container.isMissing) {
    context.output('', 0);
    return;
  }
  if (!force && refuseCommand('delete', container, context)) return;
  const evidence = readEvidence(container, context);
  if (evidence === null) return;
  const actions = new ActionList();
  const redact = context.flag('redact') || container.record.redact || evidence.isRedacted;
  const cancel = force && container.status == CREATING;
  planLock(container.root, container.id, container.digest, redact, actions, cancel);
  if (container.status == CREATING || container.status == CORRUPTED) {
    planHalfMade(container, evidence, context, actions);
  } else {
    planWhole(container, evidence, force, actions);
  }
  planRemove(container.root, container.id, keepRecord, actions, redact);
  context.plan(writePlan('delete', container.id, actions));
}

function planWhole(container: Container, evidence: Evidence, force: bool, out: ActionList): void {
  const record = container.record;
  // In a v1 freezer a killed process waits to die.
  const freezer = container.status == PAUSED ? freezerOf(record.cgroups) : null;
  if (freezer !== null && !freezer.isUnified) planFreeze(freezer, false, 'force', out);
  if (container.isAlive) planProcessKill(container.process, force ? 'force' : 'id', out);
  const cgroups = evidence.madeOf(record.cgroups);
  planEnd(record, cgroups, evidence.parentsOf(cgroups), force, 'id', out);
}

/** There is no state to go by: the plan says what may be there, the journal what is. */
function planHalfMade(
  container: Container,
  evidence: Evidence,
  context: Context,
  out: ActionList,
): void {
  if (evidence.isDamaged) {
    const plan = container.directory + '/record/1/plan.json';
    const text = plan + ' cannot be read: what the container made, such as cgroups, may stay';
    context.diagnostics.warning(STATE_UNREADABLE, text);
  }
  const process = evidence.process;
  const isCreating = container.status == CREATING;
  const cgroups = isCreating ? evidence.ownCgroups() : evidence.cgroups;
  if (process !== null) planProcessKill(process, 'force', out);
  const parents = evidence.parentsOf(cgroups);
  planLeft(cgroups, parents, evidence.resctrl, evidence.scope, true, 'force', out);
  for (let i = 0; i < evidence.hooks.length; i++) out.add(evidence.hooks[i]);
}
