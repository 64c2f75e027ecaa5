// Written by `npm run generate` from host/schema/facts.schema.json. Do not edit.

/**
 * What the engine must know of a host.
 */
export interface Facts {
  /**
   * Machine name as uname(2) gives it.
   */
  architecture: string;
  caller: CallerFacts;
  capabilities: CapabilityFacts;
  cgroups: CgroupFacts;
  /**
   * /proc/filesystems, sorted.
   */
  filesystems: string[];
  /**
   * Version of this format.
   */
  format: number;
  kernel: KernelFacts;
  limits: LimitFacts;
  seccomp: SeccompFacts;
  security: SecurityFacts;
  systemd?: SystemdFacts;
}
/**
 * Who runs the command.
 */
export interface CallerFacts {
  /**
   * Effective group id.
   */
  gid: number;
  /**
   * Supplementary groups.
   */
  groups: number[];
  /**
   * $LISTEN_FDS, when it is meant for this process (sd_listen_fds(3)): so many descriptors from 3 on are the container's too; absent: none.
   */
  listenFds?: number;
  /**
   * The caller is in a user namespace that is not the initial one: root there is nobody to the host.
   */
  nested?: boolean;
  /**
   * $NOTIFY_SOCKET, of who waits to be told that the container is ready (sd_notify(3)); absent or null: nobody.
   */
  notifySocket?: string;
  /**
   * $XDG_RUNTIME_DIR; absent or null: not set.
   */
  runtimeDir?: string;
  /**
   * $RUN_OCI_SECCOMP_RECEIVER, the socket of the agent that a seccomp profile asks, where the config names none; absent or null: not set.
   */
  seccompReceiver?: string;
  /**
   * $DBUS_SESSION_BUS_ADDRESS; absent or null: not set.
   */
  sessionBus?: string;
  /**
   * $DBUS_SYSTEM_BUS_ADDRESS; absent or null: not set.
   */
  systemBus?: string;
  /**
   * Effective user id.
   */
  uid: number;
}
/**
 * Capabilities of the kernel.
 */
export interface CapabilityFacts {
  /**
   * Greatest number (/proc/sys/kernel/cap_last_cap).
   */
  last: number;
}
/**
 * Control groups.
 */
export interface CgroupFacts {
  /**
   * v1 hierarchies, sorted by mount point.
   */
  hierarchies: HierarchyFacts[];
  /**
   * legacy: v1 alone; hybrid: v1, and v2 at unified/; unified: v2 alone.
   */
  mode: 'legacy' | 'hybrid' | 'unified' | 'none';
  unified?: UnifiedFacts;
}
/**
 * One v1 hierarchy.
 */
export interface HierarchyFacts {
  /**
   * Its controllers.
   */
  controllers: string[];
  /**
   * The caller may make a cgroup beside his own: root outside of user namespaces always.
   */
  delegated?: boolean;
  /**
   * Mount point.
   */
  mount: string;
  /**
   * Of `name=…`; empty for one with controllers.
   */
  name: string;
  /**
   * The caller's own cgroup in it.
   */
  own: string;
}
/**
 * The v2 hierarchy; absent or null: none.
 */
export interface UnifiedFacts {
  /**
   * Controllers available at its root.
   */
  controllers: string[];
  /**
   * The caller may make a cgroup beside his own: root outside of user namespaces always.
   */
  delegated?: boolean;
  /**
   * Mount point.
   */
  mount: string;
  /**
   * The caller's own cgroup in it.
   */
  own: string;
}
/**
 * The kernel.
 */
export interface KernelFacts {
  /**
   * Release as uname(2) gives it.
   */
  release: string;
  /**
   * Major and minor.
   */
  version: number[];
}
/**
 * Limits of the kernel.
 */
export interface LimitFacts {
  /**
   * /proc/sys/fs/nr_open.
   */
  nrOpen: number;
}
/**
 * seccomp.
 */
export interface SeccompFacts {
  /**
   * /proc/sys/kernel/seccomp/actions_avail, sorted.
   */
  actions: string[];
}
/**
 * Security modules.
 */
export interface SecurityFacts {
  /**
   * AppArmor.
   */
  apparmor: boolean;
  /**
   * SELinux.
   */
  selinux: boolean;
}
/**
 * The host's service manager; absent or null: it is not systemd.
 */
export interface SystemdFacts {
  /**
   * The cgroup of process 1.
   */
  cgroup: string;
}
