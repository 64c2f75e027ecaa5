// Wraps each test of a suite in the leak oracle: nothing may be left when it ends.
import assert from 'node:assert/strict';
import { readFileSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { deleteLeftContainers, testDirectory, token } from './container.ts';
import { captureKernelState, type KernelState, leaks, type Scope } from './kernel-state.ts';

export function scope(): Scope {
  const roots = ['lading', 'crun', 'runc'].map((name) => join(testDirectory(), `state-${name}`));
  return { token: token(), stateRoots: roots };
}

/** To be called in a `describe`: each of its tests must leave the kernel's state as it was. */
export function leavesNothingBehind(): void {
  let before: KernelState;
  beforeEach(() => {
    before = captureKernelState(scope());
  });
  afterEach(async function () {
    const failed = this.currentTest?.state === 'failed';
    const left = failed ? [] : await leaks(scope(), before);
    await deleteLeftContainers();
    if (failed || left.length > 0) sweep();
    assert.deepEqual(left, [], 'left behind');
  });
}

/** Ends processes and removes cgroups that carry the token: one test's failure stays its own. */
export function sweep(): void {
  const state = captureKernelState({ ...scope(), alone: false });
  for (const line of state.processes) kill(Number(line.split(' ')[0]));
  // Deepest first; a cgroup whose processes are still dying is retried.
  for (const cgroup of [...state.cgroups].reverse()) {
    for (const pid of pidsIn(cgroup)) kill(pid);
    remove(cgroup);
  }
}

function pidsIn(cgroup: string): number[] {
  try {
    return readFileSync(join(cgroup, 'cgroup.procs'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(Number);
  } catch {
    return []; // gone already
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ended already
  }
}

function remove(cgroup: string): void {
  for (let attempts = 0; attempts < 20; attempts += 1) {
    try {
      rmdirSync(cgroup);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EBUSY') return; // gone already
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25);
    }
  }
}
