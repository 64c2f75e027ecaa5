// restore: a container is made from what `checkpoint` wrote, and goes on where it was.

import { CriuInherited } from '../../generated/assembly/actions';
import { Process } from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { Diagnostics } from '../base/diagnostics';
import { ARRAY, NONE, STRING } from '../json/document';
import { readJson } from '../json/read';
import { Plan, writePlan } from '../plan/actions';
import { CONSOLE_SOCKET, CRIU_IMAGES, OPTION_MISSING, PROCESS_MISSING } from '../plan/codes';
import { refuseCriu } from '../plan/criu';
import { refuseLater } from '../plan/later';
import { Container } from '../plan/read';
import { planRestore, RestoreOptions } from '../plan/restore';
import { Settings } from '../plan/settings';
import { terminalProblem } from '../plan/terminal';
import { Context } from './command';
import { findCriu, readCriuOptions } from './criu';
import { Input } from './input';
import { notifySocket, readId, readRefusedProperties, readRoot } from './request';

const DESCRIPTORS_LIMIT: i32 = 65536;
const STREAMS: i32 = 3;
const PIPE: string = 'pipe:';

export function restore(context: Context): void {
  const program = findCriu(context);
  if (program === null) return;
  const settings = readSettings(context);
  const images = context.option('imagePath');
  if (settings === null) return;
  // All are asked for at once.
  const refused =
    settings.cgroupManager == 'systemd' ? readRefusedProperties(settings.root, context) : [];
  const facts = context.facts();
  const descriptors = context.file('descriptors', images! + '/descriptors.json', DESCRIPTORS_LIMIT);
  const config = context.config(settings.config, context.advice);
  if (facts === null || config === null || descriptors === null) return;
  if (refused === null) return;
  settings.refusedProperties = refused;
  const criu = readCriuOptions(program, config, context);
  const streams = readDescriptors(images!, descriptors, context);
  if (criu === null || streams === null || context.diagnostics.errors > 0) return;
  const out = new Plan(config.doc, context.diagnostics, context.flag('strict'));
  const process = config.spec.process;
  if (process === null) {
    out.refuse(PROCESS_MISSING, '', 'block `process` not found');
    return;
  }
  settings.notify = notifySocket(facts);
  const container = new Container(settings, config, process, facts, null, out);
  refuseLater(config.spec, config.doc, facts.cgroups!.mode == 'unified', out);
  refuseCriu(container, out);
  const problem = terminalProblem(process, settings);
  if (problem !== null) out.refuse(CONSOLE_SOCKET, '/process/terminal', problem);
  if (context.diagnostics.errors > 0) return;
  const options = new RestoreOptions();
  options.inherited = streams;
  options.lsmProfile = context.option('lsmProfile');
  if (options.lsmProfile === null) options.lsmProfile = selinuxProfile(process, facts);
  options.lsmMountContext = context.option('lsmMountContext');
  planRestore(container, criu, options, out);
  if (context.diagnostics.errors > 0) return;
  context.plan(writePlan(settings.command, settings.id, out.before, out.after));
}

/**
 * A criu without SELinux keeps no label in its images, and its processes would run without: named to it, the label is
 * set, or the restore fails.
 */
function selinuxProfile(process: Process, facts: Facts): string | null {
  const label = process.selinuxLabel;
  if (label === null || label == '' || !facts.security!.selinux) return null;
  return 'selinux:' + label;
}

/** Null when something is asked for or wrong. */
function readSettings(context: Context): Settings | null {
  const settings = new Settings();
  settings.command = context.command;
  settings.id = readId(context);
  const root = readRoot(context);
  const bundle = context.option('bundle');
  if (bundle === null || context.option('imagePath') === null) {
    context.error(OPTION_MISSING, 'no bundle, or no directory of images given');
    return null;
  }
  settings.consoleSocket = context.option('consoleSocket');
  const manager = context.option('cgroupManager');
  if (root === null || context.diagnostics.errors > 0) return null;
  settings.root = root;
  settings.bundle = bundle;
  settings.config = bundle + '/config.json';
  settings.pidFile = context.option('pidFile');
  settings.detach = context.flag('detach');
  settings.redact = context.flag('redact');
  if (manager !== null) settings.cgroupManager = manager;
  return settings;
}

/** Standard streams that were pipes are the caller's own now; the others are in the images. */
function readDescriptors(images: string, file: Input, context: Context): CriuInherited[] | null {
  const path = images + '/descriptors.json';
  const error = file.error;
  const bytes = file.bytes();
  if (error !== null || bytes === null) {
    const why = error === null ? 'not text' : error;
    context.error(CRIU_IMAGES, `no images of a checkpoint: ${path}: ${why}`);
    return null;
  }
  const doc = readJson(path, bytes.pointer, bytes.length, new Diagnostics());
  const streams: CriuInherited[] = [];
  if (doc === null || doc.kind(0) != ARRAY) {
    context.error(CRIU_IMAGES, `${path}: expected a list of ${STREAMS} texts`);
    return null;
  }
  let stream = 0;
  for (let at = doc.firstChild(0); at != NONE && stream < STREAMS; at = doc.next(at)) {
    if (doc.kind(at) == STRING && doc.text(at).startsWith(PIPE)) {
      const inherited = new CriuInherited();
      inherited.key = doc.text(at);
      inherited.stream = stream;
      streams.push(inherited);
    }
    stream++;
  }
  return streams;
}
