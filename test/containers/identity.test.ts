// Who the container's process is: asked of the kernel by the process itself.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, dockerCapabilities, dockerConfig, smallConfig } from '../helpers/config.ts';
import { Container, observe, until } from '../helpers/container.ts';
import { capabilityMask, parseObserved, parseStatus } from '../helpers/inside.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { run, runtimeUnderTest } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

async function observed(bend: (config: Config) => void = () => {}, config = smallConfig()) {
  return parseObserved(await observe('exec observe', { config, bend }));
}

async function status(bend: (config: Config) => void = () => {}, config = smallConfig()) {
  return parseStatus(await observe('exec cat /proc/self/status', { config, bend }));
}

describe('the process of a docker-like container', () => {
  leavesNothingBehind();

  it('is pid 1, leads its session, and has its own host name', async () => {
    const seen = await observed(undefined, dockerConfig());
    assert.deepEqual(
      [seen.pid, seen.ppid, seen.sid, seen.pgid, seen.hostname],
      ['1', '0', '1', '1', 'docker-like'],
    );
  });

  it("has exactly Docker's capabilities, and none that an exec would inherit", async () => {
    const seen = await status(undefined, dockerConfig());
    const docker = capabilityMask(dockerCapabilities);
    assert.deepEqual(
      [seen.CapInh, seen.CapPrm, seen.CapEff, seen.CapBnd, seen.CapAmb],
      ['0'.repeat(16), docker, docker, docker, '0'.repeat(16)],
    );
  });

  it('runs under one seccomp filter', async () => {
    const seen = await status(undefined, dockerConfig());
    assert.deepEqual([seen.Seccomp, seen.Seccomp_filters, seen.NoNewPrivs], ['2', '1', '0']);
  });

  it('is refused what the seccomp profile denies, and allowed what it allows', async () => {
    // getpid, keyctl (denied with EPERM), personality with an odd flag, and a call of the future.
    const output = await observe('exec syscalls 39 250:0:0 135:0x1234567 135:0xffffffff 1000', {
      config: dockerConfig(),
    });
    assert.deepEqual(output.trim().split('\n'), ['39 0', '250 1', '135 1', '135 0', '1000 38']);
  });

  it('has no descriptor but its standard streams', async () => {
    assert.equal((await observed(undefined, dockerConfig())).descriptors, '0 1 2');
  });

  it('has no blocked, ignored or pending signals', async () => {
    const seen = await status(undefined, dockerConfig());
    for (const set of ['SigBlk', 'SigIgn', 'SigPnd', 'ShdPnd']) {
      assert.equal(seen[set], '0'.repeat(16), set);
    }
  });
});

