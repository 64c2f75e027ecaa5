// The annotations that change what is planned, by name (crun's `run.oci.*`). All of them are copied
// into state and hooks untouched, and no other one has any effect: GHSA-c5pj-mqfh-rvc3 was one that had.

import { Document, NONE } from '../json/document';

export const HOOKS_STDOUT: string = 'run.oci.hooks.stdout';
export const HOOKS_STDERR: string = 'run.oci.hooks.stderr';
export const KEEP_GROUPS: string = 'run.oci.keep_original_groups';
export const FAIL_UNKNOWN_SYSCALL: string = 'run.oci.seccomp_fail_unknown_syscall';
export const SECCOMP_RECEIVER: string = 'run.oci.seccomp.receiver';
export const SECCOMP_DATA: string = 'run.oci.seccomp_bpf_data';
export const PIDFD_RECEIVER: string = 'run.oci.pidfd_receiver';
export const MOUNT_CONTEXT_TYPE: string = 'run.oci.mount_context_type';

export const SYSTEMD_SUBGROUP: string = 'run.oci.systemd.subgroup';
export const SYSTEMD_PREFIX: string = 'org.systemd.property.';
export const DELEGATE_CGROUP: string = 'run.oci.delegate-cgroup';

/** Another program runs the container's, such as a virtual machine. */
export const HANDLER: string = 'run.oci.handler';
/** Shared objects to be loaded into the runtime. */
export const SECCOMP_PLUGINS: string = 'run.oci.seccomp.plugins';
/** Where to mount systemd's v1 hierarchy, for old images on hosts with v2 alone. */
export const FORCE_CGROUP_V1: string = 'run.oci.systemd.force_cgroup_v1';

/** Whoever may write these may change what a container is: prefixes, for `features`. */
export const UNSAFE_ANNOTATIONS: string[] = ['org.criu.', 'org.systemd.property.', 'run.oci.'];

/** `node` is /annotations. Null: not there. */
export function annotation(config: Document, node: i32, name: string): string | null {
  if (node == NONE) return null;
  const at = config.get(node, name);
  return at == NONE ? null : config.text(at);
}

/** crun reads these as numbers: everything but `0` means yes. */
export function isAnnotationOn(config: Document, node: i32, name: string): bool {
  const value = annotation(config, node, name);
  return value !== null && value != '0';
}
