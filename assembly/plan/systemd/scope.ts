// A container whose cgroup is systemd's: a transient scope around its process (systemd.scope(5)).
//
// systemd puts a process where the scope is, and lets us do below it as we like (Delegate=). So the
// process is there first, still waiting for its turn; then the scope is made around it; on v2 the process
// goes one level down, for only a cgroup without processes shares out its controllers; and then the
// limits are written. On v1 there is no such rule: the process joins its cgroups itself, those of
// controllers that systemd does not know too.

import {
  CgroupPath,
  SystemdSet,
  SystemdStart,
  SystemdStop,
  UnitOwner,
} from '../../../generated/assembly/actions';
import { LinuxResources } from '../../../generated/assembly/config';
import { CallerFacts, CgroupFacts, Facts } from '../../../generated/assembly/facts';
import { hexByte } from '../../base/bytes';
import { socketOf } from '../../dbus/address';
import { Document } from '../../json/document';
import { ActionList, Plan } from '../actions';
import { Cgroup } from '../cgroup/cgroup';
import { CgroupLayout } from '../cgroup/layout';
import { planLeaf } from '../cgroup/leaf';
import { needsDevices } from '../cgroup/needs';
import { SYSTEMD_BUS } from '../codes';
import { planAnnotated } from './annotated';
import { connection, getCall, resetCall, setCall, startCall, stopCall } from './calls';
import { Properties } from './properties';
import { planDeviceProperties, planResourceProperties } from './resources';
import { readUnitName, UnitName } from './unit';

const SYSTEM_BUS: string = '/run/dbus/system_bus_socket';
const SYSTEM_SLICE: string = 'system.slice';
const USER_SLICE: string = 'user.slice';
/** Of the hierarchy without controllers by which systemd keeps its units apart on v1. */
const OWN_HIERARCHY: string = 'systemd';
const INIT: string = '/init.scope';

/** What later commands must know of it. */
@final
export class ScopeName {
  constructor(
    readonly unit: string,
    /** Socket of the bus. */
    readonly address: string,
    /** Documentation of the unit, which no other has; empty: nobody knows. */
    readonly mark: string,
  ) {}
}

@final
export class Scope {
  /** The cgroup, without leading slash, where a hierarchy is systemd's. */
  readonly path: string;

  constructor(
    readonly name: ScopeName,
    readonly unit: UnitName,
    /** Cgroup of the manager, without leading slash. */
    root: string,
    readonly from: string,
    readonly privileged: bool,
    readonly refused: string[],
  ) {
    this.path = root == '' ? unit.path : `${root}/${unit.path}`;
  }
}

/** Null: refused. */
export function readScope(
  cgroupsPath: string | null,
  root: string,
  id: string,
  facts: Facts,
  privileged: bool,
  refused: string[],
  out: Plan,
): Scope | null {
  const slice = privileged ? SYSTEM_SLICE : USER_SLICE;
  const unit = readUnitName(cgroupsPath, id, slice, out);
  const address = readBus(facts, privileged, out);
  if (unit === null || address === null) return null;
  const manager = managerRoot(facts, privileged);
  const from = cgroupsPath === null || cgroupsPath == '' ? 'id' : '/linux/cgroupsPath';
  const name = new ScopeName(unit.name, address, markOf(root, id));
  return new Scope(name, unit, manager.substring(1), from, privileged, refused);
}

/**
 * Where the container's state is, as a URL: who finds a unit of the container's name knows by it whether
 * it is the container's. Without `%`, which unit files give a meaning to.
 */
