// Advice about /linux/resources: what is not limited, and limits that do nothing.

import {
  Linux,
  LinuxCPU,
  LinuxDeviceCgroup,
  LinuxMemory,
  LinuxResources,
} from '../../../generated/assembly/config';
import {
  CPU_UNUSED,
  DEVICE_RULE_WIDE,
  DEVICES_OPEN,
  KERNEL_MEMORY_UNUSED,
  MEMORY_NEVER_FREED,
  MEMORY_UNLIMITED,
  PROCESSES_UNLIMITED,
  QUOTA_WITHOUT_PERIOD,
  RESERVATION_UNUSED,
} from '../../../generated/assembly/warnings';
import { NONE } from '../../json/document';
import { Advice } from './advice';

const ANY: i64 = -1;

export function adviseResources(linux: Linux, advice: Advice): void {
  const resources = linux.resources;
  if (resources === null) {
    advice.tellOf(PROCESSES_UNLIMITED, linux.node, 'resources');
    advice.tellOf(MEMORY_UNLIMITED, linux.node, 'resources');
    return;
  }
  adviseLimits(resources, advice);
  const memory = resources.memory;
  if (memory !== null) adviseMemory(memory, advice);
  const cpu = resources.cpu;
  if (cpu !== null) adviseCpu(cpu, advice);
  const devices = resources.devices;
  if (devices !== null) adviseDevices(devices, advice);
}

function adviseLimits(resources: LinuxResources, advice: Advice): void {
  const pids = resources.pids;
  if ((pids === null || pids.limit <= 0) && !isUnified(resources, 'pids.max', advice)) {
    advice.tellOf(PROCESSES_UNLIMITED, resources.node, 'pids');
  }
  const memory = resources.memory;
  if ((memory === null || memory.limit <= 0) && !isUnified(resources, 'memory.max', advice)) {
    advice.tellOf(MEMORY_UNLIMITED, resources.node, 'memory');
  }
}

function isUnified(resources: LinuxResources, file: string, advice: Advice): bool {
  return resources.unified != NONE && advice.doc.get(resources.unified, file) != NONE;
}

function adviseMemory(memory: LinuxMemory, advice: Advice): void {
  if (memory.disableOOMKiller) advice.tellOf(MEMORY_NEVER_FREED, memory.node, 'disableOOMKiller');
  if (memory.kernel > 0) advice.tellOf(KERNEL_MEMORY_UNUSED, memory.node, 'kernel');
  if (memory.limit > 0 && memory.reservation >= memory.limit) {
    const words = [memory.limit.toString()];
    advice.tellOf(RESERVATION_UNUSED, memory.node, 'reservation', words);
  }
}

function adviseCpu(cpu: LinuxCPU, advice: Advice): void {
  const hasPeriod = cpu.hasPeriod && cpu.period > 0;
  if (cpu.hasQuota && cpu.quota > 0) {
    if (!hasPeriod) advice.tellOf(QUOTA_WITHOUT_PERIOD, cpu.node, 'quota');
    return;
  }
  if (hasPeriod) advice.tellOf(CPU_UNUSED, cpu.node, 'period', ['period']);
  if (cpu.hasBurst && cpu.burst > 0) advice.tellOf(CPU_UNUSED, cpu.node, 'burst', ['burst']);
}

/** A rule about everything undoes all before it. */
function adviseDevices(rules: LinuxDeviceCgroup[], advice: Advice): void {
  let first = 0;
  for (let i = 0; i < rules.length; i++) if (isEverything(rules[i])) first = i;
  for (let i = first; i < rules.length; i++) {
    if (!rules[i].allow || !opens(rules[i])) continue;
    if (isEverything(rules[i])) advice.tell(DEVICES_OPEN, rules[i].node);
    else if (isAny(rules[i].hasMajor, rules[i].major)) {
      const what = isBlock(rules[i]) ? 'every disk of the host' : 'every device of a kind';
      advice.tell(DEVICE_RULE_WIDE, rules[i].node, [what]);
    }
  }
}

function isBlock(rule: LinuxDeviceCgroup): bool {
  const type = rule.type;
  return type !== null && type == 'b';
}

function isEverything(rule: LinuxDeviceCgroup): bool {
  const type = rule.type;
  const isOfAll = type === null || type == '' || type == 'a';
  return isOfAll && isAny(rule.hasMajor, rule.major) && isAny(rule.hasMinor, rule.minor);
}

function isAny(isGiven: bool, number: i64): bool {
  return !isGiven || number == ANY;
}

/** Making a node alone opens nothing. */
function opens(rule: LinuxDeviceCgroup): bool {
  const access = rule.access;
  return access === null || access == '' || access.includes('r') || access.includes('w');
}
