// checkpoint and restore of containers that are more than the plain one: in a user namespace, in a scope of systemd's,
// with a connection that lasts.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../helpers/container.ts';
import { Counter } from '../helpers/counter.ts';
import { withCriu } from '../helpers/criu.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, runtimeUnderTest } from '../helpers/runtime.ts';
import { SLICE, withSystemd } from '../helpers/systemd.ts';

const TEST_MS = 120_000;

function succeeds({ exitCode, stderr }: Outcome): void {
  assert.deepEqual([exitCode, stderr], [0, '']);
}

async function goesOn(counter: Counter, ...options: string[]): Promise<void> {
  succeeds(await counter.checkpoint());
  const stopped = counter.count;
  succeeds(await counter.restore(...options));
  await until('it counts on', () => counter.count > stopped);
  assert.ok(counter.count < stopped + 500, `${stopped} -> ${counter.count}: not from the start`);
}

describe('checkpoint of a container in a user namespace', function () {
  this.timeout(TEST_MS);
  withCriu({ onlyLading: true });
  leavesNothingBehind();

  it('is refused while it runs, because nothing could restore it', async () => {
    const mapping = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
    const counter = new Counter({
      bend: (config, { rootfs }) => {
        config.linux.namespaces.push({ type: 'user' });
        Object.assign(config.linux, { uidMappings: mapping, gidMappings: mapping });
        spawnSync('chown', ['-R', '100000:100000', rootfs]);
      },
    });
    await counter.startCounting();
    const { exitCode, stderr } = await counter.checkpoint();
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /\/linux\/namespaces\/\d+: criu cannot restore a container in a user namespace/,
    );
    assert.ok(!existsSync(counter.images));
    await counter.counts();
    await counter.end();
  });
});

describe('checkpoint and restore of a container in a scope', function () {
  this.timeout(TEST_MS);
  withCriu({ onlyLading: true });
  const systemd = withSystemd();
  leavesNothingBehind();

  it('is in a scope of the same name, with its limits, and sees no more than before', async () => {
    const runtime = systemd.runtime(runtimeUnderTest());
    const counter = new Counter({
      runtime: { ...runtime, command: [...runtime.command, '--systemd-cgroup'] },
      bend: (config, { id }) => {
        config.linux.cgroupsPath = `${SLICE}:test:${id}`;
        config.linux.resources = { pids: { limit: 40 } };
        config.linux.namespaces = [
          ...config.linux.namespaces.filter(({ type }) => type !== 'cgroup'),
          { type: 'cgroup' },
        ];
        config.mounts.push({ destination: '/sys/fs/cgroup', type: 'cgroup', source: 'cgroup' });
      },
    });
    await counter.startCounting();
    const unit = `test-${counter.id}.scope`;
    const seen = async (): Promise<unknown[]> => {
      const { pid } = await counter.state();
      const shown = await systemd.show(unit);
      return [
        ...['ActiveState', 'ControlGroup', 'TasksMax', 'Slice'].map((name) => shown.get(name)),
        (await systemd.run(['cat', `/proc/${pid}/cgroup`])).stdout,
        await counter.inside('cat', '/proc/1/cgroup'),
        await counter.inside('ls', '/sys/fs/cgroup'),
      ];
    };
    const before = await seen();
    await goesOn(counter);
    assert.deepEqual(await seen(), before);
    const { pid } = await counter.state();
    const links = ['/proc/self/ns/cgroup', `/proc/${pid}/ns/cgroup`];
    const [own, its] = (await systemd.run(['readlink', ...links])).stdout.split('\n');
    assert.notEqual(its, own, 'a cgroup namespace of its own');
    await counter.end();
  });
});

describe('checkpoint and restore of a container with a connection', function () {
  this.timeout(TEST_MS);
  withCriu();
  leavesNothingBehind();

  /** Says over a connection of its own to itself what the other end writes down. */
  const talking = (): Counter =>
    new Counter({
      bend: (config) => {
        const listen = 'sleep 10000 | nc -l -p 4000 > /heard';
        const count = 'i=0; while :; do i=$((i+1)); echo $i > /count; echo $i; sleep 0.02; done';
        config.process.args = [
          ...['sh', '-c'],
          `${listen} & sleep 1; (${count}) | nc 127.0.0.1 4000`,
        ];
      },
    });
  const heard = (counter: Counter): number => {
    const lines = readFileSync(join(counter.rootfs, 'heard'), 'utf8').trim().split('\n');
    assert.deepEqual(
      lines,
      lines.map((_, index) => `${index + 1}`),
      'each number once, in order',
    );
    return lines.length;
  };

  it('--tcp-established: it lasts, and nothing is lost', async () => {
    const counter = talking();
    await counter.startCounting();
    await until('some is heard', () => heard(counter) > 5);
    succeeds(await counter.checkpoint('--tcp-established'));
    const stopped = heard(counter);
    succeeds(await counter.restore('--tcp-established'));
    await until('more is heard', () => heard(counter) > stopped + 5);
    await counter.end();
  });

  it('without it, the checkpoint says what to ask for, and the container runs on', async () => {
    const counter = talking();
    await counter.startCounting();
    await until('some is heard', () => heard(counter) > 5);
    const { exitCode, stderr } = await counter.checkpoint();
    assert.equal(exitCode, 1);
    assert.match(stderr, /tcp-established/);
    const stopped = heard(counter);
    await until('more is heard', () => heard(counter) > stopped + 5);
    await counter.end();
  });
});
