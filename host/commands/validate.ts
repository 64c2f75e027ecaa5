// `lading validate`: every problem of a config.json at once, each with its place, for people, for programs, or for code
// hosts that show them beside the file.
import { join, relative } from 'node:path';
import type { Diagnostic } from '../../generated/host/response.ts';
import { VERSION } from '../../generated/host/version.ts';
import { absolutePath } from '../absolute.ts';
import { type Json, renderCanonical } from '../engine/canonical.ts';
import { EXIT_FAILURE } from '../errors.ts';
import { renderWithSource } from '../report/diagnostics.ts';
import { ask, type Context, configSource, SILENT_LOG } from './context.ts';
import { checkBundle } from './dry.ts';
import { inputPath, withStandardInput } from './standard-input.ts';

export async function runValidate(context: Context): Promise<number> {
  const { options, operands, print } = context;
  const [file] = operands;
  const bundle = `${options.bundle}`;
  if (file === undefined) checkBundle(context);
  const path = file === undefined ? join(bundle, 'config.json') : absolutePath(inputPath(file));
  const answer = ask(
    { ...context, reader: withStandardInput(context.reader), log: SILENT_LOG },
    { command: 'validate', options: { config: path, ...(options.strict ? { strict: true } : {}) } },
  );
  const found = answer.kind === 'diagnostics' ? answer.diagnostics : [];
  const diagnostics = [...found, ...answer.warnings].sort(byPlace);
  const source = configSource(answer.inputs, path)?.text;
  if (options.format === 'json') {
    print(`${renderCanonical({ diagnostics: diagnostics as unknown as Json })}\n`);
  } else if (options.format === 'sarif') {
    const { renderSarif } = await import('../report/sarif.ts');
    print(renderSarif({ diagnostics, source, path: shortest(path), version: VERSION }));
  } else {
    const nameOf = (name: string): string => shortest(name);
    print(diagnostics.map((one) => `${renderWithSource(one, source, nameOf)}\n`).join(''));
    if (diagnostics.length === 0) print(`${shortest(path)}: no problems\n`);
  }
  return found.some(({ severity }) => severity === 'error') ? EXIT_FAILURE : 0;
}

/** What has no place stands last: how many more there are. */
function byPlace(a: Diagnostic, b: Diagnostic): number {
  return lineOf(a) - lineOf(b) || (a.column ?? 0) - (b.column ?? 0);
}

function lineOf({ line = Number.MAX_SAFE_INTEGER }: Diagnostic): number {
  return line;
}

/** A name that editors and terminals can follow from here. */
function shortest(path: string): string {
  const here = relative('.', path);
  return here.startsWith('..') ? path : here;
}
