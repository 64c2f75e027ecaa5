// checkpoint and restore: a container goes on where it was, with what it had; what fails leaves everything as it was.
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { delay, until } from '../helpers/container.ts';
import { Counter } from '../helpers/counter.ts';
import { criuEnvironment, hierarchyOptions, tracksMemory, withCriu } from '../helpers/criu.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, type Running, run, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { Terminal } from '../helpers/terminal.ts';

const TEST_MS = 60_000;
let environment: Record<string, string> = {};

function succeeds({ exitCode, stderr }: Outcome): void {
  assert.deepEqual([exitCode, stderr], [0, '']);
}

describe('checkpoint and restore', function () {
  this.timeout(TEST_MS);
  withCriu();
  leavesNothingBehind();

  before(() => {
    environment = criuEnvironment() ?? {};
  });

  it('a container goes on where it was, with its masks, its cgroups and its state', async () => {
    const counter = new Counter();
    const cgroupsOf = (pid: number): string => readFileSync(`/proc/${pid}/cgroup`, 'utf8');
    await counter.startCounting();
    const cgroups = cgroupsOf((await counter.state()).pid);
    succeeds(await counter.checkpoint());
    const stopped = counter.count;
    assert.ok(!existsSync(counter.stateDirectory), 'the container is gone');
    await delay(100);
    assert.equal(counter.count, stopped);
    const pidFile = join(counter.bundle, 'pid');
    succeeds(await counter.restore('--pid-file', pidFile));
    const state = await counter.state();
    assert.equal(state.status, 'running');
    assert.equal(`${state.pid}`, readFileSync(pidFile, 'utf8'));
    await until('it counts on', () => counter.count > stopped);
    assert.ok(counter.count < stopped + 200, `${stopped} -> ${counter.count}: not from the start`);
    assert.equal(cgroupsOf(state.pid), cgroups);
    assert.equal(await counter.inside('stat', '-c', '%t:%T', '/proc/version'), '1:3\n');
    assert.equal(await counter.inside('ls', '/sys/firmware'), '');
    const written = await run(
      counter.command('exec', counter.id, 'touch', '/proc/sys/kernel/hostname'),
    );
    assert.notEqual(written.exitCode, 0, 'read-only as before');
    await counter.kill('KILL');
    await counter.reach('stopped');
    succeeds(await counter.delete());
  });

  it('--leave-running: it runs on, and its images make another', async () => {
    const counter = new Counter();
    await counter.startCounting();
    succeeds(await counter.checkpoint('--leave-running'));
    assert.equal((await counter.state()).status, 'running');
    await counter.counts();
    await counter.end();
    const stopped = counter.count;
    succeeds(await counter.restore());
    await counter.counts();
    assert.ok(counter.count <= stopped + 200);
    succeeds(await counter.checkpoint('--leave-running'));
    await counter.end();
  });

  it('--pre-dump and --parent-path: only what has changed is dumped', async function () {
    if (!tracksMemory()) skip(this, 'no-memory-tracking');
    const counter = new Counter();
    await counter.startCounting();
    const first = join(counter.bundle, 'first');
    succeeds(await counter.checkpoint('--pre-dump', '--image-path', first));
    assert.equal((await counter.state()).status, 'running');
    assert.ok(!existsSync(join(first, 'descriptors.json')));
    await counter.counts();
    succeeds(await counter.checkpoint('--parent-path', '../first'));
    const stopped = counter.count;
    succeeds(await counter.restore());
    await until('it counts on', () => counter.count > stopped);
    const pages = (folder: string): string[] =>
      readdirSync(folder).filter((name) => name.startsWith('pages-'));
    assert.ok(pages(first).length > 0 && existsSync(join(counter.images, 'parent')));
    await counter.end();
  });

  it("external mounts: what they show is the host's, read-only where it was", async () => {
    const counter = new Counter({
      bend: (config, self) => {
        mkdirSync(join(self.bundle, 'shared'));
        writeFileSync(join(self.bundle, 'shared/file'), 'before');
        writeFileSync(join(self.bundle, 'hosts'), 'hosts');
        // By way of a link of the image.
        rmSync(join(self.rootfs, 'srv'), { recursive: true });
        mkdirSync(join(self.rootfs, 'real'));
        symlinkSync('real', join(self.rootfs, 'srv'));
        config.mounts.push(
          { destination: '/shared', source: 'shared', options: ['bind'] },
          { destination: '/srv/fixed', source: 'shared', options: ['bind', 'ro'] },
          {
            destination: '/etc/hosts',
            source: join(self.bundle, 'hosts'),
            options: ['bind', 'ro'],
          },
          { destination: '/sys/fs/cgroup', type: 'cgroup', source: 'cgroup', options: ['ro'] },
        );
      },
    });
    await counter.startCounting();
    succeeds(await counter.checkpoint());
    writeFileSync(join(counter.bundle, 'shared/file'), 'after');
    succeeds(await counter.restore());
    assert.equal(
      await counter.inside('cat', '/shared/file', '/real/fixed/file', '/etc/hosts'),
      'afterafterhosts',
    );
    await counter.inside('sh', '-c', 'echo inside > /shared/new');
    assert.equal(readFileSync(join(counter.bundle, 'shared/new'), 'utf8'), 'inside\n');
    for (const path of ['/srv/fixed/x', '/etc/hosts', '/proc/cmdline']) {
      const { exitCode } = await run(counter.command('exec', counter.id, 'touch', path));
      assert.notEqual(exitCode, 0, `${path} is read-only`);
    }
    await counter.end();
  });

  it("in the foreground its pipes are the caller's, and so is its end", async () => {
    const counter = new Counter({
      bend: (config) => {
        config.process.args = [
          'sh',
          '-c',
          'i=0; while :; do i=$((i+1)); echo line $i; sleep 0.02; done',
        ];
      },
    });
    // Pipes, which node's own are not.
    const piped = (line: readonly string[]): Running => {
      const script = '{ "$@" < /dev/null 2>&1; echo "exit $?"; } | cat';
      return start(['sh', '-c', script, 'sh', ...line], { env: environment });
    };
    const first = piped(counter.command('run', '--bundle', counter.bundle, counter.id));
    await first.prints('line 3\n');
    succeeds(await counter.checkpoint());
    const last = Number(/line (\d+)\nexit/.exec((await first.outcome).stdout)?.[1]);
    const line = ['--bundle', counter.bundle, '--image-path', counter.images, counter.id];
    const second = piped(counter.command('restore', ...line));
    await second.prints(`line ${last + 3}\n`);
    assert.equal((await counter.state()).status, 'running');
    await counter.kill('KILL');
    const { stdout } = await second.outcome;
    assert.match(stdout, new RegExp(`^line ${last + 1}\n`));
    assert.match(stdout, /\nexit 137\n$/);
    assert.ok(!existsSync(counter.stateDirectory));
  });

  it("its terminal is the next caller's, or goes to a console socket", async () => {
    const counter = new Counter({
      bend: (config) => {
        config.process.terminal = true;
        config.process.args = [
          'sh',
          '-c',
          'i=0; while read -r l; do i=$((i+1)); echo "$i $l"; done',
        ];
      },
    });
    const images = ['--bundle', counter.bundle, '--image-path', counter.images];
    const first = Terminal.run(counter.command('run', '--bundle', counter.bundle, counter.id));
    first.type('one\r');
    await first.shows('1 one');
    succeeds(await counter.checkpoint());
    await first.ended();
    const second = Terminal.run(counter.command('restore', ...images, counter.id), environment);
    second.type('two\r');
    await second.shows('2 two');
    succeeds(await counter.checkpoint());
    await second.ended();
    const socket = join(counter.bundle, 'console');
    const third = await Terminal.receive(socket);
    succeeds(await counter.restore('--console-socket', socket));
    third.type('three\r');
    await third.shows('3 three');
    await counter.end();
    assert.match((await third.ended()).received ?? '', /^a descriptor/);
  });

  it('a namespace that it has joined is joined again', async () => {
    const holder = new Counter();
    await holder.startCounting();
    const { pid } = await holder.state();
    const counter = new Counter({
      bend: (config) => {
        for (const entry of config.linux.namespaces) {
          if (entry.type === 'network') entry.path = `/proc/${pid}/ns/net`;
        }
      },
    });
    await counter.startCounting();
    succeeds(await counter.checkpoint());
    succeeds(await counter.restore());
    assert.equal(
      await counter.inside('readlink', '/proc/self/ns/net'),
      await holder.inside('readlink', '/proc/self/ns/net'),
    );
    await counter.end();
    await holder.end();
  });

  it('a paused container is dumped, and goes on when it is restored', async () => {
    const counter = new Counter();
    await counter.startCounting();
    await run(counter.command('pause', counter.id));
    succeeds(await counter.checkpoint('--leave-running'));
    assert.equal((await counter.state()).status, 'paused');
    await counter.end();
    const stopped = counter.count;
    succeeds(await counter.restore());
    await until('it counts on', () => counter.count > stopped);
    await counter.end();
  });
});

