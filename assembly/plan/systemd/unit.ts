// How a container's scope is called, and where its cgroup is (systemd.slice(5), systemd.unit(5)).
// /linux/cgroupsPath is `slice:prefix:name` here, as engines write it:
//
//   machine.slice:libpod:1a2b  ->  libpod-1a2b.scope in machine.slice
//   :docker:1a2b               ->  docker-1a2b.scope in system.slice (user.slice for a user's manager)
//   pods.slice::1a2b           ->  -1a2b.scope in pods.slice: crun's, where runc leaves the dash out
//   pods.slice                 ->  pods.slice.scope in pods.slice
//   nothing                    ->  lading-ID.scope in the default slice

import { Plan } from '../actions';
import { SYSTEMD_UNIT } from '../codes';

const FROM: string = '/linux/cgroupsPath';
const NAME_LIMIT: i32 = 255;
const SCOPE: string = '.scope';
const SLICE: string = '.slice';

@final
export class UnitName {
  constructor(
    readonly name: string,
    readonly slice: string,
  ) {}

  /** Below the manager's own cgroup: each dash of a slice's name is one level. */
  get path(): string {
    return slicePath(this.slice) + this.name;
  }
}

/** Null: refused. */
export function readUnitName(
  cgroupsPath: string | null,
  id: string,
  defaultSlice: string,
  out: Plan,
): UnitName | null {
  const path = cgroupsPath === null ? '' : cgroupsPath;
  if (path == '') return new UnitName(`lading-${id}${SCOPE}`, defaultSlice);
  const colon = path.indexOf(':');
  const slice = colon < 0 ? path : path.substring(0, colon);
  const rest = colon < 0 ? path : path.substring(colon + 1);
  const second = colon < 0 ? -1 : rest.indexOf(':');
  const name = second < 0 ? rest : rest.substring(0, second) + '-' + rest.substring(second + 1);
  if (!isUnitName(name + SCOPE) || name == '' || (slice != '' && !isSlice(slice))) {
    const expected = 'expected `slice:prefix:name` for the cgroup manager systemd';
    out.refuse(SYSTEMD_UNIT, FROM, `${expected}, found \`${path}\``);
    return null;
  }
  return new UnitName(name + SCOPE, slice == '' ? defaultSlice : slice);
}

/** `a-b.slice` is in `a.slice`; `-.slice` is the root of all. */
function slicePath(slice: string): string {
  const name = slice.substring(0, slice.length - SLICE.length);
  if (name == '-') return '';
  let path = '';
  for (let i = name.indexOf('-'); i >= 0; i = name.indexOf('-', i + 1)) {
    path += name.substring(0, i) + SLICE + '/';
  }
  return path + slice + '/';
}

function isSlice(slice: string): bool {
  if (!slice.endsWith(SLICE) || !isUnitName(slice)) return false;
  const name = slice.substring(0, slice.length - SLICE.length);
  if (name == '-') return true;
  return name != '' && !name.startsWith('-') && !name.endsWith('-') && !name.includes('--');
}

/** Digits, letters and `:_.\-` (unit names of systemd.unit(5)); a template has no process. */
function isUnitName(name: string): bool {
  if (name.length > NAME_LIMIT || name.startsWith('.')) return false;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    const isDigit = code >= 0x30 && code <= 0x39;
    if (!isLetter && !isDigit && !':_.\\-'.includes(name.charAt(i))) return false;
  }
  return true;
}
