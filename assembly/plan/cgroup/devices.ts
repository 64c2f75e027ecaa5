// Which devices the container may open or make (config-linux.md#allowed-device-list): first nothing,
// then the config's rules in order, then what every container has. The list is the same for v1,
// where each rule is one write, and for v2, where all of them are one program.

import { CgroupDevices } from '../../../generated/assembly/actions';
import { LinuxDeviceCgroup } from '../../../generated/assembly/config';
import { encodeBase64 } from '../../bpf/base64';
import {
  ACCESS_ALL,
  ACCESS_MKNOD,
  ACCESS_READ,
  ACCESS_WRITE,
  ANY_NUMBER,
  DEVICE_ANY,
  DEVICE_BLOCK,
  DEVICE_CHAR,
  DeviceRule,
  deviceProgram,
} from '../../bpf/ebpf';
import { ActionList } from '../actions';
import { Cgroup, valueWrite } from './cgroup';

const FROM: string = '/linux/resources/devices';

// null, zero, full, random, urandom, tty, console, ptmx, pts, tun: major and minor by turns.
const BUILT_IN: StaticArray<i64> = [
  1,
  3,
  1,
  5,
  1,
  7,
  1,
  8,
  1,
  9,
  5,
  0,
  5,
  1,
  5,
  2,
  136,
  ANY_NUMBER,
  10,
  200,
];

/** Without rules nothing but the built-in devices is allowed: GHSA-g54h-m393-cpwq was the opposite. */
export function deviceRules(config: LinuxDeviceCgroup[] | null): DeviceRule[] {
  const rules: DeviceRule[] = [];
  rules.push(new DeviceRule(false, DEVICE_ANY, ANY_NUMBER, ANY_NUMBER, ACCESS_ALL, FROM));
  if (config !== null) {
    for (let i = 0; i < config.length; i++) addRule(rules, readRule(config[i], i));
  }
  if (rules[rules.length - 1].isEverything() && rules[rules.length - 1].allow) return rules;
  addBuiltIn(rules, DEVICE_CHAR, ANY_NUMBER, ANY_NUMBER, ACCESS_MKNOD);
  addBuiltIn(rules, DEVICE_BLOCK, ANY_NUMBER, ANY_NUMBER, ACCESS_MKNOD);
  for (let i = 0; i < BUILT_IN.length; i += 2) {
    addBuiltIn(rules, DEVICE_CHAR, BUILT_IN[i], BUILT_IN[i + 1], ACCESS_ALL);
  }
  return rules;
}

/** It has the last word, so an equal rule of the config's (engines send most of them) is the same. */
function addBuiltIn(rules: DeviceRule[], type: i32, major: i64, minor: i64, access: i32): void {
  const rule = new DeviceRule(true, type, major, minor, access, FROM);
  for (let i = 0; i < rules.length; i++) {
    if (!rules[i].equals(rule)) continue;
    rule.from = rules[i].from;
    rules.splice(i, 1);
    break;
  }
  rules.push(rule);
}

function readRule(rule: LinuxDeviceCgroup, index: i32): DeviceRule {
  const type = rule.type;
  let kind = DEVICE_ANY;
  if (type == 'c' || type == 'u') kind = DEVICE_CHAR;
  else if (type == 'b') kind = DEVICE_BLOCK;
  const major = rule.hasMajor ? rule.major : ANY_NUMBER;
  const minor = rule.hasMinor ? rule.minor : ANY_NUMBER;
  return new DeviceRule(
    rule.allow,
    kind,
    major,
    minor,
    readAccess(rule.access),
    `${FROM}/${index}`,
  );
}

function readAccess(text: string | null): i32 {
  if (text === null || text == '') return ACCESS_ALL;
  let access = 0;
  if (text.includes('r')) access |= ACCESS_READ;
  if (text.includes('w')) access |= ACCESS_WRITE;
  if (text.includes('m')) access |= ACCESS_MKNOD;
  return access;
}

/** A rule about everything undoes all before it, and a repeated one the first of its kind. */
function addRule(rules: DeviceRule[], rule: DeviceRule): void {
  if (rule.isEverything()) {
    rules.length = 0;
  } else {
    for (let i = rules.length - 1; i >= 0; i--) {
      if (rules[i].allow != rule.allow) break; // order matters between allow and deny only
      if (rules[i].equals(rule)) return;
    }
  }
  rules.push(rule);
}

/** `ignoreDenied`: in a user namespace the kernel refuses the writes, and mknod(2) with them. */
export function planDevicesV1(
  rules: DeviceRule[],
  cgroup: Cgroup,
  ignoreDenied: bool,
  out: ActionList,
): void {
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i];
    if (rule.isEverything()) {
      writeRule(rule, 'a', cgroup, ignoreDenied, out);
      continue;
    }
    const lines = v1Lines(rule);
    for (let j = 0; j < lines.length; j++) {
      writeRule(rule, `${lines[j].device} ${lines[j].access}`, cgroup, ignoreDenied, out);
    }
  }
}

/** `c 1:3` and `rwm`. */
@final
export class DeviceLine {
  constructor(
    readonly device: string,
    readonly access: string,
  ) {}
}

/** A rule that is not about everything, as v1's files have it. */
export function v1Lines(rule: DeviceRule): DeviceLine[] {
  if (rule.type == DEVICE_CHAR) return [numbered('c', rule)];
  if (rule.type == DEVICE_BLOCK) return [numbered('b', rule)];
  // The kernel takes `a` for all devices, whatever numbers and accesses follow.
  return [numbered('c', rule), numbered('b', rule)];
}

function writeRule(
  rule: DeviceRule,
  value: string,
  cgroup: Cgroup,
  ignoreDenied: bool,
  out: ActionList,
): void {
  const file = rule.allow ? 'devices.allow' : 'devices.deny';
  const action = valueWrite(cgroup, file, value, rule.from);
  if (ignoreDenied) action.denied = 'ignore';
  out.add(action);
}

function numbered(type: string, rule: DeviceRule): DeviceLine {
  const major = rule.major == ANY_NUMBER ? '*' : rule.major.toString();
  const minor = rule.minor == ANY_NUMBER ? '*' : rule.minor.toString();
  let access = '';
  if (rule.access & ACCESS_READ) access += 'r';
  if (rule.access & ACCESS_WRITE) access += 'w';
  if (rule.access & ACCESS_MKNOD) access += 'm';
  return new DeviceLine(`${type} ${major}:${minor}`, access);
}

export function planDevicesV2(rules: DeviceRule[], cgroup: Cgroup, out: ActionList): void {
  const action = new CgroupDevices();
  action.mount = cgroup.mount;
  action.path = cgroup.path;
  const program = deviceProgram(rules);
  action.program = encodeBase64(program.dataStart, program.length * 8);
  action.from = FROM;
  out.add(action);
}
