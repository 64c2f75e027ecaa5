// What is to be read and cannot be written: a full disk, a stream that was closed, a reader that went away.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallConfig } from '../helpers/config.ts';
import { testDirectory } from '../helpers/container.ts';
import { nativeEntry, type Outcome, run, runtime, waysIn } from '../helpers/runtime.ts';

const FULL = '>/dev/full';
const UNWRITABLE = 'lading: write standard output: ENOSPC\n';

/** With the shell's redirections. */
function redirected(
  { command }: { readonly command: readonly string[] },
  redirections: string,
  args: readonly string[],
): Promise<Outcome> {
  return run(['sh', '-c', `exec "$@" ${redirections}`, 'sh', ...command, ...args]);
}

describe('an output that cannot be written', () => {
  const config = join(testDirectory(), 'config.json');
  before(() => writeFileSync(config, JSON.stringify(smallConfig())));

  const answered = [
    ['--help'],
    ['state', '--help'],
    ['--version'],
    ['features'],
    ['facts'],
    ['list'],
    ['list', '--format', 'json'],
  ];
  for (const args of answered) {
    it(`is told, and is a failure, both ways: ${args.join(' ')}`, async () => {
      for (const [name, runtime] of waysIn) {
        const { stderr, exitCode } = await redirected(runtime, FULL, args);
        assert.deepEqual([stderr, exitCode], [UNWRITABLE, 1], name);
      }
    });
  }

  const plan = ['plan', '--config', config, '--facts', 'v2-x86_64'];
  const ofHost = [
    plan,
    [...plan, '--format', 'json'],
    [...plan, '--digest'],
    ['validate', config],
    ['explain', '--config', config, '--facts', 'v2-x86_64'],
    ['facts', 'v2-x86_64'],
    ['completion', 'bash'],
    ['man'],
    ['web'],
  ];
  for (const args of ofHost) {
    const words = args.filter((word) => word !== config).join(' ');
    it(`is told, and is a failure, of what only the host does: ${words}`, async () => {
      const { stderr, exitCode } = await redirected(runtime('lading'), FULL, args);
      assert.deepEqual([stderr, exitCode], [UNWRITABLE, 1]);
    });
  }

  it('is told in the log too', async () => {
    for (const [name, runtime] of waysIn) {
      const log = join(testDirectory(), `output-${name}.log`);
      const { exitCode } = await redirected(runtime, FULL, ['--log', log, 'features']);
      assert.equal(exitCode, 1);
      assert.equal(readFileSync(log, 'utf8'), 'write standard output: ENOSPC\n');
    }
  });

  it('is told when it was closed from the start, by the native entry', async () => {
    // Node opens /dev/null in its place, and then nobody can tell.
    for (const args of answered) {
      const { stderr, exitCode } = await redirected(nativeEntry, '>&-', args);
      const expected = ['lading: write standard output: EBADF\n', 1];
      assert.deepEqual([stderr, exitCode], expected, args.join(' '));
    }
  });

  it('is no failure when its reader went away', async () => {
    for (const [name, { command }] of waysIn) {
      const script = '{ sleep 0.1; "$@"; echo "ended with $?" >&2; } | :';
      const { stderr } = await run(['sh', '-c', script, 'sh', ...command, 'features']);
      assert.equal(stderr, 'ended with 0\n', name);
    }
  });

  it('is nothing to fail for when there is nothing to say', async () => {
    for (const [name, runtime] of waysIn) {
      const found = await redirected(runtime, FULL, ['delete', '--force', 'two-ways-none']);
      assert.deepEqual([found.stderr, found.exitCode], ['', 0], name);
    }
  });

  it('leaves the exit status as it is when it is what is wrong', async () => {
    for (const [name, runtime] of waysIn) {
      const { exitCode } = await redirected(runtime, '2>/dev/full', ['list', '--nope']);
      assert.equal(exitCode, 64, name);
    }
  });

  it('is named when it is a file', async () => {
    for (const [name, { command }] of waysIn) {
      const { stderr, exitCode } = await run([...command, 'spec', '-f', '/dev/full']);
      assert.deepEqual([stderr, exitCode], ['lading: spec: write `/dev/full`: ENOSPC\n', 1], name);
    }
  });

  it('is told of a log, after what the log was to be told', async () => {
    const told: Outcome[] = [];
    for (const [, { command }] of waysIn) {
      told.push(await run([...command, '--log', '/dev/full', 'state', 'two-ways-none']));
    }
    assert.deepEqual(told[1], told[0]);
    assert.match(told[0]?.stderr ?? '', /\nlading: write log file `\/dev\/full`: ENOSPC\n$/);
    assert.equal(told[0]?.exitCode, 1);
  });
});
