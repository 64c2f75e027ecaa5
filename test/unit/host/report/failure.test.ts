import assert from 'node:assert/strict';
import { renderFailure, renderInterrupted } from '../../../../host/report/failure.ts';

const PLAN = new TextEncoder().encode(
  JSON.stringify({
    actions: [
      { do: 'state.reserve', id: 'web', root: '/run/lading' },
      { do: 'cgroup.create', from: '/linux/cgroupsPath', mount: '/sys/fs/cgroup', path: 'web' },
      {
        child: [
          { do: 'mount.fs', from: '/mounts/0', target: '/dev/shm', type: 'tmpfs' },
          { do: 'exec.lookup', from: '/process/args/0', name: 'nope' },
        ],
        do: 'process.spawn',
        namespaces: [],
      },
    ],
    command: 'create',
    container: 'web',
    format: 1,
  }),
);
const SOURCE = {
  path: '/srv/b/config.json',
  text: '{\n"mounts": [\n{}],\n"process":{"args":["nope"]}}',
};
const SHOWN = { command: 'create', plan: PLAN, source: SOURCE };

describe('a failure', () => {
  it('is one line with action, place in config.json, step, object and errno', () => {
    const failed = { action: 3, errno: 'EBUSY', step: 'move_mount', object: '/dev/shm' };
    assert.equal(
      renderFailure({ ...SHOWN, failed, left: [] }),
      'create: mount.fs at /mounts/0 (config.json:3): move_mount /dev/shm: EBUSY',
    );
  });

  it('tells the reason when there is one', () => {
    const failed = { action: 3, errno: 'EINVAL', step: 'fsconfig', object: 'x', message: 'why' };
    assert.match(renderFailure({ ...SHOWN, failed, left: [] }), /: fsconfig x: EINVAL \(why\)$/);
  });

  it('is one line whatever the names in it are', () => {
    const failed = { action: 3, errno: 'ENOENT', step: 'open', object: '/a\nlading: ok\u009b' };
    assert.match(
      renderFailure({ ...SHOWN, failed, left: [{ ...failed, message: 'no `b\n`' }] }),
      /: open \/a\\nlading: ok\\u009b: ENOENT; could not be undone: [^\n]*: no `b\\n`$/,
    );
  });

  it('has the lines of criu’s log', () => {
    const actions = [{ do: 'criu.dump', from: 'imagePath' }];
    const plan = new TextEncoder().encode(
      JSON.stringify({ actions, command: 'checkpoint', container: 'web', format: 1 }),
    );
    const failed = { action: 0, message: 'CRIU checkpointing failed: -5\nError: \u001b[31m' };
    assert.equal(
      renderFailure({ ...SHOWN, plan, failed, left: [] }),
      'create: criu.dump at imagePath: CRIU checkpointing failed: -5\nError: \\u001b[31m',
    );
  });

  it('keeps the words that container engines look for unbroken', () => {
    const message = 'executable file `nope` not found in $PATH: No such file or directory';
    const failed = { action: 4, errno: 'ENOENT', step: 'exec', object: 'nope', message };
    assert.equal(
      renderFailure({ ...SHOWN, failed, left: [] }),
      `create: exec.lookup at /process/args/0 (config.json:4): ${message}`,
    );
  });

  it('says that a container already exists in the words of crun', () => {
    const failed = { action: 0, errno: 'EEXIST', step: 'mkdirat', object: 'web' };
    assert.equal(
      renderFailure({ ...SHOWN, failed, left: [] }),
      'create: container `web` already exists',
    );
  });

  it('tells what could not be undone, in the same line', () => {
    const failed = { action: 3, errno: 'EBUSY', step: 'move_mount', object: '/dev/shm' };
    const left = [{ action: 1, errno: 'EBUSY', step: 'unlinkat', object: 'web' }];
    assert.match(
      renderFailure({ ...SHOWN, failed, left }),
      /; could not be undone: cgroup\.create at \/linux\/cgroupsPath: unlinkat web: EBUSY$/,
    );
  });

  it('names the pointer alone when there is no config', () => {
    const failed = { action: 3, errno: 'EBUSY', step: 'move_mount', object: '/dev/shm' };
    assert.match(
      renderFailure({ ...SHOWN, source: undefined, failed, left: [] }),
      /mount\.fs at \/mounts\/0: move_mount/,
    );
  });

  it('says where a helper was killed, and how to clear up', () => {
    assert.equal(
      renderInterrupted(SHOWN, 'SIGKILL', 3),
      'create: the helper ended by SIGKILL at mount.fs at /mounts/0 (config.json:3); ' +
        '`lading delete --force web` removes what is left',
    );
    assert.match(renderInterrupted(SHOWN, 'SIGKILL', undefined), /before it did anything$/);
  });
});
