// `lading diff` of configurations, plans and records of containers that ran; and the one plan, however it is asked for.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Difference } from '../../host/report/diff.ts';
import { dockerConfig } from '../helpers/config.ts';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { journalFile, sha256 } from '../helpers/records.ts';
import { type Outcome, run, runtime, runtimeUnderTest, waysIn } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

async function lading(...args: string[]): Promise<Outcome> {
  return run([...runtime('lading').command, ...args]);
}

describe('lading diff', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  const write = (name: string, bend: (config: ReturnType<typeof dockerConfig>) => void): string => {
    const config = dockerConfig();
    bend(config);
    const path = join(testDirectory(), name);
    writeFileSync(path, JSON.stringify(config));
    return path;
  };

  it('of configurations exits 0 when they come to the same, 1 when not, for any host', async () => {
    const a = write('a.json', () => {});
    const b = write('b.json', (config) => {
      config.linux.resources = { ...config.linux.resources, pids: { limit: 65 } };
    });
    const same = await lading('diff', '--facts', 'v2-aarch64', a, a);
    assert.deepEqual([same.stdout, same.exitCode], ['no differences\n', 0]);
    const other = await lading('diff', '--facts', 'v2-aarch64', '--format', 'json', a, b);
    assert.equal(other.exitCode, 1);
    const { inputs, actions } = JSON.parse(other.stdout) as Difference;
    assert.deepEqual(inputs, [
      { of: 'config', pointer: '/linux/resources/pids/limit', before: 64, after: 65 },
    ]);
    assert.deepEqual(
      actions.map(({ kind, fields, causes }) => ({ kind, fields, causes })),
      [
        {
          kind: 'cgroup.write',
          fields: [{ field: 'value', before: '64', after: '65' }],
          causes: ['/linux/resources/pids/limit'],
        },
      ],
    );
  });

  it('names the file of a configuration that gives no plan', async () => {
    const a = write('good.json', () => {});
    const bad = write('bad.json', (config) => {
      config.mounts.push({ destination: 'x', options: ['nosuch'] });
      (config as { root?: unknown }).root = 5;
    });
    const outcome = await lading('diff', '--facts', 'v2-x86_64', a, bad);
    assert.match(outcome.stderr, /bad\.json:1:\d+: \/root: expected/);
    assert.equal(outcome.exitCode, 1);
    assert.match((await lading('diff', a, 'nosuch')).stderr, /`nosuch`: neither a container/);
  });

  it('names the file of what is no plan', async () => {
    const bad = join(testDirectory(), 'nulls.json');
    writeFileSync(bad, '{"actions":[null]}');
    const { exitCode, stderr } = await lading('diff', bad, bad);
    assert.match(stderr, /nulls\.json: no plan of lading: expected a list of actions/);
    assert.equal(exitCode, 1);
  });

  it('of a bundle and its own plan, or a container made from it, finds none', async () => {
    const container = new Container({ config: dockerConfig() });
    container.config.process.args = ['sleep', '100'];
    container.writeConfig();
    const root = ['--root', container.stateRoot];
    const none = async (...sides: string[]): Promise<void> => {
      const { stdout, stderr, exitCode } = await lading(...root, 'diff', ...sides);
      assert.deepEqual([stdout + stderr, exitCode], ['no differences\n', 0]);
    };
    for (const more of [[], ['--command', 'run', container.id]]) {
      const plan = ['plan', '--bundle', container.bundle, '--format', 'json', ...more];
      const file = join(testDirectory(), `plan-${more.length}.json`);
      writeFileSync(file, (await lading(...root, ...plan)).stdout);
      await none(container.bundle, file);
      await none(file, join(container.bundle, 'config.json'));
    }
    const pidFile = join(testDirectory(), 'pid');
    const options = ['--no-pivot', '--pid-file', pidFile];
    assert.equal((await container.runDetached({ args: options })).exitCode, 0);
    await none(container.id, container.bundle);
    await none(container.bundle, container.stateDirectory);
    await container.delete({ force: true });
  });

  it('of a configuration with a terminal and its own plan finds none, whichever socket it had', async () => {
    const config = write('terminal.json', ({ process }) => {
      process.terminal = true;
    });
    const file = join(testDirectory(), 'plan-of-terminal.json');
    for (const socket of [[], ['--console-socket', '/run/console']]) {
      const facts = ['--facts', 'v2-x86_64'];
      const plan = ['plan', '--config', config, ...facts, ...socket, '--format', 'json'];
      writeFileSync(file, (await lading(...plan)).stdout);
      const { stdout, stderr, exitCode } = await lading('diff', ...facts, file, config);
      assert.deepEqual([stdout + stderr, exitCode], ['no differences\n', 0]);
    }
  });

  it('of what ran and what would run shows what was changed since', async () => {
    const container = new Container({ config: dockerConfig() });
    container.config.process.args = ['sleep', '100'];
    container.writeConfig();
    assert.equal((await container.runDetached()).exitCode, 0);
    const planFile = join(container.stateDirectory, 'record', '1', 'plan.json');
    const record = ['--root', container.stateRoot, 'diff', container.id];
    const itself = await lading(...record, container.stateDirectory);
    assert.deepEqual([itself.stdout, itself.exitCode], ['no differences\n', 0]);
    assert.equal((await lading(...record, planFile)).exitCode, 0);
    container.config.hostname = 'another';
    container.writeConfig();
    const { stdout, exitCode } = await lading(...record, container.bundle, '--format', 'json');
    assert.equal(exitCode, 1);
    const { actions, inputs } = JSON.parse(stdout) as Difference;
    const hostname = actions.find(({ kind }) => kind === 'hostname.set');
    assert.deepEqual(hostname?.causes, ['/hostname']);
    assert.deepEqual(
      inputs.filter(({ of }) => of === 'config').map(({ pointer }) => pointer),
      ['/hostname'],
    );
    await container.delete({ force: true });
  });
});

