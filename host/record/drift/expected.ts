// The mounts that a container has if nothing but its plan happened: its mount actions, applied to a table in order, as
// the kernel would. What the plan leaves open (the flags that a bind takes from its source) is taken from the host's own
// mounts.
import type { Done } from './evidence.ts';
import { isBelow, type Mount, mountOf, moved } from './mountinfo.ts';

export type Propagation = 'private' | 'shared' | 'slave' | 'unbindable';

export type Expected = {
  readonly target: string;
  readonly from: string | undefined;
  /** Any of these; absent: any at all. */
  readonly types?: readonly string[];
  /** Of what device, and which directory or file of it; absent: nobody knows. */
  readonly device?: string | undefined;
  readonly root?: string | undefined;
  /** Flags that are known to be there, and known not to be. */
  readonly flags: ReadonlyMap<string, boolean>;
  readonly propagation: Propagation;
  /** `size=…` of a tmpfs, in bytes. */
  readonly sizeBytes?: bigint;
  /** Its source when it is a bind of the host's with all below it. */
  readonly recursiveSource?: string | undefined;
  /** What covers a masked path. */
  readonly mask?: 'directory' | 'file';
};

type Maker = (done: Done, table: Table) => void;

/** Where paths lead, in the container and on the host. */
export type Resolver = {
  readonly inside: (path: string) => string;
  readonly outside: (path: string) => string;
};

export type Table = {
  readonly mounts: Expected[];
  readonly host: readonly Mount[];
  readonly resolve: Resolver;
};

const FLAGS = ['ro', 'nosuid', 'nodev', 'noexec', 'nodiratime', 'nosymfollow'] as const;
const ACCESS_TIMES = ['noatime', 'relatime', 'strictatime'] as const;

/** A Map, not an object: kinds come from a file. */
const MAKERS: ReadonlyMap<string, Maker> = new Map<string, Maker>([
  ['root.bind', makeRoot],
  ['mount.fs', makeFilesystem],
  ['mount.bind', makeBind],
  ['device.bind', makeDevice],
  ['console.bind', makeConsole],
  ['mount.attributes', changeMount],
  ['mount.remove', removeMount],
  ['path.mask', makeMask],
  ['path.readonly', makeReadonly],
  ['root.readonly', changeRoot],
  ['root.propagation', changePropagation],
]);

export function expectMounts(
  done: readonly Done[],
  host: readonly Mount[],
  resolve: Resolver,
): readonly Expected[] {
  const table: Table = { mounts: [], host, resolve };
  for (const one of done) MAKERS.get(one.action.do)?.(one, table);
  return table.mounts;
}

/** Later ones of one target cover earlier ones. */
function topAt(mounts: readonly Expected[], target: string): Expected | undefined {
  return mounts.findLast((mount) => mount.target === target);
}

function makeRoot({ action }: Done, table: Table): void {
  add(table, {
    ...bound(`${action.path}`, table),
    target: '/',
    from: action.from,
    propagation: propagationOf(action.propagation),
    recursiveSource:
      action.recursive === false ? undefined : table.resolve.outside(`${action.path}`),
  });
}

function makeFilesystem({ action, result }: Done, table: Table): void {
  const attributes = words(action.attributes);
  const flags = new Map<string, boolean>(FLAGS.map((flag) => [flag, attributes.includes(flag)]));
  const time = ACCESS_TIMES.find((word) => attributes.includes(word)) ?? 'relatime';
  const isBound = result.as === 'bind-host';
  const sizeBytes = sizeOf(action.data);
  add(table, {
    target: table.resolve.inside(`${action.target}`),
    from: action.from,
    types: [`${action.type}`],
    // The host's own mount has its own flags beside these.
    flags: isBound ? new Map([...flags].filter(([, is]) => is)) : withTime(flags, time),
    propagation: propagationOf(action.propagation),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
    ...(isBound ? { recursiveSource: '/sys' } : {}),
  });
}

function makeBind({ action, result }: Done, table: Table): void {
  if (result.as === 'missing' || result.as === 'symlink') return;
  const source = `${action.source}`;
  const known = bound(source, table);
  const set = [...words(action.set), ...words(action.recursiveSet)];
  const clear = [...words(action.clear), ...words(action.recursiveClear)];
  add(table, {
    ...known,
    target: table.resolve.inside(`${action.target}`),
    from: action.from,
    flags: changed(known.flags, set, clear),
    propagation: propagationOf(action.propagation),
    recursiveSource: action.recursive === true ? table.resolve.outside(source) : undefined,
  });
}

function makeDevice({ action, result }: Done, table: Table): void {
  if (result.as === 'missing' || result.as === 'existing') return;
  add(table, {
    target: table.resolve.inside(`${action.path}`),
    from: action.from,
    flags: new Map([
      ['nosuid', true],
      ['noexec', true],
    ]),
    propagation: 'private',
  });
}

/** The slave of the container's own terminal. */
function makeConsole({ action }: Done, table: Table): void {
  const target = table.resolve.inside('/dev/console');
  add(table, {
    target,
    from: action.from,
    types: ['devpts'],
    flags: new Map(),
    propagation: 'private',
  });
}

