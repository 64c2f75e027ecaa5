// Containers of a user without root, with ranges in /etc/subuid or without.
import assert from 'node:assert/strict';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container, observe, testDirectory, token } from '../helpers/container.ts';
import { mountAt, parseMountinfo, parseObserved } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { change, inside, mountsOf, targetsOf } from '../helpers/live-mounts.ts';
import {
  gid,
  giveBack,
  nestedConfig,
  own,
  rootless,
  rootlessConfig,
  sub,
  type User,
  uid,
} from '../helpers/rootless.ts';
import { isSanitized, run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';
import { Terminal } from '../helpers/terminal.ts';

async function seen(
  script: string,
  user: User,
  bend: (config: Config) => void = () => {},
  config = rootlessConfig(),
) {
  return observe(script, {
    config,
    runtime: rootless(user),
    bend: (changed, container) => {
      own(container);
      bend(changed);
    },
  });
}

const maps =
  'tr -s " " < /proc/self/uid_map; tr -s " " < /proc/self/gid_map; cat /proc/self/setgroups';

function lines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** One more process, where the container's own is; and one on a terminal. */
async function isEntered(container: Container, pid: number): Promise<void> {
  const look = 'id -u; id -g; for n in user mnt pid net; do readlink /proc/self/ns/$n; done';
  const inside = await run(container.command('exec', container.id, 'sh', '-c', look));
  const namespaces = ['user', 'mnt', 'pid', 'net'].map((n) => readlinkSync(`/proc/${pid}/ns/${n}`));
  assert.deepEqual(lines(inside.stdout), ['0', '0', ...namespaces], inside.stderr);
  const asOther = await run(container.command('exec', '--user', '5:6', container.id, 'id', '-u'));
  assert.equal(asOther.stdout, '5\n', asOther.stderr);
  const line = container.command('exec', '--tty', container.id, 'readlink', '/proc/self/fd/0');
  assert.equal((await Terminal.run(line).ended()).shown, '/dev/pts/0\r\n');
}

describe('a container of a user without root', () => {
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  leavesNothingBehind();
  after(giveBack);

  it('has the one id that the user may map himself, and gives up setgroups(2)', async () => {
    assert.deepEqual(lines(await seen(maps, {})), [`0 ${uid} 1`, `0 ${gid} 1`, 'deny']);
  });

  it('has all that /etc/subuid and /etc/subgid give, by name or by number', async () => {
    assert.deepEqual(lines(await seen(maps, { subids: true })), [
      `0 ${uid} 1`,
      `1 ${sub.uid} ${sub.count}`,
      `0 ${gid} 1`,
      `1 ${sub.gid} ${sub.count}`,
      'allow',
    ]);
  });

  it("has the user's own id where its process is, and others around it", async () => {
    const output = await seen(`${maps}; id -u; id -g; id -G`, { subids: true }, (config) => {
      config.process.user = { uid: 1000, gid: 100, additionalGids: [7] };
    });
    assert.deepEqual(lines(output), [
      `0 ${sub.uid} 1000`,
      `1000 ${uid} 1`,
      `1001 ${sub.uid + 1000} ${sub.count - 1000}`,
      `0 ${sub.gid} 100`,
      `100 ${gid} 1`,
      `101 ${sub.gid + 100} ${sub.count - 100}`,
      'allow',
      '1000',
      '100',
      '100 7',
    ]);
  });

  it('has the mappings of its config, through newuidmap and newgidmap', async () => {
    const output = await seen(maps, { subids: true }, (config) => {
      config.linux.uidMappings = [
        { containerID: 0, hostID: sub.uid, size: 10 },
        { containerID: 10, hostID: uid, size: 1 },
      ];
      config.linux.gidMappings = [{ containerID: 0, hostID: sub.gid + 1, size: 20 }];
    });
    assert.deepEqual(lines(output), [
      `0 ${sub.uid} 10`,
      `10 ${uid} 1`,
      `0 ${sub.gid + 1} 20`,
      'allow',
    ]);
  });

  it('is entered by nobody that its processes could trace or look into', async function () {
    if (isSanitized()) skip(this, 'sanitizers');
    const container = new Container({
      config: rootlessConfig(),
      runtime: rootless({ subids: true }),
      bend: (config, self) => {
        own(self);
        config.process.args = ['sleep', '1000'];
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    const log = join(testDirectory(), 'user-run', 'trace');
    const words = container.command('exec', container.id, 'true');
    const at = words.indexOf(runtimeUnderTest().command[0] as string);
    const traced = ['strace', '-f', '-qq', '-o', log, '-e', 'trace=prctl'];
    const outcome = await run([...words.slice(0, at), ...traced, ...words.slice(at)]);
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    const calls = readFileSync(log, 'utf8');
    assert.match(calls, /PR_SET_DUMPABLE, SUID_DUMP_DISABLE/);
    assert.doesNotMatch(calls, /SUID_DUMP_USER/);
    rmSync(log);
    await container.delete({ force: true });
  });

  it('has one id alone where newuidmap is not to be found', async () => {
    const path = join(testDirectory(), 'path');
    mkdirSync(path);
    symlinkSync(process.execPath, join(path, 'node')); // which the runtime is run by
    assert.deepEqual(lines(await seen(maps, { subids: true, path })), [
      `0 ${uid} 1`,
      `0 ${gid} 1`,
      'deny',
    ]);
  });

  it('has filesystems with a source of over 255 bytes, made and added', async () => {
    const long = 's'.repeat(300);
    const mount = (destination: string) => ({ destination, type: 'tmpfs', source: long });
    const container = new Container({
      config: rootlessConfig(),
      runtime: rootless({}),
      bend: (config, self) => {
        own(self);
        config.process.args = ['sleep', '1000'];
        config.mounts.push({ ...mount('/srv'), options: ['nosuid', 'nodev', 'mode=711'] });
      },
    });
    await container.runDetached();
    assert.deepEqual(await change('add', container, [mount('/mnt')]), {
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    const mounts = await mountsOf(container);
    assert.deepEqual(
      [mountAt(mounts, '/srv').source, mountAt(mounts, '/mnt').source],
      [long, long],
    );
    assert.deepEqual(mountAt(mounts, '/srv').options, ['nodev', 'nosuid', 'relatime', 'rw']);
    assert.equal(await inside(container, 'stat -c %a /srv'), '711\n');
    await container.delete({ force: true });
  });

  it('is not made with mappings that are not his to give, and leaves nothing', async () => {
    const container = new Container({
      config: rootlessConfig(),
      runtime: rootless({ subids: true }),
      bend: (config, self) => {
        own(self);
        config.linux.uidMappings = [{ containerID: 0, hostID: 0, size: 10 }];
        config.linux.gidMappings = [{ containerID: 0, hostID: 0, size: 10 }];
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /\/linux\/uidMappings .*newuidmap: uid range \[0-10\)/);
    assert.equal(existsSync(container.stateDirectory), false);
  });

  it('lives like any other: created, listed, started, killed, deleted', async () => {
    const runtime = rootless({ subids: true });
    const container = new Container({
      config: rootlessConfig(),
      runtime,
      bend: (config, self) => {
        own(self);
        config.process.args = ['sleep', '100'];
      },
    });
    assert.deepEqual((await container.create()).stderr, '');
    const created = await container.state();
    assert.deepEqual([created.status, created.owner], ['created', 'eve']);
    assert.equal(readFileSync(`/proc/${created.pid}/uid_map`, 'utf8').split(/\s+/)[2], `${uid}`);
    assert.equal((await container.start()).exitCode, 0);
    const list = await run(container.command('list'));
    assert.match(list.stdout, new RegExp(`^${container.id} +${created.pid} +running .* eve`, 'm'));
    await isEntered(container, created.pid);
    assert.equal((await container.kill('KILL')).exitCode, 0);
    await container.reach('stopped');
    assert.deepEqual(await container.delete(), { exitCode: 0, stdout: '', stderr: '' });
  });

  for (const subids of [false, true]) {
    it(`gets mounts while it lives, and loses them, ${subids ? 'with' : 'without'} a range of ids`, async () => {
      const container = new Container({
        config: rootlessConfig(),
        runtime: rootless({ subids }),
        bend: (config, self) => {
          own(self);
          config.process.args = ['sleep', '1000'];
        },
      });
      const file = join(container.bundle, 'file');
      writeFileSync(file, 'from outside\n');
      await container.runDetached();
      const before = await targetsOf(container);
      const list = [
        { destination: '/srv', type: 'tmpfs', source: 'x', options: ['size=64k'] },
        { destination: '/new/file', source: file, options: ['bind', 'ro'] },
        { destination: '/mnt', source: '/usr', options: ['rbind', 'ro'] },
      ];
      assert.deepEqual(await change('add', container, list), {
        exitCode: 0,
        stdout: '',
        stderr: '',
      });
      assert.deepEqual(await targetsOf(container), [...before, '/mnt', '/new/file', '/srv'].sort());
      const script =
        'echo x > /srv/x; cat /srv/x /new/file; test -d /mnt/bin; touch /mnt/x || echo ro';
      assert.equal(await inside(container, script), 'x\nfrom outside\nro\n');
      assert.equal(statSync(join(container.rootfs, 'new')).uid, uid);
      const wrong = await change('add', container, [{ ...list[1], source: '/nope' }]);
      assert.match(wrong.stderr, /source\.open at \/0 .*openat2 \/nope: ENOENT/);
      // What comes with a tree cannot be taken off alone, but with all of it.
      assert.equal((await change('remove', container, list)).exitCode, 0);
      assert.deepEqual(await targetsOf(container), before);
      await container.delete({ force: true });
    });
  }

  it('is kept in $XDG_RUNTIME_DIR', async () => {
    const runtime = rootless();
    const container = new Container({
      config: rootlessConfig(),
      runtime,
      bend: (config, self) => {
        own(self);
        config.process.args = ['true'];
      },
    });
    const command = (...args: string[]) => run([...runtime.command, ...args]);
    const made = await command('run', '--keep', '--bundle', container.bundle, container.id);
    assert.deepEqual(made, { exitCode: 0, stdout: '', stderr: '' });
    const directory = join(testDirectory(), 'user-run', runtime.name, container.id);
    assert.equal(statSync(directory).uid, uid);
    assert.equal((await command('delete', container.id)).exitCode, 0);
    assert.equal(existsSync(directory), false);
  });

  it("has the host's devices, bound", async () => {
    const output = await seen(
      'cat /proc/self/mountinfo; stat -c %t:%T /dev/null; : > /dev/null',
      {},
    );
    const mounts = parseMountinfo(output);
    for (const name of ['null', 'zero', 'full', 'tty', 'random', 'urandom']) {
      assert.equal(mountAt(mounts, `/dev/${name}`).root, `/${name}`);
    }
    assert.match(output, /^1:3$/m);
  });

  it('has a sysfs of its own with a network of its own, and else the read-only one of the host', async () => {
    const sysfs = (config: Config, hasNetwork: boolean) => {
      config.mounts.push({
        destination: '/sys',
        type: 'sysfs',
        source: 'sysfs',
        options: ['nosuid', 'noexec', 'nodev', 'ro'],
      });
      const others = config.linux.namespaces.filter(({ type }) => type !== 'network');
      config.linux.namespaces = hasNetwork ? [...others, { type: 'network' }] : others;
    };
    const script = 'cat /proc/self/mountinfo';
    const fresh = parseMountinfo(await seen(script, {}, (config) => sysfs(config, true)));
    const bound = parseMountinfo(await seen(script, {}, (config) => sysfs(config, false)));
    const below = (mounts: typeof fresh) =>
      mounts.filter(({ target }) => target.startsWith('/sys/'));
    assert.deepEqual([mountAt(fresh, '/sys').type, below(fresh).length], ['sysfs', 0]);
    assert.equal(mountAt(bound, '/sys').type, 'sysfs');
    // CVE-2023-25809: the user may have rights over some of the cgroups there.
    assert.notEqual(below(bound).length, 0);
    for (const mount of [mountAt(bound, '/sys'), ...below(bound)]) {
      assert.ok(mount.options.includes('ro'), mount.target);
    }
  });

  it('writes to no cgroup through a bound /sys', async () => {
    const output = await seen(
      'find /sys/fs/cgroup -name cgroup.procs -maxdepth 3 -exec sh -c \'echo 1 > "$1"\' _ {} \\; 2>&1',
      {},
      (config) => {
        config.mounts.push({
          destination: '/sys',
          type: 'none',
          source: '/sys',
          options: ['rbind', 'nosuid', 'ro'],
        });
      },
    );
    assert.notEqual(lines(output).length, 0);
    for (const line of lines(output)) assert.match(line, /Read-only file system/);
  });

  it("sees its caller's cgroups where it can have none of its own, read-only", async () => {
    const output = await seen('cat /proc/self/mountinfo', {}, (config) => {
      config.mounts.push({
        destination: '/sys/fs/cgroup',
        type: 'cgroup',
        source: 'cgroup',
        options: ['nosuid', 'noexec', 'nodev', 'ro'],
      });
    });
    const cgroups = parseMountinfo(output).filter(({ type }) => type.startsWith('cgroup'));
    assert.notEqual(cgroups.length, 0);
    for (const mount of cgroups) assert.ok(mount.options.includes('ro'), mount.target);
  });

  it('is refused limits that nothing would enforce', async () => {
    const container = new Container({
      config: rootlessConfig(),
      runtime: rootless(),
      bend: (config, self) => {
        own(self);
        config.linux.resources = { memory: { limit: 64 << 20 } };
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /\/linux\/resources: cannot set limits without cgroups/);
  });

  it('has limits where its caller may make cgroups beside his own', async function () {
    const hierarchies = ['memory', 'pids'].map((name) => `/sys/fs/cgroup/${name}`);
    if (!hierarchies.every((path) => existsSync(join(path, 'tasks')))) skip(this, 'no-cgroup-v1');
    const given = hierarchies.map((path) => join(path, `${token()}-user`));
    const owns = given.map((path) => join(path, 'own'));
    for (const path of [...given, ...owns]) mkdirSync(path);
    for (const path of given) {
      chownSync(path, uid, gid);
      chownSync(join(path, 'cgroup.procs'), uid, gid);
    }
    try {
      const script = 'grep -E ":(memory|pids):" /proc/self/cgroup';
      const output = await seen(script, { cgroups: owns }, (config) => {
        config.linux.resources = { memory: { limit: 64 << 20 }, pids: { limit: 20 } };
      });
      for (const line of lines(output))
        assert.match(line, new RegExp(`/${token()}-user/${token()}-\\d+$`));
      assert.equal(lines(output).length, 2);
    } finally {
      for (const path of [...owns, ...given]) rmdirSync(path);
    }
  });

  it('needs a user namespace', async () => {
    const container = new Container({
      runtime: rootless(),
      bend: (_, self) => own(self),
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /a caller without root needs a user namespace/);
  });

  it('runs what spec --rootless writes', async () => {
    const runtime = rootless({ subids: true });
    const container = new Container({ runtime, bend: (_, self) => own(self) });
    const bundle = join(container.bundle, 'spec');
    mkdirSync(bundle);
    chownSync(bundle, uid, gid);
    const written = await run([...runtime.command, 'spec', '--rootless', '--bundle', bundle]);
    assert.deepEqual([written.exitCode, written.stderr], [0, '']);
    const config = JSON.parse(readFileSync(join(bundle, 'config.json'), 'utf8'));
    config.process.terminal = false;
    config.process.args = ['sh', '-c', 'id -u; ls -d /sys/fs/cgroup /dev/shm'];
    container.writeConfig(JSON.stringify(config));
    const outcome = await container.run();
    assert.deepEqual(outcome, { exitCode: 0, stdout: '0\n/dev/shm\n/sys/fs/cgroup\n', stderr: '' });
  });
});

describe('a container of root inside a user namespace', () => {
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });
  leavesNothingBehind();
  after(giveBack);
  const user: User = { nested: true };

  it('runs without a user namespace of its own', async () => {
    const output = await seen('exec observe', user, () => {}, nestedConfig());
    const observed = parseObserved(output);
    assert.deepEqual([observed.pid, observed.descriptors], ['1', '0 1 2']);
  });

  it("has the ids of its maker's namespace, and devices that are bound", async () => {
    const script = `${maps}; cat /proc/self/mountinfo`;
    const output = await seen(script, user, () => {}, nestedConfig());
    assert.deepEqual(lines(output).slice(0, 3), [`0 ${uid} 1`, `0 ${gid} 1`, 'deny']);
    assert.equal(mountAt(parseMountinfo(output), '/dev/null').root, '/null');
  });

  it('has a user namespace of its own where one is asked for', async () => {
    const output = await seen(
      'readlink /proc/self/ns/user; cat /proc/self/uid_map',
      user,
      (config) => {
        config.linux.uidMappings = [{ containerID: 0, hostID: 0, size: 1 }];
        config.linux.gidMappings = [{ containerID: 0, hostID: 0, size: 1 }];
      },
    );
    assert.match(output, /^user:\[\d+\]\n +0 +0 +1\n$/);
  });
});
