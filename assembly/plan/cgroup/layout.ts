// Which cgroups a container has, and which of their files each resource goes to. A controller is
// where the host has it, in a v1 hierarchy or in the unified one: so hybrid hosts need no rules of
// their own.

import { CgroupCreate, CgroupJoin } from '../../../generated/assembly/actions';
import {
  decodeLinuxRdma,
  LinuxBlockIO,
  LinuxCPU,
  LinuxHugepageLimit,
  LinuxMemory,
  LinuxNetwork,
  LinuxPids,
  LinuxResources,
} from '../../../generated/assembly/config';
import { CgroupFacts } from '../../../generated/assembly/facts';
import { escapeToken } from '../../base/pointer';
import { Document, NONE } from '../../json/document';
import { ActionList, Plan } from '../actions';
import { CONTROLLER_MISSING, ONLY_ON_V2 } from '../codes';
import { cleanPath, joinPath, parentPath } from '../paths';
import { Cgroup, writeValue } from './cgroup';
import { deviceRules, planDevicesV1, planDevicesV2 } from './devices';
import { planDevicesLive } from './devices-live';
import { Live } from './live';
import {
  hasMembers,
  neededControllers,
  needsBlockIO,
  needsCpu,
  needsCpuset,
  needsDevices,
  needsMemory,
  needsNetwork,
} from './needs';
import {
  planBlockIOV1,
  planClassId,
  planCpuset,
  planCpuV1,
  planHugepagesV1,
  planMemoryV1,
  planPids,
  planPriorities,
} from './v1';
import { planBlockIOV2, planCpuV2, planHugepagesV2, planMemoryV2 } from './v2';

const RESOURCES: string = '/linux/resources';

@final
export class CgroupLayout {
  cgroups: Cgroup[] = [];
  /** Member of `cgroups`; null: the host has no unified hierarchy. */
  unified: Cgroup | null = null;
  /**
   * Below `unified`: the one that the container is free to do with as it likes: its process is there, none
   * of its limits are. Null: its process is in `unified`.
   */
  delegated: Cgroup | null = null;
  /** Every controller the host has is in its unified hierarchy. */
  isUnifiedHost: bool = false;
  /** Whether rules for devices are to be had: they are root's alone (bpf(2), devices.allow). */
  holdsDevices: bool = true;
  /** Of a container that lives: what its cgroups' files hold. Null: they are new. */
  live: Live | null = null;
  /** JSON pointer of the path, or `id`. */
  from: string = '/linux/cgroupsPath';

  /** Whether memory is limited as on v2; where the host limits none, as the host would. */
  get hasMemoryV2(): bool {
    const cgroup = this.find('memory');
    return cgroup === null ? this.isUnifiedHost : cgroup.isUnified;
  }

  /** The cgroup that `controller` acts on; null: the host does not have it. */
  find(controller: string): Cgroup | null {
    for (let i = 0; i < this.cgroups.length; i++) {
      if (this.cgroups[i].controllers.includes(controller)) return this.cgroups[i];
    }
    return null;
  }
}

/**
 * `path` is /linux/cgroupsPath. Without it the container's cgroup is named after its id: at the top
 * for root, beside the caller's own for anybody else, who may write there at best.
 */
export function readLayout(
  path: string | null,
  id: string,
  facts: CgroupFacts,
  privileged: bool,
  delegatedOnly: bool,
): CgroupLayout {
  const layout = new CgroupLayout();
  layout.isUnifiedHost = facts.mode == 'unified';
  if (path === null || path == '') layout.from = 'id';
  for (let i = 0; i < facts.hierarchies.length; i++) {
    const host = facts.hierarchies[i];
    if (delegatedOnly && !host.delegated) continue;
    const below = cgroupPath(path, id, host.own, privileged);
    layout.cgroups.push(new Cgroup(host.mount, below, host.controllers, host.name, false));
  }
  const unified = facts.unified;
  if (unified !== null && (unified.delegated || !delegatedOnly)) {
    const below = cgroupPath(path, id, unified.own, privileged);
    const cgroup = new Cgroup(unified.mount, below, unified.controllers, '', true);
    layout.cgroups.push(cgroup);
    layout.unified = cgroup;
  }
  return layout;
}

function cgroupPath(path: string | null, id: string, own: string, privileged: bool): string {
  if (path !== null && path != '') return cleanPath('/' + path).substring(1);
  return (privileged ? '/' + id : joinPath(parentPath(own), id)).substring(1);
}

