// Reads the kernel's small text files.
import { LadingError } from '../errors.ts';
import type { HostReader } from './reader.ts';

/** Far above what any of the files read here grows to; a mountinfo of 30,000 mounts is 4 MiB. */
const LIMIT_BYTES = 16 * 1024 * 1024;

export function readText(reader: HostReader, path: string): string {
  const text = readTextIfThere(reader, path);
  if (typeof text === 'string') return text;
  throw new LadingError({
    code: 'facts-unreadable',
    message: `facts: ${path}: ${text.error} (on a machine without Linux, give the facts of one that has it: --facts FILE|NAME)`,
  });
}

export function readTextIfThere(reader: HostReader, path: string): string | { error: string } {
  const found = reader.readFile(path, LIMIT_BYTES);
  return 'bytes' in found ? new TextDecoder().decode(found.bytes) : found;
}

export function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
