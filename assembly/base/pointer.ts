// JSON pointers (RFC 6901).

/** `name` as one reference token. */
export function escapeToken(name: string): string {
  if (!name.includes('~') && !name.includes('/')) return name;
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