export function planCgroups(
  layout: CgroupLayout,
  resources: LinuxResources | null,
  config: Document,
  out: ActionList,
): void {
  for (let i = 0; i < layout.cgroups.length; i++) {
    const cgroup = layout.cgroups[i];
    const action = new CgroupCreate();
    action.mount = cgroup.mount;
    action.path = cgroup.path;
    action.from = layout.from;
    // The container's end is the end of all that is in its cgroups.
    action.setExclusive(true);
    if (cgroup.isUnified) {
      const enable = controllersToEnable(layout, resources, config);
      if (enable.length > 0) action.enable = enable;
    } else {
      // A single thread joining through `tasks` does not wait for a grace period.
      action.join = 'tasks';
      // A new cpuset has no CPUs and no memory nodes, and cannot be joined like that.
      if (cgroup.controllers.includes('cpuset')) action.inherit = ['cpuset.cpus', 'cpuset.mems'];
    }
    out.add(action);
  }
}

/** On a v2 host all there are, for later updates and for statistics; beside v1 only those needed. */
function controllersToEnable(
  layout: CgroupLayout,
  resources: LinuxResources | null,
  config: Document,
): string[] {
  const unified = layout.unified as Cgroup;
  if (layout.isUnifiedHost) return unified.controllers;
  const needed: string[] = [];
  const wanted = neededControllers(resources, config, layout.hasMemoryV2);
  for (let i = 0; i < unified.controllers.length; i++) {
    if (wanted.includes(unified.controllers[i])) needed.push(unified.controllers[i]);
  }
  return needed;
}

/** The child joins through what the parent opened; into the unified one it is cloned. */
export function planCgroupJoins(layout: CgroupLayout, out: ActionList): void {
  for (let i = 0; i < layout.cgroups.length; i++) {
    const cgroup = layout.cgroups[i];
    if (cgroup.isUnified) continue;
    const action = new CgroupJoin();
    action.mount = cgroup.mount;
    action.path = cgroup.path;
    action.from = layout.from;
    out.add(action);
  }
}

/** Values and device rules, before anything can run in the cgroups. */
export function planResources(
  layout: CgroupLayout,
  resources: LinuxResources,
  config: Document,
  ignoreDenied: bool,
  out: Plan,
): void {
  for (let i = 0; i < layout.cgroups.length; i++) layout.cgroups[i].live = layout.live;
  planMemory(layout, resources.memory, out);
  planCpu(layout, resources.cpu, out);
  planPidsLimit(layout, resources.pids, out);
  planBlockIO(layout, resources.blockIO, out);
  planHugepages(layout, resources.hugepageLimits, out);
  planNetwork(layout, resources.network, out);
  planRdma(layout, resources.rdma, config, out);
  planUnified(layout, resources.unified, config, out);
  planDeviceRules(layout, resources, ignoreDenied, out);
}

/** The cgroup of `controller`; refused when the host has none. */
function require(
  layout: CgroupLayout,
  controller: string,
  pointer: string,
  out: Plan,
): Cgroup | null {
  const cgroup = layout.find(controller);
  if (cgroup === null) {
    const problem = `the requested cgroup controller \`${controller}\` is not available`;
    out.refuse(CONTROLLER_MISSING, pointer, problem);
  }
  return cgroup;
}

function planMemory(layout: CgroupLayout, memory: LinuxMemory | null, out: Plan): void {
  if (memory === null || !needsMemory(memory, layout.hasMemoryV2)) return;
  const cgroup = require(layout, 'memory', RESOURCES + '/memory', out);
  if (cgroup === null) return;
  if (cgroup.isUnified) planMemoryV2(memory, cgroup, out);
  else planMemoryV1(memory, cgroup, out.before);
}

function planCpu(layout: CgroupLayout, cpu: LinuxCPU | null, out: Plan): void {
  if (cpu === null) return;
  if (needsCpu(cpu)) {
    const cgroup = require(layout, 'cpu', RESOURCES + '/cpu', out);
    if (cgroup !== null && cgroup.isUnified) planCpuV2(cpu, cgroup, out);
    else if (cgroup !== null) planCpuV1(cpu, cgroup, out.before);
  }
  if (needsCpuset(cpu)) {
    const cgroup = require(layout, 'cpuset', RESOURCES + '/cpu', out);
    if (cgroup !== null) planCpuset(cpu, cgroup, out.before);
  }
}

function planPidsLimit(layout: CgroupLayout, pids: LinuxPids | null, out: Plan): void {
  if (pids === null || pids.limit == 0) return;
  const cgroup = require(layout, 'pids', RESOURCES + '/pids', out);
  if (cgroup !== null) planPids(pids, cgroup, out.before);
}

