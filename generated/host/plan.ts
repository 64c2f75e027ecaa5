// Written by `npm run generate` from host/schema/plan.schema.json. Do not edit.

/**
 * One step, near the size of a system call or a small family of them.
 */
export type Action =
  | StateReserve
  | StateLock
  | StateCommit
  | StateRemove
  | RecordBegin
  | RecordKeep
  | FifoCreate
  | FifoWait
  | NotifyCreate
  | NotifyListen
  | NotifyWait
  | FifoRelease
  | PidfileWrite
  | CgroupCreate
  | CgroupWrite
  | CgroupUpdate
  | CgroupDevices
  | CgroupOpen
  | CgroupJoin
  | CgroupKill
  | CgroupSignal
  | CgroupFreeze
  | CgroupRemove
  | CgroupAttach
  | CgroupEnable
  | CgroupDelegate
  | SystemdStart
  | SystemdSet
  | SystemdStop
  | ResctrlCreate
  | ResctrlJoin
  | ResctrlUpdate
  | ResctrlRemove
  | NamespaceOpen
  | NamespaceJoin
  | NamespaceUnshare
  | TimeOffset
  | ContainerOpen
  | ContainerEnter
  | ContainerRoot
  | SourceOpen
  | ProcessSpawn
  | ProcessVisit
  | IdmapWrite
  | SetgroupsDeny
  | ListenerConnect
  | PidfdSend
  | ConsoleConnect
  | TerminalTake
  | TerminalRaw
  | Sync
  | ProcessWait
  | ProcessSignal
  | ProcessKill
  | CriuDump
  | CriuRestore
  | CriuSpawn
  | CriuCheck
  | CriuResume
  | SessionCreate
  | KeyringJoin
  | LoopbackUp
  | NetdeviceMove
  | HostnameSet
  | DomainnameSet
  | SysctlWrite
  | MountsIsolate
  | RootOpen
  | RootBind
  | MountFs
  | MountBind
  | MountAttributes
  | MountRemove
  | PathMask
  | PathReadonly
  | DeviceCreate
  | DeviceBind
  | SymlinkCreate
  | ConsoleBind
  | RootReadonly
  | RootPropagation
  | RootPivot
  | CwdEnter
  | StdioOwn
  | TerminalCreate
  | HookRun
  | HookDefer
  | FailureThen
  | OomAdjust
  | RlimitSet
  | SchedulerSet
  | IoprioSet
  | AffinitySet
  | MempolicySet
  | UmaskSet
  | PersonalitySet
  | LabelSet
  | BoundingDrop
  | UserSet
  | CapabilitiesSet
  | NoNewPrivsSet
  | SeccompLoad
  | FdsClose
  | ExecLookup
  | Exec;
/**
 * JSON pointer into config.json, or the name of an option, that caused the action. For people: the helper must not act on it.
 */
export type From = string;
/**
 * A remark for people: the helper must not act on it.
 */
export type Note = string;
/**
 * A namespace, by the specification's name.
 */
export type NamespaceType =
  'cgroup' | 'ipc' | 'mount' | 'network' | 'pid' | 'time' | 'user' | 'uts';
/**
 * What criu does about cgroups (criu(8), --manage-cgroups-mode).
 */
export type CriuCgroups = 'ignore' | 'soft' | 'full' | 'strict';
/**
 * A choice of criu(8).
 */
export type CriuFlag =
  | 'tcp-established'
  | 'tcp-close'
  | 'tcp-skip-in-flight'
  | 'ext-unix-sk'
  | 'shell-job'
  | 'file-locks'
  | 'link-remap'
  | 'auto-dedup';
/**
 * How criu keeps the network still (criu(8), --network-lock).
 */
export type CriuNetworkLock = 'iptables' | 'nftables' | 'skip';
/**
 * A per-mount attribute of mount_setattr(2).
 */
export type MountAttribute =
  | 'ro'
  | 'nosuid'
  | 'nodev'
  | 'noexec'
  | 'noatime'
  | 'relatime'
  | 'strictatime'
  | 'nodiratime'
  | 'nosymfollow';
/**
 * A flag of sched_setattr(2).
 */
export type SchedulerFlag =
  | 'RESET_ON_FORK'
  | 'RECLAIM'
  | 'DL_OVERRUN'
  | 'KEEP_POLICY'
  | 'KEEP_PARAMS'
  | 'UTIL_CLAMP_MIN'
  | 'UTIL_CLAMP_MAX';
/**
 * A flag of set_mempolicy(2).
 */
export type MempolicyFlag = 'NUMA_BALANCING' | 'RELATIVE_NODES' | 'STATIC_NODES';
/**
 * A capability of capabilities(7).
 */
export type Capability =
  | 'CAP_CHOWN'
  | 'CAP_DAC_OVERRIDE'
  | 'CAP_DAC_READ_SEARCH'
  | 'CAP_FOWNER'
  | 'CAP_FSETID'
  | 'CAP_KILL'
  | 'CAP_SETGID'
  | 'CAP_SETUID'
  | 'CAP_SETPCAP'
  | 'CAP_LINUX_IMMUTABLE'
  | 'CAP_NET_BIND_SERVICE'
  | 'CAP_NET_BROADCAST'
  | 'CAP_NET_ADMIN'
  | 'CAP_NET_RAW'
  | 'CAP_IPC_LOCK'
  | 'CAP_IPC_OWNER'
  | 'CAP_SYS_MODULE'
  | 'CAP_SYS_RAWIO'
  | 'CAP_SYS_CHROOT'
  | 'CAP_SYS_PTRACE'
  | 'CAP_SYS_PACCT'
  | 'CAP_SYS_ADMIN'
  | 'CAP_SYS_BOOT'
  | 'CAP_SYS_NICE'
  | 'CAP_SYS_RESOURCE'
  | 'CAP_SYS_TIME'
  | 'CAP_SYS_TTY_CONFIG'
  | 'CAP_MKNOD'
  | 'CAP_LEASE'
  | 'CAP_AUDIT_WRITE'
  | 'CAP_AUDIT_CONTROL'
  | 'CAP_SETFCAP'
  | 'CAP_MAC_OVERRIDE'
  | 'CAP_MAC_ADMIN'
  | 'CAP_SYSLOG'
  | 'CAP_WAKE_ALARM'
  | 'CAP_BLOCK_SUSPEND'
  | 'CAP_AUDIT_READ'
  | 'CAP_PERFMON'
  | 'CAP_BPF'
  | 'CAP_CHECKPOINT_RESTORE';
/**
 * A flag of seccomp(2).
 */
export type SeccompFlag =
  'TSYNC' | 'LOG' | 'SPEC_ALLOW' | 'NEW_LISTENER' | 'TSYNC_ESRCH' | 'WAIT_KILLABLE_RECV';

/**
 * The canonical list of actions for one command on one container. Canonical JSON: keys sorted by code point, no white space, decimal integers. Actions are numbered from 0 in the order of this text (a process.spawn before its children).
 */
export interface Plan {
  /**
   * The helper's own actions.
   */
  actions: Action[];
  /**
   * The command that was planned.
   */
  command: string;
  /**
   * Container id.
   */
  container: string;
  /**
   * Version of this format.
   */
  format: 1;
}
/**
 * Makes <root>/<id> (0700, the root with its parents too), the one atomic step that decides which of several creates wins; locks it; stores inputs, plan and the journal's head in it.
 */
export interface StateReserve {
  do: 'state.reserve';
  from?: From;
  /**
   * Container id.
   */
  id: string;
  note?: Note;
  /**
   * State root.
   */
  root: string;
}
/**
 * Locks the directory of an existing container and checks that its state is the one the plan was made for; otherwise the helper reports `stale` and does nothing.
 */
