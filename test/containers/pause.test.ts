// pause, resume, ps: what the kernel says of the processes of a container, and whether they do anything.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cgroupOf, isUnified, mainCgroupOf } from '../helpers/cgroups.ts';
import { Container, delay, until } from '../helpers/container.ts';
import { isAlive } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { type Outcome, run, start } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const COUNTING = 'n=0; while true; do n=$((n+1)); echo $n > /tmp/n; done';

async function running(program: string): Promise<Container> {
  const container = new Container({
    bend: (config) => {
      config.process.args = ['sh', '-c', program];
    },
  });
  const outcome = await container.runDetached();
  assert.equal(outcome.exitCode, 0, outcome.stderr);
  return container;
}

function give(container: Container, ...args: string[]): Promise<Outcome> {
  return run(container.command(...args));
}

/** As the kernel tells it: whether all are stopped, none, or only some yet. */
function freezerState(pid: number): string {
  const cgroup = cgroupOf(pid, 'freezer');
  if (!isUnified) return readFileSync(join(cgroup, 'freezer.state'), 'utf8').trim();
  const frozen = /^frozen (\d)$/m.exec(readFileSync(join(cgroup, 'cgroup.events'), 'utf8'));
  return frozen?.[1] === '1' ? 'FROZEN' : 'THAWED';
}

describe('pause and resume', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  it('stop every process, and let it go on', async () => {
    const container = await running(COUNTING);
    const { pid } = await container.state();
    const counted = (): string => {
      const file = `/proc/${pid}/root/tmp/n`;
      return existsSync(file) ? readFileSync(file, 'utf8') : '0'; // its first is to come
    };
    await until('it counts', () => Number(counted()) > 1);
    const paused = await give(container, 'pause', container.id);
    assert.deepEqual([paused.exitCode, paused.stdout, paused.stderr], [0, '', '']);
    // The kernel had stopped them when the command returned.
    assert.equal(freezerState(pid), 'FROZEN');
    const first = counted();
    await delay(50);
    assert.equal(counted(), first);
    assert.equal((await container.state()).status, 'paused');
    assert.equal((await give(container, 'pause', container.id)).exitCode, 0, 'twice is no error');
    assert.equal((await give(container, 'resume', container.id)).exitCode, 0);
    assert.equal(freezerState(pid), 'THAWED');
    await until('it goes on', () => counted() !== first && counted() !== '');
    assert.equal((await container.state()).status, 'running');
    assert.equal((await give(container, 'resume', container.id)).exitCode, 0, 'twice is no error');
    await container.delete({ force: true });
  });

  it('hold for a container that is created only', async () => {
    const container = new Container();
    await container.create();
    assert.equal((await give(container, 'pause', container.id)).exitCode, 0);
    assert.equal((await container.state()).status, 'paused');
    assert.equal((await give(container, 'resume', container.id)).exitCode, 0);
    assert.equal((await container.state()).status, 'created');
    await container.delete({ force: true });
  });

  it('let a paused container be deleted by force, and keep exec out', async () => {
    const container = await running('sleep 100');
    assert.equal((await give(container, 'pause', container.id)).exitCode, 0);
    const refused = await give(container, 'exec', container.id, 'true');
    assert.match(refused.stderr, /the container `.*` is paused/);
    assert.equal(refused.exitCode, 1);
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  });

  it('let SIGKILL end a paused container', async () => {
    const container = await running('sleep 100');
    const { pid } = await container.state();
    assert.equal((await give(container, 'pause', container.id)).exitCode, 0);
    assert.equal((await container.kill('KILL')).exitCode, 0);
    await until('it is gone', () => !isAlive(pid));
    assert.equal((await container.delete()).exitCode, 0);
  });

  it('let exec in that ignores them: it waits in the container, and goes on with it', async () => {
    const container = await running('sleep 100');
    assert.equal((await give(container, 'pause', container.id)).exitCode, 0);
    const words = container.command('exec', '--ignore-paused', container.id, 'echo', 'went on');
    const ignoring = start(words);
    let isOver = false;
    void ignoring.outcome.then(() => {
      isOver = true;
    });
    const members = join(cgroupOf((await container.state()).pid, 'freezer'), 'cgroup.procs');
    await until('it is in', () => readFileSync(members, 'utf8').trim().split('\n').length === 2);
    await delay(100);
    assert.equal((await container.state()).status, 'paused');
    assert.equal(isOver, false);
    assert.equal((await give(container, 'resume', container.id)).exitCode, 0);
    const { exitCode, stdout, stderr } = await ignoring.outcome;
    assert.deepEqual([exitCode, stdout, stderr], [0, 'went on\n', '']);
    await container.delete({ force: true });
  });

  it('say what they cannot do', async () => {
    const container = await running('true');
    await container.reach('stopped');
    for (const command of ['pause', 'resume']) {
      const stopped = await give(container, command, container.id);
      assert.equal(stopped.exitCode, 1);
      assert.match(stopped.stderr, /the container `.*` is not running/);
      assert.match((await give(container, command, 'nobody')).stderr, /does not exist/);
    }
    await container.delete();
  });
});

describe('ps', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  it('lists the processes of the container and of the cgroups below its own', async () => {
    const container = await running('sleep 98 & sleep 99; true');
    const { pid } = await container.state();
    const members = join(mainCgroupOf(pid), 'cgroup.procs');
    const pids = (): number[] => readFileSync(members, 'utf8').trim().split('\n').map(Number);
    await until('all three', () => pids().length === 3);
    const expected = pids().sort((a, b) => a - b);
    assert.ok(expected.includes(pid));
    const below = members.replace('cgroup.procs', 'below');
    mkdirSync(below);
    writeFileSync(`${below}/cgroup.procs`, `${expected.at(-1)}`);
    const table = await give(container, 'ps', container.id);
    assert.equal(table.stdout, `PID\n${expected.join('\n')}\n`);
    const json = await give(container, 'ps', '--format', 'json', container.id);
    assert.equal(json.stdout, `[\n${expected.map((each) => `  ${each}`).join(',\n')}\n]\n`);
    writeFileSync(members, `${expected.at(-1)}`);
    rmdirSync(below);
    await container.kill('KILL');
    await container.reach('stopped');
    await until('nobody', () => readFileSync(members, 'utf8') === '');
    assert.equal((await give(container, 'ps', container.id)).stdout, 'PID\n');
    assert.equal((await give(container, 'ps', '-f', 'json', container.id)).stdout, '[\n]\n');
    await container.delete({ force: true });
    const missing = await give(container, 'ps', container.id);
    assert.deepEqual([missing.exitCode, missing.stdout], [1, '']);
    const wrong = await give(container, 'ps', '-f', 'xml', container.id);
    assert.match(wrong.stderr, /invalid format/);
  });
});
