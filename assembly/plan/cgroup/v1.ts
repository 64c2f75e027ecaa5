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
import { Cgroup, writeIfThere, writeValue } from './cgroup';

const AT: string = '/linux/resources';

export function planMemoryV1(memory: LinuxMemory, cgroup: Cgroup, out: ActionList): void {
  const at = AT + '/memory';
  if (memory.hasLimit && memory.limit != 0) {
    writeValue(cgroup, 'memory.limit_in_bytes', memory.limit.toString(), at + '/limit', out);
  }
  if (memory.hasSwap && memory.swap != 0) {
    // A kernel without swap accounting has no such file; there is no swap to limit then.
    const value = memory.swap.toString();
    writeIfThere(cgroup, 'memory.memsw.limit_in_bytes', value, at + '/swap', out);
  }
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

/** Docker writes 2^64 − 1, its −1, for "not set". */
export function isSwappinessSet(memory: LinuxMemory): bool {
  return memory.hasSwappiness && memory.swappiness <= 100;
}

export function planCpuV1(cpu: LinuxCPU, cgroup: Cgroup, out: ActionList): void {
  const at = AT + '/cpu';
  if (cpu.hasShares && cpu.shares != 0) {
    writeValue(cgroup, 'cpu.shares', cpu.shares.toString(), at + '/shares', out);
  }
  if (cpu.hasPeriod && cpu.period != 0) {
    writeValue(cgroup, 'cpu.cfs_period_us', cpu.period.toString(), at + '/period', out);
  }
  if (cpu.hasQuota && cpu.quota != 0) {
    writeValue(cgroup, 'cpu.cfs_quota_us', cpu.quota.toString(), at + '/quota', out);
  }
  if (cpu.hasBurst) {
    writeValue(cgroup, 'cpu.cfs_burst_us', cpu.burst.toString(), at + '/burst', out);
  }
  if (cpu.hasRealtimePeriod && cpu.realtimePeriod != 0) {
    const value = cpu.realtimePeriod.toString();
    writeValue(cgroup, 'cpu.rt_period_us', value, at + '/realtimePeriod', out);
  }
  if (cpu.hasRealtimeRuntime && cpu.realtimeRuntime != 0) {
    const value = cpu.realtimeRuntime.toString();
    writeValue(cgroup, 'cpu.rt_runtime_us', value, at + '/realtimeRuntime', out);
  }
  if (cpu.hasIdle) writeValue(cgroup, 'cpu.idle', cpu.idle.toString(), at + '/idle', out);
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
