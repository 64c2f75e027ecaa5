// Containers of a user without root whose cgroups are delegated to him on a unified hierarchy: by root, or by systemd,
// which runs a manager of his own. Limits are what the kernel's own files say.
import assert from 'node:assert/strict';
import { chownSync, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cgroupOf } from '../helpers/cgroups.ts';
import { Container, token, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import {
  canHaveSession,
  gid,
  giveBack,
  inSession,
  own,
  rootless,
  rootlessConfig,
  sessionRuntime,
  uid,
} from '../helpers/rootless.ts';
import { type Runtime, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { needsUnified } from '../helpers/unified.ts';

function make(runtime: Runtime, script = 'echo ready; exec sleep 1000'): Container {
  return new Container({
    config: rootlessConfig(),
    runtime,
    bend: (config, self) => {
      own(self);
      config.process.args = ['sh', '-c', script];
      config.linux.resources = {
        memory: { limit: 64 << 20 },
        pids: { limit: 20 },
        cpu: { quota: 25000, period: 50000 },
      };
    },
  });
}

function values(cgroup: string): string[] {
  const files = ['memory.max', 'pids.max', 'cpu.max'];
  return files.map((file) => readFileSync(join(cgroup, file), 'utf8').trim());
}

/** From its creation to its end; `look` sees its cgroup. */
async function lives(
  container: Container,
  look: (cgroup: string) => void | Promise<void>,
): Promise<void> {
  const made = await container.runDetached();
  assert.deepEqual([made.exitCode, made.stderr], [0, '']);
  await until('ready', () => container.output().includes('ready'));
  const { pid, status } = await container.state();
  assert.equal(status, 'running');
  const cgroup = cgroupOf(pid, '');
  assert.deepEqual(values(cgroup), [`${64 << 20}`, '20', '25000 50000']);
  const exec = container.command('exec', container.id, 'sh', '-c', 'id -u; cat /proc/self/cgroup');
  const inside = await run(exec);
  assert.deepEqual([inside.exitCode, inside.stderr], [0, '']);
  const place = /^0::.*$/m.exec(readFileSync(`/proc/${pid}/cgroup`, 'utf8'))?.[0];
  assert.equal(inside.stdout, `0\n${place}\n`);
  await look(cgroup);
  const update = container.command('update', '--memory', '96m', '--pids-limit', '9', container.id);
  const updated = await run(update);
  assert.deepEqual([updated.exitCode, updated.stderr], [0, '']);
  assert.deepEqual(values(cgroup), [`${96 << 20}`, '9', '25000 50000']);
  assert.equal((await run(container.command('pause', container.id))).exitCode, 0);
  assert.match(readFileSync(join(cgroup, 'cgroup.events'), 'utf8'), /^frozen 1$/m);
  assert.equal((await run(container.command('resume', container.id))).exitCode, 0);
  assert.equal((await container.kill('KILL')).exitCode, 0);
  await container.reach('stopped');
  assert.deepEqual(await container.delete(), { exitCode: 0, stdout: '', stderr: '' });
  assert.equal(existsSync(cgroup), false);
}

describe('a container of a user to whom root has delegated a cgroup', () => {
  const parent = join('/sys/fs/cgroup', `${token()}-user`);
  const ownCgroup = join(parent, 'own');
  before(function () {
    needsUnified.call(this);
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    // cgroup-v2.rst, "Model of Delegation".
    writeFileSync('/sys/fs/cgroup/cgroup.subtree_control', '+cpu +memory +pids');
    mkdirSync(ownCgroup, { recursive: true });
    for (const file of ['.', 'cgroup.procs', 'cgroup.threads', 'cgroup.subtree_control'])
      chownSync(join(parent, file), uid, gid);
  });
  after(() => {
    giveBack();
    for (const path of [ownCgroup, parent]) if (existsSync(path)) rmdirSync(path);
  });
  leavesNothingBehind();

  const runtime = (): Runtime => rootless({ subids: true, cgroups: [ownCgroup] });

  it('is limited there, entered, changed, stopped and deleted', async () => {
    const container = make(runtime());
    await lives(container, (cgroup) => assert.equal(dirname(cgroup), parent));
  });

  it('ends with its process, and leaves no cgroup', async () => {
    const container = make(runtime(), 'exit 7');
    assert.deepEqual(await container.run(), { exitCode: 7, stdout: '', stderr: '' });
    assert.equal(existsSync(join(parent, container.id)), false);
  });
});

describe('a container of a user with a session of systemd', () => {
  const manager = `user@${uid}.service`;
  before(async function () {
    needsUnified.call(this);
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    if (!canHaveSession()) skip(this, 'no-user-session');
    const started = await run(['systemctl', 'start', manager]);
    assert.deepEqual([started.exitCode, started.stderr], [0, '']);
    // What the first container would start is there before.
    const units = ['dbus.service', 'user.slice', 'app.slice'];
    const more = await run(inSession(['systemctl', '--user', 'start', ...units]));
    assert.deepEqual([more.exitCode, more.stderr], [0, '']);
  });
  after(async () => {
    giveBack();
    if (canHaveSession()) await run(['systemctl', 'stop', `user-${uid}.slice`]);
  });
  leavesNothingBehind();

  const slice = `/user.slice/user-${uid}.slice/${manager}/user.slice`;

  function scoped(script?: string): Container {
    const { name, command } = sessionRuntime();
    return make({ name, command: [...command, '--cgroup-manager=systemd'] }, script);
  }

  async function property(container: Container, name: string): Promise<string> {
    const unit = `lading-${container.id}.scope`;
    const { stdout } = await run(
      inSession(['systemctl', '--user', 'show', '--value', '-p', name, unit]),
    );
    return stdout.trim();
  }

  it('has a scope made by his own manager, is limited, entered, changed, stopped and deleted', async () => {
    const container = scoped();
    await lives(container, async (cgroup) => {
      assert.equal(cgroup, `/sys/fs/cgroup${slice}/lading-${container.id}.scope/container`);
      assert.equal(await property(container, 'ActiveState'), 'active');
      assert.equal(await property(container, 'MemoryMax'), `${64 << 20}`);
      assert.equal(await property(container, 'TasksMax'), '20');
    });
    assert.equal(await property(container, 'LoadState'), 'not-found');
  });

  it('ends with its process, and leaves no scope', async () => {
    const container = scoped('exit 7');
    const { exitCode, stderr } = await container.run();
    assert.deepEqual([exitCode, stderr], [7, '']);
    assert.equal(await property(container, 'LoadState'), 'not-found');
  });

  it('has cgroups without a scope too, where its caller is', async () => {
    const container = make(sessionRuntime());
    await lives(container, (cgroup) => {
      assert.match(cgroup, new RegExp(`/${manager}/.*/${container.id}$`));
    });
  });
});
