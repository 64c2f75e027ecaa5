// The record of a command that starts no process in the container is one file: what is done to that file is found as it
// is in one of several, and what is no record yet is none.
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memoryReader } from '../../host/gather/memory.ts';
import { thisMachine } from '../../host/gather/reader.ts';
import type { Finding } from '../../host/record/audit.ts';
import { readRecords } from '../../host/record/files.ts';
import { splitRecord } from '../../host/record/one-file.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { audit, journalFile, recordTexts } from '../helpers/records.ts';
import { buildDirectory, run, runtime, runtimeUnderTest, waysIn } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const NEWLINE = 0x0a;
const PARTS = ['inputs.json', 'plan.json'];

/** Which part of the file a byte is in, and in the journal which line of it. */
function placeOf(bytes: Uint8Array, offset: number): string {
  const line = bytes.subarray(0, offset).filter((byte) => byte === NEWLINE).length;
  return PARTS[line] ?? `journal.ndjson:${line - PARTS.length + 1}`;
}

function named({ file, line }: Finding): string {
  return line === undefined ? file : `${file}:${line}`;
}

for (const [name, way] of waysIn) {
  describe(`a record in one file, made by ${name}`, function () {
    this.timeout(120_000);
    let container: Container;
    let bytes: Uint8Array;
    // Before the leak oracle looks.
    afterEach(async () => {
      await container.delete({ force: true });
    });
    leavesNothingBehind();
    before(function () {
      if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    });
    beforeEach(async () => {
      container = new Container({ runtime: way });
      container.config.process.args = ['sleep', '1000'];
      container.writeConfig();
      assert.equal((await container.runDetached()).exitCode, 0);
      assert.equal((await run(container.command('exec', container.id, 'true'))).exitCode, 0);
      await container.kill('0');
      await container.kill('URG');
      bytes = Uint8Array.from(readFileSync(journalFile(container, 3)));
    });

    /** What an audit of the kill alone says first, were these the bytes of its file. */
    const firstFinding = (changed: Uint8Array): Finding | undefined =>
      audit([splitRecord(changed, 1)]).findings[0];
    const withLines = (lines: readonly string[]): Finding | undefined =>
      firstFinding(new TextEncoder().encode(lines.join('\n')));

    it('stands beside those of run and exec, which are directories', () => {
      const directory = join(container.stateDirectory, 'record');
      assert.deepEqual(readdirSync(directory).sort(), ['1', '2', '3.ndjson', '4.ndjson']);
      const parts = ['inputs.json', 'journal.ndjson', 'plan.json'];
      for (const name of ['1', '2'])
        assert.deepEqual(readdirSync(join(directory, name)).sort(), parts);
    });

    it('is intact as it is, by itself and among the others', async () => {
      assert.equal(firstFinding(bytes), undefined);
      for (const place of [journalFile(container, 3), container.stateDirectory]) {
        const line = [...runtime('lading').command, 'audit', place];
        const { exitCode, stdout } = await run(line);
        assert.equal(exitCode, 0, stdout);
      }
    });

    it('of which any byte is changed is not, and that is named where it is', () => {
      const wrong: string[] = [];
      for (const [offset, byte] of bytes.entries()) {
        const changed = Uint8Array.from(bytes);
        changed[offset] = byte ^ (1 << (offset % 8));
        const found = firstFinding(changed);
        // A line's end belongs to both lines.
        const isEnd = byte === NEWLINE || changed[offset] === NEWLINE;
        const place = placeOf(bytes, offset);
        if (found === undefined) wrong.push(`byte ${offset}: not found`);
        else if (!isEnd && named(found) !== place)
          wrong.push(`byte ${offset} of ${place}: named in ${named(found)}`);
      }
      assert.deepEqual(wrong, []);
    });

    it('of which a line is removed, repeated, swapped with the next, or cut is not', () => {
      const lines = new TextDecoder().decode(bytes).split('\n').slice(0, -1);
      for (const [index, line] of lines.entries()) {
        const at = `line ${index + 1}`;
        const whole = (changed: readonly string[]): Finding | undefined =>
          withLines([...changed, '']);
        assert.ok(whole(lines.toSpliced(index, 1)), `${at} removed`);
        assert.ok(whole(lines.toSpliced(index, 0, line)), `${at} repeated`);
        const next = lines[index + 1];
        if (next !== undefined) assert.ok(whole(lines.toSpliced(index, 2, next, line)), at);
        assert.ok(withLines([...lines.slice(0, index), line.slice(0, 20)]), `${at} cut`);
      }
    });

    it('hands its journal over as it is there, and nothing of what stands before it', async () => {
      const file = (name: string): string => join(container.bundle, name);
      const words = ['plan', '--format', 'json', '--command', 'kill', container.id, '0'];
      const lading = [...runtime('lading').command, '--root', container.stateRoot];
      const planned = await run([...lading, ...words]);
      assert.equal(planned.exitCode, 0, planned.stderr);
      writeFileSync(file('plan'), planned.stdout);
      writeFileSync(file('inputs'), '{}');
      const helper = `${buildDirectory}lading-helper carry --inputs-fd 5 --engine ${'0'.repeat(64)}`;
      const script = `exec ${helper} 3< plan 4> journal 5< inputs`;
      const carried = await run(['sh', '-c', `cd "$1" && ${script}`, 'sh', container.bundle]);
      assert.deepEqual([carried.exitCode, carried.stderr], [0, '']);
      const { inputs, plan, journal } = recordTexts(container, 5);
      assert.deepEqual([inputs, plan], ['{}', planned.stdout]);
      assert.equal(readFileSync(file('journal'), 'utf8'), journal);
    });

    it('that is empty is none: its command was killed as it began, or is about to begin', () => {
      const copy = join(container.bundle, 'copy');
      cpSync(container.stateDirectory, copy, { recursive: true });
      writeFileSync(join(copy, 'record', '5.ndjson'), '');
      const records = readRecords(copy, thisMachine);
      assert.deepEqual(
        records.map(({ number }) => number),
        [1, 2, 3, 4],
      );
      assert.deepEqual(audit(records).findings, []);
      // Emptied later it is missed as one that was removed is.
      writeFileSync(join(copy, 'record', '3.ndjson'), '');
      const [emptied] = audit(readRecords(copy, thisMachine)).findings;
      rmSync(join(copy, 'record', '3.ndjson'));
      const [removed] = audit(readRecords(copy, thisMachine)).findings;
      assert.deepEqual([emptied?.code, emptied], ['record-missing', removed]);
    });
  });
}

