// assembly/plan/cgroup/convert.ts, compiled alone: every value there is, against the formulas.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

type Exports = { cpuWeight(shares: bigint): bigint; ioWeight(weight: bigint): bigint };

const source = fileURLToPath(
  new URL('../../../../../assembly/plan/cgroup/convert.ts', import.meta.url),
);

describe('conversions from cgroup v1 to v2', function () {
  this.timeout(120_000);
  let convert: Exports;

  before(async () => {
    const directory = mkdtempSync(join(tmpdir(), 'lading-convert-'));
    try {
      const outFile = join(directory, 'convert.wasm');
      // The directory has no asconfig.json: the engine's would ask for WASI.
      const { error, stderr } = await asc.main([
        'convert.ts',
        ...['--baseDir', dirname(source), '--runtime', 'stub', '-O3', '-o', outFile],
      ]);
      assert.ifError(error ?? undefined);
      assert.equal(stderr.toString(), '');
      const module = new WebAssembly.Module(readFileSync(outFile));
      convert = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  it('follow the curve of cpu.weight for every value of cpu.shares', () => {
    for (let shares = 3; shares < 262144; shares++) {
      const weight = Number(convert.cpuWeight(BigInt(shares)));
      if (weight !== weightOf(shares)) assert.equal(weight, weightOf(shares), `${shares} shares`);
    }
  });

  it('keep the ends of cpu.shares, and its default of 1024', () => {
    const cases = [
      [0n, 0n],
      [1n, 1n],
      [2n, 1n],
      [1024n, 100n],
      [262144n, 10000n],
      [2n ** 64n - 1n, 10000n],
    ] as const;
    for (const [shares, weight] of cases) assert.equal(convert.cpuWeight(shares), weight);
  });

  it('spread blkio.weight evenly over io.weight', () => {
    assert.equal(convert.ioWeight(0n), 0n);
    for (let weight = 10n; weight <= 1000n; weight++) {
      assert.equal(convert.ioWeight(weight), 1n + ((weight - 10n) * 9999n) / 990n);
    }
    assert.equal(convert.ioWeight(1000n), 10000n);
  });
});

/** In doubles, which are exact enough: no value but a true integer comes nearer to one than 2e-6. */
function weightOf(shares: number): number {
  const l = Math.log2(shares);
  const weight = 10 ** ((l * l + 125 * l) / 612 - 7 / 34);
  const nearest = Math.round(weight);
  return Math.abs(weight - nearest) < 1e-9 ? nearest : Math.ceil(weight);
}
