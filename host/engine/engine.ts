// The engine's bytes, compiled, as a function from one request to one answer. Knows the engine's interface and nothing of
// what is asked: the exit status is the kind of the answer, its bytes stand on stdout. Pure: it runs wherever WebAssembly does.
import { LadingError } from '../errors.ts';
import { hashInside } from './hash.ts';
import { type WasiProgram, type WasiRun, wasiProgram } from './wasi.ts';

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
  /** Of other bytes, for who needs it once: see `hashInside`. */
  readonly sha256: Sha256;
};

/** SHA-256, in hex. */
export type Sha256 = (bytes: Uint8Array) => string;

export function makeEngine(bytes: Uint8Array<ArrayBuffer>, sha256: Sha256): Engine {
  const program = wasiProgram(new WebAssembly.Module(bytes));
  let digest: string | undefined;
  return {
    respond: (request) => respond(program, request),
    digest: () => {
      digest ??= sha256(bytes);
      return digest;
    },
    sha256: (other) => hashInside(program, other) ?? sha256(other),
  };
}

function respond(program: WasiProgram, request: Uint8Array): RawAnswer {
  const { exit, stdout, stderr } = runInside(program, request);
  const kind = KINDS.get(exit);
  if (kind === undefined) throw engineFailed(new TextDecoder().decode(stderr).trim());
  return { kind, bytes: stdout, warnings: stderr };
}

function runInside(program: WasiProgram, request: Uint8Array): WasiRun {
  try {
    return program(request);
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
