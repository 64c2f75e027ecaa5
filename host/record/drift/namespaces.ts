// Which namespaces the container's process is in, against those that its plan made, joined or left alone.
import type { HostReader } from '../../gather/reader.ts';
import { compare, type Findings } from './difference.ts';
import type { Done } from './evidence.ts';

/** By the specification's names: those of /proc/PID/ns. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['cgroup', 'cgroup'],
  ['ipc', 'ipc'],
  ['mount', 'mnt'],
  ['network', 'net'],
  ['pid', 'pid'],
  ['time', 'time'],
  ['user', 'user'],
  ['uts', 'uts'],
]);

export function compareNamespaces(
  reader: HostReader,
  pid: number,
  done: readonly Done[],
  isRestored: boolean,
  findings: Findings,
): void {
  const fresh = new Set<string>();
  const joined = new Map<string, string>();
  const causes = new Map<string, string>();
  for (const { action } of done) {
    if (action.do === 'process.spawn') add(action.namespaces, fresh, causes, action.from);
    if (action.do === 'namespace.unshare') add(action.types, fresh, causes, action.from);
    if (action.do !== 'namespace.open') continue;
    joined.set(`${action.type}`, `${action.path}`);
    if (action.from !== undefined) causes.set(`${action.type}`, action.from);
  }
  for (const [type, file] of FILES) {
    const own = reader.readLink(`/proc/self/ns/${file}`);
    const found = reader.readLink(`/proc/${pid}/ns/${file}`);
    const path = joined.get(type);
    // Which of the others are its own stands in criu's images.
    if (isRestored && path === undefined) continue;
    if (!('target' in own) || !('target' in found)) {
      const errors = [own, found].flatMap((link) => ('error' in link ? [link.error] : []));
      // ENOENT: of a type that this kernel does not have.
      const why = errors.find((error) => error !== 'ENOENT');
      if (why !== undefined) findings.unread.push(`${type} namespace: ${why}`);
      continue;
    }
    const isOwn = own.target === found.target;
    const from = causes.get(type) ?? '/linux/namespaces';
    const told = { part: 'namespaces', what: `${type} namespace`, from } as const;
    if (fresh.has(type)) {
      const planned = 'one of its own';
      compare(findings, { ...told, planned, found: found.target, isSame: !isOwn });
    } else if (path === undefined) {
      compare(findings, { ...told, planned: own.target, found: found.target });
    } else {
      compareJoined(reader, path, found.target, told, findings);
    }
  }
}

function add(
  types: unknown,
  to: Set<string>,
  causes: Map<string, string>,
  from: string | undefined,
): void {
  for (const type of Array.isArray(types) ? types : []) {
    to.add(`${type}`);
    if (from !== undefined) causes.set(`${type}`, from);
  }
}

/** A path may be a link of the kernel's own, or a file that it is bound to, which tells nothing by its name. */
function compareJoined(
  reader: HostReader,
  path: string,
  found: string,
  told: { readonly part: 'namespaces'; readonly what: string; readonly from: string },
  findings: Findings,
): void {
  const there = reader.readLink(path);
  if ('target' in there && /^\w+:\[\d+\]$/.test(there.target)) {
    compare(findings, { ...told, planned: there.target, found });
    return;
  }
  const inode = reader.inode(path);
  if ('error' in inode) findings.unread.push(`${told.what}: ${path}: ${inode.error}`);
  else {
    const number = /\[(\d+)\]$/.exec(found)?.[1] ?? '';
    compare(findings, { ...told, planned: `${inode.inode}`, found: number });
  }
}
