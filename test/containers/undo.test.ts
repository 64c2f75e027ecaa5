// What is left when a container fails half way: nothing, or else enough for `delete --force` to finish.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isUnified } from '../helpers/cgroups.ts';
import type { Config } from '../helpers/config.ts';
import { Container, testDirectory, token, until } from '../helpers/container.ts';
import { cgroupsNamed } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { patience } from '../helpers/patience.ts';
import { isHybrid, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const ROOT = '/sys/fs/cgroup';
const hasUnified = isUnified || isHybrid();
const unified = isUnified ? ROOT : `${ROOT}/unified`;
const main = hasUnified ? unified : `${ROOT}/freezer`;

/** A poststart hook that fails once the container has printed its `ready`. */
function failingHook(container: Container, first: string): NonNullable<Config['hooks']> {
  const script = `${first}; until grep -q ready ${container.bundle}/stdout; do sleep 0.02; done; exit 1`;
  return { poststart: [{ path: '/bin/sh', args: ['sh', '-c', script] }] };
}

function withoutPidNamespace(config: Config): void {
  config.linux.namespaces = config.linux.namespaces.filter(({ type }) => type !== 'pid');
}

function isAlive(pid: string): boolean {
  return existsSync(`/proc/${pid}`);
}

describe('a container that fails', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('at its poststart hook leaves no process, with no pid namespace either', async () => {
    const container = new Container({
      bend: (config, self) => {
        withoutPidNamespace(config);
        config.process.args = ['sh', '-c', 'sleep 1000 & echo ready $!; wait'];
        config.hooks = failingHook(self, ':');
      },
    });
    const outcome = await container.runDetached();
    assert.equal(outcome.exitCode, 1, outcome.stderr);
    assert.match(outcome.stderr, /hook/);
    assert.doesNotMatch(outcome.stderr, /could not be undone/);
    const pid = container.output().trim().split(' ').at(-1) as string;
    await until('the end of its process', () => !isAlive(pid));
    assert.equal(existsSync(container.stateDirectory), false);
  });

  it('and cannot be undone can still be deleted', async () => {
    const container = new Container({
      bend: (config, self) => {
        const procs = join(main, self.id, 'cgroup.procs');
        const intruder = `sleep 1000 < /dev/null > /dev/null 2>&1 & echo $! > ${self.bundle}/pid; echo $! > ${procs}`;
        config.linux.cgroupsPath = `/${self.id}`;
        config.process.args = ['sh', '-c', 'echo ready; exec sleep 1000'];
        config.hooks = failingHook(self, intruder);
      },
    });
    const outcome = await container.runDetached();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /could not be undone: cgroup\.create/);
    const pid = readFileSync(join(container.bundle, 'pid'), 'utf8').trim();
    assert.ok(isAlive(pid));
    const deleted = await container.delete({ force: true });
    assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
    await until('the end of its process', () => !isAlive(pid));
    assert.deepEqual(cgroupsNamed(container.id), []);
    assert.equal(existsSync(container.stateDirectory), false);
  });

  it('at its start, and cannot be ended, can still be deleted', async () => {
    const container = new Container({
      bend: (config, self) => {
        config.linux.cgroupsPath = `/${self.id}`;
        config.process.args = ['sh', '-c', 'echo ready; exec sleep 1000'];
        config.hooks = failingHook(self, ':');
      },
    });
    assert.equal((await container.create()).exitCode, 0);
    // No cgroup can be removed with a mount on one below it.
    const obstacle = join(main, container.id, 'obstacle');
    mkdirSync(obstacle);
    spawnSync('mount', ['--bind', container.bundle, obstacle]);
    try {
      const outcome = await container.start();
      assert.equal(outcome.exitCode, 1);
      assert.ok(existsSync(container.stateDirectory), outcome.stderr);
    } finally {
      spawnSync('umount', [obstacle]);
    }
    const deleted = await container.delete({ force: true });
    assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
    assert.deepEqual(cgroupsNamed(container.id), []);
    assert.equal(existsSync(container.stateDirectory), false);
  });

  it('to be cloned into a joined pid namespace has its poststop hooks run outside of it', async () => {
    // The namespace of a process that has ended takes no other (pid_namespaces(7)).
    const first = spawn('unshare', ['--pid', '--fork', 'sleep', '1000'], { detached: true });
    const ended = new Promise((resolve) => first.once('exit', resolve));
    let namespace: number;
    try {
      const { pid } = first;
      // Until it has its first process, a new pid namespace cannot be looked up: ENOENT.
      const children = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
      await until('the first process of the namespace', () => children() !== '');
      namespace = openSync(`/proc/${pid}/ns/pid_for_children`, 'r');
    } finally {
      process.kill(-(first.pid as number), 'SIGKILL');
      await ended;
    }
    const container = new Container({
      bend: (config, self) => {
        const path = `/proc/${process.pid}/fd/${namespace}`;
        withoutPidNamespace(config);
        config.linux.namespaces.push({ type: 'pid', path });
        config.hooks = {
          poststop: [{ path: '/bin/touch', args: ['touch', `${self.bundle}/end`] }],
        };
      },
    });
    const outcome = await container.run();
    closeSync(namespace);
    assert.equal(outcome.exitCode, 1, outcome.stdout);
    assert.match(outcome.stderr, /clone3.*ENOMEM/);
    assert.ok(existsSync(join(container.bundle, 'end')), outcome.stderr);
  });

  it('to be made at all, because a hook does not end, is deleted by force at once', async () => {
    const mark = join(testDirectory(), token());
    const container = new Container({
      bend: (config) => {
        const script = `touch ${mark}; exec sleep 1000`;
        config.hooks = { createRuntime: [{ path: '/bin/sh', args: ['sh', '-c', script] }] };
      },
    });
    const creating = container.create();
    await until('the hook', () => existsSync(mark));
    const begun = Date.now();
    assert.deepEqual(await container.delete({ force: true }), {
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    assert.ok(Date.now() - begun < 5000 * patience, 'it waited');
    assert.notEqual((await creating).exitCode, 0);
    assert.equal(existsSync(container.stateDirectory), false);
    assert.deepEqual(cgroupsNamed(container.id), []);
    rmSync(mark);
  });

  const paths: [what: string, path: string, message: RegExp][] = [
    ['is a file', 'cgroup.procs', /ENOTDIR/],
    ['has too long a name', 'b'.repeat(300), /ENAMETOOLONG/],
  ];
  for (const [what, last, message] of paths) {
    it(`because its cgroup ${what} leaves no cgroup on the way there`, async () => {
      const top = `${token()}-way`;
      const container = new Container({
        bend: (config) => {
          config.linux.cgroupsPath = `/${top}/between/${last}`;
        },
      });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1, outcome.stdout);
      assert.match(outcome.stderr, message);
      assert.deepEqual(cgroupsNamed(top), []);
    });
  }

  it('because its cgroup is too deep leaves none on the way there', async function () {
    if (!hasUnified) skip(this, 'no-cgroup-v2');
    const top = `${token()}-shallow`;
    mkdirSync(join(unified, top));
    try {
      writeFileSync(join(unified, top, 'cgroup.max.depth'), '2');
      const container = new Container({
        bend: (config) => {
          config.linux.cgroupsPath = `/${top}/a/b/c`;
        },
      });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1, outcome.stdout);
      assert.match(outcome.stderr, /EAGAIN/);
      assert.deepEqual(cgroupsNamed(top), [join(unified, top)]);
    } finally {
      rmdirSync(join(unified, top));
    }
  });
});
