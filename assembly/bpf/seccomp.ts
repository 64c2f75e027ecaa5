// Seccomp profiles to classic BPF. The program loads the architecture, then the number, searches it, and loads
// arguments only after the number matched: then the kernel can tell by itself which calls are always allowed, and never
// runs the filter for them (kernel/seccomp.c, seccomp_is_const_allow).
import {
  syscallAt,
  syscallNumber,
  TABLE_ARM,
  TABLE_S390X,
  TABLE_X32,
  TABLE_X86,
  TABLE_X86_64,
} from '../../generated/assembly/syscalls';
import { ARM_PRIVATE, Architecture, architectureOf, nativeName, X32_BIT } from './architectures';
import { Assembler, MAX_INSTRUCTIONS, Place } from './cbpf';
import { JEQ } from './codes';
import { Matcher } from './match';
import { NOTE_NO_TABLE, NOTE_TOO_LARGE, Note, Notes } from './notes';
import {
  ENOSYS,
  Profile,
  RET_ACTION,
  RET_ALLOW,
  RET_ERRNO,
  RET_KILL_THREAD,
  RET_LOG,
  RET_TRACE,
} from './profile';
import { Rules } from './rules';
import { Intervals, Outcome, Outcomes, search } from './search';

const NR_OFFSET: u32 = 0; // struct seccomp_data, linux/seccomp.h
const ARCH_OFFSET: u32 = 4;
const NONE: i32 = -1;
/** A tracer that skips a call sets its number to -1: no rule and no ENOSYS may apply. */
export const SKIPPED: u32 = 0xffffffff;

@final
export class Compiled {
  /** struct sock_filter[], little endian; empty when a note is an error. */
  program: ArrayBuffer = new ArrayBuffer(0);
  notes: Note[] = [];

  get instructions(): i32 {
    return this.program.byteLength >> 3;
  }

  get isUsable(): bool {
    return this.program.byteLength > 0;
  }
}

export function compileSeccomp(profile: Profile): Compiled {
  const result = new Compiled();
  const notes = new Notes();
  result.notes = notes.list;
  const out = assemble(profile, notes, profile.rules.length);
  if (out.size > MAX_INSTRUCTIONS || notes.tooMany >= 0) {
    const note = new Note(NOTE_TOO_LARGE);
    note.size = max(out.size, MAX_INSTRUCTIONS + 1);
    note.rule = firstTooMany(profile, notes.tooMany);
    notes.list.push(note);
  }
  for (let i = 0, count = notes.list.length; i < count; i++) {
    if (notes.list[i].isError) return result;
  }
  result.program = out.toArrayBuffer();
  return result;
}

function assemble(profile: Profile, notes: Notes, count: i32): Assembler {
  const listed = architecturesOf(profile, notes);
  const architectures = blocksOf(listed);
  const rules = new Rules(profile, hasTable(listed, TABLE_X86), notes, count);
  const out = new Assembler();
  const isBigEndian = architectures.length > 0 && architectures[0].isBigEndian;
  const outcomes = new Outcomes(out, new Matcher(out, isBigEndian));
  const blocks: Place[] = [];
  // The native architecture is the first of the list: written last, it is nearest to the front.
  for (let i = architectures.length - 1; i >= 0; i--) {
    const intervals = intervalsOf(architectures[i], listed, profile, rules);
    blocks.push(out.load(NR_OFFSET, search(intervals, out, outcomes)));
  }
  let next = outcomes.action(RET_KILL_THREAD);
  for (let i = architectures.length - 1; i >= 0; i--) {
    next = out.branch(JEQ, architectures[i].token, blocks[blocks.length - 1 - i], next);
  }
  out.load(ARCH_OFFSET, next);
  return out;
}

/** The native one first, none twice. x86_64 and x32 have one token and are one block: see intervalsOf. */
function architecturesOf(profile: Profile, notes: Notes): Architecture[] {
  const list: Architecture[] = [];
  const names: string[] = [nativeName(profile.nativeArch)];
  for (let i = 0, count = profile.architectures.length; i < count; i++) {
    names.push(profile.architectures[i]);
  }
  for (let i = 0, count = names.length; i < count; i++) {
    const one = architectureOf(names[i]);
    if (one === null) notes.add(NOTE_NO_TABLE, i == 0 ? profile.nativeArch : names[i], -1, -1);
    else if (!hasTable(list, one.table)) list.push(one);
  }
  return list;
}

