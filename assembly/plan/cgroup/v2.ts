// Resources as cgroup v2's files (config-linux.md#control-groups, the kernel's
// Documentation/admin-guide/cgroup-v2.rst), and what v2 has no file for.

import {
  LinuxBlockIO,
  LinuxCPU,
  LinuxHugepageLimit,
  LinuxMemory,
  LinuxThrottleDevice,
} from '../../../generated/assembly/config';
import { ActionList, Plan } from '../actions';
import { MEMORY_IN_USE, ONLY_ON_V1 } from '../codes';
import { readBandwidth } from './bandwidth';
import { Cgroup, isLowered, valueWrite, writeIfThere, writeValue } from './cgroup';
import { cpuWeight, ioWeight } from './convert';
import { forbidsSwap } from './needs';
import { endsBeingIdle, isSwappinessSet, planIdle, staysIdle } from './v1';

const AT: string = '/linux/resources';
const BURST_FILE: string = 'cpu.max.burst';
const BFQ_FILE: string = 'io.bfq.weight';
const DEFAULT_PERIOD: u64 = 100000; // the kernel's own, in microseconds

export function planMemoryV2(memory: LinuxMemory, cgroup: Cgroup, out: Plan): void {
  const at = AT + '/memory';
  if (memory.hasKernel && memory.kernel != 0)
    refuseV1Only('cannot set kernel memory', at + '/kernel', out);
  if (memory.hasKernelTCP && memory.kernelTCP != 0)
    refuseV1Only('cannot set kernel TCP memory', at + '/kernelTCP', out);
  if (isSwappinessSet(memory))
    refuseV1Only('cannot set memory swappiness', at + '/swappiness', out);
  if (memory.hasDisableOOMKiller && memory.disableOOMKiller) {
    refuseV1Only('cannot disable OOM killer', at + '/disableOOMKiller', out);
  }
  if (memory.hasUseHierarchy && memory.useHierarchy)
    refuseV1Only('cannot set useHierarchy memory', at + '/useHierarchy', out);
  if (memory.checkBeforeUpdate) checkUsage(memory, cgroup, out);
  if (memory.hasLimit && memory.limit != 0) {
    writeValue(cgroup, 'memory.max', limitText(memory.limit), at + '/limit', out.before);
  }
  planSwap(memory, cgroup, out);
  if (memory.hasReservation && memory.reservation != 0) {
    const value = limitText(memory.reservation);
    writeValue(cgroup, 'memory.low', value, at + '/reservation', out.before);
  }
}

/** v1's kernel refuses such a limit by itself; v2's ends processes until it is kept. */
function checkUsage(memory: LinuxMemory, cgroup: Cgroup, out: Plan): void {
  const live = cgroup.live;
  if (live === null || memory.limit <= 0) return;
  const current = live.read(cgroup.pathOf('memory.current'));
  const swap = live.read(cgroup.pathOf('memory.swap.current')); // not there without swap
  if (current === null) return;
  const usage = U64.parseInt(current) + (swap === null ? 0 : U64.parseInt(swap));
  if (<u64>memory.limit >= usage) return;
  const problem = 'cannot set the memory limit lower than its current usage';
  out.refuse(MEMORY_IN_USE, AT + '/memory/limit', `${problem} of ${usage} bytes`);
}

/** The config counts memory and swap together, v2 counts swap alone. */
function planSwap(memory: LinuxMemory, cgroup: Cgroup, out: Plan): void {
  const isNone = forbidsSwap(memory);
  if (memory.swap == 0 && !isNone) return;
  const from = AT + '/memory/swap';
  let value = isNone ? '0' : 'max';
  if (memory.swap > 0) {
    // Validation has seen to a limit that is not above it; no limit at all is -1 here.
    value = memory.limit > 0 ? (memory.swap - memory.limit).toString() : 'max';
  }
  // A kernel without swap has no such file, and nothing to limit.
  writeIfThere(cgroup, 'memory.swap.max', value, from, out.before);
}

export function planCpuV2(cpu: LinuxCPU, cgroup: Cgroup, out: Plan): void {
  const at = AT + '/cpu';
  if (cpu.hasRealtimePeriod && cpu.realtimePeriod != 0)
    refuseV1Only('cannot set a realtime period', at + '/realtimePeriod', out);
  if (cpu.hasRealtimeRuntime && cpu.realtimeRuntime != 0)
    refuseV1Only('cannot set a realtime runtime', at + '/realtimeRuntime', out);
  const endsIdle = endsBeingIdle(cpu, cgroup);
  if (endsIdle) planIdle(cpu, cgroup, out.before);
  if (cpu.hasShares && cpu.shares != 0 && !staysIdle(cpu, cgroup)) {
    const value = cpuWeight(cpu.shares).toString();
    writeValue(cgroup, 'cpu.weight', value, at + '/shares', out.before);
  }
  // The burst is at most the quota, before and after.
  const lowersBurst = cpu.hasBurst && isLowered(cpu.burst, BURST_FILE, cgroup);
  if (lowersBurst) planBurst(cpu, cgroup, out.before);
  planBandwidth(cpu, cgroup, out.before);
  if (cpu.hasBurst && !lowersBurst) planBurst(cpu, cgroup, out.before);
  if (cpu.hasIdle && !endsIdle) planIdle(cpu, cgroup, out.before);
}

