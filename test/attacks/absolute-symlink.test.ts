// T40 (upstream of CVE-2026-87766): a link with an absolute target inside the root is no attack. What
// guards against the others must let it work.
import assert from 'node:assert/strict';
import { existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';

describe('no attack: a mount point below an absolute link', () => {
  leavesNothingBehind();

  it('/var/run/x.sock is mounted on when /var/run leads to /run', async () => {
    const container = new Container({
      rootfs: (rootfs) => {
        rmSync(join(rootfs, 'var/run'), { recursive: true, force: true });
        symlinkSync('/run', join(rootfs, 'var/run'));
      },
      bend: (config) => {
        config.mounts.push({
          destination: '/var/run/x.sock',
          source: '/etc/hostname',
          options: ['bind', 'ro'],
        });
        config.process.args = ['grep', ' /run/x.sock ', '/proc/self/mountinfo'];
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    assert.match(outcome.stdout, /etc\/hostname \/run\/x\.sock ro/);
    assert.ok(existsSync(join(container.rootfs, 'run/x.sock')));
  });
});
