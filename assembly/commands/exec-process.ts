// The process that exec is asked for: from a file of its own, or from options over the config's
// process. What neither says is as the container's own; limits, priorities and no_new_privs are not
// (they belong to that one process).

import { decodeProcess, LinuxCapabilities, Process, User } from '../../generated/assembly/config';
import { capabilityNumber, validateProcess } from '../config/rules/process';
import { Rules } from '../config/rules/rules';
import { Document } from '../json/document';
import { OPTION_MISSING, OPTION_VALUE, PROCESS_FILE } from '../plan/codes';
import { Context } from './command';
import { FILE_LIMIT, isAsInConfig, readFile } from './file';
import { Input } from './input';

const ID_LAST: u64 = 0xfffffffe; // 2^32 - 1 stands for "leave it as it is" (setresuid(2))

// What counts for nothing beside a file.
const TEXTS_BESIDE: string[] = ['cwd', 'user', 'apparmor', 'processLabel'];
const LISTS_BESIDE: string[] = ['env', 'cap', 'additionalGids'];

/** Null: it is asked for, or there is none. */
export function askProcessFile(context: Context): Input | null {
  const path = context.option('process');
  return path === null ? null : context.file('process', path, FILE_LIMIT);
}

/** Null: it is wrong, which is told. `made`: the process in the container's config. */
export function readProcess(file: Input | null, made: Process, context: Context): Process | null {
  const before = context.diagnostics.errors;
  const process = file === null ? readOptions(made, context) : readFromFile(file, context);
  if (process === null || context.diagnostics.errors > before) return null;
  // What the file leaves out is the container's.
  if (process.env === null) process.env = made.env;
  if (process.user === null) process.user = made.user;
  if (process.capabilities === null) process.capabilities = made.capabilities;
  if (process.apparmorProfile === null) process.apparmorProfile = made.apparmorProfile;
  if (process.selinuxLabel === null) process.selinuxLabel = made.selinuxLabel;
  if (process.execCPUAffinity === null) process.execCPUAffinity = made.execCPUAffinity;
  return process;
}

function readFromFile(file: Input, context: Context): Process | null {
  const path = context.option('process')!;
  const doc = readFile(file, path, 'process file', PROCESS_FILE, context);
  if (doc === null || !isAsInConfig(doc, 'process', context.diagnostics)) return null;
  const process = decodeProcess<Document>(doc, 0);
  validateProcess(process, new Rules(doc, context.flag('strict'), context.diagnostics));
  tellIgnored(process, context);
  return process;
}

/** As crun and runc: the file is all that counts. */
function tellIgnored(process: Process, context: Context): void {
  const ignored: string[] = [];
  for (let i = 0; i < TEXTS_BESIDE.length; i++) {
    if (context.option(TEXTS_BESIDE[i]) !== null) ignored.push(flagOf(TEXTS_BESIDE[i]));
  }
  for (let i = 0; i < LISTS_BESIDE.length; i++) {
    if (context.texts(LISTS_BESIDE[i]).length > 0) ignored.push(flagOf(LISTS_BESIDE[i]));
  }
  if (context.flag('noNewPrivs')) ignored.push('--no-new-privs');
  // Engines say it beside a file that says so, too.
  if (isTerminalAsked(context) && !process.terminal) ignored.push('--tty');
  if (context.texts('args').length > 0) ignored.push('the words after the id');
  if (ignored.length == 0) return;
  const text = `the process is the one in the file: not looked at are ${ignored.join(', ')}`;
  context.diagnostics.warning(OPTION_VALUE, text);
}

/** `additionalGids` → `--additional-gids`. */
function flagOf(option: string): string {
  let flag = '--';
  for (let i = 0; i < option.length; i++) {
    const letter = option.charAt(i);
    flag += letter < 'a' ? '-' + letter.toLowerCase() : letter;
  }
  return flag;
}

/** `--tty`, or `--tty=WORD`: any word but two of denial. */
function isTerminalAsked(context: Context): bool {
  const word = context.option('tty');
  return word !== null && word != 'false' && word != 'no';
}

