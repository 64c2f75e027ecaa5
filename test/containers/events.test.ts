// events, and --regex: what the kernel says of a container that does something, printed until it ends; several
// containers at once.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { type Config, smallConfig } from '../helpers/config.ts';
import { Container, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, run, runtimeUnderTest, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const isCgroupV1 = existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes');

async function running(
  script: string,
  bend: (config: Config) => void = () => {},
  id?: string,
): Promise<Container> {
  const container = new Container({
    ...(id === undefined ? {} : { id }),
    config: smallConfig(),
    bend: (config) => {
      config.process.args = ['sh', '-c', script];
      bend(config);
    },
  });
  assert.equal((await container.runDetached()).exitCode, 0);
  return container;
}

type Event = { readonly type: string; readonly id: string; readonly data?: Record<string, never> };

const parse = (text: string): Event[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Event);

describe('events', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (!isCgroupV1) skip(this, 'no-cgroup-v1');
    // crun has no such command; runc's output is the model.
    if (runtimeUnderTest().name === 'crun') skip(this, 'peer-under-test');
  });

  it('--stats prints what the kernel counts, once', async () => {
    const container = await running(
      'dd if=/dev/zero of=/tmp/x bs=1M count=8; touch /tmp/done; sleep 1000',
      (config) => {
        config.linux.resources = { memory: { limit: 134217728 }, pids: { limit: 77 } };
        config.mounts?.push({ destination: '/tmp', type: 'tmpfs', source: 'tmpfs' });
      },
    );
    const { pid } = await container.state();
    await until('it has written', () => existsSync(`/proc/${pid}/root/tmp/done`));
    const outcome = await run(container.command('events', '--stats', container.id));
    assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
    const [event, ...rest] = parse(outcome.stdout) as { type: string; id: string; data: unknown }[];
    assert.deepEqual([event?.type, event?.id, rest], ['stats', container.id, []]);
    const data = event?.data as {
      cpu: { usage: { total: number; percpu: number[] } };
      memory: { usage: { limit: number; usage: number }; raw: { shmem: number } };
      pids: { current: number; limit: number };
    };
    assert.equal(data.memory.usage.limit, 134217728);
    assert.ok(data.memory.usage.usage >= 8 << 20);
    assert.ok(data.memory.raw.shmem >= 8 << 20);
    assert.deepEqual([data.pids.limit, data.pids.current >= 1], [77, true]);
    assert.ok(data.cpu.usage.total > 1e6);
    await container.delete({ force: true });
    const gone = await run(container.command('events', '--stats', container.id));
    assert.deepEqual([gone.exitCode, gone.stdout], [1, '']);
  });

  it('go on until the container ends, and tell of an end for want of memory', async function () {
    this.timeout(60_000);
    // A child is killed for its memory; the container goes on.
    const script =
      'until [ -e /tmp/go ]; do sleep 0.1; done; (dd if=/dev/zero of=/dev/null bs=64M count=1); until [ -e /tmp/end ]; do sleep 0.1; done';
    const container = await running(script, (config) => {
      config.linux.resources = { memory: { limit: 16777216, swap: 16777216 } };
    });
    const watching = start(container.command('events', '--interval', '300ms', container.id));
    await watching.prints('"type":"stats"');
    const touch = (name: string): Promise<Outcome> =>
      run(container.command('exec', container.id, 'touch', `/tmp/${name}`));
    assert.equal((await touch('go')).exitCode, 0);
    await watching.prints('"type":"oom"');
    await watching.prints('"type":"stats"', 2);
    assert.equal((await touch('end')).exitCode, 0);
    const { exitCode, stdout, stderr } = await watching.outcome;
    assert.deepEqual([exitCode, stderr], [0, '']);
    const types = parse(stdout).map(({ type }) => type);
    assert.equal(types.filter((type) => type === 'oom').length, 1);
    assert.ok(types.filter((type) => type === 'stats').length >= 2);
    await container.delete({ force: true });
  });

  it('tell of the end for want of memory that ends the container', async () => {
    const script =
      'until [ -e /tmp/go ]; do sleep 0.1; done; exec dd if=/dev/zero of=/dev/null bs=64M';
    const container = await running(script, (config) => {
      config.linux.resources = { memory: { limit: 16777216, swap: 16777216 } };
    });
    const watching = start(container.command('events', '--interval', '300ms', container.id));
    await watching.prints('"type":"stats"');
    assert.equal(
      (await run(container.command('exec', container.id, 'touch', '/tmp/go'))).exitCode,
      0,
    );
    const { exitCode, stdout, stderr } = await watching.outcome;
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.deepEqual(parse(stdout).at(-1), { type: 'oom', id: container.id });
    await container.delete({ force: true });
  });
});

describe('--regex', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name === 'runc') skip(this, 'peer-under-test');
  });

  it('gives kill and delete to every container whose name matches, and to no other', async function () {
    this.timeout(60_000);
    const script = 'trap "exit 3" USR1; while :; do sleep 0.05; done';
    const first = await running(script);
    const others = [
      await running(script, undefined, `${first.id}-b1`),
      await running(script, undefined, `${first.id}-b2`),
    ];
    const statuses = async (): Promise<string[]> =>
      Promise.all([first, ...others].map(async (one) => (await one.state()).status));
    const killed = await run(first.command('kill', '--regex', `^${first.id}-b[0-9]$`, 'KILL'));
    assert.deepEqual(killed, { exitCode: 0, stdout: '', stderr: '' });
    for (const one of others) await one.reach('stopped');
    assert.deepEqual(await statuses(), ['running', 'stopped', 'stopped']);
    // The one that runs is none that can be deleted: that keeps none of the others.
    const deleted = await run(first.command('delete', '--regex', `^${first.id}`));
    assert.deepEqual([deleted.exitCode, deleted.stdout], [0, '']);
    assert.deepEqual(
      [first, ...others].map((one) => existsSync(one.stateDirectory)),
      [true, false, false],
    );
    const forced = await run(first.command('delete', '-f', '-r', `^${first.id}`));
    assert.equal(forced.exitCode, 0);
    assert.ok(!existsSync(first.stateDirectory));
    assert.equal(
      await run(first.command('delete', '--regex', 'x{2')).then(({ exitCode }) => exitCode),
      1,
    );
  });

  it('tells what is wrong with one of them, which is no failure', async function () {
    // crun says nothing of a delete.
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    const container = await running('sleep 100');
    const log = `${container.bundle}/log`;
    const told = /is not in `created` or `stopped` state/;
    const remove = ['delete', '--regex', `^${container.id}$`];
    const { exitCode, stderr } = await run(container.command(...remove));
    assert.equal(exitCode, 0);
    assert.match(stderr, told);
    assert.equal((await run(container.command('--log', log, ...remove))).exitCode, 0);
    assert.match(readFileSync(log, 'utf8'), told);
    await container.delete({ force: true });
  });
});
