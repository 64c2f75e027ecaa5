// One cgroup of a container, and how a value gets into one of its files.

import { CgroupPath, CgroupUpdate, CgroupWrite } from '../../../generated/assembly/actions';
import { ActionList } from '../actions';
import { beforeOf, Live } from './live';

@final
export class Cgroup {
  /** Of a container that lives: what the files hold now. Null: the cgroup is new. */
  live: Live | null = null;

  constructor(
    public mount: string,
    /** Below the mount point, without a leading slash. */
    public path: string,
    public controllers: string[],
    /** Of a v1 hierarchy without controllers: `systemd` of `name=systemd`. */
    public name: string,
    public isUnified: bool,
  ) {}

  get directory(): string {
    return this.mount + '/' + this.path;
  }

  pathOf(file: string): string {
    return `${this.mount}/${this.path}/${file}`;
  }

  asPath(): CgroupPath {
    const path = new CgroupPath();
    path.mount = this.mount;
    path.path = this.path;
    return path;
  }
}

export function writeValue(
  cgroup: Cgroup,
  file: string,
  value: string,
  from: string,
  out: ActionList,
): void {
  write(cgroup, file, value, from, null, out);
}

/** For files that only some kernels have, where the value has another place or no effect then. */
export function writeIfThere(
  cgroup: Cgroup,
  file: string,
  value: string,
  from: string,
  out: ActionList,
): void {
  write(cgroup, file, value, from, 'ignore', out);
}

function write(
  cgroup: Cgroup,
  file: string,
  value: string,
  from: string,
  missing: string | null,
  out: ActionList,
): void {
  const live = cgroup.live;
  if (live === null) {
    const action = valueWrite(cgroup, file, value, from);
    action.missing = missing;
    out.add(action);
  } else {
    const action = valueUpdate(live, cgroup, file, value, from);
    action.missing = missing;
    out.add(action);
  }
}

/** Whether `value` is less than what the file holds now; a new cgroup's has nothing to be lowered. */
export function isLowered(value: u64, file: string, cgroup: Cgroup): bool {
  const live = cgroup.live;
  if (live === null) return false;
  const text = live.read(cgroup.pathOf(file));
  return text !== null && value < U64.parseInt(text);
}

export function valueWrite(cgroup: Cgroup, file: string, value: string, from: string): CgroupWrite {
  const action = new CgroupWrite();
  action.mount = cgroup.mount;
  action.path = cgroup.path;
  action.file = file;
  action.value = value;
  action.from = from;
  return action;
}

function valueUpdate(
  live: Live,
  cgroup: Cgroup,
  file: string,
  value: string,
  from: string,
): CgroupUpdate {
  const action = new CgroupUpdate();
  action.mount = cgroup.mount;
  action.path = cgroup.path;
  action.file = file;
  action.value = value;
  action.from = live.from(from);
  const text = live.read(cgroup.pathOf(file));
  if (text !== null) action.before = beforeOf(file, text, value);
  return action;
}
