// From the profile's rules, which name calls, to one outcome per name.
import { SYSCALL_NAMES, syscallIndex, syscallName } from '../../generated/assembly/syscalls';
import { MAX_INSTRUCTIONS } from './cbpf';
import { Condition, insert } from './conditions';
import {
  NOTE_ALTERNATIVES,
  NOTE_CONFLICT,
  NOTE_DROPPED,
  NOTE_MULTIPLEXED,
  NOTE_OVERLAP,
  NOTE_SAME_NUMBER,
  NOTE_SHADOWED,
  NOTE_UNKNOWN_NAME,
  Notes,
} from './notes';
import { Arg, OP_MASKED_EQ, Profile, Rule } from './profile';
import { isSameOutcome, NO_CONDITIONS, Outcome } from './search';

const ARGUMENTS: i32 = 6;

/** What the i386 kernel also takes through socketcall(2) and ipc(2). */
const MULTIPLEXED: StaticArray<string> = [
  'accept',
  'accept4',
  'bind',
  'connect',
  'getpeername',
  'getsockname',
  'getsockopt',
  'listen',
  'recv',
  'recvfrom',
  'recvmmsg',
  'recvmsg',
  'send',
  'sendmmsg',
  'sendmsg',
  'sendto',
  'setsockopt',
  'shutdown',
  'socket',
  'socketpair',
  'msgctl',
  'msgget',
  'msgrcv',
  'msgsnd',
  'semctl',
  'semget',
  'semop',
  'semtimedop',
  'shmat',
  'shmctl',
  'shmdt',
  'shmget',
];

/** What is known of one name while the rules are read. */
@unmanaged
@final
class Entry {
  conditions: Condition[] = NO_CONDITIONS;
  /** The rule without args, or -1. */
  whole: i32 = -1;
  /** A rule left out because its action is the default, or -1. */
  dropped: i32 = -1;

  /** One of the rules that name it, a dropped one only if there is no other. */
  get rule(): i32 {
    if (this.whole >= 0) return this.whole;
    return this.conditions.length > 0 ? this.conditions[0].rule : this.dropped;
  }
}

@final
export class Rules {
  /** By the name's index; null when no rule names it. A name with dropped rules only has the default's outcome. */
  outcomes: StaticArray<Outcome | null> = new StaticArray<Outcome | null>(SYSCALL_NAMES);
  private entries: StaticArray<Entry | null> = new StaticArray<Entry | null>(SYSCALL_NAMES);
  /** Of the rules without args, by index: one serves all names of a rule. */
  private wholes: StaticArray<Outcome | null>;
  private nextId: i32 = 0;

  /** Reads the first `count` rules, fewer when they are hopelessly many: reading is quadratic in a call's conditions. */
  constructor(
    private profile: Profile,
    private hasX86: bool,
    private notes: Notes,
    count: i32,
  ) {
    this.wholes = new StaticArray<Outcome | null>(count);
    for (let i = 0; i < count && notes.tooMany < 0; i++) this.read(i);
    for (let index = 0; index < SYSCALL_NAMES; index++) {
      const entry = this.entries[index];
      if (entry !== null) this.outcomes[index] = this.settle(entry, index);
    }
  }

  /** The rule that decides about the call named by `index`, or -1: the default does. */
  decide(index: i32, args: u64[]): i32 {
    const entry = this.entries[index];
    if (entry === null || entry.whole >= 0) return entry === null ? -1 : entry.whole;
    const conditions = entry.conditions;
    for (let i = 0, count = conditions.length; i < count; i++) {
      if (conditions[i].holds(args)) return conditions[i].rule;
    }
    // A rule with the default action is left out: it decides nothing.
    return -1;
  }

  /** Two names of one number, of which `kept` stands for it. */
  noteSameNumber(kept: i32, lost: i32): void {
    if (isSameOutcome(this.outcomes[kept]!, this.outcomes[lost]!)) return;
    const name = syscallName(lost);
    this.notes.add(NOTE_SAME_NUMBER, name, this.entries[lost]!.rule, this.entries[kept]!.rule);
  }

  private read(at: i32): void {
    const rule = this.profile.rules[at];
    const conditions = this.alternatives(rule, at);
    for (let i = 0, count = rule.names.length; i < count; i++) {
      const name = rule.names[i];
      const index = syscallIndex(name);
      if (index < 0) this.notes.add(NOTE_UNKNOWN_NAME, name, at, -1);
      else this.apply(rule, at, conditions, name, this.entryOf(index));
    }
  }

