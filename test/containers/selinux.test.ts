// process.selinuxLabel and linux.mountLabel under a policy that knows both labels (test/vm/guest/policy.conf): what the
// kernel says of processes and mounts, what is denied inside, and labels that the policy does not have.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, dockerConfig } from '../helpers/config.ts';
import { Container, testDirectory, until } from '../helpers/container.ts';
import { Counter } from '../helpers/counter.ts';
import { criuEnvironment } from '../helpers/criu.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import {
  BASE,
  CONTENT,
  contextOf,
  isPolicyLoaded,
  LABEL,
  labelOf,
  OTHER,
} from '../helpers/selinux.ts';
import { skip } from '../helpers/skip.ts';

const UNKNOWN = 'system_u:base_r:nobody_t:s0';

/** Super options of the mount at this place in the container. */
function optionsAt(pid: number, place: string): string {
  const lines = readFileSync(`/proc/${pid}/mountinfo`, 'utf8').split('\n');
  const line = lines.find((one) => one.split(' ')[4] === place);
  assert.ok(line, place);
  return line.split(' - ')[1] ?? '';
}

/** A container that stays, with a label; its second argument bends further. */
async function staying(label: string, bend: (config: Config) => void = () => {}) {
  const container = new Container({
    config: dockerConfig(),
    bend: (config) => {
      config.process.args = ['sh', '-c', 'echo ready; exec sleep 1000'];
      config.process.selinuxLabel = label;
      bend(config);
    },
  });
  const { exitCode, stderr } = await container.runDetached();
  assert.deepEqual([exitCode, stderr], [0, '']);
  await until('ready', () => container.output().includes('ready'));
  return container;
}

