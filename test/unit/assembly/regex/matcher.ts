// The engine's matcher as a function, for the tests; and glibc's, which is crun's.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

type Exports = {
  readonly memory: WebAssembly.Memory;
  allocate(size: number): number;
  match(regex: number, regexLength: number, text: number, textLength: number): number;
};

/** Whether an expression matches in a text; null: it is no expression. */
export type Verdict = boolean | null;

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const HERE = 'test/unit/assembly/regex';
/** The stub runtime never frees. */
const CALLS_PER_INSTANCE = 500;

export class Matcher {
  private readonly module = buildModule();
  private instance = this.start();
  private calls = 0;

  match(regex: string, text: string): Verdict {
    if (++this.calls % CALLS_PER_INSTANCE === 0) this.instance = this.start();
    const [pattern, subject] = [this.put(regex), this.put(text)];
    const found = this.instance.match(pattern.at, pattern.length, subject.at, subject.length);
    return found < 0 ? null : found === 1;
  }

  private start(): Exports {
    return new WebAssembly.Instance(this.module, {}).exports as unknown as Exports;
  }

  private put(text: string): { at: number; length: number } {
    const bytes = Buffer.from(text);
    const at = this.instance.allocate(bytes.length);
    new Uint8Array(this.instance.memory.buffer).set(bytes, at);
    return { at, length: bytes.length };
  }
}

function buildModule(): WebAssembly.Module {
  const folder = mkdtempSync(join(tmpdir(), 'regex-'));
  try {
    const out = join(folder, 'regex.wasm');
    const asc = join(ROOT, 'node_modules/assemblyscript/bin/asc.js');
    const options = ['--config', `${HERE}/asconfig.json`, '-o', out];
    execFileSync(process.execPath, [asc, `${HERE}/entry.ts`, ...options], {
      cwd: ROOT,
      stdio: 'pipe',
    });
    return new WebAssembly.Module(readFileSync(out));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const VERDICTS: ReadonlyMap<string, Verdict> = new Map<string, Verdict>([
  ['1', true],
  ['0', false],
  ['e', null],
]);

/** regcomp(3) and regexec(3) on all of them, in the C locale; undefined where they do not come to an end. */
export function askGlibc(
  cases: readonly (readonly [regex: string, text: string])[],
): (Verdict | undefined)[] {
  const input = cases.map(([regex, text]) => `${regex}\0${text}\0`).join('');
  const output = execFileSync(buildOracle(), { input, encoding: 'latin1', maxBuffer: 1 << 26 });
  return [...output].map((letter) => VERDICTS.get(letter));
}

function buildOracle(): string {
  const built = join(ROOT, 'build/test-programs');
  const source = join(ROOT, HERE, 'oracle.c');
  const executable = join(built, 'regex-oracle');
  const made = statSync(executable, { throwIfNoEntry: false });
  if (made !== undefined && made.mtimeMs >= statSync(source).mtimeMs) return executable;
  mkdirSync(built, { recursive: true });
  const aside = `${executable}.${process.pid}`;
  execFileSync('gcc', ['-O1', '-Wall', '-Wextra', '-Werror', '-o', aside, source]);
  renameSync(aside, executable);
  return executable;
}
