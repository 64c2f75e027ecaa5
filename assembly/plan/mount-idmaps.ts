// Id mappings of one mount (config.md#mounts, mount_setattr(2)): its own uidMappings and
// gidMappings before all else, as the specification demands, then crun's
// `idmap=uids=0-1-10#10-11-10;gids=0-100-10`, then the container's with `idmap` alone. A triple is
// first id on disk, first id it becomes, count; with `@` before it the second is an id of the
// container, to be looked up in the container's own mappings. (crun before 1.13 looked up the first,
// which is no id of the container's.)

import { IdRange } from '../../generated/assembly/actions';
import { LinuxIDMapping, Mount } from '../../generated/assembly/config';
import { isWithin, MAPPINGS_LIMIT, overlaps, RANGE_END } from '../config/rules/mappings';
import { readRanges as readMappings } from './ranges';

@final
export class MountIdmap {
  uids: IdRange[] = [];
  gids: IdRange[] = [];
  /** What is wrong with the option; '' when it is right. */
  error: string = '';
}

/** Whether the mount says itself how its ids are mapped: empty lists say nothing. */
export function hasOwnMappings(mount: Mount): bool {
  return isGiven(mount.uidMappings) || isGiven(mount.gidMappings);
}

function isGiven(mappings: LinuxIDMapping[] | null): bool {
  return mappings !== null && mappings.length > 0;
}

/** `word` is the whole option, from `idmap` or `ridmap` on; null: none. Null: nothing is mapped. */
export function readMountIdmap(
  mount: Mount,
  word: string | null,
  uids: IdRange[] | null,
  gids: IdRange[] | null,
): MountIdmap | null {
  if (hasOwnMappings(mount)) {
    const map = new MountIdmap();
    map.uids = readMappings(mount.uidMappings);
    map.gids = readMappings(mount.gidMappings);
    return map;
  }
  return word === null ? null : readIdmapOption(word, uids, gids);
}

function readIdmapOption(
  option: string,
  uids: IdRange[] | null,
  gids: IdRange[] | null,
): MountIdmap {
  const result = new MountIdmap();
  const equals = option.indexOf('=');
  if (equals < 0) {
    if (uids === null || gids === null) {
      result.error = 'needs a user namespace with mappings, or mappings of its own';
      return result;
    }
    result.uids = uids;
    result.gids = gids;
    return result;
  }
  const lists = option.substring(equals + 1).split(';');
  for (let i = 0; i < lists.length; i++) {
    const list = lists[i];
    if (list.startsWith('uids=')) readRanges(list.substring(5), uids, result.uids, result);
    else if (list.startsWith('gids=')) readRanges(list.substring(5), gids, result.gids, result);
    else if (list != '') result.error = `expected uids=… or gids=…, found ${list}`;
  }
  checkRanges('uids', result.uids, result);
  checkRanges('gids', result.gids, result);
  if (result.error == '' && (result.uids.length == 0 || result.gids.length == 0)) {
    result.error = 'needs both uids=… and gids=…';
  }
  return result;
}

function readRanges(
  text: string,
  container: IdRange[] | null,
  out: IdRange[],
  result: MountIdmap,
): void {
  const triples = text.split('#');
  for (let i = 0; i < triples.length; i++) {
    const relative = triples[i].startsWith('@');
    const numbers = (relative ? triples[i].substring(1) : triples[i]).split('-');
    const range = new IdRange();
    if (
      numbers.length != 3 ||
      !isId(numbers[0]) ||
      !isId(numbers[1]) ||
      !isId(numbers[2]) ||
      U64.parseInt(numbers[2]) == 0
    ) {
      result.error = `expected FIRST-FIRST-COUNT, found ${triples[i]}`;
      return;
    }
    range.container = U64.parseInt(numbers[0]);
    range.host = U64.parseInt(numbers[1]);
    range.size = U64.parseInt(numbers[2]);
    if (relative && !lookUp(range, container)) {
      result.error = `${triples[i]} is not within the container's mappings`;
      return;
    }
    out.push(range);
  }
}

/** As a list of the config is checked. */
function checkRanges(name: string, ranges: IdRange[], result: MountIdmap): void {
  if (result.error != '') return;
  if (ranges.length > MAPPINGS_LIMIT) {
    result.error = `expected at most ${MAPPINGS_LIMIT} ranges, found ${ranges.length} of ${name}`;
  }
  for (let i = 0; i < ranges.length && result.error == ''; i++) {
    const range = ranges[i];
    const size = range.size;
    if (!isWithin(range.container, size) || !isWithin(range.host, size)) {
      result.error = `range ${i + 1} of ${name} ${RANGE_END}`;
    }
    for (let j = 0; j < i && result.error == ''; j++) {
      const other = ranges[j];
      const inside = overlaps(range.container, size, other.container, other.size);
      const outside = overlaps(range.host, size, other.host, other.size);
      if (inside || outside) result.error = `range ${i + 1} of ${name} overlaps range ${j + 1}`;
    }
  }
}

/** Replaces the container's id by the host's. */
function lookUp(range: IdRange, container: IdRange[] | null): bool {
  if (container === null) return false;
  for (let i = 0; i < container.length; i++) {
    const map = container[i];
    if (range.host < map.container) continue;
    if (range.host + range.size > map.container + map.size) continue;
    range.host = map.host + (range.host - map.container);
    return true;
  }
  return false;
}

function isId(text: string): bool {
  if (text.length == 0 || text.length > 10) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return U64.parseInt(text) <= 4294967295;
}