describe('a container with labels of SELinux', () => {
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (!isPolicyLoaded()) skip(this, 'no-selinux');
    assert.equal(readFileSync('/sys/fs/selinux/enforce', 'utf8'), '1');
  });
  leavesNothingBehind();

  it('has its label, and so has whatever is started in it, unless it is to have another', async () => {
    const container = await staying(LABEL);
    assert.equal(labelOf((await container.state()).pid), LABEL);
    const file = join(testDirectory(), 'second');
    const started = async (...options: string[]): Promise<string> => {
      const all = ['--pid-file', file, ...options];
      const { exitCode, stderr } = await container.execDetached(all, ['sleep', '99']);
      assert.deepEqual([exitCode, stderr], [0, '']);
      return labelOf(Number(readFileSync(file, 'utf8')));
    };
    assert.equal(await started(), LABEL);
    if (runtimeUnderTest().name === 'lading')
      assert.equal(await started('--process-label', OTHER), OTHER);
    await container.delete({ force: true });
  });

  it('has it from its first instruction on, and not before', async () => {
    const container = new Container({
      bend: (config) => {
        config.process.args = ['cat', '/proc/self/attr/current'];
        config.process.selinuxLabel = LABEL;
      },
    });
    assert.equal((await container.create()).exitCode, 0);
    assert.equal(labelOf((await container.state()).pid), BASE);
    assert.equal((await container.start()).exitCode, 0);
    await container.reach('stopped');
    assert.equal(container.output().replaceAll('\0', ''), LABEL);
    await container.delete();
  });

  it('has a session keyring with its label, and labels no other key', async () => {
    const container = new Container({
      programs: ['keyring'],
      bend: (config) => {
        config.process.args = ['sh', '-c', 'keyring; cat /proc/self/attr/keycreate'];
        config.process.selinuxLabel = LABEL;
      },
    });
    const { exitCode, stdout, stderr } = await container.run();
    assert.deepEqual([exitCode, stdout, stderr], [0, `${LABEL}\n`, '']);
  });

  it('mountLabel is that of what is in its tmpfs, and of no bind', async () => {
    const shared = join(testDirectory(), 'shared');
    mkdirSync(shared, { recursive: true });
    const container = await staying(LABEL, (config) => {
      config.linux.mountLabel = CONTENT;
      config.mounts.push({ destination: '/shared', source: shared, options: ['rbind'] });
    });
    const { pid } = await container.state();
    for (const place of ['/dev', '/dev/shm', '/dev/pts'])
      assert.ok(optionsAt(pid, place).includes(`context="${CONTENT}"`), optionsAt(pid, place));
    for (const place of ['/proc', '/shared'])
      assert.doesNotMatch(optionsAt(pid, place), /context=/, place);
    const inside = container.command(
      'exec',
      container.id,
      'touch',
      '/dev/shm/file',
      '/shared/file',
    );
    assert.equal((await run(inside)).exitCode, 0);
    const root = `/proc/${pid}/root`;
    assert.equal(contextOf(`${root}/dev/shm/file`), CONTENT);
    assert.equal(contextOf(`${root}/dev/mqueue`), CONTENT);
    assert.notEqual(contextOf(`${root}/shared/file`), CONTENT);
    await container.delete({ force: true });
  });

  it('confines: files of other categories, and of other types, are not for it', async () => {
    const folder = join(testDirectory(), 'volumes');
    const volumes = [
      ['own', 'system_u:object_r:container_file_t:s0:c1,c2'],
      ['fewer', 'system_u:object_r:container_file_t:s0:c1'],
      ['other', 'system_u:object_r:container_file_t:s0:c1,c3'],
      ['host', 'system_u:object_r:host_file_t:s0'],
    ] as const;
    const mount = (...args: string[]): void => {
      assert.equal(spawnSync('mount', args).status, 0, args.join(' '));
    };
    for (const [name, context] of volumes) {
      const path = join(folder, name);
      mkdirSync(path, { recursive: true });
      mount('-t', 'tmpfs', '-o', `context="${context}"`, 'volume', path);
      writeFileSync(join(path, 'file'), 'content');
    }
    try {
      const container = await staying(LABEL, (config) => {
        config.mounts.push({ destination: '/volumes', source: folder, options: ['rbind'] });
      });
      const script = volumes.map(([name]) => `cat /volumes/${name}/file 2>&1; echo`).join('\n');
      const { stdout } = await run(container.command('exec', container.id, 'sh', '-c', script));
      assert.deepEqual(
        stdout.split('\n').filter(Boolean),
        ['content', 'content', 'other', 'host'].map((word) =>
          word === 'content' ? word : `cat: can't open '/volumes/${word}/file': Permission denied`,
        ),
      );
      await container.delete({ force: true });
    } finally {
      for (const [name] of volumes) spawnSync('umount', [join(folder, name)]);
    }
  });

  it('is restored with its label, or the one that is asked for; or not at all, by a criu without SELinux', async function () {
    this.timeout(120_000);
    if (criuEnvironment() === undefined) skip(this, 'no-criu');
    const counter = new Counter({
      bend: (config) => {
        config.process.selinuxLabel = LABEL;
      },
    });
    await counter.startCounting();
    for (const [options, label] of [
      [[], LABEL],
      [['--lsm-profile', `selinux:${OTHER}`], OTHER],
    ] as const) {
      const dumped = await counter.checkpoint();
      assert.deepEqual([dumped.exitCode, dumped.stderr], [0, '']);
      const restored = await counter.restore(...options);
      if (/selinux .*not supported/i.test(restored.stderr)) {
        assert.equal(restored.exitCode, 1);
        assert.equal(existsSync(counter.stateDirectory), false);
        return;
      }
      assert.deepEqual([restored.exitCode, restored.stderr], [0, '']);
      assert.equal(labelOf((await counter.state()).pid), label);
      await counter.counts();
    }
    await counter.end();
  });

  for (const [field, bend, said] of [
    [
      'selinuxLabel',
      (config: Config) => {
        config.process.selinuxLabel = UNKNOWN;
      },
      /keyring\.join at \/process\/selinuxLabel .*EINVAL \(the kernel has no such label/,
    ],
    [
      'mountLabel',
      (config: Config) => {
        config.linux.mountLabel = UNKNOWN;
      },
      /mount\.fs at \/mounts\/\d+ .*EINVAL \(parameter context\)/,
    ],
  ] as const) {
    it(`a ${field} that the policy does not have is an error by place, and leaves nothing`, async function () {
      if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
      const container = new Container({ config: dockerConfig(), bend });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, said);
      assert.equal(outcome.stdout, '');
      assert.equal(existsSync(container.stateDirectory), false);
    });
  }
});
