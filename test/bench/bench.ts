// `npm run bench [RUNTIME…]`: how long a container of /bin/true takes under lading, its native entry, its helper alone,
// the peers and any runtime given by path, as ratios of programs that ran in turn; a container's life as an engine calls
// for it; a list of many; peak memory; and how long the engine plans. Prints a table and writes report.json and
// report.svg to build/bench. With `--check` it fails when a ratio is missed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadEngine } from '../../host/engine/load.ts';
import { dockerConfig } from '../helpers/config.ts';
import { Container, removeTestDirectory, testDirectory } from '../helpers/container.ts';
import { buildDirectory, isHybrid, nativeEntry, run, runtime } from '../helpers/runtime.ts';
import { renderChart } from './chart.ts';

const ROUNDS = Number(process.env.LADING_BENCH_ROUNDS ?? 60);
const PAUSE_US = 5000;
const PLAN_ROUNDS = 200;
const LIFE_ROUNDS = Math.ceil(ROUNDS / 3);
const LISTED = 200;
const ENGINE = 'engine, planning (warm)';
const LIBRARY_PLANS = 10_000;
const LIBRARY = `${LIBRARY_PLANS} plans through the library`;
/** A tmpfs of the bench's own mount namespace. */
const STATE = '/mnt';
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
  readonly unit: 'x' | 'ms' | 's' | 'instructions';
}

async function main(): Promise<void> {
  // Debian's crun works only where it sees no unified hierarchy beside others; so that all run on
  // the same hierarchies and nobody pays for a wrapper, the whole bench runs there.
  if (process.env.LADING_BENCH_INSIDE !== '1') return reenter();
  try {
    await measure();
  } finally {
    removeTestDirectory();
  }
}

function reenter(): void {
  // State in memory, as it is where /run is: a disk's own waits are nobody's merit.
  const script = `${isHybrid() ? 'umount /sys/fs/cgroup/unified && ' : ''}mount -t tmpfs bench "$0" && exec "$@"`;
  const self = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
  const result = spawnSync('unshare', ['-m', 'sh', '-c', script, '/mnt', ...self], {
    stdio: 'inherit',
    env: { ...process.env, LADING_BENCH_INSIDE: '1' },
  });
  process.exitCode = result.status ?? 1;
}

async function measure(): Promise<void> {
  mkdirSync(join(buildDirectory, 'bench'), { recursive: true });
  const turns = compile('turns');
  const container = new Container({ config: dockerConfig(), id: 'bench' });
  container.config.process.args = ['/bin/true'];
  container.writeConfig();
  const evidence = await keepRecord(container);
  const timings = [
    ...timeInTurn(turns, programs(container, evidence), ROUNDS),
    ...timeInTurn(turns, lives(container), LIFE_ROUNDS),
    ...(await timeLists(turns, container)),
    timeEngine(evidence.inputs),
    await timeLibrary(container.bundle),
  ];
  report(timings, peaks(container));
}

/** The runtimes that are compared: ours, Debian's, and those named on the command line. */
function runtimes(): { readonly name: string; readonly command: readonly string[] }[] {
  const others = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  return [
    { name: 'lading', command: runtime('lading').command },
    { name: 'lading-oci', command: nativeEntry.command },
    { name: 'crun', command: ['crun'] },
    { name: 'runc', command: ['runc'] },
    ...others.map((path) => ({ name: path, command: [path] })),
  ];
}

/** With a state root of its own for each purpose. */
function commandOf(name: string, command: readonly string[], purpose: string): string[] {
  const root = join(STATE, `${name.replaceAll('/', '_')}-${purpose}`);
  mkdirSync(root, { recursive: true });
  return [...command, '--root', root];
}

/** create, start, state, kill, delete: what a container engine calls, one after the other. */
function lives(container: Container): Program[] {
  const sleeper = join(testDirectory(), 'sleeper');
  const config = structuredClone(container.config);
  config.process.args = ['/bin/sleep', '100'];
  config.root = { path: container.rootfs };
  mkdirSync(sleeper);
  writeFileSync(join(sleeper, 'config.json'), JSON.stringify(config));
  return runtimes()
    .filter(({ name }) => name !== 'lading')
    .map(({ name, command }) => {
      const call = commandOf(name, command, 'life').join(' ');
      const id = `bench-life-${name.replaceAll('/', '_')}`;
      const script = [
        `${call} create --bundle ${sleeper} ${id} > /dev/null 2>&1 && ${call} start ${id} &&`,
        `${call} state ${id} > /dev/null && ${call} kill ${id} KILL || exit 1;`,
        `while ! ${call} delete ${id} 2> /dev/null; do :; done`,
      ].join(' ');
      return { name: `${name} life`, command: ['/bin/sh', '-c', script] };
    });
}

/** Containers that have ended, so that no process of theirs is in the way. */
async function timeLists(turns: string, container: Container): Promise<Timing[]> {
  const listed = runtimes().filter(({ name }) => name === 'lading-oci' || name === 'crun');
  const calls = listed.map(({ name, command }) => ({
    name,
    call: commandOf(name, command, 'list'),
    ids: Array.from({ length: LISTED }, (_, index) => `bench-${name}-${index}`),
  }));
  for (const { call, ids } of calls) {
    for (const id of ids) {
      const run = [...call.slice(1), 'run', '--detach', '--bundle', container.bundle, id];
      spawnSync(call[0] as string, run, { stdio: 'ignore' });
    }
  }
  const programs = calls.map(({ name, call }) => ({
    name: `${name} list of ${LISTED}`,
    command: [...call, 'list'],
  }));
  const timings = timeInTurn(turns, programs, LIFE_ROUNDS);
  for (const { call, ids } of calls) {
    for (const id of ids) spawnSync(call[0] as string, [...call.slice(1), 'delete', id]);
  }
  return timings;
}

