// A place for the container's process below the cgroup that holds its limits (v2). Only a cgroup without
// processes shares out its controllers: so the process goes there first, and then they are enabled.

import {
  CgroupAttach,
  CgroupCreate,
  CgroupDelegate,
  CgroupEnable,
} from '../../../generated/assembly/actions';
import { CgroupFacts } from '../../../generated/assembly/facts';
import { Config } from '../../config/read';
import { ActionList, Plan } from '../actions';
import { annotation, DELEGATE_CGROUP, SYSTEMD_SUBGROUP } from '../annotations';
import { CGROUP_LEAF, ONLY_ON_V2 } from '../codes';
import { cleanPath } from '../paths';
import { Settings } from '../settings';
import { Cgroup } from './cgroup';
import { CgroupLayout } from './layout';

/** crun's name for it, which podman knows. */
const DEFAULT_SUBGROUP: string = 'container';
const DELEGATED_FROM: string = '/annotations/' + DELEGATE_CGROUP;

/** The path of the container's own cgroup below systemd's, on v2 alone; empty: it is systemd's. */
export function readSubgroup(
  settings: Settings,
  config: Config,
  cgroups: CgroupFacts,
  out: Plan,
): string {
  if (settings.cgroupManager != 'systemd' || cgroups.mode != 'unified') return '';
  const subgroup = annotation(config.doc, config.spec.annotations, SYSTEMD_SUBGROUP);
  return subgroup === null ? DEFAULT_SUBGROUP : readBelow(subgroup, SYSTEMD_SUBGROUP, out);
}

/** crun(1), run.oci.delegate-cgroup; null: none is asked for, or the container has no cgroups. */
export function readDelegated(
  layout: CgroupLayout,
  config: Config,
  cgroups: CgroupFacts,
  out: Plan,
): Cgroup | null {
  const path = annotation(config.doc, config.spec.annotations, DELEGATE_CGROUP);
  if (path === null || path == '' || layout.cgroups.length == 0) return null;
  if (cgroups.mode != 'unified') {
    out.refuse(ONLY_ON_V2, DELEGATED_FROM, 'delegate-cgroup not supported on cgroup v1');
  }
  const below = readBelow(path, DELEGATE_CGROUP, out);
  const unified = layout.unified;
  if (unified === null || below == '') return null;
  const own = `${unified.path}/${below}`;
  return new Cgroup(unified.mount, own, unified.controllers, '', true);
}

function readBelow(path: string, name: string, out: Plan): string {
  if (path.split('/').includes('..')) {
    const text = `invalid cgroup path \`${path}\`: \`..\` components are not allowed`;
    out.refuse(CGROUP_LEAF, '/annotations/' + name, text);
    return '';
  }
  return cleanPath('/' + path).substring(1);
}

/** `top`: the path of the cgroup that the process is in until now. */
export function planLeaf(leaf: Cgroup, top: string, from: string, out: ActionList): void {
  const create = new CgroupCreate();
  create.mount = leaf.mount;
  create.path = leaf.path;
  create.from = from;
  out.add(create);
  const attach = new CgroupAttach();
  attach.mount = leaf.mount;
  attach.path = leaf.path;
  attach.from = from;
  out.add(attach);
  // From the top down: a controller is to be had only below where it is enabled.
  let end = top.length;
  while (end >= 0) {
    const enable = new CgroupEnable();
    enable.mount = leaf.mount;
    enable.path = leaf.path.substring(0, end);
    enable.controllers = leaf.controllers;
    enable.from = from;
    out.add(enable);
    end = leaf.path.indexOf('/', end + 1);
  }
}

/** From now on the limits are out of its reach. Its cgroup namespace is that of the cgroup that has them. */
export function planDelegated(layout: CgroupLayout, out: ActionList): void {
  const delegated = layout.delegated;
  if (delegated !== null) planLeaf(delegated, layout.unified!.path, DELEGATED_FROM, out);
}

/** Who is root in the container makes the cgroups below its own (cgroups(7), delegation). */
export function planDelegation(layout: CgroupLayout, uid: u64, gid: u64, out: ActionList): void {
  const delegated = layout.delegated;
  const cgroup = delegated === null ? (layout.unified as Cgroup) : delegated;
  const action = new CgroupDelegate();
  action.mount = cgroup.mount;
  action.path = cgroup.path;
  action.uid = uid;
  action.gid = gid;
  action.from = delegated === null ? layout.from : DELEGATED_FROM;
  out.add(action);
}
