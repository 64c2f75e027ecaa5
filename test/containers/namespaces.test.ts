// Namespaces, made and joined, seen through /proc/PID/ns and what the container reads.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { Container, observe, testDirectory, until } from '../helpers/container.ts';
import { parseMountinfo, parseObserved } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { skip } from '../helpers/skip.ts';

const files: Record<string, string> = {
  cgroup: 'cgroup',
  ipc: 'ipc',
  mount: 'mnt',
  network: 'net',
  pid: 'pid',
  time: 'time',
  user: 'user',
  uts: 'uts',
};

const printAll =
  'for n in cgroup ipc mnt net pid time user uts; do echo "$n=$(readlink /proc/self/ns/$n)"; done';

const host = (file: string): string => readlinkSync(`/proc/self/ns/${file}`);

async function namespaces(bend: (config: Config) => void): Promise<Record<string, string>> {
  return parseObserved(await observe(printAll, { bend }));
}

function withNamespaces(...types: string[]) {
  return (config: Config) => {
    config.linux.namespaces = types.map((type) => ({ type }));
    if (!types.includes('uts')) delete config.hostname;
    if (!types.includes('network')) {
      // sysfs belongs to the network namespace's owner; mqueue to the IPC namespace's.
      config.mounts = config.mounts.filter(({ destination }) => destination !== '/sys');
    }
  };
}

describe('linux.namespaces', () => {
  leavesNothingBehind();

  for (const types of [
    ['mount'],
    ['mount', 'pid'],
    ['mount', 'network'],
    ['mount', 'ipc'],
    ['mount', 'uts'],
    ['mount', 'cgroup'],
    ['mount', 'pid', 'network', 'ipc', 'uts'],
    ['mount', 'pid', 'network', 'ipc', 'uts', 'cgroup'],
  ]) {
    it(`${types.join(', ')}: these are new, the others are the caller's`, async function () {
      // Debian's crun is started in a mount namespace of its own, which does not matter here.
      const seen = await namespaces(withNamespaces(...types));
      const own = types.map((type) => files[type] as string);
      for (const file of Object.values(files)) {
        if (own.includes(file)) assert.notEqual(seen[file], host(file), `${file} is the host's`);
        else assert.equal(seen[file], host(file), `${file} is not the host's`);
      }
      assert.ok(this.test !== undefined);
    });
  }

  it('network: only lo, and it is up', async () => {
    const output = await observe(
      'cat /proc/net/dev; cat /sys/class/net/lo/flags; ls /sys/class/net',
    );
    const devices = [...output.matchAll(/^ *(\w+):/gm)].map((match) => match[1]);
    assert.deepEqual(devices, ['lo']);
    assert.match(output, /^0x9$/m);
  });

  it('uts: host name and domain name are set, those of the host stay', async () => {
    const { name } = new Container().runtime;
    const before = readFileSync('/proc/sys/kernel/hostname', 'utf8');
    const seen = parseObserved(
      await observe('exec observe', {
        bend: (config) => {
          config.hostname = 'inside';
          if (name === 'lading') config.domainname = 'example.org';
        },
      }),
    );
    assert.equal(seen.hostname, 'inside');
    if (name === 'lading') assert.equal(seen.domainname, 'example.org');
    assert.equal(readFileSync('/proc/sys/kernel/hostname', 'utf8'), before);
  });

  it('sysctl: parameters of new namespaces are written', async () => {
    const output = await observe(
      'cat /proc/sys/net/ipv4/ip_unprivileged_port_start /proc/sys/kernel/msgmax',
      {
        bend: (config) => {
          config.linux.sysctl = {
            'net.ipv4.ip_unprivileged_port_start': '80',
            'kernel.msgmax': '65536',
          };
        },
      },
    );
    assert.equal(output, '80\n65536\n');
  });
});

