// Rules of /linux: namespaces, id mappings, time offsets, devices, sysctl, paths (config-linux.md).

import { Linux, LinuxDevice, Spec } from '../../../generated/assembly/config';
import { cleanPath } from '../../base/path';
import { NONE } from '../../json/document';
import { validateMapping } from './mappings';
import { climbs } from './mounts';
import { Rules } from './rules';

const NAMESPACE: string = 'LD2202';
const MAPPING: string = 'LD2203';
const TIME_OFFSET: string = 'LD2204';
const DEVICE: string = 'LD2205';
const SYSCTL: string = 'LD2206';
const CGROUPS_PATH: string = 'LD2207';
const PATHS: string = 'LD2208';
const PERSONALITY: string = 'LD2209';

export function validateLinux(spec: Spec, linux: Linux, rules: Rules): void {
  validateNamespaces(linux, rules);
  validateMappings(linux, rules);
  if (linux.timeOffsets !== null && !has(linux, 'time')) {
    const node = rules.member(linux.node, 'timeOffsets');
    rules.problem(
      node,
      TIME_OFFSET,
      'needs a time namespace: add {"type": "time"} to /linux/namespaces',
    );
  }
  const devices = linux.devices;
  if (devices !== null) {
    for (let i = 0; i < devices.length; i++) validateDevice(devices[i], rules);
  }
  validateSysctl(spec, linux, rules);
  validateCgroupsPath(linux, rules);
  validateRootPath(linux.maskedPaths, rules.member(linux.node, 'maskedPaths'), rules);
  validateRootPath(linux.readonlyPaths, rules.member(linux.node, 'readonlyPaths'), rules);
  const personality = linux.personality;
  if (personality !== null) {
    const flags = personality.flags;
    if (flags !== null && flags.length > 0) {
      const node = rules.member(personality.node, 'flags');
      rules.problem(node, PERSONALITY, 'no flag is defined by the specification');
    }
  }
}

function has(linux: Linux, type: string): bool {
  const list = linux.namespaces;
  if (list === null) return false;
  for (let i = 0; i < list.length; i++) if (list[i].type == type) return true;
  return false;
}

function isNew(linux: Linux, type: string): bool {
  const list = linux.namespaces;
  if (list === null) return false;
  for (let i = 0; i < list.length; i++) {
    const path = list[i].path;
    if (list[i].type == type) return path === null || path == '';
  }
  return false;
}

/** config-linux.md#namespaces: duplicates must be an error. */
function validateNamespaces(linux: Linux, rules: Rules): void {
  const list = linux.namespaces;
  if (list === null) return;
  for (let i = 0; i < list.length; i++) {
    for (let j = 0; j < i; j++) {
      if (list[i].type != list[j].type || list[i].type == '') continue;
      const node = rules.member(list[i].node, 'type');
      const first = rules.doc.pointer(list[j].node);
      rules.problem(node, NAMESPACE, `duplicate namespace type ${list[i].type}, first at ${first}`);
      break;
    }
  }
}

function validateMappings(linux: Linux, rules: Rules): void {
  const uids = linux.uidMappings;
  const gids = linux.gidMappings;
  if (uids !== null) {
    validateMapping(uids, rules.member(linux.node, 'uidMappings'), MAPPING, rules);
  }
  if (gids !== null) {
    validateMapping(gids, rules.member(linux.node, 'gidMappings'), MAPPING, rules);
  }
  if (!isNew(linux, 'user')) {
    const isIdle = (uids !== null && uids.length > 0) || (gids !== null && gids.length > 0);
    if (!isIdle || has(linux, 'user')) return;
    const name = uids !== null ? 'uidMappings' : 'gidMappings';
    rules.doubt(rules.member(linux.node, name), MAPPING, 'no effect without a new user namespace');
    return;
  }
  // Neither: a caller without root gets what /etc/subuid and /etc/subgid give him.
  const hasUids = uids !== null && uids.length > 0;
  const hasGids = gids !== null && gids.length > 0;
  if (hasUids == hasGids) return;
  const missing = hasUids ? 'gidMappings' : 'uidMappings';
  const node = rules.member(linux.node, 'namespaces');
  rules.problem(node, MAPPING, `a new user namespace needs /linux/${missing}`);
}

