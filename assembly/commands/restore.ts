// restore: a container is made from what `checkpoint` wrote, and goes on where it was.

import { Context } from './command';
import { findCriu } from './criu';
import { readId, readRoot, refuseOption } from './request';

export function restore(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (id == '' || root === null) return;
  const criu = findCriu(context);
  if (criu === null) return;
  refuseOption(context, 'restore', true);
}
