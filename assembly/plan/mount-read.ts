// The entries of /mounts, read: their options or those of their place, and whether they can be
// read-only from the start. The sections that plan them are mounts.ts and cgroup/mounts.ts.

import { Mount } from '../../generated/assembly/config';
import {
  MountOptions,
  NODEV,
  NOEXEC,
  NOSUID,
  RO,
  readMountOptions,
  STRICTATIME,
} from './mount-options';
import { cleanPath, isBelow } from './paths';

/** One entry of /mounts, read. */
@final
export class MountPlan {
  target: string;
  /** `ro` is set only after everything below the target is in place. */
  readonlyLater: bool = false;
  /** The container's cgroups are shown, with all that belongs to it; else its type says it all. */
  showsCgroups: bool = false;

  constructor(
    public index: i32,
    public mount: Mount,
    public options: MountOptions,
    /** Pointer of the list that it is in. */
    private readonly base: string,
  ) {
    this.target = cleanPath(mount.destination);
  }

  get from(): string {
    // One that is not the config's is the caller's socket (notify.ts).
    return this.mount.node < 0 ? 'NOTIFY_SOCKET' : `${this.base}/${this.index}`;
  }

  get type(): string {
    const type = this.mount.type;
    return type === null ? '' : type;
  }

  get isCgroup(): bool {
    return !this.options.bind && (this.type == 'cgroup' || this.type == 'cgroup2');
  }
}

/** What is made below the root when all is mounted. */
@final
export class MadeAfterwards {
  devices: string[] = [];
  /** Made where there is none. */
  cwd: string = '';
}

/** `privileged`: nobody else can have a group `tty`. `isUnifiedHost`: it has cgroup v2 alone. */
export function readMounts(
  mounts: Mount[] | null,
  privileged: bool,
  isUnifiedHost: bool,
  base: string = '/mounts',
  made: MadeAfterwards = new MadeAfterwards(),
): MountPlan[] {
  const plans = readEach(mounts, privileged, base);
  for (let i = 0; i < plans.length; i++) {
    const plan = plans[i];
    // `cgroup` is whatever the host has. Beside v1, `cgroup2` is one hierarchy, and not the tree of all.
    plan.showsCgroups = plan.isCgroup && (plan.type == 'cgroup' || isUnifiedHost);
  }
  for (let i = 0; i < plans.length; i++) plans[i].readonlyLater = isReadonlyLater(plans, i, made);
  return plans;
}

/** Each by itself, whatever the others are. */
export function readEach(
  mounts: Mount[] | null,
  privileged: bool,
  base: string = '/mounts',
): MountPlan[] {
  const plans: MountPlan[] = [];
  if (mounts === null) return plans;
  for (let i = 0; i < mounts.length; i++) {
    const mount = mounts[i];
    const words = mount.options;
    const options = words !== null ? readMountOptions(words) : defaultOptions(mount, privileged);
    plans.push(new MountPlan(i, mount, options, base));
  }
  return plans;
}

/** What a mount without `options` gets at the usual places, as with crun. */
function defaultOptions(mount: Mount, privileged: bool): MountOptions {
  const options = new MountOptions();
  const at = mount.destination;
  if (at == '/dev') {
    options.set = NOEXEC | STRICTATIME;
    options.data = ['mode=755'];
  } else if (at == '/dev/shm') {
    options.set = NOEXEC | NOSUID | NODEV;
    options.data = ['mode=1777', 'size=65536k'];
  } else if (at == '/dev/pts') {
    options.set = NOEXEC | NOSUID;
    options.data = ['newinstance', 'ptmxmode=0666', 'mode=620'];
    if (privileged) options.data.push('gid=5');
  } else if (at == '/dev/mqueue' || at == '/sys') {
    options.set = NOEXEC | NOSUID | NODEV;
  } else if (at == '/sys/fs/cgroup') {
    options.set = NOEXEC | NOSUID | STRICTATIME;
  }
  return options;
}

/**
 * A mount that is read-only and has something put into it afterwards (a mount point, a device, what
 * it covers) becomes read-only at the end. What sysfs and procfs hold is there already.
 */
function isReadonlyLater(plans: MountPlan[], index: i32, made: MadeAfterwards): bool {
  const plan = plans[index];
  if (plan.options.remount || plan.showsCgroups) return false;
  if (((plan.options.set | plan.options.recursiveSet) & RO) == 0) return false;
  if (plan.type == 'sysfs' || plan.type == 'proc') return false;
  // The default devices are made in there, with a mount of /dev or without.
  if (plan.options.copyUp || plan.target == '/dev' || isBelow('/dev', plan.target)) return true;
  for (let i = index + 1; i < plans.length; i++) {
    if (isBelow(plans[i].target, plan.target)) return true;
  }
  for (let i = 0; i < made.devices.length; i++) {
    if (isBelow(made.devices[i], plan.target)) return true;
  }
  // Nothing is made in what the host shows read-only, for want of a directory.
  return !plan.options.bind && isBelow(made.cwd, plan.target);
}
