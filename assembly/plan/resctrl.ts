// The container's class of service (config-linux.md#intelrdt): a group of the resctrl file system
// for what shares of cache and memory bandwidth it gets, and one in it for what it is seen to use.

import {
  ResctrlCreate,
  ResctrlJoin,
  ResctrlRemove,
  ResctrlUpdate,
} from '../../generated/assembly/actions';
import { LinuxIntelRdt } from '../../generated/assembly/config';
import { ActionList } from './actions';

/** Where the kernel's documentation has it mounted, and crun and runc look for it. */
const MOUNT: string = '/sys/fs/resctrl';
const AT: string = '/linux/intelRdt';
const BANDWIDTH: string = 'MB:';

/** What is made for a container, in order; empty paths are the default group. */
@final
export class ResctrlGroups {
  path: string = '';
  monitor: string | null = null;
  /** Made for this container alone: to be removed with it, in this order. */
  own: string[] = [];
}

/** Null: no class is asked for. */
export function readResctrl(config: LinuxIntelRdt | null, id: string): ResctrlGroups | null {
  if (config === null) return null;
  const groups = new ResctrlGroups();
  const given = config.closID;
  const isGiven = given !== null && given != '';
  groups.path = isGiven ? (given! == '/' ? '' : given!) : id;
  if (config.enableMonitoring) {
    const monitor = (groups.path == '' ? '' : groups.path + '/') + 'mon_groups/' + id;
    groups.monitor = monitor;
    groups.own.push(monitor);
  }
  if (!isGiven) groups.own.push(groups.path);
  return groups;
}

export function planResctrl(
  config: LinuxIntelRdt | null,
  groups: ResctrlGroups | null,
  out: ActionList,
): void {
  if (config === null || groups === null) return;
  const lines = schemataOf(config);
  const given = config.closID;
  const action = create(groups.path, lines);
  // A class without shares of its own can only be one that somebody else has made.
  if (given !== null && given != '' && lines.length == 0) action.setExisting(true);
  out.add(action);
  const monitor = groups.monitor;
  if (monitor !== null) out.add(create(monitor, []));
}

/** Before the process starts another, which would be in its maker's class. */
export function planResctrlJoin(groups: ResctrlGroups | null, out: ActionList): void {
  if (groups === null) return;
  join(groups.path, out);
  const monitor = groups.monitor;
  if (monitor !== null) join(monitor, out);
}

export function planResctrlRemove(own: string[], from: string, out: ActionList): void {
  for (let i = 0; i < own.length; i++) {
    const action = new ResctrlRemove();
    action.mount = MOUNT;
    action.path = own[i];
    action.from = from;
    out.add(action);
  }
}

/** The file that holds a group's lines. */
export function resctrlFile(path: string): string {
  return `${MOUNT}/${path == '' ? '' : path + '/'}schemata`;
}

/** `text`: what the file holds. The kernel indents its lines. */
export function planResctrlUpdate(
  path: string,
  schema: string[],
  text: string,
  from: string,
  out: ActionList,
): void {
  for (let i = 0; i < schema.length; i++) {
    const action = lineUpdate(schema[i], text);
    action.path = path;
    action.from = from;
    out.add(action);
  }
}

function lineUpdate(line: string, text: string): ResctrlUpdate {
  const action = new ResctrlUpdate();
  action.mount = MOUNT;
  action.line = line;
  const resource = line.substring(0, line.indexOf(':') + 1);
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const found = lines[i].trimStart();
    if (resource != '' && found.startsWith(resource)) action.before = found;
  }
  return action;
}

/** The lines of all three members, in the order that config-linux.md#intelrdt demands. */
function schemataOf(config: LinuxIntelRdt): string[] {
  const bandwidth = config.memBwSchema;
  const lines = cacheLines(config.l3CacheSchema, bandwidth).concat(schemaLines(bandwidth));
  const schemata = config.schemata;
  if (schemata === null) return lines;
  let all = lines;
  for (let i = 0; i < schemata.length; i++) all = all.concat(schemaLines(schemata[i]));
  return all;
}

/** With a schema of its own for memory bandwidth, the cache's says nothing about it. */
export function cacheLines(cache: string | null, bandwidth: string | null): string[] {
  const lines = schemaLines(cache);
  if (bandwidth === null || bandwidth == '') return lines;
  const kept: string[] = [];
  for (let i = 0; i < lines.length; i++) if (!lines[i].startsWith(BANDWIDTH)) kept.push(lines[i]);
  return kept;
}

/** A schema may have several: what a group has is compared line by line. */
export function schemaLines(schema: string | null): string[] {
  const lines: string[] = [];
  if (schema === null) return lines;
  const found = schema.split('\n');
  for (let i = 0; i < found.length; i++) {
    const line = found[i].trim();
    if (line != '') lines.push(line);
  }
  return lines;
}

function create(path: string, lines: string[]): ResctrlCreate {
  const action = new ResctrlCreate();
  action.mount = MOUNT;
  action.path = path;
  action.schemata = lines;
  action.from = AT;
  return action;
}

function join(path: string, out: ActionList): void {
  const action = new ResctrlJoin();
  action.mount = MOUNT;
  action.path = path;
  action.from = AT;
  out.add(action);
}
