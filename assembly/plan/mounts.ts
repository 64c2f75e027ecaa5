// The order and kind of each mount (config.md#mounts): in the config's order, each complete before
// the next. The cgroup filesystem is cgroup/mounts.ts's; what the option words mean is
// mount-options.ts's.
//
// `data` is what fsconfig(2) is given (the filesystem's own), `attributes` what fsmount(2) and
// mount_setattr(2) are (the mount's own). As crun and runc show it from inside, `ro` on proc, sysfs,
// tmpfs and their like is an attribute only; on a filesystem with a device it is a superblock flag
// too, since without it the kernel opens the device for writing.

import {
  IdRange,
  MountAttributes,
  MountBind,
  MountFs,
  SourceOpen,
} from '../../generated/assembly/actions';
import { ActionList, Plan } from './actions';
import {
  MOUNT_IDMAP,
  MOUNT_OPTION,
  MOUNT_OPTION_UNUSED,
  MOUNT_TYPE_UNKNOWN,
  PROPAGATION_ONE_WAY,
} from './codes';
import { hasOwnMappings, MountIdmap, readMountIdmap } from './mount-idmaps';
import { attributeNames, RO } from './mount-options';
import { MountPlan } from './mount-read';
import { joinPath } from './paths';

/** What mounts need to know of the sections before them. */
@final
export class MountSettings {
  bundle: string = '/';
  filesystems: string[] = [];
  /** The container's mappings; null: it has no user namespace of its own. */
  uids: IdRange[] | null = null;
  gids: IdRange[] | null = null;
  /** `context=…` for filesystems without labels of their own; null: none. */
  label: string | null = null;
  hasUserNamespace: bool = false;
  /** Not in the initial user namespace, where nothing is refused. */
  isConfined: bool = false;
  /** The caller is root of the host. */
  privileged: bool = false;
  /** What /linux/rootfsPropagation asks for, without its `r`; '' for nothing. */
  rootPropagation: string = '';
  /** How many sources are handed over so far. */
  slots: u64 = 0;

  /** They are for a container that lives, from where nothing of the host's is seen. */
  visits: bool = false;

  /** Whether what a container mounts on a shared bind can appear on the host. */
  get sharesMounts(): bool {
    return this.rootPropagation == 'shared' && this.privileged && !this.hasUserNamespace;
  }

  /** Whether the process may not be able to reach what the caller can. */
  get handsOver(): bool {
    return this.privileged && this.hasUserNamespace && this.slots < SLOTS;
  }
}

const SLOTS: u64 = 256; // plan.schema.json#/$defs/sourceSlot

// They live in memory: a read-only mount of them needs no read-only superblock.
const MEMORY_FILESYSTEMS: StaticArray<string> = [
  'proc',
  'sysfs',
  'tmpfs',
  'ramfs',
  'devpts',
  'mqueue',
  'cgroup',
  'cgroup2',
  'devtmpfs',
  'bpf',
  'debugfs',
  'tracefs',
  'securityfs',
  'hugetlbfs',
  'pstore',
  'configfs',
  'efivarfs',
  'binfmt_misc',
  'overlay',
  'fuse',
  'nfs',
  'nfs4',
  '9p',
  'virtiofs',
];
// Mounted over a symbolic link they would let the image say where kernel files appear
// (CVE-2019-19921, CVE-2023-27561).
const PLAIN_TARGETS: StaticArray<string> = ['proc', 'sysfs', 'devpts', 'cgroup', 'cgroup2'];
const LABELLED: StaticArray<string> = ['tmpfs', 'devpts'];
// There is one of it for each ipc namespace, made with that: it takes no parameter any more.
const LABELLED_AFTERWARDS: string = 'mqueue';

export function planMount(plan: MountPlan, settings: MountSettings, out: Plan): void {
  if (!checkMount(plan, settings, out)) return;
  if (plan.options.remount) planRemount(plan, out.child);
  else if (plan.options.bind) planBind(plan, settings, out);
  else planFilesystem(plan, settings, out);
}

/**
 * After everything else that is written below the root. That mount alone: what is below it by now is
 * another's, or has been read-only since it was bound.
 */
export function planReadonlyLater(plans: MountPlan[], out: ActionList): void {
  for (let i = 0; i < plans.length; i++) {
    const plan = plans[i];
    if (!plan.readonlyLater) continue;
    const action = new MountAttributes();
    action.target = plan.target;
    action.set = ['ro'];
    action.from = plan.from;
    out.add(action);
  }
}

