// Written by `npm run generate` from host/schema/facts.schema.json. Do not edit.

/** kind, a, b, c, d of each type; type 0 is the root. */
export const TYPES: StaticArray<u16> = [
  0, 30, 11, 0, 0,
  3, 0, 0, 0, 0,
  0, 0, 10, 0, 0,
  4, 0, 0, 0, 0,
  2, 3, 0, 0, 0,
  4, 2, 0, 0, 0,
  5, 0, 0, 0, 0,
  0, 10, 1, 0, 0,
  4, 4, 0, 0, 0,
  0, 20, 3, 0, 0,
  0, 11, 5, 0, 0,
  2, 1, 0, 0, 0,
  2, 10, 0, 0, 0,
  6, 0, 4, 0, 0,
  0, 16, 4, 0, 0,
  4, 6, 0, 0, 0,
  0, 23, 2, 0, 0,
  4, 8, 0, 0, 0,
  2, 17, 0, 0, 0,
  0, 25, 1, 0, 0,
  4, 10, 0, 0, 0,
  0, 26, 1, 0, 0,
  0, 27, 2, 0, 0,
  0, 29, 1, 0, 0,
];

export const FIELD_NAMES: StaticArray<string> = [
  'gid',
  'groups',
  'listenFds',
  'nested',
  'notifySocket',
  'runtimeDir',
  'seccompReceiver',
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
  'seccomp',
  'security',
  'systemd',
];

export const FIELD_TYPES: StaticArray<u16> = [
  3, 4, 5, 6, 1, 1, 1, 1, 1, 3, 8, 11, 6, 1, 1, 1, 11, 6, 1, 1, 12, 13, 14, 1, 18, 20, 11, 6, 6, 1, 1, 2, 7, 9, 11, 15, 16, 19, 21, 22, 23,
];

export const FIELD_REQUIRED: StaticArray<u8> = [
  1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0,
];

/** Minimum (signed) and maximum (unsigned when the minimum is not negative) by turns. */
export const LIMITS: StaticArray<u64> = [
  0,
  4294967295,
  0,
  999999,
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
