// Request -> need -> gather -> request … -> answer. The engine keeps nothing between calls: it is asked again with
// more inputs until it answers. Nothing is decided here.
import type { Diagnostic, Diagnostics, Needs, Output } from '../../generated/host/response.ts';
import { LadingError } from '../errors.ts';
import { gather } from '../gather/gather.ts';
import type { HostReader } from '../gather/reader.ts';
import { type Json, renderCanonical, renderObject } from './canonical.ts';
import type { Engine } from './engine.ts';

/** Every command asks at most three times; more is a loop, and a bug. */
const ROUNDS_LIMIT = 8;

export type OptionValue = string | number | boolean | readonly string[];
export type Options = { readonly [name: string]: OptionValue | undefined };
export type Inputs = { readonly [name: string]: Json };

export type Request = {
  readonly command: string;
  readonly options: Options;
  /** Inputs that are known beforehand, such as another host's facts: not gathered. */
  readonly inputs?: Inputs;
};

export type Answer = {
  /** The last request's bytes: with the engine's digest they reproduce the answer. */
  readonly request: Uint8Array;
  readonly inputs: Inputs;
  readonly warnings: readonly Diagnostic[];
} & (
  | { readonly kind: 'plan'; readonly plan: Uint8Array }
  | ({ readonly kind: 'output' } & Output)
  | { readonly kind: 'diagnostics'; readonly diagnostics: readonly Diagnostic[] }
);

export function askEngine(engine: Engine, asked: Request, reader: HostReader): Answer {
  let inputs: Inputs = {};
  // Each input is rendered once, however often the engine is asked with it.
  const texts = new Map<string, string>();
  const add = (more: Inputs): void => {
    inputs = { ...inputs, ...more };
    for (const [name, value] of Object.entries(more)) texts.set(name, renderCanonical(value));
  };
  // Whose facts are given needs no look at who asks here.
  add(asked.inputs?.caller === undefined ? { caller: reader.caller() } : {});
  add(asked.inputs ?? {});
  for (let round = 0; round < ROUNDS_LIMIT; round++) {
    const request = renderRequest(asked, texts);
    const { kind, bytes, warnings } = engine.respond(request);
    if (kind === 'need') {
      const { need } = parse<Needs>(bytes);
      add(gather(need, reader));
      continue;
    }
    const common = { request, inputs, warnings: parseLines(warnings) };
    if (kind === 'plan') return { ...common, kind, plan: bytes };
    if (kind === 'output') {
      return { ...common, kind, ...parse<Output>(bytes) };
    }
    return {
      ...common,
      kind,
      diagnostics: parse<Diagnostics>(bytes).diagnostics,
    };
  }
  throw new LadingError({
    code: 'engine-loop',
    message: `the engine still needs inputs after ${ROUNDS_LIMIT} rounds (a bug; nothing was carried out)`,
  });
}

function renderRequest(
  { command, options }: Request,
  inputs: ReadonlyMap<string, string>,
): Uint8Array {
  const text = renderObject([
    ['command', renderCanonical(command)],
    ['inputs', renderObject([...inputs])],
    ['options', renderCanonical(options)],
  ]);
  return new TextEncoder().encode(text);
}

/** The engine is part of this program: its answers are trusted to have their form. */
function parse<T>(bytes: Uint8Array): T {
  return JSON.parse(new TextDecoder().decode(bytes)) as T;
}

function parseLines(bytes: Uint8Array): Diagnostic[] {
  return new TextDecoder()
    .decode(bytes)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Diagnostic);
}
