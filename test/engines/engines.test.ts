// The engines themselves, told to use lading: podman, containerd and docker from Debian's packages, with storage of their own
// in the test's folder. What they make of its answers, exit codes and messages is what their users see.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, testDirectory, token, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { patience } from '../helpers/patience.ts';
import {
  nativeEntry,
  type Outcome,
  type Running,
  run,
  runtimeUnderTest,
  start,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { SLICE, withSystemd } from '../helpers/systemd.ts';
import { Terminal } from '../helpers/terminal.ts';

const TEST_MS = 120_000;
const ENTRIES = [runtimeUnderTest(), nativeEntry].map(({ command: [program = ''] }) => program);

/** Where an engine runs, and who makes its containers' cgroups. */
interface Place {
  readonly manager: 'cgroupfs' | 'systemd';
  readonly inside: (command: readonly string[]) => readonly string[];
}

/** By whom the engine is to have cgroups made, with which entry. */
const MANAGED = [
  ...[...new Set(ENTRIES)].map((entry) => ({ entry, manager: 'cgroupfs' as const })),
  { entry: nativeEntry.command[0] ?? '', manager: 'systemd' as const },
];

/** To be called in a `describe`. */
function placeFor(manager: Place['manager']): Place {
  if (manager === 'cgroupfs') return { manager, inside: (command) => command };
  const systemd = withSystemd({ end: ({ endSlice }) => endSlice(SLICE) });
  return { manager, inside: (command) => systemd.inside(command) };
}

/** A shell on a terminal that an engine made, and what it was told there. */
async function talk(command: readonly string[], code: number): Promise<void> {
  const terminal = Terminal.run([...command, '/bin/sh']);
  await terminal.shows(/[#$] /);
  // An engine may tell the size when the program runs already.
  const size = 'until stty size 2>/dev/null; do sleep 0.1; done';
  terminal.type(`echo begin; readlink /proc/$$/fd/0; ${size}\n`);
  // Before the end, of which ctr may hear first: then it reads no more of what was said.
  await terminal.shows(/\n24 80\r/);
  terminal.type(`exit ${code}\n`);
  await ends(terminal, code, /begin\r+\n\/dev\/pts\/\d+\r+\n24 80\r+\n/);
}

/**
 * Docker tells the size when the program runs already: five times within a fifth of a second or so, to a container that
 * may not be there yet under any runtime, and never again. What it tells later arrives; but in emulation its client
 * tells nothing later either, whatever the runtime: runc's container has no size there, too.
 */
async function talkLate(command: readonly string[], code: number): Promise<void> {
  const terminal = Terminal.run([...command, '/bin/sh']);
  await terminal.shows(/[#$] /);
  const until = (size: string, tries: number): string =>
    `i=0; until ${size} || [ $i = ${tries} ]; do i=$((i+1)); sleep 0.1; done`;
  const told = until('stty size 2>/dev/null', 20);
  terminal.type(`echo begin; readlink /proc/$$/fd/0; ${told}; echo first\n`);
  await terminal.shows(/\nfirst\r/);
  terminal.resize();
  terminal.type(`${until("stty size 2>/dev/null | grep '^31'", 100)}\n`);
  if (patience === 1) await terminal.shows(/\n31 101\r/);
  terminal.type(`exit ${code}\n`);
  const begun = /begin\r+\n\/dev\/pts\/\d+\r+\n((24 80|0 0)\r+\n)?first\r+\n/;
  const resized = patience > 1 ? '' : '[\\s\\S]*\\n31 101\\r+\\n';
  await ends(terminal, code, new RegExp(begun.source + resized));
}

async function ends(terminal: Terminal, code: number, said: RegExp): Promise<void> {
  const { shown, exitCode, modes } = await terminal.ended();
  assert.match(shown, said);
  assert.equal(exitCode, code, shown);
  assert.deepEqual(modes.after, modes.before);
}

/** What podman makes the first time on a machine with cgroup v1, and never removes. */
function podmanParents(): string[] {
  const hierarchies = readdirSync('/sys/fs/cgroup').filter((name) =>
    existsSync(join('/sys/fs/cgroup', name, 'tasks')),
  );
  return hierarchies.map((name) => join('/sys/fs/cgroup', name, 'libpod_parent'));
}

function removeParent(path: string): void {
  for (const cgroup of [join(path, 'conmon'), path]) if (existsSync(cgroup)) rmdirSync(cgroup);
}

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

for (const { entry, manager } of MANAGED) {
  describe(`podman with ${entry.replace(/.*\//, '')}, cgroups by ${manager}`, () => {
    const place = placeFor(manager);
    leavesNothingBehind();
    before(async function () {
      await needs(this, 'podman', 'conmon');
    });

    it('runs, looks into, stops and removes a container', async function () {
      this.timeout(TEST_MS);
      const { rootfs } = new Container();
      const parents = podmanParents().filter((path) => !existsSync(path));
      // What is theirs stays in one folder; limits are those that any caller may set.
      const own = ['--root', given('storage'), '--runroot', given('run'), '--tmpdir', given('tmp')];
      const managed = ['--cgroup-manager', manager, '--events-backend', 'file'];
      const command = ['podman', ...own, ...managed, '--runtime', entry];
      const podman = (...args: string[]): Promise<Outcome> =>
        run(place.inside([...command, ...args]), { timeoutMs: TEST_MS });
      const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024'];
      const parent = manager === 'systemd' ? ['--cgroup-parent', SLICE] : [];
      const options = [...limits, ...parent, '--network', 'none', '--rootfs', rootfs];
      const hello = await podman('run', '--rm', ...options, 'echo', 'hello');
      assert.deepEqual([hello.stdout, hello.exitCode], ['hello\n', 0], hello.stderr);
      assert.equal((await podman('run', '--rm', ...options, 'sh', '-c', 'exit 42')).exitCode, 42);
      assert.equal((await podman('run', '--rm', ...options, '/nope')).exitCode, 127);
      assert.equal((await podman('run', '--rm', ...options, '/tmp')).exitCode, 126);

      await talk(place.inside([...command, 'run', '--rm', '-it', ...options]), 7);
      const alone = await podman('run', '--rm', '-t', ...options, 'stty', '-a');
      assert.match(alone.stdout, /onlcr/, alone.stderr);

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
      await talk(place.inside([...command, 'exec', '-it', 'web']), 8);
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
      for (const path of parents) removeParent(path);
    });
  });

  describe(`containerd with ${entry.replace(/.*\//, '')}, cgroups by ${manager}`, () => {
    const place = placeFor(manager);
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
      const daemon: Running = start(place.inside(['containerd', '-c', file]));
      try {
        await until('the socket', () => existsSync(socket), TEST_MS / 2);
        await lifeIn(socket, rootfs, entry, place);
      } finally {
        await end(daemon, 'containerd', place);
      }
    });
  });
}

for (const { entry, manager } of MANAGED) {
  describe(`docker with ${entry.replace(/.*\//, '')}, cgroups by ${manager}`, () => {
    const place = placeFor(manager);
    leavesNothingBehind();
    before(async function () {
      await needs(this, 'dockerd', 'docker', 'containerd');
    });

    it('runs, enters, limits, pauses, stops and removes a container', async function () {
      this.timeout(TEST_MS);
      const { rootfs } = new Container();
      const socket = join(testDirectory(), 'docker.sock');
      const file = join(testDirectory(), 'docker.json');
      const config = {
        'data-root': given('d-data'),
        'exec-root': given('d-exec'),
        pidfile: join(testDirectory(), 'docker.pid'),
        hosts: [`unix://${socket}`],
        'storage-driver': 'vfs',
        iptables: false,
        ip6tables: false,
        'ip-forward': false,
        bridge: 'none',
        'exec-opts': [`native.cgroupdriver=${manager}`],
        runtimes: { lading: { path: entry } },
      };
      writeFileSync(file, JSON.stringify(config));
      const daemon: Running = start(place.inside(['dockerd', '--config-file', file]), {
        timeoutMs: TEST_MS,
      });
      try {
        await until('the socket', () => existsSync(socket), TEST_MS / 2);
        await lifeUnder(socket, rootfs, place);
      } finally {
        await end(daemon, 'dockerd', place);
      }
    });
  });
}

/** What entered another pid namespace to start it passes no signal on. */
async function end(daemon: Running, name: string, { manager, inside }: Place): Promise<void> {
  if (manager === 'cgroupfs') daemon.kill('SIGTERM');
  else await run(inside(['pkill', '-TERM', '-x', name]));
  await daemon.outcome;
}

async function limitsAreSet(pid: string, { inside }: Place): Promise<void> {
  const { stdout: places } = await run(inside(['cat', `/proc/${pid}/cgroup`]));
  const own = (controller: string): string =>
    new RegExp(`^\\d+:${controller}:(.*)$`, 'm').exec(places)?.[1] ?? '';
  const isV1 = existsSync('/sys/fs/cgroup/pids');
  const pids = isV1 ? `pids${own('pids')}/pids.max` : `${own('')}/pids.max`;
  const memory = isV1 ? `memory${own('memory')}/memory.limit_in_bytes` : `${own('')}/memory.max`;
  const files = [pids, memory].map((file) => `/sys/fs/cgroup/${file}`);
  const { stdout } = await run(inside(['cat', ...files]));
  assert.equal(stdout, `20\n${64 * 1024 * 1024}\n`);
}

/** What systemd says of the scope. */
async function scopeIsLimited(id: string, { inside }: Place): Promise<void> {
  const names = ['Slice', 'MemoryMax', 'TasksMax', 'ActiveState'].join(',');
  const { stdout } = await run(inside(['systemctl', 'show', '-p', names, `docker-${id}.scope`]));
  const lines = stdout.trim().split('\n').sort();
  assert.deepEqual(lines, [
    'ActiveState=active',
    `MemoryMax=${64 * 1024 * 1024}`,
    'Slice=system.slice',
    'TasksMax=20',
  ]);
}

async function lifeUnder(socket: string, rootfs: string, place: Place): Promise<void> {
  const docker = (...args: string[]): Promise<Outcome> =>
    run(place.inside(['docker', '--host', `unix://${socket}`, ...args]), { timeoutMs: TEST_MS });
  const image = ['sh', '-c', 'tar -C "$1" -c . | docker --host "unix://$0" import - tiny'];
  const imported = await run(place.inside([...image, socket, rootfs]), { timeoutMs: TEST_MS });
  assert.equal(imported.exitCode, 0, imported.stderr);
  const limits = ['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1024:1024'];
  const options = ['--runtime', 'lading', '--network', 'none', ...limits];
  const hello = await docker('run', '--rm', ...options, 'tiny', 'echo', 'hello');
  assert.deepEqual([hello.stdout, hello.exitCode], ['hello\n', 0], hello.stderr);
  assert.equal(
    (await docker('run', '--rm', ...options, 'tiny', 'sh', '-c', 'exit 42')).exitCode,
    42,
  );
  assert.equal((await docker('run', '--rm', ...options, 'tiny', '/nope')).exitCode, 127);
  assert.equal((await docker('run', '--rm', ...options, 'tiny', '/tmp')).exitCode, 126);

  const line = ['docker', '--host', `unix://${socket}`];
  await talkLate(place.inside([...line, 'run', '--rm', '-it', ...options, 'tiny']), 7);

  const limited = ['-d', '--name', 'web', '-m', '64m', '--pids-limit', '20'];
  const made = await docker('run', ...limited, ...options, 'tiny', 'sleep', '100');
  assert.equal(made.exitCode, 0, made.stderr);
  await limitsAreSet((await docker('inspect', '-f', '{{.State.Pid}}', 'web')).stdout.trim(), place);
  if (place.manager === 'systemd') await scopeIsLimited(made.stdout.trim(), place);
  assert.equal((await docker('exec', 'web', 'sh', '-c', 'exit 5')).exitCode, 5);
  await talkLate(place.inside([...line, 'exec', '-it', 'web']), 8);
  assert.equal((await docker('pause', 'web')).exitCode, 0);
  assert.match((await docker('ps')).stdout, /\(Paused\)/);
  assert.equal((await docker('unpause', 'web')).exitCode, 0);
  assert.match((await docker('top', 'web')).stdout, /sleep 100/);
  assert.equal((await docker('stop', '-t', '1', 'web')).exitCode, 0);
  assert.equal((await docker('inspect', '-f', '{{.State.ExitCode}}', 'web')).stdout, '137\n');
  assert.equal((await docker('rm', 'web')).exitCode, 0);
}

async function lifeIn(socket: string, rootfs: string, entry: string, place: Place): Promise<void> {
  const ctr = (...args: string[]): Promise<Outcome> =>
    run(place.inside(['ctr', '--address', socket, ...args]), { timeoutMs: TEST_MS });
  const cgroup = (name: string): string[] =>
    place.manager === 'systemd'
      ? ['--runc-systemd-cgroup', '--cgroup', `system.slice:ctr:${token()}-${name}`]
      : [];
  const make = (name: string): string[] => [
    ...['--runc-binary', entry, ...cgroup(name), '--rootfs', rootfs],
    name,
  ];
  const hello = await ctr('run', '--rm', ...make('hello'), '/bin/echo', 'hello');
  assert.deepEqual([hello.stdout, hello.exitCode], ['hello\n', 0], hello.stderr);
  const ended = await ctr('run', '--rm', ...make('ended'), '/bin/sh', '-c', 'exit 42');
  assert.equal(ended.exitCode, 42);
  const missing = await ctr('run', '--rm', ...make('missing'), '/nope');
  assert.match(missing.stderr, /OCI runtime create failed: .*executable file `\/nope` not found/);
  await ctr('container', 'rm', 'missing');

  const ctrLine = ['ctr', '--address', socket];
  await talk(place.inside([...ctrLine, 'run', '--rm', '-t', ...make('shell')]), 7);

  const made = await ctr('run', '-d', ...make('web'), '/bin/sleep', '100');
  assert.equal(made.exitCode, 0, made.stderr);
  const inside = await ctr('task', 'exec', '--exec-id', 'one', 'web', '/bin/sh', '-c', 'exit 5');
  assert.equal(inside.exitCode, 5, inside.stderr);
  const entered = ['task', 'exec', '-t', '--exec-id', 'two', 'web'];
  await talk(place.inside([...ctrLine, ...entered]), 8);
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
