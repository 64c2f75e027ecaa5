// Checks the C code: its format with clang-format (.clang-format), and the helper with gcc's static
// analyser. `--write` formats instead.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const folders = ['helper-c', 'test'];
// As the Makefile compiles, without what only a linker or an optimiser sees.
const analyserFlags = [
  '-std=c17',
  '-D_GNU_SOURCE',
  '-DLADING_VERSION="lint"',
  '-Wall',
  '-Wextra',
  '-Werror',
  '-fanalyzer',
  '-O1',
  '-Igenerated/c',
  '-Ihelper-c',
  '-Ihelper-c/native',
  // What wasm2c made of the engine.
  '-Ibuild/obj/engine',
  '-c',
  '-o',
  '/dev/null',
];

interface Outcome {
  readonly missing: boolean;
  readonly failed: boolean;
  readonly output: string;
}

async function main(): Promise<void> {
  const files = folders.flatMap((folder) => listFiles(join(repository, folder)));
  const isWriting = process.argv.includes('--write');
  const style = isWriting ? ['-i'] : ['--dry-run', '-Werror'];
  const outcome = await run('clang-format', [...style, ...files]);
  const formatted = report('clang-format', { ...outcome, output: unformatted(outcome.output) });
  const analysed = isWriting || (await analyse(files));
  process.exitCode = formatted && analysed ? 0 : 1;
}

/** Of clang-format's account of every blank, only which files it is about. */
function unformatted(output: string): string {
  const files = [...output.matchAll(/^(\S+?):\d+:\d+: error: code should be clang-formatted/gm)];
  const names = new Set(files.map((match) => `${match[1]}: not formatted (npm run format)\n`));
  return names.size > 0 ? [...names].join('') : output;
}

async function analyse(files: readonly string[]): Promise<boolean> {
  const sources = files.filter((file) => file.startsWith('helper-c/') && file.endsWith('.c'));
  const outcomes: Outcome[] = [];
  const next = sources.values();
  const worker = async (): Promise<void> => {
    for (const file of next) outcomes.push(await run('gcc', [...analyserFlags, file]));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return outcomes.map((outcome) => report('gcc -fanalyzer', outcome)).every(Boolean);
}

/** Prints what went wrong. A tool that is missing fails only where everything must be checked. */
function report(tool: string, { missing, failed, output }: Outcome): boolean {
  if (output !== '') process.stderr.write(output);
  if (!missing) return !failed;
  const isFatal = process.env.CI === 'true';
  process.stderr.write(`lint: ${tool} is not installed: ${isFatal ? 'failed' : 'skipped'}\n`);
  return !isFatal;
}

function run(program: string, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: repository, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', () => resolve({ missing: true, failed: true, output: '' }));
    child.on('close', (code) => resolve({ missing: false, failed: code !== 0, output }));
  });
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[ch]$/.test(entry.name))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)))
    .sort();
}

await main();
