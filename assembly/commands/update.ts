// update: other limits for a container that lives. The resources are those of config.json, in a file
// or as options; the plan has each value with the one it replaces, so that a failure takes back what
// was written before it.

import { CgroupUpdate } from '../../generated/assembly/actions';
import { LinuxCPU, LinuxIntelRdt } from '../../generated/assembly/config';
import { Diagnostics } from '../base/diagnostics';
import { Plan, writePlan } from '../plan/actions';
import { Cgroup } from '../plan/cgroup/cgroup';
import { CgroupLayout, planResources } from '../plan/cgroup/layout';
import { Live } from '../plan/cgroup/live';
import { hasMembers, neededControllers, needsDevices, needsNetwork } from '../plan/cgroup/needs';
import { LIMITS_WITHOUT_CGROUP } from '../plan/codes';
import {
  cacheLines,
  planResctrlUpdate,
  readResctrl,
  resctrlFile,
  schemaLines,
} from '../plan/resctrl';
import { planLock } from '../plan/state';
import { planScopeUpdate } from '../plan/systemd/scope';
import { Context } from './command';
import { Container, loadContainer } from './container';
import { Input } from './input';
import { refuseCommand } from './missing';
import { askRecorded, readRecorded } from './recorded';
import { readId, readRefusedProperties, readRoot } from './request';
import { askResources, checkOptions, RESOURCES, readResources, Update } from './update-options';

const VALUE_LIMIT: i32 = 1024 * 1024;

export function update(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (id == '' || root === null) return;
  const asked = askResources(context);
  const caller = context.caller();
  const container = loadContainer(root, id, context);
  if (container === null || caller === null || context.isAsking) return;
  if (refuseCommand('update', container, context)) {
    // Whoever mends that is not to be told of the next thing only then.
    if (asked === null) checkOptions(context);
    return;
  }
  const given = readResources(asked, isUnified(container), context);
  if (given === null) return;
  const problems = new Diagnostics();
  const out = new Plan(given.doc, problems, context.flag('strict'));
  out.base = RESOURCES;
  planLock(root, id, container.digest, container.record.redact, out.before);
  const isPrivileged = caller.unsigned('uid') == 0 && !caller.flag('nested');
  planLimits(container, given, isPrivileged, context, out);
  planClass(container, root, context, out);
  given.tell(problems, context);
  if (context.isAsking || context.diagnostics.errors > 0) return;
  context.plan(writePlan('update', id, out.before));
}

function planLimits(
  container: Container,
  given: Update,
  isPrivileged: bool,
  context: Context,
  out: Plan,
): void {
  const resources = given.resources;
  const layout = readLayout(container.record.cgroups, isPrivileged);
  const asks =
    neededControllers(resources, given.doc, layout.hasMemoryV2).length > 0 ||
    hasMembers(resources.unified, given.doc) ||
    needsNetwork(resources.network) ||
    needsDevices(resources);
  if (!asks) return;
  if (layout.cgroups.length == 0) {
    context.error(LIMITS_WITHOUT_CGROUP, 'cannot set limits without cgroups');
    return;
  }
  layout.live = new Files(context, given);
  const scope = container.record.scope;
  if (scope !== null) {
    const refused = readRefusedProperties(container.root, context);
    if (refused === null) return;
    if (resources.cpu !== null) planQuotaAgain(layout, resources.cpu!, out);
    // First: on v1 systemd writes into the same files, and rounds.
    planScopeUpdate(scope, layout, resources, given.doc, refused, out.before);
  }
  planResources(layout, resources, given.doc, !isPrivileged, out);
}

/** Changes nothing; in reverse it follows the undo of what systemd is told, which rounds too. */
function planQuotaAgain(layout: CgroupLayout, cpu: LinuxCPU, out: Plan): void {
  const cgroup = layout.find('cpu');
  if (cgroup === null || (cpu.quota == 0 && cpu.period == 0)) return;
  const file = cgroup.isUnified ? 'cpu.max' : 'cpu.cfs_quota_us';
  const text = layout.live!.read(cgroup.pathOf(file));
  if (text === null) return;
  const action = new CgroupUpdate();
  action.mount = cgroup.mount;
  action.path = cgroup.path;
  action.file = file;
  action.value = text;
  action.before = text;
  action.from = RESOURCES;
  out.before.add(action);
}

/** The groups that are on record; none are made. */
function readLayout(cgroups: Cgroup[], isPrivileged: bool): CgroupLayout {
  const layout = new CgroupLayout();
  layout.cgroups = cgroups;
  layout.isUnifiedHost = cgroups.length > 0;
  layout.holdsDevices = isPrivileged;
  for (let i = 0; i < cgroups.length; i++) {
    if (cgroups[i].isUnified) layout.unified = cgroups[i];
    else layout.isUnifiedHost = false;
  }
  return layout;
}

function isUnified(container: Container): bool {
  return readLayout(container.record.cgroups, true).isUnifiedHost;
}

/** `--l3-cache-schema` and `--mem-bw-schema`: of the class that the config names. */
function planClass(container: Container, root: string, context: Context, out: Plan): void {
  const cache = context.option('l3CacheSchema');
  const bandwidth = context.option('memBwSchema');
  if (cache === null && bandwidth === null) return;
  const recorded = askRecorded(root, container.id, context);
  if (recorded === null) return;
  const config = readRecorded(recorded, container, context);
  if (config === null) return;
  const linux = config.spec.linux;
  const made: LinuxIntelRdt | null = linux === null ? null : linux.intelRdt;
  const groups = readResctrl(made === null ? new LinuxIntelRdt() : made, container.id);
  const path = groups!.path;
  const file = context.file('schemata', resctrlFile(path), VALUE_LIMIT);
  if (file === null) return;
  const text = textOf(file);
  planResctrlUpdate(path, cacheLines(cache, bandwidth), text, 'l3CacheSchema', out.before);
  planResctrlUpdate(path, schemaLines(bandwidth), text, 'memBwSchema', out.before);
}

/** Each file is asked for once, whatever is written there. */
@final
class Files extends Live {
  private readonly asked: Set<string> = new Set<string>();

  constructor(
    private readonly context: Context,
    private readonly given: Update,
  ) {
    super();
  }

  read(path: string): string | null {
    if (this.asked.has(path)) return null;
    const found = this.context.file('now/' + path, path, VALUE_LIMIT);
    if (found === null) this.asked.add(path);
    return found === null || found.error !== null ? null : textOf(found);
  }

  from(pointer: string): string {
    return this.given.nameOf(pointer);
  }
}

/** Without its last newline. */
function textOf(file: Input): string {
  const bytes = file.bytes();
  const text = bytes === null ? '' : bytes.toText();
  return text.endsWith('\n') ? text.substring(0, text.length - 1) : text;
}
