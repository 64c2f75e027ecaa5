// Containers for tests: a bundle with a rootfs of its own in a temporary directory, and the
// runtime's commands on it. Everything carries the run's token, by which the leak oracle
// (kernel-state.ts) tells what is ours.
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Config, smallConfig } from './config.ts';
import { patience } from './patience.ts';
import { type Program, program } from './programs.ts';
import {
  type Outcome,
  type Running,
  type RunOptions,
  type Runtime,
  run,
  runDetached,
  runtimeUnderTest,
  start,
} from './runtime.ts';

/** Much longer than anything lasts, on a machine that others keep busy too. */
const WAIT_MS = 30_000;
const applets =
  'awk cat chmod cp cut date dd df echo env false find grep head hostname id kill ls mkdir mknod mount ' +
  'nice nohup nproc od printf ps pwd readlink rm seq sh sleep sort stat stty sync tail test timeout ' +
  'touch tr true ulimit umount uname wc';

let directory: string | undefined;
let count = 0;
const made: Container[] = [];

/** The temporary directory of this test run; its name is the run's token. */
export function testDirectory(): string {
  directory ??= mkdtempSync(join(tmpdir(), 'lading-test-'));
  return directory;
}

/** Part of every id, path and cgroup that these tests make. */
export function token(): string {
  return basename(testDirectory());
}

/** Removes what the run made in the file system (the last thing of all). */
export function removeTestDirectory(): void {
  if (directory !== undefined) rmSync(directory, { recursive: true, force: true });
  directory = undefined;
}

/** Kills and deletes the containers that a test left, so that its failure does not spread. */
export async function deleteLeftContainers(): Promise<void> {
  for (const container of made.splice(0)) {
    if (existsSync(container.stateDirectory)) await container.delete({ force: true });
    rmSync(container.bundle, { recursive: true, force: true });
  }
}

export interface ContainerOptions {
  readonly config?: Config;
  readonly runtime?: Runtime;
  readonly id?: string;
  /** Bends the config before it is written. */
  readonly bend?: (config: Config, container: Container) => void;
  /** Programs of test/fixtures/programs in its /bin, beside the usual ones. */
  readonly programs?: readonly Program[];
  /** Changes the rootfs before anything runs. */
  readonly rootfs?: (rootfs: string) => void;
}

export class Container {
  readonly id: string;
  readonly bundle: string;
  readonly rootfs: string;
  readonly stateRoot: string;
  readonly runtime: Runtime;
  readonly config: Config;

  constructor(options: ContainerOptions = {}) {
    count += 1;
    this.runtime = options.runtime ?? runtimeUnderTest();
    this.id = options.id ?? `${token()}-${count}`;
    this.bundle = join(testDirectory(), `bundle-${count}`);
    this.rootfs = join(this.bundle, 'rootfs');
    this.stateRoot = join(testDirectory(), `state-${this.runtime.name}`);
    makeRootfs(this.rootfs);
    for (const name of options.programs ?? []) {
      copyFileSync(program(name), join(this.rootfs, 'bin', name));
    }
    options.rootfs?.(this.rootfs);
    this.config = structuredClone(options.config ?? smallConfig());
    options.bend?.(this.config, this);
    this.writeConfig();
    made.push(this);
  }

  get stateDirectory(): string {
    return join(this.stateRoot, this.id);
  }

  writeConfig(text: string | Buffer = `${JSON.stringify(this.config, null, 2)}\n`): void {
    writeFileSync(join(this.bundle, 'config.json'), text);
  }

  /** The command line of one of the runtime's commands. */
  command(...args: string[]): string[] {
    return [...this.runtime.command, '--root', this.stateRoot, ...args];
  }

  /** `run` in the foreground, to its end. */
  async run(options: RunOptions & { readonly args?: string[] } = {}): Promise<Outcome> {
    return run(this.runCommand(options.args), options);
  }

  /** `run` in the foreground, while it lasts. */
  startRun(options: RunOptions & { readonly args?: string[] } = {}): Running {
    return start(this.runCommand(options.args), options);
  }

  private runCommand(args: readonly string[] = []): string[] {
    return this.command('run', '--bundle', this.bundle, ...args, this.id);
  }

  /** `create`, with the container's output kept in files: see `output`. */
  async create(options: RunOptions & { readonly args?: string[] } = {}): Promise<Outcome> {
    const command = this.command(
      'create',
      '--bundle',
      this.bundle,
      ...(options.args ?? []),
      this.id,
    );
    return this.untie(command, options);
  }

