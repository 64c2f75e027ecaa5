// T12 (CVE-2025-31133, CVE-2025-62161): what a file is masked with must be the host's null device, never
// what the image has at /dev/null.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { carry, procfs } from './attack.ts';

const mask = { do: 'path.mask', path: '/proc/keys' };
const look =
  'stat -c "%F %t:%T" /proc/keys; echo gotcha >/proc/keys; cat /proc/sys/kernel/hostname';

const variants: [what: string, make: (path: string) => void][] = [
  ['a link to a sysctl', (path) => symlinkSync('/proc/sys/kernel/hostname', path)],
  ['not there', () => {}],
  ['a file', (path) => writeFileSync(path, 'secret\n')],
  ['a fifo', (path) => void spawnSync('mkfifo', [path])],
  ['a directory', (path) => mkdirSync(path)],
  ['another device', (path) => void spawnSync('mknod', [path, 'c', '1', '5'])],
];

describe("attack: the image's /dev/null is something else", () => {
  leavesNothingBehind();

  for (const [what, make] of variants) {
    it(`${what}: the mask is the null device all the same`, () => {
      const container = new Container({
        rootfs: (rootfs) => {
          rmSync(join(rootfs, 'dev/null'), { force: true });
          make(join(rootfs, 'dev/null'));
        },
      });
      const outcome = carry(container, {
        before: [{ do: 'hostname.set', name: 'as-it-was' }],
        mounts: [procfs, mask],
        args: ['/bin/sh', '-c', look],
      });
      assert.equal(outcome.exitCode, 0, outcome.failure);
      assert.equal(outcome.stdout, 'character special file 1:3\nas-it-was\n');
    });
  }

  it('what covers /dev/null on the host is told apart from it', () => {
    const cover = 'touch "$1/file" && mount --bind "$1/file" /dev/null && shift && exec "$@"';
    const container = new Container();
    const enter = ['unshare', '-m', 'sh', '-c', cover, 'sh', container.bundle];
    const outcome = carry(container, { mounts: [procfs, mask] }, enter);
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr + outcome.failure, /null device/);
  });
});
