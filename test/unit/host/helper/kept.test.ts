import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KeptHelper, openHelper } from '../../../../host/helper/kept.ts';
import type { Cargo } from '../../../../host/helper/run.ts';

/** What stands in for the helper has in `requests` all that it was sent, and calls `heard` for each piece. */
const STAND_IN = `
  const { appendFileSync, closeSync, writeFileSync, writeSync } = require('node:fs');
  const { Socket } = require('node:net');
  writeFileSync('arguments', process.argv.slice(2).join(' '));
  const answer = (text) => writeSync(4, text);
  const end = (exit) => JSON.stringify({ event: 'end', exit, outcome: 'exited' }) + '\\n';
  const ended = (id, exit, journal = end(exit)) =>
    'ended ' + id + ' ' + exit + ' 0 ' + Buffer.byteLength(journal) + '\\n' + journal;
  let requests = '';
  new Socket({ fd: 3 })
    .on('data', (piece) => { requests += piece.toString('latin1'); heard(); })
    .on('end', () => process.exit(0));
`;

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const cargo = (plan: string, more: Partial<Cargo> = {}): Cargo => ({
  plan: bytes(plan),
  inputs: bytes('inputs'),
  engineDigest: 'abc',
  ...more,
});

describe('a helper that is kept', () => {
  let folder = '';
  let kept: KeptHelper | undefined;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'lading-kept-'));
  });
  afterEach(async () => {
    await kept?.close();
    kept = undefined;
  });
  after(() => rmSync(folder, { recursive: true }));

  async function open(heard: string): Promise<KeptHelper> {
    const helper = join(folder, 'helper');
    const program = `process.chdir(${JSON.stringify(folder)});${STAND_IN}${heard}`;
    writeFileSync(`${helper}.cjs`, program);
    writeFileSync(helper, `#!/bin/sh\nexec "${process.execPath}" "${helper}.cjs" "$@"\n`);
    chmodSync(helper, 0o755);
    kept = await openHelper({ engineDigest: 'abc', helper });
    return kept;
  }

  const written = (name: string): string => readFileSync(join(folder, name), 'latin1');

  it('is told how long plan and inputs are, and gets them byte for byte', async () => {
    const plan = 'é'.repeat(200_000);
    const whole = `carry 0 ${2 * plan.length} 6\n`.length + 2 * plan.length + 6;
    const helper = await open(`
      const heard = () => {
        if (requests.length < ${whole}) return;
        writeFileSync('requests', requests, 'latin1');
        answer(ended(0, 0));
      };
    `);
    await helper.carry(cargo(plan));
    assert.equal(written('arguments'), 'serve --engine abc');
    const expected = Buffer.from(`carry 0 ${2 * plan.length} 6\n${plan}inputs`);
    assert.ok(Buffer.from(written('requests'), 'latin1').equals(expected));
  });

  it('may answer in any order and in any pieces', async () => {
    const helper = await open(`
      const heard = () => {
        if (!/carry 2 .*\\nplaninputs$/.test(requests)) return;
        const all = ended(2, 12) + ended(0, 10) + ended(1, 11);
        let at = 0;
        const next = () => { if (at < all.length) { answer(all[at++]); setTimeout(next, at % 40 === 0 ? 1 : 0); } };
        next();
      };
    `);
    const carried = await Promise.all([0, 1, 2].map(() => helper.carry(cargo('plan'))));
    assert.deepEqual(
      carried.map(({ exitCode }) => exitCode),
      [10, 11, 12],
    );
  });

  it('tells of a signal that ended the process which carried out', async () => {
    const helper = await open(`const heard = () => answer('ended 0 1 9 0\\n');`);
    const { exitCode, signal } = await helper.carry(cargo('plan'));
    assert.deepEqual([exitCode, signal], [137, 'SIGKILL']);
  });

  it('hands signals on to all that is waited for, and only then', async () => {
    const listeners = process.listenerCount('SIGUSR1');
    const helper = await open(`
      let isAsked = false;
      const heard = () => {
        if (!isAsked && /carry 1 .*\\nplaninputs$/.test(requests)) {
          isAsked = true;
          process.kill(process.ppid, 'SIGUSR1');
        }
        const got = /signal 0 (\\d+)\\nsignal 1 (\\d+)\\n$/.exec(requests);
        if (got !== null) answer(ended(0, Number(got[1])) + ended(1, Number(got[2])));
      };
    `);
    assert.equal(process.listenerCount('SIGUSR1'), listeners);
    const carried = await Promise.all([0, 1].map(() => helper.carry(cargo('plan'))));
    assert.deepEqual(
      carried.map(({ exitCode }) => exitCode),
      [10, 10],
    );
    assert.equal(process.listenerCount('SIGUSR1'), listeners);
  });

  it('leaves a plan with descriptors to a helper of its own', async () => {
    const helper = await open('const heard = () => undefined;');
    const own = join(folder, 'own');
    const last = '{"event":"end","exit":7,"outcome":"exited"}';
    writeFileSync(own, `#!/bin/sh\necho "$1" >${folder}/own-word; echo '${last}' >&5\n`);
    chmodSync(own, 0o755);
    const { exitCode } = await helper.carry(cargo('plan', { descriptors: 1, helper: own }));
    assert.deepEqual([exitCode, written('own-word')], [7, 'carry\n']);
  });

  it('that ends fails all that is waited for, and what is asked afterwards', async () => {
    const helper = await open(
      `const heard = () => { if (/carry 1 /.test(requests)) process.exit(1); };`,
    );
    const gone = { code: 'helper-gone' };
    const both = [0, 1].map(() => assert.rejects(helper.carry(cargo('plan')), gone));
    await Promise.all(both);
    await assert.rejects(helper.carry(cargo('plan')), gone);
  });
});
