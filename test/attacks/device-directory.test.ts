// T15 (CVE-2026-41579, CVE-2026-47766): the image's /dev is a link out of the root, and the config mounts
// nothing there.
import assert from 'node:assert/strict';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import type { Runtime } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { Outside, peer } from './attack.ts';

async function run(outside: Outside, runtime?: Runtime) {
  const container = new Container({
    ...(runtime === undefined ? {} : { runtime }),
    rootfs: (rootfs) => {
      rmSync(join(rootfs, 'dev'), { recursive: true });
      symlinkSync(outside.path, join(rootfs, 'dev'));
    },
    bend: (config) => {
      config.mounts = config.mounts.filter(({ destination }) => destination === '/proc');
    },
  });
  return container.run();
}

describe('attack: /dev in the image is a link', () => {
  leavesNothingBehind();

  it('no device and no link is made outside, and none is replaced', async () => {
    const outside = new Outside({ ptmx: 'marker\n' });
    const outcome = await run(outside);
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /\/dev/);
    outside.assertUntouched();
  });

  for (const name of ['crun', 'runc'] as const) {
    it(`control: ${name} of this age is open to it`, async function () {
      const runtime = peer(name);
      if (runtime === undefined) skip(this, 'no-peer-on-this-host');
      const outside = new Outside({ ptmx: 'marker\n' });
      await run(outside, runtime);
      assert.ok(outside.isTouched());
    });
  }
});
