// T38 (CVE-2024-42472): what a bind mounts is exchanged while the bind is made. It is opened once, and all that is decided of it
// or done to it is of that: never the one looked at and the other mounted.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Container, testDirectory } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { skip } from '../helpers/skip.ts';
import { type Action, type Carried, carry, Outside, procfs, startSwapping } from './attack.ts';

/** Runs of each race; each may only mount the one or the other, wholly as it was asked for. */
const runs = 60;

const READ = 'cat /target/name; echo changed >/target/name';

let count = 0;

/** A directory with a file of this name in it. */
function directoryOf(name: string): string {
  count += 1;
  const path = join(testDirectory(), `source-${count}`);
  mkdirSync(path);
  writeFileSync(join(path, 'name'), `${name}\n`);
  return path;
}

const bind = (source: string, more: Record<string, unknown> = {}): Action => ({
  do: 'mount.bind',
  set: ['ro'],
  source,
  target: '/target',
  ...more,
});

function bound(mount: Action, parent: readonly Action[] = [], script = READ): Carried {
  const container = new Container({
    rootfs: (rootfs) => mkdirSync(join(rootfs, 'target')),
  });
  return carry(container, { mounts: [procfs, mount], parent, args: ['/bin/sh', '-c', script] });
}

describe('attack: the source of a bind is exchanged', () => {
  leavesNothingBehind();
  before(function () {
    if (process.getuid?.() !== 0) skip(this, 'not-root');
  });

  it(`with a link to the host's, ${runs} times: read-only is what is there`, async function () {
    this.timeout(120_000);
    const outside = new Outside({ name: 'host\n' });
    const source = directoryOf('ours');
    const link = `${source}-link`;
    symlinkSync(outside.path, link);
    const stop = await startSwapping(source, link);
    const seen = new Map<string, number>();
    try {
      for (let run = 0; run < runs; run += 1) {
        const { stdout, stderr } = bound(bind(source));
        seen.set(stdout, (seen.get(stdout) ?? 0) + 1);
        assert.match(stderr, /Read-only file system/);
      }
    } finally {
      await stop();
    }
    assert.deepEqual(
      [...seen.keys()].filter((name) => name !== 'ours\n' && name !== 'host\n'),
      [],
    );
    outside.assertUntouched();
  });

  it(`with a file, ${runs} times: a directory is never mounted on a file, nor the other way`, async function () {
    this.timeout(120_000);
    const directory = directoryOf('ours');
    const file = `${directory}-file`;
    writeFileSync(file, 'a file\n');
    const stop = await startSwapping(directory, file);
    const script = 'if test -d /new; then cat /new/name; else cat /new; fi; echo x 2>&1 >>/new';
    try {
      for (let run = 0; run < runs; run += 1) {
        // Its mount point is made: what kind it is, is decided by the source.
        const outcome = bound(bind(directory, { target: '/new' }), [], script);
        assert.match(outcome.stdout, /^(ours|a file)\n/, outcome.failure);
      }
    } finally {
      await stop();
    }
  });

  it('once it is open: what was opened is mounted, wherever its name leads by then', () => {
    const outside = new Outside({ name: 'host\n' });
    const source = directoryOf('ours');
    const swap = `mv ${source} ${source}-away && ln -s ${outside.path} ${source}`;
    const between: Action = {
      do: 'hook.run',
      args: ['sh', '-c', swap],
      fatal: true,
      index: 0,
      path: '/bin/sh',
      point: 'createRuntime',
      stateHead: '{"pid":',
      stateTail: '}',
    };
    const open: Action = { do: 'source.open', slot: 0, source };
    const outcome = bound(bind(source, { slot: 0 }), [open, between]);
    assert.equal(outcome.failure, '');
    assert.equal(outcome.stdout, 'ours\n');
    assert.match(outcome.stderr, /Read-only file system/);
    // Control: by its name it is the other by now.
    assert.equal(bound(bind(source)).stdout, 'host\n');
    outside.assertUntouched();
  });
});
