// Written by `npm run generate` from host/schema/config.schema.json. Do not edit.

/**
 * config.json of the OCI runtime specification 1.3, as far as Linux is concerned. Members that are not named here are ignored, as the specification asks. Unlike the specification's own schema it says what the kernel takes: ranges, text classes, limits.
 */
export interface Config {
  /**
   * Version of the specification the bundle was made for.
   */
  ociVersion: string;
  process?: Process;
  root: Root;
  /**
   * Host name; needs a UTS namespace of its own.
   */
  hostname?: string;
  /**
   * NIS domain name; needs a UTS namespace of its own.
   */
  domainname?: string;
  /**
   * Mounts, in this order.
   */
  mounts?: Mount[];
  hooks?: Hooks;
  /**
   * Free key and value pairs.
   */
  annotations?: {
    [k: string]: string;
  };
  linux?: Linux;
}
/**
 * What to run; may be absent until start.
 */
export interface Process {
  /**
   * Attach a terminal.
   */
  terminal?: boolean;
  consoleSize?: Box;
  user?: User;
  /**
   * The program and its arguments.
   *
   * @minItems 1
   */
  args: [string, ...string[]];
  /**
   * Windows only.
   */
  commandLine?: string;
  /**
   * Environment, as NAME=value.
   */
  env?: string[];
  /**
   * Working directory.
   */
  cwd: string;
  capabilities?: LinuxCapabilities;
  /**
   * Resource limits (getrlimit(2)).
   */
  rlimits?: POSIXRlimit[];
  /**
   * Set PR_SET_NO_NEW_PRIVS.
   */
  noNewPrivileges?: boolean;
  /**
   * AppArmor profile.
   */
  apparmorProfile?: string;
  /**
   * oom_score_adj (proc(5)).
   */
  oomScoreAdj?: number;
  scheduler?: Scheduler;
  /**
   * SELinux context.
   */
  selinuxLabel?: string;
  ioPriority?: LinuxIOPriority;
  execCPUAffinity?: CPUAffinity;
}
/**
 * Size of the terminal.
 */
export interface Box {
  /**
   * Rows.
   */
  height: number;
  /**
   * Columns.
   */
  width: number;
}
/**
 * Whom the process runs as. Absent: root.
 */
export interface User {
  /**
   * User id inside the container.
   */
  uid: number;
  /**
   * Group id inside the container.
   */
  gid: number;
  /**
   * File mode creation mask.
   */
  umask?: number;
  /**
   * Supplementary groups.
   */
  additionalGids?: number[];
  /**
   * Windows only.
   */
  username?: string;
}
/**
 * Capability sets (capabilities(7)).
 */
export interface LinuxCapabilities {
  /**
   * Bounding set.
   */
  bounding?: string[];
  /**
   * Effective set.
   */
  effective?: string[];
  /**
   * Inheritable set.
   */
  inheritable?: string[];
  /**
   * Permitted set.
   */
  permitted?: string[];
  /**
   * Ambient set.
   */
  ambient?: string[];
}
/**
 * One resource limit.
 */
export interface POSIXRlimit {
  /**
   * Which limit.
   */
  type:
    | 'RLIMIT_AS'
    | 'RLIMIT_CORE'
    | 'RLIMIT_CPU'
    | 'RLIMIT_DATA'
    | 'RLIMIT_FSIZE'
    | 'RLIMIT_LOCKS'
    | 'RLIMIT_MEMLOCK'
    | 'RLIMIT_MSGQUEUE'
    | 'RLIMIT_NICE'
    | 'RLIMIT_NOFILE'
    | 'RLIMIT_NPROC'
    | 'RLIMIT_RSS'
    | 'RLIMIT_RTPRIO'
    | 'RLIMIT_RTTIME'
    | 'RLIMIT_SIGPENDING'
    | 'RLIMIT_STACK';
  /**
   * Hard limit.
   */
  hard: number;
  /**
   * Soft limit.
   */
  soft: number;
}
/**
 * Scheduling policy (sched_setattr(2)).
 */