function readOptions(made: Process, context: Context): Process {
  const process = new Process();
  process.args = context.texts('args');
  if (process.args.length == 0)
    context.error(OPTION_MISSING, 'please specify a command to execute');
  else if (process.args[0] == '') context.error(OPTION_VALUE, 'expected the name of a program');
  const cwd = context.option('cwd');
  process.cwd = cwd === null ? '/' : cwd;
  if (!process.cwd.startsWith('/')) {
    context.error(OPTION_VALUE, `cwd must be an absolute path, found \`${process.cwd}\``);
  }
  const env = context.texts('env');
  for (let i = 0; i < env.length; i++) {
    if (env[i].indexOf('=') > 0) continue;
    context.error(OPTION_VALUE, `invalid environment variable \`${env[i]}\`: expected NAME=VALUE`);
  }
  process.env = mergeEnv(made.env, env);
  process.user = readUser(made.user, context);
  process.capabilities = readCapabilities(context);
  process.noNewPrivileges = context.flag('noNewPrivs');
  process.terminal = isTerminalAsked(context);
  process.apparmorProfile = context.option('apparmor');
  process.selinuxLabel = context.option('processLabel');
  return process;
}

/** A variable that is given replaces the container's, at its place. */
function mergeEnv(made: string[] | null, given: string[]): string[] {
  const env: string[] = made === null ? [] : made.slice(0);
  for (let i = 0; i < given.length; i++) {
    const name = nameOf(given[i]);
    let at = 0;
    while (at < env.length && nameOf(env[at]) != name) at++;
    if (at == env.length) env.push(given[i]);
    else env[at] = given[i];
  }
  return env;
}

/** Configs may hold a name alone. */
function nameOf(variable: string): string {
  const end = variable.indexOf('=');
  return end < 0 ? variable : variable.substring(0, end);
}

/** `--user UID[:GID]`: read strictly, for a loose reading runs as somebody else. */
function readUser(made: User | null, context: Context): User | null {
  const word = context.option('user');
  const gids = context.texts('additionalGids');
  if (word === null && gids.length == 0) return made;
  const user = new User();
  if (word !== null) {
    const parts = word.split(':');
    user.uid = readId(parts[0], 'UID', context);
    if (parts.length > 1) user.gid = readId(parts[1], 'GID', context);
    if (parts.length > 2) context.error(OPTION_VALUE, 'invalid USERSPEC specified');
  } else if (made !== null) {
    user.uid = made.uid;
    user.gid = made.gid;
    user.hasUmask = made.hasUmask;
    user.umask = made.umask;
  }
  // Those of the config belong to its user.
  const own = word === null && made !== null ? made.additionalGids : null;
  const more: u64[] = own === null ? [] : own.slice(0);
  for (let i = 0; i < gids.length; i++) more.push(readId(gids[i], 'GID', context));
  user.additionalGids = more;
  return user;
}

function readId(text: string, what: string, context: Context): u64 {
  let id: u64 = 0;
  let isNumber = text.length > 0 && text.length <= 10;
  for (let i = 0; i < text.length && isNumber; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    isNumber = digit >= 0 && digit <= 9;
    id = id * 10 + <u64>digit;
  }
  if (!isNumber || id > ID_LAST) {
    context.error(OPTION_VALUE, `invalid ${what} specified: \`${text}\``);
    return 0;
  }
  return id;
}

/** Exactly these, and none inheritable (CVE-2022-27650); null: the container's. */
function readCapabilities(context: Context): LinuxCapabilities | null {
  const given = context.texts('cap');
  if (given.length == 0) return null;
  const names: string[] = [];
  for (let i = 0; i < given.length; i++) {
    const upper = given[i].toUpperCase();
    const name = upper.startsWith('CAP_') ? upper : 'CAP_' + upper;
    if (capabilityNumber(name) < 0) {
      context.error(OPTION_VALUE, `unknown capability \`${given[i]}\``);
    }
    names.push(name);
  }
  const sets = new LinuxCapabilities();
  sets.bounding = names;
  sets.effective = names;
  sets.permitted = names;
  sets.ambient = names;
  return sets;
}
