// What the helper makes of each form of a mount action, by plans written by hand: also the forms that
// few configs lead to.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Action, type Carried, carry, procfs } from '../attacks/attack.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { mountAt, parseMountinfo } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';

const cat = ['/bin/cat', '/proc/self/mountinfo'];
const tmpfs = (fields: Record<string, unknown> = {}): Action => ({
  do: 'mount.fs',
  source: 'tmpfs',
  target: '/srv',
  type: 'tmpfs',
  ...fields,
});
const bind = (source: string, fields: Record<string, unknown> = {}): Action => ({
  do: 'mount.bind',
  source,
  target: '/srv',
  ...fields,
});

function mounted(actions: readonly Action[], container = new Container()) {
  const outcome = carry(container, { mounts: [procfs, ...actions], args: cat });
  assert.equal(outcome.exitCode, 0, outcome.failure);
  return parseMountinfo(outcome.stdout);
}

function refused(actions: readonly Action[], container = new Container()): string {
  const outcome = carry(container, { mounts: [procfs, ...actions] });
  assert.equal(outcome.exitCode, 1);
  return outcome.failure;
}

function shell(actions: readonly Action[], script: string, container = new Container()): Carried {
  const outcome = carry(container, {
    mounts: [procfs, ...actions],
    args: ['/bin/sh', '-c', script],
  });
  assert.equal(outcome.exitCode, 0, outcome.failure + outcome.stderr);
  return outcome;
}

describe('mount.fs', () => {
  leavesNothingBehind();

  it('inheritMode gives a tmpfs the mode of what it covers', () => {
    const outcome = shell([tmpfs({ inheritMode: true, target: '/tmp' })], 'stat -c %a /tmp');
    assert.equal(outcome.stdout, '1777\n');
  });

  it('targetMode is the mode of a directory that is made', () => {
    const container = new Container();
    mounted([tmpfs({ target: '/new/target', targetMode: 0o700 })], container);
    const modes = spawnSync('stat', ['-c', '%a', 'new', 'new/target'], {
      cwd: container.rootfs,
      encoding: 'utf8',
    });
    assert.equal(modes.stdout, '755\n700\n');
  });

  it('copyUp takes types, modes, owners and links along, and leaves the image alone', () => {
    const container = new Container({
      rootfs: (rootfs) => {
        mkdirSync(join(rootfs, 'srv/deep/er'), { recursive: true });
        writeFileSync(join(rootfs, 'srv/deep/file'), 'content\n', { mode: 0o640 });
        symlinkSync('/no/where', join(rootfs, 'srv/link'));
        spawnSync('sh', ['-c', 'mkfifo p; chown 12:34 deep/file; chmod 2750 deep'], {
          cwd: join(rootfs, 'srv'),
        });
      },
    });
    const outcome = shell(
      [tmpfs({ copyUp: true })],
      'cd /srv; stat -c "%n %F %a %u:%g" deep deep/er deep/file p; readlink link; cat deep/file; rm -r deep',
      container,
    );
    assert.equal(
      outcome.stdout,
      'deep directory 2750 0:0\ndeep/er directory 755 0:0\ndeep/file regular file 640 12:34\n' +
        `p fifo ${'644'} 0:0\n/no/where\ncontent\n`,
    );
    assert.equal(readlinkSync(join(container.rootfs, 'srv/link')), '/no/where');
    assert.equal(spawnSync('test', ['-f', join(container.rootfs, 'srv/deep/file')]).status, 0);
  });

  const problems: [what: string, action: Action, failure: RegExp][] = [
    [
      'bad data',
      tmpfs({ data: ['size=banana'] }),
      /^fsconfig \/srv: EINVAL .*Bad value for 'size'/,
    ],
    ['an unknown key', tmpfs({ data: ['nosuch'] }), /^fsconfig \/srv: EINVAL .*'nosuch'/],
    ['an unknown type', tmpfs({ type: 'nosuch' }), /^fsopen \/srv: ENODEV .*does not know/],
    [
      'a target that is a file',
      tmpfs({ target: '/etc/hosts' }),
      /^move_mount .*a directory cannot be/,
    ],
  ];
  for (const [what, action, failure] of problems) {
    it(`${what} is told in the kernel's words`, () => {
      assert.match(refused([action]), failure);
    });
  }
});

