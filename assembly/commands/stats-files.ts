// The files of a container's cgroups that tell what it uses: asked for by controller, each once.

import { Cgroup } from '../plan/cgroup/cgroup';
import { Context } from './command';

const LIMIT: i32 = 4 * 1024 * 1024;

@final
export class CgroupFiles {
  readonly isUnified: bool;
  private readonly asked: Set<string> = new Set<string>();

  constructor(
    private readonly cgroups: Cgroup[],
    private readonly context: Context,
  ) {
    let isUnified = true;
    for (let i = 0; i < cgroups.length; i++) isUnified = isUnified && cgroups[i].isUnified;
    this.isUnified = isUnified;
  }

  /** The text without its last newline; '' when it is asked for, or there is none. */
  read(controller: string, file: string): string {
    const cgroup = this.find(controller);
    if (cgroup === null) return '';
    const path = cgroup.pathOf(file);
    if (this.asked.has(path)) return '';
    const found = this.context.file('now/' + path, path, LIMIT);
    if (found === null) {
      this.asked.add(path);
      return '';
    }
    const bytes = found.bytes();
    if (bytes === null) return '';
    const text = bytes.toText();
    return text.endsWith('\n') ? text.substring(0, text.length - 1) : text;
  }

  /** 0 when there is no such file. */
  number(controller: string, file: string): u64 {
    return parseNumber(this.read(controller, file));
  }

  /** The sizes of huge pages that a container's own can be counted of. */
  pageSizes(): string[] {
    const sizes: string[] = [];
    const cgroup = this.find('hugetlb');
    if (cgroup === null) return sizes;
    const found = this.context.directory('hugetlb', `${cgroup.mount}/${cgroup.path}`);
    if (found === null) return sizes;
    const names = found.texts('entries');
    const suffix = cgroup.isUnified ? '.current' : '.usage_in_bytes';
    for (let i = 0; i < names.length; i++) {
      const name = names[i];
      if (!name.startsWith('hugetlb.') || !name.endsWith(suffix)) continue;
      const size = name.substring('hugetlb.'.length, name.length - suffix.length);
      if (!size.includes('.')) sizes.push(size); // `hugetlb.2MB.rsvd.current` is of another kind
    }
    return sizes;
  }

  /** Processes ended since the cgroup was made. */
  outOfMemoryKills(): u64 {
    const file = this.isUnified ? 'memory.events' : 'memory.oom_control';
    return valueOf(this.read('memory', file), 'oom_kill');
  }

  private find(controller: string): Cgroup | null {
    for (let i = 0; i < this.cgroups.length; i++) {
      if (this.cgroups[i].controllers.includes(controller)) return this.cgroups[i];
    }
    return null;
  }
}

/** Of a file with a line `name number` each; 0 when there is none. */
export function valueOf(text: string, name: string): u64 {
  const lines = text.split('\n');
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].startsWith(name + ' ')) return parseNumber(lines[i].substring(name.length + 1));
  }
  return 0;
}

/** `max`: there is no limit. */
export function parseNumber(text: string): u64 {
  if (text == 'max') return u64.MAX_VALUE;
  return text == '' ? 0 : U64.parseInt(text);
}
