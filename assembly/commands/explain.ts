// explain: what the seccomp program of a config does with a system call, and which rule of the profile is why; or the
// program itself, instruction by instruction. The answer is the program's own: it is run, not guessed from the profile.

import { LinuxSeccomp } from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { syscallIndex, syscallName, TABLE_X32 } from '../../generated/assembly/syscalls';
import { decodeBase64 } from '../base/bytes';
import { Architecture, nativeName, X32_BIT } from '../bpf/architectures';
import { describeAction, disassemble } from '../bpf/disassemble';
import { Run, runProgram } from '../bpf/machine';
import { architectureNamed, indexesOfNumber, nameOfNumber, numberOf } from '../bpf/names';
import { Notes } from '../bpf/notes';
import { Profile } from '../bpf/profile';
import { dataOf, Program } from '../bpf/program';
import { Rules } from '../bpf/rules';
import { SKIPPED } from '../bpf/seccomp';
import { describeArgs } from '../bpf/words';
import { Config } from '../config/read';
import { JsonWriter } from '../json/write';
import { Plan } from '../plan/actions';
import { annotation, SECCOMP_DATA } from '../plan/annotations';
import { FILTER_MISSING, FILTER_QUESTION, OPTION_MISSING } from '../plan/codes';
import { givenSeccomp, readProfile, readSeccomp, SeccompPlan } from '../plan/seccomp';
import { Context } from './command';

const AT: string = '/linux/seccomp';
const ARGUMENTS: i32 = 6;
const URETPROBE: u32 = 335;
const UPROBE: u32 = 336;

/** The call that is asked about. */
@final
class Question {
  number: u32 = 0;
  /** As it was asked, or the first that the number has; '' when it has none. */
  name: string = '';
  args: u64[] = [];

  constructor(public architecture: Architecture) {}
}

@final
class Filter {
  /** Null: the program was given, and nobody knows what it was made from. */
  profile: Profile | null = null;

  constructor(
    readonly program: Program,
    readonly from: string,
  ) {}
}

export function explain(context: Context): void {
  const path = context.option('config');
  if (path === null) {
    context.error(OPTION_MISSING, 'no config to explain');
    return;
  }
  const facts = context.facts();
  const config = context.config(path);
  if (facts === null || config === null) return;
  const filter = readFilter(config, facts, context);
  if (filter === null) return;
  const call = context.option('syscall');
  let question: Question | null = null;
  if (call !== null) question = readQuestion(call, facts, context);
  if (context.diagnostics.errors > 0) return;
  const out = new JsonWriter(8192);
  out.beginObject();
  let run: Run | null = null;
  if (question !== null) {
    run = ask(filter, question);
    writeAnswer(question, run, filter, out);
  }
  if (context.flag('bpf')) writeProgram(filter.program, run, out);
  writeUnsigned('size', filter.program.size, out);
  out.endObject();
  context.output(out.buffer.toText(), 0);
}

function readFilter(config: Config, facts: Facts, context: Context): Filter | null {
  // What the compiler has to say about the profile is told by `plan` and `validate`.
  const out = new Plan(config.doc, context.diagnostics, false);
  const linux = config.spec.linux;
  let seccomp: LinuxSeccomp | null = null;
  if (linux !== null) seccomp = linux.seccomp;
  const data = annotation(config.doc, config.spec.annotations, SECCOMP_DATA);
  let plan: SeccompPlan;
  if (data !== null) plan = givenSeccomp(data, seccomp, out);
  else plan = readSeccomp(seccomp, facts, false, null, out);
  if (context.diagnostics.errors > 0) return null;
  const encoded = plan.program;
  if (encoded === null) {
    const text = 'the config has no /linux/seccomp: every system call is allowed';
    context.error(FILTER_MISSING, text);
    return null;
  }
  const program = decodeBase64(encoded) as ArrayBuffer;
  const filter = new Filter(new Program(program), plan.from);
  if (data === null && seccomp !== null) {
    const actions = facts.seccomp!.actions;
    filter.profile = readProfile(seccomp, facts.architecture, actions, out);
  }
  return filter;
}

function ask(filter: Filter, question: Question): Run {
  const architecture = question.architecture;
  const big = architecture.isBigEndian;
  return runProgram(
    filter.program,
    dataOf(architecture.token, question.number, question.args, big),
  );
}

