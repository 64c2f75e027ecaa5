// T02 (CVE-2019-16884): a label that goes to a file of the image's, so that the container runs without.
// The label here is one that no kernel knows: it is never left out in silence, whatever module is there.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Action, carry } from './attack.ts';

const started = ['/bin/echo', 'started'];
const fakes = ['exec', 'keycreate', 'apparmor/exec'];

const labels: readonly [what: string, label: Action][] = [
  ["apparmor's label", { do: 'label.set', label: 'confined', lsm: 'apparmor' }],
  ["apparmor's label on top", { do: 'label.set', label: 'confined', lsm: 'apparmor', stack: true }],
  ["selinux's label", { do: 'label.set', label: 'confined', lsm: 'selinux' }],
  ["a keyring's label", { do: 'keyring.join', label: 'confined', name: 'keys' }],
];

for (const [what, label] of labels) {
  describe(`attack: ${what} and a fake /proc`, () => {
    leavesNothingBehind();

    it('the fake takes no write, and the process never starts', () => {
      const container = new Container();
      const attributes = join(container.rootfs, 'fake/self/attr');
      for (const name of fakes) {
        mkdirSync(join(attributes, name, '..'), { recursive: true });
        writeFileSync(join(attributes, name), 'fake\n');
      }
      const outcome = carry(container, {
        mounts: [{ do: 'mount.bind', source: join(container.rootfs, 'fake'), target: '/proc' }],
        identity: [label],
        args: started,
      });
      assert.equal(outcome.exitCode, 1);
      assert.equal(outcome.stdout, '');
      assert.match(outcome.failure, /attr\//);
      for (const name of fakes)
        assert.equal(readFileSync(join(attributes, name), 'utf8'), 'fake\n');
    });

    it('a label that the kernel does not take is an error', () => {
      const outcome = carry(new Container(), { identity: [label], args: started });
      assert.equal(outcome.exitCode, 1);
      assert.equal(outcome.stdout, '');
      assert.match(outcome.failure, /attr\//);
    });
  });
}