export interface StateLock {
  /**
   * Tell a holder of the lock to end (SIGTERM), who takes back what it did. Default false.
   */
  cancel?: boolean;
  do: 'state.lock';
  from?: From;
  /**
   * Container id.
   */
  id: string;
  note?: Note;
  /**
   * Digests stand in the place of secrets in this command's record. Default false.
   */
  redact?: boolean;
  /**
   * State root.
   */
  root: string;
  /**
   * SHA-256 (hex) of state.json as the engine saw it; absent: state.json was absent.
   */
  state?: string;
  /**
   * Wait for a holder of the lock (up to 10 s). Default true.
   */
  wait?: boolean;
}
/**
 * Writes state.json aside and renames it: the process's identity (known at run time), the time of creation, and `container`, which is canonical JSON made by the engine.
 */
export interface StateCommit {
  /**
   * Canonical JSON object, stored as the member `container`.
   */
  container: string;
  do: 'state.commit';
  from?: From;
  note?: Note;
}
/**
 * Renames the state directory away and removes it.
 */
export interface StateRemove {
  do: 'state.remove';
  from?: From;
  /**
   * Container id.
   */
  id: string;
  note?: Note;
  /**
   * State root.
   */
  root: string;
}
/**
 * Begins this command's record without the container's lock, for commands that nothing may hold up: it waits for nobody. What stands in the way of the record (a full disk, a file system that is read only) is a warning.
 */
export interface RecordBegin {
  do: 'record.begin';
  from?: From;
  /**
   * Container id.
   */
  id: string;
  note?: Note;
  /**
   * Digests stand in the place of secrets in this command's record. Default false.
   */
  redact?: boolean;
  /**
   * State root.
   */
  root: string;
}
/**
 * Copies all records of the container to a new directory, <path>/<id> or, when that is there, <path>/<id>.2 and so on; the journal of this command goes on there.
 */
export interface RecordKeep {
  do: 'record.keep';
  from?: From;
  /**
   * Container id.
   */
  id: string;
  note?: Note;
  /**
   * Directory of kept records; it is made when its parent is there.
   */
  path: string;
  /**
   * Digests stand in the place of secrets in the copies. Default false.
   */
  redact?: boolean;
}
/**
 * Makes exec.fifo in the state directory, and opens it for the process that is to be made: exists until the container is started.
 */
export interface FifoCreate {
  do: 'fifo.create';
  from?: From;
  note?: Note;
}
/**
 * Gives up everything that ties the process to the helper that made it, and waits at exec.fifo for start.
 */
export interface FifoWait {
  do: 'fifo.wait';
  from?: From;
  note?: Note;
}
/**
 * Makes the directory `notify` in the state directory, which the container sees, for the socket that its program says on that it is ready (sd_notify(3)).
 */
export interface NotifyCreate {
  do: 'notify.create';
  from?: From;
  note?: Note;
}
/**
 * Binds the socket in that directory, before the program can look for it.
 */
export interface NotifyListen {
  do: 'notify.listen';
  from?: From;
  note?: Note;
  /**
   * Who is told when the program says READY=1: a path, or the name of an abstract socket after `@`.
   */
  to: string;
}
/**
 * Waits until the program has said READY=1, which is passed on, or has ended. (process.wait passes it on as well, and waits on.)
 */
export interface NotifyWait {
  do: 'notify.wait';
  from?: From;
  note?: Note;
  process?: ProcessIdentity;
}
/**
 * Whose end is waited for; absent: the spawned process's.
 */
export interface ProcessIdentity {
  /**
   * The boot's id (/proc/sys/kernel/random/boot_id).
   */
  boot: string;
  /**
   * Process id in the caller's pid namespace.
   */
  pid: number;
  /**
   * Start time in clock ticks since boot.
   */
  start: number;
}
/**
 * Writes one byte to exec.fifo, unlinks it, and waits, without the lock, until the waiting process has become the container's program or failed; its journal says which. A signal ends the wait.
 */
export interface FifoRelease {
  do: 'fifo.release';
  from?: From;
  /**
   * Container id.
   */
  id: string;
  note?: Note;
  /**
   * State root.
   */
  root: string;
}
/**
 * Writes the pid, in decimal without a newline, aside and renames it.
 */
export interface PidfileWrite {
  do: 'pidfile.write';
  from?: From;
  note?: Note;
  /**
   * Path of the pid file.
   */
  path: string;
}
/**
 * Makes a cgroup and those of its ancestors that are missing. `inherit` names files (cpuset) that are filled from the parent cgroup when empty, from the top down. `join` names the file through which the container's process will attach itself; it is opened now, with the helper's credentials. `enable` lists v2 controllers to enable in every ancestor's cgroup.subtree_control.
 */
export interface CgroupCreate {
  do: 'cgroup.create';
  /**
   * Controllers to enable on the way down (v2).
   */
  enable?: string[];
  /**
   * Fail when the cgroup exists and has processes. Default false.
   */
  exclusive?: boolean;
  from?: From;
  /**
   * Files to inherit from the parent when empty.
   */
  inherit?: string[];
  /**
   * `tasks` or `cgroup.procs`.
   */
  join?: string;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
}
/**
 * Writes a value into a cgroup's file, resolved beneath the hierarchy, with no symbolic links and no other mount in between.
 */
export interface CgroupWrite {
  /**
   * What to do on EACCES, EPERM or EROFS. Default fail.
   */
  denied?: 'fail' | 'ignore';
  do: 'cgroup.write';
  /**
   * File name.
   */
  file: string;
  from?: From;
  /**
   * What to do when the file does not exist. Default fail.
   */
  missing?: 'fail' | 'ignore';
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
  /**
   * Another file of the cgroup: only where it is may this one be missing.
   */
  unless?: string;
  /**
   * What to write, in one write(2).
   */
  value: string;
}
/**
 * Writes a value into a file of a cgroup that is in use, resolved as by cgroup.write. What the file held stands in the plan.
 */
export interface CgroupUpdate {
  /**
   * What undoes it, in one write(2). Absent: nothing does.
   */
  before?: string;
  /**
   * The file that takes it. Default: the same.
   */
  beforeFile?: string;
  /**
   * What to do on EACCES, EPERM or EROFS. Default fail.
   */
  denied?: 'fail' | 'ignore';
  do: 'cgroup.update';
  /**
   * File name.
   */
  file: string;
  from?: From;
  /**
   * What to do when the file does not exist. Default fail.
   */
  missing?: 'fail' | 'ignore';
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
  /**
   * What to write, in one write(2).
   */
  value: string;
}
/**
 * Attaches an eBPF program of type BPF_PROG_TYPE_CGROUP_DEVICE to a v2 cgroup, replacing the one that is there.
 */
export interface CgroupDevices {
  do: 'cgroup.devices';
  from?: From;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
  /**
   * struct bpf_insn[], in base64.
   */
  program: string;
}
/**
 * Opens a file of an existing cgroup for cgroup.join.
 */
export interface CgroupOpen {
  /**
   * A controller of the hierarchy, or `name=` and its name. When the cgroup is gone, the one that container.open's process is in is opened in its place. Absent: that is an error.
   */
  controller?: string;
  do: 'cgroup.open';
  from?: From;
  /**
   * The file: `tasks` or `cgroup.procs`.
   */
  join: string;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
}
/**
 * Attaches the calling process itself by writing 0 through the descriptor that cgroup.create opened: a single thread joining through `tasks` does not wait for a grace period.
 */
export interface CgroupJoin {
  do: 'cgroup.join';
  from?: From;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
}
/**
 * Kills every process in the cgroup and below it, until none is left. `kill` writes cgroup.kill (v2, Linux 5.14); `signal` freezes when a freezer is given, sends SIGKILL to each through a pidfd, thaws, and repeats. A cgroup that is gone counts as done.
 */
export interface CgroupKill {
  do: 'cgroup.kill';
  freezer?: CgroupPath;
  from?: From;
  /**
   * How.
   */
  method: 'kill' | 'signal';
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
  /**
   * Deadline in milliseconds. Default 10000.
   */
  timeoutMs?: number;
}
/**
 * v1 freezer cgroup.
 */
export interface CgroupPath {
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  /**
   * Path below the mount point.
   */
  path: string;
}
/**
 * Sends a signal to every process in the cgroup and below it, freezing it meanwhile when a freezer is given.
 */
