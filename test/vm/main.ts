// `npm run test:vm`: the container tests in machines of their own, lane by lane, each booted from Debian's kernel and
// gone when its tests are. Without arguments the lanes that always run; `--all` is all of them.
//
//   --lane NAME      this lane only (again for more)
//   --file PATH      this test file or folder instead of the lane's own (again for more)
//   --all            with --lane or --file: also what takes long
//   --grep PATTERN   only tests with such titles
//   --runtime NAME   lading-oci (the default), lading, crun or runc; with --file
//   --minutes N      how long a lane may take
//   --run COMMAND    no tests but this command, in the repository, as root
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundleTests, testFiles } from './bundle.ts';
import { guestDirectory, type Kernel, kernel, repository } from './kernel.ts';
import { type Lane, lanes, type Step } from './lanes.ts';
import { type Ended, runMachine } from './machine.ts';

const { values: asked } = parseArgs({
  options: {
    all: { type: 'boolean', default: false },
    lane: { type: 'string', multiple: true },
    file: { type: 'string', multiple: true },
    grep: { type: 'string' },
    runtime: { type: 'string', default: 'lading-oci' },
    minutes: { type: 'string' },
    run: { type: 'string' },
  },
});

/** What the job says first. */
const UP = 'the machine is up';
/** A test ends earlier, however long it lasts. */
const SILENCE_MS = 6 * 60_000;
/** How many times longer than on the host a thing may take. */
const PATIENCE = 5;

interface Figures {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

async function main(): Promise<number> {
  const chosen = chooseLanes();
  const steps = chosen.flatMap((lane) => lane.steps);
  const files = (await Promise.all(steps.map(filesOf))).flat();
  const compiled = await bundleTests([...new Set(files)]);
  const results: [Lane, Figures, seconds: number][] = [];
  const waiting = [...chosen];
  const work = async () => {
    for (let lane = waiting.shift(); lane !== undefined; lane = waiting.shift()) {
      const begun = Date.now();
      const figures = await runLane(lane, compiled);
      results.push([lane, figures, (Date.now() - begun) / 1000]);
    }
  };
  // A machine has one processor, and most hosts have more.
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  if (asked.run !== undefined) return results.some(([, { failed }]) => failed > 0) ? 1 : 0;
  console.log('\nlanes');
  const sum = { passed: 0, failed: 0 };
  for (const [lane, { passed, failed, skipped }, seconds] of results) {
    const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`;
    console.log(
      `  ${lane.name.padEnd(10)} ${counts.padEnd(40)} ${seconds.toFixed(0)} s  ${lane.title}`,
    );
    sum.passed += passed;
    sum.failed += failed;
  }
  // As mocha's own figures stand, for whoever adds them up.
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
}

function chooseLanes(): Lane[] {
  const names =
    asked.lane ?? lanes.filter((lane) => asked.all || lane.always).map(({ name }) => name);
  return names.map((name) => {
    const lane = lanes.find((one) => one.name === name);
    if (lane === undefined) {
      throw new Error(`no lane ${name}; there are ${lanes.map((one) => one.name).join(', ')}`);
    }
    return asked.file === undefined ? lane : { ...lane, steps: [stepAsked(asked.file)] };
  });
}

/** The files of a step; without `--all` only those that are not slow. */
async function filesOf(step: Step): Promise<string[]> {
  const slow = asked.all ? [] : await testFiles(step.slow ?? []);
  return (await testFiles(step.files)).filter((file) => !slow.includes(file));
}

function stepAsked(files: readonly string[]): Step {
  return {
    title: `${files.join(' ')} under ${asked.runtime}`,
    files,
    env: { LADING_TEST_RUNTIME: asked.runtime },
    ...(asked.grep === undefined ? {} : { grep: asked.grep }),
  };
}

async function runLane(lane: Lane, compiled: (source: string) => string): Promise<Figures> {
  const begun = Date.now();
  const say = (line: string) => console.log(`${lane.name}| ${line}`);
  const of: Kernel = kernel(lane.kernel);
  say(`${lane.title} (${of.version})`);
  const job = {
    kernel: of,
    init: lane.init,
    cgroup: lane.cgroup,
    words: lane.words ?? [],
    script:
      asked.run === undefined ? await script(lane, compiled) : `cd ${repository}\n${asked.run}`,
    timeoutMs: minutes(lane) * 60_000,
    silenceMs: SILENCE_MS,
  };
  let ended = await runMachine(job, say);
  if (asked.run === undefined && !ended.output.includes(UP)) {
    // An emulated kernel may go wrong where a real one does not; one that does so twice is broken.
    console.log(`lane ${lane.name} did not come up, and is tried again; ${why(lane, ended)}`);
    ended = await runMachine(job, say);
  }
  say(`${((Date.now() - begun) / 1000).toFixed(0)} s`);
  return judge(lane, ended);
}

function minutes(lane: Lane): number {
  return asked.minutes === undefined ? lane.timeoutMinutes : Number(asked.minutes);
}

/** Each step in a process of its own, the kernel's state compared around all of them. */
async function script(lane: Lane, compiled: (source: string) => string): Promise<string> {
  const node = quote(process.execPath);
  const state = `${node} ${compiled(join(guestDirectory, 'state.ts'))}`;
  const lines = [
    `cd ${quote(repository)}`,
    `echo ${quote(UP)}`,
    `export TERM=dumb TMPDIR=/tmp/scratch LADING_TEST_ALONE=1 LADING_TEST_PATIENCE=${PATIENCE}`,
    'status=0',
    `${state} before /run/lading-before || status=1`,
  ];
  for (const step of lane.steps) {
    const variables: Record<string, string> = { ...step.env };
    if (step.grep !== undefined) variables.LADING_TEST_GREP = step.grep;
    const env = Object.entries(variables).map(([name, value]) => `${name}=${quote(value)}`);
    const files = (await filesOf(step)).map((file) => quote(compiled(file)));
    if (files.length === 0) continue;
    const run = compiled(join(guestDirectory, 'run.ts'));
    lines.push(
      `echo ${quote(`\n${lane.name}: ${step.title}`)}`,
      `env ${env.join(' ')} ${node} ${run} ${files.join(' ')} || status=1`,
    );
  }
  lines.push(
    `echo ${quote(`\n${lane.name}: nothing is left of all that`)}`,
    `${state} after /run/lading-before || status=1`,
    'exit $status',
  );
  return `${lines.join('\n')}\n`;
}

/** The figures that the steps printed; a lane that did not come to its end has failed once more. */
function judge(lane: Lane, ended: Ended): Figures {
  const sum = (pattern: RegExp) =>
    [...ended.output.matchAll(pattern)].reduce((total, found) => total + Number(found[1]), 0);
  const figures = {
    passed: sum(/^(\d+) passed, \d+ failed$/gm),
    failed: sum(/^\d+ passed, (\d+) failed$/gm),
    skipped: sum(/^not tested here \((\d+)\):$/gm),
  };
  if (ended.exitCode === 0) return figures;
  if (ended.exitCode === undefined) {
    console.log(`lane ${lane.name} has failed: ${why(lane, ended)}`);
  }
  return { ...figures, failed: Math.max(figures.failed, 1) };
}

function why(lane: Lane, { cut, console }: Ended): string {
  const told = {
    late: `it did not end in ${minutes(lane)} minutes`,
    silent: `it said nothing for ${SILENCE_MS / 60_000} minutes`,
    early: 'it ended early',
  };
  return `${told[cut ?? 'early']}; its console's last lines:\n${tail(console)}`;
}

function tail(text: string): string {
  return text.split('\n').slice(-40).join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

process.exitCode = await main();
