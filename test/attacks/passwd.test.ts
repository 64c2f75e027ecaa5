// T35 (CVE-2026-47262): HOME comes from the image's /etc/passwd, which may be anything.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { carry } from './attack.ts';

const entry = (home: string): string => `user:x:1234:1234::${home}:/bin/sh\n`;

const cases: [what: string, make: (path: string) => void, home: string][] = [
  ['a file with the user', (path) => writeFileSync(path, entry('/home/user')), '/home/user'],
  ['a file whose last line does not end', (path) => writeFileSync(path, entry('/h').trim()), '/h'],
  [
    'of two entries the first',
    (path) => writeFileSync(path, entry('/one') + entry('/two')),
    '/one',
  ],
  [
    'a link inside the image',
    (path) => {
      writeFileSync(`${path}.real`, entry('/real'));
      symlinkSync('/etc/passwd.real', path);
    },
    '/real',
  ],
  ['not there', () => {}, '/'],
  ['a directory', (path) => mkdirSync(path), '/'],
  ['a fifo', (path) => void spawnSync('mkfifo', [path]), '/'],
  ['an endless device', (path) => void spawnSync('mknod', [path, 'c', '1', '5']), '/'],
  [
    '2 GiB of nothing',
    (path) => {
      writeFileSync(path, '');
      truncateSync(path, 2 ** 31);
    },
    '/',
  ],
  [
    'a line longer than a passwd line',
    (path) => writeFileSync(path, entry('/x').replace('::', `:${'g'.repeat(5000)}:`)),
    '/',
  ],
  [
    'an entry after an endless line',
    (path) => writeFileSync(path, `${'a'.repeat(9000)}\n${entry('/after')}`),
    '/after',
  ],
  [
    'a uid that wraps around',
    (path) => writeFileSync(path, 'user:x:4294968530:0::/wrapped:\n'),
    '/',
  ],
  ['a uid that is a word', (path) => writeFileSync(path, 'user:x:1234x:0::/word:\n'), '/'],
];

describe("attack: the image's /etc/passwd", () => {
  leavesNothingBehind();

  for (const [what, make, home] of cases) {
    it(`${what}: HOME is ${home}, soon`, () => {
      const container = new Container({
        rootfs: (rootfs) => {
          rmSync(join(rootfs, 'etc/passwd'));
          make(join(rootfs, 'etc/passwd'));
        },
      });
      const outcome = carry(container, { homeOf: 1234, args: ['/bin/env'] });
      assert.equal(outcome.exitCode, 0, outcome.failure);
      assert.equal(outcome.stdout, `PATH=/bin\nHOME=${home}\n`);
    });
  }

  it('is not asked when the environment has HOME', () => {
    const outcome = carry(new Container(), { homeOf: 0, env: ['HOME=/mine'], args: ['/bin/env'] });
    assert.equal(outcome.stdout, 'HOME=/mine\n');
  });
});