export interface CgroupSignal {
  do: 'cgroup.signal';
  freezer?: CgroupPath1;
  from?: From;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
  /**
   * Signal number.
   */
  signal: number;
}
/**
 * v1 freezer cgroup, or the v2 cgroup itself.
 */
export interface CgroupPath1 {
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  /**
   * Path below the mount point.
   */
  path: string;
}
/**
 * Freezes or thaws all processes in the cgroup and below it, and waits until the kernel says that they are. What cannot be frozen in time is thawed again.
 */
export interface CgroupFreeze {
  do: 'cgroup.freeze';
  from?: From;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
  /**
   * Which.
   */
  state: 'frozen' | 'thawed';
  /**
   * Of the hierarchy: freezer.state, or cgroup.freeze.
   */
  version: 'v1' | 'v2';
}
/**
 * Removes the cgroup and all below it, deepest first, then `parents` ancestors as far as they are empty. EBUSY is retried until the deadline. A cgroup that is gone counts as done.
 */
export interface CgroupRemove {
  do: 'cgroup.remove';
  from?: From;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * How many ancestors the container made; absent: those that this plan made.
   */
  parents?: number;
  /**
   * Path below it.
   */
  path: string;
  /**
   * Deadline in milliseconds. Default 10000.
   */
  timeoutMs?: number;
}
/**
 * Moves the spawned process into a cgroup.
 */
export interface CgroupAttach {
  do: 'cgroup.attach';
  from?: From;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
}
/**
 * Enables controllers for the cgroups below one (v2). One that cannot be had does not keep out the others.
 */
export interface CgroupEnable {
  /**
   * Which.
   */
  controllers: string[];
  do: 'cgroup.enable';
  from?: From;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
}
/**
 * Gives a v2 cgroup to who may make others below it: the directory, and those of its files that /sys/kernel/cgroup/delegate names.
 */
export interface CgroupDelegate {
  do: 'cgroup.delegate';
  from?: From;
  /**
   * Its group.
   */
  gid: number;
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  note?: Note;
  /**
   * Path below it.
   */
  path: string;
  /**
   * Its owner.
   */
  uid: number;
}
/**
 * Has systemd make a transient unit around the spawned process (StartTransientUnit of org.freedesktop.systemd1.Manager), and waits until its job is done. Afterwards the process must be in `cgroup`. Messages are complete but for the serial number, the length of the body and what `lengthAt` and `pidAt` say; an empty array of auxiliary units follows the properties. A call that fails is made once more after `reset`.
 */
export interface SystemdStart {
  bus: DbusConnection;
  /**
   * The call, up to the first property.
   */
  call: string;
  cgroup?: CgroupPath2;
  do: 'systemd.start';
  from?: From;
  /**
   * Where in `call` the length of all properties is put, as 32 bits.
   */
  lengthAt: number;
  note?: Note;
  owner: UnitOwner;
  /**
   * In their order.
   */
  properties: UnitProperty[];
  /**
   * The call that forgets a unit that failed.
   */
  reset: string;
  /**
   * The call that stops the unit.
   */
  stop: string;
  /**
   * Deadline in milliseconds. Default 30000.
   */
  timeoutMs?: number;
  /**
   * Name of the unit.
   */
  unit: string;
}
/**
 * A message bus, and what is said there first.
 */
export interface DbusConnection {
  /**
   * Path of its socket; `@` and a name: an abstract one.
   */
  address: string;
  /**
   * The call of org.freedesktop.DBus.Hello.
   */
  hello: string;
  /**
   * The call of org.freedesktop.DBus.AddMatch for the signals that are waited for.
   */
  match: string;
}
/**
 * Where the unit is.
 */
export interface CgroupPath2 {
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  /**
   * Path below the mount point.
   */
  path: string;
}
/**
 * How the undo knows that the unit is this one.
 */
export interface UnitOwner {
  /**
   * The call that gets the unit's property Documentation.
   */
  ask: string;
  /**
   * All there is in it.
   */
  documentation: string;
}
/**
 * A property of a unit: a structure (sv), as it is from an offset that is a multiple of 8.
 */
export interface UnitProperty {
  /**
   * The call that gets its value, which is kept for the undo. Without it the undo sets what is here.
   */
  before?: string;
  /**
   * Its name.
   */
  name: string;
  /**
   * Left out when systemd says that it knows no such property, or that it cannot be set: then its name is remembered in `.systemd` of the state root. Default false.
   */
  optional?: boolean;
  /**
   * Where in it the id of the spawned process is put, as 32 bits.
   */
  pidAt?: number;
  /**
   * Its bytes.
   */
  value: string;
}
/**
 * Changes properties of a unit (SetUnitProperties of org.freedesktop.systemd1.Manager); messages as of systemd.start.
 */
export interface SystemdSet {
  bus: DbusConnection;
  /**
   * The call, up to the first property.
   */
  call: string;
  do: 'systemd.set';
  from?: From;
  /**
   * Where in `call` the length of all properties is put, as 32 bits.
   */
  lengthAt: number;
  note?: Note;
  /**
   * In their order.
   */
  properties: UnitProperty[];
  /**
   * Deadline in milliseconds. Default 30000.
   */
  timeoutMs?: number;
  /**
   * Name of the unit.
   */
  unit: string;
}
/**
 * Stops a unit and waits for its end, then forgets it. A unit that is gone counts as done, and so does one that is not the `owner`'s.
 */
export interface SystemdStop {
  bus: DbusConnection;
  do: 'systemd.stop';
  from?: From;
  note?: Note;
  owner?: UnitOwner1;
  /**
   * The call that forgets a unit that failed.
   */
  reset: string;
  /**
   * The call that stops the unit.
   */
  stop: string;
  /**
   * Deadline in milliseconds. Default 30000.
   */
  timeoutMs?: number;
  /**
   * Name of the unit.
   */
  unit: string;
  /**
   * What to do when there is no bus. Default fail.
   */
  unreachable?: 'fail' | 'ignore';
}
/**
 * Without it any unit of that name is stopped.
 */
export interface UnitOwner1 {
  /**
   * The call that gets the unit's property Documentation.
   */
  ask: string;
  /**
   * All there is in it.
   */
  documentation: string;
}
/**
 * Makes a group of the resctrl file system (Linux Documentation/filesystems/resctrl.rst) and writes its schemata. One that exists must have them already.
 */
export interface ResctrlCreate {
  do: 'resctrl.create';
  /**
   * The group must exist.
   */
  existing?: boolean;
  from?: From;
  /**
   * Where the resctrl file system is mounted.
   */
  mount: string;
  note?: Note;
  /**
   * The group's path below it; empty: the default group.
   */
  path: string;
  /**
   * Lines.
   */
  schemata: string[];
}
/**
 * Puts the container's process into a group.
 */
export interface ResctrlJoin {
  do: 'resctrl.join';
  from?: From;
  /**
   * Where the resctrl file system is mounted.
   */
  mount: string;
  note?: Note;
  /**
   * The group's path below it; empty: the default group.
   */
  path: string;
}
/**
 * Writes a line into the schemata of a group.
 */
export interface ResctrlUpdate {
  /**
   * The line that it replaces. Absent: not known.
   */
  before?: string;
  do: 'resctrl.update';
  from?: From;
  /**
   * Line of the file schemata.
   */
  line: string;
  /**
   * Where the resctrl file system is mounted.
   */
  mount: string;
  note?: Note;
  /**
   * The group's path below it; empty: the default group.
   */
  path: string;
}
/**
 * Removes a group. One that is gone is removed.
 */
export interface ResctrlRemove {
  do: 'resctrl.remove';
  from?: From;
  /**
   * Where the resctrl file system is mounted.
   */
  mount: string;
  note?: Note;
  /**
   * The group's path below it; empty: the default group.
   */
  path: string;
}
/**
 * Opens a namespace by path and checks that it is one, and of this type (ioctl_nsfs(2)).
 */
