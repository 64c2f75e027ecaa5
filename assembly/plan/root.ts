// The container's root (config.md#root): bound in place first, made the root last
// (pivot_root(2)), read-only and propagation after everything is in it.

import {
  CwdEnter,
  MountsIsolate,
  PathMask,
  PathReadonly,
  RootBind,
  RootOpen,
  RootPivot,
  RootPropagation,
  RootReadonly,
  SourceOpen,
} from '../../generated/assembly/actions';
import { ActionList, Plan } from './actions';
import { MountSettings } from './mounts';
import { cleanPath } from './paths';

/**
 * `receives`: whether some mount or the root asks to see what the host mounts later. Then the
 * host's mounts stay masters of ours; else nothing passes in either direction.
 */
export function planIsolation(receives: bool, from: string, out: ActionList): void {
  const action = new MountsIsolate();
  action.propagation = receives ? 'slave' : 'private';
  action.from = from;
  out.add(action);
}

export function planRoot(rootfs: string, mounts: MountSettings, out: Plan): void {
  const action = new RootBind();
  action.path = rootfs;
  if (mounts.rootPropagation == 'slave') action.propagation = 'slave';
  if (mounts.handsOver) {
    const source = new SourceOpen();
    source.slot = mounts.slots;
    source.source = rootfs;
    source.setRecursive(true);
    source.from = '/root/path';
    out.before.add(source);
    action.setSlot(mounts.slots);
    mounts.slots++;
  }
  action.from = '/root/path';
  out.child.add(action);
}

/** Without a mount namespace: the mounts are the host's, and none is added. */
export function planRootOpen(rootfs: string, out: ActionList): void {
  const action = new RootOpen();
  action.path = rootfs;
  action.from = '/root/path';
  out.add(action);
}

export function planMaskedPaths(paths: string[] | null, out: ActionList): void {
  if (paths === null) return;
  for (let i = 0; i < paths.length; i++) {
    if (paths[i] == '') continue;
    const action = new PathMask();
    action.path = cleanPath(paths[i]);
    action.from = `/linux/maskedPaths/${i}`;
    out.add(action);
  }
}

export function planReadonlyPaths(paths: string[] | null, out: ActionList): void {
  if (paths === null) return;
  for (let i = 0; i < paths.length; i++) {
    if (paths[i] == '') continue;
    const action = new PathReadonly();
    action.path = cleanPath(paths[i]);
    action.from = `/linux/readonlyPaths/${i}`;
    out.add(action);
  }
}

/** `isShared`: the mounts are the host's, and stay where they are. */
export function planPivot(noPivot: bool, isShared: bool, out: ActionList): void {
  const action = new RootPivot();
  action.method = isShared ? 'chroot' : noPivot ? 'move' : 'pivot';
  action.from = noPivot ? 'noPivot' : '/root/path';
  out.add(action);
}

/** Before the root becomes read-only, since a missing directory is made, as crun does. */
export function planWorkingDirectory(cwd: string, out: ActionList): void {
  const action = new CwdEnter();
  action.path = cleanPath(cwd);
  action.setCreate(true);
  action.from = '/process/cwd';
  out.add(action);
}

export function planReadonlyRoot(readonly: bool, out: ActionList): void {
  if (!readonly) return;
  const action = new RootReadonly();
  action.from = '/root/readonly';
  out.add(action);
}

/** `word` is /linux/rootfsPropagation. */
export function planRootPropagation(word: string | null, out: ActionList): void {
  // The mount namespace is private to begin with.
  if (word === null || word == '' || word == 'rprivate' || word == 'private') return;
  const action = new RootPropagation();
  const recursive = word.startsWith('r');
  action.propagation = recursive ? word.substring(1) : word;
  if (recursive) action.setRecursive(true);
  action.from = '/linux/rootfsPropagation';
  out.add(action);
}
