// Those outside who are given a descriptor of the container: a seccomp agent, which answers for the
// kernel, and the receiver of its process.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { type Running, run, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const asking = (names: readonly string[], listenerPath?: string): object => ({
  defaultAction: 'SCMP_ACT_ALLOW',
  ...(listenerPath === undefined ? {} : { listenerPath }),
  listenerMetadata: 'for "the agent"',
  syscalls: [{ names, action: 'SCMP_ACT_NOTIFY' }],
});

describe('a seccomp agent', () => {
  let agent: Running | undefined;
  let socket = '';
  afterEach(async () => {
    agent?.kill('SIGKILL');
    await agent?.outcome;
  });
  leavesNothingBehind();
  before(function () {
    if (new Container().runtime.name !== 'lading') skip(this, 'peer-under-test');
  });

  async function withAgent(bend: (config: Config) => void): Promise<Container> {
    const container = new Container({
      bend: (config, self) => {
        socket = join(self.bundle, 'agent');
        config.process.args = ['sh', '-c', 'mkdir /tmp/x 2>&1; echo "$?"'];
        config.annotations = { 'org.example': 'kept' };
        bend(config);
      },
    });
    agent = start([program('agent'), socket]);
    await until('the socket', () => existsSync(socket));
    return container;
  }

  for (const noNewPrivileges of [true, false]) {
    it(`answers what the filter asks, with noNewPrivileges ${noNewPrivileges}`, async () => {
      const container = await withAgent((config) => {
        config.process.noNewPrivileges = noNewPrivileges;
        Object.assign(config.linux, { seccomp: asking(['mkdir', 'mkdirat'], socket) });
      });
      const { stdout, stderr } = await container.run();
      assert.equal(
        stdout,
        "mkdir: can't create directory '/tmp/x': Invalid cross-device link\n1\n",
        stderr,
      );
      const told = (await agent?.outcome)?.stdout ?? '';
      const message = JSON.parse(told.slice(0, told.lastIndexOf('}') + 1)) as {
        pid: number;
        state: { pid: number };
      };
      assert.ok(message.pid > 1);
      assert.deepEqual(message, {
        ociVersion: '1.0.2',
        fds: ['seccompFd'],
        pid: message.pid,
        metadata: 'for "the agent"',
        state: {
          ociVersion: '1.0.2',
          id: container.id,
          pid: message.pid,
          root: 'rootfs',
          bundle: container.bundle,
          status: 'creating',
          annotations: { 'org.example': 'kept' },
        },
      });
      assert.match(told, /anon_inode:seccomp notify/);
    });
  }

  it('may be asked about every call by which the process talks to the helper', async () => {
    const names = [
      'write',
      'pwrite64',
      'sendto',
      'sendmsg',
      'recvfrom',
      'close_range',
      'execve',
      'mkdir',
    ];
    const container = await withAgent((config) => {
      Object.assign(config.linux, { seccomp: asking(names, socket) });
    });
    const created = await container.create();
    assert.equal(created.exitCode, 0, created.stderr);
    assert.equal((await container.start()).exitCode, 0);
    await container.reach('stopped');
    assert.match(container.output(), /cross-device link/);
    assert.equal((await container.delete()).exitCode, 0);
  });

  it('is found through the caller’s RUN_OCI_SECCOMP_RECEIVER', async () => {
    const container = await withAgent((config) => {
      Object.assign(config.linux, { seccomp: asking(['mkdir']) });
    });
    const outcome = await container.run({ env: { RUN_OCI_SECCOMP_RECEIVER: socket } });
    assert.match(outcome.stdout, /cross-device link/);
  });

  it('found so has to be there for exec, too, and for no other command', async () => {
    const container = await withAgent((config) => {
      config.process.args = ['sleep', '100'];
      Object.assign(config.linux, { seccomp: asking(['mkdir']) });
    });
    const made = await container.runDetached({ env: { RUN_OCI_SECCOMP_RECEIVER: socket } });
    assert.equal(made.exitCode, 0, made.stderr);
    const { exitCode, stderr } = await run(container.command('exec', container.id, 'true'));
    assert.equal(exitCode, 1);
    assert.match(stderr, /SCMP_ACT_NOTIFY needs .*RUN_OCI_SECCOMP_RECEIVER/);
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  });

  it('is found through an annotation', async () => {
    const container = await withAgent((config) => {
      Object.assign(config.linux, { seccomp: asking(['mkdir']) });
      config.annotations = { 'run.oci.seccomp.receiver': socket };
    });
    assert.match((await container.run()).stdout, /cross-device link/);
  });

  it('that is not there fails the container, and nothing is left', async () => {
    const container = await withAgent((config) => {
      Object.assign(config.linux, { seccomp: asking(['mkdir'], '/no/such') });
    });
    const { exitCode, stderr } = await container.run();
    assert.equal(exitCode, 1);
    assert.match(stderr, /listener\.connect.*\/no\/such/);
  });

  it('that nobody names is refused before anything is done', async () => {
    const container = new Container({
      bend: ({ linux }) => Object.assign(linux, { seccomp: asking(['mkdir']) }),
    });
    const { exitCode, stderr } = await container.run();
    assert.equal(exitCode, 1);
    assert.match(stderr, /SCMP_ACT_NOTIFY needs listenerPath/);
  });

  for (const command of ['run', 'create', 'exec'] as const) {
    it(`the socket of ${command} --pidfd-socket gets a descriptor of the process`, async () => {
      const container = await withAgent((config) => {
        config.process.args = command === 'run' ? ['true'] : ['sleep', '100'];
      });
      const args = ['--pidfd-socket', socket];
      if (command === 'run') assert.equal((await container.run({ args })).exitCode, 0);
      else if (command === 'create') assert.equal((await container.create({ args })).exitCode, 0);
      else {
        assert.equal((await container.runDetached()).exitCode, 0);
        assert.equal(
          (await run(container.command('exec', ...args, container.id, 'true'))).exitCode,
          0,
        );
      }
      if (command !== 'run') await container.delete({ force: true });
      agent?.kill('SIGKILL');
      assert.match((await agent?.outcome)?.stdout ?? '', /pidfd/);
    });
  }

  it('run.oci.pidfd_receiver gets a descriptor of the process', async () => {
    const container = await withAgent((config) => {
      config.annotations = { 'run.oci.pidfd_receiver': socket };
    });
    assert.equal((await container.run()).exitCode, 0);
    agent?.kill('SIGKILL');
    assert.match((await agent?.outcome)?.stdout ?? '', /pidfd/);
  });
});
