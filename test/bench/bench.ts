// `npm run bench`: how long a container of /bin/true takes under lading, its helper alone and the
// peers, as ratios of programs that ran in turn; and how long the engine plans. Prints a table and
// writes build/bench/report.json. With `--check` it fails when a ratio is missed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadEngine } from '../../host/engine/load.ts';
import { dockerConfig } from '../helpers/config.ts';
import { Container, removeTestDirectory, testDirectory } from '../helpers/container.ts';

import { buildDirectory, isHybrid, run, runtime } from '../helpers/runtime.ts';

const ROUNDS = Number(process.env.LADING_BENCH_ROUNDS ?? 60);
const PAUSE_US = 5000;
const PLAN_ROUNDS = 200;
const folder = fileURLToPath(new URL('.', import.meta.url));

interface Program {
  readonly name: string;
  readonly command: readonly string[];
}
interface Timing {
  readonly name: string;
  readonly medianMs: number;
  readonly p90Ms: number;
}
interface Target {
  readonly what: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: 'x' | 'ms' | 'instructions';
}

async function main(): Promise<void> {
  // Debian's crun works only where it sees no unified hierarchy with controllers; so that all run
  // on the same hierarchies and nobody pays for a wrapper, the whole bench runs there.
  if (isHybrid()) return reenter();
  try {
    await measure();
  } finally {
    removeTestDirectory();
  }
}

function reenter(): void {
  const script = 'umount /sys/fs/cgroup/unified && exec "$@"';
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const result = spawnSync('unshare', ['-m', 'sh', '-c', script, 'sh', ...self], {
    stdio: 'inherit',
  });
  process.exitCode = result.status ?? 1;
}

async function measure(): Promise<void> {
  const turns = compile('turns');
  const container = new Container({ config: dockerConfig(), id: 'bench' });
  container.config.process.args = ['/bin/true'];
  container.writeConfig();
  const evidence = await keepRecord(container);
  const timings = timeInTurn(turns, programs(container, evidence));
  const engine = timeEngine(evidence.inputs);
  report(timings, engine);
}

interface Evidence {
  readonly plan: string;
  readonly inputs: string;
}

/** The plan of a run that leaves nothing, and the inputs of one, out of its record. */
async function keepRecord(container: Container): Promise<Evidence> {
  const outcome = await container.run({ args: ['--keep'] });
  if (outcome.exitCode !== 0) throw new Error(`run --keep: ${outcome.stderr}`);
  const record = join(container.stateDirectory, 'record', '1');
  const kept = { plan: join(testDirectory(), 'plan'), inputs: join(testDirectory(), 'inputs') };
  const planned = ['--command', 'run', '--format', 'json', '--bundle', container.bundle];
  const plan = await run(container.command('plan', ...planned, container.id));
  if (plan.exitCode !== 0) throw new Error(`plan: ${plan.stderr}`);
  writeFileSync(kept.plan, plan.stdout);
  writeFileSync(kept.inputs, readFileSync(join(record, 'inputs.json')));
  await container.delete({ force: true });
  return kept;
}

