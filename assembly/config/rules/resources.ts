// Rules of /linux/resources (config-linux.md#control-groups) that hold for every version of cgroups.

import {
  LinuxBlockIO,
  LinuxCPU,
  LinuxMemory,
  LinuxResources,
} from '../../../generated/assembly/config';
import { NONE } from '../../json/document';
import { Rules } from './rules';

const MEMORY: string = 'LD2301';
const CPU: string = 'LD2302';
const BLOCK_IO: string = 'LD2303';
const UNIFIED: string = 'LD2304';
const PIDS: string = 'LD2305';

/** Linux, kernel/sched/sched.h: MIN_SHARES and MAX_SHARES. */
const SHARES_MIN: u64 = 2;
const SHARES_MAX: u64 = 262144;
const SWAPPINESS_MAX: u64 = 100;
/** Linux, include/linux/threads.h: PID_MAX_LIMIT on 64 bits; pids.max takes no more. */
const PIDS_MAX: i64 = 4194304;
const WEIGHT_MIN: u64 = 10;

// cgroup-v2.rst, "Core Interface Files": those that limit. The others move, stop or kill processes, or are the
// runtime's own business; what cgroup.procs takes are ids of the host's processes.
const CORE_LIMITS: StaticArray<string> = [
  'cgroup.max.depth',
  'cgroup.max.descendants',
  'cgroup.pressure',
];

/** `needsLimit`: memory+swap cannot be limited without memory, as v2 cannot, and a new v1 cgroup. */
export function validateResources(
  resources: LinuxResources,
  rules: Rules,
  needsLimit: bool = true,
): void {
  const memory = resources.memory;
  if (memory !== null) validateMemory(memory, rules, needsLimit);
  const cpu = resources.cpu;
  if (cpu !== null) validateCpu(cpu, rules);
  const pids = resources.pids;
  if (pids !== null && pids.limit > PIDS_MAX) {
    rules.expected(
      rules.member(pids.node, 'limit'),
      PIDS,
      `at most ${PIDS_MAX}, or -1 for no limit`,
    );
  }
  const blockIO = resources.blockIO;
  if (blockIO !== null) validateBlockIO(blockIO, rules);
  if (resources.unified != NONE) validateUnified(resources.unified, rules);
}

function validateMemory(memory: LinuxMemory, rules: Rules, needsLimit: bool): void {
  const swappiness = memory.swappiness;
  if (memory.hasSwappiness && swappiness > SWAPPINESS_MAX && swappiness != U64.MAX_VALUE) {
    const node = rules.member(memory.node, 'swappiness');
    rules.expected(node, MEMORY, `integer 0…${SWAPPINESS_MAX}, or ${U64.MAX_VALUE} for none`);
  }
  if (!memory.hasSwap || memory.swap <= 0) return;
  const node = rules.member(memory.node, 'swap');
  if (!memory.hasLimit || memory.limit == 0) {
    if (!needsLimit) return;
    rules.problem(node, MEMORY, 'cannot set swap limit without the memory limit');
  } else if (memory.limit > memory.swap) {
    const text = `cannot set memory+swap limit less than the memory limit ${memory.limit}`;
    rules.problem(node, MEMORY, text);
  }
}

function validateCpu(cpu: LinuxCPU, rules: Rules): void {
  const shares = cpu.shares;
  if (cpu.hasShares && shares != 0 && (shares < SHARES_MIN || shares > SHARES_MAX)) {
    const text = `outside ${SHARES_MIN}…${SHARES_MAX}: the kernel takes the nearest`;
    rules.doubt(rules.member(cpu.node, 'shares'), CPU, text);
  }
  if (cpu.hasQuota && cpu.quota < -1) {
    rules.expected(rules.member(cpu.node, 'quota'), CPU, 'microseconds, or -1 for no limit');
  }
}

function validateBlockIO(io: LinuxBlockIO, rules: Rules): void {
  if (io.hasWeight) validateWeight(io.weight, io.node, 'weight', rules);
  if (io.hasLeafWeight) validateWeight(io.leafWeight, io.node, 'leafWeight', rules);
  const devices = io.weightDevice;
  if (devices === null) return;
  for (let i = 0; i < devices.length; i++) {
    const device = devices[i];
    if (device.hasWeight) validateWeight(device.weight, device.node, 'weight', rules);
    if (device.hasLeafWeight) validateWeight(device.leafWeight, device.node, 'leafWeight', rules);
  }
}

/** blkio-controller.rst: the range of a weight, of which the schema has the end. */
function validateWeight(weight: u64, node: i32, name: string, rules: Rules): void {
  if (weight == 0 || weight >= WEIGHT_MIN) return;
  const text = `integer ${WEIGHT_MIN}…1000, or 0 for none`;
  rules.expected(rules.member(node, name), BLOCK_IO, text);
}

function validateUnified(unified: i32, rules: Rules): void {
  for (let at = rules.doc.firstChild(unified); at != NONE; at = rules.doc.next(at)) {
    const key = rules.doc.key(at);
    if (key.includes('/')) {
      rules.problem(at, UNIFIED, `key \`${key}\` must be a file name without any slash`);
    } else if (key.indexOf('.') <= 0) {
      rules.problem(at, UNIFIED, `the specified key has not the form CONTROLLER.VALUE \`${key}\``);
    } else if (key.startsWith('cgroup.') && !CORE_LIMITS.includes(key)) {
      rules.problem(at, UNIFIED, `the cgroup file \`${key}\` is not a limit`);
    }
  }
}
