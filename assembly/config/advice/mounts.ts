// Advice about /root and /mounts: which parts of the host they give away, and what they hide.

import { Mount } from '../../../generated/assembly/config';
import {
  BIND_OF_HOST,
  CGROUP_WRITABLE,
  FILESYSTEM_OF_HOST,
  MOUNT_HIDDEN,
  MOUNT_SHARED,
  ROOT_FILESYSTEM_OF_HOST,
  SYSFS_WRITABLE,
  TMPFS_OPEN,
} from '../../../generated/assembly/warnings';
import { Advice, isBelow } from './advice';
import { EVEN_READ_ONLY, HOST_PATHS, hostPath } from './host-paths';

// By turns: a filesystem, and what it is.
const OF_HOST: StaticArray<string> = [
  'debugfs',
  "shows the kernel's insides, and changes them",
  'tracefs',
  'watches the whole kernel',
  'securityfs',
  "is the host's security modules",
  'configfs',
  "makes and changes the kernel's objects",
  'efivarfs',
  "is the machine's firmware settings",
  'devtmpfs',
  'has every device of the host',
  'binfmt_misc',
  'says which program the host runs for a file',
];

export function adviseMounts(advice: Advice): void {
  const root = advice.spec.root;
  if (root !== null && plainPath(root.path) == '/') {
    advice.tellOf(ROOT_FILESYSTEM_OF_HOST, root.node, 'path');
  }
  const mounts = advice.spec.mounts;
  if (mounts === null) return;
  for (let i = 0; i < mounts.length; i++) {
    const mount = mounts[i];
    if (has(mount, 'remount')) continue;
    if (has(mount, 'bind') || has(mount, 'rbind')) adviseBind(mount, advice);
    else adviseFilesystem(mount, advice);
  }
  adviseHidden(mounts, advice);
}

function adviseBind(mount: Mount, advice: Advice): void {
  if (has(mount, 'shared') || has(mount, 'rshared')) {
    advice.tellOf(MOUNT_SHARED, mount.node, 'options');
  }
  const source = mount.source;
  if (source === null) return;
  const path = plainPath(source);
  const isReadOnly = has(mount, 'ro') || has(mount, 'rro');
  if (isBelow(path, '/sys/fs/cgroup')) {
    if (!isReadOnly && !ownsCgroups(advice)) {
      advice.tellOf(CGROUP_WRITABLE, mount.node, 'options');
    }
    return;
  }
  const row = hostPath(path);
  if (row < 0 || (isReadOnly && HOST_PATHS[row + 1] != EVEN_READ_ONLY)) return;
  advice.tellOf(BIND_OF_HOST, mount.node, 'source', [path, HOST_PATHS[row + 2]]);
}

function adviseFilesystem(mount: Mount, advice: Advice): void {
  const type = mount.type;
  if (type === null) return;
  for (let i = 0; i < OF_HOST.length; i += 2) {
    if (type == OF_HOST[i])
      advice.tellOf(FILESYSTEM_OF_HOST, mount.node, 'type', [type, OF_HOST[i + 1]]);
  }
  if (type == 'tmpfs') adviseTmpfs(mount, advice);
  if (has(mount, 'ro')) return;
  if (type == 'sysfs' && !advice.hasUserNamespace) {
    advice.tellOf(SYSFS_WRITABLE, mount.node, 'options');
  }
  if ((type == 'cgroup' || type == 'cgroup2') && !ownsCgroups(advice)) {
    advice.tellOf(CGROUP_WRITABLE, mount.node, 'options');
  }
}

/** Below its own cgroup a container that is a user namespace's may do as it likes. */
function ownsCgroups(advice: Advice): bool {
  return advice.hasUserNamespace && advice.isOwn('cgroup');
}

/** /dev is where the device nodes belong. */
function adviseTmpfs(mount: Mount, advice: Advice): void {
  const takesPrograms = !has(mount, 'nosuid');
  const takesDevices = !has(mount, 'nodev') && plainPath(mount.destination) != '/dev';
  if (!takesPrograms && !takesDevices) return;
  let missing = takesPrograms ? 'nosuid' : 'nodev';
  let what = takesPrograms ? 'set-user-ID programs' : 'device nodes';
  if (takesPrograms && takesDevices) {
    missing = 'nosuid and nodev';
    what = 'set-user-ID programs and device nodes';
  }
  advice.tellOf(TMPFS_OPEN, mount.node, 'options', [missing, what]);
}

/** From the last to the first: whatever stands at or above a destination then is mounted over it. */
function adviseHidden(mounts: Mount[], advice: Advice): void {
  const later = new Map<string, i32>();
  for (let i = mounts.length - 1; i >= 0; i--) {
    if (has(mounts[i], 'remount')) continue;
    const path = plainPath(mounts[i].destination);
    for (let above = path; ; above = above.substring(0, max(above.lastIndexOf('/'), 1))) {
      if (later.has(above)) {
        const pointer = `/mounts/${later.get(above)}`;
        advice.tellOf(MOUNT_HIDDEN, mounts[i].node, 'destination', [pointer]);
        break;
      }
      if (above.length <= 1) break;
    }
    later.set(path, i);
  }
}

function has(mount: Mount, word: string): bool {
  const options = mount.options;
  return options !== null && options.includes(word);
}

/** Without `.`, `..` and slashes that change nothing. */
export function plainPath(path: string): string {
  const parts = path.split('/');
  const kept: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] == '' || parts[i] == '.') continue;
    if (parts[i] != '..') kept.push(parts[i]);
    else if (kept.length > 0) kept.pop();
  }
  return '/' + kept.join('/');
}
