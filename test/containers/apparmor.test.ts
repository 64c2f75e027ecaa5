// process.apparmorProfile with a profile that the kernel has: the label as it is seen from outside, what the profile
// denies tried from inside, and a profile that is not there.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  callerProfile,
  confinedCaller,
  hasAppArmor,
  loadProfile,
  profile,
  removeProfile,
} from '../helpers/apparmor.ts';
import { type Config, dockerConfig } from '../helpers/config.ts';
import { Container, testDirectory, token, until } from '../helpers/container.ts';
import { Counter } from '../helpers/counter.ts';
import { criuEnvironment } from '../helpers/criu.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { labelOf } from '../helpers/selinux.ts';
import { skip } from '../helpers/skip.ts';

describe('a container with a profile of AppArmor', () => {
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (!hasAppArmor()) skip(this, 'no-apparmor');
    loadProfile();
  });
  after(removeProfile);
  leavesNothingBehind();

  const confined = (config: Config): void => {
    config.process.apparmorProfile = profile();
  };

  async function staying(config: Config): Promise<Container> {
    const container = new Container({
      config,
      bend: (bent) => {
        bent.process.args = ['sh', '-c', 'echo ready; exec sleep 1000'];
        confined(bent);
      },
    });
    const { exitCode, stderr } = await container.runDetached();
    assert.deepEqual([exitCode, stderr], [0, '']);
    await until('ready', () => container.output().includes('ready'));
    return container;
  }

  it('has its label, and so has whatever is started in it', async () => {
    const container = await staying(dockerConfig());
    const { pid } = await container.state();
    assert.equal(labelOf(pid), `${profile()} (enforce)`);
    const file = join(testDirectory(), 'second');
    const second = await container.execDetached(['--pid-file', file], ['sleep', '99']);
    assert.deepEqual([second.exitCode, second.stderr], [0, '']);
    assert.equal(labelOf(Number(readFileSync(file, 'utf8'))), `${profile()} (enforce)`);
    await container.delete({ force: true });
  });

  it('is denied what the profile denies, by exec too, and nothing else', async () => {
    const container = await staying(dockerConfig());
    const tries = [
      ['cat /etc/hosts', false],
      ['cat /etc/passwd', true],
      ['touch /srv/file', false],
      ['touch /tmp/file', true],
      ['ls /srv', true],
      ['busybox chown 1:1 /tmp/file', false],
      ['chmod 700 /tmp/file', true],
    ] as const;
    const script = tries.map(([line]) => `${line} > /dev/null 2>&1 && echo yes || echo no`);
    const command = container.command('exec', container.id, 'sh', '-c', script.join('\n'));
    const { stdout } = await run(command);
    const found = stdout.trim().split('\n');
    assert.deepEqual(
      tries.map(([line], at) => `${line}: ${found[at]}`),
      tries.map(([line, isAllowed]) => `${line}: ${isAllowed ? 'yes' : 'no'}`),
    );
    await container.delete({ force: true });
  });

  it('is confined from its first instruction on, and not before', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['cat', '/proc/self/attr/current', '/etc/hosts'];
        confined(config);
      },
    });
    assert.equal((await container.create()).exitCode, 0);
    const { pid } = await container.state();
    assert.equal(labelOf(pid), 'unconfined');
    assert.equal((await container.start()).exitCode, 0);
    await container.reach('stopped');
    assert.equal(container.output().replaceAll('\0', ''), `${profile()} (enforce)\n`);
    await container.delete();
  });

  it('with noNewPrivileges has it on top of the profile of a confined caller, and instead of it without', async () => {
    for (const noNewPrivileges of [true, false]) {
      const { name, command } = runtimeUnderTest();
      const container = new Container({
        runtime: { name, command: confinedCaller(command) },
        bend: (config) => {
          config.process.args = ['cat', '/proc/self/attr/current', '/etc/hosts'];
          config.process.noNewPrivileges = noNewPrivileges;
          confined(config);
        },
      });
      const outcome = await container.run();
      const labels = outcome.stdout
        .replaceAll('\0', '')
        .trim()
        .split(/\/\/&| \(/);
      const wanted = noNewPrivileges ? [callerProfile(), profile()] : [profile()];
      assert.deepEqual(labels.sort(), ['enforce)', ...wanted].sort(), outcome.stderr);
      assert.match(outcome.stderr, /hosts.*denied/);
    }
  });

  it('is restored with its profile, or with the one that is asked for', async function () {
    this.timeout(120_000);
    if (criuEnvironment() === undefined) skip(this, 'no-criu');
    const counter = new Counter({ bend: confined });
    await counter.startCounting();
    for (const options of [[], ['--lsm-profile', `apparmor:${profile()}`]]) {
      const dumped = await counter.checkpoint();
      assert.deepEqual([dumped.exitCode, dumped.stderr], [0, '']);
      const restored = await counter.restore(...options);
      assert.deepEqual([restored.exitCode, restored.stderr], [0, '']);
      assert.equal(labelOf((await counter.state()).pid), `${profile()} (enforce)`);
      await counter.counts();
    }
    await counter.end();
  });

  it('whose profile the kernel does not have is an error, and leaves nothing', async () => {
    const missing = `${token()}-missing`;
    const container = new Container({
      bend: (config) => {
        config.process.apparmorProfile = missing;
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.match(
      outcome.stderr,
      /\/process\/apparmorProfile.*exec: ENOENT \(the kernel has no such label/s,
    );
    assert.equal(outcome.stdout, '');
    assert.equal(existsSync(container.stateDirectory), false);
  });
});