function planBlockIO(layout: CgroupLayout, io: LinuxBlockIO | null, out: Plan): void {
  if (io === null || !needsBlockIO(io)) return;
  const v1 = layout.find('blkio');
  if (v1 !== null) {
    planBlockIOV1(io, v1, out.before);
    return;
  }
  const cgroup = require(layout, 'io', RESOURCES + '/blockIO', out);
  if (cgroup !== null) planBlockIOV2(io, cgroup, out);
}

function planHugepages(layout: CgroupLayout, limits: LinuxHugepageLimit[] | null, out: Plan): void {
  if (limits === null || limits.length == 0) return;
  const cgroup = require(layout, 'hugetlb', RESOURCES + '/hugepageLimits', out);
  if (cgroup !== null && cgroup.isUnified) planHugepagesV2(limits, cgroup, out.before);
  else if (cgroup !== null) planHugepagesV1(limits, cgroup, out.before);
}

/** v2 has neither controller. */
function planNetwork(layout: CgroupLayout, network: LinuxNetwork | null, out: Plan): void {
  if (network === null || !needsNetwork(network)) return;
  if (network.classID != 0) {
    const cgroup = require(layout, 'net_cls', RESOURCES + '/network/classID', out);
    if (cgroup !== null) planClassId(network, cgroup, out.before);
  }
  const priorities = network.priorities;
  if (priorities !== null && priorities.length > 0) {
    const cgroup = require(layout, 'net_prio', RESOURCES + '/network/priorities', out);
    if (cgroup !== null) planPriorities(network, cgroup, out.before);
  }
}

/** `node` is /linux/resources/rdma: limits by device, the same file on v1 and v2. */
function planRdma(layout: CgroupLayout, node: i32, config: Document, out: Plan): void {
  if (!hasMembers(node, config)) return;
  const cgroup = require(layout, 'rdma', RESOURCES + '/rdma', out);
  if (cgroup === null) return;
  for (let at = config.firstChild(node); at != NONE; at = config.next(at)) {
    const limit = decodeLinuxRdma<Document>(config, at);
    const device = config.key(at);
    let value = device;
    if (limit.hasHcaHandles) value += ` hca_handle=${limit.hcaHandles}`;
    if (limit.hasHcaObjects) value += ` hca_object=${limit.hcaObjects}`;
    if (value == device) continue; // no limit
    const from = RESOURCES + '/rdma/' + escapeToken(device);
    writeValue(cgroup, 'rdma.max', value, from, out.before);
  }
}

/** `node` is /linux/resources/unified: v2's own files, after all others so that they have the last word. */
function planUnified(layout: CgroupLayout, node: i32, config: Document, out: Plan): void {
  if (!hasMembers(node, config)) return;
  const cgroup = layout.unified;
  if (cgroup === null || !layout.isUnifiedHost) {
    out.refuse(ONLY_ON_V2, RESOURCES + '/unified', 'cannot use unified on cgroup v1');
    return;
  }
  for (let at = config.firstChild(node); at != NONE; at = config.next(at)) {
    const file = config.key(at);
    const from = RESOURCES + '/unified/' + escapeToken(file);
    if (isAvailable(cgroup, file.substring(0, file.indexOf('.')), from, out)) {
      // The kernel takes one setting a write.
      const lines = config.text(at).split('\n');
      for (let i = 0; i < lines.length; i++) {
        if (lines[i] != '' || lines.length == 1)
          writeValue(cgroup, file, lines[i], from, out.before);
      }
    }
  }
}

function isAvailable(cgroup: Cgroup, controller: string, from: string, out: Plan): bool {
  if (controller == 'cgroup' || cgroup.controllers.includes(controller)) return true;
  const problem = `controller \`${controller}\` is not available under ${cgroup.mount}`;
  out.refuse(CONTROLLER_MISSING, from, problem);
  return false;
}

/** Without a devices controller and without v2 there is nothing that could hold the rules. */
function planDeviceRules(
  layout: CgroupLayout,
  resources: LinuxResources,
  ignoreDenied: bool,
  out: Plan,
): void {
  const v1 = layout.find('devices');
  const unified = layout.unified;
  const live = layout.live;
  // A living container keeps its rules unless it is given others.
  if (live !== null && !needsDevices(resources)) return;
  if (v1 !== null && live !== null) {
    planDevicesLive(deviceRules(resources.devices), v1, live, ignoreDenied, out.before);
  } else if (v1 !== null) {
    planDevicesV1(deviceRules(resources.devices), v1, ignoreDenied, out.before);
  } else if (!layout.holdsDevices) {
    return; // only the host's devices can be bound, which the caller may use anyway
  } else if (unified !== null) {
    planDevicesV2(deviceRules(resources.devices), unified, out.before);
  } else if (resources.devices !== null) {
    require(layout, 'devices', RESOURCES + '/devices', out);
  }
}
