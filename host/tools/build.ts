// `npm run build`: makes build/engine.wasm, build/lading with build/lib/host.cjs and build/host.cache, build/index.mjs, build/page.html, build/lading-helper and build/lading-oci. A part whose
// inputs have not changed since it was last made is left alone; the inputs' digest stands beside each output.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import type { Plugin } from 'esbuild';
import { finishEngine } from './engine-module.ts';
import { buildLibrary } from './library.ts';
import { buildPage } from './page.ts';

const REPOSITORY = join(import.meta.dirname, '..', '..');
const BUILD = join(REPOSITORY, 'build');

type Part = {
  readonly output: string;
  /** Files, and folders with all in them. */
  readonly inputs: readonly string[];
  /** Parts that have to be made before it. */
  readonly after?: readonly string[];
  /** A sentence when something that the part is made with is not there. */
  readonly missing?: () => string | undefined;
  readonly make: () => Promise<void>;
};

const ENGINE_INPUTS = [
  'assembly',
  'generated/assembly',
  'asconfig.json',
  'package-lock.json',
  'host/tools/engine-module.ts',
];

/** What V8 has compiled of the command. */
const CACHE = 'host.cache';

const PARTS: readonly Part[] = [
  {
    output: 'engine.wasm',
    inputs: ENGINE_INPUTS,
    make: compileEngine,
  },
  {
    output: 'lading',
    inputs: ['host', 'generated/host', 'package.json', 'package-lock.json'],
    make: bundleHost,
  },
  {
    output: CACHE,
    inputs: ['host', 'generated/host', 'package.json', ...ENGINE_INPUTS],
    after: ['lading', 'engine.wasm'],
    make: makeCodeCache,
  },
  {
    output: 'index.mjs',
    inputs: ['host', 'generated/host', 'package.json', 'package-lock.json', 'tsconfig.json'],
    after: ['lading'],
    make: () => buildLibrary(BUILD),
  },
  {
    output: 'page.html',
    inputs: ['host', 'generated/host', ...ENGINE_INPUTS],
    after: ['engine.wasm'],
    make: () => buildPage(join(BUILD, 'engine.wasm'), join(BUILD, 'page.html')),
  },
  {
    output: 'lading-helper',
    inputs: ['helper-c', 'generated/c'],
    missing: missingForHelper,
    make: () => run('make', ['-s', '-C', 'helper-c']),
  },
  {
    output: 'lading-oci',
    inputs: ['helper-c', 'generated/c', ...ENGINE_INPUTS],
    after: ['engine.wasm', 'lading-helper'],
    missing: () =>
      existsSync(bin('wasm2c')) ? missingForHelper() : 'wasm2c is missing: run `npm run setup`',
    make: () => run('make', ['-s', '-C', 'helper-c', 'native']),
  },
];

