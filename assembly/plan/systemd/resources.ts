// What systemd is told of a container's resources (systemd.resource-control(5)). It writes values of
// its own into a unit's cgroup, now and whenever it is reloaded: so what it can hold, it gets to hold. All
// of it is written into the container's cgroup besides, exactly as it was asked for; so what systemd
// rounds, or has no word for, is not lost.

import {
  LinuxBlockIO,
  LinuxCPU,
  LinuxMemory,
  LinuxResources,
} from '../../../generated/assembly/config';
import {
  ACCESS_MKNOD,
  ACCESS_READ,
  ACCESS_WRITE,
  ANY_NUMBER,
  DEVICE_BLOCK,
  DEVICE_CHAR,
  DeviceRule,
} from '../../bpf/ebpf';
import { Document, NONE } from '../../json/document';
import { readBandwidth } from '../cgroup/bandwidth';
import { cpuWeight, ioWeight } from '../cgroup/convert';
import { deviceRules } from '../cgroup/devices';
import { CgroupLayout } from '../cgroup/layout';
import { forbidsSwap } from '../cgroup/needs';
import { Properties } from './properties';

const INFINITY: u64 = u64.MAX_VALUE;
const SECOND: u64 = 1000000; // in microseconds
const QUOTA_STEP: u64 = 10000; // a hundredth of a second for a second: systemd counts in per cent
const DEFAULT_PERIOD: u64 = 100000; // the kernel's own, in microseconds
const DEFAULT_WEIGHT: u64 = 100; // the kernel's own
const DEFAULT: string = 'default ';
const IO_WEIGHT_MAX: i64 = 10000;
const CPUS_LIMIT: u64 = 8192; // CONFIG_NR_CPUS of the largest kernels

export function planResourceProperties(
  resources: LinuxResources,
  config: Document,
  layout: CgroupLayout,
  out: Properties,
): void {
  const isUnified = layout.isUnifiedHost;
  if (resources.memory !== null) planMemory(resources.memory!, isUnified, out);
  if (resources.cpu !== null) planCpu(resources.cpu!, layout, out);
  const pids = resources.pids;
  if (pids !== null && pids.limit != 0) out.long('TasksMax', limit(pids.limit));
  if (resources.blockIO !== null) planBlockIO(resources.blockIO!, isUnified, out);
  if (isUnified) planUnified(resources, config, layout, out);
}

function limit(value: i64): u64 {
  return value < 0 ? INFINITY : <u64>value;
}

/** v1 has one limit that systemd knows. */
function planMemory(memory: LinuxMemory, isUnified: bool, out: Properties): void {
  if (memory.limit != 0) out.long('MemoryMax', limit(memory.limit));
  if (!isUnified) return;
  if (memory.reservation != 0) out.long('MemoryLow', limit(memory.reservation));
  if (forbidsSwap(memory)) out.long('MemorySwapMax', 0);
  if (memory.swap == 0) return;
  // The config counts memory and swap together, v2 counts swap alone.
  const hasLimits = memory.swap > 0 && memory.limit > 0;
  out.long('MemorySwapMax', hasLimits ? <u64>(memory.swap - memory.limit) : INFINITY);
}

function planCpu(cpu: LinuxCPU, layout: CgroupLayout, out: Properties): void {
  const isUnified = layout.isUnifiedHost;
  if (cpu.shares != 0) {
    if (isUnified) out.long('CPUWeight', cpuWeight(cpu.shares));
    else out.long('CPUShares', max<u64>(2, min<u64>(cpu.shares, 262144)));
  }
  if (isUnified && cpu.hasIdle) planIdle(cpu.idle == 1, cpu.shares != 0, layout, out);
  const bandwidth = readBandwidth(cpu, layout.find('cpu'), layout.live);
  const quota = bandwidth.quota;
  const period = bandwidth.period;
  if (period != 0) out.long('CPUQuotaPeriodUSec', period);
  if (quota != 0) out.long('CPUQuotaPerSecUSec', quotaOfSecond(quota, period));
  if (!isUnified) return;
  planSet('AllowedCPUs', cpu.cpus, out);
  planSet('AllowedMemoryNodes', cpu.mems, out);
}

/** After the weight: an idle cgroup takes none. One that is idle no more is given one, by the kernel too. */
function planIdle(isIdle: bool, hasWeight: bool, layout: CgroupLayout, out: Properties): void {
  if (isIdle) out.long('CPUWeight', 0);
  else if (!hasWeight && isIdleNow(layout)) out.long('CPUWeight', DEFAULT_WEIGHT);
}

function isIdleNow(layout: CgroupLayout): bool {
  const live = layout.live;
  const cgroup = layout.find('cpu');
  return live !== null && cgroup !== null && live.read(cgroup.pathOf('cpu.idle')) == '1';
}

function quotaOfSecond(quota: i64, period: u64): u64 {
  if (quota < 0) return INFINITY;
  const whole = period == 0 ? DEFAULT_PERIOD : period;
  if (<u64>quota > INFINITY / SECOND) return INFINITY;
  const exact = (<u64>quota * SECOND) / whole;
  return ((exact + QUOTA_STEP - 1) / QUOTA_STEP) * QUOTA_STEP;
}

