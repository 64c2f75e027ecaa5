// The order of what `restore` does: everything around the container is made as by `run`, its
// processes by criu. It is put on record, as complete, before any of them goes on.

import {
  CriuCgroupRoot,
  CriuCheck,
  CriuInherited,
  CriuRestore,
  CriuResume,
  CriuSpawn,
} from '../../generated/assembly/actions';
import { ActionList, Plan } from './actions';
import { planEndOfAll } from './cgroup/end';
import { planCgroups } from './cgroup/layout';
import { planForeground, planLimits, planUnit } from './container';
import { CriuOptions, criuMounts } from './criu';
import { criuHierarchies } from './criu-hierarchies';
import { planDeferredHooks, planRuntimeHooks, SPAWNED } from './hooks';
import { NAMESPACE_NAMES, planOpenNamespaces } from './namespaces';
import { planNotifyCreate, planNotifyListen } from './notify';
import { Container } from './read';
import { planResctrl, planResctrlJoin } from './resctrl';
import { planCommit, planReserve } from './state';
import { planTerminalRaw, planTerminalWay } from './terminal';

const FROM: string = 'imagePath';

@final
export class RestoreOptions {
  inherited: CriuInherited[] = [];
  lsmProfile: string | null = null;
  lsmMountContext: string | null = null;
}

export function planRestore(
  c: Container,
  criu: CriuOptions,
  restore: RestoreOptions,
  out: Plan,
): void {
  planAround(c, out);
  planCriu(c, criu, restore, out.before);
  // criu is there, and waits: what becomes of it becomes of those that it makes. They are in cgroups
  // that exist, because only from there they get their cgroup namespace.
  const scope = c.scope;
  if (scope !== null) planUnit(c, scope, out);
  const list = out.after;
  const spawn = new CriuSpawn();
  spawn.from = FROM;
  list.add(spawn);
  planResctrlJoin(c.resctrl, list);
  planRuntimeHooks('prestart', 'creating', c.hooks.prestart, c.state, SPAWNED, list);
  planRuntimeHooks('createRuntime', 'creating', c.hooks.createRuntime, c.state, SPAWNED, list);
  const check = new CriuCheck();
  check.from = FROM;
  list.add(check);
  planCommit(c.record, c.settings.pidFile, list);
  planTerminalRaw(c.process, c.settings, list);
  const resume = new CriuResume();
  resume.from = FROM;
  list.add(resume);
  planRuntimeHooks('poststart', 'running', c.hooks.poststart, c.state, SPAWNED, list);
  if (!c.settings.detach) planForeground(c, list);
}

/** What there is before any process. */
function planAround(c: Container, out: Plan): void {
  const list = out.before;
  planReserve(c.settings.root, c.settings.id, list);
  const notify = c.settings.notify;
  if (notify !== null) {
    planNotifyCreate(list);
    planNotifyListen(notify, list);
  }
  planTerminalWay(c.process, c.settings, list);
  planDeferredHooks(c.hooks.poststop, c.state, list);
  planCgroups(c.joined, c.resources, c.doc, list);
  if (c.scope === null) planLimits(c, out);
  planEndOfAll(c.layout.cgroups, FROM, list);
  planResctrl(c.linux.intelRdt, c.resctrl, list);
  planOpenNamespaces(c.namespaces, list);
}

function planCriu(c: Container, criu: CriuOptions, restore: RestoreOptions, out: ActionList): void {
  const action = new CriuRestore();
  action.program = criu.program;
  action.images = criu.images;
  action.work = criu.work;
  action.rootfs = c.rootfs;
  action.stage = c.settings.root + '/' + c.settings.id;
  if (criu.flags.length > 0) action.flags = criu.flags;
  action.cgroupMode = criu.cgroupMode;
  action.networkLock = criu.networkLock;
  action.emptyNamespaces = criu.emptyNamespaces;
  action.config = criu.config;
  const mounts = criuMounts(c, c.layout.cgroups);
  if (mounts.length > 0) action.mounts = mounts;
  action.hierarchies = criuHierarchies(c.facts.cgroups!);
  action.cgroupRoots = cgroupRoots(c);
  if (restore.inherited.length > 0) action.inherited = restore.inherited;
  const joins: string[] = [];
  for (let type = 0; type < NAMESPACE_NAMES.length; type++) {
    if (c.namespaces.isJoined(type)) joins.push(NAMESPACE_NAMES[type]);
  }
  if (joins.length > 0) action.joins = joins;
  action.lsmProfile = restore.lsmProfile;
  action.lsmMountContext = restore.lsmMountContext;
  action.from = FROM;
  out.add(action);
}

/** The cgroups of the images are made again where this container's are. */
function cgroupRoots(c: Container): CriuCgroupRoot[] | null {
  const roots: CriuCgroupRoot[] = [];
  const cgroups = c.layout.cgroups;
  for (let i = 0; i < cgroups.length; i++) {
    const cgroup = cgroups[i];
    const root = new CriuCgroupRoot();
    root.path = '/' + cgroup.path;
    if (!cgroup.isUnified) {
      root.controllers = cgroup.name == '' ? cgroup.controllers.join(',') : 'name=' + cgroup.name;
    }
    roots.push(root);
  }
  return roots.length > 0 ? roots : null;
}
