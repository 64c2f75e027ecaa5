// The container's mounts as the kernel has them, against those that its plan made.
import type { HostReader } from '../../gather/reader.ts';
import { compare, type Findings } from './difference.ts';
import type { Done } from './evidence.ts';
import { bytesOf, type Expected, expectMounts, type Resolver } from './expected.ts';
import { isBelow, type Mount, moved, readMounts } from './mountinfo.ts';
import { readPageSizes } from './pages.ts';

/** Hooks that run where they may mount something for the container. */
const MOUNTING_HOOKS: readonly string[] = [
  'prestart',
  'createRuntime',
  'createContainer',
  'startContainer',
];

export function compareMounts(
  reader: HostReader,
  pid: number,
  done: readonly Done[],
  findings: Findings,
): void {
  // Without a mount namespace of its own it has the host's mounts, whatever they are.
  if (!done.some(({ action }) => action.do === 'root.bind')) return;
  const host = readMounts(reader, 'self');
  const found = readMounts(reader, `${pid}`);
  const resolve = resolverOf(reader, pid);
  const expected = expectMounts(done, host, resolve);
  const hasHooks = done.some(
    ({ action }) => action.do === 'hook.run' && MOUNTING_HOOKS.includes(`${action.point}`),
  );
  const pageSizes = readPageSizes(reader);
  const targets = new Set([...expected, ...found].map(({ target }) => target));
  for (const target of targets) {
    const planned = expected.filter((mount) => mount.target === target);
    const there = found.filter((mount) => mount.target === target);
    compareTarget({ target, planned, there, expected, host, hasHooks, pageSizes }, findings);
  }
}

type AtTarget = {
  readonly target: string;
  readonly planned: readonly Expected[];
  readonly there: readonly Mount[];
  readonly expected: readonly Expected[];
  readonly host: readonly Mount[];
  readonly hasHooks: boolean;
  readonly pageSizes: readonly bigint[];
};

function compareTarget(at: AtTarget, findings: Findings): void {
  const { target, planned, there, pageSizes } = at;
  planned.forEach((mount, index) => {
    const found = there[index];
    if (found === undefined) {
      const what = `mount on ${target}`;
      const wanted = mount.mask === undefined ? describe(mount) : `masked (${mount.mask})`;
      const { from } = mount;
      compare(findings, {
        part: 'mounts',
        what,
        planned: wanted,
        found: 'not mounted',
        ...named(from),
      });
    } else compareMount(mount, found, pageSizes, findings);
  });
  for (const extra of there.slice(planned.length)) compareExtra(at, extra, findings);
}

function compareMount(
  planned: Expected,
  found: Mount,
  pageSizes: readonly bigint[],
  findings: Findings,
): void {
  const { from, target } = planned;
  const tell = (what: string, wanted: string, is: string, isSame?: boolean): void =>
    compare(findings, {
      part: 'mounts',
      what: `${what} of ${target}`,
      planned: wanted,
      found: is,
      ...(isSame === undefined ? {} : { isSame }),
      ...named(from),
    });
  if (planned.mask !== undefined) {
    const isMask =
      planned.mask === 'directory' ? found.type === 'tmpfs' : found.root.endsWith('/null');
    tell('mask', `masked (${planned.mask})`, describeFound(found), isMask);
  }
  if (planned.types !== undefined)
    tell('type', planned.types.join(' or '), found.type, planned.types.includes(found.type));
  if (planned.device !== undefined && planned.root !== undefined) {
    // A file that was replaced on the host since is another one there; its name is the same.
    const isSame = planned.device === found.device && planned.root === found.root;
    tell(
      'source',
      `${planned.root} of ${planned.device}`,
      `${found.root} of ${found.device}`,
      isSame,
    );
  }
  for (const [flag, isSet] of planned.flags) {
    tell(flagName(flag), isSet ? 'yes' : 'no', found.flags.includes(flag) ? 'yes' : 'no');
  }
  tell(
    'propagation',
    planned.propagation,
    tagsOf(found),
    hasPropagation(found, planned.propagation),
  );
  compareSize(planned, found, pageSizes, tell);
}

