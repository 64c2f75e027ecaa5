// Limits and device rules, read from the kernel's own cgroup files: inside by the container, and
// outside by the test.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, dockerConfig, smallConfig } from '../helpers/config.ts';
import { Container, observe, token, until } from '../helpers/container.ts';
import { mountAt, parseMountinfo } from '../helpers/inside.ts';
import { cgroupsNamed } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { isHybrid } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const hasV1 = existsSync('/sys/fs/cgroup/memory/cgroup.procs');
const sleep = ['sh', '-c', 'echo ready; exec sleep 1000'];

/** The container's own cgroup in one v1 hierarchy. */
function cgroupOf(container: Container, controller: string): string {
  const found = cgroupsNamed(container.id).find((path) => path.includes(`/cgroup/${controller}/`));
  assert.ok(found, `no cgroup of ${container.id} in ${controller}`);
  return found;
}

function read(container: Container, controller: string, file: string): string {
  return readFileSync(join(cgroupOf(container, controller), file), 'utf8').trim();
}

/** Runs a container that sleeps, looks at it from outside, and deletes it. */
async function during(
  bend: (config: Config) => void,
  look: (container: Container) => void | Promise<void>,
): Promise<void> {
  const container = new Container({
    bend: (config) => {
      config.process.args = [...sleep];
      bend(config);
    },
  });
  const outcome = await container.runDetached();
  assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
  try {
    await until('ready', () => container.output().includes('ready'));
    await look(container);
  } finally {
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  }
}