async function main(): Promise<void> {
  mkdirSync(BUILD, { recursive: true });
  const made = new Map<string, Promise<void>>();
  for (const part of PARTS) made.set(part.output, build(part, made));
  const results = await Promise.allSettled(made.values());
  const failures = results.flatMap((result) =>
    result.status === 'rejected' ? [result.reason] : [],
  );
  for (const failure of failures) say(failure instanceof Error ? failure.message : `${failure}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}

async function build(part: Part, made: ReadonlyMap<string, Promise<void>>): Promise<void> {
  await Promise.all((part.after ?? []).map((output) => made.get(output)));
  const output = join(BUILD, part.output);
  const stamp = join(BUILD, `.${part.output}.inputs`);
  const digest = await digestOf(part.inputs);
  if (existsSync(output) && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) {
    say(`build/${part.output} is up to date`);
    return;
  }
  const missing = part.missing?.();
  if (missing !== undefined) throw new Error(`build/${part.output}: ${missing}`);
  const start = performance.now();
  await part.make();
  if (!existsSync(output)) throw new Error(`build/${part.output} was not made`);
  writeFileSync(stamp, digest);
  say(`build/${part.output} made in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** Of names and contents; and of node's version, because esbuild and asc run in it. */
async function digestOf(inputs: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs) {
    for (const file of await filesBelow(input)) {
      hash.update(`\0${file}\0`).update(await readFile(join(REPOSITORY, file)));
    }
  }
  return hash.digest('hex');
}

async function filesBelow(path: string): Promise<string[]> {
  if (/\.[a-z]+$/.test(path)) return [path];
  const entries = await readdir(join(REPOSITORY, path), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(REPOSITORY.length + 1))
    .sort();
}

async function compileEngine(): Promise<void> {
  await run(bin('asc'), ['--config', 'asconfig.json', '--target', 'release']);
  const path = join(BUILD, 'engine.wasm');
  writeFileSync(path, finishEngine(readFileSync(path)));
}

/** Loaded only by what needs them, each from a file of its own: node need not even read them to print a plan. */
const APART: readonly string[] = ['commander', 'execa'];

/** Called by launch.ts, and by code-cache.mjs. */
const WRAPPER = { js: '(function (require, __dirname) {' } as const;

/**
 * CommonJS, because node starts it a few milliseconds sooner than a module. The command has no extension and the
 * package says "module", so a package.json beside it says otherwise.
 */
async function bundleHost(): Promise<void> {
  const { build: bundle } = await import('esbuild');
  const common = {
    absWorkingDir: REPOSITORY,
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    define: { 'import.meta.dirname': '__dirname' },
    // import() would start node's module loader, which costs as much as all the rest; require() does not.
    supported: { 'dynamic-import': false },
    legalComments: 'none',
    logLevel: 'warning',
  } as const;
  const output = join(BUILD, 'lading');
  // V8 knows by its length alone whether it is of the same source.
  rmSync(join(BUILD, CACHE), { force: true });
  await Promise.all([
    bundle({
      ...common,
      entryPoints: ['host/launch.ts'],
      outfile: output,
      banner: { js: '#!/usr/bin/env node' },
    }),
    bundle({
      ...common,
      entryPoints: ['host/cli.ts'],
      outfile: join(BUILD, 'lib', 'host.cjs'),
      banner: WRAPPER,
      footer: { js: '})' },
      // Half as much to read at each start; names and short lines stay, for the stacks of bugs.
      minifyWhitespace: true,
      minifySyntax: true,
      lineLimit: 120,
      plugins: [globalProcess],
      alias: Object.fromEntries(APART.map((name) => [name, `./lib/${name}.cjs`])),
      external: APART.map((name) => `./lib/${name}.cjs`),
    }),
    bundle({
      ...common,
      entryPoints: [...APART],
      plugins: [withoutChildProcess],
      outdir: join(BUILD, 'lib'),
      outExtension: { '.js': '.cjs' },
    }),
  ]);
  await chmod(output, 0o755);
  writeFileSync(join(BUILD, 'package.json'), '{"type":"commonjs"}\n');
}

/** Of the commonest, and so of what all commands share: for another host, and where there is a Linux to look at, for it. */
async function makeCodeCache(): Promise<void> {
  const config = join(REPOSITORY, 'test', 'fixtures', 'configs', 'docker-20.10.json');
  const plan = ['--', 'plan', '--config', config];
  const lines = [...plan, '--facts', 'v2-x86_64', ...(process.platform === 'linux' ? plan : [])];
  const files = [join(BUILD, 'lib', 'host.cjs'), join(BUILD, CACHE)];
  const tool = join(REPOSITORY, 'host', 'tools', 'code-cache.mjs');
  await run(process.execPath, [tool, ...files, ...lines], 'ignore');
}

/** It is a global of node's as well, and no copy of all its members has to be made for each file that imports it. */
const globalProcess: Plugin = {
  name: 'global-process',
  setup(build) {
    build.onResolve({ filter: /^node:process$/ }, () => ({ path: 'process', namespace: 'global' }));
    build.onLoad({ filter: /^process$/, namespace: 'global' }, () => ({
      contents: 'export default globalThis.process;',
    }));
  },
};

/** commander would load it at once, for subcommands that are programs of their own; there are none here. */
const withoutChildProcess: Plugin = {
  name: 'without-child-process',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      importer.includes('commander') ? { path: 'none', namespace: 'absent' } : undefined,
    );
    build.onLoad({ filter: /^none$/, namespace: 'absent' }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

function missingForHelper(): string | undefined {
  if (!onPath('make')) return 'make is missing (Debian: make)';
  if (onPath('musl-gcc')) return undefined;
  if (!onPath('cc') && !onPath('gcc')) return 'a C compiler is missing (Debian: gcc, musl-tools)';
  const libraries = ['/usr/lib', '/usr/lib64', `/usr/lib/${linuxMachine()}-linux-gnu`];
  if (libraries.some((folder) => existsSync(join(folder, 'libc.a')))) return undefined;
  return 'a static C library is missing (Debian: musl-tools, or libc6-dev)';
}

function linuxMachine(): string {
  return process.arch === 'x64' ? 'x86_64' : process.arch === 'arm64' ? 'aarch64' : process.arch;
}

function onPath(program: string): boolean {
  return (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false; // not in this folder: the search goes on
    }
  });
}

function bin(name: string): string {
  return join(REPOSITORY, 'node_modules', '.bin', name);
}

function run(program: string, args: readonly string[], output: 'ignore' | 2 = 2): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: REPOSITORY, stdio: ['ignore', output, 2] });
    child.on('error', reject);
    child.on('close', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`${program} ${args.join(' ')}: exit status ${status}`));
    });
  });
}

function say(text: string): void {
  process.stderr.write(`build: ${text}\n`);
}

await main();
