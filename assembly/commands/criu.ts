// What checkpoint and restore share: only root may, and only with criu (https://criu.org).

import { NEEDS_ROOT, PROGRAM_MISSING } from '../plan/codes';
import { Context } from './command';

const CRIU: string = 'criu';

/** Where criu is; null: inputs are asked for, or why not is told. */
export function findCriu(context: Context): string | null {
  const caller = context.caller();
  const program = context.program(CRIU);
  if (caller === null || program === null) return null;
  if (caller.unsigned('uid') != 0) {
    const what = context.command == 'checkpoint' ? 'checkpointing' : 'restoring';
    context.error(NEEDS_ROOT, `${what} requires root`);
    return null;
  }
  const path = program.text('path');
  if (path !== null) return path;
  const text =
    "no `criu` in PATH, which does the work: install it (Debian's and Fedora's package is `criu`)";
  context.error(PROGRAM_MISSING, text);
  return null;
}
