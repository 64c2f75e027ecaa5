// Lists of processors and of memory nodes, as cpuset's files take and show them (cpuset(7), FORMATS; lib/bitmap.c).
import type { HostReader } from '../../gather/reader.ts';
import { readTextIfThere } from '../../gather/text.ts';

const LIST = /^cpuset\.(cpus|mems)(\.exclusive)?$/;

export function isList(file: string): boolean {
  return LIST.test(file);
}

/** `0-2,7` and `0,1,2,7` are one list. */
export function isSameList(planned: string, found: string): boolean {
  const wanted = numbersOf(planned);
  return wanted !== undefined && wanted === numbersOf(found);
}

/** Up to which number; of each group of how many, the first how many. */
const RANGE = /^(\d{1,5})(?:-(\d{1,5})(?::(\d{1,5})\/(\d{1,5}))?)?$/;

/** Undefined: it is no such list. */
function numbersOf(text: string): string | undefined {
  const numbers = new Set<number>();
  for (const part of text.split(/[\s,]+/)) {
    if (part === '') continue;
    const [whole, first, last = first, used = '1', group = '1'] = RANGE.exec(part) ?? [];
    if (whole === undefined) return undefined;
    for (let number = Number(first); number <= Number(last); number += 1) {
      if ((number - Number(first)) % Number(group) < Number(used)) numbers.add(number);
    }
  }
  return [...numbers].sort((a, b) => a - b).join(',');
}

const LAST = /\bN\b/g;
const ALL = /\ball\b/gi;

/** Linux 5.12 and later: N is the last there may be, all is 0-N. Undefined: nobody knows which that is. */
export function withNumbers(reader: HostReader, file: string, list: string): string | undefined {
  const plain = list.replace(ALL, '0-N');
  if (plain.search(LAST) < 0) return list;
  const what = file.startsWith('cpuset.mems') ? 'node' : 'cpu';
  const text = readTextIfThere(reader, `/sys/devices/system/${what}/possible`);
  const [last] = (typeof text === 'string' ? /\d+$/.exec(text.trim()) : null) ?? [];
  return last === undefined ? undefined : plain.replace(LAST, last);
}
