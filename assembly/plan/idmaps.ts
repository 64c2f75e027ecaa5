// The container's user namespace: its uid and gid maps (config-linux.md#user-namespace-mappings,
// user_namespaces(7)), written by the parent between the clone and the child's first turn.
//
// Who is not root may write only his own id into a map. More he gets from newuidmap(1), as far as
// /etc/subuid gives it to him. Without mappings in the config he gets all of that: his own id is the
// process's user, the others fill the rest from 0.

import { IdmapWrite, IdRange, SetgroupsDeny } from '../../generated/assembly/actions';
import { ActionList } from './actions';

/** One of the two maps, and how it is written. */
@final
export class Idmap {
  ranges: IdRange[] = [];
  /** By newuidmap(1) or newgidmap(1). */
  byTool: bool = false;
  /** For want of the tool, or of its consent; null: a failure. */
  alone: IdRange | null = null;
}

/** The mappings of a config. `own` is the caller's id. */
export function readIdmap(ranges: IdRange[], own: u64, isRoot: bool): Idmap {
  const map = new Idmap();
  map.ranges = ranges;
  map.byTool = !isRoot && !isOwnAlone(ranges, own);
  return map;
}

function isOwnAlone(ranges: IdRange[], own: u64): bool {
  return ranges.length == 1 && ranges[0].size == 1 && ranges[0].host == own;
}

/** Without mappings: the caller's `own` id as `inside`, and `sub`, his range of others; null: none. */
export function defaultIdmap(own: u64, inside: u64, sub: IdRange | null): Idmap {
  const map = new Idmap();
  const alone = makeRange(inside, own, 1);
  if (sub === null) {
    map.ranges.push(alone);
    return map;
  }
  const below = min<u64>(inside, sub.size);
  if (below > 0) map.ranges.push(makeRange(0, sub.host, below));
  map.ranges.push(alone);
  if (sub.size > below) map.ranges.push(makeRange(inside + 1, sub.host + below, sub.size - below));
  map.byTool = true;
  map.alone = alone;
  return map;
}

export function makeRange(container: u64, host: u64, size: u64): IdRange {
  const range = new IdRange();
  range.container = container;
  range.host = host;
  range.size = size;
  return range;
}

/** Without privilege the kernel takes a gid map only after setgroups(2) is given up (CVE-2014-8989). */
export function planIdmaps(uids: Idmap, gids: Idmap, isRoot: bool, out: ActionList): void {
  if (!isRoot && !gids.byTool) {
    const deny = new SetgroupsDeny();
    deny.from = '/linux/gidMappings';
    out.add(deny);
  }
  planIdmap('uid', uids, out);
  planIdmap('gid', gids, out);
}

function planIdmap(which: string, map: Idmap, out: ActionList): void {
  const action = new IdmapWrite();
  action.map = which;
  action.ranges = map.ranges;
  if (map.byTool) action.setTool(true);
  action.alone = map.alone;
  action.from = `/linux/${which}Mappings`;
  out.add(action);
}