function readQuestion(call: string, facts: Facts, context: Context): Question | null {
  const asked = context.option('arch');
  const word = asked === null ? nativeName(facts.architecture) : asked;
  const architecture = architectureNamed(word);
  if (architecture === null) {
    context.error(FILTER_QUESTION, `no table of system calls for the architecture \`${word}\``);
    return null;
  }
  const question = new Question(architecture);
  if (!readNumber(call, question, context)) return null;
  for (let i = 0; i < ARGUMENTS; i++) question.args.push(0);
  const args = context.texts('args');
  for (let i = 0; i < args.length; i++) readArg(args[i], question, context);
  return question;
}

function readNumber(call: string, question: Question, context: Context): bool {
  const number = parse(call);
  const architecture = question.architecture;
  if (number >= 0) {
    question.number = <u32>number;
    if (architecture.table == TABLE_X32) question.number |= X32_BIT;
    question.name = nameOfNumber(architecture, question.number);
    return true;
  }
  question.name = call;
  const index = syscallIndex(call);
  const named = index < 0 ? -1 : numberOf(architecture, index);
  question.number = <u32>named;
  if (named >= 0) return true;
  const where = index < 0 ? 'no architecture has a' : `${architecture.name.toLowerCase()} has no`;
  context.error(FILTER_QUESTION, `${where} system call \`${call}\``);
  return false;
}

function readArg(text: string, question: Question, context: Context): void {
  const equals = text.indexOf('=');
  const index = equals < 1 ? -1 : parse(text.substring(0, equals));
  const value = equals < 0 ? '' : text.substring(equals + 1);
  const isNegative = value.startsWith('-');
  const isValue = isInteger(isNegative ? value.substring(1) : value);
  if (index < 0 || index >= ARGUMENTS || !isValue) {
    const wanted = 'N=V with N from 0 to 5 and V an integer, such as 1=0x80000';
    context.error(FILTER_QUESTION, `expected ${wanted}, found \`${text}\``);
    return;
  }
  question.args[<i32>index] = isNegative ? -read(value.substring(1)) : read(value);
}

/** -1: no number that a system call can have. */
function parse(text: string): i64 {
  if (!isInteger(text)) return -1;
  const value = read(text);
  return value > u32.MAX_VALUE ? -1 : <i64>value;
}

/** Decimal, or hexadecimal after 0x; of at most 64 bits. */
function isInteger(text: string): bool {
  const isHex = text.startsWith('0x');
  const digits = isHex ? text.substring(2) : text;
  if (digits.length == 0 || digits.length > (isHex ? 16 : 20)) return false;
  let value: u64 = 0;
  for (let i = 0; i < digits.length; i++) {
    const code = digits.charCodeAt(i);
    const isDigit = code >= 0x30 && code <= 0x39;
    const isLetter = isHex && (code | 0x20) >= 0x61 && (code | 0x20) <= 0x66;
    if (!isDigit && !isLetter) return false;
    if (isHex) continue;
    const digit = <u64>code - 0x30;
    if (value > (u64.MAX_VALUE - digit) / 10) return false;
    value = value * 10 + digit;
  }
  return true;
}

function read(text: string): u64 {
  return text.startsWith('0x') ? U64.parseInt(text.substring(2), 16) : U64.parseInt(text, 10);
}

function writeAnswer(question: Question, run: Run, filter: Filter, out: JsonWriter): void {
  const architecture = question.architecture;
  out.key('action');
  if (run.refused < 0) out.text(describeAction(run.action));
  else out.text(`none: the kernel refuses the program, for its instruction ${run.refused}`);
  out.key('architecture');
  out.text(architecture.name.toLowerCase());
  out.key('arguments');
  out.beginArray();
  for (let i = 0; i < ARGUMENTS; i++) out.unsigned(question.args[i]);
  out.endArray();
  writeReason(question, run, filter, out);
  const exempt = exemption(architecture, question.number);
  if (exempt != '') writeText('exempt', exempt, out);
  out.key('looked');
  out.beginArray();
  for (let i = 0; i < ARGUMENTS; i++) if (run.looked & (1 << i)) out.unsigned(i);
  out.endArray();
  if (question.name != '') writeText('name', question.name, out);
  writeUnsigned('number', question.number, out);
  out.key('path');
  out.beginArray();
  for (let i = 0; i < run.path.length; i++) out.unsigned(run.path[i]);
  out.endArray();
}

