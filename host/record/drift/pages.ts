// How large a page of this machine's memory is.
import type { HostReader } from '../../gather/reader.ts';

const AUXV_BYTES_MAX = 65536;
const AT_PAGESZ = 6n;
/** By architecture, and on some by the kernel's configuration. */
const POSSIBLE: readonly bigint[] = [4096n, 16384n, 65536n];

/** One, or all there may be when the kernel does not tell: pairs of words that it gives to each program (getauxval(3)). */
export function readPageSizes(reader: HostReader): readonly bigint[] {
  const found = reader.readFile('/proc/self/auxv', AUXV_BYTES_MAX);
  if (!('bytes' in found) || found.bytes.length % 16 !== 0) return POSSIBLE;
  // In the machine's own order of bytes, from a copy that begins where a word may.
  const words = new BigUint64Array(Uint8Array.from(found.bytes).buffer);
  const at = words.findIndex((word, index) => index % 2 === 0 && word === AT_PAGESZ);
  const size = words[at + 1];
  return at < 0 || size === undefined ? POSSIBLE : [size];
}
