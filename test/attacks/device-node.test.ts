// T22, T25, T26 (CVE-2025-24965, CVE-2026-88264, CVE-2026-88265): in place of what the runtime makes or
// opens in /dev, the image has links out of the root.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { Outside } from './attack.ts';

const names = [
  'null',
  'zero',
  'full',
  'random',
  'urandom',
  'tty',
  'console',
  'ptmx',
  'fd',
  'stdin',
  'stdout',
  'stderr',
  'core',
  'shm',
  'mqueue',
  'pts',
];

describe('attack: links in the image for what the runtime makes', () => {
  leavesNothingBehind();

  it('none of them is followed: nothing outside is made, changed or given away', async () => {
    const outside = new Outside(Object.fromEntries(names.map((name) => [name, 'marker\n'])));
    const container = new Container({
      rootfs: (rootfs) => {
        for (const name of names) symlinkSync(join(outside.path, name), join(rootfs, 'dev', name));
        symlinkSync(join(outside.path, 'mtab'), join(rootfs, 'etc/mtab'));
      },
      bend: (config) => {
        config.mounts = config.mounts.filter(({ destination }) => destination === '/proc');
        config.process.user = { uid: 1000, gid: 1000 };
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /something else is there/);
    outside.assertUntouched();
  });

  it('/dev/null that leads into a volume: its file keeps owner and content', async () => {
    const outside = new Outside({ f: 'marker\n' });
    const container = new Container({
      rootfs: (rootfs) => {
        mkdirSync(join(rootfs, 'data'));
        symlinkSync('/data/f', join(rootfs, 'dev/null'));
      },
      bend: (config) => {
        config.mounts = config.mounts.filter(({ destination }) => destination === '/proc');
        config.mounts.push({ destination: '/data', source: outside.path, options: ['bind'] });
        config.process.user = { uid: 1000, gid: 1000 };
      },
    });
    await container.run();
    outside.assertUntouched();
  });

  it('/dev/console that leads outside: nothing is made there', async () => {
    const outside = new Outside({});
    const container = new Container({
      rootfs: (rootfs) => symlinkSync(join(outside.path, 'new'), join(rootfs, 'dev/console')),
      bend: (config) => {
        config.mounts = config.mounts.filter(({ destination }) => destination === '/proc');
      },
    });
    await container.run();
    outside.assertUntouched();
  });
});

describe('the standard streams of another user', () => {
  leavesNothingBehind();

  it('are its own when they are pipes, and devices never change owner', () => {
    const before = spawnSync('stat', ['-c', '%u:%g', '/dev/null'], { encoding: 'utf8' }).stdout;
    const container = new Container({
      bend: (config) => {
        config.process.user = { uid: 1000, gid: 1000 };
        config.process.args = [
          'sh',
          '-c',
          'stat -L -c %u /proc/self/fd/1; stat -L -c %u /proc/self/fd/0',
        ];
      },
    });
    chmodSync(container.bundle, 0o755);
    const [file, ...args] = container.command('run', '--bundle', container.bundle, container.id);
    const outcome = spawnSync(file as string, args, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    assert.equal(outcome.status, 0, outcome.stderr);
    assert.equal(outcome.stdout, '1000\n0\n');
    assert.equal(
      spawnSync('stat', ['-c', '%u:%g', '/dev/null'], { encoding: 'utf8' }).stdout,
      before,
    );
  });
});
