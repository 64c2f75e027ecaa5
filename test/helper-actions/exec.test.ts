// What people read when a program cannot be started: crun's sentences, word for word.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carry } from '../attacks/attack.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';

const cases: [args0: string, sentence: string][] = [
  ['nosuch', 'executable file `nosuch` not found in $PATH: no such file or directory'],
  ['/no/such', 'executable file `/no/such` not found: no such file or directory'],
  ['/etc', 'the path `/etc` is not a regular file: permission denied'],
  ['/etc/hosts', 'the path `/etc/hosts` exists but it is not executable: permission denied'],
  ['plain', 'the path `/bin/plain` exists but it is not executable: permission denied'],
  [
    '/bin/no-interpreter',
    'exec container process (missing dynamic library?) `/bin/no-interpreter`: no such file or directory',
  ],
  ['/bin/junk', 'exec container process `/bin/junk`: exec format error'],
];

function makePrograms(rootfs: string): void {
  writeFileSync(join(rootfs, 'bin/plain'), '');
  for (const [name, text] of [
    ['no-interpreter', '#!/no/such\n'],
    ['junk', 'junk'],
  ] as const) {
    writeFileSync(join(rootfs, 'bin', name), text);
    chmodSync(join(rootfs, 'bin', name), 0o755);
  }
}

describe('a program that cannot be started', () => {
  leavesNothingBehind();

  for (const [args0, sentence] of cases) {
    it(`\`${args0}\`: ${sentence}`, async () => {
      const container = new Container({
        rootfs: makePrograms,
        bend: (config) => {
          config.process.args = [args0];
        },
      });
      const outcome = await container.run();
      assert.equal(outcome.exitCode, 1);
      assert.ok(outcome.stderr.includes(sentence), outcome.stderr);
    });
  }
});

describe('exec.lookup', () => {
  leavesNothingBehind();

  it('goes on past what cannot be executed', () => {
    const container = new Container({
      rootfs: (rootfs) => {
        mkdirSync(join(rootfs, 'first/directory'), { recursive: true });
        writeFileSync(join(rootfs, 'first/echo'), '');
      },
    });
    container.config.process.env = ['PATH=/nosuch:/first:/bin'];
    container.config.process.args = ['echo', 'found'];
    container.writeConfig();
    return container
      .run()
      .then((outcome) => assert.equal(outcome.stdout, 'found\n', outcome.stderr));
  });

  it('finds nothing by an empty name', () => {
    const outcome = carry(new Container(), { args: [''] });
    assert.match(outcome.failure, /cannot find `` in \$PATH$/);
  });

  it('takes a name with a slash as of the working directory', () => {
    const outcome = carry(new Container(), { cwd: '/bin', args: ['./echo', 'here'] });
    assert.equal(outcome.stdout, 'here\n', outcome.failure);
  });
});
