// `mounts`: more mounts in a container that lives, and fewer, as the kernel shows them from outside and from inside.
import assert from 'node:assert/strict';
import { chownSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerConfig } from '../helpers/config.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { mountAt } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import {
  change,
  endsContainers,
  inside,
  mountsOf,
  sleeping,
  targetsOf,
} from '../helpers/live-mounts.ts';
import { recordTexts } from '../helpers/records.ts';
import { buildDirectory, run, runtime, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const DONE = { exitCode: 0, stdout: '', stderr: '' };
const mapped = [{ containerID: 0, hostID: 100000, size: 65536 }];
const tmpfs = (destination: string, ...options: string[]) => ({
  destination,
  type: 'tmpfs',
  source: 'tmpfs',
  options,
});
const bind = (source: string, destination: string, ...options: string[]) => ({
  destination,
  source,
  options: ['bind', ...options],
});

/** A directory of the host with a file in it. */
function volume(): string {
  const path = join(testDirectory(), 'volume');
  mkdirSync(path, { recursive: true });
  writeFileSync(join(path, 'file'), 'from outside\n');
  return path;
}

describe('mounts', () => {
  endsContainers();
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('add makes them in a running container, with their options', async () => {
    const container = await sleeping();
    const before = await targetsOf(container);
    const list = [
      tmpfs('/srv', 'size=64k', 'nosuid', 'noexec', 'mode=700'),
      bind(volume(), '/mnt', 'ro', 'nodev'),
    ];
    assert.deepEqual(await change('add', container, list), DONE);
    const mounts = await mountsOf(container);
    assert.deepEqual(await targetsOf(container), [...before, '/srv', '/mnt'].sort());
    const srv = mountAt(mounts, '/srv');
    assert.deepEqual([srv.type, srv.options], ['tmpfs', ['noexec', 'nosuid', 'relatime', 'rw']]);
    assert.ok(srv.superOptions.includes('size=64k') && srv.superOptions.includes('mode=700'));
    const mnt = mountAt(mounts, '/mnt');
    assert.ok(mnt.options.includes('ro') && mnt.options.includes('nodev'));
    assert.deepEqual([...srv.propagation, ...mnt.propagation], []);
    const script = 'cat /mnt/file; echo x > /srv/a; touch /mnt/b 2>/dev/null || echo read-only';
    assert.equal(await inside(container, script), 'from outside\nread-only\n');
    assert.ok(!existsSync(join(container.rootfs, 'srv/a')), 'it is in the tmpfs');
  });

  it('remove takes them off again, by their destinations alone', async () => {
    const container = await sleeping();
    const before = await targetsOf(container);
    await change('add', container, [tmpfs('/srv'), tmpfs('/srv/below'), bind(volume(), '/mnt')]);
    // With what is mounted below, though somebody uses it.
    await container.execDetached([], ['sh', '-c', 'cd /srv/below; exec sleep 1000']);
    const removed = await change('remove', container, [
      { destination: '/srv' },
      { destination: '/mnt' },
    ]);
    assert.deepEqual(removed, DONE);
    assert.deepEqual(await targetsOf(container), before);
    assert.equal(await inside(container, 'ls /srv /mnt'), '/mnt:\n\n/srv:\n');
  });

  it('reach a created container, which runs with them', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['cat', '/mnt/file'];
      },
    });
    await container.create();
    assert.deepEqual(await change('add', container, [bind(volume(), '/mnt')]), DONE);
    await container.start();
    await container.reach('stopped');
    assert.equal(container.output(), 'from outside\n');
    await container.delete();
  });

  it('make a missing destination as create does: a directory, or a file for a file', async () => {
    const container = await sleeping();
    const list = [tmpfs('/a/b/c'), bind(join(volume(), 'file'), '/a/file')];
    assert.deepEqual(await change('add', container, list), DONE);
    const modes = ['a', 'a/b', 'a/b/c', 'a/file'].map((name) => {
      const { mode } = statSync(join(container.rootfs, name));
      return mode.toString(8);
    });
    assert.deepEqual(modes, ['40755', '40755', '40755', '100644']);
    assert.equal(await inside(container, 'cat /a/file'), 'from outside\n');
    assert.deepEqual(await change('remove', container, list), DONE);
    assert.equal(await inside(container, 'cat /a/file'), '');
  });

  it('need a destination that is there when the root is read-only', async () => {
    const container = await sleeping({
      bend: (config) => {
        config.root.readonly = true;
      },
    });
    assert.deepEqual(await change('add', container, [tmpfs('/srv')]), DONE);
    const { exitCode, stderr } = await change('add', container, [tmpfs('/tmp/x'), tmpfs('/new')]);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^lading: mounts: mount\.fs at \/0 \(mounts\.json:\d+\): .*EROFS/);
  });

  it('follow a link of the container within its root', async () => {
    const container = await sleeping({
      rootfs: (rootfs) => {
        symlinkSync('/srv', join(rootfs, 'absolute'));
        symlinkSync('../../../srv', join(rootfs, 'etc', 'climbing'));
      },
    });
    for (const link of ['/absolute', '/etc/climbing']) {
      assert.deepEqual(await change('add', container, [tmpfs(link)]), DONE);
      assert.ok((await targetsOf(container)).includes('/srv'));
      assert.deepEqual(await change('remove', container, [{ destination: link }]), DONE);
      assert.ok(!(await targetsOf(container)).includes('/srv'));
    }
  });

  it("belong to the container's root in its user namespace", async () => {
    const container = await sleeping({
      rootfs: (rootfs) => chownSync(rootfs, 100000, 100000),
      bend: (config) => {
        config.linux.namespaces.push({ type: 'user' });
        config.linux.uidMappings = mapped;
        config.linux.gidMappings = mapped;
      },
    });
    const long = { ...tmpfs('/long', 'mode=711'), source: 's'.repeat(300) };
    const list = [tmpfs('/made', 'mode=700'), bind(volume(), '/mnt', 'ro'), long];
    assert.deepEqual(await change('add', container, list), DONE);
    const script = 'stat -c %u:%g:%a /made /long; echo x > /made/x; cat /made/x /mnt/file';
    assert.equal(await inside(container, script), '0:0:700\n0:0:711\nx\nfrom outside\n');
    assert.equal(statSync(join(container.rootfs, 'made')).uid, 100000);
    assert.deepEqual(await change('remove', container, list), DONE);
    assert.equal(await inside(container, 'ls /made /mnt'), '/made:\n\n/mnt:\n');
  });

  it('show the processes of the container, and none of the host, in a procfs', async () => {
    const container = await sleeping();
    const list = [{ destination: '/mnt', type: 'proc', source: 'proc' }];
    assert.deepEqual(await change('add', container, list), DONE);
    assert.equal(await inside(container, 'tr "\\0" " " < /mnt/1/cmdline'), 'sleep 1000 ');
    // Its init, the shell and the program that counts.
    assert.match(await inside(container, 'ls /mnt | grep -c "^[0-9]"'), /^[34]\n$/);
  });

  it('are all made, or none: what was made is taken off when a later one cannot be', async () => {
    const container = await sleeping({ config: dockerConfig() });
    const before = await targetsOf(container);
    const list = [tmpfs('/srv'), bind(volume(), '/mnt'), bind(volume(), '/etc/hosts')];
    const { exitCode, stderr } = await change('add', container, list);
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /mount\.bind at \/2 \(mounts\.json:\d+\): move_mount \/etc\/hosts: EINVAL/,
    );
    assert.deepEqual(await targetsOf(container), before);
  });

  it('are only taken off where the destination is a mount point itself', async () => {
    const container = await sleeping();
    await change('add', container, [tmpfs('/srv')]);
    await inside(container, 'mkdir /srv/x');
    const before = await targetsOf(container);
    for (const [destination, why] of [
      ['/srv/x', /is not a mount point/],
      ['/tmp', /is not a mount point/],
      ['/nowhere', /ENOENT/],
      ['/', /LD2626|the root of a container that lives stays as it is/],
    ] as const) {
      const { exitCode, stderr } = await change('remove', container, [{ destination }]);
      assert.equal(exitCode, 1, destination);
      assert.match(stderr, why);
    }
    assert.deepEqual(await targetsOf(container), before);
  });

  it('are refused with their place in the file when they cannot be planned', async () => {
    const container = await sleeping();
    const before = await targetsOf(container);
    for (const [list, why] of [
      ['{}', /mounts\.json:1:1: mounts must be an array/],
      ['[', /mounts\.json:1/],
      [[{ type: 'tmpfs' }], /\/0\/destination: required, but absent/],
      [[tmpfs('/srv'), tmpfs('/../x')], /\/1\/destination: expected a path that does not climb/],
      [[{ destination: '/srv' }], /\/0.*expected a filesystem type/],
      [[tmpfs('/')], /\/0\/destination: the root of a container that lives/],
      [[bind('/etc', '/srv', 'remount')], /\/0\/options: remount changes a mount/],
      [[bind('/etc', '/srv', 'rshared')], /\/0\/options: shared would let the container mount/],
      [[{ destination: '/srv', type: 'cgroup', source: 'x' }], /\/0\/type: cgroups can be mounted/],
      [[tmpfs('/proc/sys')], /would change what the kernel tells/],
    ] as const) {
      const { exitCode, stderr, stdout } = await change('add', container, list);
      assert.deepEqual([exitCode, stdout], [1, ''], stderr);
      assert.match(stderr, why);
    }
    assert.deepEqual(await change('add', container, []), DONE);
    assert.deepEqual(await targetsOf(container), before);
  });

  it('are refused to a container that is paused, stopped or not there', async () => {
    const container = await sleeping();
    await run(container.command('pause', container.id));
    const paused = await change('add', container, [tmpfs('/srv')]);
    assert.deepEqual(
      [paused.exitCode, paused.stderr],
      [1, `lading: mounts: the container \`${container.id}\` is paused\n`],
    );
    await run(container.command('resume', container.id));
    await container.kill('KILL');
    await container.reach('stopped');
    const stopped = await change('add', container, [tmpfs('/srv')]);
    assert.match(stopped.stderr, /is not running/);
    const missing = await run(container.command('mounts', 'add', 'nobody', '/dev/null'));
    assert.equal(missing.exitCode, 1);
    assert.match(missing.stderr, /container `nobody` does not exist: open/);
  });

  it('come from standard input, too', async () => {
    const container = await sleeping();
    const input = JSON.stringify([tmpfs('/srv')]);
    const words = container.command('mounts', 'add', container.id, '-');
    assert.deepEqual(await run(words, { input }), DONE);
    assert.ok((await targetsOf(container)).includes('/srv'));
  });

  it('know two verbs', async () => {
    for (const words of [['foo'], ['foo', 'x', 'y'], ['list', 'x', 'y', 'z']]) {
      const { exitCode, stderr } = await run([...runtimeUnderTest().command, 'mounts', ...words]);
      assert.deepEqual([exitCode, stderr], [1, `lading: unknown command ${words[0]}\n`]);
    }
  });

  it('are on record: the audit finds them as planned, and drift nothing else', async () => {
    const container = await sleeping({ config: dockerConfig() });
    const lading = (...words: string[]) =>
      run([`${buildDirectory}lading`, '--root', container.stateRoot, ...words]);
    assert.deepEqual(
      await change('add', container, [tmpfs('/srv', 'nosuid'), bind(volume(), '/mnt', 'ro')]),
      DONE,
    );
    assert.deepEqual((await lading('drift', container.id)).exitCode, 0);
    assert.deepEqual(await change('remove', container, [{ destination: '/srv' }]), DONE);
    assert.deepEqual((await lading('drift', container.id)).exitCode, 0);
    // One that fails and is taken back is in it, too.
    await change('add', container, [tmpfs('/srv'), bind('/nope', '/mnt')]);
    const audit = await lading('audit', container.id);
    assert.equal(audit.exitCode, 0, audit.stdout + audit.stderr);
    await inside(container, 'true');
    const { command } = JSON.parse(recordTexts(container, 2).plan);
    assert.equal(command, 'mounts');
  });

  it('are planned as they are made then, byte for byte', async () => {
    const container = await sleeping();
    const list = [tmpfs('/srv', 'nosuid'), bind(volume(), '/mnt', 'ro')];
    for (const verb of ['add', 'remove'] as const) {
      const file = join(container.bundle, 'planned.json');
      writeFileSync(file, JSON.stringify(list));
      const words = ['plan', '--command', 'mounts', '--format', 'json', verb, container.id, file];
      const lading = [`${buildDirectory}lading`, '--root', container.stateRoot];
      const planned = await run([...lading, ...words]);
      assert.equal(planned.exitCode, 0, planned.stderr);
      assert.deepEqual(await change(verb, container, list), DONE);
      assert.equal(planned.stdout, recordTexts(container, verb === 'add' ? 2 : 3).plan);
    }
  });

  it('are where crun puts them', async function () {
    const peer = runtime('crun');
    const help = await run([...peer.command, 'mounts', '--help']).catch(() => undefined);
    if (help === undefined || /unknown command/.test(help.stderr)) {
      skip(this, 'no-peer-on-this-host');
    }
    const seen: string[][] = [];
    for (const side of [runtimeUnderTest(), peer]) {
      const container = await sleeping({ runtime: side });
      const list = [tmpfs('/new/srv', 'nosuid'), bind(volume(), '/mnt', 'ro')];
      assert.equal((await change('add', container, list)).exitCode, 0);
      const mounts = await mountsOf(container);
      const added = ['/new/srv', '/mnt'].map((target) => mountAt(mounts, target));
      seen.push(added.map(({ target, type, options }) => `${target} ${type} ${options}`));
      assert.equal((await change('remove', container, list)).exitCode, 0);
      seen.push(await targetsOf(container));
    }
    assert.deepEqual(seen.slice(0, 1), seen.slice(2, 3));
  });
});