function changeMount({ action }: Done, table: Table): void {
  const target = table.resolve.inside(`${action.target}`);
  const set = words(action.set);
  const clear = words(action.clear);
  const sizeBytes = sizeOf(action.superblock);
  change(table, target, action.recursive === true, (mount) => ({
    ...mount,
    flags: changed(mount.flags, set, clear),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
  }));
  if (action.propagation === undefined) return;
  const propagation = propagationOf(action.propagation);
  const isRecursive = action.propagationRecursive === true;
  change(table, target, isRecursive, (mount) => ({ ...mount, propagation }));
}

/** The top one, with all below it. */
function removeMount({ action }: Done, table: Table): void {
  const top = topAt(table.mounts, table.resolve.inside(`${action.target}`));
  const rest = table.mounts.filter(
    (mount) => mount !== top && !(top !== undefined && isStrictlyBelow(mount.target, top.target)),
  );
  table.mounts.splice(0, table.mounts.length, ...rest);
}

function isStrictlyBelow(path: string, above: string): boolean {
  return path !== above && isBelow(path, above);
}

function makeMask({ action, result }: Done, table: Table): void {
  if (result.as !== 'directory' && result.as !== 'file') return;
  add(table, {
    target: table.resolve.inside(`${action.path}`),
    from: action.from,
    flags: new Map([['ro', true]]),
    propagation: 'private',
    mask: result.as,
  });
}

/** Clones what is there, with all below it, and makes the clones read-only. */
function makeReadonly({ action, result }: Done, table: Table): void {
  if (result.as === 'missing') return;
  const target = table.resolve.inside(`${action.path}`);
  const { from } = action;
  const base = table.mounts.findLast((mount) => isBelow(target, mount.target));
  const below = table.mounts.filter(
    (mount) => mount.target !== target && isBelow(mount.target, target),
  );
  const tree = base?.recursiveSource;
  add(table, {
    target,
    from,
    ...(base?.types === undefined ? {} : { types: base.types }),
    flags: changed(base?.flags ?? new Map(), ['ro'], []),
    propagation: 'private',
    ...(tree === undefined ? {} : { recursiveSource: moved(target, base?.target ?? '/', tree) }),
  });
  for (const mount of below)
    add(table, { ...mount, from, flags: changed(mount.flags, ['ro'], []) });
}

function changeRoot(_: Done, table: Table): void {
  change(table, '/', false, (mount) => ({ ...mount, flags: changed(mount.flags, ['ro'], []) }));
}

function changePropagation({ action }: Done, table: Table): void {
  const propagation = propagationOf(action.propagation);
  const isRecursive = action.recursive === true;
  change(table, '/', isRecursive, (mount) => ({ ...mount, propagation }));
}

function add(table: Table, mount: Expected): void {
  table.mounts.push(mount);
}

/** The top one of a target, or it and all below it. */
function change(
  table: Table,
  target: string,
  isRecursive: boolean,
  bend: (mount: Expected) => Expected,
): void {
  const top = topAt(table.mounts, target);
  table.mounts.forEach((mount, index) => {
    const isMeant = mount === top || (isRecursive && isBelow(mount.target, target));
    if (isMeant) table.mounts[index] = bend(mount);
  });
}

type Bound = Pick<Expected, 'device' | 'root' | 'flags'>;

/** A clone of a host's mount shows the same device, and the part of it that the source is. */
function bound(source: string, { host, resolve }: Table): Bound {
  const path = resolve.outside(source);
  const mount = mountOf(host, path);
  if (mount === undefined) return { flags: new Map() };
  const { flags } = mount;
  const known = new Map<string, boolean>(FLAGS.map((flag) => [flag, flags.includes(flag)]));
  const time = ACCESS_TIMES.find((word) => flags.includes(word)) ?? 'strictatime';
  return {
    device: mount.device,
    root: moved(path, mount.target, mount.root),
    flags: withTime(known, time),
  };
}

function changed(
  flags: ReadonlyMap<string, boolean>,
  set: readonly string[],
  clear: readonly string[],
): ReadonlyMap<string, boolean> {
  const result = new Map(flags);
  for (const flag of clear) if (isPlain(flag)) result.set(flag, false);
  for (const flag of set) if (isPlain(flag)) result.set(flag, true);
  const time = ACCESS_TIMES.find((word) => set.includes(word));
  if (time !== undefined) return withTime(result, time);
  // Which one takes its place is the kernel's choice.
  if (ACCESS_TIMES.some((word) => clear.includes(word)))
    for (const word of ACCESS_TIMES) result.delete(word);
  return result;
}

function isPlain(flag: string): boolean {
  return (FLAGS as readonly string[]).includes(flag);
}

/** strictatime is told by the absence of the other two. */
function withTime(flags: ReadonlyMap<string, boolean>, time: string): ReadonlyMap<string, boolean> {
  return new Map([...flags, ['noatime', time === 'noatime'], ['relatime', time === 'relatime']]);
}

function propagationOf(value: unknown): Propagation {
  return value === 'shared' || value === 'slave' || value === 'unbindable' ? value : 'private';
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

/** Of many, the last one holds. */
function sizeOf(options: unknown): bigint | undefined {
  const size = words(options).findLast((word) => word.startsWith('size='));
  return size === undefined ? undefined : bytesOf(size.slice('size='.length));
}

const UNITS: readonly string[] = ['', 'k', 'm', 'g', 't'];

/** `64m` of mount(8); undefined for a share of the memory (`50%`). */
export function bytesOf(text: string): bigint | undefined {
  const [, digits, unit = ''] = /^(\d+)([kmgt]?)$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  return BigInt(digits) << BigInt(10 * UNITS.indexOf(unit.toLowerCase()));
}
