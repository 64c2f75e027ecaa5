// Containers on a unified hierarchy, looked at from outside.
import assert from 'node:assert/strict';
import { cgroupOf, isUnified } from './cgroups.ts';
import type { Config } from './config.ts';
import { Container, until } from './container.ts';
import { skip } from './skip.ts';

/** Runs a container that stays, looks at its cgroup from outside, and deletes it. */
export async function during(
  bend: (config: Config, container: Container) => void,
  look: (cgroup: string, container: Container, pid: number) => void | Promise<void>,
): Promise<void> {
  const container = new Container({
    bend: (config, self) => {
      config.process.args = ['sh', '-c', 'echo ready; exec sleep 1000'];
      bend(config, self);
    },
  });
  const outcome = await container.runDetached();
  assert.deepEqual([outcome.exitCode, outcome.stderr], [0, '']);
  try {
    await until('ready', () => container.output().includes('ready'));
    const { pid } = await container.state();
    await look(cgroupOf(pid, ''), container, pid);
  } finally {
    assert.equal((await container.delete({ force: true })).exitCode, 0);
  }
}

export function withResources(resources: object): (config: Config) => void {
  return (config) => {
    config.linux.resources = { ...config.linux.resources, ...resources };
  };
}

/** For a `before`. */
export function needsUnified(this: Mocha.Context): void {
  if (process.getuid?.() !== 0) skip(this, 'not-root');
  if (!isUnified) skip(this, 'no-cgroup-v2');
}