/** A list such as `0-3,5` as bits, the lowest first. What is none, the kernel refuses in its file. */
function planSet(name: string, list: string | null, out: Properties): void {
  if (list === null || list == '') return;
  const bits: u8[] = [];
  const parts = list.split(',');
  for (let i = 0; i < parts.length; i++) {
    const ends = parts[i].trim().split('-');
    const first = number(ends[0]);
    const last = ends.length == 1 ? first : number(ends[1]);
    if (ends.length > 2 || first < 0 || last < first || last >= <i64>CPUS_LIMIT) return;
    for (let bit = first; bit <= last; bit++) {
      while (bits.length <= <i32>(bit >> 3)) bits.push(0);
      bits[<i32>(bit >> 3)] |= (<u8>1) << (<u8>(bit & 7));
    }
  }
  out.bits(name, bits, list);
}

/** -1: none. */
function number(text: string): i64 {
  if (text.length == 0 || text.length > 9) return -1;
  let value: i64 = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function planBlockIO(io: LinuxBlockIO, isUnified: bool, out: Properties): void {
  if (io.weight != 0) {
    if (isUnified) out.long('IOWeight', ioWeight(io.weight));
    else out.long('BlockIOWeight', io.weight);
  }
  const devices = io.weightDevice;
  if (!isUnified || devices === null) return;
  const paths: string[] = [];
  const weights: u64[] = [];
  for (let i = 0; i < devices.length; i++) {
    if (!devices[i].hasWeight || devices[i].weight == 0) continue;
    paths.push(`/dev/block/${devices[i].major}:${devices[i].minor}`);
    weights.push(ioWeight(devices[i].weight));
  }
  if (paths.length > 0) out.weights('IODeviceWeight', paths, weights);
}

// v2's files, and the properties that say the same: they have the last word in the container's
// cgroup, so the unit's must not be below them.
const UNIFIED: StaticArray<string> = [
  'memory.min',
  'MemoryMin',
  'memory.low',
  'MemoryLow',
  'memory.high',
  'MemoryHigh',
  'memory.max',
  'MemoryMax',
  'memory.swap.max',
  'MemorySwapMax',
  'memory.zswap.max',
  'MemoryZSwapMax',
  'pids.max',
  'TasksMax',
  'cpu.weight',
  'CPUWeight',
];

function planUnified(
  resources: LinuxResources,
  config: Document,
  layout: CgroupLayout,
  out: Properties,
): void {
  const node = resources.unified;
  if (node == NONE) return;
  const cpu = resources.cpu;
  let hasWeight = cpu !== null && cpu.shares != 0;
  let idle = '';
  for (let at = config.firstChild(node); at != NONE; at = config.next(at)) {
    const file = config.key(at);
    const value = config.text(at).trim();
    if (file == 'cpuset.cpus') planSet('AllowedCPUs', value, out);
    if (file == 'cpuset.mems') planSet('AllowedMemoryNodes', value, out);
    if (file == 'io.weight') planWeights(value, out);
    if (file == 'cpu.idle') idle = value;
    if (file == 'cpu.weight') hasWeight = true;
    for (let i = 0; i < UNIFIED.length; i += 2) {
      if (UNIFIED[i] != file) continue;
      if (value == 'max') out.long(UNIFIED[i + 1], INFINITY);
      else if (number(value) >= 0) out.long(UNIFIED[i + 1], <u64>number(value));
      else if (isLong(value)) out.long(UNIFIED[i + 1], U64.parseInt(value));
    }
  }
  if (idle != '') planIdle(idle == '1', hasWeight, layout, out);
}

/** io.weight: `N` or `default N` for all devices, `MAJOR:MINOR N` for one (cgroup-v2.rst). */
function planWeights(value: string, out: Properties): void {
  const lines = value.split('\n');
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i].trim();
    const weight = number(line.startsWith(DEFAULT) ? line.substring(DEFAULT.length) : line);
    // What is out of range the kernel refuses in its file.
    if (weight >= 1 && weight <= IO_WEIGHT_MAX) out.long('IOWeight', <u64>weight);
  }
}

/** Of more digits than `number` takes, and within 63 bits. */
function isLong(text: string): bool {
  if (text.length == 0 || text.length > 18) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return true;
}

/**
 * systemd's list has no denials, and is asked besides the container's own rules: so it is told of all
 * that those may ever allow. Where they allow everything, there is nothing to tell.
 */
export function planDeviceProperties(resources: LinuxResources, out: Properties): void {
  const rules = deviceRules(resources.devices);
  const devices: string[] = [];
  const accesses: string[] = [];
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i];
    if (!rule.allow) continue;
    if (rule.isEverything()) {
      out.text('DevicePolicy', 'auto');
      return;
    }
    if (rule.type != DEVICE_BLOCK) addDevice('char', rule, devices, accesses);
    if (rule.type != DEVICE_CHAR) addDevice('block', rule, devices, accesses);
  }
  out.text('DevicePolicy', 'strict');
  out.pairs('DeviceAllow', devices, accesses);
}

/** One, by its number; all of one major number; or all of a type. */
function addDevice(type: string, rule: DeviceRule, devices: string[], accesses: string[]): void {
  if (rule.major == ANY_NUMBER) devices.push(type + '-*');
  else if (rule.minor == ANY_NUMBER) devices.push(`${type}-${rule.major}`);
  else devices.push(`/dev/${type}/${rule.major}:${rule.minor}`);
  let access = '';
  if (rule.access & ACCESS_READ) access += 'r';
  if (rule.access & ACCESS_WRITE) access += 'w';
  if (rule.access & ACCESS_MKNOD) access += 'm';
  accesses.push(access);
}
