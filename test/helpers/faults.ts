// Carries out a plan with a helper built for tests, which fails or dies where LADING_FAULT says.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, cpSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Container, testDirectory } from './container.ts';
import { patience } from './patience.ts';
import { buildDirectory, type Runtime, run } from './runtime.ts';

const helperSources = fileURLToPath(new URL('../../helper-c/', import.meta.url));
let isBuilt = false;

/** The helper's build for tests; made, or brought up to date, at the first call. */
export function testHelper(): string {
  if (!isBuilt) {
    const args = ['-s', '-C', helperSources, 'VARIANT=test', `BUILD=${resolve(buildDirectory)}`];
    const result = spawnSync('make', args, { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`make ${args.join(' ')}:\n${result.stderr}`);
    isBuilt = true;
  }
  return join(buildDirectory, 'lading-helper-test');
}

export type Fault = 'fail' | 'kill' | 'kill-child';
export type Moment = 'before' | 'after';

export interface PlannedAction {
  readonly number: number;
  readonly do: string;
  readonly isChild: boolean;
}

export interface Cargo {
  readonly plan: string;
  readonly inputs: string;
  readonly actions: readonly PlannedAction[];
}

export interface Carried {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly journal: readonly JournalLine[];
}

export interface JournalLine {
  readonly event?: string;
  readonly action?: number;
  readonly outcome?: string;
  readonly message?: string;
}

/** The plan of a command on a container, in a file, with its actions numbered as the helper does. */
export async function planOf(
  container: Container,
  command: string,
  args: readonly string[] = [],
): Promise<Cargo> {
  const options = ['--command', command, '--format', 'json', '--bundle', container.bundle];
  const outcome = await run(container.command('plan', ...options, ...args, container.id));
  if (outcome.exitCode !== 0) throw new Error(`plan ${command}: ${outcome.stderr}`);
  const plan = join(testDirectory(), `${container.id}-${command}.plan`);
  writeFileSync(plan, outcome.stdout);
  const inputs = join(testDirectory(), 'inputs');
  writeFileSync(inputs, '{}');
  return { plan, inputs, actions: numbered(JSON.parse(outcome.stdout).actions) };
}

interface RawAction {
  readonly do: string;
  readonly child?: readonly RawAction[];
  readonly actions?: readonly RawAction[];
}

function numbered(actions: readonly RawAction[]): PlannedAction[] {
  const all: PlannedAction[] = [];
  const walk = (list: readonly RawAction[], isChild: boolean): void => {
    for (const action of list) {
      all.push({ number: all.length, do: action.do, isChild });
      walk(action.child ?? [], true);
      walk(action.actions ?? [], false);
    }
  };
  walk(actions, false);
  return all;
}

/** Runs the helper on a plan, with a fault or without. */
export async function carry(cargo: Cargo, fault?: string): Promise<Carried> {
  const descriptors = [openSync(cargo.plan, 'r'), openSync(cargo.inputs, 'r')] as const;
  const env: NodeJS.ProcessEnv = { ...process.env };
  if (fault !== undefined) env.LADING_FAULT = fault;
  try {
    const child = spawn(testHelper(), ['carry', '--inputs-fd', '5', '--engine', '0'.repeat(64)], {
      stdio: ['ignore', 'ignore', 'inherit', descriptors[0], 'pipe', descriptors[1]],
      env,
      timeout: 30_000 * patience,
      killSignal: 'SIGKILL',
    });
    let journal = '';
    const pipe = child.stdio[4] as NodeJS.ReadableStream & { destroy(): void };
    pipe.setEncoding('utf8').on('data', (text: string) => {
      journal += text;
    });
    const [exitCode, signal] = await new Promise<[number | null, string | null]>(
      (resolve, reject) => {
        child.on('error', reject);
        // Not `close`: a waiting container may hold the journal's pipe for a moment longer.
        child.on('exit', (code, name) => setImmediate(() => resolve([code, name])));
      },
    );
    await new Promise((resolve) => setTimeout(resolve, 2));
    pipe.destroy();
    return { exitCode, signal, journal: parseJournal(journal) };
  } finally {
    for (const descriptor of descriptors) closeSync(descriptor);
  }
}

export function parseJournal(text: string): JournalLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as JournalLine);
}

/** lading with the test helper in the place of its own: its commands obey LADING_FAULT. */
export function faultyRuntime(): Runtime {
  const folder = join(testDirectory(), 'faulty-build');
  if (!existsSync(folder)) {
    mkdirSync(folder);
    for (const name of ['lading', 'lib', 'engine.wasm', 'package.json']) {
      cpSync(join(buildDirectory, name), join(folder, name), { recursive: true });
    }
    cpSync(testHelper(), join(folder, 'lading-helper'));
  }
  return { name: 'lading', command: [join(folder, 'lading')] };
}
