// Paths that the caller gave, made absolute: the working directory they are relative to may be gone.
import { resolve } from 'node:path';
import { errnoOf, LadingError } from './errors.ts';

export function absolutePath(path: string): string {
  try {
    return resolve(path);
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === undefined) throw error;
    const message = `cannot find the current directory: ${errno}`;
    throw new LadingError({ code: 'current-directory', message, cause: error });
  }
}