describe('checkpoint and restore, as only lading promises', function () {
  this.timeout(TEST_MS);
  withCriu({ onlyLading: true });
  leavesNothingBehind();

  it('--pre-dump says when the kernel cannot do it, and the container runs on', async function () {
    if (tracksMemory()) skip(this, 'memory-tracking');
    const counter = new Counter();
    await counter.startCounting();
    const { exitCode, stderr } = await counter.checkpoint('--pre-dump');
    assert.equal(exitCode, 1);
    assert.match(stderr, /CRIU memory tracking not supported/);
    await counter.counts();
    await counter.end();
  });

  it('the options of the unified hierarchy stay, also when it fails', async () => {
    const counter = new Counter();
    await counter.startCounting();
    const before = hierarchyOptions();
    succeeds(await counter.checkpoint('--leave-running'));
    assert.equal(hierarchyOptions(), before);
    succeeds(await counter.checkpoint());
    assert.equal(hierarchyOptions(), before);
    succeeds(await counter.restore());
    assert.equal(hierarchyOptions(), before);
    await counter.end();
    rmSync(join(counter.images, 'core-1.img'));
    assert.equal((await counter.restore()).exitCode, 1);
    assert.equal(hierarchyOptions(), before);
  });

  it('hooks run as for a run, and poststop hooks when the dumped container goes', async () => {
    const counter = new Counter({
      bend: (config, self) => {
        const log = join(self.bundle, 'log');
        const points = ['prestart', 'createRuntime', 'poststart', 'poststop'] as const;
        config.hooks = Object.fromEntries(
          points.map((point) => [
            point,
            [{ path: '/bin/sh', args: ['sh', '-c', `cat > /dev/null; echo ${point} >> ${log}`] }],
          ]),
        );
      },
    });
    const log = join(counter.bundle, 'log');
    await counter.startCounting();
    succeeds(await counter.checkpoint());
    assert.match(readFileSync(log, 'utf8'), /\npoststop\n$/);
    rmSync(log);
    succeeds(await counter.restore());
    assert.equal(readFileSync(log, 'utf8'), 'prestart\ncreateRuntime\npoststart\n');
    await counter.end();
  });

  it('a checkpoint that fails says why, leaves no images, and the container as it was', async () => {
    const counter = new Counter();
    // Its output is a file that is not in any of its mounts.
    const outcome = await counter.runDetached();
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    await counter.counts();
    const failed = await counter.checkpoint();
    assert.equal(failed.exitCode, 1);
    assert.match(
      failed.stderr,
      /^lading: checkpoint: criu\.dump at imagePath: CRIU checkpointing failed: -\d+\n/,
    );
    assert.match(failed.stderr, /Error \(.*Can't lookup mount/);
    assert.deepEqual(readdirSync(counter.images), ['dump.log']);
    assert.equal((await counter.state()).status, 'running');
    await counter.counts();
    await counter.end();
  });

  it('a restore that fails says why, and leaves nothing', async () => {
    const counter = new Counter();
    await counter.startCounting();
    succeeds(await counter.checkpoint());
    rmSync(join(counter.images, 'core-1.img'));
    const { exitCode, stderr } = await counter.restore();
    assert.equal(exitCode, 1);
    assert.match(stderr, /CRIU restoring failed: -\d+\n.*Error/);
    assert.ok(!existsSync(counter.stateDirectory));
  });

  it('a mount that criu would make somewhere else is found before anything runs', async () => {
    const counter = new Counter({
      bend: (config, self) => {
        mkdirSync(join(self.bundle, 'secret'));
        mkdirSync(join(self.bundle, 'open'));
        config.mounts.push(
          { destination: '/secret', source: 'secret', options: ['bind', 'ro'] },
          { destination: '/open', source: 'open', options: ['bind'] },
        );
      },
    });
    await counter.startCounting();
    succeeds(await counter.checkpoint());
    // As if the names had been mixed up while it was dumped: what was read-only would be writable.
    const { mounts } = counter.config;
    const [open, secret] = [mounts.pop(), mounts.pop()];
    assert.ok(open !== undefined && secret !== undefined);
    mounts.push({ ...secret, destination: '/open' }, { ...open, destination: '/secret' });
    counter.writeConfig();
    const stopped = counter.count;
    const { exitCode, stderr } = await counter.restore();
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /criu\.check at imagePath: statx \/open: ESTALE \(what criu has mounted there is not its source\)/,
    );
    assert.equal(counter.count, stopped);
  });

  it('a link that the container swaps in for the place of a mount is found by the dump', async () => {
    const counter = new Counter({
      bend: (config, self) => {
        for (const folder of ['secret', 'open']) mkdirSync(join(self.bundle, folder));
        rmSync(join(self.rootfs, 'srv'), { recursive: true });
        mkdirSync(join(self.rootfs, 'real'));
        symlinkSync('real', join(self.rootfs, 'srv'));
        config.mounts.push(
          { destination: '/srv/data', source: 'secret', options: ['bind', 'ro'] },
          { destination: '/other/data', source: 'open', options: ['bind'] },
        );
      },
    });
    await counter.startCounting();
    // What is read-only would be made again where it is writable.
    await counter.inside('sh', '-c', 'rm /srv && ln -s other /srv');
    const swapped = await counter.checkpoint();
    assert.equal(swapped.exitCode, 1);
    assert.match(
      swapped.stderr,
      /mountinfo \/srv\/data: EPERM \(this mount is no longer read-only\)/,
    );
    await counter.inside('sh', '-c', 'rm /srv && ln -s / /srv');
    const gone = await counter.checkpoint();
    assert.equal(gone.exitCode, 1);
    await counter.inside('sh', '-c', 'rm /srv && ln -s real /srv');
    succeeds(await counter.checkpoint());
    succeeds(await counter.restore());
    const { exitCode } = await run(counter.command('exec', counter.id, 'touch', '/srv/data/x'));
    assert.notEqual(exitCode, 0, 'read-only');
    await counter.end();
  });

  it('says what it cannot do', async () => {
    const counter = new Counter();
    await counter.startCounting();
    for (const [options, words] of [
      [['--parent-path', 'none'], /invalid --parent-path/],
      [['--network-lock', 'never'], /unknown network lock method specified/],
      [['--manage-cgroups-mode', 'never'], /unknown cgroup mode specified/],
    ] as const) {
      const { exitCode, stderr } = await counter.checkpoint(...options);
      assert.equal(exitCode, 1);
      assert.match(stderr, words);
    }
    await counter.end();
    const none = await counter.restore();
    assert.equal(none.exitCode, 1);
    assert.match(none.stderr, /no images of a checkpoint: .*descriptors\.json: ENOENT/);
  });
});
