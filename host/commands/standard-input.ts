// `-` in the place of a config.json: standard input, under the name that the system has for it.
import type { HostReader } from '../gather/reader.ts';

const NAME = '/dev/stdin';

export function inputPath(path: string): string {
  return path === '-' ? NAME : path;
}

/** Reads standard input to its end, whatever it is, where a file must be a regular one. */
export function withStandardInput(reader: HostReader): HostReader {
  return {
    ...reader,
    readFile: (path, limit) =>
      path === NAME ? reader.readInput(limit) : reader.readFile(path, limit),
  };
}
