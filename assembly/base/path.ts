// A path's plainest text: what it names from the root when no component is a link.

const SLASH: i32 = 0x2f;
const DOT: i32 = 0x2e;

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

/** Told in one walk; a component that only begins with a dot is taken apart for nothing. */
function isClean(path: string): bool {
  if (path.charCodeAt(0) != SLASH) return false;
  let before = SLASH;
  for (let i = 1; i < path.length; i++) {
    const code = path.charCodeAt(i);
    if (before == SLASH && (code == SLASH || code == DOT)) return false;
    before = code;
  }
  return before != SLASH || path.length == 1;
}
