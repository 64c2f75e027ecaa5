// Kinds about what is in a container's file system: mounts and devices.
import type { Explanations } from './explanation.ts';

export const FILES: Explanations = {
  'mounts.isolate': {
    why: "a new mount namespace starts with the host's mounts, tied to them",
    spec: 'mount_namespaces(7)',
    protects: 'a mount in the container appearing on the host, or being undone there',
  },
  'root.open': {
    why: 'the container has no mount namespace: the rootfs is used as it is',
    spec: 'config.md#root',
  },
  'root.bind': {
    why: "pivot_root(2) needs a mount; a clone of the rootfs's is one of the container's own",
    spec: 'config.md#root',
    protects:
      'paths that lead elsewhere: every later one is resolved below this descriptor (openat2(2))',
  },
  'mount.fs': {
    why: 'a filesystem that the config asks for',
    spec: 'config.md#mounts',
    protects:
      'a symbolic link in the image that moves the mount elsewhere; its attributes are set before anyone can reach it',
  },
  'mount.bind': {
    why: 'a file or directory of the host for the container',
    spec: 'config.md#mounts',
    protects:
      'a source or target exchanged meanwhile: both are held by descriptor, attributes are set on the detached clone',
  },
  'mount.remove': {
    why: 'mounts remove: this mount is not wanted any more',
    spec: 'umount(2)',
    protects:
      'taking off another mount than the one that was looked up: it is named by its descriptor, below the container’s root, and must be a mount point itself',
  },
  'mount.attributes': {
    why: 'a remount, or a change of propagation, that the config asks for',
    spec: 'config.md#mounts',
  },
  'path.mask': {
    why: 'the container may not read it: /linux/maskedPaths',
    spec: 'config-linux.md#masked-paths',
    protects:
      'what the kernel shows of the host there (memory, keys, firmware); the cover is the real /dev/null or an empty read-only tmpfs, verified',
  },
  'path.readonly': {
    why: 'the container may not write it: /linux/readonlyPaths',
    spec: 'config-linux.md#readonly-paths',
    protects: "settings of the host's kernel being changed from inside",
  },
  'root.readonly': {
    why: '/root/readonly',
    spec: 'config.md#root',
    protects: 'the program changing its own image',
  },
  'root.propagation': {
    why: '/linux/rootfsPropagation',
    spec: 'config-linux.md#rootfs-mount-propagation',
  },
  'root.pivot': {
    why: "the rootfs becomes /, and the host's root is out of reach",
    spec: 'config.md#root, pivot_root(2)',
    protects: 'climbing out of the root: after pivot_root(2) there is nothing to climb to',
  },
  'device.create': {
    why: 'a device that every container has, or that the config names',
    spec: 'config-linux.md#default-devices, config-linux.md#devices',
  },
  'device.bind': {
    why: "in a user namespace nodes cannot be made: the host's own is bound",
    spec: 'config-linux.md#default-devices',
    protects: 'another node in its place: type and numbers are compared',
  },
  'symlink.create': {
    why: 'links that every program expects in /dev',
    spec: 'runtime-linux.md#dev-symbolic-links',
  },
};
