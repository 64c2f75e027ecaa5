// create and run: config.json and facts in, the whole plan out.

import { Facts } from '../../generated/assembly/facts';
import { Config } from '../config/read';
import { Plan, writePlan } from '../plan/actions';
import { FAIL_UNKNOWN_SYSCALL, isAnnotationOn } from '../plan/annotations';
import { LIMITS_WITHOUT_CGROUP, NEEDS_ROOT, OPTION_MISSING, PROCESS_MISSING } from '../plan/codes';
import { planContainer } from '../plan/container';
import { refuseLater } from '../plan/later';
import { USER } from '../plan/namespaces';
import { Container } from '../plan/read';
import { readSeccomp } from '../plan/seccomp';
import { Settings } from '../plan/settings';
import { Context } from './command';
import { readId, readRoot, refuseOption } from './request';

export function create(context: Context): void {
  const settings = readSettings(context);
  if (settings === null) return;
  // Both are asked for at once.
  const facts = context.facts();
  const config = context.config(settings.config);
  if (facts === null || config === null || context.diagnostics.errors > 0) return;
  plan(settings, config, facts, context);
}

function plan(settings: Settings, config: Config, facts: Facts, context: Context): void {
  const out = new Plan(config.doc, context.diagnostics, context.flag('strict'));
  const process = config.spec.process;
  if (process === null) {
    out.refuse(PROCESS_MISSING, '', 'block `process` not found');
    return;
  }
  const container = new Container(settings, config, process, facts, out);
  refuseLater(config.spec, config.doc, out);
  checkPrivilege(container, out);
  checkLimits(container, out);
  if (context.diagnostics.errors > 0) return;
  const failUnknown = isAnnotationOn(config.doc, config.spec.annotations, FAIL_UNKNOWN_SYSCALL);
  const seccomp = readSeccomp(container.linux.seccomp, facts, failUnknown, out);
  planContainer(container, seccomp, out);
  if (context.diagnostics.errors > 0) return;
  context.plan(writePlan(settings.command, settings.id, out.before, out.after));
}

/** Null when something is asked for or wrong. */
function readSettings(context: Context): Settings | null {
  const settings = new Settings();
  settings.command = context.command;
  settings.id = readId(context);
  const root = readRoot(context);
  const bundle = context.option('bundle');
  if (bundle === null) {
    context.error(OPTION_MISSING, 'no bundle given');
    return null;
  }
  refuseOption(context, 'consoleSocket', context.option('consoleSocket') !== null);
  const manager = context.option('cgroupManager');
  refuseOption(context, 'cgroupManager systemd', manager == 'systemd');
  if (root === null || context.diagnostics.errors > 0) return null;
  settings.root = root;
  settings.bundle = bundle;
  const config = context.option('config');
  settings.config = config === null ? bundle + '/config.json' : config;
  settings.pidFile = context.option('pidFile');
  settings.noPivot = context.flag('noPivot');
  settings.noNewKeyring = context.flag('noNewKeyring');
  settings.preserveFds = context.number('preserveFds');
  settings.detach = context.flag('detach');
  settings.keep = context.flag('keep');
  if (manager !== null) settings.cgroupManager = manager;
  return settings;
}

function checkPrivilege(container: Container, out: Plan): void {
  if (container.privileged || container.namespaces.isOwn(USER)) return;
  const text = 'a caller without root needs a user namespace: add {"type": "user"} and mappings';
  out.refuse(NEEDS_ROOT, '/linux/namespaces', text);
}

/** A limit that nothing enforces is refused where it was a choice, and told where it could not be. */
function checkLimits(container: Container, out: Plan): void {
  if (container.layout.cgroups.length > 0 || !container.hasLimits) return;
  const text = 'cannot set limits without cgroups';
  if (container.settings.cgroupManager == 'disabled')
    out.refuse(LIMITS_WITHOUT_CGROUP, '/linux/resources', text);
  else out.warn(LIMITS_WITHOUT_CGROUP, '/linux/resources', text);
}
