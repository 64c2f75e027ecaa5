// What the library's functions share: options as the engine takes them, given facts as its inputs, and the error when
// there is no answer.
import { resolve } from 'node:path';
import { findFacts } from '../commands/facts.ts';
import type { Answer, Inputs, Options } from '../engine/call.ts';
import type { Json } from '../engine/canonical.ts';
import { LadingError } from '../errors.ts';
import type { Facts } from '../gather/facts.ts';
import type { HostReader } from '../gather/reader.ts';
import type { KeptHelper } from '../helper/kept.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';

export type Common = {
  /** Where the state of containers is kept. */
  readonly root?: string;
  readonly cgroupManager?: 'cgroupfs' | 'systemd' | 'disabled';
  readonly strict?: boolean;
  /** The machine to look at; this one by default. */
  readonly reader?: HostReader;
  /** Another helper than the one that was built with this program. */
  readonly helper?: string;
  /** One that is kept for many containers: see `keepHelper`. */
  readonly kept?: KeptHelper;
};

export type Given = Common & {
  readonly id?: string;
  readonly bundle?: string;
  readonly config?: string;
  readonly pidFile?: string;
};

/** Paths made absolute, what is not given left out, and without what is the host's own. */
export function engineOptions(
  given: { readonly [K in keyof Given]: Given[K] | undefined },
): Options {
  const { reader: _reader, helper: _helper, kept: _kept, ...rest } = given;
  const entries = Object.entries(rest).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, PATHS.includes(name) ? resolve(`${value}`) : value]),
  ) as Options;
}

const PATHS: readonly string[] = [
  'root',
  'bundle',
  'config',
  'pidFile',
  'consoleSocket',
  'keepRecord',
];

export async function factsInputs(
  wanted: Facts | string | undefined,
  reader: HostReader,
): Promise<Inputs> {
  if (wanted === undefined) return {};
  const found = typeof wanted === 'string' ? await findFacts(wanted, reader) : wanted;
  const { caller } = found as { readonly caller?: Json };
  return { ...(caller === undefined ? {} : { caller }), facts: found };
}

export function refusal(command: string, answer: Answer): LadingError {
  const diagnostics = answer.kind === 'diagnostics' ? answer.diagnostics : [];
  const first = diagnostics.find(({ severity }) => severity === 'error');
  const more = diagnostics.length > 1 ? ` (and ${diagnostics.length - 1} more)` : '';
  return new LadingError({
    code: first?.code ?? 'refused',
    message: `${command}: ${first === undefined ? 'there is nothing to carry out' : renderDiagnostic(first)}${more}`,
    ...(first?.pointer === undefined ? {} : { pointer: first.pointer }),
    ...(first?.line === undefined ? {} : { line: first.line }),
    data: diagnostics,
  });
}
