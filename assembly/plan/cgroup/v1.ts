// Resources as cgroup v1's files (config-linux.md#control-groups, the kernel's
// Documentation/admin-guide/cgroup-v1). One function a controller; each writes into the hierarchy it
// is given. A limit comes before what must not be below it: memory before memory+swap, period
// before quota before burst.

import {
  LinuxBlockIO,
  LinuxCPU,
  LinuxHugepageLimit,
  LinuxMemory,
  LinuxNetwork,
  LinuxPids,
  LinuxThrottleDevice,
} from '../../../generated/assembly/config';
import { ActionList } from '../actions';
import { Cgroup, isLowered, writeIfThere, writeValue } from './cgroup';

const AT: string = '/linux/resources';
const SWAP_FILE: string = 'memory.memsw.limit_in_bytes';
const PERIOD_FILE: string = 'cpu.cfs_period_us';
const QUOTA_FILE: string = 'cpu.cfs_quota_us';
const BURST_FILE: string = 'cpu.cfs_burst_us';
const RUNTIME_FILE: string = 'cpu.rt_runtime_us';
const IDLE_FILE: string = 'cpu.idle';

export function planMemoryV1(memory: LinuxMemory, cgroup: Cgroup, out: ActionList): void {
  const at = AT + '/memory';
  // Memory must not be above memory+swap at any time: the one that makes room goes first.
  const swapFirst = raisesSwap(memory, cgroup);
  if (swapFirst) planSwap(memory, cgroup, out);
  // No limit of memory is above every one of memory+swap: without a word about that it goes too, as runc has it.
  if (cgroup.live !== null && memory.limit < 0 && memory.swap == 0) {
    writeIfThere(cgroup, SWAP_FILE, '-1', at + '/limit', out);
  }
  if (memory.hasLimit && memory.limit != 0) {
    writeValue(cgroup, 'memory.limit_in_bytes', memory.limit.toString(), at + '/limit', out);
  }
  if (!swapFirst) planSwap(memory, cgroup, out);
  if (memory.hasReservation && memory.reservation != 0) {
    const value = memory.reservation.toString();
    writeValue(cgroup, 'memory.soft_limit_in_bytes', value, at + '/reservation', out);
  }
  if (memory.hasKernel && memory.kernel != 0) {
    writeValue(cgroup, 'memory.kmem.limit_in_bytes', memory.kernel.toString(), at + '/kernel', out);
  }
  if (memory.hasKernelTCP && memory.kernelTCP != 0) {
    const value = memory.kernelTCP.toString();
    writeValue(cgroup, 'memory.kmem.tcp.limit_in_bytes', value, at + '/kernelTCP', out);
  }
  if (isSwappinessSet(memory)) {
    const value = memory.swappiness.toString();
    writeValue(cgroup, 'memory.swappiness', value, at + '/swappiness', out);
  }
  if (memory.hasUseHierarchy && memory.useHierarchy) {
    writeValue(cgroup, 'memory.use_hierarchy', '1', at + '/useHierarchy', out);
  }
  if (memory.hasDisableOOMKiller && memory.disableOOMKiller) {
    writeValue(cgroup, 'memory.oom_control', '1', at + '/disableOOMKiller', out);
  }
}

function planSwap(memory: LinuxMemory, cgroup: Cgroup, out: ActionList): void {
  if (!memory.hasSwap || memory.swap == 0) return;
  // A kernel without swap accounting has no such file; there is no swap to limit then.
  const value = memory.swap.toString();
  writeIfThere(cgroup, SWAP_FILE, value, AT + '/memory/swap', out);
}

/** A new cgroup has no limits, of which both can be lowered in the order of their names. */
function raisesSwap(memory: LinuxMemory, cgroup: Cgroup): bool {
  const live = cgroup.live;
  if (live === null || !memory.hasSwap || memory.swap == 0) return false;
  const text = live.read(cgroup.pathOf(SWAP_FILE));
  return text !== null && (memory.swap < 0 || <u64>memory.swap > U64.parseInt(text));
}

/** Docker writes 2^64 − 1, its −1, for "not set". */
export function isSwappinessSet(memory: LinuxMemory): bool {
  return memory.hasSwappiness && memory.swappiness <= 100;
}

