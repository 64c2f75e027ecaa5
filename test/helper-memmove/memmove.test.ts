// helper-c/memmove.c by itself: it stands in the place of the C library's.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testDirectory } from '../helpers/container.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const flags = ['-std=c17', '-O2', '-fno-builtin', '-fno-tree-loop-distribute-patterns', '-Werror'];
// By names of its own beside the C library's.
const names = ['-Dmemmove=own_memmove', '-Dmemcpy=own_memcpy'];

describe('memmove and memcpy of the helper', () => {
  it('move what a copy byte by byte moves, whatever the size, alignment and overlap', () => {
    const object = join(testDirectory(), 'memmove.o');
    const program = join(testDirectory(), 'memmove-cases');
    for (const args of [
      [...flags, ...names, '-c', '-o', object, 'helper-c/memmove.c'],
      [
        '-std=c17',
        '-Wall',
        '-Wextra',
        '-Werror',
        '-o',
        program,
        'test/helper-memmove/memmove-cases.c',
        object,
      ],
    ]) {
      const compiled = spawnSync('gcc', args, { cwd: repository, encoding: 'utf8' });
      assert.equal(compiled.status, 0, compiled.stderr);
    }
    const outcome = spawnSync(program, { encoding: 'utf8', timeout: 30_000 });
    assert.deepEqual([outcome.status, outcome.stdout], [0, '']);
  });
});