export interface NamespaceOpen {
  do: 'namespace.open';
  from?: From;
  note?: Note;
  /**
   * Path of the namespace.
   */
  path: string;
  /**
   * The type.
   */
  type: 'cgroup' | 'ipc' | 'mount' | 'network' | 'pid' | 'time' | 'user' | 'uts';
}
/**
 * Joins the namespace that namespace.open opened (setns(2)). By the parent only for pid and time, which take effect for its next child; the parent returns to its own after process.spawn.
 */
export interface NamespaceJoin {
  do: 'namespace.join';
  from?: From;
  note?: Note;
  /**
   * The type.
   */
  type: 'cgroup' | 'ipc' | 'mount' | 'network' | 'pid' | 'time' | 'user' | 'uts';
}
/**
 * Makes new namespaces for the calling process (unshare(2)). By the parent only for time, which takes effect for its next child.
 */
export interface NamespaceUnshare {
  do: 'namespace.unshare';
  from?: From;
  note?: Note;
  /**
   * The types.
   */
  types: NamespaceType[];
}
/**
 * Writes a clock offset of the new time namespace to /proc/self/timens_offsets (time_namespaces(7)).
 */
export interface TimeOffset {
  /**
   * Clock.
   */
  clock: 'monotonic' | 'boottime';
  do: 'time.offset';
  from?: From;
  /**
   * Nanoseconds.
   */
  nanoseconds: number;
  note?: Note;
  /**
   * Seconds.
   */
  seconds: number;
}
/**
 * Opens the container's process as a pidfd, after checking the identity: container.enter joins its namespaces.
 */
export interface ContainerOpen {
  do: 'container.open';
  from?: From;
  note?: Note;
  process: ProcessIdentity1;
}
/**
 * The container's process.
 */
export interface ProcessIdentity1 {
  /**
   * The boot's id (/proc/sys/kernel/random/boot_id).
   */
  boot: string;
  /**
   * Process id in the caller's pid namespace.
   */
  pid: number;
  /**
   * Start time in clock ticks since boot.
   */
  start: number;
}
/**
 * Joins namespaces of the process that container.open opened, at once (setns(2) with a pidfd). By the parent only for pid and time, which take effect for its next child.
 */
export interface ContainerEnter {
  do: 'container.enter';
  from?: From;
  note?: Note;
  /**
   * The types.
   */
  types: NamespaceType[];
}
/**
 * Opens the root of that process, which has no mount namespace of its own: the new one's root from then on.
 */
export interface ContainerRoot {
  do: 'container.root';
  from?: From;
  note?: Note;
  process: ProcessIdentity2;
}
/**
 * The process.
 */
export interface ProcessIdentity2 {
  /**
   * The boot's id (/proc/sys/kernel/random/boot_id).
   */
  boot: string;
  /**
   * Process id in the caller's pid namespace.
   */
  pid: number;
  /**
   * Start time in clock ticks since boot.
   */
  start: number;
}
/**
 * Clones a bind's source as the helper sees it (open_tree(2)), its ids mapped if asked (mount_setattr(2)), for the container's process: which may not be able to reach it, or to map. By a process.visit's own process before it enters the container's mount namespace, where the helper may not clone.
 */
export interface SourceOpen {
  do: 'source.open';
  from?: From;
  /**
   * Id-mapped mount: gids.
   */
  gidMap?: IdRange[];
  /**
   * The source may be a symbolic link, and is that itself.
   */
  nofollow?: boolean;
  note?: Note;
  /**
   * Clone submounts too.
   */
  recursive?: boolean;
  /**
   * Map submounts too.
   */
  recursiveIdmap?: boolean;
  /**
   * Nobody else can open it: that it cannot be is an error (default: only with ids to be mapped); otherwise the process tries.
   */
  required?: boolean;
  /**
   * Its place among the sources.
   */
  slot: number;
  /**
   * Host path.
   */
  source: string;
  /**
   * Id-mapped mount: uids.
   */
  uidMap?: IdRange[];
}
/**
 * One line of uid_map or gid_map (user_namespaces(7)).
 */
export interface IdRange {
  /**
   * First id inside.
   */
  container: number;
  /**
   * First id outside.
   */
  host: number;
  /**
   * Number of ids.
   */
  size: number;
}
/**
 * Makes the container's init with clone3(2) in new namespaces (and, on cgroup v2, directly in `cgroup`), writes its identity to the journal, and lets it wait. `child` is what it will do. It exits when the helper that made it goes away before fifo.wait or exec.
 */
export interface ProcessSpawn {
  cgroup?: CgroupPath3;
  /**
   * Where to be made when `cgroup` is gone, or has no room for processes because it has controllers for what is below it: where container.open's process is, or else in a cgroup of its own below it. Absent: that is an error.
   */
  cgroupOtherwise?: 'first';
  /**
   * Actions of the new process.
   */
  child: Action[];
  do: 'process.spawn';
  from?: From;
  /**
   * Namespaces of container.open's process, which a process in between enters all at once before it clones the new one: for a helper that has no rights over them but in the user namespace among them.
   */
  enters?: NamespaceType[];
  /**
   * Namespaces, opened before, to be cloned in: a process in between joins them and clones the container's as the helper's own child (CLONE_PARENT).
   */
  joins?: NamespaceType[];
  /**
   * New namespaces (never cgroup or time: those are unshared).
   */
  namespaces: NamespaceType[];
  note?: Note;
  /**
   * Of `joins`, the user namespace comes first: the caller has rights over the others only in it. Default: last.
   */
  userFirst?: boolean;
}
/**
 * v2 cgroup to be made in (CLONE_INTO_CGROUP).
 */
export interface CgroupPath3 {
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  /**
   * Path below the mount point.
   */
  path: string;
}
/**
 * Sends a process of the helper's own into namespaces of the container that container.open opened, which carries `child` out there and ends; waits for its end.
 */
export interface ProcessVisit {
  /**
   * Actions of that process.
   */
  child: Action[];
  do: 'process.visit';
  /**
   * Namespaces that a process in between enters all at once before it clones the one that does the work. Those that are not needed are better not entered: the container does not see it then.
   */
  enters: NamespaceType[];
  from?: From;
  note?: Note;
}
/**
 * Writes uid_map or gid_map of the spawned process, as one write(2); or has newuidmap(1) or newgidmap(1) write it, which may give a caller the ids of /etc/subuid and /etc/subgid.
 */
export interface IdmapWrite {
  alone?: IdRange1;
  do: 'idmap.write';
  from?: From;
  /**
   * Which.
   */
  map: 'uid' | 'gid';
  note?: Note;
  /**
   * The ranges.
   */
  ranges: IdRange[];
  /**
   * By newuidmap(1) or newgidmap(1), found in the caller's PATH.
   */
  tool?: boolean;
}
/**
 * One line of uid_map or gid_map (user_namespaces(7)).
 */
export interface IdRange1 {
  /**
   * First id inside.
   */
  container: number;
  /**
   * First id outside.
   */
  host: number;
  /**
   * Number of ids.
   */
  size: number;
}
/**
 * Writes `deny` to /proc/PID/setgroups of the spawned process.
 */
export interface SetgroupsDeny {
  do: 'setgroups.deny';
  from?: From;
  note?: Note;
}
/**
 * Connects to the socket of a seccomp agent. Once the process has loaded its filter, the helper takes the listener from it (pidfd_getfd(2)) and sends it there with the container's state: `head`, the process's pid, `middle`, the pid, `tail`.
 */
export interface ListenerConnect {
  do: 'listener.connect';
  from?: From;
  /**
   * The message up to the first pid.
   */
  head: string;
  /**
   * From there to the second pid.
   */
  middle: string;
  note?: Note;
  /**
   * The agent's socket.
   */
  path: string;
  /**
   * The rest.
   */
  tail: string;
}
/**
 * Sends a descriptor of the container's process (pidfd_open(2)) to a socket.
 */
export interface PidfdSend {
  do: 'pidfd.send';
  from?: From;
  note?: Note;
  /**
   * The socket.
   */
  path: string;
}
/**
 * Connects to the socket that is to receive the master of the process's terminal.
 */
