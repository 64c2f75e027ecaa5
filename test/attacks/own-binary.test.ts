// T01 (CVE-2019-5736): the container has the runtime's own binary executed, to open it for writing.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { program } from '../helpers/programs.ts';
import { buildDirectory } from '../helpers/runtime.ts';
import { carry } from './attack.ts';

const digest = (): string =>
  createHash('sha256')
    .update(readFileSync(`${buildDirectory}lading-helper`))
    .digest('hex');

describe("attack: the helper's own binary as the program", () => {
  leavesNothingBehind();
  let before = '';
  beforeEach(() => {
    before = digest();
  });
  afterEach(() => assert.equal(digest(), before));

  it('/proc/self/exe is refused by name', () => {
    const outcome = carry(new Container(), { args: ['/proc/self/exe'] });
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.failure, /`\/proc\/self\/exe` leads through a magic link/);
  });

  it('a link in the image to /proc/self/exe is refused by name', async () => {
    const container = new Container({
      rootfs: (rootfs) => {
        rmSync(join(rootfs, 'bin/sh'));
        symlinkSync('/proc/self/exe', join(rootfs, 'bin/sh'));
      },
      bend: (config) => {
        config.process.args = ['sh', '-c', 'echo started'];
      },
    });
    const outcome = await container.run();
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /`\/bin\/sh` leads through a magic link/);
  });

  it('as the interpreter of a script it cannot be written to', () => {
    const container = new Container({
      rootfs: (rootfs) => {
        writeFileSync(join(rootfs, 'bin/script'), '#!/proc/self/exe\n');
        chmodSync(join(rootfs, 'bin/script'), 0o755);
      },
    });
    // Whatever the helper answers when the container runs it: it is another file system's copy.
    const outcome = carry(container, { args: ['/bin/script'] });
    assert.notEqual(outcome.exitCode, 0);
  });

  // A detached mount can be changed by whoever may mount, in whatever namespace, as long as a descriptor of it is
  // open: its clone must be nobody's mount by the time that somebody else runs.
  for (const point of ['createRuntime', 'poststart', 'poststop'] as const) {
    it(`its read-only mount cannot be made writable, tried at ${point}`, async () => {
      const container = new Container({
        bend: (config, { bundle }) => {
          const path = program('writable');
          config.hooks = { [point]: [{ path, args: ['writable', join(bundle, 'answer')] }] };
        },
      });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 0, outcome.stderr);
      const answer = Number(readFileSync(join(container.bundle, 'answer'), 'utf8'));
      assert.equal(answer, constants.errno.EINVAL);
    });
  }

  it('is a sealed copy in memory where no read-only mount of it can be made', () => {
    // A user without CAP_SYS_ADMIN gets as far as the state directory.
    const outcome = carry(new Container(), {}, ['setpriv', '--reuid', '65534', '--clear-groups']);
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.failure, /EACCES|EPERM/);
  });
});
