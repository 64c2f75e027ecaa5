// The seccomp program (config-linux.md#seccomp): linux.seccomp in the compiler's words, what the
// compiler had to say in the config's places, and when the program is loaded (seccomp(2)).

import { ListenerConnect, SeccompLoad } from '../../generated/assembly/actions';
import { LinuxSeccomp, LinuxSyscall } from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { encodeBase64 } from '../bpf/base64';
import { Note } from '../bpf/notes';
import { Arg, actionOf, EPERM, operatorOf, Profile, Rule } from '../bpf/profile';
import { compileSeccomp } from '../bpf/seccomp';
import { JsonWriter } from '../json/write';
import { ActionList, Plan } from './actions';
import { SECCOMP_DATA, SECCOMP_RECEIVER } from './annotations';
import { ANNOTATION_VALUE, SECCOMP_ACTION, SECCOMP_PROFILE, SECCOMP_UNKNOWN } from './codes';
import { stateHead, stateTail } from './hooks';
import { HookState } from './record';
import { describeNote, isUnknownName } from './seccomp-notes';

const AT: string = '/linux/seccomp';
const NOTIFY: string = 'SCMP_ACT_NOTIFY';
const NATIVE: string = 'SCMP_ARCH_NATIVE';
const ANY_MACHINE: string = 'x86_64';
/** Of the caller, as crun has it. */
const RECEIVER_VARIABLE: string = 'RUN_OCI_SECCOMP_RECEIVER';
const INSTRUCTION_SIZE: i32 = 8; // struct sock_filter
const LISTENS: string = 'NEW_LISTENER';
const FLAG_PREFIX: string = 'SECCOMP_FILTER_FLAG_';

// The kernel's words (seccomp(2), actions_avail) for the specification's.
const ACTIONS: StaticArray<string> = [
  'SCMP_ACT_KILL',
  'SCMP_ACT_KILL_THREAD',
  'SCMP_ACT_KILL_PROCESS',
  'SCMP_ACT_TRAP',
  'SCMP_ACT_ERRNO',
  'SCMP_ACT_TRACE',
  'SCMP_ACT_ALLOW',
  'SCMP_ACT_LOG',
  NOTIFY,
];
const KERNEL_ACTIONS: StaticArray<string> = [
  'kill_thread',
  'kill_thread',
  'kill_process',
  'trap',
  'errno',
  'trace',
  'allow',
  'log',
  'user_notif',
];

@final
export class SeccompPlan {
  /** In base64; null: no filter. */
  program: string | null = null;
  flags: string[] = [];
  from: string = AT;
  /** The agent's socket, asked by the filter; null: the filter asks nobody. */
  agent: string | null = null;
  /** Who names it. */
  agentFrom: string = AT + '/listenerPath';
  metadata: string | null = null;
}

/** `failUnknown`: a system call nobody knows is an error (run.oci.seccomp_fail_unknown_syscall). */
export function readSeccomp(
  config: LinuxSeccomp | null,
  facts: Facts,
  failUnknown: bool,
  receiver: string | null,
  out: Plan,
): SeccompPlan {
  const result = new SeccompPlan();
  if (config === null) return result;
  const profile = readProfile(config, facts.architecture, facts.seccomp!.actions, out);
  const compiled = compileSeccomp(profile);
  tellNotes(compiled.notes, failUnknown, out);
  if (!compiled.isUsable) return result;
  const program = compiled.program;
  result.program = encodeBase64(changetype<usize>(program), program.byteLength);
  result.flags = readFlags(config.flags, asks(config));
  if (asks(config)) readAgent(config, receiver, facts, result, out);
  result.metadata = config.listenerMetadata;
  return result;
}

/** What the compiler has to say of a profile, wherever it will be used. */
export function checkSeccomp(config: LinuxSeccomp, failUnknown: bool, out: Plan): void {
  const compiled = compileSeccomp(readProfile(config, ANY_MACHINE, null, out));
  tellNotes(compiled.notes, failUnknown, out);
}

