// .ci/run: whatever `npm test` prints, its last line is the figures of all reports together, and the only such line.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../.ci/run', import.meta.url));
const FIGURES = /^\d+ passed, \d+ failed$/gm;

/** What it prints and how it ends when `npm` prints these lines and ends with this code. */
function given(lines: readonly string[], exitCode: number): readonly [string, number | null] {
  const folder = mkdtempSync(join(tmpdir(), 'lading-ci-'));
  try {
    mkdirSync(join(folder, 'bin'));
    const npm = join(folder, 'bin', 'npm');
    writeFileSync(npm, `#!/bin/sh\ncat <<'END'\n${lines.join('\n')}\nEND\nexit ${exitCode}\n`);
    chmodSync(npm, 0o755);
    const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
    const { stdout, status } = spawnSync('bash', [script], { encoding: 'utf8', env });
    return [stdout, status];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('.ci/run', () => {
  for (const [what, lines, exitCode, last] of [
    [
      'adds up mocha and the lanes',
      ['10 passed, 0 failed', '5 passed, 2 failed'],
      1,
      '15 passed, 2 failed',
    ],
    [
      'is green when both are',
      ['7 passed, 0 failed', '2 passed, 0 failed'],
      0,
      '9 passed, 0 failed',
    ],
    [
      'counts no line of a lane',
      ['v2| 3 passed, 1 failed', '4 passed, 0 failed'],
      0,
      '4 passed, 0 failed',
    ],
    ['has failed when there was no report', ['error'], 1, '0 passed, 1 failed'],
    ['has failed when only the end was bad', ['7 passed, 0 failed'], 1, '7 passed, 1 failed'],
  ] as const) {
    it(what, () => {
      const [stdout, status] = given(lines, exitCode);
      assert.deepEqual(
        [stdout.match(FIGURES), stdout.trimEnd().split('\n').at(-1), status],
        [[last], last, exitCode],
      );
    });
  }
});