function programs(container: Container, { plan, inputs }: Evidence): Program[] {
  const digest = createHash('sha256')
    .update(readFileSync(`${buildDirectory}engine.wasm`))
    .digest('hex');
  const helper = `${buildDirectory}lading-helper`;
  const peer = (name: 'lading' | 'crun' | 'runc'): Program => ({
    name: `${name} run`,
    command: [
      ...runtime(name).command,
      ...['--root', join(testDirectory(), `state-bench-${name}`)],
      ...['run', '--bundle', container.bundle, `bench-${name}`],
    ],
  });
  return [
    { name: 'a static program', command: [join(container.rootfs, 'bin/busybox'), 'true'] },
    { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
    { name: 'bare system calls', command: [compile('floor'), container.rootfs, '/bin/true'] },
    {
      name: 'helper alone',
      command: [
        `3<${plan}`,
        `5<${inputs}`,
        helper,
        'carry',
        '--inputs-fd',
        '5',
        '--engine',
        digest,
      ],
    },
    peer('lading'),
    peer('crun'),
    peer('runc'),
  ];
}

function timeInTurn(turns: string, all: readonly Program[]): Timing[] {
  const groups = all.flatMap(({ command }) => ['--', ...command]);
  const result = spawnSync(turns, [String(ROUNDS + 2), String(PAUSE_US), ...groups], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0) throw new Error(`turns: exit ${result.status}`);
  const samples = all.map(() => [] as number[]);
  for (const line of result.stdout.trim().split('\n')) {
    const [index, nanoseconds, status] = line.split(' ').map(Number) as [number, number, number];
    if (status !== 0) throw new Error(`${all[index]?.name}: exit ${status}`);
    samples[index]?.push(nanoseconds / 1e6);
  }
  // The first two rounds fill caches.
  return all.map(({ name }, index) => summary(name, samples[index]?.slice(2) ?? []));
}

function timeEngine(inputs: string): Timing {
  const request = readFileSync(inputs);
  const engine = loadEngine();
  const samples: number[] = [];
  for (let round = 0; round < PLAN_ROUNDS; round += 1) {
    const begin = performance.now();
    const answer = engine.respond(request);
    samples.push(performance.now() - begin);
    if (answer.kind !== 'plan') throw new Error(`the engine answered ${answer.kind}`);
  }
  return summary('engine, planning (warm)', samples.slice(PLAN_ROUNDS / 4));
}

function summary(name: string, samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return { name, medianMs: at(0.5), p90Ms: at(0.9) };
}

function report(timings: readonly Timing[], engine: Timing): void {
  const median = (name: string): number =>
    timings.find((timing) => timing.name === name)?.medianMs ?? Number.NaN;
  const targets: Target[] = [
    ratio('helper alone', 'crun run', 0.4),
    { what: 'engine, planning (warm)', value: engine.medianMs, limit: 2, unit: 'ms' },
  ];
  const others = [
    ratio('lading run', 'node -e 0'),
    ratio('lading run', 'crun run'),
    ratio('lading run', 'runc run'),
    ratio('helper alone', 'runc run'),
    ratio('helper alone', 'bare system calls'),
  ];
  function ratio(name: string, to: string, limit = Number.POSITIVE_INFINITY): Target {
    return { what: `${name} / ${to}`, value: median(name) / median(to), limit, unit: 'x' };
  }
  const lines = [
    `a container of /bin/true with Docker's config, ${ROUNDS} rounds in turn, ${PAUSE_US / 1000} ms apart`,
    '',
    ...[...timings, engine].map(
      ({ name, medianMs, p90Ms }) =>
        `  ${name.padEnd(28)} ${medianMs.toFixed(2).padStart(8)} ms   p90 ${p90Ms.toFixed(2).padStart(8)} ms`,
    ),
    '',
    ...[...targets, ...others].map(render),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const out = join(buildDirectory, 'bench');
  mkdirSync(out, { recursive: true });
  const ratios = Object.fromEntries(
    [...targets, ...others].map(({ what, value }) => [what, value]),
  );
  const text = { rounds: ROUNDS, pauseUs: PAUSE_US, timings: [...timings, engine], ratios };
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(text, null, 2)}\n`);
  const missed = targets.filter(({ value, limit }) => !(value <= limit));
  if (missed.length > 0 && process.argv.includes('--check')) process.exitCode = 1;
}

function render({ what, value, limit, unit }: Target): string {
  const text = `  ${what.padEnd(34)} ${value.toFixed(2).padStart(6)} ${unit}`;
  if (limit === Number.POSITIVE_INFINITY) return text;
  return `${text}   wanted at most ${limit} ${unit}: ${value <= limit ? 'met' : 'MISSED'}`;
}

function compile(name: string): string {
  const executable = join(buildDirectory, 'bench', name);
  mkdirSync(join(buildDirectory, 'bench'), { recursive: true });
  const flags = ['-O2', '-static', '-Wall', '-Wextra', '-Werror'];
  const source = join(folder, `${name}.c`);
  const result = spawnSync('gcc', [...flags, '-o', executable, source], { stdio: 'inherit' });
  if (result.status !== 0 || !existsSync(executable)) throw new Error(`gcc ${source} failed`);
  return executable;
}

await main();
