// Which cgroup hierarchies there are, where, and where in them the caller stands: cgroups(7), proc_pid_mountinfo(5),
// proc_pid_cgroup(5).
import type { HostReader } from './reader.ts';
import { linesOf, readText, readTextIfThere } from './text.ts';

export type Hierarchy = {
  readonly controllers: readonly string[];
  /** The caller may make a cgroup beside his own. */
  readonly delegated: boolean;
  readonly mount: string;
  /** Of a hierarchy without controllers (`systemd`); else empty. */
  readonly name: string;
  readonly own: string;
};

export type CgroupLayout = {
  readonly hierarchies: readonly Hierarchy[];
  readonly mode: 'hybrid' | 'legacy' | 'none' | 'unified';
  readonly unified: {
    readonly controllers: readonly string[];
    readonly delegated: boolean;
    readonly mount: string;
    readonly own: string;
  } | null;
};

type Mount = {
  readonly root: string;
  readonly mount: string;
  readonly type: string;
  readonly superOptions: readonly string[];
};

type Membership = { readonly controllers: string; readonly path: string };

export function readCgroupLayout(reader: HostReader): CgroupLayout {
  const mounts = parseMountinfo(readText(reader, '/proc/self/mountinfo'));
  const memberships = parseMemberships(readText(reader, '/proc/self/cgroup'));
  const hierarchies = memberships
    .flatMap((membership) => findHierarchy(membership, mounts, reader))
    .sort((a, b) => (a.mount < b.mount ? -1 : 1));
  const unified = findUnified(memberships, mounts, reader);
  return { hierarchies, mode: modeOf(hierarchies.length > 0, unified !== null), unified };
}

/** Process 1's: on v1 in systemd's own hierarchy. */
export function readManagerCgroup(reader: HostReader): string | undefined {
  const text = readTextIfThere(reader, '/proc/1/cgroup');
  const memberships = typeof text === 'string' ? parseMemberships(text) : [];
  const own = memberships.find(({ controllers }) => controllers === 'name=systemd');
  return (own ?? memberships.find(({ controllers }) => controllers === ''))?.path;
}

function modeOf(hasV1: boolean, hasV2: boolean): CgroupLayout['mode'] {
  if (hasV1) return hasV2 ? 'hybrid' : 'legacy';
  return hasV2 ? 'unified' : 'none';
}

/** `9:name=systemd:/init.scope`, `4:cpu,cpuacct:/`, `0::/` for v2. The path is the rest: it may hold colons. */
function parseMemberships(text: string): Membership[] {
  return linesOf(text).flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    return controllers === undefined || path === undefined ? [] : [{ controllers, path }];
  });
}

/** ID PARENT MAJOR:MINOR ROOT MOUNT OPTIONS [OPTIONAL…] - TYPE SOURCE SUPER-OPTIONS */
function parseMountinfo(text: string): Mount[] {
  return linesOf(text).flatMap((line) => {
    const [before, after] = line.split(' - ', 2);
    const [, , , root, mount] = before?.split(' ') ?? [];
    const [type, , superOptions] = after?.split(' ') ?? [];
    if (root === undefined || mount === undefined || type === undefined) return [];
    if (type !== 'cgroup' && type !== 'cgroup2') return [];
    return [
      {
        root: plainPath(root),
        mount: plainPath(mount),
        type,
        superOptions: (superOptions ?? '').split(','),
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

function findHierarchy(
  membership: Membership,
  mounts: readonly Mount[],
  reader: HostReader,
): Hierarchy[] {
  if (membership.controllers === '') return []; // v2
  const words = membership.controllers.split(',');
  const mount = mounts.find(
    ({ type, superOptions }) =>
      type === 'cgroup' && words.every((word) => superOptions.includes(word)),
  );
  if (mount === undefined) return [];
  const named = words.find((word) => word.startsWith('name='));
  const own = belowMount(membership.path, mount.root);
  return [
    {
      controllers: words.filter((word) => word !== named).sort(),
      delegated: isDelegated(mount.mount, own, reader),
      mount: mount.mount,
      name: named?.slice('name='.length) ?? '',
      own,
    },
  ];
}

function findUnified(
  memberships: readonly Membership[],
  mounts: readonly Mount[],
  reader: HostReader,
): CgroupLayout['unified'] {
  const membership = memberships.find(({ controllers }) => controllers === '');
  const mount = mounts.find(({ type }) => type === 'cgroup2');
  if (membership === undefined || mount === undefined) return null;
  const own = belowMount(membership.path, mount.root);
  return {
    controllers: readControllers(reader, mount.mount),
    delegated: isDelegated(mount.mount, own, reader),
    mount: mount.mount,
    own,
  };
}

/**
 * Nobody asks it of a caller who may anyway. Into a new cgroup only who may write `cgroup.procs` of the ancestor that both
 * have can move (cgroups(7), v2).
 */
function isDelegated(mount: string, own: string, reader: HostReader): boolean {
  const { nested, uid } = reader.caller();
  if (uid === 0 && !nested) return true;
  const parent = mount + own.slice(0, own.lastIndexOf('/'));
  return reader.isWritable(parent) && reader.isWritable(`${parent}/cgroup.procs`);
}

function readControllers(reader: HostReader, folder: string): string[] {
  const text = readTextIfThere(reader, `${folder}/cgroup.controllers`);
  // Absent inside a cgroup namespace whose root is not delegated: then nothing can be limited there either.
  return typeof text === 'string'
    ? text
        .split(/\s+/)
        .filter((word) => word !== '')
        .sort()
    : [];
}

/** A mount may show only a part of its hierarchy (in a container without a cgroup namespace): paths start there. */
function belowMount(path: string, root: string): string {
  if (root === '/' || !`${path}/`.startsWith(`${root}/`)) return path;
  return path.slice(root.length) || '/';
}
