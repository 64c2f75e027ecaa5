// Many commands at once on one container: each race has one winner, the others say why they lost, and nothing is left.
// Through the native entry, which is quick enough for hundreds of rounds.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { patience } from '../helpers/patience.ts';
import {
  nativeEntry,
  type Outcome,
  run,
  runDetached,
  runtimeUnderTest,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const rounds = Math.ceil(100 / patience);
const racers = [0, 1, 2, 3];

function sleeper(): Container {
  return new Container({
    runtime: nativeEntry,
    bend: (config) => {
      config.process.args = ['sleep', '100'];
    },
  });
}

function race(command: (racer: number) => Promise<Outcome>): Promise<Outcome[]> {
  return Promise.all(racers.map(command));
}

/** The one that went well; fails unless there is exactly one, and all others lost as expected. */
function checkOneWinner(outcomes: readonly Outcome[], loss: RegExp, round: number): void {
  const won = outcomes.filter(({ exitCode }) => exitCode === 0);
  assert.equal(won.length, 1, `round ${round}: ${JSON.stringify(outcomes)}`);
  for (const outcome of outcomes) {
    if (outcome.exitCode === 0) continue;
    assert.equal(outcome.exitCode, 1, outcome.stderr);
    assert.match(outcome.stderr, loss);
  }
}

describe('a storm of commands on one container', () => {
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  leavesNothingBehind();

  it(`lets one of ${racers.length} creates win, one start, one delete, ${rounds} times`, async function () {
    this.timeout(120_000);
    const container = sleeper();
    for (let round = 0; round < rounds; round += 1) {
      // Each with streams of its own: the losers' words are not the winner's.
      const made = await race((racer) => {
        const file = (name: string) => join(container.bundle, `${name}-${round}-${racer}`);
        return runDetached(create(container), { stdout: file('out'), stderr: file('err') });
      });
      checkOneWinner(made, /already exists/, round);
      const started = await race(() => container.start());
      checkOneWinner(started, /it is running|has changed|exec\.fifo: ENOENT/, round);
      assert.equal((await container.state()).status, 'running');
      await container.kill('KILL');
      await container.reach('stopped');
      const deleted = await race(() => container.delete());
      checkOneWinner(deleted, /does not exist|has changed|No such file/, round);
      assert.equal(existsSync(container.stateDirectory), false);
    }
  });

  it('ends with no container when its last command is a delete, whatever came with it', async function () {
    this.timeout(120_000);
    const container = sleeper();
    for (let round = 0; round < rounds / 4; round += 1) {
      assert.equal((await container.runDetached()).exitCode, 0);
      const command = (...args: string[]) => run(container.command(...args));
      const outcomes = await Promise.all([
        command('exec', container.id, 'true'),
        command('kill', container.id, 'TERM'),
        command('exec', container.id, 'sleep', '100'),
        command('delete', '--force', container.id),
        command('delete', '--force', container.id),
        command('kill', container.id, 'KILL'),
        command('list'),
      ]);
      for (const { stderr } of outcomes) assert.doesNotMatch(stderr, /a bug|trapped|refused/);
      assert.equal(existsSync(container.stateDirectory), false, JSON.stringify(outcomes));
    }
  });
});

function create(container: Container): string[] {
  return container.command('create', '--bundle', container.bundle, container.id);
}
