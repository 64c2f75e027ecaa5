// Advice about what of /linux keeps a container from the host's kernel: covered paths, devices, propagation.

import { Linux, LinuxDevice } from '../../../generated/assembly/config';
import {
  DEVICE_OF_HOST,
  MOUNT_SHARED,
  PATHS_UNMASKED,
  PATHS_WRITABLE,
} from '../../../generated/assembly/warnings';
import { Advice, isBelow } from './advice';
import { plainPath } from './mounts';

/** What every engine covers; more of it depends on the kernel. */
const MASKED: StaticArray<string> = [
  '/proc/kcore',
  '/proc/keys',
  '/proc/timer_list',
  '/sys/firmware',
];
const READ_ONLY: StaticArray<string> = [
  '/proc/bus',
  '/proc/irq',
  '/proc/sys',
  '/proc/sysrq-trigger',
];

// Character devices by their minor numbers under major 1 (linux/major.h: MEM_MAJOR); '' for harmless ones.
const MEMORY_DEVICES: StaticArray<string> = [
  '',
  'is the memory of the host',
  'is the memory of its kernel',
  '',
  'is the ports of its hardware',
];
const MEMORY_MAJOR: i64 = 1;

export function adviseIsolation(linux: Linux, advice: Advice): void {
  advisePaths(linux, advice);
  const devices = linux.devices;
  if (devices !== null) {
    for (let i = 0; i < devices.length; i++) adviseDevice(devices[i], advice);
  }
  const propagation = linux.rootfsPropagation;
  if (propagation !== null && (propagation == 'shared' || propagation == 'rshared')) {
    advice.tellOf(MOUNT_SHARED, linux.node, 'rootfsPropagation');
  }
}

function advisePaths(linux: Linux, advice: Advice): void {
  const unmasked = missing(MASKED, linux.maskedPaths, null, advice);
  if (unmasked != '') advice.tellOf(PATHS_UNMASKED, linux.node, 'maskedPaths', [unmasked]);
  // The files are of the host's root: nobody who is mapped to somebody else may write them.
  if (advice.hasUserNamespace || !advice.isRoot) return;
  const writable = missing(READ_ONLY, linux.readonlyPaths, linux.maskedPaths, advice);
  if (writable != '') advice.tellOf(PATHS_WRITABLE, linux.node, 'readonlyPaths', [writable]);
}

/** Those that are there and in neither list, with commas. */
function missing(
  paths: StaticArray<string>,
  one: string[] | null,
  other: string[] | null,
  advice: Advice,
): string {
  const result: string[] = [];
  for (let i = 0; i < paths.length; i++) {
    if (!isMounted(paths[i], advice)) continue;
    if (!covers(one, paths[i]) && !covers(other, paths[i])) result.push(paths[i]);
  }
  return result.join(', ');
}

function covers(list: string[] | null, path: string): bool {
  if (list === null) return false;
  for (let i = 0; i < list.length; i++) {
    if (list[i] != '' && isBelow(path, plainPath(list[i]))) return true;
  }
  return false;
}

/** Whether a mount brings the kernel's files that `path` is one of. */
function isMounted(path: string, advice: Advice): bool {
  const mounts = advice.spec.mounts;
  if (mounts === null) return false;
  const top = path.startsWith('/proc/') ? '/proc' : '/sys';
  for (let i = 0; i < mounts.length; i++) {
    if (plainPath(mounts[i].destination) == top) return true;
  }
  return false;
}

function adviseDevice(device: LinuxDevice, advice: Advice): void {
  if (device.type == 'b') {
    advice.tell(DEVICE_OF_HOST, device.node, [device.path, 'is a disk of the host']);
    return;
  }
  const isMemory = device.type != 'p' && device.major == MEMORY_MAJOR;
  if (!isMemory || device.minor < 0 || device.minor >= MEMORY_DEVICES.length) return;
  const what = MEMORY_DEVICES[<i32>device.minor];
  if (what != '') advice.tell(DEVICE_OF_HOST, device.node, [device.path, what]);
}
