// Written by `npm run generate` from host/schema/problems.json. Do not edit.

export const NO_NEW_PRIVILEGES: i32 = 0;
export const ROOT_OF_HOST: i32 = 1;
export const CAPABILITY_OF_HOST: i32 = 2;
export const CAPABILITY_LOST: i32 = 3;
export const VARIABLE_TWICE: i32 = 4;
export const CONFINEMENT_OFF: i32 = 5;
export const NEVER_KILLED: i32 = 6;
export const UMASK_OPEN: i32 = 7;
export const CONSOLE_UNUSED: i32 = 8;
export const ROOT_FILESYSTEM_OF_HOST: i32 = 9;
export const BIND_OF_HOST: i32 = 10;
export const FILESYSTEM_OF_HOST: i32 = 11;
export const SYSFS_WRITABLE: i32 = 12;
export const CGROUP_WRITABLE: i32 = 13;
export const TMPFS_OPEN: i32 = 14;
export const MOUNT_HIDDEN: i32 = 15;
export const MOUNT_SHARED: i32 = 16;
export const NAMESPACE_MISSING: i32 = 17;
export const NAMESPACE_OF_HOST: i32 = 18;
export const NAMESPACE_SHARED: i32 = 19;
export const PATHS_UNMASKED: i32 = 20;
export const PATHS_WRITABLE: i32 = 21;
export const MAPPING_OF_HOST_ROOT: i32 = 22;
export const DEVICE_OF_HOST: i32 = 23;
export const DEVICES_OPEN: i32 = 24;
export const DEVICE_RULE_WIDE: i32 = 25;
export const PROCESSES_UNLIMITED: i32 = 26;
export const MEMORY_UNLIMITED: i32 = 27;
export const QUOTA_WITHOUT_PERIOD: i32 = 28;
export const CPU_UNUSED: i32 = 29;
export const MEMORY_NEVER_FREED: i32 = 30;
export const KERNEL_MEMORY_UNUSED: i32 = 31;
export const RESERVATION_UNUSED: i32 = 32;
export const SECCOMP_MISSING: i32 = 33;
export const SECCOMP_EMPTY: i32 = 34;
export const SECCOMP_OPEN: i32 = 35;
export const SYSCALL_TWICE: i32 = 36;
export const MEMBER_UNKNOWN: i32 = 37;
export const ANNOTATION_UNKNOWN: i32 = 38;

/** By the numbers above. */
export const CODES: StaticArray<string> = [
  'LD3001',
  'LD3002',
  'LD3003',
  'LD3004',
  'LD3005',
  'LD3006',
  'LD3007',
  'LD3008',
  'LD3009',
  'LD3101',
  'LD3102',
  'LD3103',
  'LD3104',
  'LD3105',
  'LD3106',
  'LD3107',
  'LD3108',
  'LD3201',
  'LD3202',
  'LD3203',
  'LD3204',
  'LD3205',
  'LD3206',
  'LD3207',
  'LD3301',
  'LD3302',
  'LD3303',
  'LD3304',
  'LD3305',
  'LD3306',
  'LD3307',
  'LD3308',
  'LD3309',
  'LD3401',
  'LD3402',
  'LD3403',
  'LD3404',
  'LD3501',
  'LD3502',
];

/** With {0}, {1} … for what is found. */
export const MESSAGES: StaticArray<string> = [
  'programs with a set-user-ID bit or with file capabilities give it privileges',
  'root here is root of the host: there is no user namespace',
  '{0} {1}',
  '{0} is lost when the program is executed: {1}',
  '{0} is set already by item {1}, which is left out for it',
  '{0} confines nothing',
  'when memory runs out, the kernel ends other processes of the host in its place',
  'everybody may write the files that it makes',
  'no effect without a terminal',
  'the container sees, and may change, all files of the host',
  '{0} of the host {1}',
  '{0} {1}',
  "settings of the host's kernel and of its devices can be written",
  "its limits can be changed from inside, and with cgroup v1 a program be named that the host's kernel runs",
  'without {0} {1} can be made in it',
  'nobody sees it: {0} is mounted over it',
  'what is mounted in the container appears on the host too, and stays there',
  'there is no {0} namespace: {1}',
  "this is the host's own {0} namespace: {1}",
  'the {0} namespace is shared with whoever is in it: {1}',
  'the container can read what the kernel tells of the host in {0}',
  "root of the container can change the host's kernel in {0}",
  'id {0} of the container is root of the host',
  '{0} {1}',
  'every device of the host may be opened',
  '{0} may be opened',
  "processes are not limited: a fork bomb takes all of the host's",
  "memory is not limited: the container can take all of the host's",
  'a part of what is not said: the period stays as it is, 100000 in a new cgroup',
  '{0} has no effect without quota',
  'at the limit of memory its processes hang, and nothing ends them',
  'no kernel since Linux 5.16 takes a limit of its own for kernel memory',
  'no effect: it is not below the limit of {0}',
  'every system call of the kernel can be made',
  '{0} and no rule that refuses anything: every system call can be made',
  '{0} lets through every call without a rule, those of later kernels too',
  '{0} is named already in {1}, which decides the same',
  'the specification has no such member, and it has no effect{0}',
  'no such annotation is known, and it has no effect{0}',
];

/** What to do about it. */
export const FIXES: StaticArray<string> = [
  'set noNewPrivileges to true',
  'take another uid, or add {"type": "user"} to /linux/namespaces, with uidMappings and gidMappings',
  "leave it out, or add a user namespace, in which it holds for nothing of the host's",
  'leave it out, or add it to the sets that keep it: bounding for root, permitted, inheritable and ambient for anybody else',
  'keep one of them',
  'name a profile that confines it, or leave the choice to the engine',
  'set -999 or more',
  'set 18 (octal 022) or more',
  'set /process/terminal to true, or leave it out',
  'give it a directory of its own',
  'bind only the files that are needed, read-only where that is enough',
  'leave it out',
  'add ro to the options',
  'add ro to the options, or give it a cgroup and a user namespace of its own',
  'add what is missing to the options',
  'put it after that one, or leave it out',
  "say slave to see the host's new mounts, private to see none",
  'add it to /linux/namespaces',
  'leave the path out for a namespace of its own',
  'leave the path out for a namespace of its own',
  'add them to maskedPaths',
  'add them to readonlyPaths',
  'map to ids that nobody else on the host has',
  'leave it out',
  'allow only those that are needed',
  'name major and minor, or leave only m in access',
  'set a limit, such as 2048',
  'set a limit, in bytes',
  'add the period',
  'add the quota, or leave it out',
  'leave it out',
  'leave it out: limit covers kernel memory, too',
  'set less than the limit, or leave it out',
  "add a profile that lets through what programs need, such as docker's",
  'take SCMP_ACT_ERRNO, and rules for what programs need',
  'take SCMP_ACT_ERRNO, and rules for what programs need',
  'keep one of them',
  'correct its name, or leave it out',
  'correct its name, or leave it out',
];
