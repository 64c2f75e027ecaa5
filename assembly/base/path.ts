// A path's plainest text: what it names from the root when no component is a link.

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

function isClean(path: string): bool {
  if (path == '/') return true;
  if (path.charCodeAt(0) != SLASH || path.endsWith('/')) return false;
  return !path.includes('//') && !path.includes('/.');
}
