// Lists of id ranges: those of a user namespace and those of one mount (user_namespaces(7), mount_setattr(2)).

import { LinuxIDMapping } from '../../../generated/assembly/config';
import { Rules } from './rules';

/** user_namespaces(7): since Linux 4.15. */
export const MAPPINGS_LIMIT: i32 = 340;
export const RANGE_END: string = 'ends above 4294967294';

/** user_namespaces(7): ranges may not overlap, inside or outside, nor wrap around. */
export function validateMapping(
  ranges: LinuxIDMapping[],
  node: i32,
  code: string,
  rules: Rules,
): void {
  if (ranges.length > MAPPINGS_LIMIT) {
    rules.expectedFound(node, code, `at most ${MAPPINGS_LIMIT} ranges`, `${ranges.length}`);
  }
  for (let i = 0; i < ranges.length; i++) {
    const range = ranges[i];
    if (!isWithin(range.containerID, range.size) || !isWithin(range.hostID, range.size)) {
      rules.problem(range.node, code, `the range ${RANGE_END}`);
    }
    for (let j = 0; j < i; j++) {
      const other = ranges[j];
      const inside = overlaps(range.containerID, range.size, other.containerID, other.size);
      const outside = overlaps(range.hostID, range.size, other.hostID, other.size);
      if (!inside && !outside) continue;
      rules.problem(range.node, code, `overlaps ${rules.doc.pointer(other.node)}`);
      break;
    }
  }
}

/** 2^32 - 1 is no id. */
export function isWithin(first: u64, size: u64): bool {
  return first + size <= 0xffffffff;
}

export function overlaps(a: u64, aSize: u64, b: u64, bSize: u64): bool {
  return a < b + bSize && b < a + aSize;
}
