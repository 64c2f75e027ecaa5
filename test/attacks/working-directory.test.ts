// T10 (CVE-2024-21626): a working directory that is a descriptor of the runtime's or of its caller's, by
// which the container's first process would stand on the host.
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run } from '../helpers/runtime.ts';
import { carry } from './attack.ts';

describe('attack: a working directory on the host', () => {
  leavesNothingBehind();

  it('no descriptor of ours or of a leaked directory is entered', function () {
    this.timeout(120_000);
    const container = new Container();
    for (let fd = 0; fd < 64; fd += 1) {
      const outcome = carry(container, { cwd: `/proc/self/fd/${fd}` }, [
        'sh',
        '-c',
        'exec 9</; exec "$@"',
        'sh',
      ]);
      assert.equal(outcome.exitCode, 1, `descriptor ${fd}`);
      assert.match(outcome.failure, /^openat2 \/proc\/self\/fd\/\d+: (ELOOP|ENOENT|ENOTDIR) /);
    }
  });

  for (const target of [
    '/proc/self/fd/9',
    '/proc/1/cwd',
    '/proc/self/root',
    '/proc/thread-self/cwd',
  ]) {
    it(`a link in the image to ${target} is not followed`, () => {
      const container = new Container({
        rootfs: (rootfs) => symlinkSync(target, join(rootfs, 'w')),
      });
      const outcome = carry(container, { cwd: '/w' });
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.failure, /^openat2 \/w: (ELOOP|ENOENT) /);
    });
  }

  it('lading run refuses it before the program runs', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.cwd = '/proc/self/fd/7';
        config.process.args = ['echo', 'started'];
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.equal(outcome.stdout, '');
  });

  it('a descriptor that the caller leaks is not the container’s', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sh', '-c', 'ls /proc/self/fd | wc -l; ls -l /proc/1/fd; true'];
      },
    });
    const command = container.command('run', '--bundle', container.bundle, container.id);
    const outcome = await run(['sh', '-c', 'exec 9</; exec "$@"', 'sh', ...command]);
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    // `ls` itself has one more, of the directory that it lists.
    const lines = outcome.stdout.trim().split('\n');
    assert.equal(lines.shift(), '4');
    const held = lines.map((line) => /(\d+) -> /.exec(line)?.[1]).filter(Boolean);
    assert.deepEqual(held, ['0', '1', '2'], outcome.stdout);
  });

  it('nothing is left of the old root after root.pivot', () => {
    const outcome = carry(new Container(), {
      args: [
        '/bin/sh',
        '-c',
        'wc -l </proc/self/mountinfo; ls -d /proc/1/root/work /proc/1/cwd/..',
      ],
    });
    assert.equal(outcome.stdout, '2\n/proc/1/cwd/..\n');
  });
});