function planBandwidth(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  const bandwidth = readBandwidth(cpu, cgroup, cgroup.live);
  if (!bandwidth.isGiven) return;
  const quota = bandwidth.quota > 0 ? bandwidth.quota.toString() : 'max';
  const period = bandwidth.period == 0 ? DEFAULT_PERIOD : bandwidth.period;
  const from = AT + (cpu.quota != 0 ? '/cpu/quota' : '/cpu/period');
  writeValue(cgroup, 'cpu.max', `${quota} ${period}`, from, out);
}

function planBurst(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  writeValue(cgroup, BURST_FILE, cpu.burst.toString(), AT + '/cpu/burst', out);
}

export function planBlockIOV2(io: LinuxBlockIO, cgroup: Cgroup, out: Plan): void {
  const at = AT + '/blockIO';
  if (io.hasLeafWeight && io.leafWeight != 0)
    refuseV1Only('cannot set leaf_weight', at + '/leafWeight', out);
  if (io.hasWeight && io.weight != 0) {
    planWeight(io.weight, at + '/weight', cgroup, out.before);
  }
  const devices = io.weightDevice;
  if (devices !== null) {
    for (let i = 0; i < devices.length; i++) {
      const device = devices[i];
      const from = `${at}/weightDevice/${i}`;
      if (device.hasLeafWeight && device.leafWeight != 0)
        refuseV1Only('cannot set leaf_weight', from + '/leafWeight', out);
      if (!device.hasWeight || device.weight == 0) continue;
      const value = `${device.major}:${device.minor} ${device.weight}`;
      writeValue(cgroup, 'io.bfq.weight', value, from, out.before);
    }
  }
  planThrottle(io.throttleReadBpsDevice, 'rbps', 'throttleReadBpsDevice', cgroup, out.before);
  planThrottle(io.throttleWriteBpsDevice, 'wbps', 'throttleWriteBpsDevice', cgroup, out.before);
  planThrottle(io.throttleReadIOPSDevice, 'riops', 'throttleReadIOPSDevice', cgroup, out.before);
  planThrottle(io.throttleWriteIOPSDevice, 'wiops', 'throttleWriteIOPSDevice', cgroup, out.before);
}

/**
 * Which of the two files there is depends on the kernel and the block devices' scheduler; one of them has to take the
 * weight. Where both are it is the scheduler's, as with crun.
 */
function planWeight(weight: u64, from: string, cgroup: Cgroup, out: ActionList): void {
  const live = cgroup.live;
  if (live !== null && live.read(cgroup.pathOf(BFQ_FILE)) !== null) {
    writeValue(cgroup, BFQ_FILE, weight.toString(), from, out);
    return;
  }
  writeIfThere(cgroup, BFQ_FILE, weight.toString(), from, out);
  const value = ioWeight(weight).toString();
  if (live === null) {
    const action = valueWrite(cgroup, 'io.weight', value, from);
    action.missing = 'ignore';
    action.unless = BFQ_FILE;
    out.add(action);
  } else {
    writeValue(cgroup, 'io.weight', value, from, out);
  }
}

function planThrottle(
  devices: LinuxThrottleDevice[] | null,
  what: string,
  member: string,
  cgroup: Cgroup,
  out: ActionList,
): void {
  if (devices === null) return;
  for (let i = 0; i < devices.length; i++) {
    const device = devices[i];
    const value = `${device.major}:${device.minor} ${what}=${device.rate}`;
    writeValue(cgroup, 'io.max', value, `${AT}/blockIO/${member}/${i}`, out);
  }
}

export function planHugepagesV2(
  limits: LinuxHugepageLimit[],
  cgroup: Cgroup,
  out: ActionList,
): void {
  for (let i = 0; i < limits.length; i++) {
    const value = limits[i].limit.toString();
    const from = `${AT}/hugepageLimits/${i}`;
    writeValue(cgroup, `hugetlb.${limits[i].pageSize}.max`, value, from, out);
    // Reservations count apart since Linux 5.7: without this limit they escape the other.
    writeIfThere(cgroup, `hugetlb.${limits[i].pageSize}.rsvd.max`, value, from, out);
  }
}

function limitText(limit: i64): string {
  return limit < 0 ? 'max' : limit.toString();
}

function refuseV1Only(what: string, pointer: string, out: Plan): void {
  out.refuse(ONLY_ON_V1, pointer, what + ' with cgroup v2');
}
