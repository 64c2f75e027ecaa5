// Asks the engine all of a corpus, through the host's own four WASI calls: in Node, in Bun, in a browser.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { wasiProgram } from '../../host/engine/wasi.ts';
import { type Corpus, fingerprint, requestAt, requestCount } from './corpus.ts';

const hex = (bytes: Uint8Array): string => bytesToHex(sha256(bytes));

export function answerAll(corpus: Corpus, engine: Uint8Array): string {
  const program = wasiProgram(new WebAssembly.Module(engine));
  const lines = Array.from({ length: requestCount(corpus) }, (_, index) => {
    const { exit, stdout, stderr } = program(requestAt(corpus, index));
    return fingerprint(exit, hex(stdout), hex(stderr));
  });
  return `${lines.join('\n')}\n`;
}