export interface ConsoleConnect {
  do: 'console.connect';
  from?: From;
  note?: Note;
  /**
   * The socket.
   */
  path: string;
}
/**
 * Remembers the modes of the caller's terminal, which standard input has to be, and makes ready to receive the master of the process's own.
 */
export interface TerminalTake {
  do: 'terminal.take';
  from?: From;
  note?: Note;
}
/**
 * Takes the master that the process handed over, and puts the caller's terminal into raw mode: from here on what is typed and shown is carried by process.wait.
 */
export interface TerminalRaw {
  do: 'terminal.raw';
  from?: From;
  note?: Note;
  /**
   * Give the process's terminal the size of the caller's.
   */
  resize: boolean;
}
/**
 * Hands the turn to the other process and waits to get it back: parent and child never work at the same time, so the order of the plan is the order of execution. The child's first turn comes with the parent's first sync.
 */
export interface Sync {
  do: 'sync';
  from?: From;
  note?: Note;
  /**
   * A name for people: what is reached here.
   */
  point: string;
}
/**
 * Waits for the spawned process to end, forwarding signals to it meanwhile, and carrying what is typed and shown between the caller's terminal and its own when terminal.raw came before; the caller's terminal has its modes back then. The exit code (or 128 + signal) becomes the helper's.
 */
export interface ProcessWait {
  do: 'process.wait';
  /**
   * Forward every signal that can be forwarded.
   */
  forward: boolean;
  from?: From;
  note?: Note;
}
/**
 * Sends a signal through a pidfd, after checking the identity.
 */
export interface ProcessSignal {
  do: 'process.signal';
  from?: From;
  note?: Note;
  process: ProcessIdentity3;
  /**
   * Signal number.
   */
  signal: number;
}
/**
 * Whom.
 */
export interface ProcessIdentity3 {
  /**
   * The boot's id (/proc/sys/kernel/random/boot_id).
   */
  boot: string;
  /**
   * Process id in the caller's pid namespace.
   */
  pid: number;
  /**
   * Start time in clock ticks since boot.
   */
  start: number;
}
/**
 * Sends SIGKILL through a pidfd, after checking the identity, and waits for the end. A process that is gone counts as done.
 */
export interface ProcessKill {
  do: 'process.kill';
  from?: From;
  note?: Note;
  process: ProcessIdentity4;
  /**
   * Deadline in milliseconds. Default 10000.
   */
  timeoutMs?: number;
}
/**
 * Whom.
 */
export interface ProcessIdentity4 {
  /**
   * The boot's id (/proc/sys/kernel/random/boot_id).
   */
  boot: string;
  /**
   * Process id in the caller's pid namespace.
   */
  pid: number;
  /**
   * Start time in clock ticks since boot.
   */
  start: number;
}
/**
 * Has criu dump the process and all below it into `images` (0700, made when missing), over its RPC (criu swrk). Given a stage, criu is in a mount namespace of its own. What the container's files lead to is resolved in its root, by the kernel. descriptors.json, which says what the standard streams were, is written beside them. On success the processes are gone, unless they are to run on.
 */
export interface CriuDump {
  cgroupMode?: CriuCgroups;
  /**
   * Configuration file of criu.
   */
  config?: string;
  do: 'criu.dump';
  /**
   * Namespaces whose content is left out.
   */
  emptyNamespaces?: NamespaceType[];
  /**
   * Namespaces that the container has joined: named, not dumped (network, pid).
   */
  external?: NamespaceType[];
  /**
   * Choices of criu.
   */
  flags?: CriuFlag[];
  freezer?: CgroupPath4;
  from?: From;
  /**
   * It is frozen already, and stays so.
   */
  frozen?: boolean;
  /**
   * Hierarchies of cgroups, bound below `stage`; absent: criu mounts what it needs.
   */
  hierarchies?: CriuHierarchy[];
  /**
   * Directory of the images.
   */
  images: string;
  /**
   * The processes run on.
   */
  leaveRunning?: boolean;
  /**
   * Mounts that are not in the images.
   */
  mounts?: CriuMount[];
  networkLock?: CriuNetworkLock;
  note?: Note;
  /**
   * Directory of an earlier pre-dump, from `images`.
   */
  parent?: string;
  /**
   * Memory only; the processes run on.
   */
  preDump?: boolean;
  process: ProcessIdentity5;
  /**
   * Where criu is.
   */
  program: string;
  /**
   * Host path of the rootfs.
   */
  rootfs: string;
  /**
   * An existing directory, below which criu is shown `hierarchies`, in a mount namespace of its own.
   */
  stage?: string;
  /**
   * What is written from now on is noted by the kernel, for a next dump.
   */
  trackMemory?: boolean;
  /**
   * Directory of criu's log.
   */
  work: string;
}
/**
 * The cgroup that criu freezes meanwhile.
 */
export interface CgroupPath4 {
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  /**
   * Path below the mount point.
   */
  path: string;
}
/**
 * A hierarchy of cgroups that criu is shown, at `name` of its yard (criu(8), --cgroup-yard). One of version 2 that it mounts itself loses its options, nsdelegate and memory_recursiveprot, on the whole host: all mounts of it have the same.
 */
export interface CriuHierarchy {
  /**
   * Mount point of the hierarchy.
   */
  mount: string;
  /**
   * What criu calls it: `unified`, the controllers, or the name of one without.
   */
  name: string;
}
/**
 * A mount of the container that is not part of the dump: it is named there, and made again from `source`. The name never holds anything of the container's.
 */
export interface CriuMount {
  /**
   * What it is called in the images.
   */
  name: string;
  /**
   * The last component of `target` may be a symbolic link, which is then what is covered.
   */
  nofollow?: boolean;
  /**
   * There may be none at `target`.
   */
  optional?: boolean;
  /**
   * Nothing is written through it: checked.
   */
  readonly?: boolean;
  /**
   * What is mounted there again; absent from a dump.
   */
  source?: string;
  /**
   * Where it is, in the container.
   */
  target: string;
}
/**
 * A process by pid, start time (proc_pid_stat(5), field 22) and boot, so that a reused pid is never taken for it.
 */
export interface ProcessIdentity5 {
  /**
   * The boot's id (/proc/sys/kernel/random/boot_id).
   */
  boot: string;
  /**
   * Process id in the caller's pid namespace.
   */
  pid: number;
  /**
   * Start time in clock ticks since boot.
   */
  start: number;
}
/**
 * Starts criu (criu swrk) in the container's cgroups and in a mount namespace of its own, where the rootfs is a mount. It is in the place of the spawned process until criu.spawn: whose cgroup it is put into, the processes of `images` begin in.
 */
export interface CriuRestore {
  cgroupMode?: CriuCgroups;
  /**
   * Where the cgroups of the dump are made again.
   */
  cgroupRoots?: CriuCgroupRoot[];
  /**
   * Configuration file of criu.
   */
  config?: string;
  do: 'criu.restore';
  /**
   * Namespaces whose content is left out.
   */
  emptyNamespaces?: NamespaceType[];
  /**
   * Choices of criu.
   */
  flags?: CriuFlag[];
  from?: From;
  /**
   * Hierarchies of cgroups, bound below `stage`; absent: criu mounts what it needs.
   */
  hierarchies?: CriuHierarchy[];
  /**
   * Directory of the images.
   */
  images: string;
  /**
   * Standard streams that stand for files of the dump.
   */
  inherited?: CriuInherited[];
  /**
   * Namespaces, opened before, that are joined instead of restored.
   */
  joins?: NamespaceType[];
  /**
   * Label of its mounts, instead of the one they had.
   */
  lsmMountContext?: string;
  /**
   * Label of its processes, instead of the one they had.
   */
  lsmProfile?: string;
  /**
   * Mounts that are not in the images.
   */
  mounts?: CriuMount[];
  networkLock?: CriuNetworkLock;
  note?: Note;
  /**
   * Where criu is.
   */
  program: string;
  /**
   * Host path of the rootfs.
   */
  rootfs: string;
  /**
   * An existing directory. What has to be read-only is bound below it so, in the mount namespace that criu works in, for criu to mount from there.
   */
  stage: string;
  /**
   * Directory of criu's log.
   */
  work: string;
}
/**
 * Where the cgroups of the dump are made again.
 */
