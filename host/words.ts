// The words of the command line as the kernel has them: node puts U+FFFD in the place of what is not UTF-8, which would
// be something else in the engine and in the record.
import { LadingError } from './errors.ts';
import { type HostReader, thisMachine } from './gather/reader.ts';
import { tryDecodeUtf8 } from './utf8.ts';

const LIMIT_BYTES = 16 * 1024 * 1024;

/** `argv`: the last words of this process. What cannot be looked at is taken as it is. */
export function refuseNoText(argv: readonly string[], reader: HostReader = thisMachine): void {
  const found = reader.readFile('/proc/self/cmdline', LIMIT_BYTES);
  if ('error' in found) return;
  const words = split(found.bytes).slice(-argv.length);
  const wrong = words.find((bytes) => tryDecodeUtf8(bytes) === undefined);
  if (wrong === undefined) return;
  const message = `expected UTF-8 on the command line, found \`${renderBytes(wrong)}\``;
  throw new LadingError({ code: 'usage', message });
}

/** Each ends with a NUL. */
function split(bytes: Uint8Array): Uint8Array[] {
  const words: Uint8Array[] = [];
  let at = 0;
  for (let end = bytes.indexOf(0); end !== -1; end = bytes.indexOf(0, at)) {
    words.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return words;
}

/** Byte by byte. */
function renderBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte >= 0x20 && byte <= 0x7e
      ? String.fromCharCode(byte)
      : `\\x${byte.toString(16).padStart(2, '0')}`,
  ).join('');
}
