// What takes how long: a container of /bin/true, a container's life as an engine calls for it, one more process in a
// container, a list of hundreds, many containers two at a time, and a plan.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadEngine } from '../../host/engine/load.ts';
import { type Container, testDirectory } from '../helpers/container.ts';
import { buildDirectory, run, runtime } from '../helpers/runtime.ts';
import { commandOf, contestants, idOf, natives, writeBundle } from './bundles.ts';
import {
  compile,
  type Program,
  quantile,
  runToEnd,
  summary,
  type Timing,
  timeInTurn,
} from './measure.ts';

export const LISTED = 200;
export const POOLED = Number(process.env.LADING_BENCH_POOLED ?? 500);
export const ENGINE = 'engine, planning (warm)';
const LIBRARY_PLANS = 10_000;
export const LIBRARY = `${LIBRARY_PLANS} plans through the library`;
const PLAN_ROUNDS = 200;
const START_TRIES = 5;

export interface Evidence {
  readonly plan: string;
  readonly inputs: string;
  /** Its seccomp filter, as the kernel takes it. */
  readonly filter: string;
}

/** The plan of a run that leaves nothing and its filter, and the inputs of one, out of its record. */
export async function keepRecord(container: Container): Promise<Evidence> {
  const outcome = await container.run({ args: ['--keep'] });
  if (outcome.exitCode !== 0) throw new Error(`run --keep: ${outcome.stderr}`);
  const record = join(container.stateDirectory, 'record', '1');
  const place = (name: string): string => join(testDirectory(), name);
  const kept = { plan: place('plan'), inputs: place('inputs'), filter: place('filter') };
  const planned = ['--command', 'run', '--format', 'json', '--bundle', container.bundle];
  const plan = await run(container.command('plan', ...planned, container.id));
  if (plan.exitCode !== 0) throw new Error(`plan: ${plan.stderr}`);
  writeFileSync(kept.plan, plan.stdout);
  writeFileSync(kept.filter, filterOf(plan.stdout));
  writeFileSync(kept.inputs, readFileSync(join(record, 'inputs.json')));
  await container.delete({ force: true });
  return kept;
}

function filterOf(plan: string): Buffer {
  const [, program] = /"do":"seccomp.load"[^}]*"program":"([^"]*)"/.exec(plan) ?? [];
  if (program === undefined) throw new Error('the plan loads no filter');
  return Buffer.from(program, 'base64');
}

export function timeRuns(container: Container, evidence: Evidence, rounds: number): Timing[] {
  const digest = createHash('sha256')
    .update(readFileSync(`${buildDirectory}engine.wasm`))
    .digest('hex');
  const helper = `${buildDirectory}lading-helper`;
  const descriptors = [`3<${evidence.plan}`, `5<${evidence.inputs}`];
  const programs: Program[] = [
    { name: 'a static program', command: [join(container.rootfs, 'bin/busybox'), 'true'] },
    { name: 'node -e 0', command: [process.execPath, '-e', '0'] },
    {
      name: 'bare system calls',
      command: [compile('floor'), container.rootfs, evidence.filter, '/bin/true'],
    },
    {
      name: 'helper alone',
      command: [...descriptors, helper, 'carry', '--inputs-fd', '5', '--engine', digest],
    },
    {
      name: 'lading plan',
      command: [...runtime('lading').command, 'plan', '--bundle', container.bundle, 'bench'],
    },
    ...contestants().map((one) => ({
      name: `${one.name} run`,
      command: [
        ...commandOf(one, 'run'),
        ...['run', '--bundle', container.bundle, idOf(one.name, 'run')],
      ],
    })),
  ];
  return timeInTurn(programs, rounds);
}

/** create, start, state, kill, delete: what a container engine calls, one after the other. */
export function timeLives(container: Container, rounds: number): Timing[] {
  const sleeper = writeSleeper(container);
  const programs = natives().map((one) => {
    const call = commandOf(one, 'life').join(' ');
    const id = idOf(one.name, 'life');
    const script = [
      `${call} create --bundle ${sleeper} ${id} > /dev/null 2>&1 && ${call} start ${id} &&`,
      `${call} state ${id} > /dev/null && ${call} kill ${id} KILL || exit 1;`,
      `while ! ${call} delete ${id} 2> /dev/null; do :; done`,
    ].join(' ');
    return { name: `${one.name} life`, command: ['/bin/sh', '-c', script] };
  });
  return timeInTurn(programs, rounds);
}

