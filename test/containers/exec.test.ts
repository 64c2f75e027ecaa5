// exec: one more process in a container that runs, as the kernel shows it from outside and as the process itself sees it.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readlinkSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupsOf, isUnified, type Membership } from '../helpers/cgroups.ts';
import { dockerConfig } from '../helpers/config.ts';
import { Container, testDirectory, until } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, run } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const NAMESPACES = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'user', 'uts'];
const STATUS_LINES = /^(?:Uid|Gid|Groups|Cap\w+|NoNewPrivs|Seccomp|Seccomp_filters):.*$/gm;

async function running(bend?: (container: Container) => void): Promise<Container> {
  const container = new Container({
    bend: (config, made) => {
      config.process.args = ['sleep', '100'];
      bend?.(made);
    },
  });
  const outcome = await container.runDetached();
  assert.equal(outcome.exitCode, 0, outcome.stderr);
  return container;
}

async function end(container: Container): Promise<void> {
  await container.delete({ force: true });
}

function exec(container: Container, ...args: string[]): Promise<Outcome> {
  return run([...container.runtime.command, '--root', container.stateRoot, 'exec', ...args]);
}

async function said(container: Container, ...args: string[]): Promise<string> {
  const outcome = await exec(container, ...args);
  assert.equal(outcome.exitCode, 0, outcome.stderr);
  return outcome.stdout;
}

/** A process that stays, by its number out here. */
async function stays(container: Container, ...options: string[]): Promise<number> {
  const file = join(testDirectory(), `pid-${container.id}`);
  const outcome = await container.execDetached(['--pid-file', file, ...options], ['sleep', '99']);
  assert.equal(outcome.exitCode, 0, outcome.stderr);
  return Number(readFileSync(file, 'utf8'));
}

/** Where it is counted. */
function membership(pid: number): Membership {
  const found = cgroupsOf(pid).find(({ controllers }) => isUnified || controllers.includes('pids'));
  assert.ok(found, 'no cgroup');
  return found;
}

function statusOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/status`, 'utf8').match(STATUS_LINES) ?? [];
}

describe('exec', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  it('goes where the container is: every namespace, every cgroup, its root', async () => {
    const container = await running();
    const { pid } = await container.state();
    const second = await stays(container);
    assert.notEqual(second, pid);
    for (const name of NAMESPACES) {
      const [ours, theirs] = [pid, second].map((each) => readlinkSync(`/proc/${each}/ns/${name}`));
      assert.equal(theirs, ours, name);
    }
    const [ours, theirs] = [pid, second].map((each) =>
      readFileSync(`/proc/${each}/cgroup`, 'utf8'),
    );
    assert.equal(theirs, ours);
    const [inside, outside] = [pid, second].map((each) => readFileSync(`/proc/${each}/mountinfo`));
    assert.deepEqual(outside, inside);
    await end(container);
  });

  it('sees the container’s cgroup as the root of all, where that has a cgroup namespace', async () => {
    const container = await running((made) => {
      made.config.linux.namespaces.push({ type: 'cgroup' });
    });
    const seen = await said(container, container.id, 'cat', '/proc/self/cgroup');
    assert.match(seen, isUnified ? /^0::\/$/m : /^\d+:pids:\/$/m);
    await end(container);
  });

  it('has what the container has: ids, capabilities, filter, environment', async () => {
    const container = new Container({ config: dockerConfig() });
    container.config.process.args = ['sleep', '100'];
    container.config.process.env.push('COLOUR=blue');
    container.writeConfig();
    assert.equal((await container.runDetached()).exitCode, 0);
    const { pid } = await container.state();
    const second = await stays(container);
    assert.deepEqual(statusOf(second), statusOf(pid));
    assert.ok(statusOf(second).some((line) => /^Seccomp:\s+2$/.test(line)));
    const env = readFileSync(`/proc/${second}/environ`, 'utf8');
    assert.ok(env.split('\0').includes('COLOUR=blue'), env);
    await end(container);
  });

  it('leads its own session, and holds nothing but its standard streams', async () => {
    const container = await running();
    const out = await said(
      container,
      container.id,
      'sh',
      '-c',
      'ls /proc/self/fd; cat /proc/self/stat',
    );
    const lines = out.trim().split('\n');
    // ls itself has the folder open, as 3.
    assert.deepEqual(lines.slice(0, -1), ['0', '1', '2', '3']);
    const second = await stays(container);
    const stat = readFileSync(`/proc/${second}/stat`, 'utf8').replace(/.*\) /, '').split(' ');
    assert.equal(Number(stat[3]), second, 'session');
    await end(container);
  });

  it('is given its parts one by one', async () => {
    const container = await running((made) => {
      made.config.process.env = ['PATH=/bin', 'A=1', 'B=2'];
      made.config.process.cwd = '/tmp';
      made.config.process.noNewPrivileges = true;
      made.config.process.rlimits = [{ type: 'RLIMIT_NOFILE', soft: 77, hard: 78 }];
    });
    const { id } = container;
    assert.equal(await said(container, id, 'pwd'), '/\n', 'not the cwd of the container');
    assert.equal(await said(container, '--cwd', '/bin', id, 'pwd'), '/bin\n');
    const env = await said(container, '-e', 'A=3', '--env', 'C=4', '-e', 'D=x=y', id, 'env');
    const variables = env.split('\n').filter((line) => /^[A-D]=/.test(line));
    assert.deepEqual(variables, ['A=3', 'B=2', 'C=4', 'D=x=y']);
    const ids = await said(
      container,
      '-u',
      '7:8',
      '-g',
      '9',
      '-g',
      '10',
      id,
      'cat',
      '/proc/self/status',
    );
    assert.match(ids, /^Uid:\t7\t7\t7\t7$/m);
    assert.match(ids, /^Gid:\t8\t8\t8\t8$/m);
    assert.match(ids, /^Groups:\t9 10 $/m);
    const caps = await said(
      container,
      '-c',
      'CAP_CHOWN',
      '--cap',
      'kill',
      id,
      'cat',
      '/proc/self/status',
    );
    for (const set of ['Prm', 'Eff', 'Bnd']) {
      assert.match(caps, new RegExp(`^Cap${set}:\t0000000000000021$`, 'm'));
    }
    assert.match(caps, /^CapInh:\t0000000000000000$/m);
    assert.match(caps, /^CapAmb:\t0000000000000000$/m);
    assert.match(caps, /^NoNewPrivs:\t0$/m, 'not of the config');
    const strict = await said(container, '--no-new-privs', id, 'cat', '/proc/self/status');
    assert.match(strict, /^NoNewPrivs:\t1$/m);
    assert.notEqual(await said(container, id, 'sh', '-c', 'ulimit -n'), '77\n');
    await end(container);
  });

  it('is given as a file', async () => {
    const container = await running((made) => {
      made.config.process.env = ['PATH=/bin', 'A=1'];
    });
    const file = join(testDirectory(), 'process.json');
    const process = {
      args: ['sh', '-c', 'pwd; id -u; ulimit -n; echo $A; cat /proc/self/oom_score_adj'],
      cwd: '/tmp',
      user: { uid: 3, gid: 4 },
      rlimits: [{ type: 'RLIMIT_NOFILE', soft: 12, hard: 66 }],
      oomScoreAdj: 500,
    };
    writeFileSync(file, JSON.stringify(process));
    assert.equal(await said(container, '--process', file, container.id), '/tmp\n3\n12\n1\n500\n');
    writeFileSync(file, JSON.stringify({ args: ['true'] }));
    const without = await exec(container, '-p', file, container.id);
    assert.equal(without.exitCode, 1);
    assert.match(without.stderr, /process\.json:1:1: .*cwd/);
    writeFileSync(file, JSON.stringify(process));
    const both = await exec(container, '-p', file, '--cwd', '/', container.id, 'false');
    assert.equal(both.stdout, '/tmp\n3\n12\n1\n500\n');
    await end(container);
  });

  it('takes all that follows the id as it stands, and ends as the program does', async () => {
    const container = await running();
    const { id } = container;
    assert.equal(await said(container, id, 'echo', '-n', '--cwd', '--', '-h'), '--cwd -- -h');
    assert.equal((await exec(container, id, 'sh', '-c', 'exit 42')).exitCode, 42);
    assert.equal((await exec(container, id, 'sh', '-c', 'kill -TERM $$')).exitCode, 143);
    await end(container);
  });

  it('says in engines’ words what it cannot find', async () => {
    const container = await running();
    const { id } = container;
    const missing = await exec(container, id, 'nope');
    assert.equal(missing.exitCode, 1);
    assert.match(
      missing.stderr,
      /executable file `nope` not found in \$PATH: no such file or directory/,
    );
    const nowhere = await exec(container, '--cwd', '/nope', id, 'true');
    assert.equal(nowhere.exitCode, 1);
    assert.match(nowhere.stderr, /: chdir to `\/nope`: no such file or directory\n$/);
    for (const [words, complaint] of [
      [['-u', 'root'], /invalid UID specified/],
      [['-u', '5x'], /invalid UID specified/],
      [['-u', ''], /invalid UID specified/],
      [['-u', '1:b'], /invalid GID specified/],
      [['-u', '1:2:3'], /invalid USERSPEC specified/],
      [['-u', '4294967295'], /invalid UID specified/],
      [['-c', 'CAP_FLY'], /unknown capability `CAP_FLY`/],
      [['--cgroup', 'a/../../b'], /`\.\.` components are not allowed/],
    ] as const) {
      const outcome = await exec(container, ...words, id, 'true');
      assert.equal(outcome.exitCode, 1);
      assert.match(outcome.stderr, complaint);
    }
    assert.match((await exec(container, id)).stderr, /please specify a command/);
    await container.kill('KILL');
    await container.reach('stopped');
    assert.match((await exec(container, id, 'true')).stderr, /the container `.*` is not running/);
    await end(container);
    assert.match((await exec(container, id, 'true')).stderr, /does not exist/);
  });

  it('goes by the config that the container was made from, whatever the file says by now', async () => {
    const container = await running((made) => {
      made.config.process.env = ['PATH=/bin', 'A=then'];
    });
    container.config.process.env = ['PATH=/bin', 'A=now'];
    container.writeConfig();
    assert.equal(await said(container, container.id, 'sh', '-c', 'echo $A'), 'then\n');
    await end(container);
  });

  it('is of the user namespace of the container', async () => {
    const container = await running((made) => {
      const map = [{ containerID: 0, hostID: 100_000, size: 65_536 }];
      made.config.linux.namespaces.push({ type: 'user' });
      Object.assign(made.config.linux, { uidMappings: map, gidMappings: map });
    });
    const { pid } = await container.state();
    const second = await stays(container, '-u', '5');
    const [ours, theirs] = [pid, second].map((each) => readlinkSync(`/proc/${each}/ns/user`));
    assert.equal(theirs, ours);
    assert.match(statusOf(second).join('\n'), /^Uid:\t100005\t100005\t100005\t100005$/m);
    await end(container);
  });

  it('goes where a container is that has the host’s mounts: to its root', async () => {
    const container = await running((made) => {
      made.config.linux.namespaces = [{ type: 'pid' }, { type: 'uts' }];
      made.config.mounts = [];
    });
    const { pid } = await container.state();
    const second = await stays(container);
    for (const place of ['root', 'cwd', 'ns/mnt', 'ns/uts', 'ns/pid']) {
      const [ours, theirs] = [pid, second].map((each) => readlinkSync(`/proc/${each}/${place}`));
      assert.equal(theirs, ours, place);
    }
    assert.equal(readlinkSync(`/proc/${second}/root`), container.rootfs);
    await end(container);
  });

  it('adds groups to those of the config’s user, and to none of another', async () => {
    const container = await running((made) => {
      made.config.process.user.additionalGids = [7];
    });
    const groups = async (...options: string[]): Promise<string> =>
      said(container, ...options, container.id, 'grep', 'Groups', '/proc/self/status');
    assert.equal(await groups('-g', '8'), 'Groups:\t7 8 \n');
    assert.equal(await groups('-u', '5', '-g', '8'), 'Groups:\t8 \n');
    await end(container);
  });

  it('goes into a container that is created, and not started yet', async () => {
    const container = new Container();
    assert.equal((await container.create()).exitCode, 0);
    assert.equal(await said(container, container.id, 'hostname'), `${container.config.hostname}\n`);
    assert.equal((await container.state()).status, 'created');
    await end(container);
  });

  it('goes into a cgroup below the container’s', async () => {
    const container = await running();
    const { pid } = await container.state();
    const missing = await exec(container, '--cgroup', 'below', container.id, 'true');
    assert.equal(missing.exitCode, 1);
    assert.match(missing.stderr, /below/);
    const made: string[] = [];
    const { path } = membership(pid);
    for (const { controllers, path: own, directory } of cgroupsOf(pid)) {
      if (!own.startsWith(path)) continue;
      const below = join(directory, 'below');
      mkdirSync(below);
      made.push(below);
      // Of a new cpuset nothing can be used yet (cgroup v1, cpusets.rst).
      for (const name of controllers.includes('cpuset') ? ['cpuset.cpus', 'cpuset.mems'] : []) {
        writeFileSync(join(below, name), readFileSync(join(directory, name)));
      }
    }
    const second = await stays(container, '--cgroup', '/below/');
    assert.equal(membership(second).path, `${path}/below`);
    process.kill(second, 'SIGKILL');
    await until('its end', () => !readFileSync(`${made[0]}/cgroup.procs`, 'utf8').includes('\n'));
    for (const directory of made) rmdirSync(directory);
    await end(container);
  });

  it('leaves the container free for others while it lasts, and ends with it', async () => {
    const container = await running();
    const members = join(membership((await container.state()).pid).directory, 'cgroup.procs');
    const lasting = exec(container, container.id, 'sleep', '98');
    await until('both run', () => readFileSync(members, 'utf8').trim().split('\n').length === 2);
    assert.equal((await container.state()).status, 'running');
    await end(container);
    assert.equal((await lasting).exitCode, 137);
  });
});
