// Lists of CPUs and of memory nodes, as the kernel writes them (cpuset(7), FORMATS): numbers and
// ranges with commas between them.

/** In order, each once, all below `limit`; null: it is no such list. */
export function readNumberList(text: string, limit: i32): u64[] | null {
  const isListed = new StaticArray<bool>(limit);
  const parts = text.split(',');
  for (let i = 0; i < parts.length; i++) {
    const ends = parts[i].trim().split('-');
    if (ends.length > 2) return null;
    const first = readNumber(ends[0], limit);
    const last = readNumber(ends[ends.length - 1], limit);
    if (first < 0 || last < first) return null;
    for (let number = first; number <= last; number++) isListed[number] = true;
  }
  const numbers: u64[] = [];
  for (let number = 0; number < limit; number++) if (isListed[number]) numbers.push(<u64>number);
  return numbers;
}

/** -1: it is none below `limit`. */
function readNumber(text: string, limit: i32): i32 {
  if (text.length == 0 || text.length > 9) return -1;
  let number: i32 = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number < limit ? number : -1;
}
