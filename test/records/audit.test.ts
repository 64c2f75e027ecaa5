// `lading audit` of real containers: by name, from a copy, after each command; what failed is told by the record as
// what it was, and one record is held against another.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { audit, rechain, recordsOf } from '../helpers/records.ts';
import {
  buildDirectory,
  type Outcome,
  run,
  runtime,
  runtimeUnderTest,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** The command is the host's, whichever way the container was made. */
async function lading(...args: string[]): Promise<Outcome> {
  return run([...runtime('lading').command, ...args]);
}

describe('lading audit', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  const sleeping = (): Container =>
    new Container({
      bend: (config) => {
        config.process.args = ['sleep', '100'];
      },
    });

  it('finds a container intact after each command, by its name, and a copy of it elsewhere', async () => {
    const container = sleeping();
    assert.equal((await container.create()).exitCode, 0);
    const created = audit(recordsOf(container));
    assert.deepEqual([created.findings, created.records[0]?.outcome], [[], 'waiting']);
    await container.start();
    assert.equal((await run(container.command('exec', container.id, 'false'))).exitCode, 1);
    assert.equal((await run(container.command('pause', container.id))).exitCode, 0);
    assert.equal((await run(container.command('resume', container.id))).exitCode, 0);

    const named = await lading('--root', container.stateRoot, 'audit', container.id);
    assert.equal(named.exitCode, 0, named.stdout + named.stderr);
    const copy = join(testDirectory(), `copy of ${container.id}`);
    cpSync(container.stateDirectory, copy, { recursive: true });
    await container.delete({ force: true });
    for (const place of [copy, join(copy, 'record'), `${copy}/record/1`]) {
      const { stdout, exitCode } = await lading('audit', '--format', 'json', place);
      const told = JSON.parse(stdout) as ReturnType<typeof audit>;
      assert.deepEqual([told.findings, exitCode], [[], 0]);
      assert.equal(told.container, container.id);
      if (!place.endsWith('1')) {
        assert.equal(named.stdout.includes(told.digest ?? 'a digest'), true, named.stdout);
        const outcomes = told.records.map(({ command, outcome }) => `${command} ${outcome}`);
        assert.deepEqual(outcomes.slice(0, 3), ['create done', 'start done', 'exec exited']);
      }
    }
  });

  it('finds a container intact whose clock is not that of the helper', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['sleep', '100'];
        config.linux.namespaces.push({ type: 'time' });
        config.linux.timeOffsets = { monotonic: { secs: 100000 } };
      },
    });
    assert.equal((await container.create()).exitCode, 0);
    await container.start();
    assert.equal((await run(container.command('exec', container.id, 'true'))).exitCode, 0);
    const records = recordsOf(container);
    assert.deepEqual(audit(records).findings, []);
    const text = new TextDecoder().decode(records[0]?.journal);
    const times = [...text.matchAll(/"ns":(\d+)/g)].map(([, ns]) => Number(ns));
    assert.ok(times.some((ns, at) => ns < (times[at - 1] ?? 0)));
    await container.delete({ force: true });
  });

  it('exits 1 and names file, line and action of what was changed', async () => {
    const container = sleeping();
    assert.equal((await container.runDetached()).exitCode, 0);
    const file = join(container.stateDirectory, 'record', '1', 'journal.ndjson');
    const lines = readFileSync(file, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('"do":"root.pivot"'));
    const { action } = JSON.parse(lines[at] ?? '') as { action: number };
    writeFileSync(file, lines.toSpliced(at, 2).join('\n'));
    const { stdout, exitCode } = await lading('--root', container.stateRoot, 'audit', container.id);
    assert.equal(exitCode, 1);
    const place = `record 1: journal.ndjson:${at + 1}: action ${action} root.pivot: lines have been removed`;
    assert.ok(stdout.includes(`first divergence: ${place}`), stdout);
    await container.delete({ force: true });
  });

  it('holds a digest that was kept elsewhere, and another engine, against the record', async () => {
    const container = sleeping();
    assert.equal((await container.runDetached()).exitCode, 0);
    const args = ['--root', container.stateRoot, 'audit', container.id];
    const { digest = '' } = audit(recordsOf(container));
    assert.equal((await lading(...args, '--expect', digest)).exitCode, 0);
    assert.equal((await lading(...args, '--expect', `sha256:${digest}`)).exitCode, 0);
    const other = await lading(
      ...args,
      '--expect',
      digest.replace(/^./, (c) => (c === '0' ? '1' : '0')),
    );
    assert.match(
      other.stdout,
      /first divergence: the record is not the one whose digest is expected/,
    );
    assert.equal(other.exitCode, 1);
    assert.match((await lading(...args, '--expect', 'abc')).stderr, /expected a SHA-256/);

    const engine = join(testDirectory(), 'other.wasm');
    // A custom section changes its digest, and nothing of what it does.
    const bytes = readFileSync(`${buildDirectory}engine.wasm`);
    writeFileSync(engine, Buffer.concat([bytes, Buffer.from([0, 2, 1, 0x78])]));
    const foreign = await lading(...args, '--engine', engine, '--format', 'json');
    const told = JSON.parse(foreign.stdout) as ReturnType<typeof audit>;
    assert.deepEqual(
      told.findings.map(({ code }) => code),
      ['engine-other'],
    );
    assert.match(told.findings[0]?.message ?? '', /makes the same plan/);
    await container.delete({ force: true });
  });

  it('misses what a container that was started wrote', async () => {
    const container = sleeping();
    await container.create();
    await container.start();
    const [first, ...rest] = recordsOf(container);
    assert.ok(first !== undefined);
    const text = new TextDecoder().decode(first.journal);
    const end = text.indexOf('\n', text.indexOf('"event":"end"')) + 1;
    const cut = { ...first, journal: new TextEncoder().encode(text.slice(0, end)) };
    // By itself it is the record of a container that waits; the record of its start knows better.
    assert.equal(audit([cut]).isIntact, true);
    assert.equal(audit([cut, ...rest]).findings[0]?.code, 'journal-cut');
    await container.delete({ force: true });
  });

  it('is told by a command that failed what became of it', async () => {
    const container = sleeping();
    await container.runDetached();
    const { exitCode } = await run(container.command('exec', container.id, '/not/there'));
    assert.notEqual(exitCode, 0);
    const { findings, records } = audit(recordsOf(container));
    assert.deepEqual(findings, []);
    assert.equal(records.at(-1)?.outcome, 'failed');
    await container.delete({ force: true });
  });

  it('knows a result that the plan does not allow, in a journal whose digests all fit', async () => {
    const container = sleeping();
    await container.runDetached();
    const [first] = recordsOf(container);
    assert.ok(first !== undefined);
    const lines = new TextDecoder().decode(first.journal).split('\n').slice(0, -1);
    const forge = (bend: (line: string) => string): string[] => {
      const journal = new TextEncoder().encode(rechain(lines.map(bend)));
      return audit([{ ...first, journal }]).findings.map(({ code, kind }) => `${code} ${kind}`);
    };
    assert.deepEqual(
      forge((line) => line),
      [],
    );
    assert.deepEqual(
      forge((line) => line.replace(/"result":\{"boot":"[^"]*",/, '"result":{')),
      ['journal-course process.spawn'],
    );
    assert.deepEqual(
      forge((line) => line.replace('"path":"/bin/sleep"', '"path":7')),
      ['journal-course exec.lookup'],
    );
    assert.deepEqual(
      forge((line) => line.replace(/("do":"state.commit".*)/, '"by":"child",$1')),
      ['journal-course state.commit'],
    );
    await container.delete({ force: true });
  });

  it('says what it cannot find', async () => {
    const nothing = await lading('audit', 'nosuch');
    assert.match(
      nothing.stderr,
      /`nosuch`: neither a container with records .* nor a file or directory/,
    );
    assert.equal(nothing.exitCode, 1);
    const file = join(testDirectory(), 'no record');
    writeFileSync(file, '{}');
    assert.match((await lading('audit', file)).stderr, /no records of lading: expected format 1/);
  });
});
