// Compiles test/fixtures/programs once (again when a source is newer) into static programs that
// run inside containers.
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../fixtures/programs/', import.meta.url));
const built = fileURLToPath(new URL('../../build/test-programs/', import.meta.url));

export const programs = [
  'agent',
  'attempt',
  'bare',
  'bpf',
  'datagrams',
  'keyring',
  'notifier',
  'observe',
  'refuse',
  'seize',
  'swap',
  'syscalls',
  'terminal',
  'writable',
] as const;
export type Program = (typeof programs)[number];

/** The path of a program's static executable, compiled when there is none or its source is newer. */
export function program(name: Program): string {
  const source = `${sources}${name}.c`;
  const executable = `${built}${name}`;
  const made = statSync(executable, { throwIfNoEntry: false });
  if (made !== undefined && made.mtimeMs >= statSync(source).mtimeMs) return executable;
  mkdirSync(built, { recursive: true });
  // Aside and renamed: two test runs may compile at once.
  const aside = `${executable}.${process.pid}`;
  const library = name === 'bare' ? ['-nostdlib'] : [];
  const flags = ['-static', '-O1', '-Wall', '-Wextra', '-Werror', ...library];
  const result = spawnSync('gcc', [...flags, '-o', aside, source], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`gcc ${source}:\n${result.stderr}`);
  renameSync(aside, executable);
  return executable;
}
