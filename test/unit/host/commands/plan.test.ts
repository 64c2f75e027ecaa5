// `lading plan` of every command, for the container that a bundle would make on each kind of host.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAMED_FACTS } from '../../../../host/commands/named-facts.ts';
import { PLANNED_COMMANDS } from '../../../../host/program.ts';
import { testDirectory } from '../../../helpers/container.ts';
import { type Outcome, run, runtime } from '../../../helpers/runtime.ts';
import { skip } from '../../../helpers/skip.ts';

const DOCKER = readFileSync(
  new URL('../../../fixtures/configs/docker-20.10.json', import.meta.url),
  'utf8',
);
const lading = [...runtime('lading').command, 'plan'];

/** Docker's, with a user namespace for a caller without root. */
function bundleFor(facts: string): string {
  const isRootless = /rootless/.test(facts);
  const config = JSON.parse(DOCKER) as { linux: Record<string, unknown[]> };
  if (isRootless) {
    config.linux.namespaces?.push({ type: 'user' });
    config.linux.uidMappings = [{ containerID: 0, hostID: 1000, size: 1 }];
    config.linux.gidMappings = [{ containerID: 0, hostID: 1000, size: 1 }];
    delete config.linux.resources;
  }
  const bundle = join(testDirectory(), isRootless ? 'rootless' : 'docker');
  mkdirSync(bundle, { recursive: true });
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
  return bundle;
}

/** What a command cannot do without. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  exec: ['web', '--', 'ls', '-l'],
  update: ['--memory', '100M', 'web'],
  kill: ['--all', 'web', 'HUP'],
};

/** The action that the command is about. */
const MAIN: Readonly<Record<string, RegExp>> = {
  create: /state\.commit/,
  run: /process\.wait|state\.commit/,
  start: /fifo\.open|process\.start|fifo/,
  kill: /signal.*(1|HUP)/,
  mounts: /mount\..*\/more/,
  delete: /state\.remove/,
  pause: /cgroup\.freeze/,
  resume: /cgroup\.freeze/,
  update: /cgroup\.update .*memory/,
  exec: /exec +.*ls,-l|exec .*ls/,
  checkpoint: /criu\.dump/,
  restore: /criu\.restore/,
};

function mountsOperands(): readonly string[] {
  const file = join(testDirectory(), 'more-mounts.json');
  writeFileSync(file, '[{"destination":"/more","type":"tmpfs","source":"tmpfs"}]');
  return ['add', 'web', file];
}

async function plan(facts: string, command: string): Promise<Outcome> {
  const needed = command === 'mounts' ? mountsOperands() : (NEEDED[command] ?? ['web']);
  return run([
    ...lading,
    '-b',
    bundleFor(facts),
    '--facts',
    facts,
    '--command',
    command,
    ...needed,
  ]);
}

describe('lading plan, of a container that is only planned', () => {
  for (const command of PLANNED_COMMANDS) {
    it(`shows its ${command} on every kind of host`, async () => {
      for (const facts of NAMED_FACTS.keys()) {
        const { exitCode, stdout, stderr } = await plan(facts, command);
        const needsRoot = /rootless/.test(facts) && /checkpoint|restore/.test(command);
        if (needsRoot) {
          assert.match(stderr, /requires root/);
          continue;
        }
        assert.equal(exitCode, 0, `${facts}: ${stderr}`);
        assert.match(stdout, new RegExp(`^${command} web: \\d+ actions`));
        assert.match(stdout, MAIN[command] as RegExp);
      }
    });
  }

  it('shows the same each time', async () => {
    const [one, other] = [await plan('v2-x86_64', 'exec'), await plan('v2-x86_64', 'exec')];
    assert.equal(one.stdout, other.stdout);
  });

  it('says that it is only planned, where that makes a difference', async () => {
    assert.match((await plan('v2-x86_64', 'exec')).stdout, /^of a container that is only planned/m);
    assert.doesNotMatch((await plan('v2-x86_64', 'create')).stdout, /only planned/);
  });

  const asked = (...words: string[]): Promise<Outcome> => {
    const bundle = bundleFor('');
    return run([...lading, '-b', bundle, '--facts', 'v2-x86_64', ...words]);
  };

  const misplaced: readonly (readonly [readonly string[], string])[] = [
    [['--memory', '256M'], '--memory belongs to update, not to create'],
    [['--detach'], '--detach belongs to run, exec, restore, not to create'],
    [['--command', 'run', '--signal', 'HUP'], '--signal belongs to kill, not to run'],
    [['--command', 'kill', '--keep'], '--keep belongs to run, not to kill'],
    [['--image-path', '/images'], '--image-path belongs to checkpoint, restore, not to create'],
  ];
  for (const [words, complaint] of misplaced) {
    it(`refuses what would be ignored: ${words.join(' ')}`, async () => {
      const { exitCode, stderr } = await asked(...words);
      assert.deepEqual([exitCode, stderr], [64, `lading: plan: ${complaint}\n`]);
    });
  }

  it('takes the options of its create with those of a later command', async () => {
    const words = ['--command', 'update', '--memory', '100M', '--no-pivot', '--pid-file', '/x'];
    const { exitCode, stderr } = await asked(...words);
    assert.deepEqual([exitCode, stderr], [0, '']);
  });

  it('shows what comes after of one with a terminal, wherever that would go', async () => {
    const config = JSON.parse(DOCKER) as { process: Record<string, unknown> };
    config.process.terminal = true;
    const bundle = join(testDirectory(), 'terminal');
    mkdirSync(bundle, { recursive: true });
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
    for (const words of [
      ['kill', 'web'],
      ['exec', 'web', 'ls'],
    ]) {
      const found = await run([
        ...[...lading, '-b', bundle, '--facts', 'v2-x86_64', '--command'],
        ...words,
      ]);
      assert.deepEqual([found.exitCode, found.stderr], [0, '']);
    }
  });

  /** What `lading spec` writes has a terminal. */
  const specBundle = async (name: string): Promise<string> => {
    const bundle = join(testDirectory(), name);
    mkdirSync(bundle, { recursive: true });
    const { stderr } = await run([...runtime('lading').command, 'spec', '-b', bundle]);
    assert.equal(stderr, '');
    return bundle;
  };

  it('shows, explains and compares what spec wrote, wherever its terminal would go', async () => {
    const bundle = await specBundle('of-spec');
    const config = join(bundle, 'config.json');
    const facts = ['--facts', 'v2-x86_64'];
    for (const words of [
      ['plan', '-b', bundle],
      ['plan', '-b', bundle, '--command', 'run', '--detach'],
      ['explain', '-b', bundle, '--action', 'console.connect'],
      ['diff', config, config],
    ]) {
      const found = await run([...runtime('lading').command, ...words, ...facts]);
      assert.deepEqual([found.exitCode, found.stderr], [0, ''], words.join(' '));
      if (words[0] === 'plan') assert.match(found.stdout, /^no --console-socket was given: /m);
    }
  });

  it('asks as it was asked where no terminal needs a socket, and for the one that is given', async () => {
    const { plan: planOf } = await import('../../../../host/index.ts');
    const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    const without = await planOf(bundleFor(''), { facts: 'v2-x86_64', command: 'create' });
    assert.doesNotMatch(decode(without.request), /consoleSocket/);
    const bundle = await specBundle('of-spec-too');
    const consoleSocket = '/run/console';
    const given = { facts: 'v2-x86_64', command: 'create', consoleSocket } as const;
    assert.match(decode((await planOf(bundle, given)).bytes), /"path":"\/run\/console"/);
    const stoodIn = await planOf(bundle, { facts: 'v2-x86_64', command: 'create' });
    assert.match(decode(stoodIn.bytes), /"path":"\/nonexistent"/);
  });

  it('writes a page or prints, never only one of both that were asked for', async () => {
    const page = join(testDirectory(), 'never.html');
    for (const words of [['--digest'], ['--format', 'json']]) {
      const { exitCode, stderr } = await asked('--html', page, ...words);
      assert.equal(exitCode, 64);
      assert.match(stderr, /--html writes the page alone: expected no --digest/);
    }
    assert.equal(existsSync(page), false);
  });

  it('takes no more operands than the command itself', async () => {
    const { exitCode, stderr } = await run([
      ...lading,
      '-b',
      bundleFor(''),
      '--facts',
      'v2-x86_64',
      'web',
      'ls',
    ]);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^lading: plan: create takes no more than id/);
  });
});

