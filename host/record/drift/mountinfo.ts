// The mounts that a process sees: proc_pid_mountinfo(5).
import type { HostReader } from '../../gather/reader.ts';
import { linesOf } from '../../gather/text.ts';
import { readProcess } from './process.ts';

export type Mount = {
  readonly id: number;
  readonly parent: number;
  /** major:minor */
  readonly device: string;
  readonly root: string;
  readonly target: string;
  /** Of the mount itself: ro, nosuid, … */
  readonly flags: readonly string[];
  /** shared, master, unbindable */
  readonly tags: readonly string[];
  readonly type: string;
  readonly source: string;
  /** Of the file system. */
  readonly options: readonly string[];
};

/** ID PARENT MAJOR:MINOR ROOT MOUNT OPTIONS [OPTIONAL…] - TYPE SOURCE SUPER-OPTIONS */
export function readMounts(reader: HostReader, process: string): Mount[] {
  return linesOf(readProcess(reader, process, 'mountinfo')).flatMap((line) => {
    const [before, after] = line.split(' - ', 2);
    const [id, parent, device, root, target, flags, ...tags] = before?.split(' ') ?? [];
    const [type, source, options] = after?.split(' ') ?? [];
    if (device === undefined || root === undefined || target === undefined) return [];
    return [
      {
        id: Number(id),
        parent: Number(parent),
        device,
        root: plainPath(root).replace(/\/\/deleted$/, ''),
        target: plainPath(target),
        flags: (flags ?? '').split(','),
        tags: tags.map((tag) => tag.split(':')[0] ?? ''),
        type: type ?? '',
        source: plainPath(source ?? ''),
        options: (options ?? '').split(','),
      },
    ];
  });
}

/** Space, tab, newline and backslash stand as three octal digits. */
function plainPath(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

/** The mount that a path is on: the last of those whose target it is, or is below. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  let found: Mount | undefined;
  for (const mount of mounts) {
    const isOn = isBelow(path, mount.target);
    if (isOn && mount.target.length >= (found?.target.length ?? 0)) found = mount;
  }
  return found;
}

/** Or the same. */
export function isBelow(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** `path` below `from`, put below `to`. */
export function moved(path: string, from: string, to: string): string {
  const rest = from === '/' ? path : path.slice(from.length);
  if (rest === '' || rest === '/') return to;
  return `${to === '/' ? '' : to}${rest}`;
}
