// exec: one more process in a container that runs. Its config, as it was when the container was
// made, says where; options or a process file say what.

import { Process } from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { Diagnostics } from '../base/diagnostics';
import { Config } from '../config/read';
import { Plan, writePlan } from '../plan/actions';
import { Cgroup } from '../plan/cgroup/cgroup';
import { CGROUP_PATH, CONSOLE_SOCKET } from '../plan/codes';
import { planEntry } from '../plan/entry';
import { Container as Made } from '../plan/read';
import { ContainerRecord } from '../plan/record';
import { Settings } from '../plan/settings';
import { terminalProblem } from '../plan/terminal';
import { Context } from './command';
import { Container, loadContainer } from './container';
import { askProcessFile, readProcess } from './exec-process';
import { planFilter } from './filter';
import { refuseCommand } from './missing';
import { askRecorded, readRecorded, recordedSettings, tellRefusals } from './recorded';
import { hasDescriptors, readId, readRoot } from './request';
import { PAUSED } from './status';

export function exec(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (root === null || context.diagnostics.errors > 0) return;
  // All are asked for at once.
  const facts = context.facts();
  const recorded = askRecorded(root, id, context);
  const file = askProcessFile(context);
  const container = loadContainer(root, id, context);
  if (container === null || recorded === null) return;
  const isAllowed = container.status == PAUSED && context.flag('ignorePaused');
  if (!isAllowed && refuseCommand('exec', container, context)) return;
  if (facts === null || (context.option('process') !== null && file === null)) return;
  const config = readRecorded(recorded, container, context);
  if (config === null) return;
  const process = readProcess(file, config.spec.process!, context);
  const cgroups = readCgroups(container.record, context);
  if (process === null || cgroups === null) return;
  plan(container, config, process, cgroups, facts, context);
}

function plan(
  container: Container,
  config: Config,
  process: Process,
  cgroups: Cgroup[],
  facts: Facts,
  context: Context,
): void {
  const problems = new Diagnostics();
  const out = new Plan(config.doc, problems, false);
  const settings = readSettings(container, context);
  settings.listenFds = facts.caller!.listenFds;
  if (!hasDescriptors(settings, context, true)) return;
  const problem = terminalProblem(process, settings);
  if (problem !== null) {
    context.error(CONSOLE_SOCKET, problem);
    return;
  }
  const made = new Made(settings, config, process, facts, null, out);
  const seccomp = planFilter(config, made, facts, out);
  // One that is named is meant.
  const mayFollow = context.option('cgroup') === null;
  planEntry(made, cgroups, container.process, container.digest, seccomp, mayFollow, out);
  if (!tellRefusals(problems, context)) return;
  context.plan(writePlan('exec', container.id, out.before, out.after));
}

function readSettings(container: Container, context: Context): Settings {
  const settings = recordedSettings('exec', container);
  settings.pidFile = context.option('pidFile');
  settings.preserveFds = context.number('preserveFds');
  settings.detach = context.flag('detach');
  settings.consoleSocket = context.option('consoleSocket');
  settings.pidfdSocket = context.option('pidfdSocket');
  if (context.flag('redact')) settings.redact = true;
  return settings;
}

/** Those of the container, or below them; null: what is asked for is none, which is told. */
function readCgroups(record: ContainerRecord, context: Context): Cgroup[] | null {
  const cgroups = record.cgroups;
  const below = context.option('cgroup');
  if (below === null) return withProcess(record);
  const parts = below.split('/');
  const kept: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] == '..') {
      const text = `invalid cgroup path \`${below}\`: \`..\` components are not allowed`;
      context.error(CGROUP_PATH, text);
      return null;
    }
    if (parts[i] != '' && parts[i] != '.') kept.push(parts[i]);
  }
  if (kept.length == 0) return withProcess(record);
  const result: Cgroup[] = [];
  for (let i = 0; i < cgroups.length; i++) {
    const c = cgroups[i];
    const path = `${c.path}/${kept.join('/')}`;
    result.push(new Cgroup(c.mount, path, c.controllers, c.name, c.isUnified));
  }
  return result;
}

/** Those that the container's process was put into. */
function withProcess(record: ContainerRecord): Cgroup[] {
  const delegated = record.delegated;
  if (delegated === null) return record.cgroups;
  const result: Cgroup[] = [];
  for (let i = 0; i < record.cgroups.length; i++) {
    result.push(record.cgroups[i].isUnified ? delegated : record.cgroups[i]);
  }
  return result;
}
