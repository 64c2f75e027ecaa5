// The files of /proc about a process, which may end while it is looked at.
import { LadingError } from '../../errors.ts';
import type { HostReader } from '../../gather/reader.ts';
import { readTextIfThere } from '../../gather/text.ts';

/** Of one that nobody has waited for yet, mountinfo is EINVAL (fs/proc_namespace.c). */
const ENDED: readonly string[] = ['ENOENT', 'ESRCH', 'EINVAL'];

/** `process`: its number, or `self`. */
export function readProcess(reader: HostReader, process: string, name: string): string {
  const path = `/proc/${process}/${name}`;
  const text = readTextIfThere(reader, path);
  if (typeof text === 'string') return text;
  if (process !== 'self' && ENDED.includes(text.error)) {
    throw new LadingError({ code: 'container-ended', message: 'the container ended meanwhile' });
  }
  throw new LadingError({ code: 'process-unreadable', message: `${path}: ${text.error}` });
}
