// The surroundings at their worst: a full disk, a read-only state root, few descriptors, closed
// streams, a killed command line. A named error or a working container, and nothing left.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { thisMachine } from '../../host/gather/reader.ts';
import { readRecords } from '../../host/record/files.ts';
import { type Config, dockerConfig, smallConfig } from '../helpers/config.ts';
import { Container, testDirectory, until } from '../helpers/container.ts';
import { cgroupsNamed, isAlive } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import {
  nativeEntry,
  type Outcome,
  run,
  runDetached,
  runtimeUnderTest,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const sleeper = (config: Config): void => {
  config.process.args = [
    'sh',
    '-c',
    'trap "exit 0" TERM; echo ready; while :; do sleep 0.05; done',
  ];
};

/** A container whose state root is a file system of its own. */
async function withStateOn(
  mountOptions: string,
  use: (
    container: Container,
    root: string,
    again: (...args: string[]) => Promise<Outcome>,
  ) => Promise<void>,
): Promise<void> {
  const container = new Container({ config: smallConfig() });
  const root = join(testDirectory(), 'small-state');
  mkdirSync(root, { recursive: true });
  spawnSync('mount', ['-t', 'tmpfs', '-o', `mode=700,${mountOptions}`, 'state', root]);
  try {
    const command = [...container.runtime.command, '--root', root];
    await use(container, root, (...args) => run([...command, ...args]));
  } finally {
    spawnSync('umount', [root]);
    rmSync(root, { recursive: true });
  }
}

/** Of a container that stays, with its state below `root`. */
async function make(container: Container, root: string, ...words: string[]): Promise<void> {
  const given = [...words, '--bundle', container.bundle, container.id];
  const [stdout = '', stderr = ''] = ['out', 'err'].map((name) => join(container.bundle, name));
  const command = [...container.runtime.command, '--root', root, ...given];
  const outcome = await runDetached(command, { stdout, stderr });
  assert.equal(outcome.exitCode, 0, outcome.stderr);
}

describe('a state root', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('on a full disk: the error says so, and the id is free afterwards', async () => {
    await withStateOn('size=64k', async (container, root, lading) => {
      const fill = join(root, '.fill');
      spawnSync('dd', ['if=/dev/zero', `of=${fill}`, 'bs=4k'], { stdio: 'ignore' });
      const full = await lading('run', '--bundle', container.bundle, container.id);
      assert.equal(full.exitCode, 1);
      assert.match(full.stderr, /ENOSPC/);
      assert.deepEqual(readdirSync(root), ['.fill']);
      rmSync(fill);
      const free = await lading('run', '--bundle', container.bundle, container.id);
      assert.deepEqual(free, { exitCode: 0, stdout: '', stderr: '' });
    });
  });

  it('that fills up later can still be deleted from', async () => {
    await withStateOn('size=512k', async (container, root, lading) => {
      sleeper(container.config);
      container.writeConfig();
      await make(container, root, 'run', '--detach');
      spawnSync('dd', ['if=/dev/zero', `of=${join(root, '.fill')}`, 'bs=4k'], { stdio: 'ignore' });
      const deleted = await lading('delete', '--force', container.id);
      assert.equal(deleted.exitCode, 0, deleted.stderr);
      assert.deepEqual(readdirSync(root), ['.fill']);
    });
  });

  it('that fills up under a command: that is done, and what is kept of its journal are whole lines', async () => {
    await withStateOn('size=1m', async (container, root, lading) => {
      sleeper(container.config);
      container.writeConfig();
      await make(container, root, 'run', '--detach');
      const fill = join(root, '.fill');
      const kept = [];
      for (let free = 2; free <= 14; free += 1) {
        spawnSync('dd', ['if=/dev/zero', `of=${fill}`, 'bs=4k'], { stdio: 'ignore' });
        truncateSync(fill, statSync(fill).size - free * 4096);
        const { exitCode, stderr } = await lading('exec', container.id, 'true');
        assert.equal(exitCode, 0, `${free} pages: ${stderr}`);
        const records = readRecords(join(root, container.id), thisMachine);
        const text = new TextDecoder().decode(records.at(-1)?.journal);
        for (const line of text.trimEnd().split('\n')) assert.doesNotThrow(() => JSON.parse(line));
        assert.match(text, /\}\n$/, `${free} pages`);
        kept.push(text.includes('"event":"end"'));
      }
      // The first have no record, the last a whole one.
      assert.equal(kept.at(-1), true);
      assert.ok(kept.includes(false), 'no journal was cut off');
      const deleted = await lading('delete', '--force', container.id);
      assert.equal(deleted.exitCode, 0, deleted.stderr);
    });
  });

  it('where files may be only so long: the error says so, and nothing is left', async () => {
    await withStateOn('size=1m', async (container, root) => {
      const config = { ...dockerConfig(), root: { path: container.rootfs } };
      config.process.args = ['/bin/true'];
      container.writeConfig(JSON.stringify(config));
      const command = [...container.runtime.command, '--root', root, 'run'];
      const given = ['--bundle', container.bundle, container.id];
      const outcomes = [];
      for (let limit = 1024; limit <= 65_536; limit += 3 * 1024) {
        const { exitCode, stderr } = await run([
          'prlimit',
          `--fsize=${limit}`,
          ...command,
          ...given,
        ]);
        if (exitCode !== 0) assert.match(stderr, /\bEFBIG\b/, `${limit}`);
        else assert.equal(stderr, '');
        assert.deepEqual(readdirSync(root), [], `${limit}`);
        outcomes.push(exitCode);
      }
      // Some end in the files before the journal, most within that; the last have room.
      assert.deepEqual(
        outcomes,
        outcomes.toSorted((one, other) => other - one),
      );
      assert.deepEqual([outcomes[0], outcomes.at(-1)], [1, 0]);
    });
  });

  it('in memory: what is written there while a container is made is not charged to that', async () => {
    await withStateOn('size=1m', async (container, root, lading) => {
      container.writeConfig(
        JSON.stringify({ ...dockerConfig(), root: { path: container.rootfs } }),
      );
      await make(container, root, 'create');
      try {
        const statistics = cgroupsNamed(container.id)
          .map((path) => join(path, 'memory.stat'))
          .find((path) => existsSync(path));
        const told = (name: RegExp): number =>
          Number(name.exec(readFileSync(statistics ?? '', 'utf8'))?.[1] ?? Number.NaN);
        // The kernel adds up what its processors have counted every two seconds.
        await until('the statistics', () => told(/^(?:rss|anon) (\d+)$/m) > 0);
        // A line longer than most may take one page more.
        const shared = told(/^shmem (\d+)$/m);
        assert.ok(shared <= 4096, `${shared} bytes`);
      } finally {
        assert.equal((await lading('delete', '--force', container.id)).exitCode, 0);
      }
    });
  });

  it('that is read-only: the error says so', async () => {
    await withStateOn('size=64k', async (container, root, lading) => {
      spawnSync('mount', ['-o', 'remount,ro', root]);
      const outcome = await lading('run', '--bundle', container.bundle, container.id);
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, /EROFS/);
      assert.equal((await lading('list', '--quiet')).exitCode, 0);
    });
  });

  for (const [what, text] of [
    ['truncated', '{"boot":"'],
    ['empty', ''],
    ['random', '\u0001\u0002garbage'],
    ['of another version', '{"container":{},"version":99}'],
  ] as const) {
    it(`with a state.json that is ${what} says so, and delete --force cleans up`, async () => {
      const container = new Container({ config: smallConfig(), bend: sleeper });
      assert.equal((await container.runDetached()).exitCode, 0);
      await until('ready', () => container.output().includes('ready'));
      const { pid } = await container.state();
      writeFileSync(join(container.stateDirectory, 'state.json'), text);
      const state = await run(container.command('state', container.id));
      assert.equal(state.exitCode, 1);
      assert.match(state.stderr, /state\.json/);
      assert.equal((await run(container.command('list'))).exitCode, 0);
      assert.equal((await container.delete({ force: true })).exitCode, 0);
      assert.equal(isAlive(pid), false);
    });
  }
});

