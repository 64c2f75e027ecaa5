// cgroup.write of a file that a kernel may not have: when that is a failure.
import assert from 'node:assert/strict';
import { existsSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { carry } from '../attacks/attack.ts';
import { Container } from '../helpers/container.ts';
import { cgroupsNamed } from '../helpers/kernel-state.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { skip } from '../helpers/skip.ts';

const ROOT = '/sys/fs/cgroup';
const mount = existsSync(`${ROOT}/cgroup.procs`) ? ROOT : `${ROOT}/freezer`;

describe('a file of a cgroup that is not there', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  for (const [what, more, isFailure] of [
    ['is a failure', {}, true],
    ['is none when it may be missing', { missing: 'ignore' }, false],
    [
      'is none where the one is that makes up for it',
      { missing: 'ignore', unless: 'cgroup.procs' },
      false,
    ],
    ['is one where that is not there either', { missing: 'ignore', unless: 'no.such' }, true],
  ] as const) {
    it(what, () => {
      const container = new Container();
      const path = container.id;
      const write = { do: 'cgroup.write', file: 'io.nothing', mount, path, value: '1', ...more };
      const outcome = carry(container, { parent: [{ do: 'cgroup.create', mount, path }, write] });
      if (isFailure) {
        assert.match(
          outcome.failure,
          /io\.nothing: 1: ENOENT this kernel or cgroup has no such file/,
        );
      } else {
        assert.equal(outcome.failure, '');
        rmdirSync(join(mount, path)); // what is done stays: the plan takes nothing away
      }
      assert.deepEqual(cgroupsNamed(path), []);
    });
  }
});
