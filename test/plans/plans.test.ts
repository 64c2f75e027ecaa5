// Golden plans. Each folder <section>/<case>/ holds request.json (what is asked, as a change to the
// smallest config there is) and plan.txt: the actions under test, one a line, with warnings and
// errors as the engine tells them. LADING_RECORD=1 writes plan.txt anew; the diff is for people to judge.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestDiagnostic } from '../helpers/engine.ts';
import { type Answer, askPlan, flatten, type Options, renderAction } from '../helpers/planner.ts';

type Case = {
  readonly title: string;
  readonly facts?: string;
  readonly command?: string;
  readonly options?: Options;
  /** Kinds of actions shown, by prefix; absent: all. */
  readonly show?: readonly string[];
  readonly config?: object;
};

const directory = import.meta.dirname;
const isRecording = process.env.LADING_RECORD === '1';

/** Valid, and with as few actions as a container can have. */
const smallest = {
  ociVersion: '1.2.0',
  process: { user: { uid: 0, gid: 0 }, args: ['sh'], cwd: '/', env: ['PATH=/bin'] },
  root: { path: 'rootfs' },
  linux: { namespaces: [{ type: 'mount' }] },
};

function merge(base: unknown, change: unknown): unknown {
  if (!isObject(base) || !isObject(change)) return change;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(change)) merged[key] = merge(merged[key], value);
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

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

function folders(path: string): string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

describe('plans', () => {
  for (const section of folders(directory)) {
    for (const name of folders(join(directory, section))) {
      const path = join(directory, section, name);
      const test = JSON.parse(readFileSync(join(path, 'request.json'), 'utf8')) as Case;
      it(`${section}: ${test.title}`, () => {
        const config = merge(smallest, test.config ?? {}) as object;
        const answer = askPlan(config, test.facts ?? 'v2-x86_64', test.command, test.options);
        const actual = render(answer, test.show);
        const golden = join(path, 'plan.txt');
        if (isRecording) writeFileSync(golden, actual);
        const hint = `to re-record: LADING_RECORD=1 npx mocha --no-config --node-option import=tsx test/plans/plans.test.ts`;
        assert.ok(existsSync(golden), `${golden} is missing; ${hint}`);
        assert.equal(actual, readFileSync(golden, 'utf8'), hint);
      });
    }
  }
});
