import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { hashInside } from '../../../../host/engine/hash.ts';
import { wasiProgram } from '../../../../host/engine/wasi.ts';
import { engineModule } from '../../../helpers/engine.ts';

const LENGTHS = [...Array(130).keys(), 65_526, 65_527, 65_536, 1_000_003];

describe('the digest of a plan', () => {
  it('is the SHA-256 that node has, of bytes of any length', () => {
    const program = wasiProgram(engineModule());
    for (const length of LENGTHS) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 256);
      const expected = createHash('sha256').update(bytes).digest('hex');
      assert.equal(hashInside(program, bytes), expected, `${length} bytes`);
    }
  });

  it('leaves nothing behind for the answers that follow', () => {
    const request = Buffer.from('{"command":"create","inputs":{},"options":{}}');
    const program = wasiProgram(engineModule());
    const expected = program(request);
    hashInside(program, new Uint8Array(300_000).fill(0xff));
    assert.deepEqual(program(request), expected);
  });

  it('is not told by an engine that has none', () => {
    const exports = (): object => ({ memory: {} });
    const program = Object.assign(wasiProgram(engineModule()), { exports });
    assert.equal(hashInside(program as never, new Uint8Array(3)), undefined);
  });
});
