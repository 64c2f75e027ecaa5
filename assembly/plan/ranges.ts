// Ranges of ids: one line of uid_map or gid_map each (user_namespaces(7)).

import { IdRange } from '../../generated/assembly/actions';
import { LinuxIDMapping } from '../../generated/assembly/config';

export function readRanges(mappings: LinuxIDMapping[] | null): IdRange[] {
  const ranges: IdRange[] = [];
  if (mappings === null) return ranges;
  for (let i = 0; i < mappings.length; i++) {
    const range = new IdRange();
    range.container = mappings[i].containerID;
    range.host = mappings[i].hostID;
    range.size = mappings[i].size;
    ranges.push(range);
  }
  return ranges;
}

/** Whether the container has this id. */
export function isMapped(id: u64, ranges: IdRange[]): bool {
  for (let i = 0; i < ranges.length; i++) {
    const range = ranges[i];
    if (id >= range.container && id - range.container < range.size) return true;
  }
  return false;
}

/** The host's id of the container's root; 0 where it has none. */
export function hostRoot(ranges: IdRange[]): u64 {
  for (let i = 0; i < ranges.length; i++) {
    if (ranges[i].container == 0 && ranges[i].size > 0) return ranges[i].host;
  }
  return 0;
}
