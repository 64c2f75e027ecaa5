// Which resources ask for something: engines write zeros for what they do not set.

import {
  LinuxBlockIO,
  LinuxCPU,
  LinuxMemory,
  LinuxResources,
} from '../../../generated/assembly/config';
import { NONE } from '../../json/document';

export function needsMemory(memory: LinuxMemory): bool {
  return (
    memory.limit != 0 ||
    memory.swap != 0 ||
    memory.reservation != 0 ||
    memory.kernel != 0 ||
    memory.kernelTCP != 0 ||
    memory.hasSwappiness ||
    memory.useHierarchy ||
    memory.disableOOMKiller
  );
}

export function needsCpu(cpu: LinuxCPU): bool {
  return (
    cpu.shares != 0 ||
    cpu.quota != 0 ||
    cpu.period != 0 ||
    cpu.hasBurst ||
    cpu.hasIdle ||
    cpu.realtimePeriod != 0 ||
    cpu.realtimeRuntime != 0
  );
}

export function needsCpuset(cpu: LinuxCPU): bool {
  return isText(cpu.cpus) || isText(cpu.mems);
}

function isText(text: string | null): bool {
  return text !== null && text != '';
}

export function needsBlockIO(io: LinuxBlockIO): bool {
  return (
    io.weight != 0 ||
    io.leafWeight != 0 ||
    io.weightDevice !== null ||
    io.throttleReadBpsDevice !== null ||
    io.throttleWriteBpsDevice !== null ||
    io.throttleReadIOPSDevice !== null ||
    io.throttleWriteIOPSDevice !== null
  );
}

/** By v2's names. */
export function neededControllers(resources: LinuxResources | null): string[] {
  const names: string[] = [];
  if (resources === null) return names;
  const memory = resources.memory;
  if (memory !== null && needsMemory(memory)) names.push('memory');
  const cpu = resources.cpu;
  if (cpu !== null && needsCpu(cpu)) names.push('cpu');
  if (cpu !== null && needsCpuset(cpu)) names.push('cpuset');
  const pids = resources.pids;
  if (pids !== null && pids.limit != 0) names.push('pids');
  const io = resources.blockIO;
  if (io !== null && needsBlockIO(io)) names.push('io');
  const hugepages = resources.hugepageLimits;
  if (hugepages !== null && hugepages.length > 0) names.push('hugetlb');
  if (resources.rdma != NONE) names.push('rdma');
  return names;
}