  /** One more process, which stays. */
  async execDetached(options: readonly string[], args: readonly string[]): Promise<Outcome> {
    return this.untie(this.command('exec', '--detach', ...options, this.id, ...args), {});
  }

  async runDetached(options: RunOptions & { readonly args?: string[] } = {}): Promise<Outcome> {
    return this.untie(this.runCommand(['--detach', ...(options.args ?? [])]), options);
  }

  private async untie(command: readonly string[], options: RunOptions): Promise<Outcome> {
    const files = { stdout: join(this.bundle, 'stdout'), stderr: join(this.bundle, 'stderr') };
    return runDetached(command, files, options);
  }

  /** What the container wrote after `create` or `runDetached`. */
  output(): string {
    return readFileSync(join(this.bundle, 'stdout'), 'utf8');
  }

  async start(options: RunOptions = {}): Promise<Outcome> {
    return run(this.command('start', this.id), options);
  }

  async state(): Promise<State> {
    const outcome = await run(this.command('state', this.id));
    if (outcome.exitCode !== 0)
      throw new Error(`state: exit ${outcome.exitCode}: ${outcome.stderr}`);
    return JSON.parse(outcome.stdout) as State;
  }

  async kill(signal: string, ...options: string[]): Promise<Outcome> {
    return run(this.command('kill', ...options, this.id, signal));
  }

  async delete(options: { readonly force?: boolean } = {}): Promise<Outcome> {
    return run(this.command('delete', ...(options.force ? ['--force'] : []), this.id));
  }

  /** Waits until `state` tells this status. */
  async reach(status: string): Promise<State> {
    const deadline = Date.now() + WAIT_MS * patience;
    for (;;) {
      const state = await this.state();
      if (state.status === status) return state;
      if (Date.now() > deadline) throw new Error(`still ${state.status}, never ${status}`);
      await delay(20);
    }
  }
}

export interface State {
  readonly ociVersion: string;
  readonly id: string;
  readonly pid: number;
  readonly status: string;
  readonly bundle: string;
  readonly created: string;
  readonly owner?: string;
  readonly rootfs: string;
  readonly annotations?: Record<string, string>;
}

/** A container that runs a shell script with this config, and its output; fails unless it exits 0 with no more than warnings. */
export async function observe(
  script: string,
  options: ContainerOptions & { readonly run?: RunOptions } = {},
): Promise<string> {
  const container = new Container({
    ...options,
    bend: (config, self) => {
      config.process.args = ['sh', '-c', script];
      options.bend?.(config, self);
    },
  });
  const outcome = await container.run(options.run);
  const problems = outcome.stderr.split('\n').filter((line) => !/warning: |^$/.test(line));
  if (outcome.exitCode !== 0 || problems.length > 0) {
    throw new Error(
      `${container.runtime.name}: exit ${outcome.exitCode}\n${outcome.stderr}\n${outcome.stdout}`,
    );
  }
  return outcome.stdout;
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Waits until a condition holds; says what it waited for when it never does. */
export async function until(what: string, condition: () => boolean, timeoutMs = WAIT_MS) {
  const deadline = Date.now() + timeoutMs * patience;
  while (!condition()) {
    if (Date.now() > deadline)
      throw new Error(`waited ${timeoutMs * patience} ms in vain: ${what}`);
    await delay(10);
  }
}

/** A rootfs of busybox and our own programs; the files are links to one copy of each. */
function makeRootfs(rootfs: string): void {
  for (const folder of ['bin', 'dev', 'etc', 'proc', 'root', 'run', 'srv', 'sys', 'tmp', 'var']) {
    mkdirSync(join(rootfs, folder), { recursive: true });
  }
  chmodSync(join(rootfs, 'tmp'), 0o1777);
  for (const [name, source] of [
    ['busybox', '/bin/busybox'],
    ['observe', program('observe')],
    ['syscalls', program('syscalls')],
  ] as const) {
    const copy = join(testDirectory(), name);
    if (!existsSync(copy)) copyFileSync(source, copy);
    linkSync(copy, join(rootfs, 'bin', name));
  }
  for (const applet of applets.split(' ')) symlinkSync('busybox', join(rootfs, 'bin', applet));
  for (const [name, text] of [
    ['passwd', 'root:x:0:0:root:/root:/bin/sh\ntester:x:1000:1000::/home/tester:/bin/sh\n'],
    ['group', 'root:x:0:\ntester:x:1000:\n'],
    ['hosts', ''],
    ['hostname', ''],
    ['resolv.conf', ''],
  ] as const) {
    writeFileSync(join(rootfs, 'etc', name), text);
  }
}
