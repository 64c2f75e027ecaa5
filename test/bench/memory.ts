// How much memory: the peak of the runtime's own process, what it holds while its container runs in the foreground, and
// the smallest limit in which /bin/true still starts.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Container } from '../helpers/container.ts';
import { delay, until } from '../helpers/container.ts';
import { type Contestant, commandOf, idOf, natives, writeBundle } from './bundles.ts';
import { compile, runToEnd } from './measure.ts';
import { writeSleeper } from './times.ts';

/** A memory cgroup counts in pages. */
const PAGE_KB = 4;
const MOST_KB = 16 * 1024;
/** The page caches and slabs of a kernel differ a little from run to run: most of these must start. */
const TRIES = 9;

export interface Memory {
  readonly name: string;
  readonly kilobytes: number;
}

/** Of the runtime's own process, while it runs a container in the foreground: getrusage(2). */
export function peaks(container: Container): Memory[] {
  const measure = compile('peak');
  return natives().map((one) => {
    const args = ['run', '--bundle', container.bundle, idOf(one.name, 'peak')];
    const output = runToEnd([measure, ...commandOf(one, 'peak'), ...args]);
    return { name: `${one.name} run`, kilobytes: Number(output) };
  });
}

/** Rss (proc_pid_smaps(5)) of the process that waits for the container's end. */
export async function waiting(container: Container): Promise<Memory[]> {
  const sleeper = writeSleeper(container);
  const found: Memory[] = [];
  for (const one of natives()) {
    const call = commandOf(one, 'wait');
    const id = idOf(one.name, 'wait');
    const [file, ...args] = [...call, 'run', '--bundle', sleeper, id];
    const child = spawn(file as string, args, { stdio: 'ignore' });
    await until(`${one.name} runs`, () => statusOf(call, id) === 'running');
    await delay(100);
    const smaps = readFileSync(`/proc/${child.pid}/smaps_rollup`, 'utf8');
    found.push({ name: `${one.name} run`, kilobytes: Number(/^Rss: +(\d+)/m.exec(smaps)?.[1]) });
    runToEnd([...call, 'kill', id, 'KILL']);
    await once(child, 'close');
  }
  return found;
}

function statusOf(call: readonly string[], id: string): string | undefined {
  const [file, ...args] = call;
  const result = spawnSync(file as string, [...args, 'state', id], { encoding: 'utf8' });
  return result.status === 0 ? JSON.parse(result.stdout).status : undefined;
}

/** By halving. */
export function smallestLimits(container: Container): Memory[] {
  return natives().map((one) => {
    let [low, high] = [0, MOST_KB];
    while (high - low > PAGE_KB) {
      const middle = (low + high) >> 1;
      if (starts(container, one, middle)) high = middle;
      else low = middle;
    }
    return { name: one.name, kilobytes: high };
  });
}

function starts(container: Container, one: Contestant, limitKb: number): boolean {
  const bundle = writeBundle(container, 'limited', (config) => {
    config.linux.resources = { ...config.linux.resources, memory: { limit: limitKb * 1024 } };
  });
  const call = commandOf(one, 'limit');
  const id = idOf(one.name, 'limit');
  let started = 0;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    if (isDone([...call, 'run', '--bundle', bundle, id])) started += 1;
    else isDone([...call, 'delete', '--force', id]);
  }
  return started > TRIES / 2;
}

function isDone([file, ...args]: readonly string[]): boolean {
  return spawnSync(file as string, args, { stdio: 'ignore' }).status === 0;
}
