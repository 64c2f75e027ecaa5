// The same requests, the same bytes: 2,000 generated configs on each of the named hosts, asked of engines that share no
// code: V8 in Node, Node's own WASI, JavaScriptCore in Bun, V8 in Chromium, and the C that wasm2c made, on this machine
// and on an emulated aarch64.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { NAMED_FACTS } from '../../host/commands/named-facts.ts';
import { type Json, renderCanonical } from '../../host/engine/canonical.ts';
import { ORIGIN, openChromium, serve } from '../helpers/chromium.ts';
import { ENGINE_FILE, KIND } from '../helpers/engine.ts';
import { generatedConfigs } from '../helpers/generated-configs.ts';
import { buildDirectory } from '../helpers/runtime.ts';
import { type Corpus, requestAt, requestCount } from './corpus.ts';

/** Fewer for a quick look. */
const CONFIGS = Number(process.env.LADING_TEST_CONFIGS ?? 2000);
const SEED = 20_26;
/** Emulation is some fifty times slower: it is asked a sample, whose step is prime so that every host is in it. */
const EMULATED_STEP = 47;
const TEST_MS = 1_200_000;

const here = import.meta.dirname;
const repository = join(here, '..', '..');
const enginePath = fileURLToPath(ENGINE_FILE);

function makeCorpus(): Corpus {
  const facts = [...NAMED_FACTS.values()].map((named) => {
    const { caller } = named as { readonly caller: Json };
    return { facts: renderCanonical(named), caller: renderCanonical(caller) };
  });
  return { configs: generatedConfigs(CONFIGS, SEED), facts };
}

/** Runs to the end, with a file for its input; what it printed, as lines. */
function linesOf(command: readonly string[], input?: string): Promise<string[]> {
  const [program = '', ...args] = command;
  const stdin = input === undefined ? ('ignore' as const) : openSync(input, 'r');
  const child = spawn(program, args, { stdio: [stdin, 'pipe', 'pipe'] });
  if (typeof stdin === 'number') closeSync(stdin);
  const chunks: Buffer[] = [];
  let errors = '';
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status, signal) => {
      if (status === 0) resolve(split(Buffer.concat(chunks).toString()));
      else reject(new Error(`${command.join(' ')}: ${signal ?? status}: ${errors.slice(-2000)}`));
    });
  });
}