function compareSize(
  { sizeBytes }: Expected,
  { options, type }: Mount,
  pageSizes: readonly bigint[],
  tell: (what: string, wanted: string, is: string) => void,
): void {
  if (sizeBytes === undefined || type !== 'tmpfs') return;
  const size = options.find((word) => word.startsWith('size='))?.slice('size='.length);
  const found = size === undefined ? undefined : bytesOf(size);
  // A whole number of pages is what the kernel makes of it.
  const isRounded =
    found === sizeBytes ||
    pageSizes.some((page) => found === ((sizeBytes + page - 1n) / page) * page);
  tell('size', `${sizeBytes}`, isRounded ? `${sizeBytes}` : `${found ?? 'unlimited'}`);
}

/** Nothing planned it: one that came along with a bind of a whole tree of the host's is none. */
function compareExtra(at: AtTarget, extra: Mount, findings: Findings): void {
  const { target, expected, host, hasHooks, planned } = at;
  const tree =
    planned.length > 0 ? undefined : expected.findLast((mount) => isBelow(target, mount.target));
  const source = tree?.recursiveSource;
  const origin = source === undefined ? undefined : moved(target, tree?.target ?? '/', source);
  // Several may be mounted on one place, and all come along.
  const isTheirs = host.some(
    (mount) =>
      mount.target === origin && mount.device === extra.device && mount.root === extra.root,
  );
  compare(findings, {
    part: 'mounts',
    what: `mount on ${target}`,
    planned: planned.length > 0 ? 'nothing over it' : 'nothing mounted',
    found: describeFound(extra),
    isSame: isTheirs,
    ...named(planned.at(-1)?.from ?? tree?.from),
    ...(hasHooks ? { note: 'a hook of the config may have mounted it' } : {}),
  });
}

function describe({ types, root, device }: Expected): string {
  if (types !== undefined) return types.join(' or ');
  return root === undefined ? 'mounted' : `${root} of ${device}`;
}

function describeFound({ type, root, device, flags }: Mount): string {
  const part = root === '/' ? '' : ` (${root} of ${device})`;
  return `${type}${part} ${flags.join(',')}`;
}

function flagName(flag: string): string {
  return flag === 'ro' ? 'read-only' : flag;
}

function tagsOf({ tags }: Mount): string {
  const known = tags.filter((tag) => tag !== '' && tag !== 'propagate_from');
  return known.length === 0 ? 'private' : known.join(',');
}

/** What is made a slave of nobody's peer has no master, and is as good as private. */
function hasPropagation({ tags }: Mount, planned: Expected['propagation']): boolean {
  if (planned === 'shared') return tags.includes('shared');
  if (tags.includes('shared')) return false;
  if (planned === 'unbindable') return tags.includes('unbindable');
  return planned === 'slave' || !tags.includes('master');
}

function named(from: string | undefined): { readonly from?: string } {
  return from === undefined ? {} : { from };
}

const LINKS_LIMIT = 40;

/** Follows symbolic links as openat2(2) does: in the container within its root, on the host as they stand. */
function resolverOf(reader: HostReader, pid: number): Resolver {
  return {
    inside: (path) => follow(reader, `/proc/${pid}/root`, path),
    outside: (path) => follow(reader, '', path),
  };
}

function follow(reader: HostReader, root: string, path: string): string {
  let rest = path.split('/');
  let at = '';
  for (let links = 0; rest.length > 0; ) {
    const [step = '', ...more] = rest;
    rest = more;
    if (step === '' || step === '.') continue;
    if (step === '..') {
      at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
      continue;
    }
    const link = reader.readLink(`${root}${at}/${step}`);
    // Links of the kernel's own lead to an object, not along a path.
    if ('target' in link && links < LINKS_LIMIT && !/^\w+:\[/.test(link.target)) {
      links += 1;
      rest = [...link.target.split('/'), ...rest];
      if (link.target.startsWith('/')) at = '';
    } else at = `${at}/${step}`;
  }
  return at === '' ? '/' : at;
}
