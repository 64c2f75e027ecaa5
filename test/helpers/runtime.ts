// The runtime under test: lading unless LADING_TEST_RUNTIME names its native entry, or a peer, whose answers are then
// the oracle. Each is a command line with crun's options.
import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';
import { patience } from './patience.ts';

export type RuntimeName = 'lading' | 'crun' | 'runc';

export interface Runtime {
  readonly name: RuntimeName;
  /** Program and first arguments; the runtime's own arguments follow. */
  readonly command: readonly string[];
}

export interface Outcome {
  /** Exit code; 128 + signal when the runtime itself was killed. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  readonly timeoutMs?: number;
}

/** What `npm run build` made; another folder of the same when LADING_TEST_BUILD names one. */
export const buildDirectory =
  process.env.LADING_TEST_BUILD ?? fileURLToPath(new URL('../../build/', import.meta.url));

/**
 * Debian's crun refuses hosts whose unified hierarchy carries a controller beside v1 hierarchies;
 * it runs where it cannot see that hierarchy.
 */
const crunOnHybrid = ['unshare', '-m', 'sh', '-c', 'umount /sys/fs/cgroup/unified; exec crun "$@"'];

const commands: Record<RuntimeName, () => string[]> = {
  lading: () => [`${buildDirectory}lading`],
  crun: () => (isHybrid() ? [...crunOnHybrid, 'crun'] : ['crun']),
  runc: () => ['runc'],
};

export function runtime(name: RuntimeName): Runtime {
  return { name, command: commands[name]() };
}

/** lading's native entry: of every test of lading, it passes the same. */
export const nativeEntry: Runtime = { name: 'lading', command: [`${buildDirectory}lading-oci`] };

/** Both ways in, for what must be so through either. */
export const waysIn = [
  ['lading', runtime('lading')],
  ['lading-oci', nativeEntry],
] as const;

export function runtimeUnderTest(): Runtime {
  const name = process.env.LADING_TEST_RUNTIME ?? 'lading';
  // Or a variant of it, such as lading-oci-asan.
  if (name.startsWith('lading-oci'))
    return { name: 'lading', command: [`${buildDirectory}${name}`] };
  if (!(name in commands)) throw new Error(`LADING_TEST_RUNTIME: unknown runtime ${name}`);
  return runtime(name as RuntimeName);
}

/** Whether what is tested has sanitizers in it. */
export function isSanitized(): boolean {
  return runtimeUnderTest().command[0]?.endsWith('-asan') === true;
}

export function isHybrid(): boolean {
  return existsSync('/sys/fs/cgroup/unified/cgroup.procs');
}

export interface Running {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves once the program's output contains the text, so many times. */
  readonly prints: (text: string, times?: number) => Promise<void>;
  readonly outcome: Promise<Outcome>;
}

/** Starts a program; its outcome comes with its end, whatever that is. */
export function start(command: readonly string[], options: RunOptions = {}): Running {
  const child = spawnCommand(command, options, ['pipe', 'pipe', 'pipe']);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  // A program that does not read its input may have ended before it is written.
  child.stdin?.on('error', () => {}).end(options.input ?? '');
  const outcome = ended(child).then((exitCode) => ({ exitCode, ...output }));
  const prints = async (text: string, times = 1) => {
    while (output.stdout.split(text).length <= times) {
      const exited = child.exitCode !== null || child.signalCode !== null;
      if (exited) throw new Error(`ended without printing ${text}: ${JSON.stringify(output)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  return { pid: child.pid as number, kill: (signal) => void child.kill(signal), prints, outcome };
}

/** Runs a program to its end. One whose streams live on in a container is for `runDetached`. */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<Outcome> {
  return start(command, options).outcome;
}

/**
 * Runs a program whose standard streams live on in a container: they are /dev/null and two files,
 * because reading a pipe to its end would wait for the container.
 */
export async function runDetached(
  command: readonly string[],
  files: { readonly stdout: string; readonly stderr: string },
  options: RunOptions = {},
): Promise<Outcome> {
  const streams = [openSync(files.stdout, 'a'), openSync(files.stderr, 'a')] as const;
  try {
    const exitCode = await ended(spawnCommand(command, options, ['ignore', ...streams]));
    const read = (file: string) => readFileSync(file, 'utf8');
    return { exitCode, stdout: read(files.stdout), stderr: read(files.stderr) };
  } finally {
    for (const stream of streams) closeSync(stream);
  }
}

function spawnCommand(
  command: readonly string[],
  options: RunOptions,
  stdio: StdioOptions,
): ChildProcess {
  const [file, ...args] = command;
  return spawn(file as string, args, {
    stdio,
    timeout: (options.timeoutMs ?? 30_000) * patience,
    killSignal: 'SIGKILL',
    env: { ...process.env, ...options.env },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}