function split(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

async function bundle(folder: string): Promise<void> {
  const common = { absWorkingDir: repository, bundle: true, logLevel: 'error' } as const;
  const names = ['on-command', 'on-wasi'];
  await Promise.all([
    ...names.map((name) =>
      build({
        ...common,
        platform: 'node',
        format: 'esm',
        entryPoints: [join(here, `${name}.ts`)],
        outfile: join(folder, `${name}.mjs`),
      }),
    ),
    build({
      ...common,
      platform: 'browser',
      format: 'iife',
      globalName: 'asked',
      entryPoints: [join(here, 'in-javascript.ts')],
      outfile: join(folder, 'in-browser.js'),
    }),
  ]);
}

function writeRequests(corpus: Corpus, step: number, path: string): string {
  const file = openSync(path, 'w');
  for (let index = 0; index < requestCount(corpus); index += step) {
    const request = requestAt(corpus, index);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(request.length);
    writeSync(file, Buffer.concat([length, request]));
  }
  closeSync(file);
  return path;
}

/** The native entry's own objects, without its main, and the program that asks in batches. */
function compileBatch(compiler: string, folder: string): string {
  const build = join(folder, 'native');
  mkdirSync(build, { recursive: true });
  writeFileSync(join(build, 'engine.wasm'), readFileSync(enginePath));
  const run = (command: readonly string[]): void => {
    const [program = '', ...args] = command;
    const { status, stderr } = spawnSync(program, args, { cwd: repository, encoding: 'utf8' });
    assert.equal(status, 0, `${command.join(' ')}: ${stderr}`);
  };
  run(['make', '-s', '-C', 'helper-c', `CC=${compiler}`, `BUILD=${build}`, 'native']);
  const program = join(build, 'batch');
  const objects = `$(find ${build}/obj -name '*.o' ! -path '*/native/main.o')`;
  const flags = '-std=c17 -D_GNU_SOURCE -O2 -static -Wall -Wextra -Werror';
  const includes = '-Ihelper-c -Ihelper-c/native -Igenerated/c';
  run(['sh', '-c', `${compiler} ${flags} ${includes} -o ${program} ${here}/batch.c ${objects}`]);
  return program;
}

async function inChromium(corpusPath: string, folder: string): Promise<string[]> {
  const browser = await openChromium();
  try {
    const context = await browser.newContext();
    const file = (path: string, type: string): { body: Buffer; type: string } => ({
      body: readFileSync(path),
      type,
    });
    await serve(
      context,
      new Map<string, { readonly body: string | Buffer; readonly type: string }>([
        ['/', { body: '<!doctype html>', type: 'text/html' }],
        ['/corpus.json', file(corpusPath, 'application/json')],
        ['/engine.wasm', file(enginePath, 'application/wasm')],
        ['/asked.js', file(join(folder, 'in-browser.js'), 'text/javascript')],
      ]),
    );
    const page = await context.newPage();
    await page.goto(`${ORIGIN}/`);
    await page.addScriptTag({ url: '/asked.js' });
    return split(await page.evaluate<string>(ASK_IN_PAGE));
  } finally {
    await browser.close();
  }
}

const ASK_IN_PAGE = `(async () => {
  const corpus = await (await fetch('/corpus.json')).json();
  const engine = new Uint8Array(await (await fetch('/engine.wasm')).arrayBuffer());
  return asked.answerAll(corpus, engine);
})()`;

/** As many at once as there are processors. */
async function inTurn(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...tasks];
  const work = async (): Promise<void> => {
    for (let task = left.shift(); task !== undefined; task = left.shift()) await task();
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}

describe('a plan is the same everywhere', function () {
  this.timeout(TEST_MS);
  const hosts = NAMED_FACTS.size;
  const all = CONFIGS * hosts;
  const found = new Map<string, readonly string[] | Error>();
  let expected: readonly string[] = [];
  let folder = '';
  let corpus: Corpus;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'lading-determinism-'));
    await bundle(folder);
    corpus = makeCorpus();
    const corpusPath = join(folder, 'corpus.json');
    writeFileSync(corpusPath, JSON.stringify(corpus));
    const keep = (name: string, answers: () => Promise<string[]>) => async (): Promise<void> => {
      try {
        found.set(name, await answers());
      } catch (error) {
        found.set(name, error as Error);
      }
    };
    const program = [join(folder, 'on-command.mjs'), corpusPath, enginePath];
    // Node 20's own WASI calls crash now and then when V8 calls them the fast way.
    const wasi = [
      '--no-turbo-fast-api-calls',
      join(folder, 'on-wasi.mjs'),
      corpusPath,
      enginePath,
      folder,
    ];
    const bun = join(repository, 'node_modules/.bin/bun');
    await inTurn([
      keep('node', () => linesOf([process.execPath, ...program])),
      keep('emulated', () => {
        const batch = compileBatch('aarch64-linux-gnu-gcc', join(buildDirectory, 'aarch64'));
        const input = writeRequests(corpus, EMULATED_STEP, join(folder, 'sample'));
        return linesOf(['qemu-aarch64-static', batch], input);
      }),
      keep('wasi', () => linesOf([process.execPath, '--no-warnings', ...wasi])),
      keep('bun', () => linesOf([bun, ...program])),
      keep('chromium', () => inChromium(corpusPath, folder)),
      keep('native', () => {
        const batch = compileBatch('gcc', join(buildDirectory, 'batch'));
        return linesOf([batch], writeRequests(corpus, 1, join(folder, 'requests')));
      }),
    ]);
    expected = answersOf('node');
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  function answersOf(name: string): readonly string[] {
    const answers = found.get(name);
    if (answers === undefined || answers instanceof Error) throw answers ?? new Error('not asked');
    return answers;
  }

  function agree(name: string, step = 1): void {
    const answers = answersOf(name);
    const wanted = expected.filter((_, index) => index % step === 0);
    const at = wanted.findIndex((line, index) => line !== answers[index]);
    if (at !== -1) {
      const request = new TextDecoder().decode(requestAt(corpus, at * step));
      assert.fail(`request ${at * step}: ${answers[at]}, not ${wanted[at]}: ${request}`);
    }
    assert.equal(answers.length, wanted.length);
  }

  it(`${CONFIGS} configs on ${hosts} named hosts are ${all} requests, most of them answered by plans`, () => {
    assert.equal(expected.length, all);
    const plans = expected.filter((line) => line.startsWith(`${KIND.plan} `));
    assert.ok(plans.length > all / 2, `${plans.length} plans`);
    assert.ok(new Set(plans).size > plans.length / 2, 'most plans are alike');
    const traps = expected.filter((line) => !/^(0|10|11|12) /.test(line));
    assert.deepEqual(traps, []);
  });

  it(`node:wasi gives the digests of V8 in Node: ${all} of ${all}`, () => agree('wasi'));

  it(`JavaScriptCore, in Bun, gives the same: ${all} of ${all}`, () => agree('bun'));

  it(`Chromium gives the same: ${all} of ${all}`, () => agree('chromium'));

  it(`the engine as C gives the same: ${all} of ${all}`, () => agree('native'));

  it(`the engine as C on an emulated aarch64 gives the same: ${Math.ceil(all / EMULATED_STEP)}, every ${EMULATED_STEP}th`, () =>
    agree('emulated', EMULATED_STEP));
});
