// The engines themselves, told to use lading: podman and containerd from Debian's packages, with storage of their own
// in the test's folder. What they make of its answers, exit codes and messages is what their users see.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, testDirectory, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import {
  nativeEntry,
  type Outcome,
  type Running,
  run,
  runtimeUnderTest,
  start,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const TEST_MS = 120_000;
const ENTRIES = [runtimeUnderTest(), nativeEntry].map(({ command: [program = ''] }) => program);

function given(...parts: readonly string[]): string {
  const path = join(testDirectory(), ...parts);
  mkdirSync(path, { recursive: true });
  return path;
}

async function needs(test: Mocha.Context, ...programs: string[]): Promise<void> {
  test.timeout(TEST_MS);
  if (process.getuid?.() !== 0) skip(test, 'not-root');
  for (const program of programs) {
    const { exitCode } = await run(['sh', '-c', `command -v ${program}`]);
    if (exitCode !== 0) skip(test, 'no-engine');
  }
}

for (const entry of new Set(ENTRIES)) {
  describe(`podman with ${entry.replace(/.*\//, '')}`, () => {
    leavesNothingBehind();
    before(async function () {
      await needs(this, 'podman', 'conmon');
    });

    it('runs, looks into, stops and removes a container', async function () {
      this.timeout(TEST_MS);
      const { rootfs } = new Container();
      // What is theirs stays in one folder; limits are those that any caller may set.
      const own = ['--root', given('storage'), '--runroot', given('run'), '--tmpdir', given('tmp')];
      const podman = (...args: string[]): Promise<Outcome> =>
        run(
          [
            'podman',
            ...own,
            '--cgroup-manager',
            'cgroupfs',
            '--events-backend',
            'file',
            '--runtime',
            entry,
            ...args,
          ],
          { timeoutMs: TEST_MS },
        );
      const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024'];
      const options = [...limits, '--network', 'none', '--rootfs', rootfs];
      const hello = await podman('run', '--rm', ...options, 'echo', 'hello');
      assert.deepEqual([hello.stdout, hello.exitCode], ['hello\n', 0], hello.stderr);
      assert.equal((await podman('run', '--rm', ...options, 'sh', '-c', 'exit 42')).exitCode, 42);
      assert.equal((await podman('run', '--rm', ...options, '/nope')).exitCode, 127);
      assert.equal((await podman('run', '--rm', ...options, '/tmp')).exitCode, 126);

      const made = await podman(
        'run',
        '-d',
        '--name',
        'web',
        ...options,
        'sh',
        '-c',
        'echo up; exec sleep 100',
      );
      assert.equal(made.exitCode, 0, made.stderr);
      const inside = await podman('exec', 'web', 'sh', '-c', 'hostname; exit 5');
      assert.equal(inside.exitCode, 5, inside.stderr);
      assert.equal((await podman('exec', 'web', 'nope')).exitCode, 127);
      assert.equal((await podman('logs', 'web')).stdout, 'up\n');
      for (const [command, status] of [
        ['pause', 'paused'],
        ['unpause', 'running'],
      ] as const) {
        assert.equal((await podman(command, 'web')).exitCode, 0);
        const seen = await podman('inspect', '--format', '{{.State.Status}}', 'web');
        assert.equal(seen.stdout, `${status}\n`);
      }
      assert.equal((await podman('kill', 'web')).exitCode, 0);
      assert.equal((await podman('wait', 'web')).stdout, '137\n');
      assert.equal((await podman('rm', 'web')).exitCode, 0);
    });
  });

  describe(`containerd with ${entry.replace(/.*\//, '')}`, () => {
    leavesNothingBehind();
    before(async function () {
      await needs(this, 'containerd', 'ctr');
    });

    it('runs, enters, pauses and removes a container', async function () {
      this.timeout(TEST_MS);
      const { rootfs } = new Container();
      const socket = join(testDirectory(), 'c.sock');
      const config = [
        'version = 2',
        `root = "${given('c-root')}"`,
        `state = "${given('c-state')}"`,
        'disabled_plugins = ["io.containerd.grpc.v1.cri"]',
        `[grpc]\naddress = "${socket}"`,
        `[ttrpc]\naddress = "${socket}.ttrpc"`,
      ].join('\n');
      const file = join(testDirectory(), 'containerd.toml');
      writeFileSync(file, config);
      const daemon: Running = start(['containerd', '-c', file]);
      try {
        await until('the socket', () => existsSync(socket));
        await lifeIn(socket, rootfs, entry);
      } finally {
        daemon.kill('SIGTERM');
        await daemon.outcome;
      }
    });
  });
}

async function lifeIn(socket: string, rootfs: string, entry: string): Promise<void> {
  const ctr = (...args: string[]): Promise<Outcome> =>
    run(['ctr', '--address', socket, ...args], { timeoutMs: TEST_MS });
  const make = ['--runc-binary', entry, '--rootfs', rootfs];
  const hello = await ctr('run', '--rm', ...make, 'hello', '/bin/echo', 'hello');
  assert.deepEqual([hello.stdout, hello.exitCode], ['hello\n', 0], hello.stderr);
  const ended = await ctr('run', '--rm', ...make, 'ended', '/bin/sh', '-c', 'exit 42');
  assert.equal(ended.exitCode, 42);
  const missing = await ctr('run', '--rm', ...make, 'missing', '/nope');
  assert.match(missing.stderr, /OCI runtime create failed: .*executable file `\/nope` not found/);
  await ctr('container', 'rm', 'missing');

  const made = await ctr('run', '-d', ...make, 'web', '/bin/sleep', '100');
  assert.equal(made.exitCode, 0, made.stderr);
  const inside = await ctr('task', 'exec', '--exec-id', 'one', 'web', '/bin/sh', '-c', 'exit 5');
  assert.equal(inside.exitCode, 5, inside.stderr);
  assert.equal((await ctr('task', 'pause', 'web')).exitCode, 0);
  assert.match((await ctr('task', 'ls')).stdout, /^web +\d+ +PAUSED/m);
  assert.equal((await ctr('task', 'resume', 'web')).exitCode, 0);
  assert.match((await ctr('task', 'ps', 'web')).stdout, /^\d+ /m);
  assert.equal((await ctr('task', 'kill', '-s', 'KILL', 'web')).exitCode, 0);
  for (let tries = 0; tries < 50; tries++) {
    if (/STOPPED/.test((await ctr('task', 'ls')).stdout)) break;
  }
  await ctr('task', 'rm', 'web');
  assert.equal((await ctr('container', 'rm', 'web')).exitCode, 0);
}