export interface CriuCgroupRoot {
  /**
   * The hierarchy, as proc_pid_cgroup(5) names it; absent: every one that has no other.
   */
  controllers?: string;
  /**
   * The cgroup, from the root of the hierarchy.
   */
  path: string;
}
/**
 * A standard stream of the helper that stands for a file of the dumped processes.
 */
export interface CriuInherited {
  /**
   * The file, by the name that the dump has for it, such as `pipe:[42]`.
   */
  key: string;
  /**
   * Which.
   */
  stream: number;
}
/**
 * Has criu make the processes of the images again. Returns when their namespaces are there, and the first of them is: the spawned process from here on. Its identity is in the journal.
 */
export interface CriuSpawn {
  do: 'criu.spawn';
  from?: From;
  note?: Note;
}
/**
 * Lets criu go on until all processes are restored, and stand still. Then looks, in the restored container, whether each of the mounts is at its place, shows its source, and is read-only where it has to be.
 */
export interface CriuCheck {
  do: 'criu.check';
  from?: From;
  note?: Note;
}
/**
 * Lets the processes go, and criu end.
 */
export interface CriuResume {
  do: 'criu.resume';
  from?: From;
  note?: Note;
}
/**
 * setsid(2).
 */
export interface SessionCreate {
  do: 'session.create';
  from?: From;
  note?: Note;
}
/**
 * Joins a new session keyring of this name (keyctl(2)). ENOSYS is no error.
 */
export interface KeyringJoin {
  do: 'keyring.join';
  from?: From;
  /**
   * SELinux's label of the keyring (attr/keycreate, which is empty again afterwards). Default that of this process.
   */
  label?: string;
  /**
   * Name.
   */
  name: string;
  note?: Note;
}
/**
 * Brings up `lo` in the new network namespace.
 */
export interface LoopbackUp {
  do: 'loopback.up';
  from?: From;
  note?: Note;
}
/**
 * Moves a network device of the host into the container's network namespace (rtnetlink(7)), with its lasting addresses, and sets it up.
 */
export interface NetdeviceMove {
  /**
   * Its name inside.
   */
  as: string;
  do: 'netdevice.move';
  from?: From;
  /**
   * Its name on the host.
   */
  name: string;
  note?: Note;
}
/**
 * sethostname(2).
 */
export interface HostnameSet {
  do: 'hostname.set';
  from?: From;
  /**
   * Host name, at most 64 bytes.
   */
  name: string;
  note?: Note;
}
/**
 * setdomainname(2).
 */
export interface DomainnameSet {
  do: 'domainname.set';
  from?: From;
  /**
   * Domain name, at most 64 bytes.
   */
  name: string;
  note?: Note;
}
/**
 * Writes a kernel parameter below /proc/sys through a procfs of the helper's own.
 */
export interface SysctlWrite {
  do: 'sysctl.write';
  from?: From;
  /**
   * Path below /proc/sys, with slashes.
   */
  key: string;
  note?: Note;
  /**
   * Value.
   */
  value: string;
}
/**
 * Sets the propagation of every mount in the new mount namespace, so that nothing done here reaches the host. The helper first checks that this is not its caller's mount namespace.
 */
export interface MountsIsolate {
  do: 'mounts.isolate';
  from?: From;
  note?: Note;
  /**
   * private or slave.
   */
  propagation: 'private' | 'shared' | 'slave' | 'unbindable';
  /**
   * Of all mounts (default true).
   */
  recursive?: boolean;
}
/**
 * Opens the rootfs as it is, without a mount of its own: for a container that has no mount namespace, whose mounts are the host's.
 */
export interface RootOpen {
  do: 'root.open';
  from?: From;
  note?: Note;
  /**
   * Host path of the rootfs.
   */
  path: string;
}
/**
 * Clones the rootfs's mounts (open_tree(2)), sets their propagation, attaches them in place and keeps a descriptor: every later path is resolved below it.
 */
export interface RootBind {
  do: 'root.bind';
  from?: From;
  note?: Note;
  /**
   * Host path of the rootfs.
   */
  path: string;
  /**
   * Propagation of all of them. Default private.
   */
  propagation?: 'private' | 'shared' | 'slave' | 'unbindable';
  /**
   * Clone submounts too (default true).
   */
  recursive?: boolean;
  /**
   * Where source.open put the rootfs, taken from there if this process may not reach it.
   */
  slot?: number;
}
/**
 * Mounts a new filesystem: fsopen, fsconfig, fsmount with its attributes, then move_mount onto the target's descriptor. What has a source or a parameter of over 255 bytes, which fsconfig does not take, is mounted by mount(2) in a mount namespace that nobody else is in, and a clone of it moved. The target is resolved in the root (openat2 RESOLVE_IN_ROOT) and made when missing.
 */
export interface MountFs {
  /**
   * Per-mount attributes.
   */
  attributes?: MountAttribute[];
  /**
   * tmpfs: copy what it covers into it (tmpcopyup).
   */
  copyUp?: boolean;
  /**
   * Filesystem parameters: `key` or `key=value`.
   */
  data?: string[];
  do: 'mount.fs';
  /**
   * What to do on EPERM: bind the host's own instead (sysfs in a user namespace).
   */
  fallback?: 'bind-host';
  from?: From;
  /**
   * tmpfs without a mode: take that of the directory it covers.
   */
  inheritMode?: boolean;
  /**
   * SELinux's label of its root (security.selinux, setxattr(2)), of a filesystem that takes none as a parameter.
   */
  label?: string;
  /**
   * Do not follow a symbolic link as the target's last component.
   */
  nofollow?: boolean;
  note?: Note;
  /**
   * The target must be a real directory, with no symbolic link on the way (proc, sysfs, devpts, cgroup).
   */
  plain?: boolean;
  /**
   * Propagation after mounting. Default private.
   */
  propagation?: 'private' | 'shared' | 'slave' | 'unbindable';
  /**
   * Apply it to submounts too.
   */
  propagationRecursive?: boolean;
  /**
   * Source, as the filesystem takes it.
   */
  source?: string;
  /**
   * Path in the container.
   */
  target: string;
  /**
   * Mode of the target directory when it is made. Default 0755.
   */
  targetMode?: number;
  /**
   * Filesystem type.
   */
  type: string;
}
/**
 * Clones the source's mount (open_tree(2)), sets attributes and propagation on the detached clone, then move_mount onto the target's descriptor. A missing target is made as the source is: a directory, or an empty file.
 */
export interface MountBind {
  /**
   * Attributes to clear on the top mount; in a user namespace those that the host has locked stay (mount_namespaces(7)).
   */
  clear?: MountAttribute[];
  /**
   * When the source is a symbolic link, make an equal one instead.
   */
  copySymlink?: boolean;
  do: 'mount.bind';
  from?: From;
  /**
   * Id-mapped mount: gids.
   */
  gidMap?: IdRange[];
  /**
   * Do not follow a symbolic link as the target's last component.
   */
  nofollow?: boolean;
  note?: Note;
  /**
   * Propagation. Default private.
   */
  propagation?: 'private' | 'shared' | 'slave' | 'unbindable';
  /**
   * Apply it to submounts too.
   */
  propagationRecursive?: boolean;
  /**
   * Clone submounts too (rbind).
   */
  recursive?: boolean;
  /**
   * Attributes to clear on all mounts below too.
   */
  recursiveClear?: MountAttribute[];
  /**
   * Map submounts too.
   */
  recursiveIdmap?: boolean;
  /**
   * Attributes to set on all mounts below too.
   */
  recursiveSet?: MountAttribute[];
  /**
   * Fail when the source is missing (default true); otherwise skip.
   */
  required?: boolean;
  /**
   * Attributes to set on the top mount.
   */
  set?: MountAttribute[];
  /**
   * Where source.open put the source.
   */
  slot?: number;
  /**
   * Take it from there only if this process may not reach the source itself.
   */
  slotIfDenied?: boolean;
  /**
   * Host path.
   */
  source: string;
  /**
   * Bind a symbolic link itself.
   */
  sourceNofollow?: boolean;
  /**
   * Path in the container.
   */
  target: string;
  /**
   * Id-mapped mount: uids.
   */
  uidMap?: IdRange[];
}
/**
 * Changes attributes or propagation of a mount in the container (mount_setattr(2)): of the one that an action with the same `from` has made, or else of what `target` shows.
 */