/** Without no_new_privs it takes CAP_SYS_ADMIN, so it comes before that is given up; with it, last:
 * then the filter need not allow what the set-up itself calls. */
export function planSeccomp(seccomp: SeccompPlan, out: ActionList): void {
  const program = seccomp.program;
  if (program === null) return;
  const action = new SeccompLoad();
  action.program = program;
  if (seccomp.flags.length > 0) action.flags = seccomp.flags;
  action.from = seccomp.from;
  out.add(action);
}

/** The program of `run.oci.seccomp_bpf_data`, which takes the place of the profile's. */
export function givenSeccomp(data: string, config: LinuxSeccomp | null, out: Plan): SeccompPlan {
  const result = new SeccompPlan();
  result.from = '/annotations/' + SECCOMP_DATA;
  result.flags = readFlags(config === null ? null : config.flags, false);
  result.program = data;
  const length = base64Length(data);
  if (length <= 0 || length % INSTRUCTION_SIZE != 0) {
    out.refuse(SECCOMP_PROFILE, result.from, 'invalid seccomp BPF data');
  }
  return result;
}

/** What the text stands for, in bytes; -1: it is not base64 (RFC 4648, with padding). */
function base64Length(text: string): i32 {
  if (text.length % 4 != 0) return -1;
  let padding = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code == 0x3d && i >= text.length - 2) padding++;
    else if (padding > 0 || !isBase64(code)) return -1;
  }
  return (text.length / 4) * 3 - padding;
}

function isBase64(code: i32): bool {
  if (code == 0x2b || code == 0x2f) return true;
  if (code >= 0x30 && code <= 0x39) return true;
  return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
}

/** Connected while the process waits: who answers must be there before there is a question. */
export function planListener(
  seccomp: SeccompPlan,
  state: HookState,
  status: string,
  out: ActionList,
): void {
  const path = seccomp.agent;
  if (path === null) return;
  const action = new ListenerConnect();
  action.path = path;
  action.head = `{"ociVersion":${quoted(state.ociVersion)},"fds":["seccompFd"],"pid":`;
  const metadata = seccomp.metadata;
  const shown = metadata === null ? '' : `,"metadata":${quoted(metadata)}`;
  action.middle = `${shown},"state":${stateHead(state)}`;
  action.tail = stateTail(state, state.bundle, status) + '}';
  action.from = seccomp.agentFrom;
  out.add(action);
}

function quoted(text: string): string {
  const out = new JsonWriter();
  out.text(text);
  return out.buffer.toText();
}

