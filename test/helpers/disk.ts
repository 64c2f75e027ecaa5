// A whole disk, for limits of what is read and written: of a partition the kernel takes none.
import { readFileSync } from 'node:fs';

/** One of those that there are; undefined where there is none. */
export const disk = (() => {
  for (const line of readFileSync('/proc/partitions', 'utf8').split('\n')) {
    const [major, minor, , name] = line.trim().split(/\s+/);
    if (/^(sd|vd|nvme\d+n|loop)[a-z0-9]$/.test(name ?? '')) {
      return { major: Number(major), minor: Number(minor) };
    }
  }
  return undefined;
})();
