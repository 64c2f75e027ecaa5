// exec into a container that is not in the cgroups it was made in any more: its first process has gone into one of its
// own below (as a service manager does), or somebody has moved it away, and the old ones may be gone.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Container, token, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { endsContainers, sleeping } from '../helpers/live-mounts.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const ROOT = '/sys/fs/cgroup';
const unified = [ROOT, join(ROOT, 'unified')].find((path) =>
  existsSync(join(path, 'cgroup.subtree_control')),
);
/** With one of these for what is below it, a cgroup has no room for processes. */
const domain =
  unified === undefined
    ? undefined
    : readFileSync(join(unified, 'cgroup.controllers'), 'utf8')
        .trim()
        .split(' ')
        .find((name) => ['hugetlb', 'io', 'memory'].includes(name));

/** Where the process is, in the hierarchy with these names. */
function cgroupOf(pid: number | string, names: string): string {
  const text = readFileSync(`/proc/${pid}/cgroup`, 'utf8');
  const line = text.split('\n').find((one) => one.split(':')[1] === names);
  return line?.split(':').slice(2).join(':') ?? '';
}

/** Where exec puts a process, told by itself. */
async function place(container: Container, names: string): Promise<string> {
  const words = container.command('exec', container.id, 'cat', '/proc/self/cgroup');
  const { exitCode, stdout, stderr } = await run(words);
  assert.equal(exitCode, 0, stderr);
  const line = stdout.split('\n').find((one) => one.split(':')[1] === names);
  return line?.split(':').slice(2).join(':') ?? '';
}

async function remove(directory: string): Promise<void> {
  await until(`${directory} is empty`, () => {
    try {
      rmdirSync(directory);
      return true;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOENT';
    }
  });
}

describe('exec into a container whose first process has moved', () => {
  endsContainers();
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  describe('in hierarchies of version 1', () => {
    const pids = join(ROOT, 'pids');
    before(function () {
      if (!existsSync(join(pids, 'cgroup.procs'))) skip(this, 'no-cgroup-v1');
    });

    it("goes into the container's own cgroup, though that one is below it by now", async () => {
      const container = await sleeping();
      const { pid } = await container.state();
      const own = cgroupOf(pid, 'pids');
      mkdirSync(join(pids, own, 'below'));
      writeFileSync(join(pids, own, 'below', 'cgroup.procs'), `${pid}`);
      assert.equal(cgroupOf(pid, 'pids'), `${own}/below`);
      assert.equal(await place(container, 'pids'), own);
    });

    it('goes where that one is, when the cgroup is gone', async () => {
      const container = await sleeping();
      const { pid } = await container.state();
      const own = cgroupOf(pid, 'pids');
      const other = join(pids, `${token()}-other`);
      mkdirSync(other);
      writeFileSync(join(other, 'cgroup.procs'), `${pid}`);
      await remove(join(pids, own));
      assert.equal(await place(container, 'pids'), `/${token()}-other`);
      // The others are as they were.
      assert.equal(await place(container, 'memory'), cgroupOf(pid, 'memory'));
      await container.delete({ force: true });
      await remove(other);
    });
  });

  describe('in a hierarchy of version 2', () => {
    const mount = unified ?? '';
    const control = (directory: string): string => join(directory, 'cgroup.subtree_control');
    const isOn = (directory: string): boolean =>
      readFileSync(control(directory), 'utf8').trim().split(' ').includes(`${domain}`);
    let switched: string[] = [];

    before(function () {
      if (domain === undefined) skip(this, 'no-cgroup-v2');
    });
    beforeEach(() => {
      switched = [];
    });

    /** All the way down, so that the container's cgroup can have it for what is below. */
    function enable(directory: string): void {
      if (directory !== mount) enable(dirname(directory));
      if (isOn(directory)) return;
      writeFileSync(control(directory), `+${domain}`);
      switched.unshift(directory);
    }

    function restore(): void {
      for (const directory of switched) {
        if (existsSync(directory)) writeFileSync(control(directory), `-${domain}`);
      }
    }

    /** Below its cgroup, which has controllers for it; as the container itself could do it. */
    async function moved(): Promise<{ container: Container; own: string; pid: number }> {
      const container = await sleeping();
      const { pid } = await container.state();
      const own = cgroupOf(pid, '');
      mkdirSync(join(mount, own, 'below'));
      writeFileSync(join(mount, own, 'below', 'cgroup.procs'), `${pid}`);
      enable(join(mount, own));
      return { container, own, pid };
    }

    it('goes where that one is, when there is no room for processes in their cgroup', async () => {
      const { container, own } = await moved();
      assert.equal(await place(container, ''), `${own}/below`);
      await container.delete({ force: true });
      restore();
    });

    it('gets a cgroup of its own below, when that one is elsewhere', async () => {
      const { container, own, pid } = await moved();
      const other = join(mount, `${token()}-other`);
      mkdirSync(other);
      writeFileSync(join(other, 'cgroup.procs'), `${pid}`);
      assert.equal(await place(container, ''), `${own}/lading-exec`);
      await container.delete({ force: true });
      await remove(other);
      restore();
    });

    it('goes where that one is, when the cgroup is gone', async () => {
      const container = await sleeping();
      const { pid } = await container.state();
      const own = cgroupOf(pid, '');
      const other = join(mount, `${token()}-other`);
      mkdirSync(other);
      writeFileSync(join(other, 'cgroup.procs'), `${pid}`);
      await remove(join(mount, own));
      assert.equal(await place(container, ''), `/${token()}-other`);
      await container.delete({ force: true });
      await remove(other);
    });

    it('goes nowhere else than it is told to', async () => {
      const { container } = await moved();
      const words = container.command('exec', '--cgroup', '/gone', container.id, 'true');
      const { exitCode, stderr } = await run(words);
      assert.equal(exitCode, 1);
      assert.match(stderr, /gone/);
      await container.delete({ force: true });
      restore();
    });
  });
});
