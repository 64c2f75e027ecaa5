// mounts: more mounts for a container that lives, or fewer. A file has them as config.json has its own,
// and is checked as that is; what was made is taken off again when a later one fails.

import { decodeMount, Mount } from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { Diagnostics } from '../base/diagnostics';
import { Config } from '../config/read';
import { validateDestination, validateMountList } from '../config/rules/mounts';
import { Rules } from '../config/rules/rules';
import { ARRAY, Document, NONE } from '../json/document';
import { problemAt } from '../json/locate';
import { Plan, writePlan } from '../plan/actions';
import { MOUNT_LIVE, MOUNTS_FILE, OPTION_MISSING, OPTION_VALUE } from '../plan/codes';
import { readMounts } from '../plan/mount-read';
import { Container as Made } from '../plan/read';
import { planMountsAdded, planMountsRemoved, planVisit } from '../plan/visit';
import { Context } from './command';
import { Container, loadContainer } from './container';
import { askFile, isAsInConfig, readFile } from './file';
import { Input } from './input';
import { refuseCommand } from './missing';
import { askRecorded, readRecorded, recordedSettings } from './recorded';
import { readId, readRoot } from './request';

export function mounts(context: Context): void {
  const verb = context.option('verb');
  if (verb === null || (verb != 'add' && verb != 'remove')) {
    context.error(OPTION_VALUE, `unknown command ${verb === null ? '' : verb}`);
    return;
  }
  const id = readId(context);
  const root = readRoot(context);
  if (root === null || context.diagnostics.errors > 0) return;
  const path = context.option('file');
  if (path === null) {
    context.error(OPTION_MISSING, 'no file of mounts given');
    return;
  }
  // All are asked for at once.
  const facts = context.facts();
  const recorded = askRecorded(root, id, context);
  const file = askFile('mounts', path, context);
  const container = loadContainer(root, id, context);
  if (container === null || recorded === null || file === null || facts === null) return;
  if (refuseCommand('mounts', container, context)) return;
  const doc = readList(file, path, context);
  const config = readRecorded(recorded, container, context);
  if (doc === null || config === null) return;
  plan(verb == 'add', container, config, doc, facts, context);
}

/** Null when it is no list of mounts, which is told. */
function readList(file: Input, path: string, context: Context): Document | null {
  const doc = readFile(file, path, 'mounts from', MOUNTS_FILE, context);
  if (doc === null) return null;
  if (doc.kind(0) != ARRAY) {
    context.diagnostics.add(problemAt(doc, 0, MOUNTS_FILE, 'mounts must be an array'));
    return null;
  }
  return isAsInConfig(doc, 'mounts', context.diagnostics) ? doc : null;
}

function decode(doc: Document): Mount[] {
  const list: Mount[] = [];
  for (let at = doc.firstChild(0); at != NONE; at = doc.next(at)) {
    list.push(decodeMount<Document>(doc, at));
  }
  return list;
}

function validate(list: Mount[], isAdding: bool, doc: Document, context: Context): bool {
  const before = context.diagnostics.errors;
  const rules = new Rules(doc, context.flag('strict'), context.diagnostics);
  if (isAdding) validateMountList(list, rules);
  else for (let i = 0; i < list.length; i++) validateDestination(list[i], rules);
  return context.diagnostics.errors == before;
}

function plan(
  isAdding: bool,
  container: Container,
  config: Config,
  doc: Document,
  facts: Facts,
  context: Context,
): void {
  const list = decode(doc);
  if (!validate(list, isAdding, doc, context)) return;
  // Warnings about the config were told when the container was made.
  const settings = recordedSettings('mounts', container);
  const first = new Plan(config.doc, new Diagnostics(), false);
  const made = new Made(settings, config, config.spec.process!, facts, null, first);
  if (!made.hasMountNamespace) {
    const text = `the container \`${container.id}\` has no mounts of its own`;
    context.error(MOUNT_LIVE, text);
    return;
  }
  const work = new Plan(doc, context.diagnostics, context.flag('strict'));
  const plans = readMounts(list, made.privileged, made.layout.isUnifiedHost, '');
  if (isAdding) planMountsAdded(made, plans, work);
  else planMountsRemoved(plans, work);
  if (context.diagnostics.errors > 0) return;
  if (plans.length == 0) {
    context.output('', 0);
    return;
  }
  const actions = planVisit(made, container.process, container.digest, plans, work);
  context.plan(writePlan('mounts', container.id, actions));
}