export interface Scheduler {
  /**
   * Policy.
   */
  policy:
    | 'SCHED_OTHER'
    | 'SCHED_FIFO'
    | 'SCHED_RR'
    | 'SCHED_BATCH'
    | 'SCHED_ISO'
    | 'SCHED_IDLE'
    | 'SCHED_DEADLINE';
  /**
   * Nice value.
   */
  nice?: number;
  /**
   * Real-time priority.
   */
  priority?: number;
  /**
   * Flags.
   */
  flags?: (
    | 'SCHED_FLAG_RESET_ON_FORK'
    | 'SCHED_FLAG_RECLAIM'
    | 'SCHED_FLAG_DL_OVERRUN'
    | 'SCHED_FLAG_KEEP_POLICY'
    | 'SCHED_FLAG_KEEP_PARAMS'
    | 'SCHED_FLAG_UTIL_CLAMP_MIN'
    | 'SCHED_FLAG_UTIL_CLAMP_MAX'
  )[];
  /**
   * Nanoseconds of runtime.
   */
  runtime?: number;
  /**
   * Nanoseconds to the deadline.
   */
  deadline?: number;
  /**
   * Nanoseconds of the period.
   */
  period?: number;
}
/**
 * I/O priority (ioprio_set(2)).
 */
export interface LinuxIOPriority {
  /**
   * Class.
   */
  class: 'IOPRIO_CLASS_RT' | 'IOPRIO_CLASS_BE' | 'IOPRIO_CLASS_IDLE';
  /**
   * Priority within the class.
   */
  priority?: number;
}
/**
 * CPUs for processes started later by exec.
 */
export interface CPUAffinity {
  /**
   * Before the process joins the cgroup.
   */
  initial?: string;
  /**
   * Afterwards.
   */
  final?: string;
}
/**
 * The container's root filesystem.
 */
export interface Root {
  /**
   * Directory, absolute or relative to the bundle.
   */
  path: string;
  /**
   * Make it read-only.
   */
  readonly?: boolean;
}
/**
 * One mount (config.md#mounts).
 */
export interface Mount {
  /**
   * Where, inside the container.
   */
  destination: string;
  /**
   * Filesystem type; absent or `bind` for bind mounts.
   */
  type?: string;
  /**
   * Device, name, or for bind mounts a path.
   */
  source?: string;
  /**
   * Options as in fstab(5).
   */
  options?: string[];
  /**
   * Id-mapped mount: user ids.
   */
  uidMappings?: LinuxIDMapping[];
  /**
   * Id-mapped mount: group ids.
   */
  gidMappings?: LinuxIDMapping[];
}
/**
 * A range of ids.
 */
export interface LinuxIDMapping {
  /**
   * First id inside.
   */
  containerID: number;
  /**
   * First id outside.
   */
  hostID: number;
  /**
   * How many.
   */
  size: number;
}
/**
 * Programs to run at points of the container's life.
 */
export interface Hooks {
  /**
   * Deprecated: after the namespaces are made.
   */
  prestart?: Hook[];
  /**
   * In the runtime's namespaces, before pivot_root.
   */
  createRuntime?: Hook[];
  /**
   * In the container's namespaces, before pivot_root.
   */
  createContainer?: Hook[];
  /**
   * In the container, just before its program.
   */
  startContainer?: Hook[];
  /**
   * In the runtime's namespaces, after start.
   */
  poststart?: Hook[];
  /**
   * In the runtime's namespaces, after delete.
   */
  poststop?: Hook[];
}
/**
 * One program.
 */
export interface Hook {
  /**
   * The program.
   */
  path: string;
  /**
   * argv, with argv[0].
   */
  args?: string[];
  /**
   * Environment; absent: the runtime's own.
   */
  env?: string[];
  /**
   * Seconds until it is killed.
   */
  timeout?: number;
}
/**
 * What only Linux has.
 */
export interface Linux {
  /**
   * User ids of the user namespace.
   */
  uidMappings?: LinuxIDMapping[];
  /**
   * Group ids of the user namespace.
   */
  gidMappings?: LinuxIDMapping[];
  /**
   * Kernel parameters, of namespaces only.
   */
  sysctl?: {
    [k: string]: string;
  };
  resources?: LinuxResources;
  /**
   * Path of the cgroup.
   */
  cgroupsPath?: string;
  /**
   * Namespaces to make or join.
   */
  namespaces?: LinuxNamespace[];
  /**
   * Device nodes to make.
   */
  devices?: LinuxDevice[];
  /**
   * Network devices to move into the container, by their name on the host.
   */
  netDevices?: {
    [k: string]: LinuxNetDevice;
  };
  seccomp?: LinuxSeccomp;
  /**
   * Propagation of the root mount.
   */
  rootfsPropagation?:
    | 'shared'
    | 'slave'
    | 'private'
    | 'unbindable'
    | 'rshared'
    | 'rslave'
    | 'rprivate'
    | 'runbindable'
    | '';
  /**
   * Paths that cannot be read inside.
   */
  maskedPaths?: string[];
  /**
   * Paths that cannot be written inside.
   */
  readonlyPaths?: string[];
  /**
   * SELinux context of the container's mounts.
   */
  mountLabel?: string;
  intelRdt?: LinuxIntelRdt;
  memoryPolicy?: LinuxMemoryPolicy;
  personality?: LinuxPersonality;
  timeOffsets?: LinuxTimeOffsets;
}
/**
 * Limits of the container's cgroup.
 */
