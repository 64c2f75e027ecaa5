// Groups of resctrl, on a directory that has the kernel's files: few machines have the hardware.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carry } from '../attacks/attack.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';

/** A directory with a default group and one more. */
function makeMount(container: Container): string {
  const mount = join(container.bundle, 'resctrl');
  mkdirSync(join(mount, 'gold'), { recursive: true });
  writeFileSync(join(mount, 'schemata'), '    L3:0=fffff\n');
  writeFileSync(join(mount, 'gold/schemata'), '    MB:0=70\n    L3:0=ff\n');
  writeFileSync(join(mount, 'gold/tasks'), '');
  return mount;
}

const create = (mount: string, path: string, schemata: string[], more: object = {}) => ({
  do: 'resctrl.create',
  mount,
  path,
  schemata,
  ...more,
});

describe('resctrl', () => {
  leavesNothingBehind();

  it('puts the process into a group that has the schemata already', () => {
    const container = new Container();
    const mount = makeMount(container);
    const outcome = carry(container, {
      parent: [create(mount, 'gold', ['L3:0=ff'])],
      spawned: [{ do: 'resctrl.join', mount, path: 'gold' }],
    });
    assert.equal(outcome.exitCode, 0, outcome.failure);
    assert.match(readFileSync(join(mount, 'gold/tasks'), 'utf8'), /^\d+$/);
  });

  for (const [wanted, held] of [
    ['L3:0=7f0;1=1f', 'L3:0=7f0;1=01f'],
    ['L3:1=1F;0=7f0;', 'L3:0=07f0;1=01f'],
    ['L3:0=0x00ff', 'L3:0=ff'],
    ['MB:0=20;1=100', 'MB:0= 20;1=100'],
    ['MB:00=20', 'MB:0=020'],
    ['L3:0=0', 'L3:0=000'],
  ] as const) {
    it(`takes ${held} for ${wanted}`, () => {
      const container = new Container();
      const mount = makeMount(container);
      writeFileSync(join(mount, 'gold/schemata'), `    L2:0=1\n    ${held}\n`);
      const outcome = carry(container, { parent: [create(mount, 'gold', [wanted])] });
      assert.equal(outcome.exitCode, 0, outcome.failure);
    });
  }

  for (const [wanted, held] of [
    ['L3:0=7f0', 'L3:0=7f'],
    ['L3:0=ff', 'L3:0=ff;1=ff'],
    ['L3:0=ff;1=ff', 'L3:0=ff'],
    ['L3:0=ff', 'L3:1=ff'],
    ['L3CODE:0=ff', 'L3:0=ff'],
    ['MB:0=max', 'MB:0=100'],
  ] as const) {
    it(`does not take ${held} for ${wanted}`, () => {
      const container = new Container();
      const mount = makeMount(container);
      writeFileSync(join(mount, 'gold/schemata'), `    L2:0=1\n    ${held}\n`);
      const outcome = carry(container, { parent: [create(mount, 'gold', [wanted])] });
      assert.match(outcome.failure, /has a different configuration/);
    });
  }

  for (const [what, path, schemata, more, failure] of [
    ['with other schemata', 'gold', ['L3:0=f'], {}, /has a different configuration/],
    ['that must exist', 'silver', [], { existing: true }, /the resctl group does not exist/],
  ] as const) {
    it(`a group ${what} is refused, and none is made`, () => {
      const container = new Container();
      const mount = makeMount(container);
      const outcome = carry(container, { parent: [create(mount, path, [...schemata], more)] });
      assert.match(outcome.failure, failure);
      assert.ok(!existsSync(join(mount, 'silver')));
    });
  }

  it('takes back a group that it made, and leaves one that was there', () => {
    const container = new Container();
    const mount = makeMount(container);
    // No file system but the kernel's puts a schemata file there, so that this must fail.
    const outcome = carry(container, {
      parent: [create(mount, 'gold', []), create(mount, 'new', ['L3:0=f'])],
    });
    assert.match(outcome.failure, /openat2 schemata: ENOENT/);
    assert.ok(!existsSync(join(mount, 'new')));
    assert.ok(existsSync(join(mount, 'gold')));
  });

  it('removes a group, and one that is gone', () => {
    const container = new Container();
    const mount = makeMount(container);
    mkdirSync(join(mount, 'empty'));
    const remove = { do: 'resctrl.remove', mount, path: 'empty' };
    assert.equal(carry(container, { parent: [remove, remove] }).exitCode, 0);
    assert.ok(!existsSync(join(mount, 'empty')));
  });

  it('needs the file system to be mounted', () => {
    const container = new Container();
    const outcome = carry(container, { parent: [create(container.bundle, 'x', [])] });
    assert.match(outcome.failure, /the resctl file system is not mounted/);
  });
});
