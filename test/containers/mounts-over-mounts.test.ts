// What is mounted into or over a filesystem that the runtime has made itself: each path shows what was put there last.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, type Mount, smallConfig } from '../helpers/config.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';

const tmpfs = (destination: string, ...options: string[]): Mount => ({
  destination,
  type: 'tmpfs',
  source: 'tmpfs',
  options,
});

/** A directory on the host with one file in it, bound there. */
function bind(destination: string): Mount {
  const source = join(testDirectory(), `over-${destination.replaceAll('/', '-')}`);
  mkdirSync(source, { recursive: true });
  writeFileSync(join(source, 'file'), `at ${destination}\n`);
  return { destination, type: 'bind', source, options: ['bind'] };
}

type Case = {
  readonly mounts: readonly Mount[];
  readonly links?: { readonly [path: string]: string };
  readonly masked?: string;
};

/** What a shell in the container prints. */
async function observed({ mounts, links = {}, masked }: Case, script: string): Promise<string> {
  const bend = (config: Config): void => {
    config.mounts.push(...mounts);
    if (masked !== undefined) config.linux.maskedPaths = [masked];
    config.process.args = ['sh', '-c', script];
  };
  const container = new Container({
    config: smallConfig(),
    bend,
    rootfs: (rootfs) => {
      for (const [path, target] of Object.entries(links)) symlinkSync(target, join(rootfs, path));
    },
  });
  const outcome = await container.run();
  assert.equal(outcome.exitCode, 0, outcome.stderr);
  return outcome.stdout;
}

describe('a mount over a filesystem of the container', () => {
  leavesNothingBehind();

  const links = { alias: '/dev', way: '/' };
  for (const path of ['/dev', '/alias', '/way/dev', '/dev/../dev']) {
    it(`at ${path} is where devices, links and later mounts are`, async () => {
      const mounts = [tmpfs(path, 'mode=755'), bind('/dev/vol')];
      const look = 'test -c /dev/null && test -L /dev/fd && ls /dev && cat /dev/vol/file';
      const text = await observed({ mounts, links }, look);
      assert.match(text, /^at \/dev\/vol$/m);
      // What was in the filesystem below is covered.
      assert.doesNotMatch(text, /mqueue|shm/);
    });
  }

  it('takes what was mounted below the covered one out of sight', async () => {
    const mounts = [tmpfs('/srv'), tmpfs('/srv/a'), bind('/srv/a/old'), tmpfs('/srv')];
    mounts.push(bind('/srv/a/new'));
    const text = await observed({ mounts }, 'cat /srv/a/new/file; ls /srv/a');
    assert.equal(text, 'at /srv/a/new\nnew\n');
  });

  it('counts if it is a bind, too', async () => {
    const mounts = [tmpfs('/srv'), bind('/srv'), bind('/srv/x')];
    const text = await observed({ mounts }, 'cat /srv/file /srv/x/file');
    assert.equal(text, 'at /srv\nat /srv/x\n');
  });

  it('and one in it may change places by a link', async () => {
    const mounts = [tmpfs('/srv'), bind('/srv/a'), bind('/link/a'), bind('/srv/b')];
    const text = await observed({ mounts, links: { link: '/srv' } }, 'cat /srv/a/file /srv/b/file');
    assert.equal(text, 'at /link/a\nat /srv/b\n');
  });

  it('follows the links that a copy of the image put into it, inside the root', async () => {
    const mounts = [tmpfs('/opt', 'tmpcopyup'), bind('/opt/out/x')];
    const script = 'cat /srv/x/file; ls -l /opt | grep -c -e "out -> /srv"';
    const config = smallConfig();
    config.mounts.push(...mounts);
    config.process.args = ['sh', '-c', script];
    const container = new Container({
      config,
      rootfs: (rootfs) => {
        mkdirSync(join(rootfs, 'opt'));
        symlinkSync('/srv', join(rootfs, 'opt/out'));
      },
    });
    assert.deepEqual(await container.run(), {
      exitCode: 0,
      stdout: 'at /opt/out/x\n1\n',
      stderr: '',
    });
  });

  it('makes its own mount points in what is bound into it, not beside it', async () => {
    const volume = bind('/srv/vol');
    const mounts = [tmpfs('/srv'), volume, bind('/srv/vol/deep/er')];
    const text = await observed({ mounts }, 'cat /srv/vol/file /srv/vol/deep/er/file');
    assert.equal(text, 'at /srv/vol\nat /srv/vol/deep/er\n');
    assert.deepEqual(readdirSync(volume.source as string), ['deep', 'file']);
  });

  it('may be one of the whole root', async () => {
    const container = new Container({
      config: smallConfig(),
      bend: (config, { rootfs }) => {
        config.mounts.push({ destination: '/', type: 'bind', source: rootfs, options: ['bind'] });
        config.process.args = ['sh', '-c', 'test -c /dev/null && test ! -e /dev/shm && ls /dev'];
      },
    });
    const { exitCode, stdout, stderr } = await container.run();
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /^urandom$/m);
  });

  it('is what is masked', async () => {
    const mounts = [tmpfs('/srv'), bind('/srv/a'), tmpfs('/srv'), bind('/srv/a')];
    const text = await observed({ mounts, masked: '/srv/a' }, 'ls -A /srv/a | wc -l');
    assert.equal(text.trim(), '0');
  });
});
