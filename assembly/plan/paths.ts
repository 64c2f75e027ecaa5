// Lexical work on paths: no file system is asked. The helper resolves every path once more, below
// the root; here `..` only ever goes up to the root.

const SLASH: i32 = 0x2f;

/** `path` as an absolute path without empty components, `.` and `..`. */
export function cleanPath(path: string): string {
  if (isClean(path)) return path;
  const parts = path.split('/');
  const kept: string[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    if (part == '' || part == '.') continue;
    if (part != '..') kept.push(part);
    else if (kept.length > 0) kept.pop();
  }
  return '/' + kept.join('/');
}

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

function isClean(path: string): bool {
  if (path == '/') return true;
  if (path.charCodeAt(0) != SLASH || path.endsWith('/')) return false;
  return !path.includes('//') && !path.includes('/.');
}
