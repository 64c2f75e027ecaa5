// Programs that run in turn, and what is made of their times.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDirectory } from '../helpers/runtime.ts';

export const PAUSE_US = 5000;

export interface Program {
  readonly name: string;
  readonly command: readonly string[];
}

export interface Timing {
  readonly name: string;
  readonly lowerMs: number;
  readonly medianMs: number;
  readonly p90Ms: number;
}

/** A program of this folder, compiled. */
export function compile(name: string): string {
  const source = fileURLToPath(new URL(`${name}.c`, import.meta.url));
  const executable = join(buildDirectory, 'bench', name);
  mkdirSync(join(buildDirectory, 'bench'), { recursive: true });
  const flags = ['-O2', '-static', '-Wall', '-Wextra', '-Werror'];
  const result = spawnSync('gcc', [...flags, '-o', executable, source], { stdio: 'inherit' });
  if (result.status !== 0 || !existsSync(executable)) throw new Error(`gcc ${source} failed`);
  return executable;
}

/** The first two rounds fill caches. */
export function timeInTurn(all: readonly Program[], rounds: number): Timing[] {
  const groups = all.flatMap(({ command }) => ['--', ...command]);
  const output = runToEnd([compile('turns'), String(rounds + 2), String(PAUSE_US), ...groups]);
  const samples = all.map(() => [] as number[]);
  for (const line of output.trim().split('\n')) {
    const [index, nanoseconds, status] = line.split(' ').map(Number) as [number, number, number];
    if (status !== 0) throw new Error(`${all[index]?.name}: exit ${status}`);
    samples[index]?.push(nanoseconds / 1e6);
  }
  return all.map(({ name }, index) => summary(name, samples[index]?.slice(2) ?? []));
}

export function summary(name: string, samples: readonly number[]): Timing {
  const at = (part: number): number => quantile(samples, part);
  return { name, lowerMs: at(0.25), medianMs: at(0.5), p90Ms: at(0.9) };
}

export function quantile(samples: readonly number[], part: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
}

/** What it prints; its errors are shown, and end the bench. */
export function runToEnd(command: readonly string[]): string {
  const [file, ...args] = command;
  const result = spawnSync(file as string, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`${command.join(' ')}: exit ${result.status}`);
  return result.stdout;
}
