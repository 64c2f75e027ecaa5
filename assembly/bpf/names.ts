// System calls and architectures by the words people use for them, and back.
import {
  SYSCALL_NAMES,
  syscallName,
  syscallNumber,
  TABLE_X32,
  TABLE_X86_64,
} from '../../generated/assembly/syscalls';
import { Architecture, architectureOf, X32_BIT } from './architectures';

const PREFIX: string = 'SCMP_ARCH_';

// What uname(2) and Debian say, where it is not the specification's word in lower case.
const ALIASES: StaticArray<string> = [
  'amd64',
  'arm64',
  'i386',
  'i686',
  'armhf',
  'armv7l',
  'ppc64el',
];
const ALIASED: StaticArray<string> = ['X86_64', 'AARCH64', 'X86', 'X86', 'ARM', 'ARM', 'PPC64LE'];

/** Null: there is no table for it. */
export function architectureNamed(word: string): Architecture | null {
  const alias = ALIASES.indexOf(word);
  if (alias >= 0) return architectureOf(PREFIX + ALIASED[alias]);
  const upper = word.toUpperCase();
  return architectureOf(upper.startsWith(PREFIX) ? upper : PREFIX + upper);
}

/** As the kernel sees it: an x32 call is one of x86_64 with a bit set. */
export function numberOf(architecture: Architecture, index: i32): i64 {
  const number = syscallNumber(index, architecture.table);
  if (number < 0) return -1;
  return architecture.table == TABLE_X32 ? <i64>number | X32_BIT : number;
}

/** The table that names this number of an architecture. */
export function tableOf(architecture: Architecture, number: u32): i32 {
  const isX32 = architecture.table == TABLE_X86_64 && (number & X32_BIT) != 0;
  return isX32 ? TABLE_X32 : architecture.table;
}

/** The names that a number has, in their order: few numbers have two. */
export function indexesOfNumber(architecture: Architecture, number: u32): i32[] {
  const table = tableOf(architecture, number);
  const bare = table == TABLE_X32 ? number & ~X32_BIT : number;
  const indexes: i32[] = [];
  // -1 is what names without a number have.
  if (<i32>bare < 0) return indexes;
  for (let index = 0; index < SYSCALL_NAMES; index++) {
    if (syscallNumber(index, table) == <i32>bare) indexes.push(index);
  }
  return indexes;
}

/** The first; '' when it has none. */
export function nameOfNumber(architecture: Architecture, number: u32): string {
  const indexes = indexesOfNumber(architecture, number);
  return indexes.length == 0 ? '' : syscallName(indexes[0]);
}
