// Which resources ask for something: engines write zeros for what they do not set.

import {
  LinuxBlockIO,
  LinuxCPU,
  LinuxMemory,
  LinuxNetwork,
  LinuxResources,
} from '../../../generated/assembly/config';
import { Document, NONE } from '../../json/document';
import { isSwappinessSet } from './v1';

/** `isV2`: it is limited as on v2, which counts swap apart. */
export function needsMemory(memory: LinuxMemory, isV2: bool): bool {
  return (
    (isV2 && forbidsSwap(memory)) ||
    memory.limit != 0 ||
    memory.swap != 0 ||
    memory.reservation != 0 ||
    memory.kernel != 0 ||
    memory.kernelTCP != 0 ||
    isSwappinessSet(memory) ||
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
    hasItems(io.weightDevice) ||
    hasItems(io.throttleReadBpsDevice) ||
    hasItems(io.throttleWriteBpsDevice) ||
    hasItems(io.throttleReadIOPSDevice) ||
    hasItems(io.throttleWriteIOPSDevice)
  );
}

function hasItems<T>(list: T[] | null): bool {
  return list !== null && list.length > 0;
}

/** v1's alone. */
export function needsNetwork(network: LinuxNetwork | null): bool {
  return network !== null && (network.classID != 0 || hasItems(network.priorities));
}

/** Of a living container, which an empty list leaves as it is; a new one has rules in any case. */
export function needsDevices(resources: LinuxResources): bool {
  return hasItems(resources.devices);
}

/** Of a map in `config`; NONE: it is not there. */
export function hasMembers(map: i32, config: Document): bool {
  return map != NONE && config.firstChild(map) != NONE;
}

/** v2: an explicit 0, as crun has it, unless it is one of the zeros for all that is not set. */
export function forbidsSwap(memory: LinuxMemory): bool {
  const isUnset = memory.hasLimit && memory.limit == 0;
  return memory.hasSwap && memory.swap == 0 && !isUnset;
}

/** By v2's names. `isV2` as above. */
export function neededControllers(
  resources: LinuxResources | null,
  config: Document,
  isV2: bool,
): string[] {
  const names: string[] = [];
  if (resources === null) return names;
  const memory = resources.memory;
  if (memory !== null && needsMemory(memory, isV2)) names.push('memory');
  const cpu = resources.cpu;
  if (cpu !== null && needsCpu(cpu)) names.push('cpu');
  if (cpu !== null && needsCpuset(cpu)) names.push('cpuset');
  const pids = resources.pids;
  if (pids !== null && pids.limit != 0) names.push('pids');
  const io = resources.blockIO;
  if (io !== null && needsBlockIO(io)) names.push('io');
  const hugepages = resources.hugepageLimits;
  if (hugepages !== null && hugepages.length > 0) names.push('hugetlb');
  if (hasMembers(resources.rdma, config)) names.push('rdma');
  return names;
}
