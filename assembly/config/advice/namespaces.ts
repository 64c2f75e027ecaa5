// Advice about /linux/namespaces and the mappings of a user namespace.

import { Linux, LinuxIDMapping } from '../../../generated/assembly/config';
import {
  MAPPING_OF_HOST_ROOT,
  NAMESPACE_MISSING,
  NAMESPACE_OF_HOST,
  NAMESPACE_SHARED,
} from '../../../generated/assembly/warnings';
import { Advice } from './advice';

const SHARING_IS_USUAL: string = '';

// By threes: the type; what being in the host's means; what being in another container's means, or SHARING_IS_USUAL:
// engines join networks and the namespaces of pods.
const TYPES: StaticArray<string> = [
  'mount',
  "mounts and unmounts are the host's",
  'its mounts can be changed',
  'pid',
  'all processes of the host can be seen, and signalled as far as ids allow',
  'its processes can be seen, and signalled as far as ids allow',
  'network',
  "the host's interfaces, its localhost and its abstract sockets can be reached",
  SHARING_IS_USUAL,
  'ipc',
  "shared memory and message queues are the host's",
  SHARING_IS_USUAL,
  'uts',
  "the host's name is the container's",
  SHARING_IS_USUAL,
];
const WIDTH: i32 = 3;

/** Where the runtime's own namespaces are: those of the host. */
const OF_HOST: StaticArray<string> = ['/proc/1/ns/', '/proc/self/ns/', '/proc/thread-self/ns/'];

export function adviseNamespaces(linux: Linux, advice: Advice): void {
  for (let i = 0; i < TYPES.length; i += WIDTH) {
    const namespace = advice.namespace(TYPES[i]);
    if (namespace === null) {
      advice.tellOf(NAMESPACE_MISSING, linux.node, 'namespaces', [TYPES[i], TYPES[i + 1]]);
      continue;
    }
    const path = namespace.path;
    if (path === null || path == '') continue;
    if (isOfHost(path)) {
      advice.tellOf(NAMESPACE_OF_HOST, namespace.node, 'path', [TYPES[i], TYPES[i + 1]]);
    } else if (TYPES[i + 2] != SHARING_IS_USUAL) {
      advice.tellOf(NAMESPACE_SHARED, namespace.node, 'path', [TYPES[i], TYPES[i + 2]]);
    }
  }
  if (!advice.isOwn('user')) return;
  adviseMappings(linux.uidMappings, advice);
  adviseMappings(linux.gidMappings, advice);
}

function isOfHost(path: string): bool {
  for (let i = 0; i < OF_HOST.length; i++) if (path.startsWith(OF_HOST[i])) return true;
  return false;
}

function adviseMappings(mappings: LinuxIDMapping[] | null, advice: Advice): void {
  if (mappings === null) return;
  for (let i = 0; i < mappings.length; i++) {
    if (mappings[i].hostID != 0 || mappings[i].size == 0) continue;
    const inside = mappings[i].containerID.toString();
    advice.tellOf(MAPPING_OF_HOST_ROOT, mappings[i].node, 'hostID', [inside]);
  }
}
