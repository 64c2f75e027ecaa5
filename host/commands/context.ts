// What every command is given, and the steps that most of them share.

import type { Diagnostic } from '../../generated/host/response.ts';
import type { Answer, Inputs, Options, Request } from '../engine/call.ts';
import { askEngine } from '../engine/call.ts';
import { loadEngine } from '../engine/load.ts';
import { EXIT_FAILURE } from '../errors.ts';
import type { HostReader } from '../gather/reader.ts';
import { findCommand } from '../program.ts';
import { renderDiagnostic } from '../report/diagnostics.ts';
import type { Source } from '../report/failure.ts';
import type { Log } from '../report/log.ts';

export type Context = {
  readonly command: string;
  /** The engine's options that hold for every command. */
  readonly globals: Options;
  readonly options: Options;
  readonly operands: readonly string[];
  readonly reader: HostReader;
  readonly log: Log;
  readonly print: (text: string | Uint8Array) => void;
  /** Standard output is a terminal and nobody asked for plain text. */
  readonly hasColours: () => Promise<boolean>;
  /** The names of a command's own options. */
  readonly optionNames: (command: string) => readonly string[];
};

/** For commands whose own answer the warnings are a part of. */
export const SILENT_LOG: Log = {
  error: () => undefined,
  warning: () => undefined,
  debug: () => undefined,
};

export function ask(context: Context, request: Request): Answer {
  const options = { ...context.globals, ...request.options };
  const answer = askEngine(loadEngine(), { ...request, options }, context.reader);
  tellWarnings(context, request.command, answer);
  return answer;
}

export function tellWarnings({ log }: Context, command: string, { warnings }: Answer): void {
  for (const warning of warnings) log.warning(`${command}: ${renderDiagnostic(warning)}`);
}

/** One line each on stderr; one record in the log, because engines take only one. */
export function reportDiagnostics(
  { log }: Context,
  command: string,
  diagnostics: readonly Diagnostic[],
): number {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  log.error(errors.map((diagnostic) => `${command}: ${renderDiagnostic(diagnostic)}`).join('\n'));
  return EXIT_FAILURE;
}

/** Operands are the engine's options too, by their names. */
export function operandOptions(command: string, operands: readonly string[]): Options {
  const specs = findCommand(command)?.operands ?? [];
  const named = specs.map(({ name, isRest }, index) => [
    name,
    isRest ? operands.slice(index) : operands[index],
  ]);
  return Object.fromEntries(named);
}

/** The text of config.json as the engine saw it, for leading people back to its lines. */
export function configSource(inputs: Inputs, path: string): Source | undefined {
  return sourceOf(inputs.config, path);
}

export function sourceOf(input: Inputs[string] | undefined, path: string): Source | undefined {
  const isText = typeof input === 'object' && input !== null && 'text' in input;
  return isText && typeof input.text === 'string' ? { path, text: input.text } : undefined;
}
