// A container's program says that it is ready, and who called the runtime hears it (sd_notify(3)).
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  Container,
  type ContainerOptions,
  delay,
  testDirectory,
  until,
} from '../helpers/container.ts';
import { parseMountinfo } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { type Running, runtimeUnderTest, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** Prints what comes in on a socket, one message a line, and answers barriers as a manager does. */
class Manager {
  readonly address: string;
  private readonly running: Running;
  heard = '';

  constructor(address = join(testDirectory(), 'manager.sock')) {
    this.address = address;
    rmSync(address, { force: true });
    this.running = start([program('notifier'), 'listen', address]);
  }

  async ready(): Promise<this> {
    await this.running.prints('listening\n');
    return this;
  }

  async hears(): Promise<string[]> {
    this.running.kill('SIGTERM');
    const { stdout } = await this.running.outcome;
    return stdout.split('\n').filter((line) => line !== '' && line !== 'listening');
  }
}

function container(args: readonly string[], options: ContainerOptions = {}): Container {
  return new Container({
    ...options,
    programs: ['notifier'],
    bend: (config) => {
      config.process.args = ['notifier', ...args];
      config.process.env.push('NOTIFY_SOCKET=/an/older/one');
    },
  });
}

const words = ['STATUS=soon', 'MAINPID=1', 'X_READY=1', 'STATUS=up\nREADY=1'];

describe('a container whose caller has a NOTIFY_SOCKET', () => {
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  leavesNothingBehind();

  it('has a socket in its place; only that it is ready is passed on, in a foreground run', async () => {
    const manager = await new Manager().ready();
    const tested = container(['send', ...words]);
    const outcome = await tested.run({ env: { NOTIFY_SOCKET: manager.address } });
    assert.deepEqual(outcome, { exitCode: 0, stdout: `${manager.address}/notify\n`, stderr: '' });
    assert.deepEqual(await manager.hears(), ['READY=1']);
  });

  it('holds up a detached run until it is ready, and its manager has read so', async () => {
    const manager = await new Manager().ready();
    const tested = container(['send', 'sleep', ...words, 'stay']);
    const begun = Date.now();
    const outcome = await tested.runDetached({ env: { NOTIFY_SOCKET: manager.address } });
    assert.ok(Date.now() - begun >= 400, 'it slept before it said so');
    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
    assert.deepEqual(await manager.hears(), ['READY=1', 'BARRIER=1 and a descriptor']);
    assert.equal((await tested.state()).status, 'running');
    await tested.delete({ force: true });
  });

  it('holds up start, which passes it on', async () => {
    const manager = await new Manager().ready();
    const tested = container(['send', 'sleep', ...words, 'stay']);
    await tested.create({ env: { NOTIFY_SOCKET: manager.address } });
    await delay(50); // not before start
    assert.deepEqual(await tested.start(), { exitCode: 0, stdout: '', stderr: '' });
    assert.deepEqual(await manager.hears(), ['READY=1', 'BARRIER=1 and a descriptor']);
    await tested.delete({ force: true });
  });

  it('holds up start whatever happens to its terminal or to a child meanwhile', async () => {
    const manager = await new Manager().ready();
    const tested = container(['send', 'sleep', ...words, 'stay']);
    await tested.create({ env: { NOTIFY_SOCKET: manager.address } });
    const starting = start(tested.command('start', tested.id));
    for (const signal of ['SIGWINCH', 'SIGCONT', 'SIGCHLD'] as const) {
      await delay(20);
      starting.kill(signal);
    }
    assert.equal((await starting.outcome).exitCode, 0);
    assert.deepEqual(await manager.hears(), ['READY=1', 'BARRIER=1 and a descriptor']);
    await tested.delete({ force: true });
  });

  it('does not hold up start for ever: it may end, and it may be killed', async () => {
    const manager = await new Manager().ready();
    const ends = container(['send', 'STATUS=never']);
    await ends.create({ env: { NOTIFY_SOCKET: manager.address } });
    assert.equal((await ends.start()).exitCode, 0);
    const stays = container(['send', 'stay']);
    await stays.create({ env: { NOTIFY_SOCKET: manager.address } });
    const starting = start(stays.command('start', stays.id));
    await until('it prints', () => stays.output() !== '');
    assert.equal((await stays.kill('KILL')).exitCode, 0);
    assert.equal((await starting.outcome).exitCode, 0);
    assert.deepEqual(await manager.hears(), []);
    for (const left of [ends, stays]) await left.delete({ force: true });
  });

  it('reaches an abstract socket too', async () => {
    const manager = await new Manager('@lading-test-notify').ready();
    const tested = container(['send', ...words]);
    const outcome = await tested.run({ env: { NOTIFY_SOCKET: manager.address } });
    assert.deepEqual(outcome, { exitCode: 0, stdout: '/run/notify/notify\n', stderr: '' });
    assert.deepEqual(await manager.hears(), ['READY=1']);
  });

  it('cannot replace the socket, and reaches it as any user in a user namespace', async () => {
    const manager = await new Manager().ready();
    const tested = new Container({
      programs: ['notifier'],
      bend: (config) => {
        config.process.args = [
          'sh',
          '-c',
          'rm $NOTIFY_SOCKET 2>&1; cat /proc/self/mountinfo; exec notifier send READY=1',
        ];
        config.process.user = { uid: 1000, gid: 1000 };
        config.linux.namespaces.push({ type: 'user' });
        config.linux.uidMappings = [{ containerID: 0, hostID: 100000, size: 65536 }];
        config.linux.gidMappings = [{ containerID: 0, hostID: 100000, size: 65536 }];
      },
    });
    const ended = await tested.run({ env: { NOTIFY_SOCKET: manager.address } });
    const { stdout, exitCode } = ended;
    assert.equal(exitCode, 0, JSON.stringify(ended));
    assert.match(stdout, /Read-only file system/);
    const mount = parseMountinfo(stdout).find(({ target }) => target === manager.address);
    assert.ok(mount?.options.includes('ro'));
    assert.deepEqual(await manager.hears(), ['READY=1']);
  });
});
