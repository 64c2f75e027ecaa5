// What checkpoint and restore share: only root may, and only with criu (https://criu.org); and the
// options that both have.

import { Config } from '../config/read';
import { annotation } from '../plan/annotations';
import { NEEDS_ROOT, OPTION_MISSING, PROGRAM_MISSING } from '../plan/codes';
import { CriuOptions } from '../plan/criu';
import { Context } from './command';

const CRIU: string = 'criu';
const CONFIG_ANNOTATION: string = 'org.criu.config';
/** Where administrators have put it for crun, which reads runc's if there is none. */
const CONFIG_FILES: StaticArray<string> = ['/etc/criu/crun.conf', '/etc/criu/runc.conf'];

/** Where criu is; null: inputs are asked for, or why not is told. */
export function findCriu(context: Context): string | null {
  const caller = context.caller();
  const program = context.program(CRIU);
  if (caller === null || program === null) return null;
  if (caller.unsigned('uid') != 0) {
    const what = context.command == 'checkpoint' ? 'checkpointing' : 'restoring';
    context.error(NEEDS_ROOT, `${what} requires root`);
    return null;
  }
  const path = program.text('path');
  if (path !== null) return path;
  const text =
    "no `criu` in PATH, which does the work: install it (Debian's and Fedora's package is `criu`)";
  context.error(PROGRAM_MISSING, text);
  return null;
}

/** Null: inputs are asked for, or what is wrong is told. */
export function readCriuOptions(
  program: string,
  config: Config,
  context: Context,
): CriuOptions | null {
  const images = context.option('imagePath');
  if (images === null) {
    context.error(OPTION_MISSING, 'no directory of images given');
    return null;
  }
  const work = context.option('workPath');
  const options = new CriuOptions();
  options.program = program;
  options.images = images;
  options.work = work === null ? images : work;
  addFlag('tcpEstablished', 'tcp-established', options, context);
  addFlag('tcpClose', 'tcp-close', options, context);
  addFlag('extUnixSk', 'ext-unix-sk', options, context);
  addFlag('shellJob', 'shell-job', options, context);
  addFlag('fileLocks', 'file-locks', options, context);
  options.cgroupMode = context.option('manageCgroupsMode');
  options.networkLock = context.option('networkLock');
  const empty = context.option('emptyNs');
  if (empty !== null) options.emptyNamespaces = [empty];
  options.config = annotation(config.doc, config.spec.annotations, CONFIG_ANNOTATION);
  if (options.config === null) readConfigFile(options, context);
  return context.isAsking ? null : options;
}

function addFlag(option: string, flag: string, options: CriuOptions, context: Context): void {
  if (context.flag(option)) options.flags.push(flag);
}

function readConfigFile(options: CriuOptions, context: Context): void {
  for (let i = CONFIG_FILES.length - 1; i >= 0; i--) {
    const file = context.stat(`criu/${i}`, CONFIG_FILES[i]);
    if (file !== null && file.error === null) options.config = CONFIG_FILES[i];
  }
}
