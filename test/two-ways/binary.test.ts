// What the native entry is made of: one static file of a modest size, with the wasm sandbox's bounds on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { testDirectory } from '../helpers/container.ts';
import { buildDirectory } from '../helpers/runtime.ts';

const FILE = `${buildDirectory}lading-oci`;
const LIMIT_BYTES = 2.5 * 1024 * 1024;
const RUNTIME = new URL('../../helper-c/native/wasm-rt.h', import.meta.url);

describe('the file of the native entry', () => {
  const headers = (): string =>
    execFileSync('readelf', ['--program-headers', '--wide', FILE], { encoding: 'utf8' });

  it('has no dynamic section and no interpreter', () => {
    assert.match(headers(), /^ +LOAD /m);
    assert.doesNotMatch(headers(), /^ +(?:DYNAMIC|INTERP) /m);
  });

  it('lets nothing be both written and executed, the stack neither', () => {
    assert.match(headers(), /^ +GNU_STACK .* RW +0x/m);
    assert.doesNotMatch(headers(), /^ +\w+ .* RWE +0x/m);
  });

  it('is three mappings, and begins with what every command runs through', () => {
    const loads = [...headers().matchAll(/^ +LOAD +0x\w+ (0x\w+) .* 0x\w+ ([RWE ]+?) +0x\w+$/gm)];
    assert.deepEqual(
      loads.map(([, , rights]) => rights),
      ['R', 'R E', 'RW'],
    );
    const [, entry] = /Entry point 0x(\w+)/.exec(headers()) ?? [];
    // What one fault brings: layout.ld.
    const behind = Number(`0x${entry}`) - Number(loads[1]?.[1]);
    assert.ok(behind >= 0 && behind < 65_536, `${behind}`);
  });

  it('is at most 2.5 MiB', () => {
    const { size } = statSync(FILE);
    assert.ok(size <= LIMIT_BYTES, `${size} bytes`);
  });

  it('knows the digest of the engine that it was made from', () => {
    const digest = createHash('sha256')
      .update(readFileSync(`${buildDirectory}engine.wasm`))
      .digest('hex');
    assert.ok(readFileSync(FILE).includes(digest));
  });
});

describe('the engine compiled into it', () => {
  /** A program of one access to the engine's memory, as wasm2c would make it. */
  const probe = `
    #include <sys/mman.h>
    #include <stdlib.h>
    #include "pages.h"
    #include "wasm-rt.h"
    _Noreturn void wasm_rt_trap(wasm_rt_trap_t trap) { exit(100 + (int)trap); }
    int main(int argc, char **argv)
    {
      wasm_rt_memory_t memory = {.data = pages_reserve_closed(MEMORY_RESERVED_BYTES)};
      (void)argc;
      wasm_rt_allocate_memory(&memory, 2, 65536, false, 65536);
      if (wasm_rt_grow_memory(&memory, 1) != 2 || wasm_rt_grow_memory(&memory, 65536) != UINT32_MAX)
        return 1;
      ((volatile uint8_t *)memory.data)[strtoull(argv[1], NULL, 0)] = 1;
      return 0;
    }`;
  let program: string;
  const access = (at: string): number | string => {
    try {
      execFileSync(program, [at], { stdio: 'ignore' });
      return 0;
    } catch (error) {
      return (error as { signal?: string; status?: number }).signal ?? 'failed';
    }
  };

  before(() => {
    program = `${testDirectory()}/bounds`;
    const native = fileURLToPath(new URL('.', RUNTIME));
    const include = [`-I${native}`, `-I${native}..`];
    const flags = ['-O2', '-D_GNU_SOURCE', ...include, '-x', 'c', '-', '-x', 'none'];
    const sources = [`${native}memory.c`, `${native}../pages.c`];
    execFileSync('gcc', [...flags, ...sources, '-o', program], { input: probe });
  });

  it('reaches every byte of its memory', () => {
    assert.equal(access('0'), 0);
    assert.equal(access(`${3 * 65_536 - 1}`), 0);
  });

  it('reaches no byte behind it, up to what an index and an offset of 32 bits can name', () => {
    for (const at of [`${3 * 65_536}`, '0x40000000', '0xffffffff', '0x1fffffffe']) {
      assert.equal(access(at), 'SIGSEGV', at);
    }
  });
});