export interface LinuxResources {
  /**
   * Device access rules, in this order.
   */
  devices?: LinuxDeviceCgroup[];
  memory?: LinuxMemory;
  cpu?: LinuxCPU;
  pids?: LinuxPids;
  blockIO?: LinuxBlockIO;
  /**
   * Huge pages.
   */
  hugepageLimits?: LinuxHugepageLimit[];
  network?: LinuxNetwork;
  /**
   * RDMA limits by device.
   */
  rdma?: {
    [k: string]: LinuxRdma;
  };
  /**
   * cgroup v2 files and their values.
   */
  unified?: {
    [k: string]: string;
  };
}
/**
 * A rule for device access.
 */
export interface LinuxDeviceCgroup {
  /**
   * Allow or deny.
   */
  allow: boolean;
  /**
   * Kind of device; absent: all.
   */
  type?: 'a' | 'b' | 'c' | '';
  /**
   * Major number; absent or -1: all.
   */
  major?: number;
  /**
   * Minor number; absent or -1: all.
   */
  minor?: number;
  /**
   * Some of r, w and m.
   */
  access?: string;
}
/**
 * Memory.
 */
export interface LinuxMemory {
  /**
   * Limit.
   */
  limit?: number;
  /**
   * Soft limit.
   */
  reservation?: number;
  /**
   * Limit of memory and swap together; on cgroup v2 0 is no swap at all.
   */
  swap?: number;
  /**
   * Kernel memory.
   */
  kernel?: number;
  /**
   * Kernel TCP memory.
   */
  kernelTCP?: number;
  /**
   * Swappiness, at most 100; 18446744073709551615 for none, as Docker has written it.
   */
  swappiness?: number;
  /**
   * Switch the OOM killer off.
   */
  disableOOMKiller?: boolean;
  /**
   * Account hierarchically.
   */
  useHierarchy?: boolean;
  /**
   * Refuse a limit below what is in use.
   */
  checkBeforeUpdate?: boolean;
}
/**
 * CPU.
 */
export interface LinuxCPU {
  /**
   * Relative weight.
   */
  shares?: number;
  /**
   * Microseconds per period; -1 is no limit.
   */
  quota?: number;
  /**
   * Microseconds that may be saved up.
   */
  burst?: number;
  /**
   * Microseconds.
   */
  period?: number;
  /**
   * Real-time microseconds per period.
   */
  realtimeRuntime?: number;
  /**
   * Microseconds.
   */
  realtimePeriod?: number;
  /**
   * CPU list.
   */
  cpus?: string;
  /**
   * Memory node list.
   */
  mems?: string;
  /**
   * SCHED_IDLE for the group: 0 or 1.
   */
  idle?: number;
}
/**
 * Number of processes.
 */
export interface LinuxPids {
  /**
   * How many; 0 or less, or nothing: no limit.
   */
  limit?: number;
}
/**
 * Block I/O.
 */
export interface LinuxBlockIO {
  /**
   * Weight, 10 to 1000; 0: not set.
   */
  weight?: number;
  /**
   * Weight of the cgroup's own tasks.
   */
  leafWeight?: number;
  /**
   * By device.
   */
  weightDevice?: LinuxWeightDevice[];
  /**
   * Bytes read per second.
   */
  throttleReadBpsDevice?: LinuxThrottleDevice[];
  /**
   * Bytes written per second.
   */
  throttleWriteBpsDevice?: LinuxThrottleDevice[];
  /**
   * Reads per second.
   */
  throttleReadIOPSDevice?: LinuxThrottleDevice[];
  /**
   * Writes per second.
   */
  throttleWriteIOPSDevice?: LinuxThrottleDevice[];
}
/**
 * Weight of one device.
 */
