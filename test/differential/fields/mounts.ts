// The matrix: /mounts.
import {
  chmodSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../helpers/config.ts';
import { type Container, testDirectory } from '../../helpers/container.ts';
import { run } from '../../helpers/runtime.ts';
import type { FieldCase } from './case.ts';

export const mountLine = (target: string): string =>
  `awk '$5 == "${target}" { print $4, $6 } $5 == "${target}" { sub(/.* - /, ""); print $1 }' /proc/self/mountinfo`;

const plainCases: readonly FieldCase[] = [
  {
    title: 'cannot write to what is mounted below a bind either, with `rro`',
    fields: ['/mounts/*/options/*'],
    set: (config, container) => {
      bindFile(config, container, []);
      const below = { destination: '/srv/below', type: 'tmpfs', source: 'none', options: [] };
      config.mounts.push(below, {
        destination: '/var',
        type: 'none',
        source: '/dev',
        options: ['rbind', 'rro', 'rnosuid', 'rnoexec'],
      });
    },
    inside:
      'touch /srv/below/x && echo allowed; touch /var/x /var/shm/x 2>/dev/null || echo refused; ' +
      "grep -c ' /var.* ro,nosuid,.*noexec.* - ' /proc/self/mountinfo | sed 's/^0$/none/;s/^[1-9].*/some/'; " +
      "grep ' /var' /proc/self/mountinfo | grep -vc ' ro,'",
    answer: 'allowed\nrefused\nsome\n0\n',
    unlike: { crun: "Debian's loses `rro` of what is below" },
  },
  {
    title: 'finds in a tmpfs what it covers, with `tmpcopyup`',
    fields: ['/mounts/*/options/*'],
    rootfs: (rootfs) => writeFileSync(join(rootfs, 'srv/file'), 'text\n', { mode: 0o640 }),
    set: ({ mounts }) => {
      const options = ['tmpcopyup', 'nodev'];
      mounts.push({ destination: '/srv', type: 'tmpfs', source: 'tmpfs', options });
    },
    inside: 'cat /srv/file; stat -c %a /srv/file; echo new >/srv/file; cat /srv/file',
    answer: 'text\n640\nnew\n',
  },
  {
    title: 'has a link of its own where the source is one, with `copy-symlink`',
    fields: ['/mounts/*/options/*'],
    set: ({ mounts }, container) => {
      const source = join(container.bundle, 'link');
      symlinkSync('/etc/hosts', source);
      mounts.push({
        destination: '/srv/link',
        type: 'none',
        source,
        options: ['bind', 'copy-symlink'],
      });
    },
    inside: 'readlink /srv/link',
    answer: '/etc/hosts\n',
    unlike: { runc: 'knows no such option', crun: 'not before crun 1.9' },
  },
  {
    title: 'sees a link itself bound on a link, with `src-nofollow` and `dest-nofollow`',
    fields: ['/mounts/*/options/*'],
    rootfs: (rootfs) => symlinkSync('/etc/hosts', join(rootfs, 'srv/link')),
    set: ({ mounts }, container) => {
      const source = join(container.bundle, 'link');
      symlinkSync('/no/where', source);
      const options = ['bind', 'src-nofollow', 'dest-nofollow'];
      mounts.push({ destination: '/srv/link', type: 'none', source, options });
    },
    inside: 'readlink /srv/link',
    answer: '/no/where\n',
    unlike: { runc: 'knows no such options', crun: 'not before crun 1.9' },
  },
  {
    title: 'sees the ids of a bound directory as they are mapped',
    needs: ['mapped-ids'],
    fields: ['uid', 'gid'].flatMap((kind) =>
      ['containerID', 'hostID', 'size'].map((member) => `/mounts/*/${kind}Mappings/*/${member}`),
    ),
    set: (config, container) => {
      bindFile(config, container, []);
      const mapping = (hostID: number) => [{ containerID: 0, hostID, size: 10 }];
      Object.assign(config.mounts.at(-1) as object, {
        uidMappings: mapping(1000),
        gidMappings: mapping(2000),
      });
    },
    inside: 'stat -c %u:%g /srv/file',
    answer: '1000:2000\n',
    unlike: { runc: 'not before runc 1.2', crun: 'needs a user namespace' },
  },
  {
    title: 'sees the ids of a bound directory as its own are mapped, with `idmap`',
    needs: ['mapped-ids'],
    fields: ['/mounts/*/options/*'],
    set: (config, container) => {
      withUserNamespace(config);
      bindFile(config, container, ['idmap']);
    },
    inside: 'stat -c %u:%g /srv/file',
    answer: '0:0\n',
    unlike: { runc: 'not before runc 1.2' },
  },
  {
    title: 'sees the ids of a bound directory and of what is mounted in it mapped, with `ridmap=`',
    needs: ['mapped-ids'],
    fields: ['/mounts/*/options/*'],
    set: (config, container) => {
      withUserNamespace(config);
      bindFile(config, container, ['ridmap=uids=0-100005-10;gids=@0-7-10']);
    },
    inside: 'stat -c %u:%g /srv/file',
    answer: '5:7\n',
    unlike: { runc: 'not before runc 1.2', crun: 'not before crun 1.9' },
  },
  {
    title: 'has a directory bound that only root may reach, into its user namespace',
    fields: ['/mounts/*/source'],
    set: (config, container) => {
      withUserNamespace(config);
      bindFile(config, container, []);
      chmodSync(join(container.bundle, 'data'), 0o755);
      const secret = join(container.bundle, 'secret');
      mkdirSync(secret, { mode: 0o700 });
      renameSync(join(container.bundle, 'data'), join(secret, 'data'));
      Object.assign(config.mounts.at(-1) as object, { source: join(secret, 'data') });
    },
    inside: 'cat /srv/file',
    answer: 'text\n',
    unlike: { runc: 'binds nothing that its mapped root cannot reach' },
  },
  {
    title: 'has this filesystem mounted',
    fields: ['destination', 'type', 'source', 'options/*'].map((member) => `/mounts/*/${member}`),
    set: ({ mounts }) => {
      mounts.push({
        destination: '/srv/new',
        type: 'tmpfs',
        source: 'named',
        options: ['nosuid', 'noexec', 'size=64k'],
      });
    },
    inside: "sed -n 's/.* \\(.srv.new [^ ]* \\).*- \\(.*\\)/\\1\\2/p' /proc/self/mountinfo",
    // With SELinux the kernel tells of it, too.
    answer: /^\/srv\/new rw,nosuid,noexec,relatime tmpfs named rw,(seclabel,)?size=64k.*\n$/,
  },
  {
    title: 'has this directory of the host bound',
    fields: ['/mounts/*/source', '/mounts/*/options/*'],
    set: ({ mounts }, container) => {
      const source = join(container.bundle, 'data');
      mkdirSync(source);
      writeFileSync(join(source, 'file'), 'text\n');
      mounts.push({ destination: '/srv', type: 'none', source, options: ['rbind', 'ro'] });
    },
    inside: 'cat /srv/file; touch /srv/new 2>/dev/null || echo refused',
    answer: 'text\nrefused\n',
  },
];

/** A directory whose mount has peers; `late` and `own` are to be mounted on. */
async function prepareShared(): Promise<() => Promise<void>> {
  const { bundle } = shared();
  mkdirSync(join(bundle, 'late'), { recursive: true });
  mkdirSync(join(bundle, 'own'), { recursive: true });
  await run(['mount', '--bind', bundle, bundle]);
  await run(['mount', '--make-shared', bundle]);
  return async () => {
    await run(['umount', '-R', bundle]);
  };
}

const shared = () => ({ bundle: join(testDirectory(), 'shared') });

/** Mounts on the host below it, and tells which way mounts went. */
async function whichWay(_container: Container, pid: number): Promise<string> {
  const { bundle } = shared();
  await run(['mount', '-t', 'tmpfs', 'none', join(bundle, 'late')]);
  const has = (process: number | 'self', target: string) =>
    readFileSync(`/proc/${process}/mountinfo`, 'utf8').includes(` ${target} `) ? 'yes' : 'no';
  return `in ${has(pid, '/srv/late')} out ${has('self', join(bundle, 'own'))}`;
}

/** Binds it with this word for its propagation, and mounts something there inside. */
const bindShared =
  (word: string | undefined, root: string | undefined) =>
  ({ mounts, linux, process }: Config): void => {
    if (root !== undefined) linux.rootfsPropagation = root;
    const options = ['rbind', ...(word === undefined ? [] : [word])];
    mounts.push({ destination: '/srv', type: 'none', source: shared().bundle, options });
    process.capabilities = Object.fromEntries(
      ['bounding', 'effective', 'permitted'].map((set) => [set, ['CAP_SYS_ADMIN']]),
    );
  };

const flows: readonly [root: string | undefined, word: string | undefined, answer: string][] = [
  [undefined, 'rprivate', 'in no out no'],
  [undefined, 'rslave', 'in yes out no'],
  ['rslave', undefined, 'in yes out no'],
  ['rslave', 'rshared', 'in yes out no'],
  ['rshared', 'rshared', 'in yes out yes'],
  ['rshared', 'rslave', 'in yes out no'],
  ['rshared', undefined, 'in yes out yes'],
  ['rshared', 'rprivate', 'in no out no'],
];

const flowCases: readonly FieldCase[] = flows.map(([root, word, answer]) => ({
  title: `exchanges mounts as its root (${root ?? 'unset'}) and a bind (${word ?? 'unset'}) say`,
  fields: ['/linux/rootfsPropagation', '/mounts/*/options/*'],
  prepare: prepareShared,
  set: bindShared(word, root),
  inside: 'mount -t tmpfs none /srv/own',
  outside: whichWay,
  answer,
  unlike: { crun: 'starts in a mount namespace here that has no peers' },
}));

/** A directory with one file of root's, bound on /srv. */
function bindFile({ mounts }: Config, container: Container, options: string[]): void {
  const source = join(container.bundle, 'data');
  mkdirSync(source);
  writeFileSync(join(source, 'file'), 'text\n');
  mounts.push({ destination: '/srv', type: 'none', source, options: ['bind', ...options] });
}

/** A user namespace whose root may go where the root outside may: not into a directory of root's. */
function withUserNamespace({ linux }: Config): void {
  const mapping = [{ containerID: 0, hostID: 100000, size: 1000 }];
  linux.namespaces.push({ type: 'user' });
  Object.assign(linux, { uidMappings: mapping, gidMappings: mapping });
}

export const mountCases: readonly FieldCase[] = [...plainCases, ...flowCases];