describe('cgroups', () => {
  leavesNothingBehind();
  before(function () {
    if (!hasV1) skip(this, 'no-cgroup-v1');
  });

  it('of a docker-like container hold its limits, readable inside', async () => {
    const config = dockerConfig();
    config.process.args = [
      'sh',
      '-c',
      'cd /sys/fs/cgroup; cat memory/memory.limit_in_bytes cpu/cpu.shares cpu/cpu.cfs_quota_us ' +
        'cpu/cpu.cfs_period_us pids/pids.max; cat /proc/self/mountinfo',
    ];
    const outcome = await new Container({ config }).run();
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    assert.deepEqual(outcome.stdout.split('\n').slice(0, 5), [
      '67108864',
      '512',
      '50000',
      '100000',
      '64',
    ]);
    const mounts = parseMountinfo(outcome.stdout);
    for (const controller of ['memory', 'cpu', 'pids', 'devices', 'freezer', 'blkio', 'cpuset']) {
      const mount = mountAt(mounts, `/sys/fs/cgroup/${controller}`);
      assert.equal(mount.type, 'cgroup');
      assert.ok(mount.options.includes('ro'), `${controller}: ${mount.options}`);
    }
  });

  it('cannot be written to from inside a docker-like container', async () => {
    const config = dockerConfig();
    const output = await observe(
      '(echo -1 > /sys/fs/cgroup/memory/memory.limit_in_bytes) 2>/dev/null || echo refused',
      { config },
    );
    assert.equal(output, 'refused\n');
  });

  it('hold the container in every hierarchy', async () => {
    await during(
      () => {},
      async (container) => {
        const { pid } = await container.state();
        const lines = readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n');
        for (const line of lines) {
          const [, controllers, path] = line.split(':');
          // Debian's crun cannot see the unified hierarchy of this host.
          if (controllers === '' && container.runtime.name === 'crun' && isHybrid()) continue;
          assert.ok(path?.endsWith(container.id), line);
        }
      },
    );
  });

  const limits: [what: string, resources: object, files: Record<string, string>][] = [
    [
      'memory.limit',
      { memory: { limit: 33554432 } },
      { 'memory/memory.limit_in_bytes': '33554432' },
    ],
    [
      'memory.reservation',
      { memory: { reservation: 16777216 } },
      { 'memory/memory.soft_limit_in_bytes': '16777216' },
    ],
    [
      'memory.swappiness',
      { memory: { limit: 33554432, swappiness: 10 } },
      { 'memory/memory.swappiness': '10' },
    ],
    ['cpu.shares', { cpu: { shares: 2048 } }, { 'cpu/cpu.shares': '2048' }],
    [
      'cpu.quota and cpu.period',
      { cpu: { quota: 20000, period: 50000 } },
      { 'cpu/cpu.cfs_quota_us': '20000', 'cpu/cpu.cfs_period_us': '50000' },
    ],
    [
      'cpu.cpus and cpu.mems',
      { cpu: { cpus: '0', mems: '0' } },
      { 'cpuset/cpuset.cpus': '0', 'cpuset/cpuset.mems': '0' },
    ],
    ['pids.limit', { pids: { limit: 17 } }, { 'pids/pids.max': '17' }],
    ['pids.limit of -1', { pids: { limit: -1 } }, { 'pids/pids.max': 'max' }],
  ];
  for (const [what, resources, files] of limits) {
    it(`have ${what}`, async () => {
      await during(
        (config) => {
          config.linux.resources = { ...config.linux.resources, ...resources };
        },
        (container) => {
          for (const [path, value] of Object.entries(files)) {
            const [controller, file] = path.split('/') as [string, string];
            assert.equal(read(container, controller, file), value, path);
          }
        },
      );
    });
  }

  it('end a container that uses more memory than its limit', async function () {
    if (!existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes')) skip(this, 'no-cgroup-v1');
    const container = new Container({
      bend: (config) => {
        config.linux.resources = { ...config.linux.resources, memory: { limit: 16777216 } };
        // tail keeps what it reads without line ends.
        config.process.args = ['sh', '-c', 'exec tail -n 1 /dev/zero'];
      },
    });
    assert.equal((await container.run()).exitCode, 137);
  });

  it('limit the number of processes', async () => {
    const container = new Container({
      bend: (config) => {
        config.linux.resources = { ...config.linux.resources, pids: { limit: 5 } };
        config.process.args = [
          'sh',
          '-c',
          'for i in 1 2 3 4 5 6 7 8; do sleep 1000 & done; echo all',
        ];
      },
    });
    const outcome = await container.run();
    assert.notEqual(outcome.exitCode, 0);
    assert.match(outcome.stderr, /fork|Resource temporarily unavailable/);
  });

  it('have the path that cgroupsPath says, parents too, and none of it stays', async function () {
    const parent = `${token()}-parent`;
    const container = new Container({
      bend: (config, self) => {
        config.linux.cgroupsPath = `/${parent}/deep/${self.id}`;
        config.process.args = [...sleep];
      },
    });
    // Peers leave the parents.
    if (container.runtime.name !== 'lading') return skip(this, 'peer-under-test');
    assert.equal((await container.runDetached()).exitCode, 0);
    assert.ok(existsSync(`/sys/fs/cgroup/pids/${parent}/deep/${container.id}`));
    assert.equal((await container.delete({ force: true })).exitCode, 0);
    assert.equal(existsSync(`/sys/fs/cgroup/pids/${parent}`), false);
  });

  it('leave a parent alone that was there before', async function () {
    const parents = ['pids', 'memory'].map((name) => `/sys/fs/cgroup/${name}/${token()}-kept`);
    for (const parent of parents) mkdirSync(parent);
    try {
      const container = new Container({
        bend: (config, self) => {
          config.linux.cgroupsPath = `/${token()}-kept/${self.id}`;
        },
      });
      // Peers leave the parents that they made.
      if (container.runtime.name !== 'lading') return skip(this, 'peer-under-test');
      assert.equal((await container.run()).exitCode, 0);
      for (const parent of parents) assert.ok(existsSync(parent), parent);
    } finally {
      for (const parent of parents) rmdirSync(parent);
    }
  });

  it('that are there already are not taken away with what others hold in them', async function () {
    const held = ['pids', 'cpu'].map((name) => `/sys/fs/cgroup/${name}/${token()}-shared/other`);
    for (const folder of held) mkdirSync(folder, { recursive: true });
    try {
      const container = new Container({
        bend: (config, self) => {
          config.linux.cgroupsPath = `/${token()}-shared/${self.id}`;
        },
      });
      // Peers leave the parents that they made.
      if (container.runtime.name !== 'lading') return skip(this, 'peer-under-test');
      assert.equal((await container.run()).exitCode, 0);
      for (const folder of held) assert.ok(existsSync(folder), folder);
    } finally {
      for (const folder of held) {
        rmdirSync(folder);
        rmdirSync(join(folder, '..'));
      }
    }
  });

  /** A process of nobody's container, in a cgroup of its own in each of these hierarchies. */
  async function withStranger(
    folders: readonly string[],
    look: (enter: () => void, isAlive: () => boolean) => Promise<void>,
  ): Promise<void> {
    const stranger = spawn('sleep', ['1000'], { stdio: 'ignore' });
    for (const folder of folders) mkdirSync(folder);
    const enter = (): void => {
      for (const folder of folders) writeFileSync(join(folder, 'cgroup.procs'), `${stranger.pid}`);
    };
    try {
      await look(enter, () => stranger.exitCode === null && stranger.signalCode === null);
    } finally {
      stranger.kill('SIGKILL');
      if (stranger.exitCode === null && stranger.signalCode === null) await once(stranger, 'exit');
      for (const folder of folders) rmdirSync(folder);
    }
  }

  it('in which others have processes are not the container’s to be, which have no harm of it', async function () {
    const name = `${token()}-taken`;
    const folders = ['pids', 'freezer'].map((hierarchy) => `/sys/fs/cgroup/${hierarchy}/${name}`);
    await withStranger(folders, async (enter, isAlive) => {
      enter();
      const container = new Container({
        bend: (config) => {
          config.linux.cgroupsPath = `/${name}`;
        },
      });
      // Crun kills them.
      if (container.runtime.name !== 'lading') return skip(this, 'peer-under-test');
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, /the cgroup has processes/);
      assert.ok(isAlive());
      assert.equal((await container.delete({ force: true })).exitCode, 0);
      assert.ok(isAlive());
    });
    assert.deepEqual(cgroupsNamed(name), []);
  });

  it('below which others have processes are not the container’s to be either', async function () {
    const above = ['pids', 'freezer'].map((name) => `/sys/fs/cgroup/${name}/${token()}-above`);
    for (const folder of above) mkdirSync(folder);
    const below = above.map((folder) => join(folder, 'below'));
    try {
      await withStranger(below, async (enter, isAlive) => {
        enter();
        const container = new Container({
          bend: (config) => {
            config.linux.cgroupsPath = `/${token()}-above`;
          },
        });
        // Crun kills them.
        if (container.runtime.name !== 'lading') return skip(this, 'peer-under-test');
        assert.match((await container.run()).stderr, /the cgroup has processes/);
        assert.ok(isAlive());
      });
    } finally {
      for (const folder of above) rmdirSync(folder);
    }
  });

  it('that were there stay after a run in the foreground', async function () {
    const name = `${token()}-stays`;
    const folders = ['pids', 'freezer'].map((hierarchy) => `/sys/fs/cgroup/${hierarchy}/${name}`);
    await withStranger(folders, async (enter, isAlive) => {
      const container = new Container({
        bend: (config) => {
          config.linux.cgroupsPath = `/${name}`;
          config.process.args = ['sleep', '2'];
        },
      });
      // Crun kills them.
      if (container.runtime.name !== 'lading') return skip(this, 'peer-under-test');
      const run = container.run();
      await until('in the cgroup', () => {
        const procs = readFileSync(join(folders[0] as string, 'cgroup.procs'), 'utf8');
        return procs !== '';
      });
      enter();
      assert.equal((await run).exitCode, 0);
      assert.ok(isAlive());
      assert.deepEqual(cgroupsNamed(name).toSorted(), folders.toSorted());
    });
  });

  it('that were there, without processes, stay with what comes into them later', async function () {
    const name = `${token()}-early`;
    const folders = ['pids', 'freezer'].map((hierarchy) => `/sys/fs/cgroup/${hierarchy}/${name}`);
    await withStranger(folders, async (enter, isAlive) => {
      const container = new Container({
        bend: (config) => {
          config.linux.cgroupsPath = `/${name}`;
          config.process.args = [...sleep];
        },
      });
      // Crun kills them.
      if (container.runtime.name !== 'lading') return skip(this, 'peer-under-test');
      assert.equal((await container.runDetached()).exitCode, 0);
      enter();
      assert.equal((await container.delete({ force: true })).exitCode, 0);
      assert.ok(isAlive());
      assert.deepEqual(cgroupsNamed(name).toSorted(), folders.toSorted());
    });
  });
});

