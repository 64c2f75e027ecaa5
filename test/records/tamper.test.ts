// Tampering with a real record is found, every time, and named at the action it concerns: bytes flipped all over its
// three files, lines of the journal removed, swapped, repeated, cut off. For records made by both ways in.
import assert from 'node:assert/strict';
import { type Json, renderCanonical } from '../../host/engine/canonical.ts';
import type { Audit, Finding, RecordFiles } from '../../host/record/audit.ts';
import { numberActions, readPlan } from '../../host/report/actions.ts';
import { dockerConfig } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { audit, rechain, recordsOf } from '../helpers/records.ts';
import { runtimeUnderTest, waysIn } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const FLIPS = 2000;
const FILES = ['inputs', 'plan', 'journal'] as const;
type File = (typeof FILES)[number];
const FILE_NAMES = { inputs: 'inputs.json', plan: 'plan.json', journal: 'journal.ndjson' };

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What an audit of the one record says first, after a change of one of its files. */
function firstFinding(record: RecordFiles, file: File, bytes: Uint8Array): Finding | undefined {
  return audit([{ ...record, [file]: bytes }]).findings[0];
}

function linesOf(record: RecordFiles): string[] {
  return decoder.decode(record.journal).split('\n').slice(0, -1);
}

/** The number of the action that a line of the journal is about; undefined: none (its head and end). */
function actionOf(line: string | undefined): number | undefined {
  return (JSON.parse(line ?? '{}') as { action?: number }).action;
}

/** Offset in plan.json -> number of the innermost action there; found without the code under test's help. */
function actionFinder(record: RecordFiles): (offset: number) => number | undefined {
  const text = decoder.decode(record.plan);
  const spans: { start: number; end: number; number: number }[] = [];
  let from = 0;
  for (const { action, number } of numberActions(readPlan(record.plan))) {
    const own = renderCanonical(action as Json);
    const start = text.indexOf(own, from);
    spans.push({ start, end: start + own.length, number });
    from = start + 1;
  }
  return (offset) => spans.findLast(({ start, end }) => start <= offset && offset < end)?.number;
}

for (const [name, way] of waysIn) {
  describe(`a record made by ${name}`, function () {
    this.timeout(120_000);
    let record: RecordFiles;
    let lines: string[];

    before(async function () {
      if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
      const container = new Container({ config: dockerConfig(), runtime: way });
      container.config.process.args = ['true'];
      container.writeConfig();
      const outcome = await container.run({ args: ['--keep'] });
      assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
      const [first, ...more] = recordsOf(container);
      assert.ok(first !== undefined && more.length === 0);
      record = first;
      lines = linesOf(record);
      await container.delete();
    });

    const withLines = (changed: readonly string[]): Finding | undefined =>
      firstFinding(record, 'journal', encoder.encode(changed.map((line) => `${line}\n`).join('')));

    it('is intact as it is', () => {
      const { findings, isIntact, records } = audit([record]);
      assert.deepEqual([findings, isIntact], [[], true]);
      const { planned, begun, done } = records[0]?.actions ?? assert.fail();
      // exec does not come back.
      assert.deepEqual([records[0]?.outcome, begun, done], ['exited', planned, planned - 1]);
    });

    it(`of ${FLIPS} bytes flipped all over it each is found, in its file, at its action`, () => {
      const planAction = actionFinder(record);
      const total = FILES.reduce((sum, file) => sum + record[file].length, 0);
      const wrong: string[] = [];
      const named = { inputs: 0, plan: 0, journal: 0 };
      for (let flip = 0; flip < FLIPS; flip++) {
        let offset = Math.floor((flip * total) / FLIPS);
        let file: File = 'inputs';
        for (file of FILES) {
          if (offset < record[file].length) break;
          offset -= record[file].length;
        }
        const bytes = Uint8Array.from(record[file]);
        bytes[offset] = (bytes[offset] ?? 0) ^ (1 << (flip % 8));
        const found = firstFinding(record, file, bytes);
        const place = `${file} byte ${offset} bit ${flip % 8}`;
        if (found === undefined) wrong.push(`${place}: not found`);
        else if (found.file !== FILE_NAMES[file]) wrong.push(`${place}: named in ${found.file}`);
        if (file === 'plan' && found?.action !== planAction(offset)) {
          wrong.push(`${place}: action ${found?.action}, expected ${planAction(offset)}`);
        }
        if (file === 'journal') {
          const before = decoder.decode(record.journal.subarray(0, offset)).split('\n').length - 1;
          if (found?.action !== actionOf(lines[before]) || found?.line !== before + 1) {
            wrong.push(
              `${place}: line ${found?.line} action ${found?.action}, expected line ${before + 1}: ${lines[before]}`,
            );
          }
        }
        named[file]++;
      }
      assert.deepEqual(wrong, []);
      console.log(`        flipped: ${JSON.stringify(named)}`);
    });

    it('each line removed is missed, at its action', () => {
      const wrong = lines.flatMap((line, index) => {
        const found = withLines(lines.toSpliced(index, 1));
        // Without its first line nothing says whose the journal is.
        const isNamed = index === 0 || found?.action === actionOf(line);
        return isNamed && found !== undefined
          ? []
          : [`line ${index + 1}: ${JSON.stringify(found)}`];
      });
      assert.deepEqual(wrong, []);
    });

    it('each line repeated is found, there', () => {
      const wrong = lines.flatMap((line, index) => {
        const found = withLines(lines.toSpliced(index, 0, line));
        return found?.line === index + 2 ? [] : [`line ${index + 1}: ${JSON.stringify(found)}`];
      });
      assert.deepEqual(wrong, []);
    });

    it('each pair of lines swapped is found, at the first of them', () => {
      const wrong = lines.slice(1).flatMap((line, index) => {
        const found = withLines(lines.toSpliced(index, 2, line, lines[index] ?? ''));
        return found?.line === index + 1 ? [] : [`line ${index + 1}: ${JSON.stringify(found)}`];
      });
      assert.deepEqual(wrong, []);
    });

    it('cut off after each line, and within it, it is found to break off, at the action that comes next', () => {
      const wrong = lines.flatMap((line, index) => {
        const whole = withLines(lines.slice(0, index));
        const isNamed = index === 0 || whole?.action === actionOf(line);
        const text = `${lines.slice(0, index).join('\n')}\n${line.slice(0, 40)}`;
        const torn = audit([{ ...record, journal: encoder.encode(text) }]);
        const isTorn = torn.findings.some(({ code }) => code === 'journal-torn');
        return isNamed && isTorn ? [] : [`line ${index + 1}: ${JSON.stringify([whole, torn])}`];
      });
      assert.deepEqual(wrong, []);
    });

    it('files of another record beside its own are found', () => {
      const swapped: Audit = audit([{ ...record, inputs: record.plan }]);
      assert.equal(swapped.findings[0]?.code, 'inputs-changed');
      assert.equal(
        audit([{ ...record, plan: new Uint8Array() }]).findings[0]?.code,
        'plan-changed',
      );
      assert.equal(
        audit([{ ...record, journal: new Uint8Array() }]).findings[0]?.code,
        'journal-empty',
      );
    });

    it('written anew as a whole it agrees with itself; only a digest kept elsewhere finds that', () => {
      const { digest } = audit([record]);
      const forged = {
        ...record,
        journal: encoder.encode(rechain(lines.map((line) => line.replace(/"ns":\d+/, '"ns":1')))),
      };
      assert.equal(audit([forged]).isIntact, true);
      assert.equal(audit([record], digest).isIntact, true);
      assert.equal(audit([forged], digest).findings[0]?.code, 'record-digest');
    });
  });
}
