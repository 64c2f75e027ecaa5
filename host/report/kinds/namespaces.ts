// Kinds about namespaces, and what belongs to one.
import type { Explanations } from './explanation.ts';

export const NAMESPACES: Explanations = {
  'namespace.open': {
    why: 'the config names a namespace that is there, by path',
    spec: 'config-linux.md#namespaces',
    protects:
      'joining something else: the path must be a namespace, and of this type (ioctl_nsfs(2))',
  },
  'namespace.join': {
    why: 'the container shares that namespace',
    spec: 'config-linux.md#namespaces',
  },
  'namespace.unshare': {
    why: 'a namespace of its own that cannot be made together with the process',
    spec: 'config-linux.md#namespaces',
    protects: 'the container seeing or changing what belongs to the host',
  },
  'time.offset': {
    why: "clocks of its own, apart from the host's",
    spec: 'config-linux.md#offset-for-time-namespace',
  },
  'container.open': {
    why: "exec enters the namespaces of the container's process",
    spec: 'runtime.md#operations',
    protects:
      'entering another process that has its pid by now: identity is checked, then held by a pidfd',
  },
  'container.enter': {
    why: 'the new process is to be in the container',
    spec: 'setns(2)',
    protects: 'being in some of its namespaces and not in others: all are joined at once',
  },
  'process.visit': {
    why: 'the mounts of a container that lives can be changed only from within its mount namespace',
    spec: 'setns(2), mount_namespaces(7)',
    protects:
      'the helper itself going there, and the container seeing who does: the visitor enters no more namespaces than it needs, can be neither traced nor read, and runs nothing of the container’s',
  },
  'process.spawn': {
    why: "the container's first process, born in its new namespaces",
    spec: 'config-linux.md#namespaces',
    protects:
      "the container seeing the host's processes, mounts, network, names and IPC, as far as its namespaces are new",
  },
  'idmap.write': {
    why: "which ids of the host the container's ids are",
    spec: 'config-linux.md#user-namespace-mappings',
    protects: 'root of the container being root of the host',
  },
  'setgroups.deny': {
    why: 'the kernel asks for it before a caller without rights may map a group',
    spec: 'user_namespaces(7)',
    protects: 'dropping a group that was there to deny something',
  },
  'source.open': {
    why: "a bind whose source the container's process may not reach, or whose ids are mapped",
    spec: 'config.md#mounts',
    protects: 'a source exchanged while it is looked for: it is held by a descriptor',
  },
  'hostname.set': { why: '/hostname', spec: 'config.md#hostname' },
  'domainname.set': { why: '/domainname', spec: 'config.md#domainname' },
  'sysctl.write': {
    why: "a kernel parameter of the container's own namespaces",
    spec: 'config-linux.md#sysctl',
    protects:
      "changing a parameter of the host: only namespaced ones are planned, and they are written through a procfs of the helper's own",
  },
  'container.root': {
    why: 'exec into a container that has no mount namespace of its own',
    spec: 'runtime.md#operations',
  },
  'loopback.up': {
    why: 'a new network namespace has only lo, and that is down',
    spec: 'network_namespaces(7)',
  },
  'netdevice.move': {
    why: 'a network device of the host for the container',
    spec: 'config-linux.md#network-devices',
  },
};