export function planCpuV1(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  const at = AT + '/cpu';
  const endsIdle = endsBeingIdle(cpu, cgroup);
  if (endsIdle) planIdle(cpu, cgroup, out);
  if (cpu.hasShares && cpu.shares != 0 && !staysIdle(cpu, cgroup)) {
    writeValue(cgroup, 'cpu.shares', cpu.shares.toString(), at + '/shares', out);
  }
  planBandwidth(cpu, cgroup, out);
  planRealtime(cpu, cgroup, out);
  if (cpu.hasIdle && !endsIdle) planIdle(cpu, cgroup, out);
}

// The same on v2. An idle cgroup has no weight and takes none: so one that is to be idle has its weight
// before, one that is to be idle no more has it afterwards.

export function planIdle(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  writeValue(cgroup, IDLE_FILE, cpu.idle.toString(), AT + '/cpu/idle', out);
}

export function endsBeingIdle(cpu: LinuxCPU, cgroup: Cgroup): bool {
  return cpu.hasIdle && isLowered(cpu.idle, IDLE_FILE, cgroup);
}

export function staysIdle(cpu: LinuxCPU, cgroup: Cgroup): bool {
  const live = cgroup.live;
  return cpu.idle == 1 && live !== null && live.read(cgroup.pathOf(IDLE_FILE)) == '1';
}

/**
 * Quota in each period, and what may be saved up for a burst, which is at most the quota. A cgroup
 * must not be allowed more than the one above it at any time, and the one above was content with
 * what is there and will be with what is wanted: so the order is the one that allows less in between.
 */
function planBandwidth(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  const lowersBurst = cpu.hasBurst && isLowered(cpu.burst, BURST_FILE, cgroup);
  if (lowersBurst) planBurst(cpu, cgroup, out);
  const quotaFirst = allowsLessByQuota(cpu, cgroup);
  if (quotaFirst) planQuota(cpu, cgroup, out);
  if (cpu.hasPeriod && cpu.period != 0) {
    writeValue(cgroup, PERIOD_FILE, cpu.period.toString(), AT + '/cpu/period', out);
  }
  if (!quotaFirst) planQuota(cpu, cgroup, out);
  if (cpu.hasBurst && !lowersBurst) planBurst(cpu, cgroup, out);
}

function planQuota(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  if (!cpu.hasQuota || cpu.quota == 0) return;
  writeValue(cgroup, QUOTA_FILE, cpu.quota.toString(), AT + '/cpu/quota', out);
}

function planBurst(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  writeValue(cgroup, BURST_FILE, cpu.burst.toString(), AT + '/cpu/burst', out);
}

/** New quota in the old period against the old quota in the new period. */
function allowsLessByQuota(cpu: LinuxCPU, cgroup: Cgroup): bool {
  const live = cgroup.live;
  if (live === null || !cpu.hasPeriod || cpu.period == 0) return false;
  if (!cpu.hasQuota || cpu.quota <= 0) return false; // no limit goes last
  const quota = live.read(cgroup.pathOf(QUOTA_FILE));
  const period = live.read(cgroup.pathOf(PERIOD_FILE));
  if (quota === null || period === null) return false;
  if (quota.startsWith('-')) return false; // none yet, as the one above has none either
  // quota / old period < old quota / period
  return <u64>cpu.quota * cpu.period < U64.parseInt(quota) * U64.parseInt(period);
}

/** The runtime is at most the period; what is lowered goes first, so that less is allowed in between. */
function planRealtime(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  const lowersRuntime =
    cpu.realtimeRuntime > 0 && isLowered(<u64>cpu.realtimeRuntime, RUNTIME_FILE, cgroup);
  if (lowersRuntime) planRealtimeRuntime(cpu, cgroup, out);
  if (cpu.hasRealtimePeriod && cpu.realtimePeriod != 0) {
    const value = cpu.realtimePeriod.toString();
    writeValue(cgroup, 'cpu.rt_period_us', value, AT + '/cpu/realtimePeriod', out);
  }
  if (!lowersRuntime) planRealtimeRuntime(cpu, cgroup, out);
}