describe('no mount namespace', () => {
  leavesNothingBehind();
  before(function () {
    if (new Container().runtime.name !== 'lading') skip(this, 'peer-under-test');
  });

  const without = (config: Config): void => {
    withNamespaces('pid', 'network', 'ipc', 'uts')(config);
    config.hostname = 'without';
    config.mounts = [];
  };

  it('the root is changed, and the mounts are the host’s', async () => {
    const container = new Container({
      bend: (config) => {
        without(config);
        config.process.args = ['sleep', '1000'];
      },
    });
    assert.equal((await container.runDetached()).exitCode, 0);
    const { pid } = await container.state();
    assert.equal(readlinkSync(`/proc/${pid}/ns/mnt`), host('mnt'));
    assert.equal(readlinkSync(`/proc/${pid}/root`), container.rootfs);
    assert.notEqual(readlinkSync(`/proc/${pid}/ns/uts`), host('uts'));
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  });

  for (const [pointer, bend] of [
    ['/mounts', (config: Config) => config.mounts.push({ destination: '/x', type: 'tmpfs' })],
    ['/root/readonly', ({ root }: Config) => Object.assign(root, { readonly: true })],
    [
      '/linux/rootfsPropagation',
      ({ linux }: Config) => Object.assign(linux, { rootfsPropagation: 'slave' }),
    ],
    ['/linux/maskedPaths', ({ linux }: Config) => Object.assign(linux, { maskedPaths: ['/x'] })],
    [
      '/linux/readonlyPaths',
      ({ linux }: Config) => Object.assign(linux, { readonlyPaths: ['/x'] }),
    ],
  ] as const) {
    it(`${pointer} is refused: it would change the mounts of the host`, async () => {
      const container = new Container({
        bend: (config) => {
          without(config);
          bend(config);
        },
      });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.match(
        outcome.stderr,
        new RegExp(`${pointer}.*needs a mount namespace of its own`, 's'),
      );
    });
  }
});