function validateDevice(device: LinuxDevice, rules: Rules): void {
  if (climbs(device.path)) {
    const node = rules.member(device.node, 'path');
    rules.expected(node, DEVICE, 'a path that does not climb above the root');
  }
  if (device.type == 'p' || device.type == '') return;
  // config-linux.md#devices: required unless type is p
  if (!device.hasMajor) rules.problem(device.node, DEVICE, 'needs a major number');
  else if (device.major < 0) expectNumber(device, 'major', rules);
  if (!device.hasMinor) rules.problem(device.node, DEVICE, 'needs a minor number');
  else if (device.minor < 0) expectNumber(device, 'minor', rules);
}

/** -1 is every number, in a rule of /linux/resources/devices; a device has one. */
function expectNumber(device: LinuxDevice, name: string, rules: Rules): void {
  rules.expected(rules.member(device.node, name), DEVICE, `a ${name} number`);
}

/** Only what belongs to a namespace of the container's own may be set (sysctl(8), namespaces(7)). */
function validateSysctl(spec: Spec, linux: Linux, rules: Rules): void {
  if (linux.sysctl == NONE) return;
  for (let at = rules.doc.firstChild(linux.sysctl); at != NONE; at = rules.doc.next(at)) {
    const written = rules.doc.key(at);
    const slashed = written.includes('/') && !isDotted(written);
    const path = slashed ? written : written.replaceAll('.', '/');
    const parts = path.split('/');
    let isPath = written != '';
    for (let i = 0; i < parts.length; i++) {
      if (parts[i] == '' || parts[i] == '.' || parts[i] == '..') isPath = false;
    }
    if (!isPath || written.includes('..')) {
      rules.problem(at, SYSCTL, 'the key has an empty component or one that climbs');
      continue;
    }
    const needed = sysctlNamespace(path);
    if (needed == '') rules.problem(at, SYSCTL, `the sysctl \`${written}\` is not namespaced`);
    else if (!has(linux, needed)) {
      const name = needed == 'network' ? 'network' : needed.toUpperCase();
      rules.problem(at, SYSCTL, `the sysctl \`${written}\` requires a new ${name} namespace`);
    } else {
      const field = fieldOf(path, spec);
      const text = `the sysctl \`${written}\` conflicts with OCI field \`${field}\``;
      if (field != '') rules.problem(at, SYSCTL, text);
    }
  }
}

/** The member of the config that sets the same; empty: none does. */
function fieldOf(path: string, spec: Spec): string {
  const hostname = spec.hostname;
  const domainname = spec.domainname;
  if (path == 'kernel/hostname' && hostname !== null && hostname != '') return 'hostname';
  if (path == 'kernel/domainname' && domainname !== null && domainname != '') return 'domainname';
  return '';
}

/** With dots as separators a slash stands for a dot within a name (net.ipv4.conf.eth0/1.forwarding). */
function isDotted(key: string): bool {
  const dot = key.indexOf('.');
  return dot >= 0 && dot < key.indexOf('/');
}

function sysctlNamespace(path: string): string {
  if (path.startsWith('net/')) return 'network';
  if (path.startsWith('fs/mqueue/')) return 'ipc';
  if (path == 'kernel/hostname' || path == 'kernel/domainname') return 'uts';
  if (path == 'kernel/sem') return 'ipc';
  return path.startsWith('kernel/msg') || path.startsWith('kernel/shm') ? 'ipc' : '';
}

/** Outside cgroupfs a write would change plain files; in the root cgroup are all of the host's processes. */
function validateCgroupsPath(linux: Linux, rules: Rules): void {
  const path = linux.cgroupsPath;
  if (path === null || path == '') return;
  const parts = path.split('/');
  let isRoot = true;
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] == '..') {
      rules.expected(rules.member(linux.node, 'cgroupsPath'), CGROUPS_PATH, 'a path without `..`');
      return;
    }
    if (parts[i] != '' && parts[i] != '.') isRoot = false;
  }
  if (!isRoot) return;
  const expected = "a cgroup of the container's own, which the root cgroup is not";
  rules.expected(rules.member(linux.node, 'cgroupsPath'), CGROUPS_PATH, expected);
}

function validateRootPath(paths: string[] | null, node: i32, rules: Rules): void {
  if (paths === null) return;
  let at = rules.doc.firstChild(node);
  for (let i = 0; i < paths.length; i++, at = rules.doc.next(at)) {
    const path = paths[i];
    if (path != '' && cleanPath(path) == '/') {
      rules.expected(at, PATHS, 'a path below the root');
    } else if (!path.startsWith('/')) {
      // As peers, whose working directory is the root then.
      const what = path == '' ? 'left out' : `taken as /${path}`;
      rules.doubt(at, PATHS, `expected an absolute path: ${what}`);
    }
  }
}
