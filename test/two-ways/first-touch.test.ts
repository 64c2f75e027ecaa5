// Memory that the native entry has the kernel give before it is filled (helper-c/pages.h): too little is a fault for each
// page that is missing, too much is pages that nobody needs.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { renderCanonical } from '../../host/engine/canonical.ts';
import { wasiProgram } from '../../host/engine/wasi.ts';
import { requestAt } from '../determinism/corpus.ts';
import { engineModule, KIND } from '../helpers/engine.ts';
import { namedFacts } from '../helpers/planner.ts';
import { buildDirectory } from '../helpers/runtime.ts';

const NATIVE = `${buildDirectory}lading-oci`;
const SOURCE = new URL('../../helper-c/native/engine.c', import.meta.url);
const CONFIG = new URL('../fixtures/configs/docker-20.10.json', import.meta.url);
const HOSTS = ['cgroup-v1-x86_64', 'hybrid-x86_64', 'v2-x86_64', 'v2-aarch64'];
/** From two thirds of what is filled to half as much again. */
const APART = 1.5;
/** The engine's own were 127, of 4 KiB. */
const PAGES = 250;

function requestOn(host: string): Uint8Array {
  const facts = namedFacts(host);
  const named = { facts: renderCanonical(facts), caller: renderCanonical(facts.caller ?? null) };
  return requestAt({ configs: [readFileSync(CONFIG, 'utf8')], facts: [named] }, 0);
}

/** How many bytes the engine has filled behind the memory that it begins with. */
function filledBy(request: Uint8Array): number {
  const program = wasiProgram(engineModule());
  const memory = program.exports().memory as WebAssembly.Memory;
  const begin = memory.buffer.byteLength;
  assert.equal(program(request).exit, KIND.plan);
  const bytes = Buffer.from(memory.buffer);
  let end = bytes.length;
  while (bytes[end - 1] === 0) end--;
  return end - begin;
}

/** Pages that a program was given until it ended: proc_pid_stat(5), `cminflt`. */
function pagesOf(args: readonly string[], input: Uint8Array): number {
  const count = (): number =>
    Number(
      readFileSync('/proc/self/stat', 'utf8')
        .replace(/^.*\) /, '')
        .split(' ')[8],
    );
  const before = count();
  const { status, stderr } = spawnSync(NATIVE, args, { input });
  assert.equal(status, 0, stderr.toString());
  return count() - before;
}

describe('memory of the native entry', () => {
  const [, factor] = /#define FILLED_FACTOR (\d+)U/.exec(readFileSync(SOURCE, 'utf8')) ?? [];

  for (const host of HOSTS) {
    it(`is given at once as the engine fills it for docker's config on ${host}`, () => {
      const request = requestOn(host);
      const filled = filledBy(request);
      const given = Number(factor) * request.length;
      assert.ok(given > filled / APART && given < filled * APART, `${given} for ${filled} bytes`);
    });
  }

  it("is few pages for docker's config", () => {
    const request = requestOn('cgroup-v1-x86_64');
    const own = pagesOf(['engine'], request) - pagesOf(['--version'], new Uint8Array());
    assert.ok(own < PAGES, `${own} pages`);
  });
});