describe('the surroundings of the command', () => {
  leavesNothingBehind();

  async function inShell(script: string, container: Container): Promise<Outcome> {
    const command = container.command('run', '--bundle', container.bundle, container.id);
    return run(['bash', '-c', script, 'bash', ...command]);
  }
  const observing = (): Container =>
    new Container({
      bend: (config) => {
        config.process.args = ['grep', '-E', '^(Umask|SigBlk|SigIgn)', '/proc/self/status'];
      },
    });
  const clean = 'Umask:\t0022\nSigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n';

  for (const [what, script] of [
    ['a umask of 077', 'umask 077; exec "$@"'],
    ['ignored signals', 'trap "" CHLD PIPE HUP USR1; exec "$@"'],
    ['a working directory that is gone', 'd=$(mktemp -d); cd $d; rmdir $d; exec "$@"'],
    ['descriptors of the caller', 'exec 7</etc/passwd 9</ ; exec "$@"'],
  ] as const) {
    it(`${what}: the container is the same`, async function () {
      // The peers keep what their caller ignores.
      if (what === 'ignored signals' && runtimeUnderTest().name !== 'lading') {
        skip(this, 'peer-under-test');
      }
      const outcome = await inShell(script, observing());
      assert.deepEqual([outcome.exitCode, outcome.stdout], [0, clean], outcome.stderr);
    });
  }

  for (const limit of [28, 32, 36, 40, 48, 64]) {
    it(`${limit} descriptors: it works, or says what is missing, and leaves nothing`, async () => {
      const outcome = await inShell(`ulimit -n ${limit}; exec "$@"`, observing());
      if (outcome.exitCode === 0) assert.equal(outcome.stdout, clean);
      else assert.match(outcome.stderr, /EMFILE|Too many open files/i);
      assert.doesNotMatch(outcome.stderr, /could not be undone/);
    });
  }

  it('a limit on data, or no overcommit: what is only reserved is not missed', async function () {
    // Node reserves more than that.
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    const container = new Container({ config: smallConfig(), runtime: nativeEntry });
    const command = container.command('run', '--bundle', container.bundle, container.id);
    const outcome = await run(['prlimit', `--data=${400 << 20}`, ...command]);
    assert.deepEqual(outcome, { exitCode: 0, stdout: '', stderr: '' });
    const facts = await run(['prlimit', `--data=${400 << 20}`, ...container.command('facts')]);
    assert.deepEqual([facts.exitCode, facts.stderr], [0, '']);
  });

  it('descriptors of the caller do not reach the container', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sh', '-c', 'ls /proc/self/fd | sort -n | tr "\\n" " "'];
      },
    });
    // 3 is the directory that ls itself has open.
    assert.equal(
      (await inShell('exec 7</etc/passwd 9</ ; exec "$@"', container)).stdout,
      '0 1 2 3 ',
    );
  });

  it('closed standard streams are no way into the state', async function () {
    // Debian's crun gives up.
    if (runtimeUnderTest().name === 'crun') skip(this, 'peer-under-test');
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sh', '-c', 'echo x; echo y >&2; exit 6'];
      },
    });
    assert.equal((await inShell('exec "$@" <&- >&- 2>&-', container)).exitCode, 6);
  });

  it('a killed command line leaves a container that delete --force takes away', async () => {
    const container = new Container({ config: smallConfig(), bend: sleeper });
    const running = container.startRun();
    await running.prints('ready');
    const { pid } = await container.state();
    process.kill(running.pid, 'SIGKILL');
    // The pipes live on in the container, so that the outcome comes only with its end.
    assert.equal((await container.delete({ force: true })).exitCode, 0);
    await running.outcome;
    assert.equal(isAlive(pid), false);
  });
});
