// The labels that the policy of the machines knows (test/vm/guest/policy.conf).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** Of everything that has been told nothing else. */
export const BASE = 'system_u:base_r:base_t:s0-s0:c0.c3';
export const LABEL = 'system_u:base_r:container_t:s0:c1,c2';
export const OTHER = 'system_u:base_r:container_t:s0:c3';
/** Of files, for containers with LABEL. */
export const CONTENT = 'system_u:object_r:container_file_t:s0:c1,c2';

/** Whether a kernel with SELinux runs under that policy. */
export function isPolicyLoaded(): boolean {
  return existsSync('/sys/fs/selinux/enforce') && labelOf(process.pid) === BASE;
}

/** Of a process, by whichever security module the kernel has. */
export function labelOf(pid: number): string {
  return readFileSync(`/proc/${pid}/attr/current`, 'utf8').replaceAll('\0', '').trim();
}

/** security.selinux of a file, as the kernel has it. */
export function contextOf(path: string): string {
  const { status, stdout, stderr } = spawnSync('stat', ['-c', '%C', path], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}
