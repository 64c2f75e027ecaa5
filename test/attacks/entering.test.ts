// CVE-2024-21626 and CVE-2016-9962: a process that enters a container is among that one's processes before it is their
// program, and holds what the helper holds. Nobody there may reach any of it; and what it no longer needs is closed, for a
// container that may trace everybody (CAP_SYS_PTRACE without a user namespace of its own) asks no descriptor's leave.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync, statfsSync } from 'node:fs';
import type { Config } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import {
  isSanitized,
  type Outcome,
  type Running,
  run,
  runtimeUnderTest,
  start,
} from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** Long enough for the container's loop, and for ours, to look at a process several times. */
const PAUSE_US = 500_000;
/** linux/magic.h */
const PROC_MAGIC = 0x9fa0;

/** Tells of every process that is none of its own, as long as it has its name, what of it can be followed or entered. */
const SPY = `echo ready
look() {
  for file in "$1"/fd/[3-9] "$1"/fd/[1-9][0-9]*; do
    to=$(readlink "$file") && echo "followed $file $to"
    test -e "$file/." && echo "entered $file"
  done
  for file in root cwd; do
    test -e "$1/$file/." && echo "entered $1/$file"
  done
  cat "$1/mem" && echo "read $1/mem"
}
while :; do
  for process in /proc/[2-9]* /proc/1[0-9]*; do
    name=$(cat "$process/comm") || continue
    case $name in sh|cat|readlink) continue;; esac
    reached=$(look "$process")
    test "$name" = "$(cat "$process/comm")" && echo "saw $name: $reached"
  done 2>/dev/null
done`;

function spied(bend: (config: Config) => void = () => {}): Container {
  return new Container({
    bend: (config) => {
      config.process.args = ['sh', '-c', SPY];
      bend(config);
    },
  });
}

/** A command that stays a while behind each of these calls. */
function slow(calls: string, command: readonly string[]): Running {
  const inject = `inject=${calls}:delay_exit=${PAUSE_US}`;
  const trace = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${calls}`, '-e', inject];
  return start([...trace, ...command]);
}

const slowExec = (container: Container): Running =>
  slow('setns', container.command('exec', container.id, 'true'));

/** Who is killed may be in the middle of its last. */
const wholeLines = (text: string): string[] => text.split('\n').slice(0, -1);

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // gone by now
  }
}

/** The root of a procfs that is mounted nowhere is called `/` as well. */
function targetOf(path: string): string {
  const target = linkOf(path);
  if (target !== '/') return target;
  try {
    return statfsSync(path).type === PROC_MAGIC ? 'procfs' : target;
  } catch {
    return ''; // gone by now
  }
}

/** What each process holds that has come to be in this mount namespace, while the command runs. */
async function heldInside(first: number, outcome: Promise<Outcome>): Promise<Set<string>> {
  const namespace = linkOf(`/proc/${first}/ns/mnt`);
  const held = new Set<string>();
  let isOver = false;
  void outcome.then(() => {
    isOver = true;
  });
  while (!isOver) {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      if (linkOf(`/proc/${pid}/ns/mnt`) !== namespace) continue;
      if (!/^lading/.test(nameOf(pid))) continue;
      for (const fd of descriptorsOf(pid)) held.add(targetOf(`/proc/${pid}/fd/${fd}`));
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  held.delete('');
  return held;
}

function nameOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8');
  } catch {
    return '';
  }
}

function descriptorsOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).filter((fd) => Number(fd) > 2);
  } catch {
    return [];
  }
}

describe('attack: a process that enters a container is looked into from there', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    if (isSanitized()) skip(this, 'sanitizers'); // leaks cannot be looked for under ptrace(2)
    if (runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
  });

  it('root among its processes reaches nothing that it holds', async () => {
    const container = spied();
    const main = container.startRun();
    await main.prints('ready');
    const { exitCode, stderr } = await slowExec(container).outcome;
    assert.equal(exitCode, 0, stderr);
    await container.kill('KILL');
    const { stdout } = await main.outcome;
    // What it is in the end, `true`, is seen as well, if only dead.
    const seen = new Set(wholeLines(stdout).filter((line) => line.startsWith('saw lading')));
    assert.ok(seen.size > 0, stdout);
    assert.deepEqual(
      [...seen].filter((line) => !line.endsWith(': ')),
      [],
    );
  });

  it('nor anything of the process that sets up another container with its pids', async () => {
    const container = spied();
    const main = container.startRun();
    await main.prints('ready');
    const { pid } = await container.state();
    const other = new Container({
      bend: (config) => {
        config.process.args = ['true'];
        config.linux.namespaces = config.linux.namespaces.map((namespace) =>
          namespace.type === 'pid' ? { type: 'pid', path: `/proc/${pid}/ns/pid` } : namespace,
        );
      },
    });
    const words = other.command('run', '--bundle', other.bundle, other.id);
    const outcome = await slow('pivot_root,capset', words).outcome;
    assert.equal(outcome.exitCode, 0, outcome.stderr);
    await container.kill('KILL');
    const lines = wholeLines((await main.outcome).stdout);
    const seen = new Set(lines.filter((line) => line.startsWith('saw lading')));
    assert.ok(seen.size > 0, 'it was among its processes');
    assert.deepEqual(
      [...seen].filter((line) => !line.endsWith(': ')),
      [],
    );
  });

  it('control: root that may trace everybody does', async () => {
    const container = spied((config) => {
      const all = ['CAP_SYS_PTRACE'];
      config.process.capabilities = { bounding: all, effective: all, permitted: all };
    });
    const main = container.startRun();
    await main.prints('ready');
    assert.equal((await slowExec(container).outcome).exitCode, 0);
    await container.kill('KILL');
    assert.match((await main.outcome).stdout, /saw lading.*: followed /);
  });

  for (const [what, bend] of [
    ['a container', () => {}],
    [
      'a container with a user namespace',
      (config: Config) => {
        const ids = [{ containerID: 0, hostID: 0, size: 65_536 }];
        config.linux.namespaces.push({ type: 'user' });
        config.linux.uidMappings = ids;
        config.linux.gidMappings = ids;
      },
    ],
  ] as const) {
    it(`in ${what} it holds no more than it needs there`, async () => {
      const container = spied(bend);
      const main = container.startRun();
      await main.prints('ready');
      const { pid } = await container.state();
      const exec = slowExec(container);
      const held = await heldInside(pid, exec.outcome);
      const { exitCode, stderr } = await exec.outcome;
      assert.equal(exitCode, 0, stderr);
      // The pidfd is that of the container, by which it has just come in; files are looked at there.
      const needed =
        /^\/dev\/null$|\/journal\.ndjson$|^socket:|^pipe:|^\/$|\[pidfd\]$|^\/(bin\/(true|busybox)|etc\/passwd)$/;
      assert.deepEqual(
        [...held].filter((link) => !needed.test(link)),
        [],
      );
      assert.ok(
        [...held].some((link) => link.endsWith('/journal.ndjson')),
        [...held].join(),
      );
      await run(container.command('kill', container.id, 'KILL'));
      await main.outcome;
    });
  }
});
