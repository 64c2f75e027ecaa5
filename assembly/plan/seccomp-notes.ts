// What the seccomp compiler noticed, in sentences.

import {
  NOTE_ALTERNATIVES,
  NOTE_CONFLICT,
  NOTE_DROPPED,
  NOTE_MULTIPLEXED,
  NOTE_NO_TABLE,
  NOTE_OVERLAP,
  NOTE_SAME_NUMBER,
  NOTE_SHADOWED,
  NOTE_UNKNOWN_NAME,
  Note,
} from '../bpf/notes';

const MAX_INSTRUCTIONS: i32 = 4096; // BPF_MAXINSNS, linux/bpf_common.h

export function isUnknownName(note: Note): bool {
  return note.kind == NOTE_UNKNOWN_NAME;
}

export function describeNote(note: Note): string {
  const name = note.name;
  const other = `/linux/seccomp/syscalls/${note.other}`;
  switch (note.kind) {
    case NOTE_DROPPED:
      return `${name}: the rule has the default action, and is left out beside ${other}`;
    case NOTE_SHADOWED:
      return `${name}: never asked, ${other} covers the call whole`;
    case NOTE_OVERLAP:
      return `${name}: may apply together with ${other}, which has another action; this one is asked first`;
    case NOTE_ALTERNATIVES:
      return 'conditions for one argument are alternatives, not both needed';
    case NOTE_MULTIPLEXED:
      return `${name}: 32-bit programs may call it through socketcall or ipc, whose arguments no filter sees`;
    case NOTE_NO_TABLE:
      return `no system call table for ${name}: its programs are killed`;
    case NOTE_SAME_NUMBER:
      return `${name}: not asked on an architecture where it has the number of a call that ${other} is about`;
    case NOTE_CONFLICT:
      return `${name}: the same condition as ${other}, with another action`;
    default:
      return `filter too large: ${note.size} instructions, maximum ${MAX_INSTRUCTIONS}`;
  }
}
