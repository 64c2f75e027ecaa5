// The seccomp program (config-linux.md#seccomp): linux.seccomp in the compiler's words, what the
// compiler had to say in the config's places, and when the program is loaded (seccomp(2)).

import { SeccompLoad } from '../../generated/assembly/actions';
import { LinuxSeccomp, LinuxSyscall } from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { encodeBase64 } from '../bpf/base64';
import { Note } from '../bpf/notes';
import { Arg, actionOf, EPERM, operatorOf, Profile, Rule } from '../bpf/profile';
import { compileSeccomp } from '../bpf/seccomp';
import { ActionList, Plan } from './actions';
import { SECCOMP_ACTION, SECCOMP_PROFILE, SECCOMP_UNKNOWN } from './codes';
import { describeNote, isUnknownName } from './seccomp-notes';

const AT: string = '/linux/seccomp';
const NATIVE: string = 'SCMP_ARCH_NATIVE';
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
];

@final
export class SeccompPlan {
  /** In base64; null: no filter. */
  program: string | null = null;
  flags: string[] = [];
}

/** `failUnknown`: a system call nobody knows is an error (run.oci.seccomp_fail_unknown_syscall). */
export function readSeccomp(
  config: LinuxSeccomp | null,
  facts: Facts,
  failUnknown: bool,
  out: Plan,
): SeccompPlan {
  const result = new SeccompPlan();
  if (config === null) return result;
  const profile = readProfile(config, facts, out);
  const compiled = compileSeccomp(profile);
  tellNotes(compiled.notes, failUnknown, out);
  if (!compiled.isUsable) return result;
  const program = compiled.program;
  result.program = encodeBase64(changetype<usize>(program), program.byteLength);
  result.flags = readFlags(config.flags);
  return result;
}

/** Without no_new_privs it takes CAP_SYS_ADMIN, so it comes before that is given up; with it, last:
 * then the filter need not allow what the set-up itself calls. */
export function planSeccomp(seccomp: SeccompPlan, out: ActionList): void {
  const program = seccomp.program;
  if (program === null) return;
  const action = new SeccompLoad();
  action.program = program;
  if (seccomp.flags.length > 0) action.flags = seccomp.flags;
  action.from = AT;
  out.add(action);
}

/** As crun and runc: speculation stays allowed unless flags are given, be it none. */
function readFlags(flags: string[] | null): string[] {
  if (flags === null) return ['SPEC_ALLOW'];
  const names: string[] = [];
  for (let i = 0; i < flags.length; i++) {
    const name = flags[i].substring(FLAG_PREFIX.length);
    if (!names.includes(name)) names.push(name);
  }
  return names;
}

function readProfile(config: LinuxSeccomp, facts: Facts, out: Plan): Profile {
  const actions = facts.seccomp!.actions;
  const profile = new Profile();
  profile.nativeArch = facts.architecture;
  const errno = config.hasDefaultErrnoRet ? <u32>config.defaultErrnoRet : EPERM;
  profile.defaultAction = actionOf(config.defaultAction, errno);
  checkAction(config.defaultAction, actions, AT + '/defaultAction', out);
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
    checkAction(syscalls[i].action, actions, `${AT}/syscalls/${i}/action`, out);
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

function checkAction(action: string, available: string[], pointer: string, out: Plan): void {
  const index = ACTIONS.indexOf(action);
  if (index < 0 || available.includes(KERNEL_ACTIONS[index])) return;
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
