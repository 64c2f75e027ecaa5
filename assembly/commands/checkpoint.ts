// checkpoint: a running container becomes files, from which `restore` makes it again.

import { Facts } from '../../generated/assembly/facts';
import { Diagnostics } from '../base/diagnostics';
import { Config } from '../config/read';
import { ActionList, Plan, writePlan } from '../plan/actions';
import { freezerOf } from '../plan/cgroup/end';
import { DumpOptions, planDump } from '../plan/checkpoint';
import { CRIU_IMAGES, OPTION_VALUE } from '../plan/codes';
import { CriuOptions, refuseCriu } from '../plan/criu';
import { planEnd } from '../plan/end';
import { joinPath } from '../plan/paths';
import { Container as Made } from '../plan/read';
import { planLock, planRemove } from '../plan/state';
import { Context } from './command';
import { Container, loadContainer } from './container';
import { findCriu, readCriuOptions } from './criu';
import { Evidence, readEvidence } from './evidence';
import { refuseCommand } from './missing';
import { askRecorded, readRecorded, recordedSettings, tellRefusals } from './recorded';
import { readId, readRoot } from './request';
import { PAUSED } from './status';

export function checkpoint(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (id == '' || root === null) return;
  const parent = context.option('parentPath');
  if (parent !== null && parent.startsWith('/')) {
    context.error(OPTION_VALUE, '--parent-path must be relative');
    return;
  }
  const container = loadContainer(root, id, context);
  if (container === null || refuseCommand('checkpoint', container, context)) return;
  const program = findCriu(context);
  if (program === null) return;
  // All are asked for at once.
  const facts = context.facts();
  const recorded = askRecorded(root, id, context);
  const evidence = readEvidence(container, context);
  if (facts === null || recorded === null || evidence === null) return;
  const config = readRecorded(recorded, container, context);
  if (config === null) return;
  const criu = readCriuOptions(program, config, context);
  if (criu === null || !checkParent(criu, context)) return;
  plan(container, config, facts, criu, evidence, context);
}

/** criu would only warn, and dump all. */
function checkParent(criu: CriuOptions, context: Context): bool {
  const parent = context.option('parentPath');
  if (parent === null) return true;
  // The directory of the images need not be there yet.
  const path = joinPath(criu.images, parent);
  const found = context.stat('parent', path);
  if (found === null) return false;
  const error = found.error;
  if (error === null) return true;
  context.error(CRIU_IMAGES, `invalid --parent-path: ${path}: ${error}`);
  return false;
}

function plan(
  container: Container,
  config: Config,
  facts: Facts,
  criu: CriuOptions,
  evidence: Evidence,
  context: Context,
): void {
  const problems = new Diagnostics();
  const out = new Plan(config.doc, problems, false);
  const settings = recordedSettings('checkpoint', container);
  settings.notify = container.record.notify;
  const made = new Made(settings, config, config.spec.process!, facts, null, out);
  refuseCriu(made, out);
  if (!tellRefusals(problems, context)) return;
  const list = new ActionList();
  const dump = readDump(container, context);
  planLock(container.root, container.id, container.digest, settings.redact, list);
  planDump(made, container.record.cgroups, container.process, criu, dump, list);
  if (!dump.leaveRunning && !dump.preDump) planRest(container, evidence, list);
  context.plan(writePlan('checkpoint', container.id, list));
}

function readDump(container: Container, context: Context): DumpOptions {
  const dump = new DumpOptions();
  dump.leaveRunning = context.flag('leaveRunning');
  dump.preDump = context.flag('preDump');
  dump.parent = context.option('parentPath');
  dump.freezer = freezerOf(container.record.cgroups);
  dump.isFrozen = container.status == PAUSED;
  return dump;
}

/** The processes are gone; the rest goes as with `delete`. */
function planRest(container: Container, evidence: Evidence, out: ActionList): void {
  const cgroups = evidence.madeOf(container.record.cgroups);
  planEnd(container.record, cgroups, evidence.parentsOf(cgroups), true, 'id', out);
  planRemove(container.root, container.id, null, out);
}