/** Calls that the kernel's own uprobes make in a program's name, and lets through (kernel/seccomp.c). */
function exemption(architecture: Architecture, number: u32): string {
  if (architecture.name != 'X86_64') return '';
  if (number == URETPROBE) return 'Linux 6.14 and later let it through whatever a filter says';
  if (number == UPROBE) return 'Linux 6.18 and later let it through whatever a filter says';
  return '';
}

/** Why: `by` is a word, `because` a sentence, `at` the place in the config. */
function writeReason(question: Question, run: Run, filter: Filter, out: JsonWriter): void {
  out.key('decided');
  out.beginObject();
  const profile = filter.profile;
  if (profile === null) {
    writeReasonOf(filter.from, 'the program was given as it is: no rule is known', 'program', out);
  } else if (!isListed(profile, question)) {
    const text = 'the profile does not have the architecture';
    writeReasonOf(`${AT}/architectures`, text, 'architecture', out);
  } else {
    writeRule(profile, question, run, out);
  }
  out.endObject();
}

function writeRule(profile: Profile, question: Question, run: Run, out: JsonWriter): void {
  const rules = new Rules(profile, false, new Notes(), profile.rules.length);
  const index = findNamed(rules, question);
  const rule = index < 0 ? -1 : rules.decide(index, question.args);
  const alias = index < 0 ? '' : describeAlias(syscallName(index), question);
  if (rule >= 0) {
    const text = describeArgs(profile.rules[rule].args) + alias;
    writeReasonOf(`${AT}/syscalls/${rule}`, text, 'rule', out);
  } else if (run.action == profile.defaultAction) {
    let text = 'no rule is about this call';
    if (index >= 0) text = describeOthers(profile, syscallName(index)) + alias;
    writeReasonOf(`${AT}/defaultAction`, text, 'default', out);
  } else {
    const text = 'newer than every call that the profile names: said not to exist';
    writeReasonOf(`${AT}/syscalls`, text, 'newer', out);
  }
}

/** Of the number's names the one whose rules are asked, or -1: no rule has any of them. */
function findNamed(rules: Rules, question: Question): i32 {
  const indexes = indexesOfNumber(question.architecture, question.number);
  for (let i = 0; i < indexes.length; i++) {
    // As the compiler takes them: one name's rules stand for the number.
    if (rules.outcomes[indexes[i]] !== null) return indexes[i];
  }
  return -1;
}

function describeAlias(name: string, question: Question): string {
  return name == question.name ? '' : `, as ${name}, which has the same number`;
}

/** The rules about a call for which the default decides. */
function describeOthers(profile: Profile, name: string): string {
  for (let i = 0; i < profile.rules.length; i++) {
    const rule = profile.rules[i];
    if (rule.action != profile.defaultAction && rule.names.includes(name)) {
      return 'the rules about this call ask for other arguments';
    }
  }
  return 'the rules about this call have the default action';
}

function isListed(profile: Profile, question: Question): bool {
  const name = question.architecture.name;
  if (name != 'X86_64' && name != 'X32') return has(profile, name);
  // Both have one token, which is all that a skipped call is known by.
  if (question.number == SKIPPED) return has(profile, 'X86_64') || has(profile, 'X32');
  return has(profile, (question.number & X32_BIT) != 0 ? 'X32' : 'X86_64');
}

function has(profile: Profile, architecture: string): bool {
  const name = 'SCMP_ARCH_' + architecture;
  return name == nativeName(profile.nativeArch) || profile.architectures.includes(name);
}

function writeReasonOf(at: string, because: string, by: string, out: JsonWriter): void {
  writeText('at', at, out);
  writeText('because', because, out);
  writeText('by', by, out);
}

function writeProgram(program: Program, run: Run | null, out: JsonWriter): void {
  const lines = disassemble(program);
  out.key('program');
  out.beginArray();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at];
    out.beginObject();
    if (line.label != '') writeText('label', line.label, out);
    if (line.note != '') writeText('note', line.note, out);
    if (run !== null && run.path.includes(at)) {
      out.key('ran');
      out.flag(true);
    }
    writeText('text', line.text, out);
    out.endObject();
  }
  out.endArray();
}

function writeText(name: string, value: string, out: JsonWriter): void {
  out.key(name);
  out.text(value);
}

function writeUnsigned(name: string, value: u64, out: JsonWriter): void {
  out.key(name);
  out.unsigned(value);
}
