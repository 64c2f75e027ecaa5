// Written by `npm run generate` from host/schema/facts.schema.json. Do not edit.

/** kind, a, b, c, d of each type; type 0 is the root. */
export const TYPES: StaticArray<u16> = [
  0, 28, 12, 0, 0,
  3, 0, 0, 0, 0,
  0, 0, 8, 0, 0,
  4, 0, 0, 0, 0,
  2, 3, 0, 0, 0,
  5, 0, 0, 0, 0,
  0, 8, 1, 0, 0,
  4, 2, 0, 0, 0,
  0, 18, 3, 0, 0,
  0, 9, 5, 0, 0,
  2, 1, 0, 0, 0,
  2, 9, 0, 0, 0,
  6, 0, 4, 0, 0,
  0, 14, 4, 0, 0,
  4, 4, 0, 0, 0,
  0, 21, 2, 0, 0,
  4, 6, 0, 0, 0,
  2, 16, 0, 0, 0,
  0, 23, 1, 0, 0,
  4, 8, 0, 0, 0,
  0, 24, 1, 0, 0,
  0, 25, 2, 0, 0,
  0, 27, 1, 0, 0,
];

export const FIELD_NAMES: StaticArray<string> = [
  'gid',
  'groups',
  'nested',
  'notifySocket',
  'runtimeDir',
  'sessionBus',
  'systemBus',
  'uid',
  'last',
  'controllers',
  'delegated',
  'mount',
  'name',
  'own',
  'controllers',
  'delegated',
  'mount',
  'own',
  'hierarchies',
  'mode',
  'unified',
  'release',
  'version',
  'nrOpen',
  'actions',
  'apparmor',
  'selinux',
  'cgroup',
  'architecture',
  'caller',
  'capabilities',
  'cgroups',
  'filesystems',
  'format',
  'kernel',
  'limits',
  'namespaces',
  'seccomp',
  'security',
  'systemd',
];

export const FIELD_TYPES: StaticArray<u16> = [
  3, 4, 5, 1, 1, 1, 1, 3, 7, 10, 5, 1, 1, 1, 10, 5, 1, 1, 11, 12, 13, 1, 17, 19, 10, 5, 5, 1, 1, 2, 6, 8, 10, 14, 15, 18, 10, 20, 21, 22,
];

export const FIELD_REQUIRED: StaticArray<u8> = [
  1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0,
];

/** Minimum (signed) and maximum (unsigned when the minimum is not negative) by turns. */
export const LIMITS: StaticArray<u64> = [
  0,
  4294967295,
  0,
  63,
  1,
  1,
  0,
  65535,
  0,
  9223372036854775807,
];

export const WORDS: StaticArray<string> = [
  'legacy',
  'hybrid',
  'unified',
  'none',
];
