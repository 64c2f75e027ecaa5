// Written by `npm run generate` from host/schema/facts.schema.json. Do not edit.

/** kind, a, b, c, d of each type; type 0 is the root. */
export const TYPES: StaticArray<u16> = [
  0, 21, 11, 0, 0,
  3, 0, 0, 0, 0,
  0, 0, 4, 0, 0,
  4, 0, 0, 0, 0,
  2, 3, 0, 0, 0,
  0, 4, 1, 0, 0,
  4, 2, 0, 0, 0,
  0, 12, 3, 0, 0,
  0, 5, 4, 0, 0,
  2, 1, 0, 0, 0,
  2, 8, 0, 0, 0,
  6, 0, 4, 0, 0,
  0, 9, 3, 0, 0,
  4, 4, 0, 0, 0,
  0, 15, 2, 0, 0,
  4, 6, 0, 0, 0,
  2, 15, 0, 0, 0,
  0, 17, 1, 0, 0,
  4, 8, 0, 0, 0,
  0, 18, 1, 0, 0,
  0, 19, 2, 0, 0,
  5, 0, 0, 0, 0,
];

export const FIELD_NAMES: StaticArray<string> = [
  'gid',
  'groups',
  'runtimeDir',
  'uid',
  'last',
  'controllers',
  'mount',
  'name',
  'own',
  'controllers',
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
];

export const FIELD_TYPES: StaticArray<u16> = [
  3, 4, 1, 3, 6, 9, 1, 1, 1, 9, 1, 1, 10, 11, 12, 1, 16, 18, 9, 21, 21, 1, 2, 5, 7, 9, 13, 14, 17, 9, 19, 20,
];

export const FIELD_REQUIRED: StaticArray<u8> = [
  1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
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