function blocksOf(listed: Architecture[]): Architecture[] {
  const blocks: Architecture[] = [];
  const hasX86_64 = hasTable(listed, TABLE_X86_64);
  for (let i = 0, count = listed.length; i < count; i++) {
    if (listed[i].table != TABLE_X32 || !hasX86_64) blocks.push(listed[i]);
  }
  return blocks;
}

function hasTable(list: Architecture[], table: i32): bool {
  for (let i = 0, count = list.length; i < count; i++) {
    if (list[i].table == table) return true;
  }
  return false;
}

function intervalsOf(
  architecture: Architecture,
  listed: Architecture[],
  profile: Profile,
  rules: Rules,
): Intervals {
  const intervals = new Intervals();
  const table = architecture.table;
  const foreign = plain(RET_KILL_THREAD);
  if (table == TABLE_X32) intervals.add(0, foreign);
  else addTable(intervals, table, 0, profile, rules);
  if (table == TABLE_X32 || table == TABLE_X86_64) {
    if (hasTable(listed, TABLE_X32)) addTable(intervals, TABLE_X32, X32_BIT, profile, rules);
    else intervals.add(X32_BIT, foreign);
  }
  intervals.add(SKIPPED, plain(profile.defaultAction));
  return intervals;
}

/** The numbers from `base` on. Between the named ones and above them: the default, or ENOSYS. */
function addTable(
  intervals: Intervals,
  table: i32,
  base: u32,
  profile: Profile,
  rules: Rules,
): void {
  const otherwise = plain(profile.defaultAction);
  const hasStub = isStubbed(profile) && nextNamed(0, table, rules) != NONE;
  const missing = hasStub ? plain(RET_ERRNO | ENOSYS) : otherwise;
  let next: u32 = 0;
  let isPrivate = false;
  // s390x: 0 is setup(2), which no kernel since 2.4 has.
  if (table == TABLE_S390X && hasStub) {
    intervals.add(0, missing);
    next = 1;
  }
  let last = NONE;
  for (let at = nextNamed(0, table, rules); at != NONE; at = nextNamed(at + 1, table, rules)) {
    const index = syscallAt(at, table);
    const number = <u32>syscallNumber(index, table);
    const before = last;
    last = index;
    if (before != NONE && number == <u32>syscallNumber(before, table)) {
      rules.noteSameNumber(before, index);
      continue;
    }
    if (!isPrivate && table == TABLE_ARM && number >= ARM_PRIVATE) {
      intervals.add(next, missing);
      next = ARM_PRIVATE;
      isPrivate = true;
    }
    if (number > next) intervals.add(base + next, otherwise);
    intervals.add(base + number, <Outcome>rules.outcomes[index]);
    next = number + 1;
  }
  if (!isPrivate) intervals.add(base + next, missing);
  if (table == TABLE_ARM) intervals.add(max(next, ARM_PRIVATE), otherwise);
}

/** The first place of a table from `place` on whose call is named by a rule, or NONE. */
function nextNamed(place: i32, table: i32, rules: Rules): i32 {
  while (true) {
    const index = syscallAt(place, table);
    if (index < 0) return NONE;
    if (rules.outcomes[index] !== null) return place;
    place++;
  }
}

/** As runc does: not where a call is let through anyway, nor where the default says ENOSYS itself. */
function isStubbed(profile: Profile): bool {
  const action = profile.defaultAction & RET_ACTION;
  if (!profile.enosysStub || profile.defaultAction == (RET_ERRNO | ENOSYS)) return false;
  return action != RET_ALLOW && action != RET_LOG && action != RET_TRACE;
}

function plain(action: u32): Outcome {
  return new Outcome(action);
}

/** The first rule with which the program is too large; that it is by `last` is known, unless -1. */
function firstTooMany(profile: Profile, last: i32): i32 {
  let low = 0;
  let high = last >= 0 ? last : profile.rules.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (assemble(profile, new Notes(), middle + 1).size > MAX_INSTRUCTIONS) high = middle;
    else low = middle + 1;
  }
  return low;
}
