// T03, T09 (CVE-2019-19921, CVE-2023-27561, CVE-2023-28642, CVE-2025-54867): the image makes /proc or /sys
// a link, so that what the runtime takes for the kernel's files are the image's.
import assert from 'node:assert/strict';
import { mkdirSync, rmdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { carry, Outside, procfs } from './attack.ts';

const sysfs = { ...procfs, source: 'sysfs', target: '/sys', type: 'sysfs' };

describe('attack: /proc or /sys in the image is a link', () => {
  leavesNothingBehind();

  for (const [name, mount] of [
    ['proc', procfs],
    ['sys', sysfs],
  ] as const) {
    const linked = (target: string) => (rootfs: string) => {
      rmdirSync(join(rootfs, name));
      symlinkSync(target, join(rootfs, name));
    };

    it(`/${name} to a directory inside is refused by the helper`, () => {
      const container = new Container({
        rootfs: (rootfs) => {
          linked('/p2')(rootfs);
          mkdirSync(join(rootfs, 'p2/self/attr'), { recursive: true });
          writeFileSync(join(rootfs, 'p2/self/attr/exec'), '');
        },
      });
      const outcome = carry(container, { mounts: [mount] });
      assert.equal(outcome.exitCode, 1);
      assert.equal(outcome.failure, `openat2 /${name}: ELOOP mount destination is a symlink`);
    });

    it(`/${name} to a directory outside is refused by lading run, and nothing is made there`, async () => {
      const outside = new Outside();
      const outcome = await new Container({ rootfs: linked(outside.path) }).run();
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, /mount destination is a symlink/);
      outside.assertUntouched();
    });

    it(`/${name} that is a file is refused`, () => {
      const container = new Container({
        rootfs: (rootfs) => {
          rmdirSync(join(rootfs, name));
          writeFileSync(join(rootfs, name), '');
        },
      });
      const outcome = carry(container, { mounts: [mount] });
      assert.equal(
        outcome.failure,
        `openat2 /${name}: ENOTDIR mount destination is not a directory`,
      );
    });
  }

  it('/proc is refused after a bind has put another root in place', () => {
    const image = new Outside({});
    symlinkSync('/p2', join(image.path, 'proc'));
    mkdirSync(join(image.path, 'p2'));
    const outcome = carry(new Container(), {
      mounts: [{ do: 'mount.bind', source: image.path, target: '/' }, procfs],
    });
    assert.equal(outcome.failure, 'openat2 /proc: ELOOP mount destination is a symlink');
  });
});
