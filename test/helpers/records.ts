// Real records for tests, as both ways in write them, and an audit of them within this process.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine, RawAnswer } from '../../host/engine/engine.ts';
import { compileEngine } from '../../host/engine/load.ts';
import { type Audit, auditRecords, type RecordFiles } from '../../host/record/audit.ts';
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

/** All records of a container, as they stand in its state directory. */
export function recordsOf(container: Container): RecordFiles[] {
  const directory = join(container.stateDirectory, 'record');
  const numbers = readdirSync(directory).map(Number);
  return numbers
    .sort((a, b) => a - b)
    .map((number) => {
      const read = (name: string) =>
        Uint8Array.from(readFileSync(join(directory, `${number}`, name)));
      return {
        number,
        inputs: read('inputs.json'),
        journal: read('journal.ndjson'),
        plan: read('plan.json'),
      };
    });
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