describe('linux.namespaces with a path', () => {
  let holder: ChildProcess | undefined;
  let path: (file: string) => string;
  // Before the leak oracle looks.
  afterEach(async () => {
    holder?.kill('SIGKILL');
    await new Promise((resolve) => holder?.on('close', resolve) ?? resolve(undefined));
  });
  leavesNothingBehind();

  beforeEach(async () => {
    // A process that holds one namespace of each kind.
    holder = spawn(
      'unshare',
      ['-n', '-i', '-u', '-C', '--fork', '--pid', '--kill-child', 'sleep', '1000'],
      { stdio: 'ignore' },
    );
    const { pid } = holder;
    const read = () => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    await until('a child of unshare', () => read() !== '');
    const child = read();
    path = (file) => `/proc/${child}/ns/${file}`;
  });

  for (const type of ['network', 'ipc', 'uts', 'pid'] as const) {
    it(`${type}: is joined`, async () => {
      const file = files[type] as string;
      const wanted = readlinkSync(path(file));
      const seen = await namespaces((config) => {
        config.linux.namespaces = config.linux.namespaces.map((namespace) =>
          namespace.type === type ? { type, path: path(file) } : namespace,
        );
      });
      assert.equal(seen[file], wanted);
    });
  }

  it('all of several are joined', async () => {
    const types = ['network', 'ipc', 'uts'];
    const seen = await namespaces((config) => {
      config.linux.namespaces = config.linux.namespaces.map(({ type }) =>
        types.includes(type) ? { type, path: path(files[type] as string) } : { type },
      );
    });
    for (const type of types) {
      const file = files[type] as string;
      assert.equal(seen[file], readlinkSync(path(file)), type);
    }
  });

  it('a path to a namespace of another type is refused, and nothing is left', async () => {
    const container = new Container({
      bend: (config) => {
        config.linux.namespaces = config.linux.namespaces.map((namespace) =>
          namespace.type === 'network' ? { type: 'network', path: path('uts') } : namespace,
        );
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.notEqual(outcome.stderr, '');
  });
});

describe('namespaces in any mix', () => {
  let holder: ChildProcess | undefined;
  let sleeper: number;
  let held: string;
  afterEach(async () => {
    // Killing unshare would leave its child alive: the pid namespace's init goes first, and unshare follows.
    const ended = new Promise((resolve) => holder?.on('close', resolve));
    process.kill(sleeper, 'SIGKILL');
    await ended;
  });
  leavesNothingBehind();
  before(function () {
    if (new Container().runtime.name !== 'lading') skip(this, 'peer-under-test');
  });

  beforeEach(async () => {
    // A process that holds one namespace of each kind, all of its own user namespace.
    holder = spawn(
      'unshare',
      [...'-U -r -m -n -i -u -C -T --fork --pid'.split(' '), 'sleep', '1000'],
      {
        stdio: 'ignore',
      },
    );
    const { pid } = holder;
    const read = () => {
      try {
        return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
      } catch {
        return '';
      }
    };
    await until('a child of unshare', () => read() !== '');
    sleeper = Number(read());
    held = `/proc/${sleeper}/ns`;
  });

  const kinds = ['cgroup', 'ipc', 'network', 'pid', 'time', 'uts'];
  const mixes = [[], ...kinds.map((kind) => [kind]), kinds, ['pid', 'time'], ['ipc', 'uts']];
  for (const user of ['none', 'new', 'joined'] as const) {
    for (const joined of mixes) {
      const title = joined.length === 0 ? 'nothing' : joined.join(', ');
      it(`user namespace: ${user}; joined: ${title}; the others are new`, async () => {
        const seen = await namespaces((config) => {
          config.linux.namespaces = ['mount', ...kinds].map((type) =>
            joined.includes(type) ? { type, path: `${held}/${files[type]}` } : { type },
          );
          if (user === 'new') {
            config.linux.namespaces.push({ type: 'user' });
            const mapping = [{ containerID: 0, hostID: 0, size: 65536 }];
            Object.assign(config.linux, { uidMappings: mapping, gidMappings: mapping });
          } else if (user === 'joined') {
            config.linux.namespaces.push({ type: 'user', path: `${held}/user` });
          }
          // Filesystems of namespaces that belong to somebody else cannot be mounted.
          config.mounts = config.mounts.filter(
            ({ destination }) => !/proc|sys|mqueue|pts/.test(destination),
          );
          config.mounts.push({
            destination: '/proc',
            type: 'bind',
            source: '/proc',
            options: ['rbind'],
          });
          delete config.hostname;
        });
        for (const kind of [...kinds, 'mount', 'user']) {
          const file = files[kind] as string;
          const isJoined = kind === 'user' ? user === 'joined' : joined.includes(kind);
          const isHost = kind === 'user' && user === 'none';
          const wanted = isJoined ? readlinkSync(`${held}/${file}`) : undefined;
          if (isHost) assert.equal(seen[file], host(file), kind);
          else if (wanted !== undefined) assert.equal(seen[file], wanted, kind);
          else
            assert.ok(
              ![host(file), readlinkSync(`${held}/${file}`)].includes(seen[file] ?? ''),
              kind,
            );
        }
      });
    }
  }

  it('new ones belong to the user namespace that is joined: their filesystems can be mounted', async () => {
    const output = await observe(
      'mount -t tmpfs none /tmp && hostname other && hostname; ls /proc',
      {
        bend: (config) => {
          config.linux.namespaces.push({ type: 'user', path: `${held}/user` });
          config.process.capabilities = Object.fromEntries(
            ['bounding', 'effective', 'permitted'].map((set) => [set, ['CAP_SYS_ADMIN']]),
          );
          config.mounts = config.mounts.filter(({ destination }) => destination !== '/dev/pts');
        },
      },
    );
    assert.match(output, /^other\n1\n/);
  });

  it('offsets of clocks are set in a new time namespace beside a user namespace', async () => {
    const before = Number(readFileSync('/proc/uptime', 'utf8').split('.')[0]);
    const seen = parseObserved(
      await observe('exec observe', {
        bend: (config) => {
          config.linux.namespaces.push({ type: 'time' }, { type: 'user', path: `${held}/user` });
          config.linux.timeOffsets = { boottime: { secs: 200000, nanosecs: 7 } };
          config.mounts = config.mounts.filter(({ destination }) => destination !== '/dev/pts');
        },
      }),
    );
    assert.ok(Math.abs(Number(seen['clock.boottime']) - before - 200000) < 600);
  });
});

describe('linux.timeOffsets', () => {
  leavesNothingBehind();

  it('set the clocks of a new time namespace', async function () {
    const { name } = new Container().runtime;
    // Runc 1.1 knows no time namespace.
    if (name === 'runc') return skip(this, 'peer-under-test');
    const before = Number(readFileSync('/proc/uptime', 'utf8').split('.')[0]);
    const seen = parseObserved(
      await observe('exec observe', {
        bend: (config) => {
          config.linux.namespaces.push({ type: 'time' });
          config.linux.timeOffsets = { monotonic: { secs: 100000 }, boottime: { secs: 200000 } };
        },
      }),
    );
    const within = (value: string | undefined, low: number) =>
      assert.ok(Number(value) >= low && Number(value) < low + 600, `${value} is not near ${low}`);
    within(seen['clock.monotonic'], before + 100000);
    within(seen['clock.boottime'], before + 200000);
  });
});

describe('a user namespace', () => {
  leavesNothingBehind();

  const mapped = (config: Config): void => {
    config.linux.namespaces.push({ type: 'user' });
    config.linux.uidMappings = [{ containerID: 0, hostID: 100000, size: 65536 }];
    config.linux.gidMappings = [{ containerID: 0, hostID: 200000, size: 65536 }];
  };
  // The rootfs has to be reachable and its mount points writable for the mapped root.
  const openRootfs = (rootfs: string): void => {
    for (const folder of [rootfs, `${rootfs}/..`, `${rootfs}/../..`]) {
      spawnSync('chmod', ['755', folder]);
    }
    spawnSync('chown', ['-hR', '100000:200000', rootfs]);
  };

  it('has these mappings, and root inside is nobody outside', async () => {
    const output = await observe(
      'cat /proc/self/uid_map /proc/self/gid_map; touch /tmp/file; exec id -u',
      { bend: mapped, rootfs: openRootfs },
    );
    const [uids, gids, uid] = output.trim().split('\n');
    assert.deepEqual(uids?.trim().split(/ +/), ['0', '100000', '65536']);
    assert.deepEqual(gids?.trim().split(/ +/), ['0', '200000', '65536']);
    assert.equal(uid, '0');
  });

  it('leaves the host’s own limits on a bind that asks for none', async () => {
    const source = join(testDirectory(), 'locked');
    mkdirSync(source, { recursive: true });
    const mount = (...args: string[]) => assert.equal(spawnSync('mount', args).status, 0);
    mount('-t', 'tmpfs', '-o', 'ro,nosuid,nodev', 'locked', source);
    try {
      for (const option of ['rw', 'dev', 'suid']) {
        const output = await observe('grep " /locked " /proc/self/mountinfo', {
          rootfs: openRootfs,
          bend: (config) => {
            mapped(config);
            config.mounts.push({ destination: '/locked', source, options: ['rbind', option] });
          },
        });
        assert.match(output, / \/locked ro,nosuid,nodev,relatime /, option);
      }
    } finally {
      spawnSync('umount', [source]);
    }
  });

  it('makes files that belong to the mapped ids on the host', async () => {
    const container = new Container({
      rootfs: openRootfs,
      bend: (config) => {
        mapped(config);
        config.process.args = ['touch', '/tmp/file'];
      },
    });
    assert.deepEqual(await container.run(), { exitCode: 0, stdout: '', stderr: '' });
    const { uid, gid } = statSync(`${container.rootfs}/tmp/file`);
    assert.deepEqual([uid, gid], [100000, 200000]);
  });

  it('has working devices, bound from the host', async () => {
    const output = await observe(
      'echo gone > /dev/null && head -c 4 /dev/zero | od -An -tx1; cat /proc/self/mountinfo',
      { bend: mapped, rootfs: openRootfs },
    );
    assert.match(output, / 00 00 00 00/);
    const targets = parseMountinfo(output).map(({ target }) => target);
    for (const device of ['null', 'zero', 'full', 'tty', 'random', 'urandom']) {
      assert.ok(targets.includes(`/dev/${device}`), device);
    }
  });

  it('runs as another user of the mapping', async () => {
    const seen = parseObserved(
      await observe('exec observe', {
        rootfs: openRootfs,
        bend: (config) => {
          mapped(config);
          config.process.user = { uid: 1000, gid: 1000, additionalGids: [5] };
        },
      }),
    );
    assert.deepEqual([seen.uid, seen.gid, seen.groups], ['1000 1000 1000', '1000 1000 1000', '5']);
  });
});
