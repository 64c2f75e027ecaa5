// T05 and T11 again, on a container that lives: destinations of `mounts` that lead out of the root, from the start or
// swapped in by the container meanwhile, and through the kernel's own links.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { until } from '../helpers/container.ts';
import { parseMountinfo } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { change, endsContainers, sleeping, targetsOf } from '../helpers/live-mounts.ts';
import { nativeEntry, run, runtimeUnderTest, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { Outside, startSwapping } from './attack.ts';

const RUNS = 60;
const tmpfs = (destination: string) => ({ destination, type: 'tmpfs', source: 'tmpfs' });
const hostMounts = (): string => readFileSync('/proc/self/mountinfo', 'utf8');

describe('attack: mounts in a container that lives', () => {
  endsContainers();
  leavesNothingBehind();
  let outside: Outside;
  beforeEach(() => {
    outside = new Outside();
  });
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  const evil = { rootfs: (rootfs: string) => symlinkSync(outside.path, join(rootfs, 'evil')) };

  it('on or below a link out of the root are refused, and nothing is made outside', async () => {
    const container = await sleeping(evil);
    const before = [hostMounts(), await targetsOf(container)];
    for (const destination of ['/evil', '/evil/x', '/evil/x/y']) {
      const { exitCode, stderr } = await change('add', container, [tmpfs(destination)]);
      assert.equal(exitCode, 1);
      assert.match(stderr, /ELOOP .*leads nowhere in the root/);
    }
    assert.deepEqual([hostMounts(), await targetsOf(container)], before);
    outside.assertUntouched();
  });

  it('of the host are not taken off through a link out of the root', async () => {
    // A mount of the host's at the very path that the link names.
    await run(['mount', '-t', 'tmpfs', 'host', outside.path]);
    try {
      const container = await sleeping(evil);
      const before = hostMounts();
      const { exitCode } = await change('remove', container, [{ destination: '/evil' }]);
      assert.equal(exitCode, 1);
      assert.equal(hostMounts(), before);
    } finally {
      await run(['umount', outside.path]);
    }
  });

  it('do not go through links that the kernel makes', async () => {
    const container = await sleeping();
    const before = await targetsOf(container);
    for (const destination of ['/proc/1/root/srv', '/proc/self/root', '/proc/self/cwd/srv']) {
      const added = await change('add', container, [tmpfs(destination)]);
      assert.equal(added.exitCode, 1, destination);
      const removed = await change('remove', container, [{ destination }]);
      assert.equal(removed.exitCode, 1, destination);
    }
    assert.deepEqual(await targetsOf(container), before);
  });

  it('on a name that is swapped for a link are made inside or not at all', async function () {
    this.timeout(120_000);
    const container = await sleeping({
      // The quicker way to the helper, which it is that is attacked.
      runtime: nativeEntry,
      rootfs: (rootfs) => {
        mkdirSync(join(rootfs, 'dir'));
        symlinkSync(outside.path, join(rootfs, 'other'));
      },
    });
    const before = hostMounts();
    const mountinfo = `/proc/${(await container.state()).pid}/mountinfo`;
    const seen = { made: 0, refused: 0 };
    const stop = await startSwapping(
      join(container.rootfs, 'dir'),
      join(container.rootfs, 'other'),
    );
    try {
      for (let count = 0; count < RUNS; count += 1) {
        const { exitCode } = await change('add', container, [tmpfs('/dir/x')]);
        seen[exitCode === 0 ? 'made' : 'refused'] += 1;
        for (const { target, type } of parseMountinfo(readFileSync(mountinfo, 'utf8'))) {
          if (/\/(dir|other)/.test(target)) assert.match(target, /^\/(dir|other)\/x/, type);
        }
        assert.equal(hostMounts(), before);
      }
    } finally {
      await stop();
    }
    outside.assertUntouched();
    assert.ok(
      seen.made > 0 && seen.refused > 0,
      `the race proves nothing: ${JSON.stringify(seen)}`,
    );
  });

  it('in a filesystem just mounted are looked at again: the container is in it already', async () => {
    const container = await sleeping({ runtime: nativeEntry });
    const { pid } = await container.state();
    const file = join(container.bundle, 'mounts.json');
    writeFileSync(file, JSON.stringify([tmpfs('/srv'), tmpfs('/srv/dir')]));
    // Between the lookup of the second one and its mount.
    const slow = 'inject=move_mount:delay_enter=500000:when=2';
    const trace = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=move_mount', '-e', slow];
    const adding = start([...trace, ...container.command('mounts', 'add', container.id, file)]);
    const inside = `/proc/${pid}/root/srv`;
    await until('the directory', () => existsSync(join(inside, 'dir')));
    renameSync(join(inside, 'dir'), join(inside, 'gone'));
    mkdirSync(join(inside, 'dir'));
    const { exitCode, stderr } = await adding.outcome;
    assert.equal(exitCode, 1);
    assert.match(stderr, /ESTALE .*the mount destination was replaced/);
  });

  it('are made by a process that the container does not see', async () => {
    const container = await sleeping({ runtime: nativeEntry });
    const watch =
      'while true; do for p in /proc/[0-9]*/comm; do read n < $p && echo $n; done; done';
    await container.execDetached([], ['sh', '-c', `(${watch}) > /tmp/names 2> /dev/null`]);
    const names = join(container.rootfs, 'tmp/names');
    const seen = (): string[] => [...new Set(readFileSync(names, 'utf8').split('\n'))].sort();
    const isWatching = () => ['sleep', 'sh'].every((name) => seen().includes(name));
    await until('it watches', () => existsSync(names) && isWatching());
    const before = seen();
    const times = async (type: string): Promise<void> => {
      const list = [{ destination: '/srv', type, source: 'x' }];
      for (let count = 0; count < 30; count += 1) {
        assert.equal((await change('add', container, list)).exitCode, 0);
        assert.equal((await change('remove', container, list)).exitCode, 0);
      }
    };
    await times('tmpfs');
    assert.deepEqual(seen(), before);
    // The control: who mounts a procfs has to be among the processes that it shows.
    await times('proc');
    assert.ok(seen().length > before.length, 'the watch sees nobody');
  });
});
