// `lading plan` of commands for a container that lives, against what these commands then do; and of one that is only
// planned, which differs from that in nothing but what only a living one has.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { recordTexts } from '../helpers/records.ts';
import { run, runtime } from '../helpers/runtime.ts';

/** The host's command, whichever of the two ways in is tested: the native entry carries plans out. */
const planning = (container: Container, ...args: readonly string[]): string[] => [
  ...runtime('lading').command,
  ...['--root', container.stateRoot, 'plan', ...args],
];

async function planOf(container: Container, ...args: readonly string[]): Promise<string> {
  const outcome = await run(planning(container, '--format', 'json', ...args));
  assert.equal(outcome.exitCode, 0, outcome.stderr);
  return outcome.stdout;
}

const recorded = (container: Container, number: number): string =>
  recordTexts(container, number).plan;

/** Without what tells a process, and a state, from every other. */
function withoutIdentity(plan: string): string {
  return plan
    .replace(/"boot":"[^"]*"/g, '"boot":""')
    .replace(/"pid":\d+/g, '"pid":0')
    .replace(/"start":\d+/g, '"start":0')
    .replace(/"state":"[0-9a-f]{64}"/g, '"state":""');
}

describe('lading plan', () => {
  leavesNothingBehind();

  it('shows the exec that is carried out then, byte for byte', async () => {
    const container = new Container();
    container.config.process.args = ['sleep', '1000'];
    container.writeConfig();
    await container.runDetached();
    const planned = await planOf(
      container,
      ...['--command', 'exec', '--env', 'A=1', '--cwd', '/bin', container.id],
      ...['--', 'sh', '-c', 'echo $A'],
    );
    const done = await run(
      container.command(
        'exec',
        '--env',
        'A=1',
        '--cwd',
        '/bin',
        container.id,
        'sh',
        '-c',
        'echo $A',
      ),
    );
    assert.deepEqual([done.exitCode, done.stdout], [0, '1\n']);
    assert.equal(planned, recorded(container, 2));
    await container.delete({ force: true });
  });

  it('shows the update that is carried out then, byte for byte', async () => {
    const container = new Container();
    container.config.process.args = ['sleep', '1000'];
    container.writeConfig();
    await container.runDetached();
    const args = ['--pids-limit', '77', container.id];
    const planned = await planOf(container, '--command', 'update', ...args);
    const done = await run(container.command('update', ...args));
    assert.equal(done.exitCode, 0, done.stderr);
    assert.equal(planned, recorded(container, 2));
    await container.delete({ force: true });
  });

  it('shows of a container that is not there what it will be, but for its process', async () => {
    const container = new Container();
    container.config.process.args = ['sleep', '1000'];
    container.writeConfig();
    const bundle = ['--bundle', container.bundle, container.id];
    const exec = await planOf(container, '--command', 'exec', '--planned', ...bundle, 'true');
    const kill = await planOf(container, '--command', 'kill', '--planned', ...bundle);
    assert.match(exec, /"pid":4194305/);
    const created = await container.create();
    assert.equal(created.exitCode, 0, created.stderr);
    const started = await run(container.command('start', container.id));
    assert.equal(started.exitCode, 0, started.stderr);
    const living = ['--bundle', container.bundle, container.id];
    assert.equal(
      withoutIdentity(exec),
      withoutIdentity(await planOf(container, '--command', 'exec', ...living, 'true')),
    );
    assert.equal(
      withoutIdentity(kill),
      withoutIdentity(await planOf(container, '--command', 'kill', ...living)),
    );
    await container.delete({ force: true });
  });

  it('makes no page of a container that lives, and says what would', async () => {
    const container = new Container();
    container.config.process.args = ['sleep', '1000'];
    container.writeConfig();
    await container.runDetached();
    const page = join(container.bundle, 'page.html');
    const args = ['--html', page, '--command', 'kill', '--bundle', container.bundle, container.id];
    const outcome = await run(planning(container, ...args));
    assert.equal(outcome.exitCode, 1);
    assert.match(
      outcome.stderr,
      /--html shows no container that lives: expected --planned with kill/,
    );
    assert.equal(existsSync(page), false);
    await container.delete({ force: true });
  });

  it('says of a container that is not there that it is not, unless it is to be planned', async () => {
    const container = new Container();
    const plan = planning(container, '--command', 'exec', '-b', container.bundle);
    const outcome = await run([...plan, container.id, 'true']);
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /does not exist/);
  });

  it('has the same digest with warnings beside it as without', async () => {
    const container = new Container();
    const args = ['--bundle', container.bundle, container.id];
    const text = await run(planning(container, ...args));
    const json = await planOf(container, ...args);
    const digest = createHash('sha256').update(json).digest('hex');
    assert.match(text.stdout, new RegExp(`^sha256 ${digest}$`, 'm'));
    assert.match(
      text.stdout,
      /^warnings\n(?: {2}.*\n)* {2}config\.json:\d+:\d+: warning: \/linux\/seccomp: /m,
    );
    assert.match(text.stdout, /^ {4}fix \(LD3401\): /m);
  });
});