describe('mount.fs with a parameter of over 255 bytes', () => {
  leavesNothingBehind();

  const layer = (name: string): string => {
    const path = join(testDirectory(), name);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, name.slice(0, 5)), '');
    return path;
  };
  const layers = (...names: string[]): Action => ({
    ...tmpfs({ type: 'overlay', source: 'layers' }),
    data: [`lowerdir=${names.join(':')}`],
  });
  const long = 'l'.repeat(200);

  it('is as any other: attributes, what the plan says of the superblock, one mount', () => {
    const [one, two] = [layer(`one-1${long}`), layer(`two-2${long}`)];
    const data = ['ro', `lowerdir=${one}:${two}`];
    const attributes = ['nosuid', 'noatime'];
    const mounts = mounted([{ ...layers(), data, attributes }]);
    const found = mountAt(mounts, '/srv');
    assert.deepEqual([found.type, found.source], ['overlay', 'layers']);
    assert.deepEqual(found.options, ['noatime', 'nosuid', 'rw']);
    assert.ok(found.superOptions.includes('ro'));
    assert.equal(mounts.filter(({ target }) => target === '/srv').length, 1);
  });

  it('keeps what overlay has after a backslash', () => {
    const [one, two] = [layer(`a,b:c${long}`), layer(`other${long}`)];
    const escaped = one.replace(/[,:]/g, '\\$&');
    const { stdout } = shell([layers(escaped, two)], 'cd /srv; ls');
    assert.equal(stdout, 'a,b:c\nother\n');
  });

  it('covers a link at the target with nofollow, and copies up', () => {
    const container = new Container({
      rootfs: (rootfs) => {
        symlinkSync('/etc', join(rootfs, 'link'));
        writeFileSync(join(rootfs, 'srv/kept'), '');
      },
    });
    const source = 's'.repeat(300);
    const { stdout } = shell(
      [tmpfs({ source, copyUp: true })],
      'ls /srv; cat /proc/self/mountinfo',
      container,
    );
    assert.match(stdout, new RegExp(`^kept\n[^]* - tmpfs ${source} `));
    const failure = refused([{ ...tmpfs({ source, target: '/link' }), nofollow: true }], container);
    assert.match(failure, /^move_mount \/link: /);
  });

  const problems: [what: string, action: Action, failure: RegExp][] = [
    ['a missing layer', layers(`/no/${long}`, `/no/${long}`), /^mount \/srv: ENOENT/],
    [
      'a comma beside it',
      { ...layers(`/${long}:/${long}`), data: [`lowerdir=/${long}:/${long}`, 'upperdir=/a,b'] },
      /^mount \/srv: EINVAL a comma/,
    ],
    ['a last backslash', layers(`/${long}:/${long}\\`), /^mount \/srv: EINVAL a comma/],
    [
      'more than a page',
      layers(...Array.from({ length: 21 }, () => `/${long}`)),
      /^mount \/srv: E2BIG .*4095/,
    ],
    ['an unknown type', { ...layers(`/${long}:/${long}`), type: 'nosuch' }, /^mount \/srv: ENODEV/],
    [
      'a remount',
      { do: 'mount.attributes', superblock: [`size=${long}${long}`], target: '/proc' },
      /^fsconfig \/proc: EINVAL parameter size is of over 255 bytes/,
    ],
  ];
  for (const [what, action, failure] of problems) {
    it(`${what} is an error that says what is wrong`, () => {
      assert.match(refused([action]), failure);
    });
  }
});

describe('mount.bind', () => {
  leavesNothingBehind();

  it('maps ids: what 0 owns is shown as owned by 1000', () => {
    const map = [{ container: 0, host: 1000, size: 10 }];
    const container = new Container();
    const script = 'stat -c %u:%g /srv/config.json; grep -c idmapped /proc/self/mountinfo';
    const source = {
      do: 'source.open',
      gidMap: map,
      slot: 3,
      source: container.bundle,
      uidMap: map,
    };
    const outcome = carry(container, {
      parent: [source],
      mounts: [procfs, bind(container.bundle, { slot: 3 })],
      args: ['sh', '-c', script],
    });
    assert.equal(outcome.stdout, '1000:1000\n1\n');
  });

  it('sets and clears attributes of the top mount and of all below', () => {
    const mounts = mounted([
      tmpfs({ target: '/srv' }),
      bind('/etc', {
        recursive: true,
        recursiveSet: ['ro', 'nodev'],
        clear: ['ro'],
        set: ['noexec'],
      }),
    ]);
    assert.deepEqual(mountAt(mounts, '/srv').options, ['nodev', 'noexec', 'relatime', 'rw']);
  });

  it('of a missing source is an error, or skipped when it is not required', () => {
    assert.match(refused([bind('/no/such')]), /^openat2 \/no\/such: ENOENT/);
    const mounts = mounted([bind('/no/such', { required: false })]);
    assert.equal(
      mounts.some(({ target }) => target === '/srv'),
      false,
    );
  });

  it('on / is the root from then on', () => {
    const container = new Container();
    const mounts = mounted([bind(container.rootfs, { target: '/' }), procfs, tmpfs()], container);
    assert.equal(mountAt(mounts, '/srv').type, 'tmpfs');
  });

  it('of a directory on a file, and of a file on a directory, is told as such', () => {
    assert.match(
      refused([bind('/etc', { target: '/etc/hosts' })]),
      /a directory cannot be mounted/,
    );
    assert.match(refused([bind('/etc/hosts')]), /what is no directory cannot be mounted/);
  });

  describe('of a symbolic link', () => {
    const linked = () => {
      const container = new Container();
      symlinkSync('/etc/hosts', join(container.bundle, 'link'));
      return { container, link: join(container.bundle, 'link') };
    };

    it('binds what it leads to', () => {
      const { container, link } = linked();
      const mounts = mounted([bind(link, { target: '/new' })], container);
      assert.equal(mountAt(mounts, '/new').root, '/etc/hosts');
    });

    it('binds the link itself with sourceNofollow', () => {
      const { container, link } = linked();
      const outcome = shell(
        [bind(link, { sourceNofollow: true, target: '/new' })],
        'readlink /new',
        container,
      );
      assert.equal(outcome.stdout, '/etc/hosts\n');
    });

    it('makes an equal one with copySymlink, twice the same', () => {
      const { container, link } = linked();
      const action = bind(link, { copySymlink: true, target: '/new' });
      mounted([action, action], container);
      assert.equal(readlinkSync(join(container.rootfs, 'new')), '/etc/hosts');
    });

    it('refuses copySymlink over a link with another content', () => {
      const { container, link } = linked();
      symlinkSync('/other', join(container.rootfs, 'new'));
      const failure = refused([bind(link, { copySymlink: true, target: '/new' })], container);
      assert.match(failure, /^symlinkat \/new: EEXIST exists with a different content/);
    });

    it('covers a link at the target with nofollow, and not what it leads to', () => {
      const container = new Container({
        rootfs: (rootfs) => symlinkSync('etc/hostname', join(rootfs, 'new')),
      });
      const mounts = mounted([bind('/etc/hosts', { nofollow: true, target: '/new' })], container);
      assert.equal(mountAt(mounts, '/new').root, '/etc/hosts');
    });
  });
});

