// What the attacks share: a directory on the host that must stay as it is, and plans written by hand,
// because the planner refuses some attacks before the helper ever sees them.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { type Container, testDirectory } from '../helpers/container.ts';
import { patience } from '../helpers/patience.ts';
import { program } from '../helpers/programs.ts';
import { buildDirectory, type Outcome, type Runtime, runtime } from '../helpers/runtime.ts';

let count = 0;

/** A directory of the host, outside of every bundle, that an attack aims at. */
export class Outside {
  readonly path: string;
  readonly #before: string[];

  constructor(files: Record<string, string> = { marker: 'untouched\n' }) {
    count += 1;
    this.path = join(testDirectory(), `outside-${count}`);
    mkdirSync(this.path);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.path, name), text);
    this.#before = this.#look();
  }

  /** Fails when anything in it was made, removed or changed. */
  assertUntouched(): void {
    assert.deepEqual(this.#look(), this.#before);
  }

  isTouched(): boolean {
    return JSON.stringify(this.#look()) !== JSON.stringify(this.#before);
  }

  #look(folder = this.path): string[] {
    return readdirSync(folder)
      .sort()
      .flatMap((name) => {
        const path = join(folder, name);
        const { mode, uid, gid, rdev } = lstatSync(path);
        const line = `${path} ${mode.toString(8)} ${uid}:${gid} ${rdev}`;
        if (lstatSync(path).isDirectory()) return [line, ...this.#look(path)];
        if (lstatSync(path).isFile()) return [`${line} ${readFileSync(path, 'utf8')}`];
        return [line, lstatSync(path).isSymbolicLink() ? readlinkSync(path) : ''];
      });
  }
}

export type Action = { readonly do: string } & Record<string, unknown>;

export interface Steps {
  /** Instead of a new procfs on /proc and nothing else. */
  readonly mounts?: readonly Action[];
  /** The helper's own, before there is a process. */
  readonly parent?: readonly Action[];
  /** The helper's own, once there is one. */
  readonly spawned?: readonly Action[];
  /** Before the container has mounts. */
  readonly before?: readonly Action[];
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly readonly?: boolean;
  readonly pivot?: 'pivot' | 'move' | 'chroot';
  /** Just before the user is set. */
  readonly identity?: readonly Action[];
  readonly namespaces?: readonly string[];
  readonly homeOf?: number;
  readonly env?: readonly string[];
}

export const procfs: Action = {
  do: 'mount.fs',
  plain: true,
  source: 'proc',
  target: '/proc',
  type: 'proc',
};

/** A plan that runs a container from nothing but these steps. */
export function planOf(container: Container, steps: Steps = {}): string {
  const args = steps.args ?? ['/bin/true'];
  const child: Action[] = [
    ...(steps.before ?? []),
    { do: 'mounts.isolate', propagation: 'slave' },
    { do: 'root.bind', path: container.rootfs },
    ...(steps.mounts ?? [procfs]),
    ...(steps.readonly === true ? [{ do: 'root.readonly' }] : []),
    { do: 'root.pivot', method: steps.pivot ?? 'pivot' },
    { do: 'cwd.enter', path: steps.cwd ?? '/' },
    { do: 'exec.lookup', name: args[0], path: '/bin' },
    ...(steps.identity ?? []),
    { do: 'fds.close', keep: 0 },
    {
      do: 'exec',
      argv: args,
      env: steps.env ?? ['PATH=/bin'],
      ...(steps.homeOf === undefined ? {} : { homeOf: steps.homeOf }),
    },
  ];
  const reserve = { do: 'state.reserve', id: container.id, root: container.stateRoot };
  return canonical({
    actions: [
      reserve,
      ...(steps.parent ?? []),
      {
        child,
        do: 'process.spawn',
        namespaces: steps.namespaces ?? ['ipc', 'mount', 'network', 'pid', 'uts'],
      },
      ...(steps.spawned ?? []),
      { do: 'sync', point: 'go' },
      { do: 'process.wait', forward: true },
      { ...reserve, do: 'state.remove' },
    ],
    command: 'run',
    container: container.id,
    format: 1,
  });
}

export interface Carried extends Outcome {
  /** The message of the action that failed. */
  readonly failure: string;
}

/** Has the helper carry out a plan; `enter` is a command to run it under, such as `unshare -m`. */
export function carry(
  container: Container,
  steps: Steps = {},
  enter: readonly string[] = [],
): Carried {
  const plan = join(container.bundle, 'plan.json');
  const journal = join(container.bundle, 'journal.ndjson');
  writeFileSync(plan, planOf(container, steps));
  const descriptors = [openSync(plan, 'r'), openSync(journal, 'w')] as const;
  const command = [...enter, `${buildDirectory}lading-helper`, 'carry'];
  const outcome = spawnSync(command[0] as string, command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe', ...descriptors],
    encoding: 'utf8',
    timeout: 20_000 * patience,
    killSignal: 'SIGKILL',
  });
  for (const descriptor of descriptors) closeSync(descriptor);
  const failed = readFileSync(journal, 'utf8')
    .split('\n')
    .filter((line) => line.includes('"event":"failed"'))
    .map((line) => JSON.parse(line) as Record<string, string>);
  return {
    exitCode: outcome.status ?? 128,
    stdout: outcome.stdout,
    stderr: outcome.stderr,
    failure: failed
      .map(({ step, object, errno, message }) => `${step} ${object}: ${errno} ${message ?? ''}`)
      // The parent's turn fails with the child's: one failure, told by both.
      .slice(0, 1)
      .join(),
  };
}

/** Canonical JSON of plain data: keys sorted, no white space. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonical(member)}`);
  return `{${members.join(',')}}`;
}

/** Exchanges two names, again and again, until the returned function is called. */
export async function startSwapping(one: string, other: string): Promise<() => Promise<void>> {
  const child = spawn(program('swap'), [one, other], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.on('exit', () => reject(new Error('the swapping program did not start')));
  });
  return async () => {
    child.kill('SIGKILL');
    await ended;
  };
}

/** A peer that is known to be open to an attack, as the proof that the attack is one. */
export function peer(name: 'crun' | 'runc'): Runtime | undefined {
  return spawnSync(name, ['--version']).status === 0 ? runtime(name) : undefined;
}
