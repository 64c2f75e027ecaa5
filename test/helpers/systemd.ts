// A systemd to make scopes by: the machine's own where it runs the machine, else one that is booted for the
// tests in namespaces and cgroups of its own. What tests start through it sees that systemd's /run and cgroups.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { delay } from './container.ts';
import { patience } from './patience.ts';
import { type Outcome, type Runtime, run, runtimeUnderTest } from './runtime.ts';
import { skip } from './skip.ts';

const BOOT = new URL('../fixtures/systemd/boot.sh', import.meta.url).pathname;
const DEADLINE_MS = 30_000 * patience;

/** The slice that tests make their scopes in, or below. */
export const SLICE = 'ladingtest.slice';

export interface Systemd {
  /** A command line as one that runs where this systemd does. */
  readonly inside: (command: readonly string[]) => string[];
  readonly runtime: (runtime: Runtime) => Runtime;
  /** Properties of a unit, by `systemctl show`. */
  readonly show: (unit: string) => Promise<ReadonlyMap<string, string>>;
  readonly run: (command: readonly string[]) => Promise<Outcome>;
  /** The cgroup's path as the tests see it. */
  readonly cgroup: (hierarchy: string, path: string) => string;
  readonly isUnified: boolean;
  /**
   * Ends a slice. podman's monitor has a cgroup in every v1 hierarchy, of which systemd knows some only: what stays of
   * the others goes too.
   */
  readonly endSlice: (slice: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * What tests with a systemd share, to be called in a `describe` before leavesNothingBehind(): one for all of them, which is
 * there once the first begins. An empty slice stays until somebody stops it: that is done after each, so or otherwise.
 */
export function withSystemd(
  options: {
    readonly onlyLading?: boolean;
    readonly end?: (systemd: Systemd) => Promise<unknown>;
  } = {},
): Systemd {
  const { onlyLading, end = ({ run }) => run(['systemctl', 'stop', SLICE]) } = options;
  const systemd = {} as Systemd;
  let started: Systemd | undefined;
  before(async function () {
    if (onlyLading === true && runtimeUnderTest().name !== 'lading') skip(this, 'peer-under-test');
    if (!canHaveSystemd()) skip(this, 'no-systemd');
    this.timeout(4 * DEADLINE_MS);
    started = await startSystemd();
    Object.assign(systemd, started);
  });
  after(async function () {
    this.timeout(4 * DEADLINE_MS);
    await started?.stop();
  });
  afterEach(async () => {
    if (started !== undefined) await end(started);
  });
  return systemd;
}

function canHaveSystemd(): boolean {
  const isInstalled = existsSync('/lib/systemd/systemd') && existsSync('/usr/bin/dbus-daemon');
  return isBooted() || (isInstalled && existsSync('/sys/fs/cgroup/systemd/cgroup.procs'));
}

/** sd_booted(3), and with a bus. */
function isBooted(): boolean {
  return existsSync('/run/systemd/system') && existsSync('/run/dbus/system_bus_socket');
}

async function startSystemd(): Promise<Systemd> {
  if (isBooted()) {
    // The bus may be started by the first who asks.
    await run(['busctl', 'status', 'org.freedesktop.systemd1']);
    return systemd([], '', async () => {});
  }
  // Not the run's token: what ends all that carries it must not end this.
  const name = `systemd-for-tests-${process.pid}`;
  const child = spawn(BOOT, [name], { stdio: 'ignore' });
  const pid = await reachUp(child);
  const enter = ['nsenter', '--target', `${pid}`, '--mount', '--pid', '--cgroup', '--'];
  return systemd(enter, name, async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    process.kill(pid, 'SIGKILL'); // takes all of its namespace with it
    await ended;
    await removeCgroups(name);
  });
}

function systemd(enter: readonly string[], name: string, stop: () => Promise<void>): Systemd {
  const inside = (command: readonly string[]): string[] => [...enter, ...command];
  return {
    inside,
    runtime: (runtime) => ({ ...runtime, command: inside(runtime.command) }),
    run: (command) => run(inside(command)),
    show: async (unit) => {
      const { stdout } = await run(inside(['systemctl', 'show', '--all', unit]));
      const lines = stdout.split('\n').map((line) => line.split(/=(.*)/s, 2) as [string, string]);
      return new Map(lines);
    },
    cgroup: (hierarchy, path) => join('/sys/fs/cgroup', hierarchy, name, path),
    isUnified: existsSync('/sys/fs/cgroup/cgroup.controllers'),
    endSlice: async (slice) => {
      await run(inside(['systemctl', 'stop', slice]));
      await removeCgroups(join(name, slice));
    },
    stop,
  };
}

/** Process 1 of the namespace, once its bus answers. */
async function reachUp(child: ChildProcess): Promise<number> {
  const deadline = Date.now() + DEADLINE_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8');
    const pid = Number(children.trim().split(' ')[0] ?? 0);
    const busctl = ['nsenter', '-t', `${pid}`, '-m', '-p', 'busctl', '--timeout=2', 'status'];
    const arguments_ = [...busctl.slice(1), 'org.freedesktop.systemd1'];
    if (pid > 0 && existsSync(`/proc/${pid}/root/run/dbus/system_bus_socket`)) {
      if (spawnSync('nsenter', arguments_).status === 0) return pid;
    }
    await delay(100);
  }
  child.kill('SIGKILL');
  throw new Error('systemd does not come up');
}

async function removeCgroups(name: string): Promise<void> {
  for (const hierarchy of readdirSync('/sys/fs/cgroup')) {
    const path = join('/sys/fs/cgroup', hierarchy, name);
    if (!existsSync(path)) continue;
    // A process that has ended is in its cgroup until it is reaped.
    for (let i = 0; i < 50 && existsSync(path); i++) {
      spawnSync('find', [path, '-depth', '-type', 'd', '-exec', 'rmdir', '{}', ';']);
      if (existsSync(path)) await delay(50);
    }
  }
}