describe('lading plan, for another host', () => {
  type Asked = { readonly facts: string; readonly bundle: string; readonly root: string };

  async function ask({ facts, bundle, root }: Asked, command: string, before: readonly string[]) {
    const manager = /systemd/.test(facts) ? ['--cgroup-manager', 'systemd'] : [];
    const options = ['-b', bundle, '--facts', facts, '--command', command, '--format', 'json'];
    const operands = command === 'exec' ? ['web', '--', 'ls'] : ['web'];
    const whole = [...runtime('lading').command, '--root', root, ...manager, 'plan', ...options];
    const outcome = await run([...before, ...whole, ...operands]);
    assert.equal(outcome.exitCode, 0, `${command}: ${outcome.stderr}`);
    return outcome.stdout;
  }

  it('does not depend on the accounts of this one', async function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    const bundle = bundleFor('rootless');
    const path = join(bundle, 'config.json');
    const config = JSON.parse(readFileSync(path, 'utf8')) as { linux: Record<string, unknown> };
    delete config.linux.uidMappings;
    delete config.linux.gidMappings;
    writeFileSync(path, JSON.stringify(config));
    const etc = join(testDirectory(), 'etc-of-eve');
    mkdirSync(etc);
    writeFileSync(join(etc, 'passwd'), 'eve:x:1000:1000::/:\n');
    for (const name of ['subuid', 'subgid']) writeFileSync(join(etc, name), 'eve:500000:65536\n');
    const mounted = ['unshare', '-m', 'sh', '-c', `mount --bind ${etc} /etc && exec "$@"`, 'sh'];
    const asked = { facts: 'rootless-v2-x86_64', bundle, root: join(testDirectory(), 'no-root') };
    for (const command of ['create', 'run', 'exec']) {
      const plan = await ask(asked, command, []);
      assert.equal(await ask(asked, command, mounted), plan);
      if (command === 'create')
        assert.match(plan, /"ranges":\[\{"container":0,"host":1000,"size":1\}\]/);
    }
  });

  it('does not depend on what the systemd of this one refuses', async () => {
    const root = join(testDirectory(), 'a-root');
    const bundle = bundleFor('');
    const config = JSON.parse(DOCKER) as { linux: object };
    const cgroupsPath = 'system.slice:lading:web';
    Object.assign(config.linux, { cgroupsPath, resources: { pids: { limit: 9 } } });
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(config));
    const asked = { facts: 'v2-systemd-x86_64', bundle, root };
    const commands = ['create', 'run', 'restore'];
    const without = [];
    for (const command of commands) without.push(await ask(asked, command, []));
    assert.match(without[0] ?? '', /TasksMax/);
    mkdirSync(join(root, '.systemd'), { recursive: true });
    writeFileSync(join(root, '.systemd', 'TasksMax'), '');
    const again = [];
    for (const command of commands) again.push(await ask(asked, command, []));
    rmSync(root, { recursive: true });
    assert.deepEqual(again, without);
  });
});
