// The matrix: /mounts.
import { chmodSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../../helpers/config.ts';
import type { Container } from '../../helpers/container.ts';
import type { FieldCase } from './case.ts';

export const mountLine = (target: string): string =>
  `awk '$5 == "${target}" { print $4, $6 } $5 == "${target}" { sub(/.* - /, ""); print $1 }' /proc/self/mountinfo`;

export const mountCases: readonly FieldCase[] = [
  {
    title: 'sees the ids of a bound directory as they are mapped',
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
    answer: /^\/srv\/new rw,nosuid,noexec,relatime tmpfs named rw,size=64k.*\n$/,
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

export const mountUnshown = {};
