// `lading plan` of every command, for the container that a bundle would make on each kind of host.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NAMED_FACTS } from '../../../../host/commands/named-facts.ts';
import { PLANNED_COMMANDS } from '../../../../host/program.ts';
import { testDirectory } from '../../../helpers/container.ts';
import { type Outcome, run, runtime } from '../../../helpers/runtime.ts';

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
    assert.equal(exitCode, 64);
    assert.match(stderr, /create takes no more than id/);
  });
});
