// host/schema/syscalls.json -> the engine's table of system call numbers. All of it is static data: the names in one
// text, found by their hashes (FNV-1a, open addressing), so that starting the engine costs nothing for it.
import { readFile } from 'node:fs/promises';

type Numbers = Readonly<Record<string, number>>;
type Tables = {
  readonly sources: Readonly<Record<string, string>>;
  readonly later: {
    readonly source: string;
    readonly every: Numbers;
    readonly only: Readonly<Record<string, Numbers>>;
  };
  readonly architectures: Readonly<Record<string, Numbers>>;
};

const SCHEMA = new URL('../../schema/syscalls.json', import.meta.url);
const COLUMNS = 100;
const NONE = 0xffff;

const HASH_START = 0x811c9dc5;
const HASH_PRIME = 0x01000193;
/** Twice as many as there are names, and a power of two. */
const HASH_PLACES = 1024;

function hashOf(name: string): number {
  let hash = HASH_START;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), HASH_PRIME);
  return (hash ^ (hash >>> 16)) & (HASH_PLACES - 1);
}

function hashPlaces(names: readonly string[]): number[] {
  const places = Array<number>(HASH_PLACES).fill(NONE);
  for (const [index, name] of names.entries()) {
    let place = hashOf(name);
    while (places[place] !== NONE) place = (place + 1) % HASH_PLACES;
    places[place] = index;
  }
  return places;
}

function list(values: readonly number[]): string {
  const lines: string[] = [];
  let line = ' ';
  for (const value of values) {
    if (line.length + String(value).length + 2 > COLUMNS) {
      lines.push(line);
      line = ' ';
    }
    line += ` ${value},`;
  }
  return [...lines, line].join('\n');
}

export async function generate(): Promise<Map<string, string>> {
  const tables = JSON.parse(await readFile(SCHEMA, 'utf8')) as Tables;
  const architectures = Object.entries(tables.architectures).map(([name, numbers]) => ({
    name,
    numbers: new Map(
      Object.entries({ ...tables.later.every, ...tables.later.only[name], ...numbers }),
    ),
  }));
  const names = [...new Set(architectures.flatMap(({ numbers }) => [...numbers.keys()]))].sort();
  const starts = [0];
  for (const name of names) starts.push((starts.at(-1) ?? 0) + name.length);
  const constants = architectures.map(
    ({ name }, index) => `export const TABLE_${name.toUpperCase()}: i32 = ${index};`,
  );
  const rows = architectures.map(
    ({ name, numbers }) => `  // ${name}\n${list(names.map((call) => numbers.get(call) ?? -1))}`,
  );
  const orders = architectures.map(({ name, numbers }) => {
    const known = names.flatMap((call, index) => {
      const number = numbers.get(call);
      return number === undefined ? [] : [{ index, number }];
    });
    known.sort((a, b) => a.number - b.number || a.index - b.index);
    const padding = Array<number>(names.length - known.length).fill(NONE);
    return `  // ${name}\n${list([...known.map(({ index }) => index), ...padding])}`;
  });
  const sources = Object.entries(tables.sources).map(
    ([name, version]) => `//   ${name} ${version}`,
  );
  const text = `// Generated from host/schema/syscalls.json by host/tools/generate/syscalls.ts; do not edit.
// System call numbers, from Debian's kernel headers:
${sources.join('\n')}
// and, above those, ${tables.later.source}

${constants.join('\n')}

/** How many names there are. */
export const SYSCALL_NAMES: i32 = ${names.length};

/** All names in order of their bytes, without a separator. One literal: a sum would be made at start. */
const NAMES: string = '${names.join('')}';

/** Where each name starts in NAMES; one more for the end. */
const STARTS: StaticArray<u16> = [
${list(starts)}
];

/** The number of each name for each table, or -1. x32: without bit 30. */
const NUMBERS: StaticArray<i32> = [
${rows.join('\n')}
];

/** The indexes of each table's names in ascending order of their numbers; ${NONE}: there are no more. */
const ORDERS: StaticArray<u16> = [
${orders.join('\n')}
];

/** Where a name's index is, from the place of its hash on; ${NONE}: there are no more. */
const PLACES: StaticArray<u16> = [
${list(hashPlaces(names))}
];

/** The index of a name, or -1. */
export function syscallIndex(name: string): i32 {
  const text = changetype<usize>(name);
  let hash: u32 = ${HASH_START};
  for (let at = 0; at < name.length; at++) hash = (hash ^ load<u16>(text + (at << 1))) * ${HASH_PRIME};
  let place = (hash ^ (hash >> 16)) & ${HASH_PLACES - 1};
  while (true) {
    const index = <i32>unchecked(PLACES[place]);
    if (index == ${NONE}) return -1;
    if (isAt(index, name)) return index;
    place = (place + 1) & ${HASH_PLACES - 1};
  }
}

/** The number a name (by index) has in a table, or -1. */
export function syscallNumber(index: i32, table: i32): i32 {
  return NUMBERS[table * SYSCALL_NAMES + index];
}

/** The index of the name with the table's (place + 1)th number in ascending order, or -1. */
export function syscallAt(place: i32, table: i32): i32 {
  if (place >= SYSCALL_NAMES) return -1;
  const index = <i32>ORDERS[table * SYSCALL_NAMES + place];
  return index == ${NONE} ? -1 : index;
}

export function syscallName(index: i32): string {
  return NAMES.substring(<i32>STARTS[index], <i32>STARTS[index + 1]);
}

function isAt(index: i32, name: string): bool {
  const start = <i32>unchecked(STARTS[index]);
  const length = <i32>unchecked(STARTS[index + 1]) - start;
  if (length != name.length) return false;
  const own = changetype<usize>(NAMES) + (start << 1);
  return memory.compare(own, changetype<usize>(name), length << 1) == 0;
}
`;
  return new Map([['assembly/syscalls.ts', text]]);
}
