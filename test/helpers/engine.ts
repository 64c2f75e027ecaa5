// The built engine, asked directly: request in, kind and bytes out.
import { readFileSync } from 'node:fs';
import { type Json, renderCanonical } from '../../host/engine/canonical.ts';
import { type WasiProgram, wasiProgram } from '../../host/engine/wasi.ts';

export const ENGINE_FILE = new URL('../../build/engine.wasm', import.meta.url);

/** Exit statuses of the engine as a WASI command. */
export const KIND = { plan: 0, need: 10, output: 11, diagnostics: 12 } as const;

export type EngineAnswer = {
  readonly kind: number;
  readonly stdout: Buffer;
  readonly stderr: string;
};

export type TestDiagnostic = {
  readonly code: string;
  readonly message: string;
  readonly severity: 'error' | 'warning';
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
  readonly expected?: string;
  readonly found?: string;
};

let compiled: WebAssembly.Module | undefined;
let program: WasiProgram | undefined;

export function engineModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(ENGINE_FILE));
  return compiled;
}

export function respond(request: Json | Uint8Array): EngineAnswer {
  const bytes = request instanceof Uint8Array ? request : Buffer.from(renderCanonical(request));
  program ??= wasiProgram(engineModule());
  const { exit, stdout, stderr } = program(bytes);
  return { kind: exit, stdout: Buffer.from(stdout), stderr: Buffer.from(stderr).toString() };
}

/** `validate` of a text as config.json. */
export function validate(
  text: string | Uint8Array,
  options: { readonly strict?: boolean } = {},
): readonly TestDiagnostic[] {
  const bytes = Buffer.from(text);
  const isText = bytes.equals(Buffer.from(bytes.toString()));
  const config: Json = isText ? { text: bytes.toString() } : { base64: bytes.toString('base64') };
  return diagnostics(respond(validateRequest(config, options.strict ?? false)));
}

export function validateRequest(config: Json, strict = false): Json {
  return {
    command: 'validate',
    inputs: { config },
    options: { config: 'config.json', ...(strict ? { strict } : {}) },
  };
}

/** Errors of a refusal, or the warnings beside any other answer. */
export function diagnostics(answer: EngineAnswer): readonly TestDiagnostic[] {
  if (answer.kind === KIND.diagnostics) {
    return (JSON.parse(answer.stdout.toString()) as { diagnostics: TestDiagnostic[] }).diagnostics;
  }
  return answer.stderr
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TestDiagnostic);
}

/** As the host prints it. */
export function line(diagnostic: TestDiagnostic): string {
  const place = diagnostic.line === undefined ? '' : `:${diagnostic.line}:${diagnostic.column}`;
  const pointer = diagnostic.pointer === undefined ? '' : ` ${diagnostic.pointer}:`;
  const severity = diagnostic.severity === 'warning' ? ' warning:' : '';
  return `config.json${place}:${pointer}${severity} ${diagnostic.message}`;
}
