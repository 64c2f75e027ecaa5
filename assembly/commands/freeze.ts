// pause and resume: all processes of a container stop where they are, and go on.

import { ActionList, writePlan } from '../plan/actions';
import { freezerOf, planFreeze } from '../plan/cgroup/end';
import { LIMITS_WITHOUT_CGROUP } from '../plan/codes';
import { planOpen } from '../plan/entry';
import { planLock, planRecord } from '../plan/state';
import { Context } from './command';
import { loadNamed } from './container';
import { refuseCommand } from './missing';

export function freeze(context: Context): void {
  const command = context.command;
  const container = loadNamed(context);
  if (container === null || refuseCommand(command, container, context)) return;
  const freezer = freezerOf(container.record.cgroups);
  if (freezer === null) {
    context.error(LIMITS_WITHOUT_CGROUP, `cannot ${command} the container without a cgroup`);
    return;
  }
  const actions = new ActionList();
  const redact = container.record.redact;
  if (command == 'pause') planLock(container.root, container.id, container.digest, redact, actions);
  else {
    // Whoever holds the container may wait for nothing but this: an exec into a paused one.
    planRecord(container.root, container.id, redact, actions);
    planOpen(container.process, actions);
  }
  planFreeze(freezer, command == 'pause', 'id', actions);
  context.plan(writePlan(command, container.id, actions));
}