function markOf(root: string, id: string): string {
  const path = Uint8Array.wrap(String.UTF8.encode(`${root}/${id}`));
  let mark = 'file:';
  for (let i = 0; i < path.length; i++) {
    const byte = <i32>path[i];
    const isLetter = (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
    const isPlain = isLetter || (byte >= 0x2b && byte <= 0x39) || byte == 0x5f;
    mark += isPlain ? String.fromCharCode(byte) : '=' + hexByte(<u8>byte);
  }
  return mark;
}

/** The system's for root, his own for anybody else; null: there is none, which is told. */
function readBus(facts: Facts, privileged: bool, out: Plan): string | null {
  const caller = facts.caller!;
  const address = privileged ? caller.systemBus : caller.sessionBus;
  if (address !== null) {
    const socket = socketOf(address);
    if (socket !== null) return socket;
    const variable = privileged ? 'DBUS_SYSTEM_BUS_ADDRESS' : 'DBUS_SESSION_BUS_ADDRESS';
    out.refuse(
      SYSTEMD_BUS,
      '',
      `expected a \`unix:\` address in $${variable}, found \`${address}\``,
    );
    return null;
  }
  if (privileged) {
    if (facts.systemd !== null) return SYSTEM_BUS;
    const text = 'the cgroup manager systemd needs systemd to run the host: it does not';
    out.refuse(SYSTEMD_BUS, '', text);
    return null;
  }
  const runtime = caller.runtimeDir;
  if (runtime !== null) return runtime + '/bus';
  const text = 'without root the cgroup manager systemd needs the bus of a session of systemd';
  out.refuse(
    SYSTEMD_BUS,
    '',
    text + ': $DBUS_SESSION_BUS_ADDRESS and $XDG_RUNTIME_DIR are not set',
  );
  return null;
}

/**
 * The cgroup below which the manager makes its units. A user's manager is one above the caller, or else
 * where it is on every host: user@UID.service in the user's slice.
 */
function managerRoot(facts: Facts, privileged: bool): string {
  const systemd = facts.systemd;
  let root = systemd === null ? '' : systemd.cgroup;
  if (root.endsWith(INIT)) root = root.substring(0, root.length - INIT.length);
  if (root == '/') root = '';
  if (privileged) return root;
  const caller = facts.caller!;
  const own = ownCgroup(facts.cgroups!);
  const parts = own.split('/');
  for (let i = 0; i < parts.length; i++) {
    if (!parts[i].startsWith('user@') || !parts[i].endsWith('.service')) continue;
    return parts.slice(0, i + 1).join('/');
  }
  const uid = userOf(caller);
  return `${root}/user.slice/user-${uid}.slice/user@${uid}.service`;
}

/** As systemd sees it: on v1 in its own hierarchy. */
function ownCgroup(cgroups: CgroupFacts): string {
  for (let i = 0; i < cgroups.hierarchies.length; i++) {
    if (cgroups.hierarchies[i].name == OWN_HIERARCHY) return cgroups.hierarchies[i].own;
  }
  const unified = cgroups.unified;
  return unified === null ? '/' : unified.own;
}

/** Root of a user namespace has another id outside, by which the directory of his session is named. */
function userOf(caller: CallerFacts): string {
  const directory = caller.runtimeDir;
  if (caller.uid != 0 || directory === null) return caller.uid.toString();
  return directory.substring(directory.lastIndexOf('/') + 1);
}

/** All cgroups of the container. `leaf`: the path below the scope where the process is on v2. */
export function scopeLayout(scope: Scope, leaf: string, facts: CgroupFacts): CgroupLayout {
  const layout = new CgroupLayout();
  layout.isUnifiedHost = facts.mode == 'unified';
  layout.holdsDevices = scope.privileged;
  layout.from = scope.from;
  for (let i = 0; i < facts.hierarchies.length; i++) {
    const host = facts.hierarchies[i];
    if (!scope.privileged && host.name != OWN_HIERARCHY) continue;
    const cgroup = new Cgroup(host.mount, scope.path, host.controllers, host.name, false);
    layout.cgroups.push(cgroup);
  }
  const unified = facts.unified;
  if (unified === null) return layout;
  const hasLeaf = layout.isUnifiedHost && leaf != '';
  const path = hasLeaf ? `${scope.path}/${leaf}` : scope.path;
  const cgroup = new Cgroup(unified.mount, path, unified.controllers, '', true);
  layout.cgroups.push(cgroup);
  layout.unified = cgroup;
  return layout;
}

/** Those that are made and joined as without systemd: v1's, but for its own hierarchy. */
export function joinedLayout(layout: CgroupLayout): CgroupLayout {
  const result = new CgroupLayout();
  result.from = layout.from;
  for (let i = 0; i < layout.cgroups.length; i++) {
    const cgroup = layout.cgroups[i];
    if (!cgroup.isUnified && cgroup.controllers.length > 0) result.cgroups.push(cgroup);
  }
  return result;
}

/** The scope, and on v2 the container's place in it. The process is there, and waits. */
export function planScope(
  scope: Scope,
  layout: CgroupLayout,
  resources: LinuxResources,
  config: Document,
  annotations: i32,
  out: Plan,
): void {
  const action = new SystemdStart();
  const call = startCall(scope.unit.name);
  action.bus = connection(scope.name.address);
  action.unit = scope.unit.name;
  action.call = call.bytes;
  action.lengthAt = call.lengthAt;
  const properties = scopeProperties(scope, layout, resources, config, annotations, out);
  action.properties = properties.items;
  action.note = properties.note;
  action.reset = resetCall(scope.unit.name);
  action.stop = stopCall(scope.unit.name);
  action.owner = ownerOf(scope.name);
  action.cgroup = ownPath(scope, layout);
  action.from = scope.from;
  out.after.add(action);
  const unified = layout.unified;
  if (unified !== null && unified.path != scope.path) {
    planLeaf(unified, scope.path, scope.from, out.after);
  }
}

function scopeProperties(
  scope: Scope,
  layout: CgroupLayout,
  resources: LinuxResources,
  config: Document,
  annotations: i32,
  out: Plan,
): Properties {
  const properties = new Properties(scope.refused);
  properties.text('Description', 'lading container');
  planAnnotated(config, annotations, properties, out);
  properties.neededTexts('Documentation', [scope.name.mark]);
  properties.neededText('Slice', scope.unit.slice);
  properties.neededFlag('DefaultDependencies', false);
  properties.process();
  properties.neededFlag('Delegate', true);
  properties.flag('CPUAccounting', true);
  properties.flag('MemoryAccounting', true);
  properties.flag('IOAccounting', true);
  properties.flag('TasksAccounting', true);
  planResourceProperties(resources, config, layout, properties);
  if (scope.privileged) planDeviceProperties(resources, properties);
  return properties;
}

/** Where to look for the process; null: in no hierarchy that is mounted. */
function ownPath(scope: Scope, layout: CgroupLayout): CgroupPath | null {
  for (let i = 0; i < layout.cgroups.length; i++) {
    const cgroup = layout.cgroups[i];
    const isOwn = cgroup.name == OWN_HIERARCHY || (cgroup.isUnified && layout.isUnifiedHost);
    if (!isOwn) continue;
    const path = new CgroupPath();
    path.mount = cgroup.mount;
    path.path = scope.path;
    return path;
  }
  return null;
}

/** update: what the unit holds is to be what the container's cgroup will hold. */
export function planScopeUpdate(
  name: ScopeName,
  layout: CgroupLayout,
  resources: LinuxResources,
  config: Document,
  refused: string[],
  out: ActionList,
): void {
  const properties = new Properties(refused);
  properties.unit = name.unit;
  planResourceProperties(resources, config, layout, properties);
  if (needsDevices(resources) && layout.holdsDevices) {
    // A list is added to the one that is there; an empty one empties it.
    properties.unit = '';
    properties.pairs('DeviceAllow', [], []);
    properties.unit = name.unit;
    planDeviceProperties(resources, properties);
  }
  if (properties.items.length == 0) return;
  const call = setCall(name.unit);
  const action = new SystemdSet();
  action.bus = connection(name.address);
  action.unit = name.unit;
  action.call = call.bytes;
  action.lengthAt = call.lengthAt;
  action.properties = properties.items;
  action.note = properties.note;
  action.from = 'resources';
  out.add(action);
}

function ownerOf(name: ScopeName): UnitOwner {
  const owner = new UnitOwner();
  owner.ask = getCall(name.unit, 'Unit', 'Documentation');
  owner.documentation = name.mark;
  return owner;
}

/** `force`: what cannot be reached is left to itself. Null: there is no scope. */
export function planScopeStop(
  name: ScopeName | null,
  force: bool,
  from: string,
  out: ActionList,
): void {
  if (name === null) return;
  const action = new SystemdStop();
  action.bus = connection(name.address);
  action.unit = name.unit;
  action.reset = resetCall(name.unit);
  action.stop = stopCall(name.unit);
  if (name.mark != '') action.owner = ownerOf(name);
  if (force) action.unreachable = 'ignore';
  action.from = from;
  out.add(action);
}
