// What is mounted where, as mountinfo inside the container shows it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, dockerConfig, type Mount, smallConfig } from '../helpers/config.ts';
import { Container, observe, testDirectory } from '../helpers/container.ts';
import { type MountLine, mountAt, parseMountinfo } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { skip } from '../helpers/skip.ts';

const printMounts = 'exec cat /proc/self/mountinfo';

async function mounted(
  bend: (config: Config, container: Container) => void = () => {},
  config = smallConfig(),
): Promise<MountLine[]> {
  return parseMountinfo(await observe(printMounts, { config, bend }));
}

/** A directory on the host to bind, with one file in it. */
function source(name: string): string {
  const path = join(testDirectory(), `source-${name}`);
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'file'), `of ${name}\n`);
  return path;
}

const withMount = (mount: Mount) => (config: Config) => {
  config.mounts.push(mount);
};

describe('the usual mounts', () => {
  leavesNothingBehind();

  it('are there, in the order of the config, with their types and options', async () => {
    const mounts = await mounted();
    const wanted: [target: string, type: string, options: string[]][] = [
      ['/', '', []],
      ['/proc', 'proc', ['nodev', 'noexec', 'nosuid', 'relatime', 'rw']],
      ['/dev', 'tmpfs', ['nosuid', 'rw']],
      ['/dev/pts', 'devpts', ['noexec', 'nosuid', 'relatime', 'rw']],
      ['/dev/shm', 'tmpfs', ['nodev', 'noexec', 'nosuid', 'relatime', 'rw']],
      ['/dev/mqueue', 'mqueue', ['nodev', 'noexec', 'nosuid', 'relatime', 'rw']],
      ['/sys', 'sysfs', ['nodev', 'noexec', 'nosuid', 'relatime', 'ro']],
    ];
    assert.deepEqual(
      mounts.slice(1).map(({ target, type, options }) => [target, type, options]),
      wanted.slice(1),
    );
    assert.equal(mounts[0]?.target, '/');
  });

  it('have the data of their options', async () => {
    const mounts = await mounted();
    assert.ok(mountAt(mounts, '/dev').superOptions.includes('size=65536k'));
    assert.ok(mountAt(mounts, '/dev').superOptions.includes('mode=755'));
    for (const option of ['gid=5', 'mode=620', 'ptmxmode=666']) {
      assert.ok(mountAt(mounts, '/dev/pts').superOptions.includes(option), option);
    }
    assert.ok(mountAt(mounts, '/dev/shm').superOptions.includes('size=65536k'));
  });

  it('come with the default devices and links', async () => {
    const output = await observe(
      'cd /dev; for f in *; do stat -c "%n %F %t:%T %a %u:%g" $f; done; ' +
        'for l in fd stdin stdout stderr core ptmx; do echo "$l -> $(readlink $l)"; done',
    );
    for (const device of [
      'null 1:3',
      'zero 1:5',
      'full 1:7',
      'random 1:8',
      'urandom 1:9',
      'tty 5:0',
    ]) {
      const [name, number] = device.split(' ');
      assert.match(
        output,
        new RegExp(`^${name} character special file ${number} 666 0:0$`, 'm'),
        device,
      );
    }
    for (const link of [
      'fd -> /proc/self/fd',
      'stdin -> /proc/self/fd/0',
      'stdout -> /proc/self/fd/1',
      'stderr -> /proc/self/fd/2',
      'ptmx -> pts/ptmx',
    ]) {
      assert.ok(output.includes(`${link}\n`), `${link} in ${output}`);
    }
  });

  it('leave only directories and empty files in the rootfs', async () => {
    const container = new Container();
    const before = readdirSync(container.rootfs).sort();
    assert.equal((await container.run()).exitCode, 0);
    assert.deepEqual(readdirSync(container.rootfs).sort(), before);
    assert.deepEqual(readdirSync(join(container.rootfs, 'dev')), []);
  });

  it('that are read-only get their devices and the working directory first', async () => {
    const output = await observe('pwd; ls /nodes; touch /nodes/x 2>/dev/null || echo refused', {
      bend: (config) => {
        config.mounts.push(
          { destination: '/nodes', type: 'tmpfs', source: 'tmpfs', options: ['ro'] },
          { destination: '/srv', type: 'tmpfs', source: 'tmpfs', options: ['ro'] },
        );
        config.linux.devices = [{ path: '/nodes/null', type: 'c', major: 1, minor: 3 }];
        config.process.cwd = '/srv/here';
      },
    });
    assert.equal(output, '/srv/here\nnull\nrefused\n');
  });
});

