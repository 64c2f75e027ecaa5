// `lading --version`. The text is the engine's, which cannot know its own digest.
import { loadEngine } from '../engine/load.ts';
import { ask, type Context, reportDiagnostics } from './context.ts';

export async function runVersion(context: Context): Promise<number> {
  const options = { engine: loadEngine().digest() };
  const answer = ask(context, { command: 'version', options });
  if (answer.kind === 'diagnostics') {
    return reportDiagnostics(context, 'version', answer.diagnostics);
  }
  if (answer.kind === 'plan') throw new TypeError('version: expected text, found a plan');
  context.print(answer.output);
  return answer.exit;
}
