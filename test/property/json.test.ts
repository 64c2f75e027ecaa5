import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Json, renderCanonical } from '../../host/engine/canonical.ts';
import { type TestDiagnostic, validate } from '../helpers/engine.ts';

/** Codes of what the reader refuses; everything else it has read. */
const isSyntax = ({ code }: TestDiagnostic): boolean => /^LD100[1-4]$/.test(code);

function isRead(text: string | Uint8Array): boolean {
  return !validate(text).some(isSyntax);
}

function isParsed(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const CONFIG = JSON.stringify({
  ociVersion: '1.0.2',
  process: { args: ['/bin/true', 'ü\n'], cwd: '/', env: ['A=\\u0041'], user: { uid: 1, gid: -0 } },
  root: { path: 'rootfs' },
  linux: { namespaces: [{ type: 'mount' }], resources: { memory: { limit: 1e3, swap: -1 } } },
});

describe('the JSON reader', () => {
  it('reads every JSON text without duplicate names', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        assert.ok(isRead(text), text);
      }),
      { numRuns: 500 },
    );
  });

  it('reads nothing that JSON.parse refuses, whichever bytes change', () => {
    const bytes = Buffer.from(CONFIG);
    fc.assert(
      fc.property(
        fc.nat(bytes.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        (at, value, cut) => {
          const changed = Buffer.from(bytes);
          changed[at] = value;
          const text = cut ? changed.subarray(0, at) : changed;
          const isUtf8 = Buffer.from(text.toString()).equals(text);
          if (isRead(text)) assert.ok(isUtf8 && isParsed(text.toString()), text.toString());
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('points inside the file', () => {
    fc.assert(
      fc.property(fc.nat(CONFIG.length), fc.string({ maxLength: 3 }), (at, inserted) => {
        const text = CONFIG.slice(0, at) + inserted + CONFIG.slice(at);
        const lines = text.split('\n').map((line) => Buffer.byteLength(line));
        for (const { line, column } of validate(text)) {
          const length = lines[(line ?? 0) - 1];
          assert.ok(length !== undefined && (column ?? 0) >= 1 && (column ?? 0) <= length + 1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps all 64 bits of an integer', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }), (value) => {
        const limits = { type: 'RLIMIT_NOFILE', hard: value, soft: 0 };
        const config: Json = {
          ociVersion: '1.0.2',
          process: { args: ['a'], cwd: '/', rlimits: [limits] },
          root: { path: 'r' },
        };
        const found = validate(renderCanonical(config)).map(({ pointer }) => pointer);
        const isRefused = found.includes('/process/rlimits/0/hard');
        assert.equal(isRefused, value < 0n || value >= 2n ** 64n, `${value}: ${found}`);
      }),
      { numRuns: 500 },
    );
  });

  it('takes time in proportion to the number of names, whatever they are', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `"k${index}":0`);
    const started = performance.now();
    assert.ok(isRead(`{${names.join(',')}}`));
    assert.ok(performance.now() - started < 5000);
    assert.ok(!isRead(`{${names.join(',')},"k7":1}`));
  });
});
