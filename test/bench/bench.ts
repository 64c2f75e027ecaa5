// `npm run bench [RUNTIME…]`: lading, its native entry, its helper alone, Debian's crun and runc, and any runtime given by
// path, side by side. Prints a table and writes report.txt, report.json and report.svg to build/bench. With `--check` it
// fails when a ratio is missed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dockerConfig } from '../helpers/config.ts';
import { Container, removeTestDirectory } from '../helpers/container.ts';
import { buildDirectory, isHybrid } from '../helpers/runtime.ts';
import { STATE } from './bundles.ts';
import { measureFilter } from './filter.ts';
import { peaks, smallestLimits, waiting } from './memory.ts';
import { timeRecords } from './record.ts';
import { type Measured, renderReport } from './report.ts';
import {
  keepRecord,
  measureThroughput,
  timeEngine,
  timeExecs,
  timeLibrary,
  timeLists,
  timeLives,
  timeRuns,
} from './times.ts';

const ROUNDS = Number(process.env.LADING_BENCH_ROUNDS ?? 60);
const FEWER_ROUNDS = Math.ceil(ROUNDS / 3);

async function main(): Promise<void> {
  // Debian's crun works only where it sees no unified hierarchy beside others; so that all run on
  // the same hierarchies and nobody pays for a wrapper, the whole bench runs there.
  if (process.env.LADING_BENCH_INSIDE !== '1') return reenter();
  try {
    report(await measure());
  } finally {
    removeTestDirectory();
  }
}

function reenter(): void {
  // State in memory, as it is where /run is: a disk's own waits are nobody's merit.
  const script = `${isHybrid() ? 'umount /sys/fs/cgroup/unified && ' : ''}mount -t tmpfs bench "$0" && exec "$@"`;
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const result = spawnSync('unshare', ['-m', 'sh', '-c', script, STATE, ...self], {
    stdio: 'inherit',
    env: { ...process.env, LADING_BENCH_INSIDE: '1' },
  });
  process.exitCode = result.status ?? 1;
}

async function measure(): Promise<Measured> {
  const container = new Container({ config: dockerConfig(), id: 'bench' });
  container.config.process.args = ['/bin/true'];
  container.writeConfig(JSON.stringify(container.config)); // one line, as Docker writes it
  const evidence = await keepRecord(container);
  const step = <T>(what: string, measured: T): T => {
    if (process.stderr.isTTY) process.stderr.write(`bench: ${what} measured\n`);
    return measured;
  };
  return {
    rounds: ROUNDS,
    timings: [
      ...step('runs', timeRuns(container, evidence, ROUNDS)),
      ...step('lives', timeLives(container, FEWER_ROUNDS)),
      ...step('execs', timeExecs(container, FEWER_ROUNDS)),
      ...step('lists', timeLists(container, FEWER_ROUNDS)),
      step('plans', timeEngine(evidence)),
      step('the library', await timeLibrary(container)),
    ],
    records: step('records', timeRecords(container)),
    throughput: step('throughput', measureThroughput(container)),
    peaks: step('peaks', peaks(container)),
    waiting: step('waiting', await waiting(container)),
    limits: step('limits', smallestLimits(container)),
    calls: step('system calls', measureFilter(container)),
  };
}

function report(measured: Measured): void {
  const { text, json, svg, isMissed } = renderReport(measured);
  const folder = join(buildDirectory, 'bench');
  mkdirSync(folder, { recursive: true });
  process.stdout.write(text);
  writeFileSync(join(folder, 'report.txt'), text);
  writeFileSync(join(folder, 'report.json'), json);
  writeFileSync(join(folder, 'report.svg'), svg);
  if (isMissed && process.argv.includes('--check')) process.exitCode = 1;
}

await main();
