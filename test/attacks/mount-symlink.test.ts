// T05, T11, T21 (CVE-2021-30465, CVE-2024-45310, CVE-2019-18837): a mount point, or a directory on the
// way to it, is a link out of the root, from the start or swapped in while the mount is made.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Action, carry, Outside, procfs, startSwapping } from './attack.ts';

/** Runs of each race; every one of them may only succeed inside or fail. */
const runs = 100;

const tmpfs = (target: string): Action => ({
  do: 'mount.fs',
  source: 'tmpfs',
  target,
  type: 'tmpfs',
});
const bind = (source: string, target: string, recursive = false): Action => ({
  do: 'mount.bind',
  recursive,
  source,
  target,
});

let outside: Outside;
const evil = (name = 'evil') => ({
  rootfs: (rootfs: string) => symlinkSync(outside.path, join(rootfs, name)),
});

describe('attack: a mount point that is a link out of the root', () => {
  leavesNothingBehind();
  beforeEach(() => {
    outside = new Outside();
  });

  const attempts: [what: string, actions: () => Action[]][] = [
    ['a tmpfs below it', () => [tmpfs('/evil/x')]],
    ['a tmpfs on it', () => [tmpfs('/evil')]],
    ['a bind of a directory on it', () => [bind('/usr', '/evil')]],
    ['a bind of a file below it', () => [bind('/etc/hosts', '/evil/hosts')]],
    [
      'a device below it',
      () => [{ do: 'device.create', major: 1, minor: 3, path: '/evil/null', type: 'c' }],
    ],
    [
      'a device bound below it',
      () => [{ do: 'device.bind', path: '/evil/null', source: '/dev/null' }],
    ],
    ['a link below it', () => [{ do: 'symlink.create', path: '/evil/link', target: 'x' }]],
  ];
  for (const [what, actions] of attempts) {
    it(`${what} is refused, and nothing is made outside`, () => {
      const outcome = carry(new Container(evil()), { mounts: [procfs, ...actions()] });
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.failure, /ELOOP .*leads nowhere in the root/);
      outside.assertUntouched();
    });
  }

  it('is refused by lading run, too', async () => {
    const container = new Container({
      ...evil(),
      bend: (config) => config.mounts.push({ destination: '/evil/x', type: 'tmpfs', source: 'x' }),
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /evil/);
    outside.assertUntouched();
  });

  it('as the working directory is refused, and is not made', () => {
    const outcome = carry(new Container(evil()), { cwd: '/evil' });
    assert.equal(outcome.exitCode, 1);
    outside.assertUntouched();
  });

  it('that another mount shows at the same path inside is used inside', async () => {
    const container = new Container(evil());
    mkdirSync(join(container.rootfs, outside.path), { recursive: true });
    const outcome = carry(container, {
      mounts: [procfs, tmpfs('/evil')],
      args: ['/bin/busybox', 'cat', '/proc/self/mountinfo'],
    });
    assert.equal(outcome.exitCode, 0, outcome.failure);
    assert.match(outcome.stdout, new RegExp(` ${outside.path} `));
    outside.assertUntouched();
  });
});

/** As far as the swapping lets it: what stays is removed after the next run. */
function remove(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // swapped away in the middle of it
  }
}

describe('attack: a volume in which a directory is swapped for a link', function () {
  leavesNothingBehind();
  this.timeout(120_000);

  /** A volume with `dir`, a directory, and `other`, a link to the host's directory. */
  async function race(
    place: string,
    actions: Action[],
    check: (container: Container) => void,
  ): Promise<{ inside: number; refused: number }> {
    outside = new Outside();
    const volume = join(testDirectory(), `volume-${outside.path.split('-').at(-1)}`);
    mkdirSync(join(volume, 'dir'), { recursive: true });
    symlinkSync(outside.path, join(volume, 'other'));
    const container = new Container();
    const stop = await startSwapping(join(volume, 'dir'), join(volume, 'other'));
    const seen = { inside: 0, refused: 0 };
    try {
      for (let run = 0; run < runs; run += 1) {
        const outcome = carry(container, {
          mounts: [procfs, tmpfs('/srv'), bind(volume, place, true), ...actions],
          args: ['/bin/busybox', 'cat', '/proc/self/mountinfo'],
        });
        if (outcome.exitCode === 0) {
          // What was attached must be seen below the volume, nowhere else.
          assert.match(outcome.stdout, new RegExp(` ${place}/(dir|other)(/\\S*)? `));
          seen.inside += 1;
        } else {
          assert.match(outcome.failure, /(ELOOP|ENOENT|ENOTDIR|ESTALE|EEXIST|EBUSY|EAGAIN) /);
          seen.refused += 1;
        }
        for (const name of ['dir', 'other']) remove(join(volume, name, 'x'));
        check(container);
      }
    } finally {
      await stop();
    }
    outside.assertUntouched();
    rmSync(volume, { recursive: true });
    return seen;
  }

  const hostMounts = (): string => readFileSync('/proc/self/mountinfo', 'utf8');

  // The second one is in a filesystem that the runtime has made, and is no part of it.
  for (const place of ['/vol', '/srv/vol']) {
    it(`a mount on the swapped name in ${place} is made inside or not at all`, async () => {
      const before = hostMounts();
      const seen = await race(place, [tmpfs(`${place}/dir`)], () =>
        assert.equal(hostMounts(), before),
      );
      assert.ok(
        seen.inside > 0 && seen.refused > 0,
        `the race proves nothing: ${JSON.stringify(seen)}`,
      );
    });
  }

  it('directories below the swapped name are made inside or not at all', async () => {
    const before = hostMounts();
    await race('/vol', [tmpfs('/vol/dir/x/y/z')], () => {
      assert.equal(hostMounts(), before);
      outside.assertUntouched();
    });
  });
});
