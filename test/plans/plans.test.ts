// Golden plans. Each folder <section>/<case>/ holds request.json (what is asked, as a change to the
// smallest config there is) and plan.txt: the actions under test, one a line, with warnings and
// errors as the engine tells them. LADING_RECORD=1 writes plan.txt anew; the diff is for people to judge.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDiagnostic } from '../helpers/engine.ts';
import { askGolden, goldenCases } from '../helpers/golden.ts';
import { type Answer, flatten, renderAction } from '../helpers/planner.ts';

const isRecording = process.env.LADING_RECORD === '1';

function render(answer: Answer, show: readonly string[] | undefined): string {
  const shown = flatten(answer.actions).filter(
    (action) => show === undefined || show.some((prefix) => action.do.startsWith(prefix)),
  );
  const lines = [
    ...[...answer.warnings, ...answer.diagnostics].map(renderDiagnostic),
    ...shown.map(renderAction),
  ];
  return `${lines.join('\n')}\n`;
}

function renderDiagnostic({ severity, code, pointer, message }: TestDiagnostic): string {
  return `${severity} ${code} ${pointer ?? ''}: ${message}`;
}

describe('plans', () => {
  for (const test of goldenCases()) {
    it(`${test.section}: ${test.title}`, () => {
      const actual = render(askGolden(test), test.show);
      const golden = join(test.path, 'plan.txt');
      if (isRecording) writeFileSync(golden, actual);
      const hint = `to re-record: LADING_RECORD=1 npx mocha --no-config --node-option import=tsx test/plans/plans.test.ts`;
      assert.ok(existsSync(golden), `${golden} is missing; ${hint}`);
      assert.equal(actual, readFileSync(golden, 'utf8'), hint);
    });
  }
});
