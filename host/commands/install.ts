// `lading install` and `lading uninstall`: the configuration that makes a container engine know lading, printed, or
// with --write made. What was there before stays as it was.
import { builtFile } from '../built.ts';
import { whyUnread } from '../errors.ts';
import type { HostReader } from '../gather/reader.ts';
import { installFile, removeFile } from '../output.ts';
import { tryDecodeUtf8 } from '../utf8.ts';
import type { Context } from './context.ts';
import { bad, ENGINES } from './engine-places.ts';

const CONFIG_LIMIT_BYTES = 1024 * 1024;

export async function runInstall({
  command,
  options,
  operands,
  reader,
  print,
}: Context): Promise<number> {
  const [name = ''] = operands;
  const engine = ENGINES.get(name);
  if (engine === undefined) {
    throw bad(`expected one of ${[...ENGINES.keys()].join(', ')}, found ${name}`);
  }
  const isWanted = command === 'install';
  const native = builtFile('lading-oci');
  const { path, render, find, advice } = engine(native, options.user === true);
  const old = readOld(path, reader);
  const there = old === undefined ? undefined : find(old);
  const isWriting = options.write === true;
  if (!isWanted && there !== native) {
    // Somebody else's lading, or none.
    const why = there === undefined ? '' : `, it names ${there}`;
    print(`${path}: nothing to do${why}\n`);
    return 0;
  }
  const text = render(old, isWanted);
  if (text === undefined) {
    if (isWriting) removeFile(path);
    print(`${path}: ${isWriting ? 'removed' : 'to be removed'}\n`);
  } else {
    const replaces = isWanted && there !== undefined && there !== native ? there : undefined;
    const what = replaces === undefined ? '' : `, replaces ${replaces}`;
    if (!isWriting) print(`${path}${what}:\n\n${text}\n`);
    else if (text === old) print(`${path}: nothing to do\n`);
    else {
      installFile(path, text, options.user !== true);
      print(`${path}: written${what}\n`);
    }
  }
  if (isWanted) print(`${advice}\n`);
  return 0;
}

function readOld(path: string, reader: HostReader): string | undefined {
  const found = reader.readFile(path, CONFIG_LIMIT_BYTES);
  if ('bytes' in found) return decode(path, found.bytes);
  if (found.error === 'ENOENT') return undefined;
  throw bad(`${path}: ${whyUnread(found.error)}`);
}

function decode(path: string, bytes: Uint8Array): string {
  const text = tryDecodeUtf8(bytes, { dropsMark: true });
  if (text === undefined) throw bad(`${path}: not UTF-8; it is left as it is`);
  return text;
}
