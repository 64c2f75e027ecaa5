// The life of a container as its callers see it: exit codes, signals, states, files.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, token, until } from '../helpers/container.ts';
import { cgroupsNamed, isAlive } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { isSanitized, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

function script(text: string): Container {
  return new Container({
    bend: (config) => {
      config.process.args = ['sh', '-c', text];
    },
  });
}

const sleeper = (): Container =>
  script('trap "exit 143" TERM; echo ready; while :; do sleep 0.05; done');

describe('run', () => {
  leavesNothingBehind();

  it('ends with the exit code of the container', async () => {
    const outcome = await script('exit 42').run();
    assert.deepEqual(outcome, { exitCode: 42, stdout: '', stderr: '' });
  });

  it('gives the container its own standard streams', async () => {
    const outcome = await script('read line; echo "out $line"; echo err >&2').run({
      input: 'hello\n',
    });
    assert.deepEqual(outcome, { exitCode: 0, stdout: 'out hello\n', stderr: 'err\n' });
  });

  it('gives the container all of its arguments, few or many', async () => {
    for (const count of [0, 1, 80, 90, 100, 5000]) {
      const container = script('for last; do :; done; echo $#: $1 $last');
      const words = Array.from({ length: count }, (_, index) => `word-${index + 1}`);
      container.config.process.args.push('sh', ...words);
      container.writeConfig();
      const { stdout } = await container.run();
      const ends = count === 0 ? '' : ` word-1 word-${count}`;
      assert.equal(stdout, `${count}:${ends}\n`);
    }
  });

  it('ends with 128 + the number of the signal that ended the container', async () => {
    const container = script('echo ready; while :; do sleep 0.05; done');
    // Without a pid namespace of its own a process does not ignore signals it has no handler for.
    container.config.linux.namespaces = container.config.linux.namespaces.filter(
      ({ type }) => type !== 'pid',
    );
    container.writeConfig();
    const running = container.startRun();
    await running.prints('ready');
    running.kill('SIGTERM');
    assert.equal((await running.outcome).exitCode, 143);
  });

  it('ends with 137 when the container is killed', async () => {
    const container = sleeper();
    const running = container.startRun();
    await running.prints('ready');
    assert.equal((await container.kill('KILL')).exitCode, 0);
    assert.equal((await running.outcome).exitCode, 137);
  });

  for (const signal of ['TERM', 'INT', 'HUP', 'USR1', 'USR2', 'QUIT'] as const) {
    it(`forwards SIG${signal} to the container`, async () => {
      const container = script(
        `trap "echo got ${signal}; exit 7" ${signal}; echo ready; while :; do sleep 0.05; done`,
      );
      const running = container.startRun();
      await running.prints('ready');
      running.kill(`SIG${signal}`);
      const outcome = await running.outcome;
      assert.equal(outcome.exitCode, 7);
      assert.match(outcome.stdout, new RegExp(`got ${signal}`));
    });
  }

  it('gives 143 for a container that ends on SIGTERM', async () => {
    const running = sleeper().startRun();
    await running.prints('ready');
    running.kill('SIGTERM');
    assert.equal((await running.outcome).exitCode, 143);
  });

  it('ends when the init ends, and takes the rest of its processes along', async () => {
    const container = script('sleep 1000 & sleep 1000 & exit 3');
    // A pid namespace would end them by itself.
    container.config.linux.namespaces = container.config.linux.namespaces.filter(
      ({ type }) => type !== 'pid',
    );
    container.config.process.args = [
      'sh',
      '-c',
      'sleep 1000 >/dev/null 2>&1 & (sleep 1000 >/dev/null 2>&1 &) ; exit 3',
    ];
    container.writeConfig();
    assert.equal((await container.run()).exitCode, 3);
  });

  it('leaves no state directory and no cgroup', async () => {
    const container = script('true');
    assert.equal((await container.run()).exitCode, 0);
    assert.equal(existsSync(container.stateDirectory), false);
    assert.deepEqual(cgroupsNamed(container.id), []);
  });

  it('--keep keeps the state until delete', async function () {
    const container = script('exit 5');
    // Debian's crun has no --keep yet.
    if (container.runtime.name === 'crun') return skip(this, 'peer-under-test');
    assert.equal((await container.run({ args: ['--keep'] })).exitCode, 5);
    assert.equal((await container.state()).status, 'stopped');
    assert.equal((await container.delete()).exitCode, 0);
  });

  it('--detach returns once the container runs', async () => {
    const container = sleeper();
    assert.equal((await container.runDetached()).exitCode, 0);
    const state = await container.state();
    assert.equal(state.status, 'running');
    assert.equal(isAlive(state.pid), true);
    await until('ready', () => container.output().includes('ready'));
    assert.equal((await container.kill('TERM')).exitCode, 0);
    await container.reach('stopped');
    assert.equal((await container.delete()).exitCode, 0);
  });

  it('--pid-file holds the pid, in decimal without a newline', async () => {
    const container = sleeper();
    const file = join(container.bundle, 'pid');
    assert.equal((await container.runDetached({ args: ['--pid-file', file] })).exitCode, 0);
    assert.equal(readFileSync(file, 'utf8'), String((await container.state()).pid));
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  });

  it('takes the bundle from the current directory when none is given', async () => {
    const container = script('echo here');
    const outcome = await run(container.command('run', container.id), { cwd: container.bundle });
    assert.deepEqual(outcome, { exitCode: 0, stdout: 'here\n', stderr: '' });
  });
});

describe('create and start', () => {
  leavesNothingBehind();

  it('hold the program back until start', async () => {
    const container = script('echo started');
    assert.equal((await container.create()).exitCode, 0);
    const created = await container.state();
    assert.equal(created.status, 'created');
    assert.equal(isAlive(created.pid), true);
    assert.equal(container.output(), '');
    assert.equal((await container.start()).exitCode, 0);
    await container.reach('stopped');
    assert.equal(container.output(), 'started\n');
    assert.equal((await container.delete()).exitCode, 0);
  });

  it('wait for their start as any user, who cannot reach the state directory', async () => {
    const container = script('id -u');
    container.config.process.user = { uid: 1000, gid: 1000 };
    container.config.process.capabilities = {};
    container.writeConfig();
    const created = await container.create();
    assert.deepEqual([created.exitCode, created.stderr], [0, '']);
    assert.equal((await container.start()).exitCode, 0);
    await container.reach('stopped');
    assert.equal(container.output(), '1000\n');
    assert.equal((await container.delete()).exitCode, 0);
  });

  it('the init that waits has no part of what its plan was made with', async function () {
    if (isSanitized()) skip(this, 'sanitizers');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    const container = sleeper();
    await container.create();
    const { pid } = await container.state();
    const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n');
    const bytes = maps.map((line) => {
      const [, from = '', to = ''] = /^(\w+)-(\w+) /.exec(line) ?? [];
      return Number(`0x${to}`) - Number(`0x${from}`);
    });
    assert.ok(Math.max(...bytes) <= 64 << 20, maps.join('\n'));
    await container.delete({ force: true });
  });

  it('go through created, running and stopped', async () => {
    const container = sleeper();
    await container.create();
    assert.equal((await container.state()).status, 'created');
    await container.start();
    assert.equal((await container.state()).status, 'running');
    await until('ready', () => container.output().includes('ready'));
    await container.kill('TERM');
    const stopped = await container.reach('stopped');
    assert.equal(stopped.pid, 0);
    assert.equal((await container.delete()).exitCode, 0);
    assert.notEqual((await run(container.command('state', container.id))).exitCode, 0);
  });

  it('start refuses a container that runs already', async () => {
    const container = sleeper();
    await container.create();
    assert.equal((await container.start()).exitCode, 0);
    const second = await container.start();
    assert.equal(second.exitCode, 1);
    assert.notEqual(second.stderr, '');
    assert.equal((await container.state()).status, 'running');
    await container.delete({ force: true });
  });

  it('create refuses an id that is in use, and leaves its container alone', async () => {
    const container = sleeper();
    await container.create();
    const { pid } = await container.state();
    const again = await container.create();
    assert.equal(again.exitCode, 1);
    assert.match(again.stderr, /exist/);
    assert.equal(isAlive(pid), true);
    assert.equal((await container.start()).exitCode, 0);
    await container.delete({ force: true });
  });

  it('of four at once with one id exactly one wins, and its container works', async function () {
    // A loser may remove the winner's state.
    if (runtimeUnderTest().name === 'runc') return skip(this, 'peer-under-test');
    this.timeout(60_000);
    const container = sleeper();
    const outcomes = await Promise.all([0, 1, 2, 3].map(() => container.create()));
    assert.deepEqual(
      outcomes.map(({ exitCode }) => exitCode).sort(),
      [0, 1, 1, 1],
      JSON.stringify(outcomes),
    );
    assert.equal((await container.start()).exitCode, 0);
    await container.delete({ force: true });
  });

  it('state tells bundle, rootfs, id, time and annotations', async () => {
    const container = sleeper();
    container.config.annotations = { 'org.example.key': 'value' };
    container.writeConfig();
    await container.create();
    const state = await container.state();
    assert.equal(state.id, container.id);
    assert.equal(state.bundle, container.bundle);
    assert.equal(state.rootfs, container.rootfs);
    assert.deepEqual(state.annotations, { 'org.example.key': 'value' });
    assert.match(state.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z$/);
    await container.delete({ force: true });
  });
});

describe('kill', () => {
  leavesNothingBehind();

  for (const [words, signal] of [
    ['a name', 'USR1'],
    ['a name with SIG', 'SIGUSR1'],
    ['a number', '10'],
  ] as const) {
    it(`takes ${words}`, async () => {
      const container = script(
        'trap "echo got; exit 0" USR1; echo ready; while :; do sleep 0.05; done',
      );
      await container.runDetached();
      await until('ready', () => container.output().includes('ready'));
      assert.equal((await container.kill(signal)).exitCode, 0);
      await container.reach('stopped');
      assert.equal(container.output(), 'ready\ngot\n');
      await container.delete();
    });
  }

  it('refuses a signal that it does not know', async () => {
    const container = sleeper();
    await container.runDetached();
    const outcome = await container.kill('NOSUCH');
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /signal/);
    assert.equal((await container.state()).status, 'running');
    await container.delete({ force: true });
  });

  it('fails for a container that has stopped', async () => {
    const container = script('true');
    await container.runDetached();
    await container.reach('stopped');
    const outcome = await container.kill('TERM');
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /no such process|not running/i);
    await container.delete();
  });

  it('--all ends what a stopped container left, which shares the pid namespace', async () => {
    const container = script('sleep 1000 & echo $!');
    container.config.linux.namespaces = container.config.linux.namespaces.filter(
      ({ type }) => type !== 'pid',
    );
    container.writeConfig();
    await container.runDetached();
    await container.reach('stopped');
    const left = Number(container.output());
    assert.equal(isAlive(left), true);
    assert.equal((await container.kill('KILL', '--all')).exitCode, 0);
    await until('it has ended', () => !isAlive(left));
    await container.delete();
  });

  it('works on a created container', async () => {
    const container = sleeper();
    await container.create();
    assert.equal((await container.kill('KILL')).exitCode, 0);
    await container.reach('stopped');
    await container.delete();
  });

  it('fails for an id that is not there', async () => {
    const container = sleeper();
    const outcome = await container.kill('TERM');
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /does not exist/);
  });
});