describe('bind mounts', () => {
  leavesNothingBehind();

  it('show the source, on a target that is made', async () => {
    const path = source('bind');
    const output = await observe('cat /data/deep/file', {
      bend: withMount({ destination: '/data/deep', type: 'bind', source: path, options: ['bind'] }),
    });
    assert.equal(output, 'of bind\n');
  });

  it('of a file make an empty file as their target', async () => {
    const path = join(source('single'), 'file');
    const output = await observe('cat /etc/new/name', {
      bend: withMount({ destination: '/etc/new/name', source: path, options: ['bind'] }),
    });
    assert.equal(output, 'of single\n');
  });

  for (const options of [
    ['ro'],
    ['ro', 'nosuid', 'nodev', 'noexec'],
    ['noexec'],
    ['nosuid', 'nodev'],
    ['noatime'],
    ['nodiratime', 'relatime'],
    ['strictatime'],
  ]) {
    it(`with ${options.join(', ')} have these attributes`, async () => {
      const mounts = await mounted(
        withMount({
          destination: '/data',
          type: 'bind',
          source: source('options'),
          options: ['rbind', ...options],
        }),
      );
      const { options: seen } = mountAt(mounts, '/data');
      for (const option of options) {
        // strictatime is what is left when neither relatime nor noatime is set.
        if (option === 'strictatime') assert.ok(!seen.includes('relatime'), seen.join());
        else assert.ok(seen.includes(option), `${option} in ${seen.join()}`);
      }
      assert.equal(seen.includes('ro'), options.includes('ro'));
    });
  }

  it('with ro cannot be written to, without it they can', async () => {
    const path = source('writes');
    const output = await observe(
      'echo x > /ro/file || echo refused; echo written > /rw/new && cat /rw/new',
      {
        bend: (config) => {
          config.mounts.push(
            { destination: '/ro', source: path, options: ['bind', 'ro'] },
            { destination: '/rw', source: path, options: ['bind'] },
          );
          config.process.args = [
            'sh',
            '-c',
            '(echo x > /ro/file) 2>/dev/null || echo refused; echo written > /rw/new && cat /rw/new',
          ];
        },
      },
    );
    assert.equal(output, 'refused\nwritten\n');
    assert.ok(existsSync(join(path, 'new')));
  });

  for (const [propagation, tags] of [
    ['private', []],
    ['rprivate', []],
    ['shared', ['shared']],
    ['rshared', ['shared']],
    ['unbindable', ['unbindable']],
  ] as const) {
    it(`with ${propagation} have this propagation`, async () => {
      const mounts = await mounted(
        withMount({
          destination: '/data',
          type: 'bind',
          source: source('propagation'),
          options: ['rbind', propagation],
        }),
      );
      // Under systemd all of the host's mounts are shared, and the container's follow them.
      const found = mountAt(mounts, '/data').propagation.filter((tag) => tag !== 'master');
      assert.deepEqual(found, tags);
    });
  }

  it('with rbind take the mounts below the source along, with bind they do not', async () => {
    const path = source('tree');
    mkdirSync(join(path, 'below'), { recursive: true });
    spawnSync('mount', ['-t', 'tmpfs', 'below', join(path, 'below')]);
    try {
      const mounts = await mounted((config) => {
        config.mounts.push(
          { destination: '/all', source: path, options: ['rbind'] },
          { destination: '/one', source: path, options: ['bind'] },
        );
      });
      const targets = mounts.map(({ target }) => target);
      assert.ok(targets.includes('/all/below'));
      assert.ok(!targets.includes('/one/below'));
    } finally {
      spawnSync('umount', [join(path, 'below')]);
    }
  });

  it('that are read-only with all below leave writable what is mounted into them', async function () {
    // Runc 1.1 knows no recursive options.
    if (new Container().runtime.name === 'runc') return skip(this, 'peer-under-test');
    const [path, cache] = [source('outer'), source('cache')];
    mkdirSync(join(path, 'cache'));
    const mounts = await mounted((config) => {
      config.mounts.push(
        { destination: '/app', source: path, options: ['rbind', 'rro'] },
        { destination: '/app/cache', source: cache, options: ['rbind', 'rw'] },
      );
    });
    assert.ok(mountAt(mounts, '/app').options.includes('ro'));
    assert.ok(!mountAt(mounts, '/app/cache').options.includes('ro'));
  });

  it('that become read-only at the end are those, not what covers them', async () => {
    const below = source('below');
    mkdirSync(join(below, 'b'));
    const mounts = await mounted((config) => {
      config.mounts.push(
        { destination: '/a', source: below, options: ['bind', 'ro'] },
        { destination: '/a/b', type: 'tmpfs', source: 'tmpfs' },
        { destination: '/a', source: source('above'), options: ['bind', 'rw'] },
      );
    });
    const states = mounts
      .filter(({ target }) => target === '/a')
      .map(({ options }) => options.includes('ro'));
    assert.deepEqual(states, [true, false]);
  });

  it('with recursive options change every mount below', async function () {
    // Runc 1.1 knows no recursive options.
    if (new Container().runtime.name === 'runc') return skip(this, 'peer-under-test');
    const path = source('recursive');
    mkdirSync(join(path, 'below'), { recursive: true });
    spawnSync('mount', ['-t', 'tmpfs', 'below', join(path, 'below')]);
    try {
      const mounts = await mounted(
        withMount({ destination: '/all', source: path, options: ['rbind', 'rro', 'rnoexec'] }),
      );
      for (const target of ['/all', '/all/below']) {
        const { options } = mountAt(mounts, target);
        assert.ok(options.includes('ro') && options.includes('noexec'), `${target} ${options}`);
      }
    } finally {
      spawnSync('umount', [join(path, 'below')]);
    }
  });

  it('never reach the host', async () => {
    const path = source('host');
    await mounted(withMount({ destination: '/data', source: path, options: ['rbind', 'rshared'] }));
    // The leak oracle compares the host's mounts after each test; this one adds a mount inside.
    const output = await observe('mount -t tmpfs x /data && echo mounted', {
      bend: (config) => {
        const all = ['CAP_SYS_ADMIN'];
        config.process.capabilities = { bounding: all, effective: all, permitted: all };
        config.mounts.push({ destination: '/data', source: path, options: ['rbind', 'rprivate'] });
      },
    });
    assert.equal(output, 'mounted\n');
  });
});

