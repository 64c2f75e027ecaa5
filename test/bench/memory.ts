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
/** Pages below and above the least limit in which one of a few starts: farther off none do, or all. */
const BELOW = 6;
const ABOVE = 10;
const FEW = 3;
const TRIES = 10;

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

/**
 * Whether a container starts in a limit near the smallest is chance: what of the kernel's own caches is charged to it
 * differs from run to run. So limits are tried often, and in turn; the smallest is the mean of what the tries needed,
 * reckoned as of a dose and its response (Spearman and Kärber).
 */
export function smallestLimits(container: Container): Memory[] {
  const limits = natives().map((one) => ({
    one,
    lowest: leastLimit(container, one) - BELOW * PAGE_KB,
    failures: 0,
  }));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    for (let step = 0; step < BELOW + ABOVE; step += 1) {
      for (const limit of limits) {
        const limitKb = limit.lowest + step * PAGE_KB;
        if (!starts(container, limit.one, limitKb)) limit.failures += 1;
      }
    }
  }
  return limits.map(({ one, lowest, failures }) => ({
    name: one.name,
    kilobytes: lowest + (failures / TRIES - 1 / 2) * PAGE_KB,
  }));
}

/** By halving. */
function leastLimit(container: Container, one: Contestant): number {
  let [low, high] = [0, MOST_KB];
  while (high - low > PAGE_KB) {
    const middle = (low + high) >> 1;
    if (Array.from({ length: FEW }).some(() => starts(container, one, middle))) high = middle;
    else low = middle;
  }
  return high;
}

function starts(container: Container, one: Contestant, limitKb: number): boolean {
  const bundle = writeBundle(container, 'limited', (config) => {
    config.linux.resources = { ...config.linux.resources, memory: { limit: limitKb * 1024 } };
  });
  const call = commandOf(one, 'limit');
  const id = idOf(one.name, 'limit');
  if (isDone([...call, 'run', '--bundle', bundle, id])) return true;
  isDone([...call, 'delete', '--force', id]);
  return false;
}

function isDone([file, ...args]: readonly string[]): boolean {
  return spawnSync(file as string, args, { stdio: 'ignore' }).status === 0;
}