describe('the records of two later commands', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('are compared by the files that they are', async () => {
    const container = new Container();
    container.config.process.args = ['sleep', '100'];
    container.writeConfig();
    assert.equal((await container.runDetached()).exitCode, 0);
    for (const signal of ['URG', 'URG', 'WINCH']) await container.kill(signal);
    const [first, same, other] = [2, 3, 4].map((number) => journalFile(container, number));
    assert.ok(first && same && other);
    const equal = await lading('diff', first, same);
    assert.deepEqual([equal.stdout, equal.exitCode], ['no differences\n', 0], equal.stderr);
    const { stdout, exitCode } = await lading('diff', '--format', 'json', first, other);
    assert.equal(exitCode, 1);
    const { actions } = JSON.parse(stdout) as Difference;
    assert.deepEqual(
      actions.map(({ kind }) => kind),
      ['process.signal'],
    );
    await container.delete({ force: true });
  });
});

describe('the plan of a container', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const [name, way] of waysIn) {
    it(`has one digest: shown, reckoned, and in the record of what ${name} ran`, async () => {
      const container = new Container({ config: dockerConfig(), runtime: way });
      container.config.process.args = ['true'];
      container.writeConfig();
      const options = ['--command', 'run', '--keep', '--bundle', container.bundle, container.id];
      const plan = ['--root', container.stateRoot, 'plan', ...options];
      const shown = await lading(...plan, '--format', 'json');
      const digest = await lading(...plan, '--digest');
      assert.equal((await container.run({ args: ['--keep'] })).exitCode, 0);
      const journal = readFileSync(
        join(container.stateDirectory, 'record', '1', 'journal.ndjson'),
        'utf8',
      );
      const { plan: recorded } = JSON.parse(journal.split('\n')[0] ?? '') as { plan: string };
      assert.deepEqual([sha256(shown.stdout), digest.stdout.trim()], [recorded, recorded]);
      const audited = await lading(
        '--root',
        container.stateRoot,
        'audit',
        '--format',
        'json',
        container.id,
      );
      const { records } = JSON.parse(audited.stdout) as {
        records: { digests: { plan: string } }[];
      };
      assert.equal(records[0]?.digests.plan, recorded);
      await container.delete();
    });
  }
});
