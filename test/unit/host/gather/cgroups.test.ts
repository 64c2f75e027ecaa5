import assert from 'node:assert/strict';
import { readCgroupLayout } from '../../../../host/gather/cgroups.ts';
import { memoryReader, ROOT } from '../../../../host/gather/memory.ts';
import type { Caller } from '../../../../host/gather/reader.ts';

const V1_MOUNTS = [
  '31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755',
  '35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:9 - cgroup cgroup rw,memory',
  '32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu,cpuacct',
  '40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd',
];
const V2_MOUNT = '41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw';

function layout(
  mountinfo: readonly string[],
  cgroup: readonly string[],
  files = {},
  caller: Caller = ROOT,
) {
  return readCgroupLayout(
    memoryReader({
      caller,
      files: {
        '/proc/self/mountinfo': `${mountinfo.join('\n')}\n`,
        '/proc/self/cgroup': `${cgroup.join('\n')}\n`,
        ...files,
      },
    }),
  );
}

describe('cgroup layout', () => {
  it('reports legacy, sorted by mount, when there are only v1 hierarchies', () => {
    assert.deepEqual(layout(V1_MOUNTS, ['9:name=systemd:/a', '4:memory:/b', '1:cpu,cpuacct:/']), {
      hierarchies: [
        {
          controllers: ['cpu', 'cpuacct'],
          delegated: true,
          mount: '/sys/fs/cgroup/cpu,cpuacct',
          name: '',
          own: '/',
        },
        {
          controllers: ['memory'],
          delegated: true,
          mount: '/sys/fs/cgroup/memory',
          name: '',
          own: '/b',
        },
        {
          controllers: [],
          delegated: true,
          mount: '/sys/fs/cgroup/systemd',
          name: 'systemd',
          own: '/a',
        },
      ],
      mode: 'legacy',
      unified: null,
    });
  });

  it('reports hybrid when a cgroup2 mount stands beside v1 hierarchies', () => {
    const found = layout([...V1_MOUNTS, V2_MOUNT], ['4:memory:/', '0::/x'], {
      '/sys/fs/cgroup/unified/cgroup.controllers': 'pids hugetlb\n',
    });
    assert.equal(found.mode, 'hybrid');
    assert.deepEqual(found.unified, {
      controllers: ['hugetlb', 'pids'],
      delegated: true,
      mount: '/sys/fs/cgroup/unified',
      own: '/x',
    });
  });

  it('reports unified when cgroup2 is all there is', () => {
    const found = layout(
      ['30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw'],
      ['0::/user.slice'],
    );
    assert.equal(found.mode, 'unified');
    assert.deepEqual(found.hierarchies, []);
    assert.equal(found.unified?.own, '/user.slice');
  });

  it('reports none when nothing is mounted', () => {
    assert.deepEqual(layout([], ['4:memory:/', '0::/']), {
      hierarchies: [],
      mode: 'none',
      unified: null,
    });
  });

  it('says of root that he may make cgroups, and of others what they may write', () => {
    const plain = { ...ROOT, uid: 1000 };
    const inNamespace = { ...ROOT, nested: true };
    const isDelegated = (caller: Caller, files: object = {}): boolean | undefined =>
      layout(V1_MOUNTS, ['4:memory:/user/b'], files, caller).hierarchies[0]?.delegated;
    const writable = { '/sys/fs/cgroup/memory/user/cgroup.procs': '' };
    assert.equal(isDelegated(ROOT), true);
    for (const caller of [plain, inNamespace]) {
      assert.equal(isDelegated(caller), false);
      assert.equal(isDelegated(caller, writable), true);
    }
  });

  it('leaves out a hierarchy that is not mounted', () => {
    assert.deepEqual(layout(V1_MOUNTS, ['7:blkio:/']).hierarchies, []);
  });

  it('counts the own path from where the mount starts in its hierarchy', () => {
    const mount = '35 31 0:32 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory';
    const own = (path: string) => layout([mount], [`4:memory:${path}`]).hierarchies[0]?.own;
    assert.equal(own('/docker/abc'), '/');
    assert.equal(own('/docker/abc/init'), '/init');
    assert.equal(own('/docker/abcdef'), '/docker/abcdef');
  });

  it('reads escaped mount points, and colons in paths', () => {
    const mount = '35 31 0:32 / /sys/fs/my\\040cgroup rw - cgroup cgroup rw,memory';
    const [hierarchy] = layout([mount], ['4:memory:/a:b']).hierarchies;
    assert.equal(hierarchy?.mount, '/sys/fs/my cgroup');
    assert.equal(hierarchy?.own, '/a:b');
  });
});
