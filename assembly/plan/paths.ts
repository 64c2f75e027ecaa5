// Lexical work on paths: no file system is asked. The helper resolves every path once more, below
// the root; here `..` only ever goes up to the root.

import { cleanPath } from '../base/path';

export { cleanPath };

const SLASH: i32 = 0x2f;

export function joinPath(base: string, path: string): string {
  if (path.charCodeAt(0) == SLASH) return cleanPath(path);
  return cleanPath(base + '/' + path);
}

/** Whether `path` lies below `base`; both clean. */
export function isBelow(path: string, base: string): bool {
  if (base == '/') return path != '/';
  return (
    path.length > base.length && path.startsWith(base) && path.charCodeAt(base.length) == SLASH
  );
}

export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.substring(0, slash);
}

export function baseName(path: string): string {
  return path.substring(path.lastIndexOf('/') + 1);
}
