// Containers of a user without root whose cgroups are made by his own manager, on the bus of his session: user@UID.service,
// which lingers for the time of the tests.
import assert from 'node:assert/strict';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { smallConfig } from '../helpers/config.ts';
import { Container, delay, testDirectory, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** An account that Debian always has, and that nobody uses. */
const USER = 'games';
const UID = 5;
const GID = 60;
const SECONDS = 60;

describe('a container of a user whose own systemd makes its cgroups', () => {
  const runtimeDir = `/run/user/${UID}`;
  const asUser = (command: readonly string[], env: readonly string[] = []): string[] => [
    ...['env', '--unset=DBUS_SESSION_BUS_ADDRESS', `XDG_RUNTIME_DIR=${runtimeDir}`, ...env],
    ...['setpriv', `--reuid=${UID}`, `--regid=${GID}`, '--clear-groups', '--inh-caps=-all'],
    ...command,
  ];

  before(async function () {
    const isUnified = existsSync('/sys/fs/cgroup/cgroup.controllers');
    const hasLogind = (await run(['sh', '-c', 'command -v loginctl'])).exitCode === 0;
    if (!existsSync('/run/systemd/system') || !isUnified || !hasLogind)
      skip(this, 'no-user-manager');
    this.timeout(2 * SECONDS * 1000);
    assert.equal((await run(['loginctl', 'enable-linger', USER])).exitCode, 0);
    for (let i = 0; !existsSync(`${runtimeDir}/bus`); i++) {
      assert.ok(i < SECONDS * 10, 'the user’s manager does not come up');
      await delay(100);
    }
    // The bus itself is started by the first who asks.
    await run(asUser(['busctl', '--user', 'status', 'org.freedesktop.systemd1']));
  });
  after(async function () {
    if (!existsSync('/run/systemd/system')) return;
    this.timeout(2 * SECONDS * 1000);
    await run(['loginctl', 'disable-linger', USER]);
    for (let i = 0; existsSync(runtimeDir) && i < SECONDS * 10; i++) await delay(100);
    rmSync(join(testDirectory(), `state-${runtimeUnderTest().name}`), {
      recursive: true,
      force: true,
    });
  });
  leavesNothingBehind();

  function make(env: readonly string[] = []): Container {
    const runtime = runtimeUnderTest();
    const container = new Container({
      runtime: {
        ...runtime,
        command: [...asUser(runtime.command, env), '--cgroup-manager=systemd'],
      },
      config: { ...smallConfig() },
      bend: (config, { id }) => {
        config.linux.namespaces.push({ type: 'user' });
        config.linux.cgroupsPath = `user.slice:test:${id}`;
        config.linux.resources = { pids: { limit: 25 }, memory: { limit: 67_108_864 } };
        config.process.args = ['sh', '-c', 'echo ready; exec sleep 1000'];
        for (const mount of config.mounts) {
          if (mount.options) mount.options = mount.options.filter((word) => word !== 'gid=5');
        }
      },
    });
    chmodSync(testDirectory(), 0o711);
    const folders = [container.bundle, container.rootfs];
    for (const name of readdirSync(container.rootfs)) folders.push(join(container.rootfs, name));
    mkdirSync(container.stateRoot, { recursive: true });
    for (const folder of [...folders, container.stateRoot]) chownSync(folder, UID, GID);
    return container;
  }

  const unitOf = (container: Container): string => `test-${container.id}.scope`;
  const show = async (container: Container): Promise<string> =>
    (await run(asUser(['systemctl', '--user', 'show', unitOf(container)]))).stdout;

  it('is a scope of his, wherever the command was called, with its limits', async function () {
    this.timeout(SECONDS * 1000);
    const container = make();
    const created = await container.runDetached();
    assert.deepEqual([created.exitCode, created.stderr], [0, '']);
    await until('ready', () => container.output().includes('ready'), SECONDS * 1000);
    const { pid } = await container.state();
    const { stdout: place } = await run(['cat', `/proc/${pid}/cgroup`]);
    const manager = `/user.slice/user-${UID}.slice/user@${UID}.service`;
    assert.equal(place, `0::${manager}/user.slice/${unitOf(container)}/container\n`);
    const properties = await show(container);
    for (const line of ['ActiveState=active', 'TasksMax=25', 'MemoryMax=67108864'])
      assert.ok(properties.includes(`\n${line}\n`), line);
    const own = `/sys/fs/cgroup${place.trim().slice(3)}`;
    const { stdout: values } = await run(['cat', `${own}/pids.max`, `${own}/memory.max`]);
    assert.equal(values, '25\n67108864\n');
    const deleted = await container.delete({ force: true });
    assert.deepEqual([deleted.exitCode, deleted.stderr], [0, '']);
    assert.match(await show(container), /^LoadState=not-found$/m);
    assert.ok(!existsSync(own));
  });

  it('is not made on the system’s bus, which asks for a password: the error says which bus it must be', async function () {
    this.timeout(SECONDS * 1000);
    const container = make(['DBUS_SESSION_BUS_ADDRESS=unix:path=/run/dbus/system_bus_socket']);
    const refused = await container.run();
    assert.equal(refused.exitCode, 1);
    assert.match(refused.stderr, /sd-bus call: Interactive authentication required/);
    assert.match(refused.stderr, /\$XDG_RUNTIME_DIR\/bus/);
  });
});