function checkMount(plan: MountPlan, settings: MountSettings, out: Plan): bool {
  const options = plan.options;
  if (isRefused(plan, out)) return false;
  if (options.bind) {
    if (options.data.length > 0 || options.superblock.length > 0) {
      const words = options.superblock.concat(options.data).join(',');
      const text = `no effect on a bind mount, which has no filesystem of its own: ${words}`;
      out.warn(MOUNT_OPTION_UNUSED, plan.from + '/options', text);
    }
    if (options.propagation == 'shared' && !options.remount && !settings.sharesMounts) {
      const text =
        'what the container mounts here will not appear on the host: that needs rootfsPropagation rshared, and no user namespace';
      out.warn(PROPAGATION_ONE_WAY, plan.from + '/options', text);
    }
  } else if (!options.remount && !settings.filesystems.includes(plan.type)) {
    // Not an error: the kernel may load a module for it.
    const text = `filesystem "${plan.type}" not in /proc/filesystems`;
    out.warn(MOUNT_TYPE_UNKNOWN, plan.from + '/type', text);
  }
  return true;
}

/**
 * What is wrong with them on any host. `uids`, `gids`: the container's mappings, null without any;
 * `knowsIds`: false when they are the caller's to have.
 */
export function checkMounts(
  plans: MountPlan[],
  uids: IdRange[] | null,
  gids: IdRange[] | null,
  knowsIds: bool,
  out: Plan,
): void {
  for (let i = 0; i < plans.length; i++) {
    const plan = plans[i];
    const options = plan.options;
    if (plan.isCgroup || isRefused(plan, out) || options.remount || !options.bind) continue;
    const map = knowsIds ? readMountIdmap(plan.mount, options.idmap, uids, gids) : null;
    if (map !== null) isIdmapRefused(plan, map, out);
  }
}

function isRefused(plan: MountPlan, out: Plan): bool {
  const options = plan.options;
  const problem = mountProblem(plan);
  if (problem != '') {
    out.refuse(MOUNT_OPTION, plan.from + '/options', problem);
    return true;
  }
  if (options.bind || (options.idmap === null && !hasOwnMappings(plan.mount))) return false;
  out.refuse(MOUNT_OPTION, idmapFrom(plan), 'only bind mounts can be id-mapped');
  return true;
}

function isIdmapRefused(plan: MountPlan, map: MountIdmap, out: Plan): bool {
  if (map.error != '') out.refuse(MOUNT_IDMAP, idmapFrom(plan), map.error);
  return map.error != '';
}

/** What is wrong with the words for this mount; '' for nothing. */
function mountProblem(plan: MountPlan): string {
  const options = plan.options;
  const impossible = options.impossible;
  if (impossible !== null) return `${impossible}: flags of a filesystem cannot be set recursively`;
  const isFilesystem = !options.bind && !options.remount;
  if (options.copyUp && plan.type != 'tmpfs') return 'tmpcopyup can be used only with tmpfs';
  if (options.copyUp && plan.target == '/') return 'tmpcopyup on `/` is not supported';
  if (options.copySymlink && (options.sourceNofollow || options.targetNofollow)) {
    return '`copy-symlink` is mutually exclusive with `src-nofollow` and `dest-nofollow`';
  }
  if ((options.copySymlink || options.sourceNofollow) && isFilesystem) {
    return 'copy-symlink and src-nofollow can be used only with bind mounts';
  }
  if (options.targetNofollow && isFilesystem && PLAIN_TARGETS.includes(plan.type)) {
    return `override of the mount destination \`${plan.target}\` is not allowed`;
  }
  return '';
}

/** What its ids are mapped by: its own mappings before the option. */
function idmapFrom(plan: MountPlan): string {
  const hasOwn = hasOwnMappings(plan.mount);
  return plan.from + (hasOwn ? '/uidMappings' : '/options');
}

function planFilesystem(plan: MountPlan, settings: MountSettings, out: Plan): void {
  const options = plan.options;
  const type = plan.type;
  // Nothing is mounted below yet, so "and all below" means the mount itself.
  let set = (options.set & ~options.recursiveClear) | options.recursiveSet;
  const action = new MountFs();
  action.type = type;
  action.target = plan.target;
  action.source = plan.mount.source;
  action.data = filesystemData(plan, set, settings);
  if (plan.readonlyLater) set &= ~RO;
  if (set != 0) action.attributes = attributeNames(set);
  if (type == 'tmpfs') {
    if (options.copyUp) action.setCopyUp(true);
    if (!hasMode(options.data)) action.setInheritMode(true);
  }
  const label = settings.label;
  if (type == LABELLED_AFTERWARDS && label !== null) {
    action.label = label.substring(label.indexOf('=') + 1);
  }
  if (type == 'sysfs' && settings.isConfined) action.fallback = 'bind-host';
  if (PLAIN_TARGETS.includes(type)) action.setPlain(true);
  if (options.targetNofollow) action.setNofollow(true);
  action.propagation = options.propagation;
  if (options.propagationRecursive) action.setPropagationRecursive(true);
  action.from = plan.from;
  out.child.add(action);
}