export interface MountAttributes {
  /**
   * To clear.
   */
  clear?: MountAttribute[];
  do: 'mount.attributes';
  from?: From;
  note?: Note;
  /**
   * Propagation.
   */
  propagation?: 'private' | 'shared' | 'slave' | 'unbindable';
  /**
   * Apply it to submounts too.
   */
  propagationRecursive?: boolean;
  /**
   * Of all mounts below too.
   */
  recursive?: boolean;
  /**
   * To set.
   */
  set?: MountAttribute[];
  /**
   * Filesystem parameters to change by reconfiguring (remount): `key` or `key=value`.
   */
  superblock?: string[];
  /**
   * Path in the container: a mount point.
   */
  target: string;
}
/**
 * Takes off the mount that is seen at the target, with all below it, at once or as soon as nobody uses it (umount2(2), MNT_DETACH). The target must be a mount point itself, and not the container's root.
 */
export interface MountRemove {
  do: 'mount.remove';
  from?: From;
  /**
   * Do not follow a symbolic link as the target's last component.
   */
  nofollow?: boolean;
  note?: Note;
  /**
   * Path in the container: a mount point.
   */
  target: string;
}
/**
 * Makes a path unreadable: a directory is covered by an empty read-only tmpfs, anything else by the host's verified /dev/null. A missing path is skipped. The journal says which.
 */
export interface PathMask {
  do: 'path.mask';
  from?: From;
  note?: Note;
  /**
   * Path in the container.
   */
  path: string;
}
/**
 * Binds a path onto itself read-only, keeping its other attributes. A missing path is skipped.
 */
export interface PathReadonly {
  do: 'path.readonly';
  from?: From;
  note?: Note;
  /**
   * Path in the container.
   */
  path: string;
}
/**
 * Makes a device node in the container, its parents too. An existing node of that kind and number is left alone, anything else is an error.
 */
export interface DeviceCreate {
  do: 'device.create';
  from?: From;
  /**
   * Group.
   */
  gid?: number;
  /**
   * Major.
   */
  major?: number;
  /**
   * Minor.
   */
  minor?: number;
  /**
   * Permission bits, set exactly.
   */
  mode?: number;
  note?: Note;
  /**
   * Path in the container.
   */
  path: string;
  /**
   * b, c, p (fifo).
   */
  type: 'b' | 'c' | 'p';
  /**
   * Owner.
   */
  uid?: number;
}
/**
 * Binds the host's device node to the container's path, nosuid and noexec (user namespaces cannot make nodes).
 */
export interface DeviceBind {
  do: 'device.bind';
  from?: From;
  /**
   * Expected major.
   */
  major?: number;
  /**
   * Expected minor.
   */
  minor?: number;
  note?: Note;
  /**
   * Path in the container.
   */
  path: string;
  /**
   * Host path.
   */
  source: string;
  /**
   * Expected type.
   */
  type?: 'b' | 'c' | 'p';
}
/**
 * Makes a symbolic link in the container. `existing` says what to do when something is there.
 */
export interface SymlinkCreate {
  do: 'symlink.create';
  /**
   * Default keep.
   */
  existing?: 'keep' | 'replace' | 'fail';
  from?: From;
  /**
   * Only when this host path exists.
   */
  ifExists?: string;
  note?: Note;
  /**
   * Path in the container.
   */
  path: string;
  /**
   * What it points to.
   */
  target: string;
}
/**
 * Mounts the terminal's slave on /dev/console.
 */
export interface ConsoleBind {
  do: 'console.bind';
  from?: From;
  note?: Note;
}
/**
 * Makes the root mount read-only.
 */
export interface RootReadonly {
  do: 'root.readonly';
  from?: From;
  note?: Note;
}
/**
 * Sets the propagation of the container's root mount, last of all mount actions.
 */
export interface RootPropagation {
  do: 'root.propagation';
  from?: From;
  note?: Note;
  /**
   * Which.
   */
  propagation: 'private' | 'shared' | 'slave' | 'unbindable';
  /**
   * Of all mounts.
   */
  recursive?: boolean;
}
/**
 * Makes the rootfs the root: pivot_root(2) and a detached old root; `move` is MS_MOVE with chroot(2) (--no-pivot); `chroot` is for a container without a mount namespace.
 */
export interface RootPivot {
  do: 'root.pivot';
  from?: From;
  /**
   * How.
   */
  method: 'pivot' | 'move' | 'chroot';
  note?: Note;
}
/**
 * Changes to the working directory, and checks that the kernel sees it below the root.
 */
export interface CwdEnter {
  /**
   * A second try after the change of user, if the first was denied (EACCES), which was no error.
   */
  again?: boolean;
  /**
   * Make it, mode 0755, when missing.
   */
  create?: boolean;
  do: 'cwd.enter';
  from?: From;
  note?: Note;
  /**
   * Path in the container.
   */
  path: string;
}
/**
 * Gives the process's user the standard streams that are pipes, sockets or files (never devices). One that is the host's null device becomes the container's own.
 */
export interface StdioOwn {
  do: 'stdio.own';
  from?: From;
  /**
   * Group.
   */
  gid: number;
  note?: Note;
  /**
   * Owner.
   */
  uid: number;
}
/**
 * Makes a terminal of the container's own devpts at /dev/pts. Its slave becomes the standard streams and the controlling terminal of the session; its master goes where console.connect or terminal.take leads.
 */
export interface TerminalCreate {
  /**
   * Width; absent or 0: the kernel's default.
   */
  columns?: number;
  do: 'terminal.create';
  from?: From;
  note?: Note;
  /**
   * Height; absent or 0: the kernel's default.
   */
  rows?: number;
  /**
   * Owner of the slave.
   */
  uid: number;
}
/**
 * Runs a hook: state on its standard input, its errors' tail kept for the message.
 */
export interface HookRun {
  /**
   * argv; absent: the path alone.
   */
  args?: string[];
  /**
   * Working directory.
   */
  cwd?: string;
  do: 'hook.run';
  /**
   * Environment; absent: the helper's own.
   */
  env?: string[];
  /**
   * File to append its errors to.
   */
  errorsFile?: string;
  /**
   * Its failure fails the plan (default true); otherwise it is a warning.
   */
  fatal?: boolean;
  from?: From;
  /**
   * Which of that point, from 0.
   */
  index: number;
  note?: Note;
  /**
   * File to append its output to.
   */
  outputFile?: string;
  /**
   * Program.
   */
  path: string;
  /**
   * The pid to put in between; absent: the spawned process's.
   */
  pid?: number;
  /**
   * When.
   */
  point:
    'prestart' | 'createRuntime' | 'createContainer' | 'startContainer' | 'poststart' | 'poststop';
  /**
   * The state given on its standard input up to the pid.
   */
  stateHead: string;
  /**
   * … and after the pid.
   */
  stateTail: string;
  /**
   * After this its process group is killed, and the hook has failed.
   */
  timeoutMs?: number;
}
/**
 * Does nothing now; as its undo it runs a poststop hook, so that a failed create ends as a deleted container does.
 */
