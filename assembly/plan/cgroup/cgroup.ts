// One cgroup of a container, and how a value gets into one of its files.

import { CgroupPath, CgroupWrite } from '../../../generated/assembly/actions';
import { ActionList } from '../actions';

@final
export class Cgroup {
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
  out.add(valueWrite(cgroup, file, value, from));
}

/** For files that only some kernels have, where the value has another place or no effect then. */
export function writeIfThere(
  cgroup: Cgroup,
  file: string,
  value: string,
  from: string,
  out: ActionList,
): void {
  const action = valueWrite(cgroup, file, value, from);
  action.missing = 'ignore';
  out.add(action);
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
