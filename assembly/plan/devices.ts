// The device nodes and links of the container's /dev (config-linux.md#default-devices,
// #devices), made after the mounts. A user namespace may not make nodes: there the host's are bound.

import { DeviceBind, DeviceCreate, SymlinkCreate } from '../../generated/assembly/actions';
import { LinuxDevice } from '../../generated/assembly/config';
import { ActionList } from './actions';
import { cleanPath } from './paths';

const NAMES: StaticArray<string> = ['null', 'zero', 'full', 'tty', 'random', 'urandom'];
const MAJORS: StaticArray<u64> = [1, 1, 1, 5, 1, 1];
const MINORS: StaticArray<u64> = [3, 5, 7, 0, 8, 9];
const DEFAULT_MODE: u64 = 0o666;

const LINKS: StaticArray<string> = ['fd', 'stdin', 'stdout', 'stderr', 'core', 'ptmx'];
const LINK_TARGETS: StaticArray<string> = [
  '/proc/self/fd',
  '/proc/self/fd/0',
  '/proc/self/fd/1',
  '/proc/self/fd/2',
  '/proc/kcore',
  'pts/ptmx',
];

/** `from` is the mount of /dev, or /root/path when there is none. */
export function planDefaultDevices(
  from: string,
  asked: LinuxDevice[] | null,
  bind: bool,
  out: ActionList,
): void {
  for (let i = 0; i < NAMES.length; i++) {
    const path = '/dev/' + NAMES[i];
    if (isAsked(path, asked)) continue;
    if (bind) {
      planBind(path, 'c', MAJORS[i], MINORS[i], from, out);
      continue;
    }
    const action = new DeviceCreate();
    action.path = path;
    action.type = 'c';
    action.setMajor(MAJORS[i]);
    action.setMinor(MINORS[i]);
    action.setMode(DEFAULT_MODE);
    action.setUid(0);
    action.setGid(0);
    action.from = from;
    out.add(action);
  }
  for (let i = 0; i < LINKS.length; i++) {
    const action = new SymlinkCreate();
    action.path = '/dev/' + LINKS[i];
    action.target = LINK_TARGETS[i];
    if (LINKS[i] == 'core') action.ifExists = '/proc/kcore';
    // An image's own ptmx would hand out the host's terminals.
    if (LINKS[i] == 'ptmx') action.existing = 'replace';
    action.from = from;
    out.add(action);
  }
}

/** Those that are bound from the host, each from where it is mounted. */
export function boundDevices(
  asked: LinuxDevice[] | null,
  areBound: bool,
  hasDefaults: bool,
): string[] {
  const paths: string[] = [];
  if (!areBound) return paths;
  for (let i = 0; hasDefaults && i < NAMES.length; i++) {
    if (!isAsked('/dev/' + NAMES[i], asked)) paths.push('/dev/' + NAMES[i]);
  }
  for (let i = 0; asked !== null && i < asked.length; i++) {
    if (asked[i].type != 'p') paths.push(cleanPath(asked[i].path));
  }
  return paths;
}

function isAsked(path: string, asked: LinuxDevice[] | null): bool {
  if (asked === null) return false;
  for (let i = 0; i < asked.length; i++) if (cleanPath(asked[i].path) == path) return true;
  return false;
}

/** Where they will be. */
export function devicePaths(devices: LinuxDevice[] | null): string[] {
  const paths: string[] = [];
  if (devices === null) return paths;
  for (let i = 0; i < devices.length; i++) paths.push(cleanPath(devices[i].path));
  return paths;
}

export function planDevices(devices: LinuxDevice[] | null, bind: bool, out: ActionList): void {
  if (devices === null) return;
  for (let i = 0; i < devices.length; i++) {
    const device = devices[i];
    const from = `/linux/devices/${i}`;
    const path = cleanPath(device.path);
    const type = device.type == 'u' ? 'c' : device.type;
    if (bind && type != 'p') {
      planBind(path, type, device.major, device.minor, from, out);
      continue;
    }
    const action = new DeviceCreate();
    action.path = path;
    action.type = type;
    if (type != 'p') {
      action.setMajor(device.major);
      action.setMinor(device.minor);
    }
    // Engines copy st_mode, with the bits of the file's type.
    action.setMode(device.hasFileMode ? device.fileMode & 0o7777 : DEFAULT_MODE);
    action.setUid(device.hasUid ? device.uid : 0);
    action.setGid(device.hasGid ? device.gid : 0);
    action.from = from;
    out.add(action);
  }
}

function planBind(
  path: string,
  type: string,
  major: u64,
  minor: u64,
  from: string,
  out: ActionList,
): void {
  const action = new DeviceBind();
  action.path = path;
  action.source = path;
  action.type = type;
  action.setMajor(major);
  action.setMinor(minor);
  action.from = from;
  out.add(action);
}
