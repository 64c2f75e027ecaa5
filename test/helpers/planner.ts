// Asks the built engine as a host would, with facts and inputs that a test gives.
import { existsSync, readFileSync } from 'node:fs';
import { renderCanonical } from '../../host/engine/canonical.ts';
import { loadEngine } from '../../host/engine/load.ts';

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };
export type Options = { readonly [name: string]: string | number | boolean };
export type Inputs = { readonly [name: string]: Value };

export type Action = {
  readonly do: string;
  readonly from?: string;
  readonly child?: readonly Action[];
  readonly [field: string]: unknown;
};

export type Diagnostic = {
  readonly code: string;
  readonly severity: string;
  readonly message: string;
  readonly pointer?: string;
};

export type Answer = {
  readonly kind: string;
  /** The answer's bytes as text. */
  readonly text: string;
  readonly actions: readonly Action[];
  readonly need: readonly {
    readonly kind: string;
    readonly name: string;
    readonly path?: string;
  }[];
  readonly output: string;
  readonly exit: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
};

export function namedFacts(name: string): { [key: string]: Value } {
  const shipped = new URL(`../../host/facts/${name}.json`, import.meta.url);
  const path = existsSync(shipped)
    ? shipped
    : new URL(`../fixtures/facts/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as { [key: string]: Value };
}

export function ask(command: string, options: Options, inputs: Inputs): Answer {
  const request = new TextEncoder().encode(renderCanonical({ command, inputs, options }));
  const { kind, bytes, warnings } = loadEngine().respond(request);
  const text = new TextDecoder().decode(bytes);
  const answer = parse(text) as Partial<Answer>;
  return {
    kind,
    text,
    actions: answer.actions ?? [],
    need: answer.need ?? [],
    output: answer.output ?? '',
    exit: answer.exit ?? 0,
    diagnostics: answer.diagnostics ?? [],
    warnings: new TextDecoder()
      .decode(warnings)
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Diagnostic),
  };
}

/** Asks for a container's plan: no input but config and facts. */
export function askPlan(
  config: object,
  facts: string,
  command = 'create',
  options: Options = {},
): Answer {
  const host = namedFacts(facts);
  return ask(
    command,
    { id: 'web', bundle: '/b', root: '/run/lading', ...options },
    { caller: host.caller ?? null, facts: host, config: { text: JSON.stringify(config) } },
  );
}

/** All actions in the order of the text, which is the order of their numbers. */
export function flatten(actions: readonly Action[]): Action[] {
  return actions.flatMap((action) => [action, ...flatten(action.child ?? [])]);
}

/** One line an action: its kind, its fields, and after an arrow what caused it. */
export function renderAction(action: Action): string {
  const { do: kind, from, child: _, ...fields } = action;
  const words = Object.entries(fields).map(([name, value]) =>
    typeof value === 'string' ? `${name}=${value}` : `${name}=${JSON.stringify(value)}`,
  );
  return [kind, ...words, ...(from === undefined ? [] : [`← ${from}`])].join(' ');
}

/** Integers beyond a double's reach stay as they are written, as text. */
function parse(text: string): unknown {
  return JSON.parse(text.replace(/([:[,])(-?\d{16,})(?=[,}\]])/g, '$1"$2"'));
}
