// helper-c/hook_output.c by itself, under sanitizers. The cases are in hook-output-cases.c.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testDirectory } from '../helpers/container.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const flags = ['-std=c17', '-D_GNU_SOURCE', '-O1', '-Wall', '-Wextra', '-Werror'];
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
const headers = ['-Ihelper-c', '-Igenerated/c'];
const parts = ['hook_output', 'ctx', 'json_write', 'sys'];
const sources = [
  'test/helper-hooks/hook-output-cases.c',
  ...parts.map((name) => `helper-c/${name}.c`),
];

describe('files that hooks write to', () => {
  it("are opened before the image's paths are there, once, for appending", () => {
    const folder = mkdtempSync(join(testDirectory(), 'hooks-'));
    const program = join(folder, 'hook-output-cases');
    const args = [...flags, ...sanitizers, ...headers, '-o', program, ...sources];
    const compiled = spawnSync('gcc', args, { cwd: repository, encoding: 'utf8' });
    assert.equal(compiled.status, 0, compiled.stderr);
    const outcome = spawnSync(program, [folder], { encoding: 'utf8' });
    assert.deepEqual([outcome.status, outcome.stdout], [0, ''], outcome.stderr);
  });
});
