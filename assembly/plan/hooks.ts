// OCI hooks as actions at their points (config.md#posix-platform-hooks, runtime.md#lifecycle).
// A hook reads the container's state on its standard input; all of it but the pid is known here.

import { HookDefer, HookRun } from '../../generated/assembly/actions';
import { Hook } from '../../generated/assembly/config';
import { JsonWriter } from '../json/write';
import { ActionList } from './actions';
import { HookState } from './record';

const MILLISECONDS: u64 = 1000;
/** What poll(2) can be told, nearly 25 days: whoever sets more does not wait for it either. */
const LONGEST_S: u64 = 2147483;

/** The pid of a process that this plan makes: put in by the helper. */
export const SPAWNED: u64 = 0;

/** In the host's namespaces. `pid` is that of the container's process. */
export function planRuntimeHooks(
  point: string,
  status: string,
  hooks: Hook[] | null,
  state: HookState,
  pid: u64,
  out: ActionList,
): void {
  if (hooks === null) return;
  for (let i = 0; i < hooks.length; i++) {
    const action = newHook(point, status, i, hooks[i], state, state.bundle);
    action.cwd = state.bundle;
    if (pid != SPAWNED) action.setPid(pid);
    out.add(action);
  }
}

/** In the container's namespaces, where the process has no name for itself but 0, as with crun. */
export function planContainerHooks(
  point: string,
  status: string,
  hooks: Hook[] | null,
  state: HookState,
  out: ActionList,
): void {
  if (hooks === null) return;
  const isInside = point == 'startContainer'; // after the change of root there is no bundle
  for (let i = 0; i < hooks.length; i++) {
    const action = newHook(point, status, i, hooks[i], state, isInside ? '/' : state.bundle);
    action.cwd = isInside ? '/' : state.bundle;
    // The image's program: what the caller's environment holds is none of its business.
    if (isInside && action.env === null) action.env = [];
    action.setPid(0);
    out.add(action);
  }
}

/** After the container's end: each runs, and none can fail the command. */
export function planPoststopHooks(hooks: Hook[] | null, state: HookState, out: ActionList): void {
  if (hooks === null) return;
  for (let i = 0; i < hooks.length; i++) {
    const action = newHook('poststop', 'stopped', i, hooks[i], state, state.bundle);
    action.cwd = state.bundle;
    action.setPid(0);
    action.setFatal(false);
    out.add(action);
  }
}

/** A failed create ends as a deleted container does: with its poststop hooks. */
export function planDeferredHooks(hooks: Hook[] | null, state: HookState, out: ActionList): void {
  if (hooks === null) return;
  // Undone in reverse, so planned in reverse.
  for (let i = hooks.length - 1; i >= 0; i--) {
    const run = newHook('poststop', 'stopped', i, hooks[i], state, state.bundle);
    const action = new HookDefer();
    action.args = run.args;
    action.cwd = state.bundle;
    action.env = run.env;
    action.setFatal(false);
    action.from = run.from;
    action.index = run.index;
    action.path = run.path;
    action.setPid(0);
    action.point = run.point;
    action.stateHead = run.stateHead;
    action.stateTail = run.stateTail;
    action.errorsFile = run.errorsFile;
    action.outputFile = run.outputFile;
    if (run.hasTimeoutMs) action.setTimeoutMs(run.timeoutMs);
    out.add(action);
  }
}

function newHook(
  point: string,
  status: string,
  index: i32,
  hook: Hook,
  state: HookState,
  bundle: string,
): HookRun {
  const action = new HookRun();
  action.point = point;
  action.index = index;
  action.path = hook.path;
  action.args = hook.args;
  action.env = hook.env;
  if (hook.hasTimeout) action.setTimeoutMs(min(hook.timeout, LONGEST_S) * MILLISECONDS);
  action.outputFile = state.stdout;
  action.errorsFile = state.stderr;
  action.stateHead = stateHead(state);
  action.stateTail = stateTail(state, bundle, status);
  action.from = `/hooks/${point}/${index}`;
  return action;
}

/** The members in crun's order. */
export function stateHead(state: HookState): string {
  const out = new JsonWriter();
  out.beginObject();
  out.key('ociVersion');
  out.text(state.ociVersion);
  out.key('id');
  out.text(state.id);
  out.key('pid');
  return out.buffer.toText();
}

/** The rest of the object, after the pid. */
export function stateTail(state: HookState, bundle: string, status: string): string {
  const out = new JsonWriter();
  out.beginObject();
  out.key('root');
  out.text(state.root);
  out.key('bundle');
  out.text(bundle);
  out.key('status');
  out.text(status);
  const names = state.annotationNames;
  if (names.length > 0) {
    out.key('annotations');
    out.beginObject();
    for (let i = 0; i < names.length; i++) {
      out.key(names[i]);
      out.text(state.annotationValues[i]);
    }
    out.endObject();
  }
  out.endObject();
  return ',' + out.buffer.toText().substring(1);
}