describe('process', () => {
  leavesNothingBehind();

  it('user: uid, gid, additional groups and umask are set', async () => {
    const seen = await observed((config) => {
      config.process.user = { uid: 1000, gid: 1001, additionalGids: [10, 20], umask: 0o27 };
    });
    assert.equal(seen.uid, '1000 1000 1000');
    assert.equal(seen.gid, '1001 1001 1001');
    assert.equal(seen.groups, '10 20');
    assert.equal(seen.umask, '0027');
  });

  it('user: the umask is 0022 and there are no groups when none are given', async () => {
    const seen = await observed();
    assert.deepEqual([seen.umask, seen.groups], ['0022', '']);
  });

  it('capabilities: each set is exactly the one asked for', async () => {
    const seen = await observed((config) => {
      config.process.capabilities = {
        bounding: ['CAP_CHOWN', 'CAP_KILL', 'CAP_SETUID', 'CAP_NET_RAW'],
        permitted: ['CAP_CHOWN', 'CAP_KILL', 'CAP_NET_RAW'],
        effective: ['CAP_CHOWN', 'CAP_NET_RAW'],
        inheritable: ['CAP_NET_RAW'],
        ambient: ['CAP_NET_RAW'],
      };
      // As another user: root's exec would make permitted and effective of the bounding set.
      config.process.user = { uid: 1000, gid: 1000 };
    });
    // exec of a program without file capabilities leaves what is ambient.
    const netRaw = capabilityMask(['CAP_NET_RAW']);
    assert.equal(
      seen['capabilities.bounding'],
      capabilityMask(['CAP_CHOWN', 'CAP_KILL', 'CAP_SETUID', 'CAP_NET_RAW']),
    );
    for (const set of ['permitted', 'effective', 'inheritable', 'ambient']) {
      assert.equal(seen[`capabilities.${set}`], netRaw, set);
    }
  });

  it('capabilities: another user than root has none without ambient ones', async () => {
    const seen = await observed((config) => {
      config.process.user = { uid: 1000, gid: 1000 };
    });
    for (const set of ['permitted', 'effective', 'inheritable', 'ambient']) {
      assert.equal(seen[`capabilities.${set}`], '0'.repeat(16), set);
    }
  });

  it('capabilities: none at all when there are none', async () => {
    const seen = await observed((config) => {
      config.process.capabilities = {};
    });
    for (const set of ['bounding', 'permitted', 'effective', 'inheritable', 'ambient']) {
      assert.equal(seen[`capabilities.${set}`], '0'.repeat(16), set);
    }
  });

  for (const asked of [true, false]) {
    it(`noNewPrivileges: ${asked} is what the kernel says`, async () => {
      const seen = await observed((config) => {
        config.process.noNewPrivileges = asked;
      });
      assert.equal(seen.no_new_privs, asked ? '1' : '0');
    });
  }

  it('rlimits: few descriptors are enough, however many the runtime has open', async () => {
    const seen = await observed((config) => {
      config.process.rlimits = [{ type: 'RLIMIT_NOFILE', soft: 32, hard: 32 }];
    });
    assert.equal(seen['rlimit.NOFILE'], '32 32');
  });

  it('rlimits: no file may grow, and the program runs all the same', async () => {
    const container = new Container({
      bend: ({ process }) => {
        process.rlimits = [{ type: 'RLIMIT_FSIZE', soft: 0, hard: 0 }];
        process.args = ['sleep', '1000'];
      },
    });
    const started = await container.runDetached();
    assert.deepEqual([started.exitCode, started.stderr], [0, '']);
    const { pid } = await container.state();
    assert.match(readFileSync(`/proc/${pid}/limits`, 'utf8'), /^Max file size +0 +0 /m);
    await container.delete({ force: true });
  });

  it('rlimits: soft and hard are set, the others are left alone', async () => {
    const own = new Container();
    const seen = await observed((config) => {
      config.process.rlimits = [
        { type: 'RLIMIT_NOFILE', soft: 100, hard: 200 },
        { type: 'RLIMIT_CORE', soft: 0, hard: 0 },
        { type: 'RLIMIT_FSIZE', soft: 1048576, hard: 2097152 },
        { type: 'RLIMIT_NPROC', soft: 50, hard: 60 },
        { type: 'RLIMIT_STACK', soft: 4194304, hard: 8388608 },
      ];
    });
    assert.equal(seen['rlimit.NOFILE'], '100 200');
    assert.equal(seen['rlimit.CORE'], '0 0');
    assert.equal(seen['rlimit.FSIZE'], '1048576 2097152');
    assert.equal(seen['rlimit.NPROC'], '50 60');
    assert.equal(seen['rlimit.STACK'], '4194304 8388608');
    const host = /^Max pending signals +(\S+) +(\S+)/m.exec(
      readFileSync('/proc/self/limits', 'utf8'),
    );
    assert.equal(seen['rlimit.SIGPENDING'], `${host?.[1]} ${host?.[2]}`);
    assert.ok(own.id.length > 0);
  });

  it('oomScoreAdj is what the kernel holds', async () => {
    const bend = (config: Config) => {
      config.process.oomScoreAdj = 321;
    };
    assert.equal(await observe('exec cat /proc/self/oom_score_adj', { bend }), '321\n');
  });

  it('env is exactly the one given, in order', async () => {
    const env = ['PATH=/bin', 'EMPTY=', 'A=1', 'SPACED=a b  c', 'UNICODE=ä→😀'];
    const output = await observe('exec cat /proc/self/environ', {
      bend: (config) => {
        config.process.env = [...env, 'HOME=/root'];
      },
    });
    const lines = output.split('\0').filter((line) => line !== '');
    // The shell adds what it exports itself: PWD and SHLVL.
    assert.deepEqual(
      lines.filter((line) => !/^(PWD|SHLVL|OLDPWD)=/.test(line)).sort(),
      [...env, 'HOME=/root'].sort(),
    );
  });

  it('env has each name once: the last, in the place of the first', async () => {
    const output = await observe('', {
      bend: (config) => {
        config.process.args = ['cat', '/proc/self/environ'];
        // runc refuses those without a name or a value.
        const odd = runtimeUnderTest().name === 'runc' ? [] : ['BARE', '=x', 'D=1', 'D'];
        const env = ['PATH=/bin', 'A=1', 'B=1', 'A=2', ...odd, 'A=3', 'C=', 'HOME=/root'];
        config.process.env = env;
      },
    });
    const seen = output.split('\0').filter((item) => item !== '=x');
    assert.deepEqual(seen, ['PATH=/bin', 'A=3', 'B=1', 'C=', 'HOME=/root', '']);
  });

  it('cwd is entered, and made when it is missing', async () => {
    for (const cwd of ['/tmp', '/srv/made/for/it']) {
      const bend = (config: Config) => {
        config.process.cwd = cwd;
      };
      assert.equal((await observed(bend)).cwd, cwd);
    }
  });

  it('cwd may be one that only root can enter, for another user, and for one of exec', async () => {
    for (const noNewPrivileges of [true, false]) {
      const container = new Container({
        rootfs: (rootfs) => mkdirSync(join(rootfs, 'root'), { recursive: true, mode: 0o700 }),
        bend: (config) => {
          config.process.args = ['sh', '-c', 'pwd; exec sleep 1000'];
          Object.assign(config.process, { cwd: '/root', noNewPrivileges });
          config.process.user = { uid: 1000, gid: 1000 };
        },
      });
      const { exitCode, stderr } = await container.runDetached();
      assert.deepEqual([exitCode, stderr], [0, '']);
      await until('it prints', () => container.output() === '/root\n');
      const user = ['--user', '1000:1000', '--cwd', '/root'];
      const entered = await run(container.command('exec', ...user, container.id, 'pwd'));
      assert.deepEqual(entered, { exitCode: 0, stdout: '/root\n', stderr: '' });
      await container.delete({ force: true });
    }
  });

  it('args are handed over byte for byte', async () => {
    const args = ['printf', '[%s]', '', ' ', 'a\tb', '$HOME', "it's", 'ä→😀', '-n'];
    const container = new Container({
      bend: (config) => {
        config.process.args = args;
      },
    });
    const outcome = await container.run();
    assert.equal(
      outcome.stdout,
      args
        .slice(2)
        .map((text) => `[${text}]`)
        .join(''),
    );
  });

  it('scheduler: flags of utilization clamps are taken where the kernel has them', async function () {
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    const container = new Container({
      bend: (config) => {
        config.process.args = ['true'];
        config.process.scheduler = {
          policy: 'SCHED_OTHER',
          flags: ['SCHED_FLAG_UTIL_CLAMP_MIN', 'SCHED_FLAG_UTIL_CLAMP_MAX'],
        };
      },
    });
    const { exitCode, stderr } = await container.run();
    if (existsSync('/proc/sys/kernel/sched_util_clamp_min')) {
      assert.deepEqual([exitCode, stderr], [0, '']);
    } else {
      assert.match(stderr, /sched_setattr: EOPNOTSUPP \(this kernel has no utilization clamps\)/);
    }
  });

  it('scheduler: policy and nice value are set', async function () {
    const { name } = new Container().runtime;
    // The peers of Debian 12 know no scheduler yet.
    if (name !== 'lading') return skip(this, 'peer-under-test');
    const seen = await observed((config) => {
      config.process.scheduler = { policy: 'SCHED_BATCH', nice: 5 };
    });
    assert.deepEqual([seen.scheduler, seen.nice], ['3', '5']);
  });

  it('ioPriority: class and level are set', async function () {
    const { name } = new Container().runtime;
    // The peers of Debian 12 know no ioPriority yet.
    if (name !== 'lading') return skip(this, 'peer-under-test');
    const seen = await observed((config) => {
      config.process.ioPriority = { class: 'IOPRIO_CLASS_BE', priority: 6 };
    });
    assert.equal(seen.ioprio, String((2 << 13) | 6));
  });

  it('linux.personality: LINUX32 makes uname tell i686', async function () {
    const { name } = new Container().runtime;
    // Runc 1.1 ignores it.
    if (name === 'runc') return skip(this, 'peer-under-test');
    const bend = (config: Config) => {
      config.linux.personality = { domain: 'LINUX32' };
    };
    assert.equal(await observe('exec uname -m', { bend }), 'i686\n');
  });

  it('is a keyring of its own that the session holds', async () => {
    // The name of the session keyring stands in /proc/keys of a process that possesses it.
    const bend = (config: Config) => {
      delete config.linux.maskedPaths;
    };
    const container = new Container({
      bend: (config) => {
        bend(config);
        config.process.args = ['sh', '-c', 'cat /proc/keys'];
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 0);
    assert.match(
      outcome.stdout,
      container.runtime.name === 'runc' ? /_ses\./ : new RegExp(`keyring +${container.id}`),
    );
  });
});