/** As crun and runc: speculation stays allowed unless flags are given, be it none. */
function readFlags(flags: string[] | null, asks: bool): string[] {
  const names: string[] = [];
  if (asks) names.push(LISTENS);
  if (flags === null) {
    names.push('SPEC_ALLOW');
    return names;
  }
  for (let i = 0; i < flags.length; i++) {
    const name = flags[i].substring(FLAG_PREFIX.length);
    // A wait for an answer that never comes is nothing to a filter that asks nobody.
    if (name == 'WAIT_KILLABLE_RECV' && !asks) continue;
    // Two results of one call: the kernel gives the listener, and an error instead of a thread's id.
    if (name == 'TSYNC' && asks && !names.includes('TSYNC_ESRCH')) names.push('TSYNC_ESRCH');
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

/** Whether some rule, or the default, leaves the decision to an agent. */
function asks(config: LinuxSeccomp): bool {
  if (config.defaultAction == NOTIFY) return true;
  const syscalls = config.syscalls;
  if (syscalls === null) return false;
  for (let i = 0; i < syscalls.length; i++) if (syscalls[i].action == NOTIFY) return true;
  return false;
}

/** The config's own, the annotation's `receiver`, or the caller's: in crun's order. */
function readAgent(
  config: LinuxSeccomp,
  receiver: string | null,
  facts: Facts,
  result: SeccompPlan,
  out: Plan,
): void {
  const path = config.listenerPath;
  if (path !== null && path != '') {
    result.agent = path;
    return;
  }
  const isAnnotated = receiver !== null;
  const found = isAnnotated ? receiver : facts.caller!.seccompReceiver;
  if (found === null) return; // told by who plans
  result.agent = found;
  result.agentFrom = isAnnotated ? '/annotations/' + SECCOMP_RECEIVER : RECEIVER_VARIABLE;
  if (!found.startsWith('/')) {
    const text = `the seccomp receiver \`${found}\` is not an absolute path`;
    out.refuse(ANNOTATION_VALUE, result.agentFrom, text);
  }
}

/** A filter that would ask, and nobody there: validation cannot know what only the caller says. */
export function refuseUnheard(seccomp: SeccompPlan, out: Plan): void {
  if (seccomp.agent !== null || !seccomp.flags.includes(LISTENS)) return;
  const text = `SCMP_ACT_NOTIFY needs listenerPath, or ${RECEIVER_VARIABLE} set as when the container was made`;
  out.refuse(SECCOMP_PROFILE, AT, text);
}

/** `actions`: those that the kernel has; null: all of them. */
export function readProfile(
  config: LinuxSeccomp,
  architecture: string,
  actions: string[] | null,
  out: Plan,
): Profile {
  const profile = new Profile();
  profile.nativeArch = architecture;
  const errno = config.hasDefaultErrnoRet ? <u32>config.defaultErrnoRet : EPERM;
  profile.defaultAction = actionOf(config.defaultAction, errno);
  checkAction(config.defaultAction, actions, -1, out);
  const architectures = config.architectures;
  if (architectures !== null) {
    for (let i = 0; i < architectures.length; i++) {
      // The compiler has the native one without being asked.
      if (architectures[i] != NATIVE) profile.architectures.push(architectures[i]);
    }
  }
  const syscalls = config.syscalls;
  if (syscalls === null) return profile;
  for (let i = 0; i < syscalls.length; i++) {
    profile.rules.push(readRule(syscalls[i]));
    checkAction(syscalls[i].action, actions, i, out);
  }
  return profile;
}

function readRule(syscall: LinuxSyscall): Rule {
  const errno = syscall.hasErrnoRet ? <u32>syscall.errnoRet : EPERM;
  const rule = new Rule(syscall.names, actionOf(syscall.action, errno));
  const args = syscall.args;
  if (args === null) return rule;
  for (let i = 0; i < args.length; i++) {
    const arg = args[i];
    rule.args.push(new Arg(<i32>arg.index, operatorOf(arg.op), arg.value, arg.valueTwo));
  }
  return rule;
}

/** `rule`: whose action it is; -1: the default. */
function checkAction(action: string, available: string[] | null, rule: i32, out: Plan): void {
  const index = ACTIONS.indexOf(action);
  if (available === null || index < 0 || available.includes(KERNEL_ACTIONS[index])) return;
  const pointer = rule < 0 ? AT + '/defaultAction' : `${AT}/syscalls/${rule}/action`;
  out.refuse(SECCOMP_ACTION, pointer, `this kernel has no seccomp action ${KERNEL_ACTIONS[index]}`);
}

/** Names that nobody knows are one line, however many they are: engines' profiles run ahead of tables. */
function tellNotes(notes: Note[], failUnknown: bool, out: Plan): void {
  const unknown: string[] = [];
  for (let i = 0; i < notes.length; i++) {
    const note = notes[i];
    if (isUnknownName(note)) {
      unknown.push(note.name);
      continue;
    }
    const pointer = note.rule < 0 ? AT : `${AT}/syscalls/${note.rule}`;
    if (note.isError) out.refuse(SECCOMP_PROFILE, pointer, describeNote(note));
    else out.warn(SECCOMP_PROFILE, pointer, describeNote(note));
  }
  if (unknown.length == 0) return;
  const text = `unknown seccomp syscall${unknown.length > 1 ? 's' : ''} ignored: ${unknown.join(', ')}`;
  if (failUnknown) out.refuse(SECCOMP_UNKNOWN, AT + '/syscalls', text.replace(' ignored', ''));
  else out.warn(SECCOMP_UNKNOWN, AT + '/syscalls', text);
}