function planRealtimeRuntime(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  if (!cpu.hasRealtimeRuntime || cpu.realtimeRuntime == 0) return;
  const value = cpu.realtimeRuntime.toString();
  writeValue(cgroup, RUNTIME_FILE, value, AT + '/cpu/realtimeRuntime', out);
}

/** The same two files on v2. */
export function planCpuset(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  const cpus = cpu.cpus;
  if (cpus !== null && cpus != '') {
    writeValue(cgroup, 'cpuset.cpus', cpus, AT + '/cpu/cpus', out);
  }
  const mems = cpu.mems;
  if (mems !== null && mems != '') {
    writeValue(cgroup, 'cpuset.mems', mems, AT + '/cpu/mems', out);
  }
}

/** The same file on v2. */
export function planPids(pids: LinuxPids, cgroup: Cgroup, out: ActionList): void {
  if (pids.limit == 0) return;
  const value = pids.limit < 0 ? 'max' : pids.limit.toString();
  writeValue(cgroup, 'pids.max', value, AT + '/pids/limit', out);
}

/** Since Linux 5.0 only the BFQ scheduler weighs on v1; leaf weights went with CFQ. */
export function planBlockIOV1(io: LinuxBlockIO, cgroup: Cgroup, out: ActionList): void {
  const at = AT + '/blockIO';
  if (io.hasWeight && io.weight != 0) {
    writeValue(cgroup, 'blkio.bfq.weight', io.weight.toString(), at + '/weight', out);
  }
  if (io.hasLeafWeight && io.leafWeight != 0) {
    writeValue(cgroup, 'blkio.leaf_weight', io.leafWeight.toString(), at + '/leafWeight', out);
  }
  const devices = io.weightDevice;
  if (devices !== null) {
    for (let i = 0; i < devices.length; i++) {
      const device = devices[i];
      const from = `${at}/weightDevice/${i}`;
      const number = `${device.major}:${device.minor} `;
      if (device.hasWeight && device.weight != 0) {
        const value = number + device.weight.toString();
        writeValue(cgroup, 'blkio.bfq.weight_device', value, from, out);
      }
      if (device.hasLeafWeight && device.leafWeight != 0) {
        const value = number + device.leafWeight.toString();
        writeValue(cgroup, 'blkio.leaf_weight_device', value, from, out);
      }
    }
  }
  planThrottle(io.throttleReadBpsDevice, 'read_bps', 'throttleReadBpsDevice', cgroup, out);
  planThrottle(io.throttleWriteBpsDevice, 'write_bps', 'throttleWriteBpsDevice', cgroup, out);
  planThrottle(io.throttleReadIOPSDevice, 'read_iops', 'throttleReadIOPSDevice', cgroup, out);
  planThrottle(io.throttleWriteIOPSDevice, 'write_iops', 'throttleWriteIOPSDevice', cgroup, out);
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
    const value = `${device.major}:${device.minor} ${device.rate}`;
    const from = `${AT}/blockIO/${member}/${i}`;
    writeValue(cgroup, `blkio.throttle.${what}_device`, value, from, out);
  }
}

export function planHugepagesV1(
  limits: LinuxHugepageLimit[],
  cgroup: Cgroup,
  out: ActionList,
): void {
  for (let i = 0; i < limits.length; i++) {
    const value = limits[i].limit.toString();
    const from = `${AT}/hugepageLimits/${i}`;
    const file = `hugetlb.${limits[i].pageSize}`;
    writeValue(cgroup, file + '.limit_in_bytes', value, from, out);
    // Reservations count apart since Linux 5.7: without this limit they escape the other.
    writeIfThere(cgroup, file + '.rsvd.limit_in_bytes', value, from, out);
  }
}

export function planClassId(network: LinuxNetwork, cgroup: Cgroup, out: ActionList): void {
  const value = network.classID.toString();
  writeValue(cgroup, 'net_cls.classid', value, AT + '/network/classID', out);
}

export function planPriorities(network: LinuxNetwork, cgroup: Cgroup, out: ActionList): void {
  const priorities = network.priorities;
  if (priorities === null) return;
  for (let i = 0; i < priorities.length; i++) {
    const value = `${priorities[i].name} ${priorities[i].priority}`;
    writeValue(cgroup, 'net_prio.ifpriomap', value, `${AT}/network/priorities/${i}`, out);
  }
}