function filesystemData(plan: MountPlan, set: u32, settings: MountSettings): string[] | null {
  const data: string[] = [];
  const words = plan.options.superblock;
  for (let i = 0; i < words.length; i++) data.push(words[i]);
  if (set & RO && !MEMORY_FILESYSTEMS.includes(plan.type)) data.push('ro');
  for (let i = 0; i < plan.options.data.length; i++) data.push(plan.options.data[i]);
  const label = settings.label;
  if (label !== null && LABELLED.includes(plan.type)) data.push(label);
  return data.length > 0 ? data : null;
}

function hasMode(data: string[]): bool {
  for (let i = 0; i < data.length; i++) if (data[i].startsWith('mode=')) return true;
  return false;
}

function planBind(plan: MountPlan, settings: MountSettings, out: Plan): void {
  const options = plan.options;
  const source = plan.mount.source;
  const action = new MountBind();
  action.source = joinPath(settings.bundle, source === null ? '' : source);
  action.target = plan.target;
  if (options.bindRecursive) action.setRecursive(true);
  const later = plan.readonlyLater ? RO : 0;
  let recursiveSet = options.recursiveSet;
  const clear = options.clear | (recursiveSet & later);
  if (options.set & ~later) action.set = attributeNames(options.set & ~later);
  if (clear) action.clear = attributeNames(clear);
  // With the host's /sys come its cgroups, where the caller may have rights (CVE-2023-25809).
  const isReadonly = (options.set & RO) != 0 && options.bindRecursive;
  if (settings.isConfined && isReadonly && action.source == '/sys') recursiveSet |= RO;
  if (recursiveSet) action.recursiveSet = attributeNames(recursiveSet);
  if (options.recursiveClear) action.recursiveClear = attributeNames(options.recursiveClear);
  action.propagation = options.propagation;
  if (options.propagationRecursive) action.setPropagationRecursive(true);
  if (options.propagation === null && settings.rootPropagation != '') {
    action.propagation = settings.rootPropagation;
    action.setPropagationRecursive(true);
  }
  if (options.copySymlink) action.setCopySymlink(true);
  if (options.sourceNofollow) action.setSourceNofollow(true);
  if (options.targetNofollow) action.setNofollow(true);
  planSource(plan, settings, action, out);
  action.from = plan.from;
  out.child.add(action);
}

/** What the helper opens in the process's place: it can map ids, and go where only root may. */
function planSource(plan: MountPlan, settings: MountSettings, bind: MountBind, out: Plan): void {
  const options = plan.options;
  const map = readMountIdmap(plan.mount, options.idmap, settings.uids, settings.gids);
  if (map !== null && map.error == '' && !settings.privileged) {
    map.error = 'a caller without root cannot map the ids of a mount';
  }
  if (map !== null && isIdmapRefused(plan, map, out)) return;
  // The process has a copy of the host's mounts that only receives: the helper's clone shares.
  const isShared = bind.propagation == 'shared' && settings.sharesMounts;
  if (map === null && !isShared && !settings.visits && !settings.handsOver) return;
  if (settings.slots >= SLOTS) {
    out.refuse(MOUNT_IDMAP, plan.from, `more than ${SLOTS} mounts that need the helper's help`);
    return;
  }
  const action = new SourceOpen();
  action.slot = settings.slots;
  action.source = bind.source;
  if (settings.visits) action.setRequired(true);
  if (options.bindRecursive) action.setRecursive(true);
  if (options.sourceNofollow || options.copySymlink) action.setNofollow(true);
  if (map !== null) {
    action.uidMap = map.uids;
    action.gidMap = map.gids;
    if (options.idmapRecursive) action.setRecursiveIdmap(true);
  } else if (!isShared && !settings.visits) {
    bind.setSlotIfDenied(true);
  }
  action.from = plan.from;
  out.before.add(action);
  bind.setSlot(settings.slots);
  settings.slots++;
}

/** mount(2) with MS_REMOUNT: with `bind` of the mount's attributes, else of the superblock too. */
function planRemount(plan: MountPlan, out: ActionList): void {
  const options = plan.options;
  const action = new MountAttributes();
  action.target = plan.target;
  if (options.set) action.set = attributeNames(options.set);
  if (options.clear) action.clear = attributeNames(options.clear);
  if (!options.bind) {
    const words: string[] = [];
    if (options.set & RO) words.push('ro');
    if (options.clear & RO) words.push('rw');
    for (let i = 0; i < options.superblock.length; i++) words.push(options.superblock[i]);
    for (let i = 0; i < options.data.length; i++) words.push(options.data[i]);
    if (words.length > 0) action.superblock = words;
  }
  action.propagation = options.propagation;
  if (options.propagationRecursive) action.setPropagationRecursive(true);
  action.from = plan.from;
  out.add(action);
  if ((options.recursiveSet | options.recursiveClear) == 0) return;
  const below = new MountAttributes();
  below.target = plan.target;
  below.setRecursive(true);
  if (options.recursiveSet) below.set = attributeNames(options.recursiveSet);
  if (options.recursiveClear) below.clear = attributeNames(options.recursiveClear);
  below.from = plan.from;
  out.add(below);
}
