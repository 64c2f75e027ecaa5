// checkpoint: a running container becomes files, from which `restore` makes it again.

import { OPTION_VALUE } from '../plan/codes';
import { Context } from './command';
import { loadContainer } from './container';
import { findCriu } from './criu';
import { refuseCommand } from './missing';
import { readId, readRoot, refuseOption } from './request';

export function checkpoint(context: Context): void {
  const id = readId(context);
  const root = readRoot(context);
  if (id == '' || root === null) return;
  const parent = context.option('parentPath');
  if (parent !== null && parent.startsWith('/')) {
    context.error(OPTION_VALUE, '--parent-path must be relative');
    return;
  }
  const container = loadContainer(root, id, context);
  if (container === null || refuseCommand('checkpoint', container, context)) return;
  const criu = findCriu(context);
  if (criu === null) return;
  refuseOption(context, 'checkpoint', true);
}
