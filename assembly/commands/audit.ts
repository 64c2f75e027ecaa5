// audit: where the records of a container stand. What is in them the host reads and compares.

import { Context } from './command';
import { readId, readRoot } from './request';

export function audit(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (root === null || context.diagnostics.errors > 0) return;
  context.output(`${root}/${id}/record`, 0);
}