export interface LinuxWeightDevice {
  /**
   * Major.
   */
  major: number;
  /**
   * Minor.
   */
  minor: number;
  /**
   * Weight, 10 to 1000; 0: not set.
   */
  weight?: number;
  /**
   * Weight of the cgroup's own tasks.
   */
  leafWeight?: number;
}
/**
 * Limit of one device.
 */
export interface LinuxThrottleDevice {
  /**
   * Major.
   */
  major: number;
  /**
   * Minor.
   */
  minor: number;
  /**
   * Bytes or operations per second.
   */
  rate: number;
}
/**
 * Limit of huge pages of one size.
 */
export interface LinuxHugepageLimit {
  /**
   * Size as in the file's name, 2MB.
   */
  pageSize: string;
  /**
   * Bytes.
   */
  limit: number;
}
/**
 * Network.
 */
export interface LinuxNetwork {
  /**
   * Class id.
   */
  classID?: number;
  /**
   * Priority by interface.
   */
  priorities?: LinuxInterfacePriority[];
}
/**
 * Priority of one interface.
 */
export interface LinuxInterfacePriority {
  /**
   * Interface.
   */
  name: string;
  /**
   * Priority.
   */
  priority: number;
}
/**
 * RDMA limits of one device.
 */
export interface LinuxRdma {
  /**
   * Handles.
   */
  hcaHandles?: number;
  /**
   * Objects.
   */
  hcaObjects?: number;
}
/**
 * A namespace.
 */
export interface LinuxNamespace {
  /**
   * Kind.
   */
  type: 'pid' | 'network' | 'mount' | 'ipc' | 'uts' | 'user' | 'cgroup' | 'time';
  /**
   * Namespace to join; absent: a new one.
   */
  path?: string;
}
/**
 * A device node.
 */
export interface LinuxDevice {
  /**
   * Kind.
   */
  type: 'c' | 'b' | 'u' | 'p';
  /**
   * Where, inside the container.
   */
  path: string;
  /**
   * Major number.
   */
  major?: number;
  /**
   * Minor number.
   */
  minor?: number;
  /**
   * Permission bits.
   */
  fileMode?: number;
  /**
   * Owner.
   */
  uid?: number;
  /**
   * Group.
   */
  gid?: number;
}
/**
 * A network device.
 */
export interface LinuxNetDevice {
  /**
   * Its name inside; absent: as outside.
   */
  name?: string;
}
/**
 * System call filter.
 */
export interface LinuxSeccomp {
  /**
   * For calls that no rule names.
   */
  defaultAction:
    | 'SCMP_ACT_KILL'
    | 'SCMP_ACT_KILL_PROCESS'
    | 'SCMP_ACT_KILL_THREAD'
    | 'SCMP_ACT_TRAP'
    | 'SCMP_ACT_ERRNO'
    | 'SCMP_ACT_TRACE'
    | 'SCMP_ACT_ALLOW'
    | 'SCMP_ACT_LOG'
    | 'SCMP_ACT_NOTIFY';
  /**
   * errno of the default action, at most 4095; of SCMP_ACT_TRACE: what the tracer is told.
   */
  defaultErrnoRet?: number;
  /**
   * Architectures beside the native one.
   */
  architectures?: (
    | 'SCMP_ARCH_NATIVE'
    | 'SCMP_ARCH_X86'
    | 'SCMP_ARCH_X86_64'
    | 'SCMP_ARCH_X32'
    | 'SCMP_ARCH_ARM'
    | 'SCMP_ARCH_AARCH64'
    | 'SCMP_ARCH_MIPS'
    | 'SCMP_ARCH_MIPS64'
    | 'SCMP_ARCH_MIPS64N32'
    | 'SCMP_ARCH_MIPSEL'
    | 'SCMP_ARCH_MIPSEL64'
    | 'SCMP_ARCH_MIPSEL64N32'
    | 'SCMP_ARCH_PPC'
    | 'SCMP_ARCH_PPC64'
    | 'SCMP_ARCH_PPC64LE'
    | 'SCMP_ARCH_S390'
    | 'SCMP_ARCH_S390X'
    | 'SCMP_ARCH_PARISC'
    | 'SCMP_ARCH_PARISC64'
    | 'SCMP_ARCH_RISCV64'
    | 'SCMP_ARCH_LOONGARCH64'
    | 'SCMP_ARCH_M68K'
    | 'SCMP_ARCH_SH'
    | 'SCMP_ARCH_SHEB'
  )[];
  /**
   * Flags of seccomp(2).
   */
  flags?: (
    | 'SECCOMP_FILTER_FLAG_TSYNC'
    | 'SECCOMP_FILTER_FLAG_LOG'
    | 'SECCOMP_FILTER_FLAG_SPEC_ALLOW'
    | 'SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV'
  )[];
  /**
   * Socket that gets the notification descriptor.
   */
  listenerPath?: string;
  /**
   * Handed to the listener.
   */
  listenerMetadata?: string;
  /**
   * Rules.
   */
  syscalls?: LinuxSyscall[];
}
/**
 * A rule.
 */
