// What the seccomp compiler has to tell about a profile besides the program.

/** A name no architecture's table has; the rule is without it. */
export const NOTE_UNKNOWN_NAME: i32 = 0;
/** Rule `rule` has the default action, and `other` is another rule for the same call: `rule` is left out, as by libseccomp's users. */
export const NOTE_DROPPED: i32 = 1;
/** Rule `rule` never has a say: `other` has no args and covers the call whole. */
export const NOTE_SHADOWED: i32 = 2;
/** Both rules may apply to one call, with different actions; `rule` is asked first. */
export const NOTE_OVERLAP: i32 = 3;
/** `rule` has two conditions for one argument: they are alternatives. */
export const NOTE_ALTERNATIVES: i32 = 4;
/** Old 32-bit programs reach this call through socketcall or ipc, whose arguments a filter cannot see. */
export const NOTE_MULTIPLEXED: i32 = 5;
/** No table for the architecture `name`: its calls get the thread killed. */
export const NOTE_NO_TABLE: i32 = 6;
/** `rule` is not asked where the call that it names has the number of another, which `other` is about. */
export const NOTE_SAME_NUMBER: i32 = 7;
/** Error: `rule` and `other` have the same condition and different actions. */
export const NOTE_CONFLICT: i32 = 8;
/** Error: `size` instructions or more; up to before `rule` it was not too large. */
export const NOTE_TOO_LARGE: i32 = 9;

@final
export class Note {
  /** The system call or the architecture concerned, where there is one. */
  name: string = '';
  /** Indices of Profile.rules, or -1. */
  rule: i32 = -1;
  other: i32 = -1;
  size: i32 = 0;

  constructor(public kind: i32) {}

  get isError(): bool {
    return this.kind >= NOTE_CONFLICT;
  }
}

/** Nobody reads more; and whether a note is new takes as many steps as there are notes. */
const MAX_OF_A_KIND: i32 = 100;
const KINDS: i32 = NOTE_TOO_LARGE + 1;

@final
export class Notes {
  list: Note[] = [];
  /** The rule with which one call had more conditions than a program has instructions, or -1: no more rules were read. */
  tooMany: i32 = -1;
  private counts: StaticArray<i32> = new StaticArray<i32>(KINDS);

  add(kind: i32, name: string, rule: i32, other: i32): void {
    const list = this.list;
    if (this.counts[kind] == MAX_OF_A_KIND) return;
    for (let i = 0, count = list.length; i < count; i++) {
      const old = list[i];
      if (old.kind == kind && old.rule == rule && old.other == other && old.name == name) return;
    }
    const note = new Note(kind);
    note.name = name;
    note.rule = rule;
    note.other = other;
    list.push(note);
    this.counts[kind]++;
  }
}
