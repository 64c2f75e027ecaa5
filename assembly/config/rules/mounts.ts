// Rules of /mounts and /root (config.md#mounts, config.md#root).

import { LinuxIDMapping, Mount, Spec } from '../../../generated/assembly/config';
import { cleanPath } from '../../base/path';
import { validateMapping } from './mappings';
import { Rules } from './rules';

const DESTINATION: string = 'LD2101';
const SOURCE: string = 'LD2102';
const FILESYSTEM: string = 'LD2103';
const NEEDS_MOUNT_NAMESPACE: string = 'LD2104';
const PROC: string = 'LD2105';
const IDMAP: string = 'LD2106';

// Files below /proc that engines cover with their own (lxcfs and the like); anything else there
// would let the image say what the kernel tells (CVE-2019-16884).
const PROC_ALLOWED: StaticArray<string> = [
  '/proc/cpuinfo',
  '/proc/diskstats',
  '/proc/meminfo',
  '/proc/stat',
  '/proc/swaps',
  '/proc/uptime',
  '/proc/loadavg',
  '/proc/slabinfo',
  '/proc/net/dev',
  '/proc/sys/kernel/ns_last_pid',
  '/proc/sys/crypto/fips_enabled',
  '/proc/sys/fs/binfmt_misc',
];

export function validateMounts(spec: Spec, rules: Rules): void {
  const mounts = spec.mounts;
  if (mounts !== null) validateMountList(mounts, rules);
  if (!hasNamespace(spec, 'mount')) validateWithoutNamespace(spec, rules);
}

export function validateMountList(mounts: Mount[], rules: Rules): void {
  for (let i = 0; i < mounts.length; i++) validateMount(mounts[i], rules);
}

/** Returns its node. */
export function validateDestination(mount: Mount, rules: Rules): i32 {
  const node = rules.member(mount.node, 'destination');
  const destination = mount.destination;
  if (!destination.startsWith('/')) {
    rules.doubt(node, DESTINATION, `expected an absolute path: taken as /${destination}`);
  }
  if (climbs(destination)) {
    rules.expected(node, DESTINATION, 'a path that does not climb above the root');
  }
  return node;
}

function validateMount(mount: Mount, rules: Rules): void {
  if (mount.destination == '') return; // told as absent or empty
  const node = validateDestination(mount, rules);
  const isBind = hasOption(mount.options, 'bind') || hasOption(mount.options, 'rbind');
  validateSource(mount, isBind, rules);
  validateProc(mount, node, isBind, rules);
  validateMappings(mount, rules);
}

function validateMappings(mount: Mount, rules: Rules): void {
  const uids = mount.uidMappings;
  const gids = mount.gidMappings;
  if (uids !== null) validateMapping(uids, rules.member(mount.node, 'uidMappings'), IDMAP, rules);
  if (gids !== null) validateMapping(gids, rules.member(mount.node, 'gidMappings'), IDMAP, rules);
  if (isEmpty(uids) != isEmpty(gids)) {
    rules.problem(mount.node, IDMAP, 'uidMappings and gidMappings go together');
  }
}

function isEmpty(mappings: LinuxIDMapping[] | null): bool {
  return mappings === null || mappings.length == 0;
}

function validateSource(mount: Mount, isBind: bool, rules: Rules): void {
  const type = mount.type;
  const source = mount.source;
  if (isBind) {
    if (source === null || source == '') {
      rules.expectedFound(rules.member(mount.node, 'source'), SOURCE, 'a path to bind', 'nothing');
    }
    return;
  }
  if (hasOption(mount.options, 'remount')) return;
  if (type === null || type == '' || type == 'none' || type == 'bind') {
    const found = type === null || type == '' ? 'neither' : type;
    const text = 'a filesystem type, or the option bind or rbind';
    rules.expectedFound(rules.member(mount.node, 'type'), FILESYSTEM, text, found);
  }
}

function validateProc(mount: Mount, node: i32, isBind: bool, rules: Rules): void {
  const path = cleanPath(mount.destination);
  if (!path.startsWith('/proc/')) return;
  if (PROC_ALLOWED.includes(path)) return;
  const type = mount.type;
  if (!isBind && type !== null && type == 'proc') return;
  rules.problem(node, PROC, `mounting on ${path} would change what the kernel tells of processes`);
}

/** A container in the host's mount namespace must not change it. */
function validateWithoutNamespace(spec: Spec, rules: Rules): void {
  const text = 'needs a mount namespace of its own: add {"type": "mount"} to /linux/namespaces';
  const mounts = spec.mounts;
  if (mounts !== null && mounts.length > 0) {
    rules.problem(rules.member(spec.node, 'mounts'), NEEDS_MOUNT_NAMESPACE, text);
  }
  const root = spec.root;
  if (root !== null && root.hasReadonly && root.readonly) {
    rules.problem(rules.member(root.node, 'readonly'), NEEDS_MOUNT_NAMESPACE, text);
  }
  const linux = spec.linux;
  if (linux === null) return;
  const masked = linux.maskedPaths;
  if (masked !== null && masked.length > 0) {
    rules.problem(rules.member(linux.node, 'maskedPaths'), NEEDS_MOUNT_NAMESPACE, text);
  }
  const readonly = linux.readonlyPaths;
  if (readonly !== null && readonly.length > 0) {
    rules.problem(rules.member(linux.node, 'readonlyPaths'), NEEDS_MOUNT_NAMESPACE, text);
  }
  const propagation = linux.rootfsPropagation;
  if (propagation !== null && propagation != '') {
    rules.problem(rules.member(linux.node, 'rootfsPropagation'), NEEDS_MOUNT_NAMESPACE, text);
  }
  // A user namespace may make no device nodes: the host's are mounted.
  const devices = linux.devices;
  if (devices !== null && devices.length > 0 && hasNamespace(spec, 'user')) {
    rules.problem(rules.member(linux.node, 'devices'), NEEDS_MOUNT_NAMESPACE, text);
  }
}

function hasNamespace(spec: Spec, type: string): bool {
  const linux = spec.linux;
  if (linux === null) return false;
  const namespaces = linux.namespaces;
  if (namespaces === null) return false;
  for (let i = 0; i < namespaces.length; i++) if (namespaces[i].type == type) return true;
  return false;
}

function hasOption(options: string[] | null, word: string): bool {
  return options !== null && options.includes(word);
}

/** Whether `..` leads above where the path begins, whatever links there may be. */
export function climbs(path: string): bool {
  const parts = path.split('/');
  let depth = 0;
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] == '' || parts[i] == '.') continue;
    depth += parts[i] == '..' ? -1 : 1;
    if (depth < 0) return true;
  }
  return false;
}
