// create and run: config.json and facts in, the whole plan out.

import { Facts } from '../../generated/assembly/facts';
import { Config } from '../config/read';
import { Plan, writePlan } from '../plan/actions';
import {
  CONSOLE_SOCKET,
  LIMITS_WITHOUT_CGROUP,
  MAPPINGS_MISSING,
  NEEDS_ROOT,
  OPTION_MISSING,
  OPTION_VALUE,
  PROCESS_MISSING,
} from '../plan/codes';
import { planContainer } from '../plan/container';
import { refuseLater } from '../plan/later';
import { readNamespaces, TIME, USER } from '../plan/namespaces';
import { Container } from '../plan/read';
import { Settings } from '../plan/settings';
import { DefaultIdmaps, findSubIds, userName } from '../plan/subids';
import { terminalProblem } from '../plan/terminal';
import { Context } from './command';
import { planFilter } from './filter';
import { Input } from './input';
import { hasDescriptors, notifySocket, readId, readRefusedProperties, readRoot } from './request';

/** Larger lists of accounts are not kept in files. */
const ACCOUNTS_LIMIT: i32 = 16 * 1024 * 1024;

export function create(context: Context): void {
  const settings = readSettings(context);
  if (settings === null) return;
  // All are asked for at once.
  const refused =
    settings.cgroupManager == 'systemd' ? readRefusedProperties(settings.root, context) : [];
  const facts = context.facts();
  const config = context.config(settings.config, context.advice);
  if (facts === null || config === null || refused === null) return;
  if (context.diagnostics.errors > 0) return;
  settings.refusedProperties = refused;
  plan(settings, config, facts, context);
}

function plan(settings: Settings, config: Config, facts: Facts, context: Context): void {
  const out = new Plan(config.doc, context.diagnostics, context.flag('strict'));
  const process = config.spec.process;
  if (process === null) {
    out.refuse(PROCESS_MISSING, '', 'block `process` not found');
    return;
  }
  const problem = terminalProblem(process, settings);
  if (problem !== null) out.refuse(CONSOLE_SOCKET, '/process/terminal', problem);
  settings.notify = notifySocket(facts);
  settings.listenFds = facts.caller!.listenFds;
  const defaults = needsDefaultIdmaps(config, facts) ? readDefaultIdmaps(facts, context) : null;
  const container = new Container(settings, config, process, facts, defaults, out);
  refuseLater(config.spec, config.doc, facts.cgroups!.mode == 'unified', out);
  checkPrivilege(container, defaults, out);
  checkLimits(container, out);
  if (!hasDescriptors(settings, context)) return;
  if (context.isAsking || context.diagnostics.errors > 0) return;
  const seccomp = planFilter(config, container, facts, out);
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
  const manager = context.option('cgroupManager');
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
  settings.consoleSocket = context.option('consoleSocket');
  settings.pidfdSocket = context.option('pidfdSocket');
  settings.keep = context.flag('keep');
  settings.keepRecord = context.option('keepRecord');
  settings.redact = context.flag('redact');
  if (settings.keepRecord !== null && (settings.detach || settings.keep)) {
    const text = 'the state stays, and the record with it: --keep-record is for when it goes';
    context.error(OPTION_VALUE, text);
    return null;
  }
  if (manager !== null) settings.cgroupManager = manager;
  return settings;
}

/** Validation sees to it that there are both mappings or none. */
function needsDefaultIdmaps(config: Config, facts: Facts): bool {
  const linux = config.spec.linux;
  if (facts.caller!.uid == 0 || linux === null) return false;
  const uids = linux.uidMappings;
  return (uids === null || uids.length == 0) && readNamespaces(linux.namespaces).isNew(USER);
}

/** Ranges of none while the files are asked for. */
function readDefaultIdmaps(facts: Facts, context: Context): DefaultIdmaps {
  const uid = facts.caller!.uid;
  // All are asked for at once.
  const passwd = context.file('passwd', '/etc/passwd', ACCOUNTS_LIMIT);
  const subuid = context.file('subuid', '/etc/subuid', ACCOUNTS_LIMIT);
  const subgid = context.file('subgid', '/etc/subgid', ACCOUNTS_LIMIT);
  const name = passwd === null ? '' : userName(textOf(passwd), uid);
  if (subuid === null || subgid === null) return new DefaultIdmaps(null, null);
  const uids = findSubIds(textOf(subuid), name, uid);
  const gids = findSubIds(textOf(subgid), name, uid);
  // One without the other would leave files of half an owner.
  const isWhole = uids !== null && gids !== null;
  return new DefaultIdmaps(isWhole ? uids : null, isWhole ? gids : null);
}

/** A file that is missing gives nobody anything. */
function textOf(file: Input): string {
  const bytes = file.bytes();
  return bytes === null ? '' : bytes.toText();
}

function checkPrivilege(container: Container, defaults: DefaultIdmaps | null, out: Plan): void {
  const namespaces = container.namespaces;
  if (!container.isRoot && !namespaces.isOwn(USER)) {
    const text = 'a caller without root needs a user namespace: add {"type": "user"}';
    out.refuse(NEEDS_ROOT, '/linux/namespaces', text);
  }
  if (!container.isRoot && namespaces.isNew(TIME)) {
    // The helper makes it for its child, before there is a user namespace in which it could.
    const text = 'a caller without root cannot make a time namespace';
    out.refuse(NEEDS_ROOT, namespaces.from(TIME), text);
  }
  if (namespaces.isNew(USER) && defaults === null && container.uids.length == 0) {
    const text = 'a new user namespace needs /linux/uidMappings and /linux/gidMappings';
    out.refuse(MAPPINGS_MISSING, '/linux/namespaces', text);
  }
}

/** A limit that nothing would enforce. */
function checkLimits(container: Container, out: Plan): void {
  // Without a name that systemd takes there are none either, which is told already.
  if (container.settings.cgroupManager == 'systemd') return;
  if (container.layout.cgroups.length > 0 || !container.hasLimits) return;
  out.refuse(LIMITS_WITHOUT_CGROUP, '/linux/resources', 'cannot set limits without cgroups');
}
