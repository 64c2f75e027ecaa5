// An audit of a container in use: what is at it still is told so, what has gone meanwhile is left out, and neither is
// taken for tampering, nor the other way round.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { memoryReader } from '../../host/gather/memory.ts';
import { type HostReader, thisMachine } from '../../host/gather/reader.ts';
import type { Audit } from '../../host/record/audit.ts';
import { readRecords } from '../../host/record/files.ts';
import { auditSettled } from '../../host/record/settled.ts';
import { Container, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { audit, journalFile, recordsOf, sha256, testEngine } from '../helpers/records.ts';
import { nativeEntry, run, runtime, runtimeUnderTest, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const TEST_MS = 240_000;
const KILLS = 100;
const AT_ONCE = 10;

const tools = { engine: testEngine(), sha256 };

function sleeping(way = nativeEntry): Container {
  return new Container({
    runtime: way,
    bend: (config) => {
      config.process.args = ['sh', '-c', 'echo it runs; exec sleep 1000'];
    },
  });
}

async function audited(
  container: Container,
): Promise<{ told: string[]; text: string; exitCode: number }> {
  const line = [...runtime('lading').command, 'audit', container.stateDirectory];
  const { stdout } = await run([...line, '--format', 'json']);
  const { records, findings } = JSON.parse(stdout) as Audit;
  const { stdout: text, exitCode } = await run(line);
  const told = [
    ...records.map(({ command, outcome }) => `${command} ${outcome}`),
    ...findings.map(({ code, record }) => `${code} ${record}`),
  ];
  return { told, text, exitCode };
}

const settled = async (container: Container): Promise<Audit> => {
  const read = () => readRecords(container.stateDirectory, thisMachine);
  return (await auditSettled(read, tools)).audit;
};

describe('an audit of a container in use', function () {
  this.timeout(TEST_MS);
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const [name, way] of [
    ['the host', runtime('lading')],
    ['lading-oci', nativeEntry],
  ] as const) {
    it(`tells that run and exec are still running, and that they were killed: ${name}`, async () => {
      const container = sleeping(way);
      const running = container.startRun({ args: ['--keep'] });
      await running.prints('it runs');
      const exec = start(container.command('exec', container.id, 'sh', '-c', 'echo at; sleep 99'));
      await exec.prints('at');
      const at = await audited(container);
      assert.deepEqual([at.told, at.exitCode], [['run running', 'exec running'], 0]);
      assert.match(at.text, /: intact so far, 2 records/);
      assert.match(at.text, /Record 1: run is still running\.\nRecord 2: exec is still running\./);

      // Whoever holds its journal is who writes it.
      for (const number of [2, 1]) process.kill(writerOf(container, number), 'SIGKILL');
      await until('both have gone', () =>
        readRecords(container.stateDirectory, thisMachine).every((one) => one.running !== true),
      );
      const { told, exitCode } = await audited(container);
      const cut = ['run unfinished', 'exec unfinished', 'journal-cut 1', 'journal-cut 2'];
      assert.deepEqual([told, exitCode], [cut, 1]);
      await container.delete({ force: true });
      await Promise.all([exec.outcome, running.outcome]);
    });
  }

  it('finds lines that are missing of a command that is still running', async () => {
    const container = sleeping();
    const running = container.startRun({ args: ['--keep'] });
    await running.prints('it runs');
    const [record] = readRecords(container.stateDirectory, thisMachine);
    assert.ok(record?.running === true);
    const lines = new TextDecoder().decode(record.journal).split('\n');
    const journal = new TextEncoder().encode(lines.toSpliced(5, 1).join('\n'));
    const codes = audit([{ ...record, journal }]).findings.map(({ code }) => code);
    assert.match(codes.join(), /^journal-(removed|changed|course)/);
    await container.kill('KILL');
    await running.outcome;
    assert.deepEqual((await audited(container)).told, ['run exited', 'kill done']);
    await container.delete({ force: true });
  });

  it('takes no container that waits for its start for a command that is running', async () => {
    const container = sleeping();
    assert.equal((await container.create()).exitCode, 0);
    assert.deepEqual((await audited(container)).told, ['create waiting']);
    const journal = journalFile(container, 1);
    const text = readFileSync(journal, 'utf8');
    writeFileSync(journal, text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1));
    assert.deepEqual((await audited(container)).told, ['create unfinished', 'journal-cut 1']);
    await container.delete({ force: true });
  });

  it(`is intact at every moment of ${KILLS} kills, of a start, and of execs`, async () => {
    const container = sleeping();
    assert.equal((await container.create()).exitCode, 0);
    const { id } = container;
    let isOver = false;
    const give = async (...args: string[]): Promise<void> => {
      const { exitCode, stderr } = await run(container.command(...args));
      assert.deepEqual([exitCode, stderr], [0, ''], args.join(' '));
    };
    const kills = async (): Promise<void> => {
      for (let count = 0; count < KILLS / AT_ONCE; count++) await give('kill', id, '0');
    };
    const work = async (): Promise<void> => {
      await give('start', id);
      const execs = async () => {
        for (let count = 0; count < 5; count++) await give('exec', id, 'true');
      };
      await Promise.all([...Array.from({ length: AT_ONCE }, kills), execs()]);
    };
    const works = work().finally(() => {
      isOver = true;
    });
    let count = 0;
    while (!isOver) {
      assert.deepEqual((await settled(container)).findings, [], `audit ${count}`);
      count += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await works;
    assert.ok(count > 3, `${count} audits`);
    await container.delete({ force: true });
  });

  it('leaves out a record that is gone by the time it is read, and waits for one that is to come', async () => {
    const container = sleeping();
    assert.equal((await container.runDetached()).exitCode, 0);
    for (const _ of [2, 3, 4]) await container.kill('0');
    const copy = join(container.bundle, 'copy');
    cpSync(container.stateDirectory, copy, { recursive: true });
    const whole = recordsOf(container);

    /** The record goes when this file of it is asked for. */
    const goesAt = (file: string): HostReader => ({
      ...thisMachine,
      readFile: (path, limit) => {
        if (path === join(copy, 'record', file))
          rmSync(join(copy, 'record', dirname(file) === '.' ? file : dirname(file)), {
            recursive: true,
            force: true,
          });
        return thisMachine.readFile(path, limit);
      },
    });
    for (const file of ['1/inputs.json', '1/journal.ndjson', '1/plan.json', '2.ndjson']) {
      cpSync(container.stateDirectory, copy, { recursive: true });
      const found = readRecords(copy, goesAt(file));
      const left = [1, 2, 3, 4].filter((number) => number !== Number.parseInt(file, 10));
      assert.deepEqual(
        found.map(({ number }) => number),
        left,
        file,
      );
      // Nothing has made room for others so far.
      assert.deepEqual(
        audit(found).findings.map(({ code }) => code),
        ['record-missing'],
        file,
      );
    }
    // A file alone that is missing is not.
    cpSync(container.stateDirectory, copy, { recursive: true });
    rmSync(join(copy, 'record', '1', 'plan.json'));
    assert.notDeepEqual(audit(readRecords(copy, thisMachine)).findings, []);

    const [first, second, third, fourth] = whole;
    assert.ok(first && second && third && fourth);
    let times = 0;
    const read = () => (++times < 3 ? [first, second, fourth] : whole);
    assert.deepEqual((await auditSettled(read, tools)).audit.findings, []);
    const gap = await auditSettled(() => [first, second, fourth], tools);
    assert.deepEqual(
      gap.audit.findings.map(({ code }) => code),
      ['record-missing'],
    );
    await container.delete({ force: true });
  });

  it('says that the container has been removed meanwhile', () => {
    const record = '/run/web/record';
    const there = memoryReader({ files: { [`${record}/1/journal.ndjson`]: '' } });
    const gone: HostReader = {
      ...memoryReader({}),
      list: there.list,
      stat: (path) => (path === '/run/web' ? there : memoryReader({})).stat(path),
    };
    assert.throws(() => readRecords('/run/web', gone), /\/run\/web\/record: /);
  });
});

/** The process that has the journal open, as the kernel tells. */
function writerOf(container: Container, number: number): number {
  const journal = journalFile(container, number);
  const found = thisMachine.inode(journal);
  assert.ok('inode' in found);
  const locks = readFileSync('/proc/locks', 'utf8');
  const [, pid] = new RegExp(`FLOCK.* (\\d+) \\S+:${found.inode} `).exec(locks) ?? [];
  return Number(pid ?? assert.fail(`nobody holds ${journal}: ${locks}`));
}