describe('other filesystems', () => {
  leavesNothingBehind();

  it('tmpfs takes its data', async () => {
    const mounts = await mounted(
      withMount({
        destination: '/scratch',
        type: 'tmpfs',
        source: 'scratch',
        options: ['nosuid', 'size=1024k', 'mode=1700', 'uid=1000', 'nr_inodes=10'],
      }),
    );
    const { source: name, type, options, superOptions } = mountAt(mounts, '/scratch');
    assert.deepEqual([name, type], ['scratch', 'tmpfs']);
    assert.ok(options.includes('nosuid'));
    for (const option of ['size=1024k', 'mode=1700', 'uid=1000', 'nr_inodes=10']) {
      assert.ok(superOptions.includes(option), `${option} in ${superOptions}`);
    }
  });

  it('tmpfs with tmpcopyup starts with what was there', async () => {
    const output = await observe('cat /etc/hostname; cat /etc/passwd | head -n 1; touch /etc/new', {
      bend: withMount({
        destination: '/etc',
        type: 'tmpfs',
        source: 'tmpfs',
        options: ['nosuid', 'tmpcopyup'],
      }),
    });
    assert.equal(output, 'root:x:0:0:root:/root:/bin/sh\n');
  });

  it('an overlay may have layers whose names come to more than 255 bytes', async () => {
    const layers = [1, 2, 3].map((n) => source(`${n}-${'long'.repeat(40)}`));
    for (const [i, layer] of layers.entries()) writeFileSync(join(layer, `only-${i}`), '');
    const [upper, work] = [source('upper'), source('work')];
    const container = new Container({
      bend: (config) => {
        config.mounts.push({
          destination: '/srv/layers',
          type: 'overlay',
          source: 'layers',
          options: [
            `lowerdir=${layers.join(':')}`,
            `upperdir=${upper}`,
            `workdir=${work}`,
            'nodev',
            'noexec',
            'sync',
            'private',
          ],
        });
        config.process.args = [
          '/bin/sh',
          '-c',
          'cd /srv/layers && ls && touch new && exec cat /proc/self/mountinfo',
        ];
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    const files = outcome.stdout.split('\n', 4);
    assert.deepEqual(files, ['file', 'only-0', 'only-1', 'only-2']);
    const mounts = parseMountinfo(outcome.stdout.split('\n').slice(4).join('\n'));
    const found = mountAt(mounts, '/srv/layers');
    assert.deepEqual(
      [found.source, found.type, found.options, found.propagation],
      ['layers', 'overlay', ['nodev', 'noexec', 'relatime', 'rw'], []],
    );
    assert.ok(found.superOptions.includes('sync'));
    assert.equal(
      mounts.filter(({ type, source }) => type === 'overlay' && source === 'layers').length,
      1,
    );
    assert.deepEqual(readdirSync(upper).sort(), ['file', 'new']);
  });

  it('a new instance of devpts belongs to the container', async () => {
    assert.equal(await observe('ls /dev/pts'), 'ptmx\n');
  });

  it('mqueue belongs to the new IPC namespace', async () => {
    assert.equal(await observe('ls /dev/mqueue'), '');
  });

  for (const [what, mount] of [
    ['an unknown filesystem', { destination: '/x', type: 'nosuchfs', source: 'x' }],
    ['bad data', { destination: '/x', type: 'tmpfs', source: 'x', options: ['size=bad'] }],
    ['a source that is not there', { destination: '/x', source: '/no/such', options: ['bind'] }],
  ] as const) {
    it(`${what} is an error that names the mount`, async () => {
      const container = new Container({ bend: withMount(structuredClone(mount) as Mount) });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, what.includes('source') ? /\/no\/such/ : /\/x|`x`/);
    });
  }
});

describe('destinations', () => {
  leavesNothingBehind();

  it('that are symbolic links are resolved inside the rootfs', async () => {
    const outside = join(testDirectory(), 'outside');
    mkdirSync(outside, { recursive: true });
    const path = source('link');
    const container = new Container({
      rootfs: (rootfs) => {
        symlinkSync(outside, join(rootfs, 'link'));
        // The same path, seen from inside.
        mkdirSync(join(rootfs, outside), { recursive: true });
      },
      bend: (config) => {
        config.mounts.push({ destination: '/link/sub', source: path, options: ['bind'] });
        config.process.args = ['cat', '/link/sub/file'];
      },
    });
    const outcome = await container.run();
    assert.deepEqual(outcome, { exitCode: 0, stdout: 'of link\n', stderr: '' });
    assert.deepEqual(readdirSync(outside), []);
  });

  it('with .. in a symbolic link stay inside too', async () => {
    const path = source('dots');
    const container = new Container({
      rootfs: (rootfs) => symlinkSync('../../../../../../srv', join(rootfs, 'up')),
      bend: (config) => {
        config.mounts.push({ destination: '/up/dots', source: path, options: ['bind'] });
        config.process.args = ['cat', '/srv/dots/file'];
      },
    });
    assert.equal((await container.run()).stdout, 'of dots\n');
    assert.equal(existsSync('/srv/dots'), false);
  });

  for (const name of ['proc', 'sys']) {
    it(`/${name} that is a symbolic link in the rootfs is refused`, async () => {
      const container = new Container({
        rootfs: (rootfs) => {
          spawnSync('rmdir', [join(rootfs, name)]);
          symlinkSync('/tmp', join(rootfs, name));
        },
      });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, new RegExp(name));
    });
  }
});

describe('linux.maskedPaths and readonlyPaths', () => {
  leavesNothingBehind();

  it('mask files and directories, and skip what is missing', async () => {
    const output = await observe(
      'cat /etc/secret; ls -A /srv/secrets; (echo x > /srv/secrets/x) 2>/dev/null || echo refused; ' +
        'ls -A /proc/acpi; head -c 1 /proc/keys | wc -c',
      {
        rootfs: (rootfs) => {
          writeFileSync(join(rootfs, 'etc/secret'), 'secret\n');
          mkdirSync(join(rootfs, 'srv/secrets'));
          writeFileSync(join(rootfs, 'srv/secrets/one'), 'secret\n');
        },
        bend: (config) => {
          config.linux.maskedPaths = [
            '/etc/secret',
            '/srv/secrets',
            '/proc/acpi',
            '/proc/keys',
            '/no/such/path',
          ];
        },
      },
    );
    assert.equal(output, 'refused\n0\n');
  });

  it('make paths read-only that stay readable', async () => {
    const output = await observe(
      '(echo x > /proc/sys/kernel/hostname) 2>/dev/null || echo refused; cat /proc/sys/kernel/hostname;' +
        '(touch /srv/x) 2>/dev/null || echo refused; touch /tmp/x && echo written',
      {
        bend: (config) => {
          config.linux.readonlyPaths = ['/proc/sys', '/srv', '/no/such/path'];
        },
      },
    );
    assert.equal(output, 'refused\ntest-host\nrefused\nwritten\n');
  });

  it('are taken from the root when they are relative, and left out when they are empty', async () => {
    const output = await observe('cat /etc/secret; (touch /srv/x) 2>/dev/null || echo refused', {
      rootfs: (rootfs) => writeFileSync(join(rootfs, 'etc/secret'), 'secret\n'),
      bend: (config) => {
        config.linux.maskedPaths = ['', 'etc/secret'];
        config.linux.readonlyPaths = ['', 'srv'];
      },
    });
    assert.equal(output, 'refused\n');
  });

  it('are as Docker asks for', async () => {
    const config = dockerConfig();
    const mounts = await mounted(undefined, config);
    for (const path of config.linux.readonlyPaths ?? []) {
      if (!existsSync(path)) continue;
      assert.ok(mountAt(mounts, path).options.includes('ro'), path);
    }
    for (const path of config.linux.maskedPaths ?? []) {
      if (!existsSync(path)) continue;
      const { type, root } = mountAt(mounts, path);
      assert.ok(type === 'tmpfs' || root === '/null', `${path}: ${type} ${root}`);
    }
  });
});

describe('root', () => {
  leavesNothingBehind();

  it('readonly makes the root read-only, and leaves the mounts on it writable', async () => {
    const output = await observe(
      '(touch /x) 2>/dev/null || echo refused; touch /dev/shm/x && echo written',
      {
        bend: (config) => {
          config.root.readonly = true;
        },
      },
    );
    assert.equal(output, 'refused\nwritten\n');
  });

  it('is read-only by a mount over it too, once the devices are made in it', async () => {
    const output = await observe(
      'test -c /dev/null && echo made; (touch /x) 2>/dev/null || echo refused',
      {
        bend: (config, container) => {
          config.mounts = [
            { destination: '/', type: 'bind', source: container.rootfs, options: ['rbind', 'ro'] },
          ];
        },
      },
    );
    assert.equal(output, 'made\nrefused\n');
  });

  it('is writable without it', async () => {
    assert.equal(await observe('touch /x && echo written'), 'written\n');
  });

  it('shows nothing of the host below it', async () => {
    const mounts = await mounted();
    assert.equal(mounts.filter(({ target }) => target === '/').length, 1);
  });

  it('may be an absolute path', async () => {
    const output = await observe('cat /etc/hostname; echo ok', {
      bend: (config, container) => {
        config.root.path = container.rootfs;
      },
    });
    assert.equal(output, 'ok\n');
  });

  for (const [propagation, tags] of [
    ['private', []],
    ['shared', ['shared']],
    ['unbindable', ['unbindable']],
  ] as const) {
    it(`rootfsPropagation: ${propagation} is what mountinfo shows of it`, async () => {
      const mounts = await mounted((config) => {
        config.linux.rootfsPropagation = propagation;
      });
      assert.deepEqual(mounts[0]?.propagation, tags);
    });
  }
});

describe('linux.devices', () => {
  leavesNothingBehind();

  it('are made with type, number, mode and owner', async () => {
    const output = await observe(
      'stat -c "%n %F %t:%T %a %u:%g" /dev/fuse-like /dev/deep/block /dev/fifo',
      {
        bend: (config) => {
          config.linux.devices = [
            {
              path: '/dev/fuse-like',
              type: 'c',
              major: 10,
              minor: 229,
              fileMode: 0o640,
              uid: 1,
              gid: 2,
            },
            { path: '/dev/deep/block', type: 'b', major: 7, minor: 3, fileMode: 0o600 },
            { path: '/dev/fifo', type: 'p', fileMode: 0o622 },
          ];
        },
      },
    );
    assert.equal(
      output,
      '/dev/fuse-like character special file a:e5 640 1:2\n' +
        '/dev/deep/block block special file 7:3 600 0:0\n' +
        '/dev/fifo fifo 0:0 622 0:0\n',
    );
  });
});