interface Peak {
  readonly name: string;
  readonly kilobytes: number;
}

/** Of the runtime's own process, while it runs a container in the foreground: getrusage(2). */
function peaks(container: Container): Peak[] {
  const measure = compile('peak');
  return runtimes()
    .filter(({ name }) => name !== 'lading')
    .map(({ name, command }) => {
      const call = commandOf(name, command, 'peak');
      const args = ['run', '--bundle', container.bundle, 'bench-peak'];
      const result = spawnSync(measure, [...call, ...args], { encoding: 'utf8' });
      if (result.status !== 0) throw new Error(`${name}: ${result.stderr}`);
      return { name: `${name} run`, kilobytes: Number(result.stdout) };
    });
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
    ...runtimes().map(({ name, command }) => ({
      name: `${name} run`,
      command: [
        ...commandOf(name, command, 'run'),
        ...['run', '--bundle', container.bundle, `bench-${name.replaceAll('/', '_')}`],
      ],
    })),
  ];
}

function timeInTurn(turns: string, all: readonly Program[], rounds: number): Timing[] {
  const groups = all.flatMap(({ command }) => ['--', ...command]);
  const result = spawnSync(turns, [String(rounds + 2), String(PAUSE_US), ...groups], {
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
  return summary(ENGINE, samples.slice(PLAN_ROUNDS / 4));
}

/** All of it as one: files read, request written, engine asked twice, digest taken. */
async function timeLibrary(bundle: string): Promise<Timing> {
  const { plan } = (await import(
    `${buildDirectory}index.mjs`
  )) as typeof import('../../host/index.ts');
  const begin = performance.now();
  for (let index = 0; index < LIBRARY_PLANS; index += 1) {
    await plan(bundle, { facts: 'v2-x86_64', id: `bench-${index}` });
  }
  return summary(LIBRARY, [performance.now() - begin]);
}

function summary(name: string, samples: readonly number[]): Timing {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  return { name, medianMs: at(0.5), p90Ms: at(0.9) };
}

function report(timings: readonly Timing[], memory: readonly Peak[]): void {
  const median = (name: string): number =>
    timings.find((timing) => timing.name === name)?.medianMs ?? Number.NaN;
  const peak = (name: string): number =>
    memory.find((one) => one.name === name)?.kilobytes ?? Number.NaN;
  const ratio = (name: string, to: string, limit = Number.POSITIVE_INFINITY): Target => ({
    what: `${name} / ${to}`,
    value: median(name) / median(to),
    limit,
    unit: 'x',
  });
  const targets: Target[] = [
    ratio('lading-oci run', 'crun run', 0.3),
    ratio('lading-oci run', 'bare system calls', 1.5),
    ratio('lading-oci life', 'crun life', 0.45),
    ratio(`lading-oci list of ${LISTED}`, `crun list of ${LISTED}`, 1.5),
    {
      what: 'peak memory, lading-oci / crun',
      value: peak('lading-oci run') / peak('crun run'),
      limit: 1,
      unit: 'x',
    },
    ratio('helper alone', 'crun run', 0.4),
    { what: ENGINE, value: median(ENGINE), limit: 2, unit: 'ms' },
    { what: LIBRARY, value: median(LIBRARY) / 1000, limit: 10, unit: 's' },
  ];
  const others = [
    ratio('lading run', 'node -e 0'),
    ratio('lading run', 'crun run'),
    ratio('lading-oci run', 'runc run'),
    ratio('lading-oci life', 'runc life'),
    ratio('helper alone', 'bare system calls'),
  ];
  const lines = [
    `a container of /bin/true with Docker's config, ${ROUNDS} rounds in turn, ${PAUSE_US / 1000} ms apart`,
    '',
    ...timings.map(
      ({ name, medianMs, p90Ms }) =>
        `  ${name.padEnd(34)} ${medianMs.toFixed(2).padStart(8)} ms   p90 ${p90Ms.toFixed(2).padStart(8)} ms`,
    ),
    '',
    ...memory.map(
      ({ name, kilobytes }) => `  ${name.padEnd(34)} ${`${kilobytes}`.padStart(8)} KB at most`,
    ),
    '',
    ...[...targets, ...others].map(render),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  const out = join(buildDirectory, 'bench');
  const ratios = Object.fromEntries(
    [...targets, ...others].map(({ what, value }) => [what, value]),
  );
  const kept = { rounds: ROUNDS, pauseUs: PAUSE_US, timings, memory, ratios };
  writeFileSync(join(out, 'report.txt'), `${lines.join('\n')}\n`);
  writeFileSync(join(out, 'report.json'), `${JSON.stringify(kept, null, 2)}\n`);
  writeFileSync(join(out, 'report.svg'), renderChart(timings));
  const missed = targets.filter(({ value, limit }) => !(value <= limit));
  if (missed.length > 0 && process.argv.includes('--check')) process.exitCode = 1;
}

function render({ what, value, limit, unit }: Target): string {
  const text = `  ${what.padEnd(46)} ${value.toFixed(2).padStart(6)} ${unit}`;
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
