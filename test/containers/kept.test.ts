// One helper for many plans: each is carried out as if it had a helper of its own, and nothing of one reaches another.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { audit, type KeptHelper, keepHelper, type LadingError, run } from '../../host/index.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { buildDirectory } from '../helpers/runtime.ts';

const HELPER = `${buildDirectory}lading-helper`;

/** Helpers that are children of this process. */
function helpers(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        const parent = / \S (\d+) /.exec(
          readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ' '),
        )?.[1];
        return (
          Number(parent) === process.pid &&
          /lading-helper\0serve/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
        );
      } catch {
        return false; // it has ended
      }
    });
}

function containerOf(...args: string[]): Container {
  const container = new Container();
  container.config.process.args = args;
  container.writeConfig();
  return container;
}

const runKept = (container: Container, kept: KeptHelper, keep = false) =>
  run(container.bundle, container.id, { root: container.stateRoot, kept, keep });

/** What the helper answers when it is talked to directly, and how it ends. */
async function talk(...pieces: (string | Buffer)[]): Promise<{ answer: string; status: number }> {
  const child = spawn(HELPER, ['serve'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  let answer = '';
  child.stdio[4]?.on('data', (text: Buffer) => {
    answer += text.toString();
  });
  const requests = child.stdio[3] as NodeJS.WritableStream;
  requests.on('error', () => undefined); // it may end before all is written
  for (const piece of pieces) requests.write(piece);
  requests.end();
  const [status] = (await once(child, 'close')) as [number];
  return { answer, status };
}

describe('a helper that is kept', () => {
  leavesNothingBehind();

  it('that cannot be started is told of at once', async () => {
    await assert.rejects(keepHelper('/nonexistent/helper'), (error: LadingError) => {
      assert.equal(error.code, 'helper-unusable');
      assert.match(error.message, /\/nonexistent\/helper is missing/);
      return true;
    });
  });

  it('carries out one plan after the other, and several at once', async () => {
    const kept = await keepHelper();
    const [one] = helpers();
    for (const status of [0, 3]) {
      const carried = await runKept(containerOf('sh', '-c', `exit ${status}`), kept);
      assert.equal(carried.exitCode, status);
    }
    const started = Date.now();
    const statuses = await Promise.all(
      [11, 12, 13, 14].map((status) =>
        runKept(containerOf('sh', '-c', `sleep 3; exit ${status}`), kept),
      ),
    );
    assert.deepEqual(
      statuses.map(({ exitCode }) => exitCode),
      [11, 12, 13, 14],
    );
    assert.ok(Date.now() - started < 11_000, 'one after the other');
    assert.deepEqual(helpers(), [one]);
    await kept.close();
    assert.deepEqual(helpers(), []);
  });

  it('leaves the record that a helper of its own leaves', async () => {
    const kept = await keepHelper();
    const container = containerOf('true');
    await runKept(container, kept, true);
    const { isIntact } = await audit(`${container.stateDirectory}/record`);
    assert.ok(isIntact);
    await container.delete({ force: true });
    await kept.close();
  });

  it('outlives a plan that is refused, and one that fails', async () => {
    const kept = await keepHelper();
    const wrong = containerOf('true');
    wrong.config.mounts.push({
      destination: '/x',
      type: 'bind',
      source: '/no/such',
      options: ['bind'],
    });
    wrong.writeConfig();
    await assert.rejects(runKept(wrong, kept), (error: LadingError) =>
      /no\/such/.test(error.message),
    );
    const refused = await kept.carry({
      plan: Buffer.from('{"actions":[]}'),
      inputs: Buffer.from('{}'),
      engineDigest: '',
    });
    assert.equal(refused.journal.end?.outcome, 'refused');
    assert.equal((await runKept(containerOf('sh', '-c', 'exit 5'), kept)).exitCode, 5);
    await kept.close();
  });

  it('hands on the signals that its host gets', async () => {
    const kept = await keepHelper();
    const container = containerOf('sh', '-c', 'trap "exit 9" USR2; while :; do sleep 0.1; done');
    const ignore = (): void => undefined;
    process.on('SIGUSR2', ignore); // until the run has its own handler, it would end this process
    const ended = runKept(container, kept);
    // The first may come before there is anybody who minds it.
    const timer = setInterval(() => process.kill(process.pid, 'SIGUSR2'), 200);
    assert.equal((await ended).exitCode, 9);
    clearInterval(timer);
    process.off('SIGUSR2', ignore);
    await kept.close();
  });

  it('says so when it is gone', async () => {
    const kept = await keepHelper();
    const [pid] = helpers();
    process.kill(pid as number, 'SIGKILL');
    while (helpers().length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await assert.rejects(runKept(containerOf('true'), kept), /has ended/);
    await kept.close();
  });

  for (const [what, request] of [
    ['no word', '7 1 1\n'],
    ['another word', 'remove 1 2 3\n'],
    ['a number that is none', 'carry 1 x 3\n'],
    ['a negative number', 'carry 1 -1 3\n'],
    ['a number that is too large', 'carry 1 99999999999 3\n'],
    ['a plan that is too large', 'carry 1 16777217 0\n'],
    ['a number too many', 'carry 1 2 3 4\n'],
    ['a line that never ends', 'x'.repeat(1000)],
    ['half a plan', 'carry 1 100 0\n{"actions":'],
    ['half a line', 'carry 1'],
  ] as const) {
    it(`ends with ${what}, and carries out nothing`, async () => {
      const { answer, status } = await talk(request);
      assert.deepEqual([answer, status === 0], ['', false]);
    });
  }

  it('ends when its requests do', async () => {
    assert.deepEqual(await talk('signal 5 9\n'), { answer: '', status: 0 });
    assert.ok(existsSync(HELPER));
  });
});
