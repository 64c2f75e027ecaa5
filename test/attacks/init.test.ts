// T28 (crun 1.31's list) and T39 (CVE-2026-41163): what others see of the process that sets a container up, and can do to it.
import assert from 'node:assert/strict';
import {
  chmodSync,
  copyFileSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
} from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container, type ContainerOptions } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { gid, giveBack, own, rootless, rootlessConfig, uid } from '../helpers/rootless.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const HOST_ROOT = 100_000;
const asUser = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];

function ownUsers(config: Config): void {
  const ids = [{ containerID: 0, hostID: HOST_ROOT, size: 65_536 }];
  config.linux.namespaces.push({ type: 'user' });
  config.linux.uidMappings = ids;
  config.linux.gidMappings = ids;
}

function sleeping(options: ContainerOptions = {}): Container {
  return new Container({
    ...options,
    bend: (config, self) => {
      config.process.args = ['sleep', '1000'];
      options.bend?.(config, self);
    },
  });
}

/** Those that lead to a file or directory, with the id of its mount. */
function filesOf(pid: number): { fd: number; to: string; mount: string }[] {
  return readdirSync(`/proc/${pid}/fd`)
    .map((name) => {
      const to = readlinkSync(`/proc/${pid}/fd/${name}`);
      const info = readFileSync(`/proc/${pid}/fdinfo/${name}`, 'utf8');
      return { fd: Number(name), to, mount: /^mnt_id:\s*(\d+)$/m.exec(info)?.[1] ?? '' };
    })
    .filter(({ to }) => to.startsWith('/'));
}

function mountsOf(pid: number): string[][] {
  const lines = readFileSync(`/proc/${pid}/mountinfo`, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => line.split(' '));
}

describe('attack: the process that sets up a container', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const noPivot of [false, true]) {
    it(`holds no directory of the host once its root is its own${noPivot ? ', moved there' : ''}`, async () => {
      const container = sleeping();
      const args = noPivot ? ['--no-pivot'] : [];
      assert.equal((await container.create({ args })).exitCode, 0);
      const { pid } = await container.state();
      const mounts = new Set(mountsOf(pid).map(([id]) => id));
      const ofHost = filesOf(pid).filter(({ fd, mount }) => fd > 2 && !mounts.has(mount));
      const names = ofHost.map(({ to }) => to.replace(container.stateDirectory, ''));
      // The fifo that it waits at, and its journal: files, which lead nowhere.
      const known = /^\/exec\.fifo$|^\/record\/1\/journal\.ndjson$|^\/dev\/null$/;
      assert.deepEqual(
        names.filter((name) => !known.test(name)),
        [],
      );
      await container.start();
      assert.deepEqual(
        filesOf(pid).filter(({ fd }) => fd > 2),
        [],
      );
      await container.delete({ force: true });
    });
  }

  it('belongs to root, not to its user, until it is the program', async () => {
    const container = sleeping({
      bend: ownUsers,
      rootfs: (rootfs) => chmodSync(rootfs, 0o755),
    });
    assert.equal((await container.create()).exitCode, 0);
    const { pid } = await container.state();
    // proc_pid(5): the files of a process that is not dumpable are root's.
    const owner = (): number => statSync(`/proc/${pid}/status`).uid;
    assert.match(readFileSync(`/proc/${pid}/status`, 'utf8'), /^Uid:\t100000\t100000\t/m);
    assert.equal(owner(), 0);
    await container.start();
    assert.equal(owner(), HOST_ROOT);
    await container.delete({ force: true });
  });

  for (const propagation of ['private', 'rslave'] as const) {
    it(`shares no mount with anybody, the socket's either, with a root that is ${propagation}`, async () => {
      const container = sleeping({
        bend: (config) => {
          config.linux.rootfsPropagation = propagation;
        },
      });
      const env = { NOTIFY_SOCKET: '@lading-test-of-mounts' };
      assert.equal((await container.create({ env })).exitCode, 0);
      const mounts = mountsOf((await container.state()).pid);
      const shared = mounts.filter((words) => words.some((word) => word.startsWith('shared:')));
      assert.deepEqual(shared, []);
      const socket = mounts.find((words) => words[4] === '/run/notify');
      assert.match(socket?.[5] ?? '', /^ro,/);
      assert.equal(socket?.[6], '-', 'neither shared nor a slave');
      await container.delete({ force: true });
    });
  }

  it('has all below a read-only /sys of the host read-only, where that is asked for', async () => {
    const container = sleeping({
      bend: (config) => {
        config.mounts = config.mounts.filter(({ destination }) => destination !== '/sys');
        const options = ['rbind', 'rro', 'nosuid', 'noexec', 'nodev'];
        config.mounts.push({ destination: '/sys', type: 'bind', source: '/sys', options });
      },
    });
    assert.equal((await container.create()).exitCode, 0);
    const { pid } = await container.state();
    const below = mountsOf(pid).filter(([, , , , place]) => /^\/sys(\/|$)/.test(place ?? ''));
    assert.ok(below.length > 1, `${below.length} mounts`);
    for (const [, , , , place, options] of below) assert.match(options ?? '', /^ro,/, place);
    await container.delete({ force: true });
  });
});

describe('attack: its caller’s own processes trace the process that sets up a container', () => {
  leavesNothingBehind();
  after(giveBack);
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const subids of [false, true]) {
    it(`which is refused from its first hook until it is the program, ${subids ? 'with' : 'without'} newuidmap`, async () => {
      const container = sleeping({
        config: rootlessConfig(),
        runtime: rootless({ subids }),
        bend: (config, self) => {
          own(self);
          const seize = join(self.bundle, 'seize');
          copyFileSync(program('seize'), seize);
          const script = `${seize} >${join(self.bundle, 'answer')}`;
          config.hooks = { createRuntime: [{ path: '/bin/sh', args: ['sh', '-c', script] }] };
        },
      });
      const seize = async (pid: number): Promise<number> => {
        const { stdout } = await run([...asUser, join(container.bundle, 'seize'), `${pid}`]);
        return Number(stdout);
      };
      const made = await container.create();
      assert.equal(made.exitCode, 0, made.stderr);
      const { pid } = await container.state();
      const answer = readFileSync(join(container.bundle, 'answer'), 'utf8');
      assert.equal(Number(answer), constants.errno.EPERM);
      assert.equal(await seize(pid), constants.errno.EPERM);
      assert.equal((await container.start()).exitCode, 0);
      // Control: whose user namespace it is may trace the program.
      assert.equal(await seize(pid), 0);
      await container.delete({ force: true });
      rmSync(join(container.bundle, 'answer'));
    });
  }
});
