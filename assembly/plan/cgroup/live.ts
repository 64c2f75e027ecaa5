// What an update of a living container needs beside what a new one does: what its cgroups' files
// hold now. It decides the order of writes that depend on each other, and is what undoes them.

const DEFAULT_WORD: string = 'default ';

/** Where the values come from, and what the writes are caused by. */
export abstract class Live {
  /** The text of the file at `path`; null: there is none, or it is asked for. */
  abstract read(path: string): string | null;
  /** `pointer` into /linux/resources as the user knows it. */
  abstract from(pointer: string): string;
}

/**
 * What takes back that `value` is written into a file that holds `text`. Some files hold a line for
 * each device, of which a write changes one; a device without a line is not limited. Null: nothing does.
 */
export function beforeOf(file: string, text: string, value: string): string | null {
  const lines = text.split('\n');
  // What an idle cgroup shows, and does not take: it has no weight (cgroup-v2.rst, cpu.idle).
  if (file == 'cpu.weight' && lines[0] == '0') return null;
  // memory.oom_control shows more than it takes (cgroup-v1/memory.rst).
  if (file == 'memory.oom_control') return lines[0].endsWith('1') ? '1' : '0';
  const end = value.indexOf(' ');
  // cpu.max has two numbers and no device.
  if (end < 0 || file == 'cpu.max') {
    // io.weight shows what holds for all devices in a line of its own.
    if (lines[0].startsWith(DEFAULT_WORD)) return lines[0];
    const first = lines[0];
    return first == '' ? '\n' : first; // cpuset.cpus may be empty: a write of nothing is none
  }
  const device = value.substring(0, end + 1);
  for (let i = 0; i < lines.length; i++) if (lines[i].startsWith(device)) return lines[i];
  if (file == 'io.max') return device + 'rbps=max wbps=max riops=max wiops=max';
  if (file == 'rdma.max') return device + 'hca_handle=max hca_object=max';
  return device + (file == 'io.bfq.weight' ? 'default' : '0');
}
