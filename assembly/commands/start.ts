// start: lets the waiting process become the container's program (runtime.md#start).

import { FifoRelease } from '../../generated/assembly/actions';
import { ActionList, writePlan } from '../plan/actions';
import { planRuntimeHooks } from '../plan/hooks';
import { planLock } from '../plan/state';
import { Context } from './command';
import { loadContainer } from './container';
import { refuseCommand } from './missing';
import { readId, readRoot } from './request';

export function start(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (id == '' || root === null) return;
  const container = loadContainer(root, id, context);
  if (container === null || refuseCommand('start', container, context)) return;
  const actions = new ActionList();
  planLock(root, id, container.digest, actions);
  const release = new FifoRelease();
  release.root = root;
  release.id = id;
  release.from = 'id';
  actions.add(release);
  const record = container.record;
  const pid = container.process.pid;
  planRuntimeHooks('poststart', 'running', record.poststart, record.state, pid, actions);
  context.plan(writePlan('start', id, actions));
}
