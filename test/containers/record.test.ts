// The evidence a container leaves: the plan that was shown is the plan that was carried out, and the
// journal tells each step before its effect, chained by hashes.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dockerConfig } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtime, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

interface Line {
  readonly event?: 'begin' | 'done' | 'end';
  readonly action?: number;
  readonly do?: string;
  readonly prev: string;
  readonly plan?: string;
  readonly inputs?: string;
  readonly command?: string;
  readonly outcome?: string;
}
interface Action {
  readonly do: string;
  readonly child?: readonly Action[];
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('the record of a docker-like run', () => {
  let container: Container;
  // Before the leak oracle looks.
  afterEach(async () => {
    await container.delete({ force: true });
  });
  leavesNothingBehind();
  let lines: string[];
  let journal: Line[];
  const record = (name: string): Buffer =>
    readFileSync(join(container.stateDirectory, 'record', '1', name));

  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  beforeEach(async () => {
    container = new Container({ config: dockerConfig() });
    container.config.process.args = ['true'];
    container.writeConfig();
    const outcome = await container.run({ args: ['--keep'] });
    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
    lines = record('journal.ndjson').toString().trimEnd().split('\n');
    journal = lines.map((line) => JSON.parse(line) as Line);
  });
  it('holds the bytes that `lading plan` shows', async () => {
    const plan = ['plan', '--command', 'run', '--keep', '--bundle', container.bundle];
    const id = `${container.id}`;
    // The native entry leaves showing plans to the host.
    const host = [...runtime('lading').command, '--root', container.stateRoot];
    const shown = await run([...host, ...plan, '--format', 'json', id]);
    assert.equal(shown.exitCode, 0, shown.stderr);
    assert.equal(shown.stdout, record('plan.json').toString());
    const digest = await run([...host, ...plan, '--digest', id]);
    assert.equal(digest.stdout.trim(), sha256(record('plan.json')));
  });

  it('names plan and inputs by their digests', () => {
    const head = journal[0];
    assert.equal(head?.command, 'run');
    assert.equal(head.plan, sha256(record('plan.json')));
    assert.equal(head.inputs, sha256(record('inputs.json')));
  });

  it('chains each line of the journal to the one before it', () => {
    let previous = '0'.repeat(64);
    for (const [index, line] of lines.entries()) {
      assert.equal(journal[index]?.prev, previous, `line ${index + 1}`);
      previous = sha256(line);
    }
  });

  it('tells each action of the plan, in the order of execution, before its end', () => {
    const plan = JSON.parse(record('plan.json').toString()) as { readonly actions: Action[] };
    const kinds: string[] = [];
    const walk = (actions: readonly Action[]): void => {
      for (const action of actions) {
        kinds.push(action.do);
        walk(action.child ?? []);
      }
    };
    walk(plan.actions);
    const begun = new Map<number, string>();
    const done = new Set<number>();
    for (const line of journal) {
      if (line.event === 'begin') {
        assert.ok(!begun.has(line.action as number), `action ${line.action} begins twice`);
        begun.set(line.action as number, line.do as string);
      } else if (line.event === 'done') {
        assert.ok(begun.has(line.action as number), `action ${line.action} ends before it begins`);
        done.add(line.action as number);
      }
    }
    for (const [number, kind] of begun) assert.equal(kind, kinds[number], `action ${number}`);
    const missing = kinds
      .map((kind, number) => `${number} ${kind}`)
      .filter((_, n) => !begun.has(n));
    assert.deepEqual(missing, []);
    assert.ok(done.size >= begun.size - 1, 'only exec has no end');
  });

  it('is closed to others', () => {
    assert.equal(statSync(container.stateDirectory).mode & 0o777, 0o700);
  });
});