describe('a record in one file', () => {
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  const parts = (file: string): string[] => {
    const { inputs, plan, journal, redacted } = splitRecord(new TextEncoder().encode(file), 2);
    return [inputs, plan, journal].map(text).concat(redacted === true ? ['redacted'] : []);
  };

  it('is a line of inputs, a line of the plan, and the journal', () => {
    assert.deepEqual(parts('i\np\nj\nk\n'), ['i', 'p', 'j\nk\n']);
    assert.deepEqual(parts('{"redacted":true}\ni\np\nj\n'), ['i', 'p', 'j\n', 'redacted']);
  });

  it('is empty where it is cut off', () => {
    assert.deepEqual(parts(''), ['', '', '']);
    assert.deepEqual(parts('i'), ['i', '', '']);
    assert.deepEqual(parts('i\np'), ['i', 'p', '']);
    assert.deepEqual(parts('{"redacted":true}'), ['{"redacted":true}', '', '']);
  });

  it('is found by its number, in the order of numbers, and nothing else is', () => {
    const names = ['10.ndjson', '2.ndjson', '0.ndjson', 'x.ndjson', '3.json', '02.ndjson'];
    const files = Object.fromEntries(names.map((name) => [`/r/record/${name}`, 'i\np\nj\n']));
    const reader = memoryReader({ files: { ...files, '/r/record/1/plan.json': '{}' } });
    const numbers = readRecords('/r', reader).map(({ number }) => number);
    assert.deepEqual(numbers, [1, 2, 10]);
  });
});
