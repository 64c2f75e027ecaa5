// Rules for devices of a container that lives, on v1: only what differs from the rules in force is
// written, so that what stays allowed is never denied for a moment
// (the kernel's Documentation/admin-guide/cgroup-v1/devices.rst).

import { CgroupUpdate } from '../../../generated/assembly/actions';
import { DeviceRule } from '../../bpf/ebpf';
import { ActionList } from '../actions';
import { Cgroup } from './cgroup';
import { v1Lines } from './devices';
import { Live } from './live';

const ALLOW: string = 'devices.allow';
const DENY: string = 'devices.deny';
const LIST: string = 'devices.list';
const EVERYTHING: string = 'a';
const LETTERS: string = 'rwm';

/** What the kernel keeps: all or nothing, and exceptions by device, each with its accesses. */
@final
class Policy {
  allowsAll: bool = false;
  devices: string[] = [];
  accesses: string[] = [];

  set(allow: bool, device: string, access: string): void {
    const at = this.devices.indexOf(device);
    // An exception from all-allowed is a denial.
    if (allow != this.allowsAll) {
      if (at >= 0) this.accesses[at] = union(this.accesses[at], access);
      else this.push(device, access);
    } else if (at >= 0) {
      this.accesses[at] = minus(this.accesses[at], access);
    }
  }

  push(device: string, access: string): void {
    this.devices.push(device);
    this.accesses.push(access);
  }

  /** Of `device`, what is not among `access`. */
  beyond(other: Policy, index: i32): string {
    const at = other.devices.indexOf(this.devices[index]);
    const access = this.accesses[index];
    return at < 0 ? access : minus(access, other.accesses[at]);
  }
}

export function planDevicesLive(
  rules: DeviceRule[],
  cgroup: Cgroup,
  live: Live,
  ignoreDenied: bool,
  out: ActionList,
): void {
  const text = live.read(cgroup.pathOf(LIST));
  const writer = new Writer(cgroup, live, ignoreDenied, out);
  const now = readPolicy(text === null ? '' : text);
  const wanted = simulate(rules);
  if (now.allowsAll || wanted.allowsAll) reset(now, wanted, writer);
  else change(now, wanted, writer);
}

/** More first, less afterwards. */
function change(now: Policy, wanted: Policy, writer: Writer): void {
  for (let i = 0; i < wanted.devices.length; i++) {
    writer.write(true, wanted.devices[i], wanted.beyond(now, i), true);
  }
  for (let i = 0; i < now.devices.length; i++) {
    writer.write(false, now.devices[i], now.beyond(wanted, i), true);
  }
}

/** To or from all-allowed there is no way but to begin anew: the kernel forgets all exceptions. */
function reset(now: Policy, wanted: Policy, writer: Writer): void {
  // These change nothing; in reverse they are what follows the undo of the next line.
  if (!now.allowsAll) {
    for (let i = 0; i < now.devices.length; i++) {
      writer.again(now.devices[i], now.accesses[i]);
    }
  }
  writer.everything(wanted.allowsAll, now.allowsAll);
  for (let i = 0; i < wanted.devices.length; i++) {
    writer.write(!wanted.allowsAll, wanted.devices[i], wanted.accesses[i], false);
  }
}

@final
class Writer {
  constructor(
    private readonly cgroup: Cgroup,
    private readonly live: Live,
    private readonly ignoreDenied: bool,
    private readonly out: ActionList,
  ) {}

  write(allow: bool, device: string, access: string, isUndone: bool): void {
    if (access == '') return;
    const value = `${device} ${access}`;
    const action = this.action(allow ? ALLOW : DENY, value);
    if (isUndone) this.undoneBy(action, allow ? DENY : ALLOW, value);
    this.out.add(action);
  }

  again(device: string, access: string): void {
    const value = `${device} ${access}`;
    const action = this.action(ALLOW, value);
    this.undoneBy(action, ALLOW, value);
    this.out.add(action);
  }

  everything(allow: bool, before: bool): void {
    const action = this.action(allow ? ALLOW : DENY, EVERYTHING);
    this.undoneBy(action, before ? ALLOW : DENY, EVERYTHING);
    this.out.add(action);
  }

  private action(file: string, value: string): CgroupUpdate {
    const action = new CgroupUpdate();
    action.mount = this.cgroup.mount;
    action.path = this.cgroup.path;
    action.file = file;
    action.value = value;
    action.from = this.live.from('/linux/resources/devices');
    if (this.ignoreDenied) action.denied = 'ignore';
    return action;
  }

  private undoneBy(action: CgroupUpdate, file: string, value: string): void {
    action.before = value;
    if (file != action.file) action.beforeFile = file;
  }
}

/** devices.list: `c 1:3 rwm` a line, or `a *:* rwm`, which hides its exceptions. */
function readPolicy(text: string): Policy {
  const policy = new Policy();
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const words = lines[i].split(' ');
    if (words.length != 3) continue;
    if (words[0] == EVERYTHING) policy.allowsAll = true;
    else policy.push(`${words[0]} ${words[1]}`, words[2]);
  }
  return policy;
}

/** What the kernel would have after these rules, each written in turn. */
function simulate(rules: DeviceRule[]): Policy {
  let policy = new Policy();
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i];
    if (rule.isEverything()) {
      policy = new Policy();
      policy.allowsAll = rule.allow;
      continue;
    }
    const lines = v1Lines(rule);
    for (let j = 0; j < lines.length; j++) {
      policy.set(rule.allow, lines[j].device, lines[j].access);
    }
  }
  return policy;
}

function union(a: string, b: string): string {
  let result = '';
  for (let i = 0; i < LETTERS.length; i++) {
    const letter = LETTERS.charAt(i);
    if (a.includes(letter) || b.includes(letter)) result += letter;
  }
  return result;
}

function minus(a: string, b: string): string {
  let result = '';
  for (let i = 0; i < LETTERS.length; i++) {
    const letter = LETTERS.charAt(i);
    if (a.includes(letter) && !b.includes(letter)) result += letter;
  }
  return result;
}
