// T37 (CVE-2020-5291): a program made for root is given a setuid bit, and would do root's work for anybody.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { token } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { buildDirectory } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

const NOBODY = 65_534;
const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];

describe('attack: a setuid copy', () => {
  let directory = '';
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
    directory = mkdtempSync(join(tmpdir(), `${token()}-`));
    chmodSync(directory, 0o755);
  });
  after(() => rmSync(directory, { recursive: true, force: true }));

  function copyOf(path: string, mode: number): string {
    const copy = join(directory, `${basename(path)}-${mode.toString(8)}`);
    copyFileSync(path, copy);
    chownSync(copy, 0, 0);
    chmodSync(copy, mode);
    return copy;
  }

  function asked(path: string, ...args: string[]): readonly [number | null, string] {
    const [file = '', ...words] = [...asNobody, path, ...args];
    const outcome = spawnSync(file, words, { encoding: 'utf8' });
    return [outcome.status, outcome.stdout + outcome.stderr];
  }

  for (const [name, command] of [
    ['lading-helper', ['carry']],
    ['lading-helper', ['look', '1']],
    ['lading-helper', ['serve']],
    ['lading-oci', ['list']],
    ['lading-oci', ['--version']],
  ] as const) {
    for (const [what, mode] of [
      ['user', 0o4755],
      ['group', 0o2755],
    ] as const) {
      it(`${name} ${command.join(' ')} does nothing for who is lent root's ${what}`, () => {
        const [status, said] = asked(copyOf(`${buildDirectory}${name}`, mode), ...command);
        assert.match(said, /does not run setuid/);
        // What the helper says of a plan that it refuses.
        assert.equal(status, name === 'lading-helper' ? 2 : 1);
      });
    }
  }

  it('control: without the bit both run, and with it another program has the right', () => {
    for (const name of ['lading-helper', 'lading-oci']) {
      const [status] = asked(copyOf(`${buildDirectory}${name}`, 0o755), '--version');
      assert.equal(status, 0);
    }
    const [, said] = asked(copyOf('/usr/bin/id', 0o4755), '-u');
    assert.equal(said, '0\n');
  });
});
