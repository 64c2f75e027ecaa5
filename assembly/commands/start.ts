// start: lets the waiting process become the container's program (runtime.md#start).

import { FailureThen, FifoRelease, ProcessKill } from '../../generated/assembly/actions';
import { ActionList, writePlan } from '../plan/actions';
import { planKillAll, planRemoveAll } from '../plan/cgroup/end';
import { planPoststopHooks, planRuntimeHooks } from '../plan/hooks';
import { planNotifyListen, planNotifyWait } from '../plan/notify';
import { planResctrlRemove } from '../plan/resctrl';
import { planLock, planRemove } from '../plan/state';
import { planScopeStop } from '../plan/systemd/scope';
import { Context } from './command';
import { Container, loadContainer } from './container';
import { refuseCommand } from './missing';
import { readId, readRoot } from './request';

/** A container whose poststart hook fails is ended (runtime.md#lifecycle), as by `delete --force`. */
function planHookFailure(root: string, id: string, container: Container, out: ActionList): void {
  const record = container.record;
  const end = new ActionList();
  const kill = new ProcessKill();
  kill.process = container.process;
  kill.from = '/hooks/poststart';
  end.add(kill);
  planKillAll(record.cgroups, true, '/hooks/poststart', end);
  planResctrlRemove(record.resctrl, '/hooks/poststart', end);
  planScopeStop(record.scope, true, '/hooks/poststart', end);
  planRemoveAll(record.cgroups, null, '/hooks/poststart', end);
  planPoststopHooks(record.poststop, record.state, end);
  planRemove(root, id, null, end);
  const action = new FailureThen();
  action.actions = end.array();
  action.from = '/hooks/poststart';
  out.add(action);
}

export function start(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (id == '' || root === null) return;
  const container = loadContainer(root, id, context);
  if (container === null || refuseCommand('start', container, context)) return;
  const actions = new ActionList();
  const record = container.record;
  planLock(root, id, container.digest, record.redact, actions);
  const notify = record.notify;
  if (notify !== null) planNotifyListen(notify, actions);
  const release = new FifoRelease();
  release.root = root;
  release.id = id;
  release.from = 'id';
  actions.add(release);
  if (notify !== null) planNotifyWait(container.process, actions);
  const pid = container.process.pid;
  if (record.poststart !== null) planHookFailure(root, id, container, actions);
  planRuntimeHooks('poststart', 'running', record.poststart, record.state, pid, actions);
  context.plan(writePlan('start', id, actions));
}
