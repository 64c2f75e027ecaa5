// `lading completion`: what makes a shell complete lading's command lines.
import { LadingError } from '../errors.ts';
import { COMPLETIONS } from '../report/completion.ts';
import type { Context } from './context.ts';

export async function runCompletion({ operands, print }: Context): Promise<number> {
  const [shell = ''] = operands;
  const render = COMPLETIONS.get(shell);
  if (render === undefined) {
    const known = [...COMPLETIONS.keys()].join(', ');
    const message = `unknown shell \`${shell}\`: expected one of ${known}`;
    throw new LadingError({ code: 'unknown-shell', message });
  }
  print(render());
  return 0;
}
