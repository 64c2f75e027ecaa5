// Paths of a host that lead out of a container when they are bound into it.

import { isBelow } from './advice';

export const EVEN_READ_ONLY: string = 'always';
const WRITABLE: string = 'writable';

const SOCKET: string = 'takes orders to start containers with any privilege';
const STATE: string = 'has the files and secrets of all containers';
const PROGRAMS: string = 'has the programs that the host runs';

// By threes: a path, when it matters, and why. What is below a path counts as that path, but for / and those of
// EXACT; the first that fits holds.
export const HOST_PATHS: StaticArray<string> = [
  '/',
  EVEN_READ_ONLY,
  'is all of its files, the keys of its accounts among them',
  '/proc',
  EVEN_READ_ONLY,
  'has all of its processes, and the kernel settings',
  '/sys/kernel/debug',
  EVEN_READ_ONLY,
  "shows the kernel's insides",
  '/sys/kernel/tracing',
  EVEN_READ_ONLY,
  'watches the whole kernel',
  '/sys',
  WRITABLE,
  'has settings of the kernel and its devices',
  '/dev',
  EVEN_READ_ONLY,
  'has its disks and its memory',
  '/dev/mem',
  EVEN_READ_ONLY,
  'is its memory',
  '/dev/kmem',
  EVEN_READ_ONLY,
  "is its kernel's memory",
  '/dev/port',
  EVEN_READ_ONLY,
  'is its hardware ports',
  '/run',
  EVEN_READ_ONLY,
  'has the sockets of its services',
  '/var/run',
  EVEN_READ_ONLY,
  'has the sockets of its services',
  '/run/docker.sock',
  EVEN_READ_ONLY,
  SOCKET,
  '/var/run/docker.sock',
  EVEN_READ_ONLY,
  SOCKET,
  '/run/podman/podman.sock',
  EVEN_READ_ONLY,
  SOCKET,
  '/run/containerd/containerd.sock',
  EVEN_READ_ONLY,
  SOCKET,
  '/run/crio/crio.sock',
  EVEN_READ_ONLY,
  SOCKET,
  '/run/systemd/private',
  EVEN_READ_ONLY,
  'takes orders to systemd',
  '/run/dbus/system_bus_socket',
  EVEN_READ_ONLY,
  'takes orders to its services',
  '/var/lib/docker',
  EVEN_READ_ONLY,
  STATE,
  '/var/lib/containers',
  EVEN_READ_ONLY,
  STATE,
  '/var/lib/containerd',
  EVEN_READ_ONLY,
  STATE,
  '/var/lib/kubelet',
  EVEN_READ_ONLY,
  STATE,
  '/root',
  EVEN_READ_ONLY,
  "has root's keys",
  '/boot',
  WRITABLE,
  'has the kernel that it starts next',
  '/etc',
  WRITABLE,
  'has its accounts, and what it starts',
  '/usr',
  WRITABLE,
  PROGRAMS,
  '/bin',
  WRITABLE,
  PROGRAMS,
  '/sbin',
  WRITABLE,
  PROGRAMS,
  '/lib',
  WRITABLE,
  PROGRAMS,
  '/lib64',
  WRITABLE,
  PROGRAMS,
];

/** Containers are given single files and folders below these, each for a reason of its own. */
const EXACT: StaticArray<string> = [
  '/',
  '/dev',
  '/run',
  '/var/run',
  '/var/lib/docker',
  '/var/lib/containers',
  '/var/lib/containerd',
  '/var/lib/kubelet',
  '/root',
  '/etc',
  '/usr',
  '/lib',
];

/** The row's place in HOST_PATHS, or -1. */
export function hostPath(path: string): i32 {
  for (let i = 0; i < HOST_PATHS.length; i += 3) {
    const top = HOST_PATHS[i];
    if (path == top || (!EXACT.includes(top) && isBelow(path, top))) return i;
  }
  return -1;
}
