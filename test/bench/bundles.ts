// The runtimes that are compared, and the bundles that they run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../helpers/config.ts';
import { type Container, testDirectory } from '../helpers/container.ts';
import { nativeEntry, runtime } from '../helpers/runtime.ts';

/** A tmpfs of the bench's own mount namespace. */
export const STATE = '/mnt';

export interface Contestant {
  readonly name: string;
  readonly command: readonly string[];
}

/** Ours, Debian's, and those named on the command line. */
export function contestants(): Contestant[] {
  const others = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  return [
    { name: 'lading', command: runtime('lading').command },
    { name: 'lading-oci', command: nativeEntry.command },
    { name: 'crun', command: ['crun'] },
    { name: 'runc', command: ['runc'] },
    ...others.map((path) => ({ name: path, command: [path] })),
  ];
}

/** Without the TypeScript host, whose start costs more than what is measured. */
export function natives(): Contestant[] {
  return contestants().filter(({ name }) => name !== 'lading');
}

export function idOf(name: string, purpose: string): string {
  return `bench-${purpose}-${name.replaceAll('/', '_')}`;
}

/** With a state root of its own for each purpose. */
export function commandOf({ name, command }: Contestant, purpose: string): string[] {
  const root = join(STATE, idOf(name, purpose));
  mkdirSync(root, { recursive: true });
  return [...command, '--root', root];
}

/** A bundle beside the container's, with its root file system and another config. */
export function writeBundle(
  container: Container,
  name: string,
  change: (config: Config) => void,
): string {
  const folder = join(testDirectory(), name);
  const config = structuredClone(container.config);
  config.root = { path: container.rootfs };
  change(config);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  return folder;
}
