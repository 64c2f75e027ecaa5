// helper-c/path.c by itself, against directories and links that a hostile image could hold, and
// against a process that swaps them meanwhile. The cases are in path-cases.c: one line each.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const sources = ['test/helper-path/path-cases.c', 'helper-c/path.c', 'helper-c/sys.c'];
const flags = ['-std=c17', '-D_GNU_SOURCE', '-O1', '-Wall', '-Wextra', '-Werror', '-Ihelper-c'];
const sanitizers = ['-fsanitize=address,undefined', '-fno-sanitize-recover=all'];

describe('the helper resolves paths below a root', () => {
  let directory = '';
  let lines: string[] = [];

  before(() => {
    directory = mkdtempSync(join(tmpdir(), 'lading-path-'));
    const program = join(directory, 'path-cases');
    const compiled = spawnSync('gcc', [...flags, ...sanitizers, '-o', program, ...sources], {
      cwd: repository,
      encoding: 'utf8',
    });
    assert.equal(compiled.status, 0, compiled.stderr);
    const root = mkdtempSync(join(directory, 'cases-'));
    const outcome = spawnSync(program, [root], { encoding: 'utf8', timeout: 30_000 });
    lines = outcome.stdout.split('\n').filter((line) => line !== '');
    assert.equal(outcome.stderr, '');
  });

  after(() => rmSync(directory, { recursive: true, force: true }));

  it('keeps every lookup inside, makes exact modes, and refuses links that lead nowhere', () => {
    assert.deepEqual(
      lines.filter((line) => !line.startsWith('ok ')),
      [],
    );
    assert.equal(lines.length, 38);
  });
});
