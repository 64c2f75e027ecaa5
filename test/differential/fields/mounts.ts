// The matrix: /mounts.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FieldCase } from './case.ts';

export const mountLine = (target: string): string =>
  `awk '$5 == "${target}" { print $4, $6 } $5 == "${target}" { sub(/.* - /, ""); print $1 }' /proc/self/mountinfo`;

export const mountCases: readonly FieldCase[] = [
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

const notYet = 'not carried out yet';

export const mountUnshown = Object.fromEntries(
  ['uid', 'gid'].flatMap((kind) =>
    ['containerID', 'hostID', 'size'].map((member) => [
      `/mounts/*/${kind}Mappings/*/${member}`,
      notYet,
    ]),
  ),
);
