// start: lets the waiting process become the container's program (runtime.md#start).

import { FailureThen, FifoRelease } from '../../generated/assembly/actions';
import { ActionList, writePlan } from '../plan/actions';
import { planEnd, planProcessKill } from '../plan/end';
import { planRuntimeHooks } from '../plan/hooks';
import { planNotifyListen, planNotifyWait } from '../plan/notify';
import { planLock, planRemove } from '../plan/state';
import { Context } from './command';
import { Container, loadNamed } from './container';
import { refuseCommand } from './missing';

/** A container whose poststart hook fails is ended (runtime.md#lifecycle), as by `delete --force`. */
function planHookFailure(container: Container, out: ActionList): void {
  const record = container.record;
  const end = new ActionList();
  planProcessKill(container.process, '/hooks/poststart', end);
  planEnd(record, record.cgroups, null, true, '/hooks/poststart', end);
  planRemove(container.root, container.id, null, end);
  const action = new FailureThen();
  action.actions = end.items;
  action.from = '/hooks/poststart';
  out.add(action);
}

export function start(context: Context): void {
  const container = loadNamed(context);
  if (container === null || refuseCommand('start', container, context)) return;
  const actions = new ActionList();
  const record = container.record;
  planLock(container.root, container.id, container.digest, record.redact, actions);
  const notify = record.notify;
  if (notify !== null) planNotifyListen(notify, actions);
  const release = new FifoRelease();
  release.root = container.root;
  release.id = container.id;
  release.from = 'id';
  actions.add(release);
  if (notify !== null) planNotifyWait(container.process, actions);
  const pid = container.process.pid;
  if (record.poststart !== null) planHookFailure(container, actions);
  planRuntimeHooks('poststart', 'running', record.poststart, record.state, pid, actions);
  context.plan(writePlan('start', container.id, actions));
}
