// Records of kill and resume, which wait for no lock: as many at once as there may be, each has one of its own; and
// where none can be written the signal is sent all the same.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { thisMachine } from '../../host/gather/reader.ts';
import { readRecords } from '../../host/record/files.ts';
import { Container, type ContainerOptions, testDirectory, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { patience } from '../helpers/patience.ts';
import { audit, journalFile, recordsOf } from '../helpers/records.ts';
import {
  nativeEntry,
  type Outcome,
  run,
  runtime,
  runtimeUnderTest,
  start,
  waysIn,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** Beside the first, and how many go at a time (helper-c/record.c). */
const RECORDS_KEPT = 16;
const RECORDS_PRUNED = 8;
const COUNTING = "n=0; trap 'n=$((n+1)); echo $n > /tmp/n' USR1; while :; do sleep 0.02; done";

function counting(options: ContainerOptions = {}): Container {
  return new Container({
    ...options,
    bend: (config) => {
      config.process.args = ['sh', '-c', COUNTING];
    },
  });
}

/** How often the program has seen the signal. */
function seen(container: Container): number {
  const file = join(container.rootfs, 'tmp', 'n');
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}

async function ready(container: Container): Promise<void> {
  assert.equal((await container.runDetached()).exitCode, 0);
  const { pid } = await container.state();
  // SigCgt has USR1, the tenth.
  await until('it traps', () =>
    /^SigCgt:\t[0-9a-f]{13}[2367abef]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')),
  );
}

function told(container: Container): string[] {
  const { findings, records } = audit(recordsOf(container));
  assert.deepEqual(findings, []);
  return records.map(({ command, outcome }) => `${command} ${outcome}`);
}

/** Nothing is half made, and nothing that was made aside is left. */
function stateFiles(container: Container): string[] {
  return readdirSync(container.stateDirectory).sort();
}

for (const [name, way] of waysIn) {
  describe(`a command that waits for no lock, through ${name}`, () => {
    leavesNothingBehind();
    before(function () {
      if (process.getuid?.() !== 0) skip(this, 'not-root');
      if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    });
    const give = (container: Container, ...args: string[]): Promise<Outcome> =>
      run(container.command(...args));

    it('leaves a record, with the plan that `lading plan` shows, byte for byte', async () => {
      const container = counting({ runtime: way });
      await ready(container);
      const { id } = container;
      const host = [...runtime('lading').command, '--root', container.stateRoot, 'plan'];
      const planned = async (command: string, ...args: string[]): Promise<string> => {
        const outcome = await run([...host, '--format', 'json', '--command', command, ...args]);
        assert.equal(outcome.exitCode, 0, outcome.stderr);
        return outcome.stdout;
      };
      const recorded = (): string =>
        new TextDecoder().decode(recordsOf(container).at(-1)?.plan ?? new Uint8Array());

      const kill = await planned('kill', id, 'USR1');
      const sent = await give(container, 'kill', id, 'USR1');
      assert.deepEqual(sent, { exitCode: 0, stdout: '', stderr: '' });
      assert.equal(recorded(), kill);
      await until('it is seen', () => seen(container) === 1);

      const all = await planned('kill', '--all', id, 'URG');
      assert.equal((await give(container, 'kill', '--all', id, 'URG')).exitCode, 0);
      assert.equal(recorded(), all);

      assert.equal((await give(container, 'pause', id)).exitCode, 0);
      const resume = await planned('resume', id);
      const resumed = await give(container, 'resume', id);
      assert.deepEqual(resumed, { exitCode: 0, stdout: '', stderr: '' });
      assert.equal(recorded(), resume);

      assert.deepEqual(told(container), [
        'run done',
        'kill done',
        'kill done',
        'pause done',
        'resume done',
      ]);
      assert.deepEqual(stateFiles(container), ['record', 'record.count', 'state.json']);
      await container.delete({ force: true });
    });

    it('is told of in the record as what it was when it failed', async () => {
      const container = counting({ runtime: way });
      await ready(container);
      // On v1 a signal that stops does no harm to the freezer; a wrong process does fail.
      const plan = ['--root', container.stateRoot, 'kill', container.id, 'KILL'];
      const outcomes = await Promise.all([
        run([...way.command, ...plan]),
        run([...way.command, ...plan]),
        run([...way.command, ...plan]),
      ]);
      assert.ok(outcomes.some(({ exitCode }) => exitCode === 0));
      await container.reach('stopped');
      const before = recordsOf(container).length;
      const late = await give(container, 'kill', container.id, 'KILL');
      assert.equal(late.exitCode, 1);
      assert.match(late.stderr, /is not running: kill container: No such process/);
      assert.equal(recordsOf(container).length, before, 'what is refused changes nothing');
      for (const one of told(container).slice(1)) assert.match(one, /^kill (done|failed)$/);
      await container.delete();
    });

    it('waits for nobody who holds the container', async () => {
      const container = counting({ runtime: way });
      await ready(container);
      const holder = start([
        ...['flock', '--no-fork', container.stateDirectory],
        ...['sh', '-c', 'echo held; exec sleep 60'],
      ]);
      await holder.prints('held');
      const begun = Date.now();
      const sent = await give(container, 'kill', container.id, 'USR1');
      assert.deepEqual(sent, { exitCode: 0, stdout: '', stderr: '' });
      assert.ok(Date.now() - begun < 5000 * patience, 'it waited');
      assert.deepEqual(told(container), ['run done', 'kill done']);
      await until('it is seen', () => seen(container) === 1);
      holder.kill('SIGKILL');
      await holder.outcome;
      await container.delete({ force: true });
    });

    it('is done without a record where none can be written, with a warning', async () => {
      const container = counting({ runtime: way });
      mkdirSync(container.stateRoot, { recursive: true });
      const mount = (...args: string[]): void => {
        assert.equal(spawnSync('mount', args).status, 0);
      };
      mount('-t', 'tmpfs', '-o', 'mode=700,size=1m', 'state', container.stateRoot);
      try {
        await ready(container);
        assert.equal((await give(container, 'kill', container.id, '0')).exitCode, 0);
        const files = (): string[] =>
          readdirSync(container.stateDirectory, { recursive: true }).map(String).sort();
        const whole = files();
        mount('-o', 'remount,ro', container.stateRoot);
        const warned = ['--log-level', 'warning', 'kill', container.id, 'USR1'];
        const readOnly = await give(container, ...warned);
        assert.deepEqual([readOnly.exitCode, readOnly.stdout], [0, '']);
        assert.match(readOnly.stderr, /^lading: kill: leaves no record: .*: EROFS\n$/);
        await until('it is seen', () => seen(container) === 1);
        mount('-o', 'remount,rw', container.stateRoot);
        assert.deepEqual(files(), whole);

        const fill = join(container.stateRoot, '.fill');
        spawnSync('dd', ['if=/dev/zero', `of=${fill}`, 'bs=4k'], { stdio: 'ignore' });
        const full = await give(container, ...warned);
        assert.equal(full.exitCode, 0);
        assert.match(full.stderr, /^lading: kill: leaves no record: .*: ENOSPC\n$/);
        await until('it is seen', () => seen(container) === 2);
        assert.deepEqual(files(), whole);
        rmSync(fill);

        const limited = ['sh', '-c', 'ulimit -f 0; exec "$@"', 'sh'];
        const small = await run([...limited, ...container.command(...warned)]);
        assert.equal(small.exitCode, 0);
        assert.match(small.stderr, /^lading: kill: leaves no record: .*: EFBIG\n$/);
        await until('it is seen', () => seen(container) === 3);

        assert.equal((await give(container, 'kill', container.id, 'USR1')).stderr, '');
        // Nor has any of those without a record left a gap.
        assert.deepEqual(told(container), ['run done', 'kill done', 'kill done']);
        await container.delete({ force: true });
      } finally {
        spawnSync('umount', [container.stateRoot]);
      }
    });
  });
}

describe('commands that wait for no lock, many at once', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('have a record each, beside those of commands that hold the lock', async function () {
    this.timeout(120_000 * patience);
    const rounds = Math.ceil(8 / patience);
    for (let round = 0; round < rounds; round += 1) {
      const container = counting({ runtime: nativeEntry });
      await ready(container);
      const { id } = container;
      const give = (...args: string[]): Promise<Outcome> => run(container.command(...args));
      const outcomes = await Promise.all([
        ...Array.from({ length: 10 }, () => give('kill', id, '0')),
        give('pause', id).then(() => give('resume', id)),
        give('exec', '--ignore-paused', id, 'true'),
        give('update', '--pids-limit', '100', id),
      ]);
      for (const { exitCode, stderr } of outcomes) assert.deepEqual([exitCode, stderr], [0, '']);
      const commands = told(container).sort();
      const kills = Array.from({ length: 10 }, () => 'kill done');
      const others = ['pause done', 'resume done', 'run done', 'update done'];
      assert.deepEqual(commands, ['exec exited', ...kills, ...others]);
      assert.deepEqual(stateFiles(container), ['record', 'record.count', 'state.json']);
      await container.delete({ force: true });
    }
  });

  it('keep the newest records and the first, whoever makes room', async function () {
    this.timeout(120_000 * patience);
    const container = counting({ runtime: nativeEntry });
    await ready(container);
    const { id } = container;
    const give = (...args: string[]): Promise<Outcome> => run(container.command(...args));
    let given = 1;
    for (let round = 0; round < Math.ceil(8 / patience); round += 1) {
      const outcomes = await Promise.all([
        ...Array.from({ length: 20 }, () => give('kill', id, '0')),
        give('pause', id).then(() => give('resume', id)),
        give('exec', '--ignore-paused', id, 'true'),
      ]);
      for (const { exitCode, stderr } of outcomes) assert.deepEqual([exitCode, stderr], [0, '']);
      given += 23;
      const records = recordsOf(container);
      assert.deepEqual(audit(records).findings, []);
      const newest = Array.from({ length: RECORDS_KEPT }, (_, n) => given - RECORDS_KEPT + 1 + n);
      const numbers = records.map(({ number }) => number);
      assert.equal(numbers[0], 1);
      assert.deepEqual(numbers.slice(-RECORDS_KEPT), newest);
      assert.deepEqual(stateFiles(container), ['record', 'record.count', 'state.json']);
    }
    // What the slow have left of the old goes with those that are old by then.
    const numbers = (): number[] => recordsOf(container).map(({ number }) => number);
    do {
      assert.equal((await give('kill', id, '0')).exitCode, 0);
      given += 1;
      assert.ok(numbers().length <= 1 + RECORDS_KEPT + 2 * RECORDS_PRUNED, `${numbers()}`);
    } while (given % RECORDS_PRUNED !== 0);
    const newest = Array.from({ length: RECORDS_KEPT }, (_, n) => given - RECORDS_KEPT + 1 + n);
    assert.deepEqual(numbers(), [1, ...newest]);
    await container.delete({ force: true });
  });

  it('leave nothing in a container that is deleted meanwhile', async function () {
    this.timeout(120_000 * patience);
    for (let round = 0; round < Math.ceil(20 / patience); round += 1) {
      const container = counting({ runtime: nativeEntry });
      await ready(container);
      const { id } = container;
      const give = (...args: string[]): Promise<Outcome> => run(container.command(...args));
      const [deleted, ...kills] = await Promise.all([
        give('delete', '--force', id),
        ...Array.from({ length: 8 }, () => give('kill', id, 'KILL')),
      ]);
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
      assert.deepEqual(readdirSync(container.stateRoot), []);
      for (const { stderr } of kills) assert.doesNotMatch(stderr, /a bug|trapped|refused/);
    }
  });

  it('cannot hold up a delete by what they put where it removes', async function () {
    this.timeout(60_000 * patience);
    // As such a command does, from the moment that the directory has lost its name.
    const begins =
      'const { existsSync, mkdirSync, writeFileSync } = require("node:fs"); console.log("at it");' +
      'while (existsSync(process.argv[1])); for (let n = 0; n < 200; n++) {' +
      ' mkdirSync(".record." + n); writeFileSync(".record." + n + "/plan.json", "{}"); }';
    for (let round = 0; round < Math.ceil(10 / patience); round += 1) {
      const container = counting({ runtime: nativeEntry });
      assert.equal((await container.create()).exitCode, 0);
      const { stateDirectory } = container;
      const maker = start([process.execPath, '-e', begins, stateDirectory], {
        cwd: stateDirectory,
      });
      await maker.prints('at it');
      const deleted = await container.delete({ force: true });
      assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
      assert.deepEqual(readdirSync(container.stateRoot), []);
      await maker.outcome;
    }
  });

  it('are waited for by who keeps their record', async () => {
    const kept = join(testDirectory(), 'kept');
    const container = counting({ runtime: nativeEntry });
    await ready(container);
    const { id } = container;
    assert.equal((await run(container.command('kill', id, '0'))).exitCode, 0);
    // As if its last word were still to come.
    const journal = journalFile(container, 2);
    const text = readFileSync(journal, 'utf8');
    const end = text.lastIndexOf('\n', text.length - 2) + 1;
    writeFileSync(journal, text.slice(0, end));
    const ends = 'echo at it; sleep 0.3; printf "%s" "$1" >> "$2"';
    const writer = start([
      ...['flock', '--no-fork', journal],
      ...['sh', '-c', ends, 'sh', text.slice(end), journal],
    ]);
    await writer.prints('at it');
    const deleted = await run(container.command('delete', '--force', '--keep-record', kept, id));
    assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
    await writer.outcome;
    const { findings, records } = audit(readRecords(join(kept, id), thisMachine));
    assert.deepEqual(findings, []);
    assert.deepEqual(
      records.map(({ command }) => command),
      ['run', 'kill', 'delete'],
    );
    rmSync(kept, { recursive: true });
  });
});
