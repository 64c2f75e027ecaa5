// Written by `npm run generate` from host/schema/problems.json. Do not edit.

export type ProblemKind = {
  readonly code: string;
  readonly name: string;
  readonly about: string;
  /** Of a warning: what to do about it. */
  readonly fix?: string;
};

/** By code. */
export const PROBLEM_KINDS: readonly ProblemKind[] = [
  {
    code: 'LD1000',
    name: 'more-problems',
    about: 'There are more problems than are told.',
  },
  {
    code: 'LD1001',
    name: 'json-encoding',
    about: 'The file is not UTF-8.',
  },
  {
    code: 'LD1002',
    name: 'json-syntax',
    about: 'The file is not JSON.',
  },
  {
    code: 'LD1003',
    name: 'json-depth',
    about: 'The file is nested too deep.',
  },
  {
    code: 'LD1004',
    name: 'json-member-twice',
    about: 'A member is there twice.',
  },
  {
    code: 'LD1101',
    name: 'type',
    about: 'A value is of another type than the specification says.',
  },
  {
    code: 'LD1102',
    name: 'range',
    about: 'A number or a length is out of its range.',
  },
  {
    code: 'LD1103',
    name: 'required',
    about: 'A required member is absent.',
  },
  {
    code: 'LD1104',
    name: 'word',
    about: 'A word is none of those that the specification has.',
  },
  {
    code: 'LD1105',
    name: 'nul',
    about: 'A string has a NUL character.',
  },
  {
    code: 'LD1106',
    name: 'text',
    about: 'A string is not of the form that is needed.',
  },
  {
    code: 'LD2001',
    name: 'version',
    about: 'The version is not one of the specification that is read.',
  },
  {
    code: 'LD2002',
    name: 'environment',
    about: 'An item of the environment is no variable.',
  },
  {
    code: 'LD2003',
    name: 'resource-limit',
    about: 'A limit of a resource contradicts itself or another.',
  },
  {
    code: 'LD2004',
    name: 'capability',
    about: 'A capability is unknown, or its sets contradict each other.',
  },
  {
    code: 'LD2005',
    name: 'scheduler',
    about: "The scheduler's settings contradict each other.",
  },
  {
    code: 'LD2006',
    name: 'arguments',
    about: 'There is no program to execute.',
  },
  {
    code: 'LD2007',
    name: 'cpu-affinity',
    about: 'What should be a list of CPUs is none.',
  },
  {
    code: 'LD2101',
    name: 'mount-destination',
    about: "A mount's destination is outside the root filesystem, or relative.",
  },
  {
    code: 'LD2102',
    name: 'mount-source',
    about: 'A bind mount has no source.',
  },
  {
    code: 'LD2103',
    name: 'mount-type',
    about: 'A mount has no filesystem type.',
  },
  {
    code: 'LD2104',
    name: 'mount-namespace',
    about: 'Something needs a mount namespace, and there is none.',
  },
  {
    code: 'LD2105',
    name: 'mount-over-proc',
    about: 'A mount would change what the kernel tells of processes.',
  },
  {
    code: 'LD2106',
    name: 'mount-mappings',
    about: 'A mount maps users or groups, but not both, or ranges of them that overlap.',
  },
  {
    code: 'LD2201',
    name: 'name-namespace',
    about: 'A name needs a UTS namespace, and there is none.',
  },
  {
    code: 'LD2202',
    name: 'namespace-twice',
    about: 'A type of namespace is there twice.',
  },
  {
    code: 'LD2203',
    name: 'id-mappings',
    about: 'Mappings of ids overlap, are missing, or have no effect.',
  },
  {
    code: 'LD2204',
    name: 'time-offsets',
    about: 'Time offsets need a time namespace, and there is none.',
  },
  {
    code: 'LD2205',
    name: 'device',
    about: 'A device is not described completely.',
  },
  {
    code: 'LD2206',
    name: 'sysctl',
    about: "A sysctl is not one of the container's own namespaces.",
  },
  {
    code: 'LD2207',
    name: 'cgroup-path',
    about: 'The path of the cgroup climbs.',
  },
  {
    code: 'LD2208',
    name: 'root-path',
    about: 'A path that is to be covered is the root.',
  },
  {
    code: 'LD2209',
    name: 'personality',
    about: 'The personality has flags, and there are none.',
  },
  {
    code: 'LD2301',
    name: 'memory',
    about: 'Limits of memory contradict each other.',
  },
  {
    code: 'LD2302',
    name: 'cpu',
    about: "A CPU setting is out of the kernel's range.",
  },
  {
    code: 'LD2303',
    name: 'block-io',
    about: "A weight is out of the kernel's range.",
  },
  {
    code: 'LD2304',
    name: 'unified',
    about: 'A key is not the name of a cgroup file that limits.',
  },
  {
    code: 'LD2305',
    name: 'pids',
    about: 'More processes are allowed than the kernel can have.',
  },
  {
    code: 'LD2401',
    name: 'seccomp-errno',
    about: 'An error number is given to an action that has none, or is none.',
  },
  {
    code: 'LD2402',
    name: 'seccomp-notify',
    about: 'Nobody is there whom the filter could ask.',
  },
  {
    code: 'LD2403',
    name: 'seccomp-flags',
    about: 'A flag needs something else that is not there.',
  },
  {
    code: 'LD2501',
    name: 'hook-deprecated',
    about: 'A hook is of a kind that is deprecated.',
  },
  {
    code: 'LD2502',
    name: 'hook-arguments',
    about: 'A hook has an empty list of arguments.',
  },
  {
    code: 'LD2610',
    name: 'not-yet',
    about: 'Something is asked for that is not supported yet.',
  },
  {
    code: 'LD2620',
    name: 'mount-option',
    about: 'Options of a mount do not go together, or not with its type.',
  },
  {
    code: 'LD2623',
    name: 'mount-mapping',
    about: 'The ids of a mount cannot be mapped so.',
  },
  {
    code: 'LD2645',
    name: 'memory-nodes',
    about: 'A list of memory nodes is none.',
  },
  {
    code: 'LD2646',
    name: 'network-device',
    about: 'No network device can have such a name, or be moved without a namespace.',
  },
  {
    code: 'LD2649',
    name: 'annotation-unused',
    about: 'An annotation has no effect, or not on every host.',
  },
  {
    code: 'LD2651',
    name: 'seccomp-profile',
    about: 'A rule of the seccomp profile has another effect than it seems to, or the program in its place is none.',
  },
  {
    code: 'LD2652',
    name: 'seccomp-unknown',
    about: 'No architecture has a system call of this name.',
  },
  {
    code: 'LD2701',
    name: 'input',
    about: 'The file cannot be read.',
  },
  {
    code: 'LD3001',
    name: 'no-new-privileges',
    about: 'The process may gain privileges by executing programs.',
    fix: 'set noNewPrivileges to true',
  },
  {
    code: 'LD3002',
    name: 'root-of-host',
    about: 'Root of the container is root of the host.',
    fix: 'take another uid, or add {"type": "user"} to /linux/namespaces, with uidMappings and gidMappings',
  },
  {
    code: 'LD3003',
    name: 'capability-of-host',
    about: 'A capability reaches beyond the container.',
    fix: "leave it out, or add a user namespace, in which it holds for nothing of the host's",
  },
  {
    code: 'LD3004',
    name: 'capability-lost',
    about: 'A capability is lost when the program is executed.',
    fix: 'leave it out, or add it to the sets that keep it: bounding for root, permitted, inheritable and ambient for anybody else',
  },
  {
    code: 'LD3005',
    name: 'variable-twice',
    about: 'A variable of the environment is set twice.',
    fix: 'keep one of them',
  },
  {
    code: 'LD3006',
    name: 'confinement-off',
    about: "The process is exempt from the host's mandatory access control.",
    fix: 'name a profile that confines it, or leave the choice to the engine',
  },
  {
    code: 'LD3007',
    name: 'never-killed',
    about: 'The kernel never ends the process when memory runs out.',
    fix: 'set -999 or more',
  },
  {
    code: 'LD3008',
    name: 'umask-open',
    about: 'Everybody may write the files that the process makes.',
    fix: 'set 18 (octal 022) or more',
  },
  {
    code: 'LD3009',
    name: 'console-unused',
    about: 'A size is given for a terminal that there is not.',
    fix: 'set /process/terminal to true, or leave it out',
  },
  {
    code: 'LD3101',
    name: 'root-filesystem-of-host',
    about: "The root filesystem of the host is the container's.",
    fix: 'give it a directory of its own',
  },
  {
    code: 'LD3102',
    name: 'bind-of-host',
    about: 'A bind mount gives the container a part of the host that it can be left by.',
    fix: 'bind only the files that are needed, read-only where that is enough',
  },
  {
    code: 'LD3103',
    name: 'filesystem-of-host',
    about: "A filesystem is the kernel's own, and of no namespace.",
    fix: 'leave it out',
  },
  {
    code: 'LD3104',
    name: 'sysfs-writable',
    about: "The kernel's settings in sysfs can be written.",
    fix: 'add ro to the options',
  },
  {
    code: 'LD3105',
    name: 'cgroup-writable',
    about: 'The container can change its own limits.',
    fix: 'add ro to the options, or give it a cgroup and a user namespace of its own',
  },
  {
    code: 'LD3106',
    name: 'tmpfs-open',
    about: 'A tmpfs takes set-user-ID programs or device nodes.',
    fix: 'add what is missing to the options',
  },
  {
    code: 'LD3107',
    name: 'mount-hidden',
    about: 'A mount is hidden by a later one.',
    fix: 'put it after that one, or leave it out',
  },
  {
    code: 'LD3108',
    name: 'mount-shared',
    about: 'Mounts made in the container appear on the host.',
    fix: "say slave to see the host's new mounts, private to see none",
  },
  {
    code: 'LD3201',
    name: 'namespace-missing',
    about: 'The container is in a namespace of the host.',
    fix: 'add it to /linux/namespaces',
  },
  {
    code: 'LD3202',
    name: 'namespace-of-host',
    about: 'The container joins a namespace of the host.',
    fix: 'leave the path out for a namespace of its own',
  },
  {
    code: 'LD3203',
    name: 'namespace-shared',
    about: 'The container shares a namespace in which others are at its mercy.',
    fix: 'leave the path out for a namespace of its own',
  },
  {
    code: 'LD3204',
    name: 'paths-unmasked',
    about: 'Files that tell of the host can be read.',
    fix: 'add them to maskedPaths',
  },
  {
    code: 'LD3205',
    name: 'paths-writable',
    about: "Files that change the host's kernel can be written.",
    fix: 'add them to readonlyPaths',
  },
  {
    code: 'LD3206',
    name: 'mapping-of-host-root',
    about: 'The user namespace maps root of the host.',
    fix: 'map to ids that nobody else on the host has',
  },
  {
    code: 'LD3207',
    name: 'device-of-host',
    about: 'A device leads out of the container.',
    fix: 'leave it out',
  },
  {
    code: 'LD3301',
    name: 'devices-open',
    about: 'The container may use every device of the host.',
    fix: 'allow only those that are needed',
  },
  {
    code: 'LD3302',
    name: 'device-rule-wide',
    about: 'A rule allows many devices at once.',
    fix: 'name major and minor, or leave only m in access',
  },
  {
    code: 'LD3303',
    name: 'processes-unlimited',
    about: 'The number of processes is not limited.',
    fix: 'set a limit, such as 2048',
  },
  {
    code: 'LD3304',
    name: 'memory-unlimited',
    about: 'Memory is not limited.',
    fix: 'set a limit, in bytes',
  },
  {
    code: 'LD3305',
    name: 'quota-without-period',
    about: 'A CPU quota has no period.',
    fix: 'add the period',
  },
  {
    code: 'LD3306',
    name: 'cpu-unused',
    about: 'A setting of the CPU quota is given without a quota.',
    fix: 'add the quota, or leave it out',
  },
  {
    code: 'LD3307',
    name: 'memory-never-freed',
    about: 'Processes that reach the limit of memory hang.',
    fix: 'leave it out',
  },
  {
    code: 'LD3308',
    name: 'kernel-memory-unused',
    about: 'Kernel memory cannot be limited any more.',
    fix: 'leave it out: limit covers kernel memory, too',
  },
  {
    code: 'LD3309',
    name: 'reservation-unused',
    about: 'A reservation of memory is not below the limit.',
    fix: 'set less than the limit, or leave it out',
  },
  {
    code: 'LD3401',
    name: 'seccomp-missing',
    about: 'No system call is filtered.',
    fix: "add a profile that lets through what programs need, such as docker's",
  },
  {
    code: 'LD3402',
    name: 'seccomp-empty',
    about: 'The seccomp profile refuses nothing.',
    fix: 'take SCMP_ACT_ERRNO, and rules for what programs need',
  },
  {
    code: 'LD3403',
    name: 'seccomp-open',
    about: 'The seccomp profile lets unknown system calls through.',
    fix: 'take SCMP_ACT_ERRNO, and rules for what programs need',
  },
  {
    code: 'LD3404',
    name: 'syscall-twice',
    about: 'A system call is named twice.',
    fix: 'keep one of them',
  },
  {
    code: 'LD3501',
    name: 'member-unknown',
    about: 'The specification has no such member.',
    fix: 'correct its name, or leave it out',
  },
  {
    code: 'LD3502',
    name: 'annotation-unknown',
    about: 'No runtime is known to have such an annotation.',
    fix: 'correct its name, or leave it out',
  },
];
