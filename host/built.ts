// Where the other files are that the build makes.
import { basename, dirname, join } from 'node:path';

/** In build/, where the bundled program stands; parts of the library stand in build/lib/, and the source in host/. */
export function builtFile(name: string): string {
  const here = import.meta.dirname;
  if (basename(here) === 'lib') return join(dirname(here), name);
  return basename(here) === 'host' ? join(here, '..', 'build', name) : join(here, name);
}
