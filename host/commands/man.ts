// `lading man`: the manual page of lading, or of one of its commands.
import { LadingError } from '../errors.ts';
import { findCommand } from '../program.ts';
import { renderCommandPage, renderProgramPage } from '../report/man.ts';
import type { Context } from './context.ts';

export async function runMan({ operands, print }: Context): Promise<number> {
  const [name] = operands;
  const command = name === undefined ? undefined : findCommand(name);
  if (name !== undefined && command === undefined) {
    throw new LadingError({ code: 'unknown-command', message: `unknown command ${name}` });
  }
  print(command === undefined ? renderProgramPage() : renderCommandPage(command));
  return 0;
}
