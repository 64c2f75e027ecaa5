// T13 (CVE-2025-52565) and T25 (CVE-2026-88264): a terminal whose places in the image, /dev/pts and /dev/console, are links
// to files of the host; and a running container that has put something else there before exec asks for a terminal.
import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container, testDirectory, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { type Runtime, run, runtimeUnderTest, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { type Ended, Terminal } from '../helpers/terminal.ts';
import { Outside, peer } from './attack.ts';

const LOOK = 'stat -c "%F %t" /dev/console; echo written >/dev/console';

/** On a terminal, with an image whose /dev has these links, and none of the config's mounts there but devpts. */
async function runWith(
  links: Readonly<Record<string, string>>,
  { runtime, bend }: { runtime?: Runtime; bend?: (config: Config) => void } = {},
): Promise<Ended> {
  const container = new Container({
    ...(runtime === undefined ? {} : { runtime }),
    rootfs: (rootfs) => {
      mkdirSync(join(rootfs, 'dev/pts'), { recursive: true });
      for (const [name, target] of Object.entries(links)) {
        rmSync(join(rootfs, 'dev', name), { recursive: true, force: true });
        symlinkSync(target, join(rootfs, 'dev', name));
      }
    },
    bend: (config) => {
      config.process.terminal = true;
      config.process.args = ['sh', '-c', LOOK];
      config.mounts = config.mounts.filter(({ destination }) =>
        ['/proc', '/dev/pts'].includes(destination),
      );
      bend?.(config);
    },
  });
  const { bundle, id } = container;
  return Terminal.run(container.command('run', '--bundle', bundle, id)).ended();
}

/** Prints what it gets. The program is copied to where the user may execute it. */
async function listensAs(container: Container, user: readonly string[], socket: string) {
  const copy = join(container.bundle, 'agent');
  copyFileSync(program('agent'), copy);
  const listener = start([...user, copy, socket]);
  await until('the console socket', () => existsSync(socket));
  return listener;
}

describe('attack: the places of a terminal are links', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const [what, target] of [
    ['to a file of the host', 'marker'],
    ['to where there is none', 'new'],
  ] as const) {
    it(`/dev/console leads ${what}: it is covered, and the host's is untouched`, async () => {
      const outside = new Outside();
      const ended = await runWith({ console: join(outside.path, target) });
      assert.equal(ended.shown, 'character special file 88\r\nwritten\r\n');
      assert.equal(ended.exitCode, 0);
      outside.assertUntouched();
    });
  }

  it('/dev/pts leads to the host: nothing is opened or given away there', async () => {
    const outside = new Outside({ ptmx: 'marker\n', '0': 'marker\n' });
    const ended = await runWith(
      { pts: outside.path },
      {
        bend: (config) => {
          config.mounts = config.mounts.filter(({ destination }) => destination !== '/dev/pts');
          config.process.user = { uid: 1000, gid: 1000 };
        },
      },
    );
    assert.equal(ended.exitCode, 1);
    assert.match(ended.shown, /\/dev\/pts/);
    outside.assertUntouched();
  });

  for (const [what, cover, caps, refusal] of [
    [
      'puts over its devpts',
      'mount -t tmpfs none /dev/pts && touch /dev/pts/ptmx',
      ['CAP_SYS_ADMIN', 'CAP_SYS_CHROOT'],
      /a terminal needs a devpts there/,
    ],
    [
      'mounts over the multiplexor alone',
      'mount -o bind /dev/null /dev/pts/ptmx',
      ['CAP_SYS_ADMIN'],
      /\/dev\/pts\/ptmx.*EXDEV/,
    ],
  ] as const) {
    it(`what a container that runs ${what} is not opened by exec`, async () => {
      const container = new Container({
        bend: (config) => {
          config.process.args = ['sh', '-c', `${cover} && echo ready; sleep 100`];
          const sets = { bounding: [...caps], effective: [...caps], permitted: [...caps] };
          config.process.capabilities = sets;
        },
      });
      const main = container.startRun();
      await main.prints('ready');
      const command = container.command('exec', '--tty', container.id, 'true');
      const ended = await Terminal.run(command).ended();
      assert.equal(ended.exitCode, 1);
      assert.match(ended.shown, refusal);
      await run(container.command('kill', container.id, 'KILL'));
      await main.outcome;
    });
  }

  it('a console socket that another user listens on gets no terminal', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.terminal = true;
        config.process.args = ['sleep', '100'];
      },
    });
    const directory = join(container.bundle, 'open');
    const socket = join(directory, 'console');
    mkdirSync(directory);
    chmodSync(directory, 0o777);
    chmodSync(testDirectory(), 0o711);
    const nobody = ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups'];
    const listener = await listensAs(container, nobody, socket);
    const outcome = await container.create({ args: ['--console-socket', socket] });
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /console: EPERM.*another user listens there/);
    listener.kill('SIGKILL');
    assert.equal((await listener.outcome).stdout, '');
  });

  it('control: crun of this age makes the file that /dev/console leads to', async function () {
    const runtime = peer('crun');
    if (runtime === undefined) skip(this, 'no-peer-on-this-host');
    const outside = new Outside();
    await runWith({ console: join(outside.path, 'new') }, { runtime });
    assert.ok(statSync(outside.path).isDirectory());
    assert.ok(outside.isTouched());
  });
});
