// T14 (CVE-2025-52881, CVE-2025-62596): whatever covers /proc, what is written to procfs must reach the
// kernel's own file and no other.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { carry, procfs } from './attack.ts';

const key = 'net/ipv4/ip_forward';
const sysctl = { do: 'sysctl.write', key, value: '1' };
const readBack = ['/bin/cat', `/proc/sys/${key}`];

describe('attack: something else is at /proc', () => {
  leavesNothingBehind();

  it('a directory over /proc/sys takes no write, and the parameter is set', () => {
    const container = new Container();
    const fake = join(container.bundle, 'fake');
    mkdirSync(join(fake, dirname(key)), { recursive: true });
    writeFileSync(join(fake, key), 'fake\n');
    const cover = 'mount --bind "$1" /proc/sys && shift && exec "$@"';
    const outcome = carry(container, { before: [sysctl], args: readBack }, [
      'unshare',
      '-m',
      'sh',
      '-c',
      cover,
      'sh',
      fake,
    ]);
    assert.equal(outcome.exitCode, 0, outcome.failure + outcome.stderr);
    assert.equal(outcome.stdout, '1\n');
    assert.equal(readFileSync(join(fake, key), 'utf8'), 'fake\n');
  });

  it('another file of procfs over the parameter takes no write, and the parameter is set', () => {
    const container = new Container();
    const cover = 'mount --bind /proc/sys/kernel/domainname "/proc/sys/$1" && shift && exec "$@"';
    const before = readFileSync('/proc/sys/kernel/domainname', 'utf8');
    const outcome = carry(
      container,
      {
        before: [sysctl],
        args: ['/bin/sh', '-c', `cat /proc/sys/${key} /proc/sys/kernel/domainname`],
      },
      ['unshare', '-m', 'sh', '-c', cover, 'sh', key],
    );
    assert.equal(outcome.exitCode, 0, outcome.failure + outcome.stderr);
    assert.equal(outcome.stdout, `1\n${before}`);
  });

  it('a key that climbs out of /proc/sys is refused before anything is done', () => {
    const outcome = carry(new Container(), {
      before: [{ ...sysctl, key: 'net/../../sysrq-trigger' }],
      mounts: [procfs],
    });
    assert.equal(outcome.exitCode, 2);
  });

  it('a parameter that does not exist is named', () => {
    const outcome = carry(new Container(), { before: [{ ...sysctl, key: 'net/nosuch' }] });
    assert.match(outcome.failure, /^openat2 sys\/net\/nosuch: ENOENT/);
  });
});
