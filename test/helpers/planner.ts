// Asks the built engine as a host would, with facts and inputs that a test gives.
import { existsSync, readFileSync } from 'node:fs';
import type { Json } from '../../host/engine/canonical.ts';
import { diagnostics, KIND, respond, type TestDiagnostic } from './engine.ts';

export type Value =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Value[]
  | { readonly [key: string]: Value };
export type Options = { readonly [name: string]: string | number | boolean | readonly string[] };
export type Inputs = { readonly [name: string]: Json };

export type Action = {
  readonly do: string;
  readonly from?: string;
  readonly child?: readonly Action[];
  readonly actions?: readonly Action[];
  readonly [field: string]: unknown;
};

export type Answer = {
  readonly kind: keyof typeof KIND;
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
  readonly diagnostics: readonly TestDiagnostic[];
  readonly warnings: readonly TestDiagnostic[];
};

const kinds = Object.keys(KIND) as (keyof typeof KIND)[];

export function namedFacts(name: string): { [key: string]: Json } {
  const shipped = new URL(`../../host/facts/${name}.json`, import.meta.url);
  const path = existsSync(shipped)
    ? shipped
    : new URL(`../fixtures/facts/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, 'utf8')) as { [key: string]: Json };
}

export function ask(command: string, options: Options, inputs: Inputs): Answer {
  const answer = respond({ command, inputs, options });
  const kind = kinds.find((name) => KIND[name] === answer.kind);
  if (kind === undefined) throw new Error(`the engine trapped: ${answer.stderr}`);
  const text = answer.stdout.toString();
  const { actions = [], need = [], output = '', exit = 0 } = parse(text) as Partial<Answer>;
  const told = diagnostics(answer);
  const isRefused = kind === 'diagnostics';
  return {
    ...{ kind, text, actions, need, output, exit },
    diagnostics: isRefused ? told : [],
    warnings: isRefused ? [] : told,
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
    {
      caller: host.caller ?? null,
      facts: host,
      config: { text: JSON.stringify(config) },
      descriptors: { open: 9 },
      systemd: { error: 'ENOENT' },
    },
  );
}

/** All actions in the order of the text, which is the order of their numbers. */
export function flatten(actions: readonly Action[]): Action[] {
  return actions.flatMap((action) => [action, ...flatten(action.child ?? action.actions ?? [])]);
}

/** One line an action: its kind, its fields, and after an arrow what caused it. */
export function renderAction(action: Action): string {
  const { do: kind, from, child: _, actions: __, ...fields } = action;
  const words = Object.entries(fields).map(([name, value]) =>
    typeof value === 'string' ? `${name}=${value}` : `${name}=${JSON.stringify(value)}`,
  );
  return [kind, ...words, ...(from === undefined ? [] : [`← ${from}`])].join(' ');
}

/** Integers beyond a double's reach stay as they are written, as text. */
function parse(text: string): unknown {
  if (/^\{"(again|each|exit)"/.test(text)) return JSON.parse(text); // what is to be printed
  return JSON.parse(text.replace(/([:[,])(-?\d{16,})(?=[,}\]])/g, '$1"$2"'));
}
