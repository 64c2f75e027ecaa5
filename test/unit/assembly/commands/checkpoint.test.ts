// checkpoint and restore: what they plan, and what they say when they cannot.
import assert from 'node:assert/strict';
import { caller, give, missing, problems } from '../../../helpers/existing.ts';

const noCriu = { criu: missing };

describe('checkpoint and restore', () => {
  for (const command of ['checkpoint', 'restore']) {
    it(`${command} says that criu is missing`, () => {
      assert.match(
        problems(give(command, 'running', {}, noCriu))[0] ?? '',
        /^LD2724 no `criu` in PATH, .* install it/,
      );
    });
  }

  it('are for root', () => {
    const user = { caller: { ...(caller as object), uid: 1000 }, ...noCriu };
    const root = '/run/lading';
    assert.deepEqual(problems(give('checkpoint', 'running', { root }, user as never)), [
      'LD2611 checkpointing requires root',
    ]);
    assert.deepEqual(problems(give('restore', 'running', { root }, user as never)), [
      'LD2611 restoring requires root',
    ]);
  });

  it('checkpoint needs a container that runs', () => {
    for (const status of ['created', 'stopped'] as const) {
      assert.deepEqual(problems(give('checkpoint', status)), [
        'LD2716 the container `web` is not running',
      ]);
    }
    assert.match(problems(give('checkpoint', 'missing'))[0] ?? '', /does not exist/);
  });

  it('checkpoint takes the path of a parent from that of the images', () => {
    assert.deepEqual(problems(give('checkpoint', 'running', { parentPath: '/tmp/one' })), [
      'LD2712 --parent-path must be relative',
    ]);
  });
});
