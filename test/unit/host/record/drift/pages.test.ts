import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { thisMachine } from '../../../../../host/gather/reader.ts';
import { readPageSizes } from '../../../../../host/record/drift/pages.ts';

/** What the kernel says in so many words; an odd place in memory, as a part of something larger has it. */
function said(...words: bigint[]): readonly bigint[] {
  const bytes = new Uint8Array(words.length * 8 + 1).subarray(1);
  bytes.set(new Uint8Array(new BigUint64Array(words).buffer));
  return readPageSizes({ ...thisMachine, readFile: () => ({ bytes }) });
}

describe("the size of a page of the machine's memory", () => {
  it('is what getconf says', () => {
    const { stdout } = spawnSync('getconf', ['PAGESIZE'], { encoding: 'utf8' });
    assert.deepEqual(readPageSizes(thisMachine), [BigInt(stdout.trim())]);
  });

  it("is the value of its own name, not of another's", () => {
    assert.deepEqual(said(16n, 6n, 6n, 65536n, 0n, 0n), [65536n]);
  });

  it('is any there may be where the kernel does not tell', () => {
    const any = [4096n, 16384n, 65536n];
    assert.deepEqual(said(16n, 6n, 0n, 0n), any);
    assert.deepEqual(said(6n), any);
    const hidden = readPageSizes({ ...thisMachine, readFile: () => ({ error: 'EACCES' }) });
    assert.deepEqual(hidden, any);
  });
});
