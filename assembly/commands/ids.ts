// The names of all containers below the state root.

import { DIRECTORY_UNREADABLE } from '../plan/codes';
import { Context } from './command';

/** Null: asked for, or not to be read. */
export function readIds(root: string, context: Context): string[] | null {
  const directory = context.directory('directory', root);
  if (directory === null) return null;
  const error = directory.error;
  if (error !== null) {
    if (error == 'ENOENT') return []; // nothing was ever made here
    context.error(DIRECTORY_UNREADABLE, `cannot open directory \`${root}\`: ${error}`);
    return null;
  }
  const entries = directory.texts('entries');
  const ids: string[] = [];
  for (let i = 0; i < entries.length; i++) {
    if (!entries[i].startsWith('.')) ids.push(entries[i]); // our own, and half-removed ones
  }
  return ids;
}