  private entryOf(index: i32): Entry {
    let entry = this.entries[index];
    if (entry === null) {
      entry = new Entry();
      this.entries[index] = entry;
    }
    return entry;
  }

  private apply(rule: Rule, at: i32, conditions: Condition[], name: string, entry: Entry): void {
    if (rule.action == this.profile.defaultAction) {
      if (entry.dropped < 0) entry.dropped = at;
      return;
    }
    if (conditions.length == 0) {
      if (entry.whole < 0) entry.whole = at;
      else if (this.actionAt(entry.whole) != rule.action) {
        this.notes.add(NOTE_SHADOWED, name, at, entry.whole);
      }
      return;
    }
    if (this.hasX86 && MULTIPLEXED.includes(name)) {
      this.notes.add(NOTE_MULTIPLEXED, name, at, -1);
    }
    for (let i = 0, count = conditions.length; i < count; i++) {
      this.join(name, entry, conditions[i]);
    }
  }

  private join(name: string, entry: Entry, fresh: Condition): void {
    const list = entry.conditions;
    for (let i = 0, count = list.length; i < count; i++) {
      if (!list[i].isSameTest(fresh)) continue;
      if (list[i].action != fresh.action && entry.whole < 0) {
        this.notes.add(NOTE_CONFLICT, name, fresh.rule, list[i].rule);
      }
      return;
    }
    if (list === NO_CONDITIONS) entry.conditions = [fresh];
    else insert(list, fresh);
    if (list.length > MAX_INSTRUCTIONS) this.notes.tooMany = fresh.rule;
  }

  private settle(entry: Entry, index: i32): Outcome {
    const whole = entry.whole;
    const conditions = entry.conditions;
    let outcome: Outcome;
    if (whole >= 0) {
      outcome = this.outcomeOf(whole);
      for (let i = 0, count = conditions.length; i < count; i++) {
        if (conditions[i].action != outcome.action) {
          this.notes.add(NOTE_SHADOWED, syscallName(index), conditions[i].rule, whole);
        }
      }
    } else {
      outcome = new Outcome(this.profile.defaultAction, conditions);
      this.noteOverlaps(conditions, index);
    }
    const kept = whole >= 0 ? whole : conditions.length > 0 ? conditions[0].rule : -1;
    if (entry.dropped >= 0 && kept >= 0) {
      this.notes.add(NOTE_DROPPED, syscallName(index), entry.dropped, kept);
    }
    return outcome;
  }

  private outcomeOf(whole: i32): Outcome {
    let outcome = this.wholes[whole];
    if (outcome === null) {
      outcome = new Outcome(this.actionAt(whole));
      this.wholes[whole] = outcome;
    }
    return outcome;
  }

  /** One partner for each rule: all pairs would be too many to read. */
  private noteOverlaps(list: Condition[], index: i32): void {
    for (let i = 0, count = list.length; i < count; i++) {
      for (let j = i + 1; j < count; j++) {
        if (list[i].action != list[j].action && list[i].mayMeet(list[j])) {
          this.notes.add(NOTE_OVERLAP, syscallName(index), list[i].rule, list[j].rule);
          break;
        }
      }
    }
  }

  /**
   * None for a rule that covers the call whole. Two conditions on one argument make every condition a rule of its own.
   * A mask of 0 lets every value through and is no condition.
   */
  private alternatives(rule: Rule, at: i32): Condition[] {
    const sorted: Arg[] = [];
    let isRepeated = false;
    let isIdle = false;
    for (let index = 0; index < ARGUMENTS; index++) {
      let seen = 0;
      for (let i = 0, count = rule.args.length; i < count; i++) {
        const arg = rule.args[i];
        if (arg.index != index) continue;
        seen++;
        if (arg.op == OP_MASKED_EQ && arg.value == 0) isIdle = true;
        else sorted.push(arg);
      }
      if (seen > 1) isRepeated = true;
    }
    const result: Condition[] = [];
    if (isRepeated) {
      this.notes.add(NOTE_ALTERNATIVES, '', at, -1);
      if (isIdle) return result;
      for (let i = 0, count = sorted.length; i < count; i++) {
        result.push(new Condition(this.nextId++, at, rule.action, [sorted[i]]));
      }
    } else if (sorted.length > 0) {
      result.push(new Condition(this.nextId++, at, rule.action, sorted));
    }
    return result;
  }

  private actionAt(rule: i32): u32 {
    return this.profile.rules[rule].action;
  }
}
