// A system call that the kernel refuses where it seldom does: strace(1) answers in its place.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { buildDirectory, isSanitized, run } from '../helpers/runtime.ts';
import { skip } from '../helpers/skip.ts';

/** `lading run` with a call of all its processes answered by an error. */
async function runRefused(container: Container, call: string, error: string) {
  const trace = ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `inject=${call}:error=${error}`];
  const words = container.command('run', '--bundle', container.bundle, container.id);
  return run([...trace, ...words]);
}

describe('a system call is refused', () => {
  leavesNothingBehind();

  before(function () {
    if (isSanitized()) skip(this, 'sanitizers'); // leaks cannot be looked for under ptrace(2)
  });

  it('setgroups(2): nobody keeps the groups of the caller', async () => {
    const outcome = await runRefused(new Container(), 'setgroups', 'EPERM');
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /setgroups.*EPERM|the user namespace denies setgroups\(2\)/);
  });

  it('pidfd_open(2) of a hook: it is killed, and not waited for', async () => {
    const container = new Container({
      bend: (config) => {
        const path = '/bin/sh';
        config.hooks = {
          createRuntime: [{ path, args: ['sh', '-c', 'exec cat; exec sleep 1000'] }],
        };
      },
    });
    const outcome = await runRefused(container, 'pidfd_open', 'EMFILE');
    assert.equal(outcome.exitCode, 1);
    assert.match(outcome.stderr, /pidfd_open/);
    assert.ok(!existsSync(container.stateDirectory));
  });
});

describe('the helper that looks into a container', () => {
  it('cannot be traced by the root of its user namespace', async function () {
    if (isSanitized()) skip(this, 'sanitizers');
    const helper = `${buildDirectory}lading-helper`;
    const target = ['unshare', '--user', '--map-root-user', 'sh', '-c'];
    const look = `strace -f -qq -e trace=prctl,setns ${helper} look`;
    // The shell that waits is who is looked into.
    const outcome = await run([
      'sh',
      '-c',
      `${target.join(' ')} 'exec sleep 30' >/dev/null 2>&1 & pid=$!; sleep 0.2; ${look} $pid kernel/hostname; kill $pid`,
    ]);
    const calls = outcome.stderr.split('\n').filter((line) => /prctl|setns/.test(line));
    const barred = calls.findIndex((line) => /PR_SET_DUMPABLE, SUID_DUMP_DISABLE/.test(line));
    const joined = calls.findIndex((line) => /setns.*CLONE_NEWUSER/.test(line));
    assert.ok(barred >= 0 && joined > barred, outcome.stderr);
  });
});
