// `lading spec`: writes a config.json to start from. The text is the engine's; only writing it is the host's.
import { join } from 'node:path';
import { writeFile } from '../output.ts';
import { ask, type Context, reportDiagnostics } from './context.ts';

export async function runSpec(context: Context): Promise<number> {
  const { command, options } = context;
  const { file, ...rest } = options;
  const answer = ask(context, { command, options: rest });
  if (answer.kind === 'diagnostics') return reportDiagnostics(context, command, answer.diagnostics);
  if (answer.kind === 'plan')
    throw new TypeError('spec: expected text from the engine, found a plan');
  // A file named by the user is theirs to overwrite; one that merely happens to be there is not.
  const path = file === undefined ? join(`${options.bundle}`, 'config.json') : `${file}`;
  writeFile({ path, text: answer.output, replace: file !== undefined });
  return answer.exit;
}
