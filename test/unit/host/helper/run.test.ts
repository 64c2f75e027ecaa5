import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Carried, runHelper } from '../../../../host/helper/run.ts';

const END = (exit: number, outcome: string): string =>
  `echo '{"event":"end","exit":${exit},"outcome":"${outcome}"}' >&4`;

describe('running the helper', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lading-run-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  /** A program that stands in for the helper. */
  function run(script: string, plan = 'plan'): Promise<Carried> {
    const helper = join(folder, 'helper');
    writeFileSync(helper, `#!/bin/sh\ncd ${folder}\n${script}\n`);
    chmodSync(helper, 0o755);
    const encoder = new TextEncoder();
    const inputs = encoder.encode('inputs');
    return runHelper({ plan: encoder.encode(plan), inputs, engineDigest: 'abc', helper });
  }

  it('hands plan and inputs over byte for byte, and the digest of the engine', async () => {
    const plan = 'é'.repeat(500_000);
    await run(`cat <&3 >plan; cat <&5 >inputs; echo "$@" >args; ${END(0, 'done')}`, plan);
    assert.equal(readFileSync(join(folder, 'plan'), 'utf8'), plan);
    assert.equal(readFileSync(join(folder, 'inputs'), 'utf8'), 'inputs');
    assert.equal(
      readFileSync(join(folder, 'args'), 'utf8'),
      'carry --keep 0 --inputs-fd 5 --engine abc\n',
    );
  });

  const verdicts: readonly [string, string, Partial<Carried>][] = [
    ["the journal's exit code, not the helper's", `${END(42, 'exited')}; exit 1`, { exitCode: 42 }],
    ["the helper's own status without a last line", 'exit 5', { exitCode: 5 }],
    ['128 and the signal that killed the helper', 'kill -KILL $$', { exitCode: 137 }],
    ['stale, by the journal', `${END(3, 'stale')}; exit 3`, { isStale: true, exitCode: 3 }],
    ['stale, by the status alone', 'exit 3', { isStale: true }],
    ["not stale when a container's own code is 3", END(3, 'exited'), { isStale: false }],
  ];
  for (const [what, script, expected] of verdicts) {
    it(`tells ${what}`, async () => {
      const carried = await run(script);
      assert.deepEqual({ ...carried, ...expected }, carried);
    });
  }

  it('does not wait for a child that keeps the journal open', async () => {
    const start = performance.now();
    const carried = await run(`sleep 30 & echo $! >child; ${END(0, 'done')}`);
    process.kill(Number(readFileSync(join(folder, 'child'), 'utf8')));
    assert.equal(carried.journal.end?.outcome, 'done');
    assert.ok(performance.now() - start < 10_000);
  });

  it('passes signals on, each once', async () => {
    const running = run(
      `trap 'echo T >>signals' TERM; trap '${END(0, 'done').replaceAll("'", `'"'"'`)}; exit' USR1
       echo ready >ready; while :; do sleep 0.05; done`,
    );
    for (let i = 0; i < 200 && !isThere(join(folder, 'ready')); i++) await pause(25);
    process.kill(process.pid, 'SIGTERM');
    for (let i = 0; i < 200 && !isThere(join(folder, 'signals')); i++) await pause(25);
    process.kill(process.pid, 'SIGUSR1');
    assert.equal((await running).exitCode, 0);
    assert.equal(readFileSync(join(folder, 'signals'), 'utf8'), 'T\n');
    assert.equal(process.listenerCount('SIGUSR1'), 0);
  });

  const unusable: readonly [string, () => string, RegExp][] = [
    ['is missing', () => join(folder, 'none'), /none is missing: run `npm run build`/],
    ['is not executable', () => '/etc/passwd', /cannot be run \(EACCES\)/],
  ];
  for (const [what, helper, message] of unusable) {
    it(`says so when the helper ${what}`, async () => {
      const bytes = new Uint8Array(1);
      await assert.rejects(
        runHelper({ plan: bytes, inputs: bytes, engineDigest: '', helper: helper() }),
        { code: 'helper-unusable', message },
      );
    });
  }
});

function isThere(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false; // not yet
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