export function writeSleeper(container: Container): string {
  return writeBundle(container, 'sleeper', (config) => {
    config.process.args = ['/bin/sleep', '1000'];
  });
}

/** /bin/true in a container that runs already. */
export function timeExecs(container: Container, rounds: number): Timing[] {
  const sleeper = writeSleeper(container);
  const calls = natives().map((one) => ({
    name: `${one.name} exec`,
    call: commandOf(one, 'exec'),
    id: idOf(one.name, 'exec'),
  }));
  for (const { call, id } of calls) startDetached([...call, 'run', '--detach', '-b', sleeper, id]);
  try {
    const programs = calls.map(({ name, call, id }) => ({
      name,
      command: [...call, 'exec', id, '/bin/true'],
    }));
    return timeInTurn(programs, rounds);
  } finally {
    for (const { call, id } of calls) runToEnd([...call, 'delete', '--force', id]);
  }
}

/** Containers that have ended, so that no process of theirs is in the way. */
export function timeLists(container: Container, rounds: number): Timing[] {
  const calls = natives()
    .filter(({ name }) => name === 'lading-oci' || name === 'crun')
    .map((one) => ({
      name: `${one.name} list of ${LISTED}`,
      call: commandOf(one, 'list'),
      ids: Array.from({ length: LISTED }, (_, index) => `${idOf(one.name, 'list')}-${index}`),
    }));
  for (const { call, ids } of calls) {
    for (const id of ids) startDetached([...call, 'run', '--detach', '-b', container.bundle, id]);
  }
  const programs = calls.map(({ name, call }) => ({ name, command: [...call, 'list'] }));
  const timings = timeInTurn(programs, rounds);
  for (const { call, ids } of calls) for (const id of ids) runToEnd([...call, 'delete', id]);
  return timings;
}

/**
 * Its streams would keep ours open as long as the container runs. Tried again: crun fails when a program has ended before
 * crun is done with it.
 */
export function startDetached(command: readonly string[]): void {
  const [file, ...args] = command;
  for (let attempt = 0; attempt < START_TRIES; attempt += 1) {
    if (spawnSync(file as string, args, { stdio: ['ignore', 'ignore', 'inherit'] }).status === 0)
      return;
  }
  throw new Error(`${command.join(' ')}: failed ${START_TRIES} times`);
}

export interface Throughput {
  readonly name: string;
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** Many containers of /bin/true, two at a time: in four shares a runtime, in turn. */
export function measureThroughput(container: Container): Throughput[] {
  const pool = compile('pool');
  const shares = 4;
  const results = natives().map((one) => ({ one, samples: [] as number[], seconds: 0 }));
  for (let share = 0; share < shares; share += 1) {
    for (const result of results) {
      const id = `${idOf(result.one.name, 'pool')}-${share}-@`;
      const command = [...commandOf(result.one, 'pool'), 'run', '-b', container.bundle, id];
      const count = String(Math.ceil(POOLED / shares));
      const [total, ...each] = runToEnd([pool, count, '2', ...command])
        .trim()
        .split('\n');
      result.seconds += Number(total) / 1e9;
      result.samples.push(...each.map((nanoseconds) => Number(nanoseconds) / 1e6));
    }
  }
  return results.map(({ one, samples, seconds }) => ({
    name: one.name,
    perSecond: samples.length / seconds,
    p99Ms: quantile(samples, 0.99),
  }));
}

export function timeEngine({ inputs }: Evidence): Timing {
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
export async function timeLibrary(container: Container): Promise<Timing> {
  const { plan } = (await import(
    `${buildDirectory}index.mjs`
  )) as typeof import('../../host/index.ts');
  const begin = performance.now();
  for (let index = 0; index < LIBRARY_PLANS; index += 1) {
    await plan(container.bundle, { facts: 'v2-x86_64', id: `bench-${index}` });
  }
  return summary(LIBRARY, [performance.now() - begin]);
}
