// Nothing the planner can do or say is without a test: every kind of action and every diagnostic
// stands in a golden plan or in a test of the commands.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..', '..', '..');
const read = (...path: string[]): string => readFileSync(join(repository, ...path), 'utf8');

function filesBelow(directory: string): string[] {
  return readdirSync(join(repository, directory), { recursive: true, encoding: 'utf8' });
}

const golden = filesBelow('test/plans')
  .filter((name) => name.endsWith('plan.txt'))
  .map((name) => read('test/plans', name))
  .join('');
const commands = filesBelow('test/unit/assembly/commands')
  .map((name) => read('test/unit/assembly/commands', name))
  .join('');

describe('the planner', () => {
  it('plans every kind of action in some test', () => {
    const schema = JSON.parse(read('host/schema/plan.schema.json')) as {
      $defs: Record<string, object>;
    };
    const kinds = Object.keys(schema.$defs).filter(
      (name) => 'x-side' in (schema.$defs[name] ?? {}),
    );
    const planned = new Set(golden.split('\n').map((line) => line.split(' ')[0]));
    const isNamed = (kind: string) =>
      commands.includes(`${kind} `) || commands.includes(`'${kind}'`);
    const missing = kinds.filter((kind) => !planned.has(kind) && !isNamed(kind));
    assert.deepEqual(missing, []);
  });

  it('gives every diagnostic of its own in some test', () => {
    const codes = [...read('assembly/plan/codes.ts').matchAll(/'(LD\d{4})'/g)].map(
      (match) => match[1] ?? '',
    );
    assert.ok(codes.length > 0);
    const missing = codes.filter(
      (code) => !golden.includes(` ${code} `) && !commands.includes(code),
    );
    assert.deepEqual(missing, []);
  });
});