export interface LinuxSyscall {
  /**
   * System calls.
   *
   * @minItems 1
   */
  names: [string, ...string[]];
  /**
   * What to do.
   */
  action:
    | 'SCMP_ACT_KILL'
    | 'SCMP_ACT_KILL_PROCESS'
    | 'SCMP_ACT_KILL_THREAD'
    | 'SCMP_ACT_TRAP'
    | 'SCMP_ACT_ERRNO'
    | 'SCMP_ACT_TRACE'
    | 'SCMP_ACT_ALLOW'
    | 'SCMP_ACT_LOG'
    | 'SCMP_ACT_NOTIFY';
  /**
   * errno of the action, at most 4095; of SCMP_ACT_TRACE: what the tracer is told.
   */
  errnoRet?: number;
  /**
   * Conditions on arguments.
   */
  args?: LinuxSeccompArg[];
}
/**
 * A condition.
 */
export interface LinuxSeccompArg {
  /**
   * Which argument.
   */
  index: number;
  /**
   * Value, or mask for SCMP_CMP_MASKED_EQ.
   */
  value: number;
  /**
   * Value for SCMP_CMP_MASKED_EQ.
   */
  valueTwo?: number;
  /**
   * Comparison.
   */
  op:
    | 'SCMP_CMP_NE'
    | 'SCMP_CMP_LT'
    | 'SCMP_CMP_LE'
    | 'SCMP_CMP_EQ'
    | 'SCMP_CMP_GE'
    | 'SCMP_CMP_GT'
    | 'SCMP_CMP_MASKED_EQ';
}
/**
 * Resource director technology.
 */
export interface LinuxIntelRdt {
  /**
   * Class of service.
   */
  closID?: string;
  /**
   * Lines of schemata.
   */
  schemata?: string[];
  /**
   * L3 schema.
   */
  l3CacheSchema?: string;
  /**
   * Memory bandwidth schema.
   */
  memBwSchema?: string;
  /**
   * Make a monitoring group.
   */
  enableMonitoring?: boolean;
  /**
   * Deprecated.
   */
  enableCMT?: boolean;
  /**
   * Deprecated.
   */
  enableMBM?: boolean;
}
/**
 * NUMA memory policy.
 */
export interface LinuxMemoryPolicy {
  /**
   * Mode.
   */
  mode:
    | 'MPOL_DEFAULT'
    | 'MPOL_BIND'
    | 'MPOL_INTERLEAVE'
    | 'MPOL_WEIGHTED_INTERLEAVE'
    | 'MPOL_PREFERRED'
    | 'MPOL_PREFERRED_MANY'
    | 'MPOL_LOCAL';
  /**
   * Node list.
   */
  nodes?: string;
  /**
   * Flags.
   */
  flags?: ('MPOL_F_NUMA_BALANCING' | 'MPOL_F_RELATIVE_NODES' | 'MPOL_F_STATIC_NODES')[];
}
/**
 * Execution domain.
 */
export interface LinuxPersonality {
  /**
   * Domain.
   */
  domain: 'LINUX' | 'LINUX32';
  /**
   * None is supported yet.
   */
  flags?: string[];
}
/**
 * Clock offsets of the time namespace.
 */
export interface LinuxTimeOffsets {
  monotonic?: LinuxTimeOffset;
  boottime?: LinuxTimeOffset1;
}
/**
 * CLOCK_MONOTONIC.
 */
export interface LinuxTimeOffset {
  /**
   * Seconds.
   */
  secs?: number;
  /**
   * Nanoseconds.
   */
  nanosecs?: number;
}
/**
 * CLOCK_BOOTTIME.
 */
export interface LinuxTimeOffset1 {
  /**
   * Seconds.
   */
  secs?: number;
  /**
   * Nanoseconds.
   */
  nanosecs?: number;
}
