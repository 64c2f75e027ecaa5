// T27 (CVE-2026-115521): a procfs that lies about descriptors must not make a read-only root writable.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { carry } from './attack.ts';

describe('attack: a fake /proc over a read-only root', () => {
  leavesNothingBehind();

  it('the root is read-only all the same', () => {
    const container = new Container({
      rootfs: (rootfs) => {
        mkdirSync(join(rootfs, 'fake/self/fd'), { recursive: true });
        for (let fd = 0; fd < 32; fd += 1) symlinkSync('/tmp', join(rootfs, `fake/self/fd/${fd}`));
      },
    });
    const outcome = carry(container, {
      readonly: true,
      mounts: [{ do: 'mount.bind', source: join(container.rootfs, 'fake'), target: '/proc' }],
      args: ['/bin/sh', '-c', 'touch /x; touch /tmp/x; touch /proc/x && echo written'],
    });
    assert.match(outcome.stderr, /touch: \/x: Read-only file system/);
    assert.match(outcome.stderr, /touch: \/tmp\/x: Read-only file system/);
    // The bind on it is a mount of its own, which nobody asked to be read-only.
    assert.equal(outcome.stdout, 'written\n');
  });
});