describe('delete', () => {
  leavesNothingBehind();

  it('refuses a running container', async () => {
    const container = sleeper();
    await container.runDetached();
    const refused = await container.delete();
    assert.equal(refused.exitCode, 1);
    assert.equal((await container.state()).status, 'running');
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  });

  it('--force kills a running container with all its processes', async () => {
    const container = script('sleep 1000 & sleep 1000 & echo ready; wait');
    await container.runDetached();
    await until('ready', () => container.output().includes('ready'));
    assert.equal((await container.delete({ force: true })).exitCode, 0);
    assert.equal(existsSync(container.stateDirectory), false);
    assert.deepEqual(cgroupsNamed(container.id), []);
  });

  it('ends a created container', async () => {
    const container = sleeper();
    await container.create();
    const { pid } = await container.state();
    assert.equal((await container.delete({ force: true })).exitCode, 0);
    assert.equal(isAlive(pid), false);
  });

  it('fails for an id that is not there, and with --force has nothing to do', async () => {
    const container = sleeper();
    const outcome = await container.delete();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /does not exist|No such file or directory/);
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  });

  it('of three at once with --force all succeed', async () => {
    const container = sleeper();
    await container.runDetached();
    const outcomes = await Promise.all([0, 1, 2].map(() => container.delete({ force: true })));
    assert.deepEqual(
      outcomes.map(({ exitCode, stderr }) => ({ exitCode, stderr })),
      [0, 1, 2].map(() => ({ exitCode: 0, stderr: '' })),
    );
  });
});

