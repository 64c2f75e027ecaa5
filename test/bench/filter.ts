// What Docker's filter adds to a system call: ours against libseccomp's, which crun compiles.
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Container } from '../helpers/container.ts';
import { commandOf, idOf, natives, writeBundle } from './bundles.ts';
import { compile, runToEnd } from './measure.ts';

const ROUNDS = 48;
const CALLS = ['getppid', 'openat'] as const;

export interface CallCost {
  readonly name: string;
  readonly call: (typeof CALLS)[number];
  readonly nanoseconds: number;
}

/** Containers in turn; of each the fastest: which pages and which CPU one gets makes more of a difference than the filter. */
export function measureFilter(container: Container): CallCost[] {
  copyFileSync(compile('calls'), join(container.rootfs, 'bin/calls'));
  const bundle = writeBundle(container, 'calls', (config) => {
    config.process.args = ['/bin/calls'];
  });
  const runtimes = natives().filter(({ name }) => name !== 'runc');
  const costs = runtimes.flatMap(({ name }) =>
    CALLS.map((call) => ({ name, call, nanoseconds: Number.POSITIVE_INFINITY })),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const one of runtimes) {
      const id = idOf(one.name, 'filter');
      const found = runToEnd([...commandOf(one, 'filter'), 'run', '-b', bundle, id]);
      const numbers = found.trim().split('\n').map(Number);
      for (const [index, call] of CALLS.entries()) {
        const cost = costs.find((known) => known.name === one.name && known.call === call);
        if (cost === undefined) continue;
        cost.nanoseconds = Math.min(cost.nanoseconds, numbers[index] ?? Number.NaN);
      }
    }
  }
  return costs;
}
