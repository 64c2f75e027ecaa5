// Finds, reads and compiles engine.wasm, once a process, and turns one request into one answer. Knows the engine's
// interface and nothing of what is asked: the exit status is the kind of the answer, its bytes stand on stdout.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errnoOf, LadingError } from '../errors.ts';
import { runWasi } from './wasi.ts';

export type AnswerKind = 'plan' | 'need' | 'output' | 'diagnostics';

const KINDS: ReadonlyMap<number, AnswerKind> = new Map([
  [0, 'plan'],
  [10, 'need'],
  [11, 'output'],
  [12, 'diagnostics'],
]);

export type RawAnswer = {
  readonly kind: AnswerKind;
  readonly bytes: Uint8Array;
  /** Warnings: one JSON object a line. */
  readonly warnings: Uint8Array;
};

export type Engine = {
  readonly respond: (request: Uint8Array) => RawAnswer;
  /** SHA-256 of the engine's bytes, in hex. */
  readonly digest: () => string;
};

let loaded: Engine | undefined;

/** The engine that was built with this program; compiled at the first call only. */
export function loadEngine(): Engine {
  loaded ??= compileEngine(readEngine());
  return loaded;
}

export function compileEngine(bytes: Uint8Array<ArrayBuffer>): Engine {
  const module = new WebAssembly.Module(bytes);
  let digest: string | undefined;
  return {
    respond: (request) => respond(module, request),
    digest: () => {
      digest ??= createHash('sha256').update(bytes).digest('hex');
      return digest;
    },
  };
}

function readEngine(): Uint8Array<ArrayBuffer> {
  // Beside the bundle in build/; in the source tree this file stands in host/engine/.
  const here = import.meta.dirname;
  for (const path of [join(here, 'engine.wasm'), join(here, '..', '..', 'build', 'engine.wasm')]) {
    try {
      return readFileSync(path);
    } catch (error) {
      if (errnoOf(error) !== 'ENOENT') throw error;
    }
  }
  throw new LadingError({
    code: 'engine-missing',
    message: `engine.wasm is not in ${here}: run \`npm run build\`, or install the package again`,
  });
}

function respond(module: WebAssembly.Module, request: Uint8Array): RawAnswer {
  const { exit, stdout, stderr } = runInside(module, request);
  const kind = KINDS.get(exit);
  if (kind === undefined) throw engineFailed(new TextDecoder().decode(stderr).trim());
  return { kind, bytes: stdout, warnings: stderr };
}

function runInside(module: WebAssembly.Module, request: Uint8Array): ReturnType<typeof runWasi> {
  try {
    return runWasi(module, request);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw engineFailed(error.message, error);
    throw error;
  }
}

/** A trap is never bad input: the engine answers that with diagnostics. */
function engineFailed(detail: string, cause?: unknown): LadingError {
  return new LadingError({
    code: 'engine-trap',
    message: `the engine stopped unexpectedly (a bug; nothing was carried out): ${detail || 'no detail'}`,
    cause,
  });
}