describe('mount.attributes', () => {
  leavesNothingBehind();

  it('changes attributes, propagation and the filesystem itself', () => {
    const mounts = mounted([
      tmpfs({ data: ['size=64k'] }),
      {
        do: 'mount.attributes',
        propagation: 'unbindable',
        set: ['noexec', 'noatime'],
        superblock: ['size=128k', 'ro'],
        target: '/srv',
      },
    ]);
    const found = mountAt(mounts, '/srv');
    assert.deepEqual(found.options, ['noatime', 'noexec', 'rw']);
    assert.deepEqual(found.propagation, ['unbindable']);
    assert.deepEqual(found.superOptions, ['ro', 'size=128k']);
  });

  it('of what is no mount point is an error', () => {
    assert.match(
      refused([{ do: 'mount.attributes', set: ['ro'], target: '/srv' }]),
      /^mount_setattr \/srv: EINVAL/,
    );
  });
});

describe('device.create', () => {
  leavesNothingBehind();

  it('makes a node with an exact mode and owner, and its directories', () => {
    const outcome = shell(
      [
        tmpfs({ target: '/dev' }),
        {
          do: 'device.create',
          gid: 8,
          major: 10,
          minor: 200,
          mode: 0o641,
          path: '/dev/net/tun',
          type: 'c',
          uid: 7,
        },
        { do: 'device.create', mode: 0o600, path: '/dev/pipe', type: 'p' },
      ],
      'stat -c "%F %t:%T %a %u:%g" /dev/net/tun; stat -c "%F %a" /dev/pipe',
    );
    assert.equal(outcome.stdout, 'character special file a:c8 641 7:8\nfifo 600\n');
  });

  it('leaves an equal node alone, and takes nothing else for it', () => {
    const node = { do: 'device.create', major: 1, minor: 5, mode: 0o600, path: '/node', type: 'c' };
    mounted([node, { ...node, mode: 0o666 }]);
    assert.match(refused([node, { ...node, minor: 3 }]), /^mknodat \/node: EEXIST something else/);
  });
});

describe('symlink.create', () => {
  leavesNothingBehind();
  const link = { do: 'symlink.create', path: '/dev/link', target: 'new' };

  it('keeps, replaces or refuses what is there', () => {
    for (const [existing, content] of [
      [undefined, 'old'],
      ['keep', 'old'],
      ['replace', 'new'],
    ] as const) {
      const container = new Container({
        rootfs: (rootfs) => symlinkSync('old', join(rootfs, 'dev/link')),
      });
      mounted([{ ...link, ...(existing === undefined ? {} : { existing }) }], container);
      assert.equal(readlinkSync(join(container.rootfs, 'dev/link')), content);
    }
    assert.match(refused([link, { ...link, existing: 'fail' }]), /^symlinkat \/dev\/link: EEXIST/);
  });

  it('is not made when the host lacks what it stands for', () => {
    const outcome = shell([{ ...link, ifExists: '/no/such' }], 'readlink /dev/link || echo none');
    assert.equal(outcome.stdout, 'none\n');
  });
});

describe('root.pivot', () => {
  leavesNothingBehind();

  for (const pivot of ['pivot', 'move', 'chroot'] as const) {
    it(`${pivot} makes the rootfs the root`, () => {
      const container = new Container();
      const script = 'ls -d /work /bin /..; test /.. -ef / && echo top';
      const outcome = carry(container, { pivot, args: ['/bin/sh', '-c', script] });
      assert.equal(outcome.exitCode, 0, outcome.failure);
      assert.equal(outcome.stdout, '/..\n/bin\ntop\n');
    });
  }
});
