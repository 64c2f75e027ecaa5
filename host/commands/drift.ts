// `lading drift`: the living container against its plan. Exit status 1 when they differ.
import { type Json, renderCanonical } from '../engine/canonical.ts';
import { EXIT_FAILURE } from '../errors.ts';
import { lookInside } from '../helper/look.ts';
import { findDrift, type Living } from '../record/drift.ts';
import { renderDrift } from '../report/drift.ts';
import { ask, type Context, reportDiagnostics } from './context.ts';
import { choosePaint } from './plan.ts';

export async function runDrift(context: Context, helper: string | undefined): Promise<number> {
  const { command, operands, options, print, reader } = context;
  const id = `${operands[0]}`;
  const answer = ask(context, { command, options: { id } });
  if (answer.kind === 'diagnostics') return reportDiagnostics(context, command, answer.diagnostics);
  if (answer.kind !== 'output')
    throw new TypeError('expected the place of a container, found a plan');
  const living = JSON.parse(answer.output) as Living;
  const look = (pid: number, keys: readonly string[]) => lookInside(pid, keys, helper);
  const drift = await findDrift(reader, look, living);
  if (options.format === 'json') {
    const { config: _config, ...shown } = drift;
    print(`${renderCanonical({ id, ...shown } as unknown as Json)}\n`);
  } else print(renderDrift({ id, ...drift }, await choosePaint(context)));
  return drift.differences.length === 0 ? 0 : EXIT_FAILURE;
}
