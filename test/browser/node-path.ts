// node:path for tests that run in a browser.
export function join(...parts: readonly string[]): string {
  return new URL(parts.join('/').replaceAll(/\/+/g, '/'), 'file:///').pathname;
}
