// The same bundle under lading and under a peer, side by side: what the container sees of itself
// must be the same. Differences that are wanted are listed here, each with its reason.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  adaptEngineConfig,
  type Config,
  type EngineConfig,
  smallConfig,
} from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { type Observation, observation } from '../helpers/differences.ts';
import type { MountLine } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type RuntimeName, run, runtime, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const hostNamespaces = readdirSync('/proc/self/ns').map((name) =>
  readlinkSync(`/proc/self/ns/${name}`),
);

/** Runs one bundle under both and hands over both observations. */
async function sideBySide(peer: RuntimeName, config: Config): Promise<[Observation, Observation]> {
  const options = { config };
  return [
    await observation(runtimeUnderTest(), options, hostNamespaces),
    await observation(runtime(peer), options, hostNamespaces),
  ];
}

// How a mask is made is a runtime's own affair (what it hides is tested in mounts.test.ts): crun
// binds its own empty directory, runc a tmpfs; both bind the null device, from different mounts.
// The views of cgroups follow the order in which a runtime lists hierarchies.
function comparable(mounts: readonly MountLine[], config: Config): string[] {
  const masked = config.linux.maskedPaths ?? [];
  const readonly = config.linux.readonlyPaths ?? [];
  const line = ({ target, type, options, propagation }: MountLine) =>
    `${target} ${type} ${options.join()} ${propagation.join()}`;
  const main = mounts.filter(
    ({ target }) =>
      ![...masked, ...readonly].includes(target) && !target.startsWith('/sys/fs/cgroup'),
  );
  // Masks and read-only paths are put on in either order. Debian's crun loses the other attributes
  // of what it makes read-only; lading, like runc and later crun, keeps them.
  const covered = mounts
    .filter(({ target }) => readonly.includes(target))
    .map((mount) => `${mount.target} ${mount.type} ${mount.options.includes('ro') ? 'ro' : 'rw'}`)
    .sort();
  const hidden = mounts
    .filter(({ target }) => masked.includes(target))
    .map(({ target }) => `${target} masked`)
    .sort();
  return [...main.map(line), ...covered, ...hidden];
}

const statusFields = [
  'Umask',
  'Uid',
  'Gid',
  'Groups',
  'NStgid',
  'NSsid',
  'CapInh',
  'CapPrm',
  'CapEff',
  'CapBnd',
  'CapAmb',
  'NoNewPrivs',
  'Seccomp',
  'Seccomp_filters',
  'SigBlk',
  'SigIgn',
  'SigCgt',
  'Cpus_allowed_list',
];

function assertSame(ours: Observation, theirs: Observation, config: Config): void {
  assert.deepEqual(comparable(ours.mounts, config), comparable(theirs.mounts, config), 'mounts');
  for (const field of statusFields.filter((name) => name !== 'NStgid')) {
    assert.equal(ours.status[field], theirs.status[field], field);
  }
  for (const [name, value] of Object.entries(theirs.process)) {
    if (name.startsWith('clock.') || name === 'pid') continue;
    assert.equal(ours.process[name], value, name);
  }
  assert.deepEqual(ours.environment.filter(isGiven), theirs.environment.filter(isGiven));
  assert.deepEqual(ours.limits, theirs.limits);
  assert.deepEqual(ours.newNamespaces, theirs.newNamespaces);
  assert.equal(ours.hostname, theirs.hostname);
  assert.equal(ours.interfaces, theirs.interfaces);
  assert.equal(ours.oom, theirs.oom);
}

// HOME is looked up by every runtime when the config has none; the shell adds the others.
function isGiven(entry: string): boolean {
  return !/^(PWD|SHLVL|OLDPWD|_)=/.test(entry);
}

// Debian's crun links /dev/core to /proc/kcore also where the kernel has none.
function isThere(device: string): boolean {
  return existsSync('/proc/kcore') || !device.includes('/proc/kcore');
}

describe('side by side', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  for (const peer of ['crun', 'runc'] as const) {
    it(`a small config looks the same as under ${peer}`, async () => {
      const config = smallConfig();
      config.linux.maskedPaths = ['/proc/acpi', '/proc/keys'];
      config.linux.readonlyPaths = ['/proc/bus', '/proc/sys'];
      const [ours, theirs] = await sideBySide(peer, config);
      assertSame(ours, theirs, config);
      assert.deepEqual(ours.devices.filter(isThere), theirs.devices.filter(isThere));
    });

    for (const engine of ['docker-20.10', 'podman-4.3', 'containerd-1.6'] as EngineConfig[]) {
      it(`the config of ${engine} looks the same as under ${peer}`, async () => {
        const config = adaptEngineConfig(engine);
        const [ours, theirs] = await sideBySide(peer, config);
        assertSame(ours, theirs, config);
      });
    }
  }

  for (const engine of ['docker-20.10', 'podman-4.3', 'containerd-1.6'] as EngineConfig[]) {
    it(`${engine}: its own command gives the same output`, async () => {
      const outcomes = [];
      for (const name of ['lading', 'crun', 'runc'] as const) {
        const config = adaptEngineConfig(engine);
        const { exitCode, stdout } = await new Container({ config, runtime: runtime(name) }).run();
        outcomes.push({ exitCode, stdout });
      }
      assert.equal(outcomes[0]?.exitCode, 0);
      assert.deepEqual(outcomes[0], outcomes[1]);
      assert.deepEqual(outcomes[0], outcomes[2]);
    });
  }
});

describe('the bundle of `lading spec`', () => {
  leavesNothingBehind();
  before(function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('runs unchanged but for its terminal, and looks the same under crun', async () => {
    const container = new Container();
    const { bundle } = container;
    await run(['rm', join(bundle, 'config.json')]);
    const outcome = await run(container.command('spec', '--bundle', bundle));
    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
    const config = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8')) as Config;
    assert.equal(config.process.terminal, true);
    config.process.terminal = false;
    // The rootfs of these tests keeps its programs in /bin, which the template's PATH has too.
    const [ours, theirs] = await sideBySide('crun', config);
    assertSame(ours, theirs, config);
    assert.deepEqual(ours.devices.filter(isThere), theirs.devices.filter(isThere));
    assert.deepEqual(ours.environment, theirs.environment);
  });
});
