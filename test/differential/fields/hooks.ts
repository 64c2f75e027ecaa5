// The matrix: /hooks. A hook writes what it was given into a file of the bundle.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HOOK_POINTS, type Hook, type HookPoint } from '../../helpers/config.ts';
import type { Container } from '../../helpers/container.ts';
import type { FieldCase } from './case.ts';

const script = 'echo "$0 $FIELD" >> "$WHERE"';
const fileOf = (container: Container): string => join(container.bundle, 'hook');

function hookOf(point: HookPoint, container: Container): Hook {
  // This one runs in the container's root, whose /srv is the bundle's.
  const where = point === 'startContainer' ? '/srv/hook' : fileOf(container);
  return {
    path: '/bin/sh',
    args: ['sh', '-c', script, point],
    env: ['PATH=/bin:/usr/bin', 'FIELD=given', `WHERE=${where}`],
    timeout: 20,
  };
}

export const hookCases: readonly FieldCase[] = HOOK_POINTS.map((point) => ({
  title: `runs its ${point} hook with these arguments and this environment`,
  fields: ['path', 'args/*', 'env/*', 'timeout'].map((field) => `/hooks/${point}/*/${field}`),
  set: (config, container) => {
    config.hooks = { [point]: [hookOf(point, container)] };
    config.mounts.push({
      destination: '/srv',
      type: 'bind',
      source: container.bundle,
      options: ['bind'],
    });
    config.process.args = ['sleep', '1000'];
  },
  outside: async (container) => {
    if (point === 'poststop') await container.delete({ force: true });
    return readFileSync(fileOf(container), 'utf8');
  },
  answer: `${point} given\n`,
}));