describe('resources.devices', () => {
  leavesNothingBehind();
  before(function () {
    if (!hasV1) skip(this, 'no-cgroup-v1');
  });

  const tryDevices =
    'mknod /tmp/disk b 7 0; (: < /tmp/disk) 2>&1 | grep -o "Operation not permitted"; ' +
    'mknod /tmp/null c 1 3; echo x > /tmp/null && echo wrote; mknod /tmp/rtc c 10 135; ' +
    '(: < /tmp/rtc) 2>&1 | grep -o "Operation not permitted"; true';

  const withMknod = (config: Config): void => {
    const capabilities = ['CAP_MKNOD', 'CAP_SYS_ADMIN'];
    config.process.capabilities = {
      bounding: capabilities,
      effective: capabilities,
      permitted: capabilities,
    };
  };

  it('deny what is not allowed, and allow the usual devices', async () => {
    const output = await observe(tryDevices, { bend: withMknod });
    assert.equal(output, 'Operation not permitted\nwrote\nOperation not permitted\n');
  });

  it('deny even when the config has no rules', async function () {
    const container = new Container({
      config: smallConfig(),
      bend: (config) => {
        withMknod(config);
        delete config.linux.resources;
        config.process.args = ['sh', '-c', tryDevices];
      },
    });
    // Crun then allows everything.
    if (container.runtime.name === 'crun') return skip(this, 'peer-under-test');
    const outcome = await container.run();
    assert.match(outcome.stdout, /Operation not permitted\nwrote/);
  });

  it('are what devices.list holds', async () => {
    await during(
      (config) => {
        config.linux.resources = {
          devices: [
            { allow: false, access: 'rwm' },
            { allow: true, type: 'c', major: 10, minor: 229, access: 'rw' },
            { allow: true, type: 'b', major: 7, access: 'r' },
          ],
        };
      },
      (container) => {
        const lines = read(container, 'devices', 'devices.list').split('\n');
        for (const line of ['c 10:229 rw', 'b 7:* r', 'c 1:3 rwm', 'c 136:* rwm']) {
          assert.ok(lines.includes(line), `${line} in ${lines.join('; ')}`);
        }
        assert.ok(!lines.includes('a *:* rwm'));
      },
    );
  });
});
