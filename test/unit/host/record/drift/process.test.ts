// What is compared of the container's process, and what is not when it cannot be.
import assert from 'node:assert/strict';
import { found, PID, shows, told, write } from './machine.ts';

const own = { '/proc/self/ns/net': 'net:[1]', '/proc/self/ns/uts': 'uts:[2]' };
const others = { [`/proc/${PID}/ns/net`]: 'net:[3]', [`/proc/${PID}/ns/uts`]: 'uts:[4]' };

describe('a restored container', () => {
  const restore = [
    { do: 'namespace.open', type: 'network', path: '/proc/5/ns/net' },
    { do: 'criu.restore' },
    write('pids.max', '60'),
    { do: 'criu.spawn' },
  ];
  const links = { ...own, ...others, '/proc/5/ns/net': 'net:[3]' };
  const files = {
    [`/proc/${PID}/status`]: 'NoNewPrivs:\t1\nSeccomp:\t2\nSeccomp_filters:\t1\n',
    ...shows('pids.max', '60'),
  };

  it('is not held against a plan that leaves the rest to criu', async () => {
    const { differences, unread, compared } = await found({ records: [restore], links, files });
    assert.deepEqual([differences, compared], [[], 2]);
    assert.match(unread.join(), /^what criu restored: .*namespaces.*identity.*mounts/);
  });

  it('still has the limits and the joined namespaces of the plan', async () => {
    const changed = { ...links, [`/proc/${PID}/ns/net`]: 'net:[9]' };
    const shown = { ...files, ...shows('pids.max', 'max') };
    assert.deepEqual(await told({ records: [restore], links: changed, files: shown }), [
      'network namespace: net:[3] -> net:[9]',
      'pids.max: 60 -> max',
    ]);
  });
});

describe('a namespace that cannot be looked at', () => {
  const records = [[{ do: 'process.spawn', namespaces: ['network', 'uts'] }]];

  it('is named, unless this kernel has none of its type', async () => {
    const denied = `/proc/${PID}/ns/net`;
    const { unread } = await found({
      records,
      links: { ...own, ...others },
      bend: (reader) => ({
        ...reader,
        readLink: (path) => (path === denied ? { error: 'EACCES' } : reader.readLink(path)),
      }),
    });
    assert.deepEqual(unread, ['network namespace: EACCES']);
  });
});

describe('a container that ends while it is looked at', () => {
  const records = [
    [
      { do: 'root.bind', path: '/' },
      { do: 'cgroup.create', mount: '/sys/fs/cgroup', path: 'one' },
    ],
  ];
  const without = (name: string, error: string) =>
    found({
      records,
      bend: (reader) => ({
        ...reader,
        readFile: (path, limit) =>
          path === `/proc/${PID}/${name}` ? { error } : reader.readFile(path, limit),
      }),
    });

  for (const [name, error] of [
    ['status', 'ESRCH'],
    ['mountinfo', 'EINVAL'],
    ['cgroup', 'ENOENT'],
  ] as const) {
    it(`is said to have ended, not told as changed: ${name}, ${error}`, async () => {
      await assert.rejects(without(name, error), {
        code: 'container-ended',
        message: 'the container ended meanwhile',
      });
    });
  }

  it('is not said to have ended when its files are only forbidden', async () => {
    await assert.rejects(without('mountinfo', 'EACCES'), {
      code: 'process-unreadable',
      message: `/proc/${PID}/mountinfo: EACCES`,
    });
  });
});