describe('list', () => {
  leavesNothingBehind();

  it('shows containers with pid, status and bundle', async () => {
    const [first, second] = [sleeper(), sleeper()];
    await first.create();
    await second.runDetached();
    const table = await run(first.command('list'));
    for (const [container, status] of [
      [first, 'created'],
      [second, 'running'],
    ] as const) {
      const line = table.stdout.split('\n').find((text) => text.startsWith(`${container.id} `));
      assert.ok(line, table.stdout);
      const { pid } = await container.state();
      assert.deepEqual(line.split(/\s+/).slice(0, 4), [
        container.id,
        String(pid),
        status,
        container.bundle,
      ]);
    }
    const json = JSON.parse((await run(first.command('list', '--format', 'json'))).stdout);
    assert.deepEqual(json.map(({ id }: { id: string }) => id).sort(), [first.id, second.id].sort());
    const quiet = await run(first.command('list', '--quiet'));
    assert.deepEqual(quiet.stdout.trim().split('\n').sort(), [first.id, second.id].sort());
    for (const container of [first, second]) await container.delete({ force: true });
  });

  it('leaves out what is no container, which is none to other commands either', async () => {
    const container = sleeper();
    const root = container.stateRoot;
    mkdirSync(join(root, 'folder'), { recursive: true });
    writeFileSync(join(root, 'file'), '');
    assert.equal((await run(container.command('list', '--quiet'))).stdout, '');
    const json = await run(container.command('list', '--format', 'json'));
    assert.deepEqual(JSON.parse(json.stdout), []);
    for (const name of ['folder', 'file']) {
      const refused = await run(container.command('delete', name));
      assert.equal(refused.exitCode, 1);
      if (runtimeUnderTest().name === 'lading') {
        assert.match(refused.stderr, /container `\w+` does not exist/);
      }
    }
    assert.equal((await run(container.command('delete', '--force', 'folder'))).exitCode, 0);
    assert.ok(!existsSync(join(root, 'folder')));
    rmSync(join(root, 'file'));
  });

  it('is empty without containers', async () => {
    const container = sleeper();
    const outcome = await run(container.command('list', '--quiet'));
    assert.deepEqual([outcome.exitCode, outcome.stdout], [0, '']);
    assert.ok(token().length > 0);
  });
});
