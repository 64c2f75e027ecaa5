// The hierarchies of cgroups that criu is shown. It would mount them for itself, and who mounts version 2
// sets nsdelegate and memory_recursiveprot for the whole host (cgroups(7)): criu names neither.

import { CriuHierarchy } from '../../generated/assembly/actions';
import { CgroupFacts, HierarchyFacts } from '../../generated/assembly/facts';

/** What criu calls the hierarchy of version 2 in its yard. */
const UNIFIED: string = 'unified';
/** In /proc/PID/cgroup, and so in criu's yard, controllers stand in the kernel's order. */
const ORDER: StaticArray<string> = [
  'cpuset',
  'cpu',
  'cpuacct',
  'blkio',
  'memory',
  'devices',
  'freezer',
  'net_cls',
  'perf_event',
  'net_prio',
  'hugetlb',
  'pids',
  'rdma',
  'misc',
];

/** Null where there is nothing of version 2. A dump takes all from the yard when it is given one. */
export function criuHierarchies(facts: CgroupFacts): CriuHierarchy[] | null {
  const unified = facts.unified;
  if (unified === null) return null;
  const result: CriuHierarchy[] = [];
  for (let i = 0; i < facts.hierarchies.length; i++) {
    const hierarchy = facts.hierarchies[i];
    result.push(newHierarchy(nameOf(hierarchy), hierarchy.mount));
  }
  result.push(newHierarchy(UNIFIED, unified.mount));
  return result;
}

function nameOf(hierarchy: HierarchyFacts): string {
  const controllers = hierarchy.controllers;
  if (controllers.length == 0) return hierarchy.name;
  const ordered: string[] = [];
  for (let i = 0; i < ORDER.length; i++) {
    if (controllers.includes(ORDER[i])) ordered.push(ORDER[i]);
  }
  for (let i = 0; i < controllers.length; i++) {
    if (!ordered.includes(controllers[i])) ordered.push(controllers[i]);
  }
  return ordered.join(',');
}

function newHierarchy(name: string, mount: string): CriuHierarchy {
  const result = new CriuHierarchy();
  result.name = name;
  result.mount = mount;
  return result;
}
