// Real records for tests, as both ways in write them, and an audit of them within this process.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, RawAnswer } from '../../host/engine/engine.ts';
import { compileEngine } from '../../host/engine/load.ts';
import { thisMachine } from '../../host/gather/reader.ts';
import { type Audit, auditRecords, type RecordFiles } from '../../host/record/audit.ts';
import { readRecords } from '../../host/record/files.ts';
import { type Container, testDirectory } from './container.ts';
import { buildDirectory, runtimeUnderTest } from './runtime.ts';
import { skip } from './skip.ts';

export const sha256 = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

let engine: Engine | undefined;
const answers = new WeakMap<Uint8Array, RawAnswer>();

/** One that does not answer twice for the same bytes: most tampering leaves the inputs alone. */
export function testEngine(): Engine {
  engine ??= compileEngine(Uint8Array.from(readFileSync(`${buildDirectory}engine.wasm`)));
  const { respond, ...rest } = engine;
  return {
    ...rest,
    respond: (request) => {
      const answer = answers.get(request) ?? respond(request);
      answers.set(request, answer);
      return answer;
    },
  };
}

export function audit(records: readonly RecordFiles[], expect?: string): Audit {
  const tools = { engine: testEngine(), sha256 };
  return auditRecords(records, expect === undefined ? tools : { ...tools, expect });
}

/** To be called in a `describe` of what lading alone has, --keep-record: the directory for it, which goes after each test. */
export function keptRecords(): string {
  const directory = join(testDirectory(), 'kept');
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** All records of a container, as they stand in its state directory; whether somebody is at them is left out. */
export function recordsOf(container: Container): RecordFiles[] {
  const records = readRecords(container.stateDirectory, thisMachine);
  return records.map(({ number, inputs, journal, plan }) => ({
    number,
    inputs: Uint8Array.from(inputs),
    journal: Uint8Array.from(journal),
    plan: Uint8Array.from(plan),
  }));
}

/** The parts of one, as text. */
export function recordTexts(
  container: Container,
  number: number,
): { readonly inputs: string; readonly plan: string; readonly journal: string } {
  const found = recordsOf(container).find((record) => record.number === number);
  assert.ok(found, `record ${number}`);
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  return { inputs: text(found.inputs), plan: text(found.plan), journal: text(found.journal) };
}

/** A record of those in a directory: a directory by itself, or one file (helper-c/record.h). */
export function recordPlace(records: string, number: number): string {
  const file = join(records, `${number}.ndjson`);
  return existsSync(file) ? file : join(records, `${number}`);
}

/** The file in which a record has its journal. */
export function journalFile(container: Container, number: number): string {
  const place = recordPlace(join(container.stateDirectory, 'record'), number);
  return place.endsWith('.ndjson') ? place : join(place, 'journal.ndjson');
}

/** The lines with all digests made to fit again, as a forger would who can write all of a record. */
export function rechain(lines: readonly string[]): string {
  let prev = '0'.repeat(64);
  const chained = lines.map((line) => {
    const linked = line.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`);
    const bare = linked.replace(/,"sum":"[0-9a-f]{64}"\}$/, '}');
    const whole = bare === linked ? linked : `${bare.slice(0, -1)},"sum":"${sha256(bare)}"}`;
    prev = sha256(whole);
    return `${whole}\n`;
  });
  return chained.join('');
}