export interface HookDefer {
  /**
   * argv; absent: the path alone.
   */
  args?: string[];
  /**
   * Working directory.
   */
  cwd?: string;
  do: 'hook.defer';
  /**
   * Environment; absent: the helper's own.
   */
  env?: string[];
  /**
   * File to append its errors to.
   */
  errorsFile?: string;
  /**
   * Its failure fails the plan (default true); otherwise it is a warning.
   */
  fatal?: boolean;
  from?: From;
  /**
   * Which of that point, from 0.
   */
  index: number;
  note?: Note;
  /**
   * File to append its output to.
   */
  outputFile?: string;
  /**
   * Program.
   */
  path: string;
  /**
   * The pid to put in between; absent: the spawned process's.
   */
  pid?: number;
  /**
   * When.
   */
  point:
    'prestart' | 'createRuntime' | 'createContainer' | 'startContainer' | 'poststart' | 'poststop';
  /**
   * The state given on its standard input up to the pid.
   */
  stateHead: string;
  /**
   * … and after the pid.
   */
  stateTail: string;
  /**
   * After this its process group is killed, and the hook has failed.
   */
  timeoutMs?: number;
}
/**
 * Nothing now. If a later action of the plan fails, carries these out, each whatever becomes of the others: the end of a container that is not to live on.
 */
export interface FailureThen {
  /**
   * Actions of the helper.
   */
  actions: Action[];
  do: 'failure.then';
  from?: From;
  note?: Note;
}
/**
 * Writes oom_score_adj of the spawned process.
 */
export interface OomAdjust {
  do: 'oom.adjust';
  from?: From;
  note?: Note;
  /**
   * Value.
   */
  value: number;
}
/**
 * prlimit(2) on the process: by itself, or by the helper for one that is not root enough.
 */
export interface RlimitSet {
  do: 'rlimit.set';
  from?: From;
  /**
   * Hard limit; 2^64-1 is infinity.
   */
  hard: number;
  note?: Note;
  /**
   * Which.
   */
  resource:
    | 'AS'
    | 'CORE'
    | 'CPU'
    | 'DATA'
    | 'FSIZE'
    | 'LOCKS'
    | 'MEMLOCK'
    | 'MSGQUEUE'
    | 'NICE'
    | 'NOFILE'
    | 'NPROC'
    | 'RSS'
    | 'RTPRIO'
    | 'RTTIME'
    | 'SIGPENDING'
    | 'STACK';
  /**
   * Soft limit; 2^64-1 is infinity.
   */
  soft: number;
}
/**
 * sched_setattr(2) on the spawned process.
 */
export interface SchedulerSet {
  /**
   * Nanoseconds.
   */
  deadline?: number;
  do: 'scheduler.set';
  /**
   * Flags.
   */
  flags?: SchedulerFlag[];
  from?: From;
  /**
   * Nice value.
   */
  nice?: number;
  note?: Note;
  /**
   * Nanoseconds.
   */
  period?: number;
  /**
   * Policy.
   */
  policy: 'OTHER' | 'FIFO' | 'RR' | 'BATCH' | 'IDLE' | 'DEADLINE';
  /**
   * Real-time priority.
   */
  priority?: number;
  /**
   * Nanoseconds.
   */
  runtime?: number;
}
/**
 * ioprio_set(2) on the spawned process.
 */
export interface IoprioSet {
  /**
   * Class.
   */
  class: 'RT' | 'BE' | 'IDLE';
  do: 'ioprio.set';
  from?: From;
  note?: Note;
  /**
   * Priority.
   */
  priority: number;
}
/**
 * The CPUs on which the process that carries it out, and all that it starts, may run (sched_setaffinity(2)), as far as its cpuset has them.
 */
export interface AffinitySet {
  /**
   * CPUs; absent: all that there are.
   */
  cpus?: number[];
  do: 'affinity.set';
  from?: From;
  note?: Note;
}
/**
 * The NUMA policy by which memory is given to the process and all that it starts (set_mempolicy(2)).
 */
export interface MempolicySet {
  do: 'mempolicy.set';
  /**
   * Flags.
   */
  flags?: MempolicyFlag[];
  from?: From;
  /**
   * Mode.
   */
  mode:
    | 'DEFAULT'
    | 'PREFERRED'
    | 'BIND'
    | 'INTERLEAVE'
    | 'LOCAL'
    | 'PREFERRED_MANY'
    | 'WEIGHTED_INTERLEAVE';
  /**
   * Nodes.
   */
  nodes?: number[];
  note?: Note;
}
/**
 * umask(2).
 */
export interface UmaskSet {
  do: 'umask.set';
  from?: From;
  /**
   * Mask.
   */
  mask: number;
  note?: Note;
}
/**
 * personality(2).
 */
export interface PersonalitySet {
  do: 'personality.set';
  /**
   * Domain.
   */
  domain: 'LINUX' | 'LINUX32';
  from?: From;
  note?: Note;
}
/**
 * Sets the LSM label that exec takes on, through a procfs of the helper's own, and reads it back.
 */
export interface LabelSet {
  do: 'label.set';
  from?: From;
  /**
   * Profile or context.
   */
  label: string;
  /**
   * Module.
   */
  lsm: 'apparmor' | 'selinux';
  note?: Note;
  /**
   * AppArmor: a process that is confined already gets the profile on top of its own, since with no_new_privs the kernel lets exec only add to it.
   */
  stack?: boolean;
}
/**
 * Drops from the capability bounding set all but these.
 */
export interface BoundingDrop {
  do: 'bounding.drop';
  from?: From;
  /**
   * What stays.
   */
  keep: Capability[];
  note?: Note;
}
/**
 * Becomes this user: setgroups(2), setresgid(2), setresuid(2), keeping permitted capabilities (PR_SET_KEEPCAPS) for capabilities.set when asked to.
 */
export interface UserSet {
  do: 'user.set';
  from?: From;
  /**
   * Group.
   */
  gid: number;
  /**
   * Supplementary groups; absent: setgroups(2) is not called.
   */
  groups?: number[];
  /**
   * What to do where the user namespace denies setgroups(2): with ignore the caller's groups stay. Default fail.
   */
  groupsDenied?: 'fail' | 'ignore';
  /**
   * Keep permitted capabilities.
   */
  keepCapabilities?: boolean;
  note?: Note;
  /**
   * User.
   */
  uid: number;
}
/**
 * capset(2), then the ambient set.
 */
export interface CapabilitiesSet {
  /**
   * Ambient.
   */
  ambient: Capability[];
  do: 'capabilities.set';
  /**
   * Effective.
   */
  effective: Capability[];
  from?: From;
  /**
   * Inheritable.
   */
  inheritable: Capability[];
  note?: Note;
  /**
   * Permitted.
   */
  permitted: Capability[];
}
/**
 * prctl(PR_SET_NO_NEW_PRIVS).
 */
export interface NoNewPrivsSet {
  do: 'no_new_privs.set';
  from?: From;
  note?: Note;
}
/**
 * Loads a classic BPF program (seccomp(2)). The helper checks the program before anything is done.
 */
export interface SeccompLoad {
  do: 'seccomp.load';
  /**
   * Flags.
   */
  flags?: SeccompFlag[];
  from?: From;
  note?: Note;
  /**
   * struct sock_filter[], little endian as the kernel of this plan reads it, in base64.
   */
  program: string;
}
/**
 * Closes every descriptor from 3 + keep on; those below are the program's, and have to be there. From here on no signal is blocked, and each does what it does by default.
 */
export interface FdsClose {
  do: 'fds.close';
  from?: From;
  /**
   * Descriptors to keep above standard error.
   */
  keep: number;
  note?: Note;
}
/**
 * Finds the program in the container as execvp(3) would, and remembers its path: not found, not executable and not a regular file are told apart here.
 */
export interface ExecLookup {
  do: 'exec.lookup';
  from?: From;
  /**
   * args[0].
   */
  name: string;
  note?: Note;
  /**
   * The container's PATH; absent: only a name with a slash can be found.
   */
  path?: string;
}
/**
 * execve(2) of the program found by exec.lookup. With `homeOf`, HOME is looked up in the container's /etc/passwd when the environment has none.
 */
export interface Exec {
  /**
   * Arguments.
   */
  argv: string[];
  do: 'exec';
  /**
   * Environment.
   */
  env: string[];
  from?: From;
  /**
   * uid whose home directory to look up.
   */
  homeOf?: number;
  /**
   * Add LISTEN_PID to the environment: the process's own id (sd_listen_fds(3)).
   */
  listenPid?: boolean;
  note?: Note;
}
