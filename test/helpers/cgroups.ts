// Where the kernel says that a process is, as directories of this machine's hierarchies.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isHybrid } from './runtime.ts';

const ROOT = '/sys/fs/cgroup';

/** A machine whose one hierarchy has everything. */
export const isUnified = existsSync(`${ROOT}/cgroup.controllers`);

export interface Membership {
  /** One of them, or `name=…`; empty for the unified hierarchy. */
  readonly controllers: readonly string[];
  /** Within its hierarchy, from a slash on. */
  readonly path: string;
  readonly directory: string;
}

/** A process's cgroups in the hierarchies that are mounted. */
export function cgroupsOf(pid: number): Membership[] {
  const lines = readFileSync(`/proc/${pid}/cgroup`, 'utf8').trim().split('\n');
  return lines.flatMap((line) => {
    const [, names = '', path = '/'] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    const directory = join(mountOf(names), path);
    const controllers = names === '' ? [] : names.split(',');
    return existsSync(directory) ? [{ controllers, path, directory }] : [];
  });
}

function mountOf(names: string): string {
  if (names !== '') return join(ROOT, names.replace('name=', ''));
  return isUnified ? ROOT : join(ROOT, 'unified');
}

/** The cgroup where a controller limits a process: in the unified hierarchy, or in the controller's own. */
export function cgroupOf(pid: number, controller: string): string {
  const found = cgroupsOf(pid).find(({ controllers }) =>
    isUnified ? controllers.length === 0 : controllers.includes(controller),
  );
  if (found === undefined) throw new Error(`process ${pid} has no cgroup for ${controller}`);
  return found.directory;
}

/** The cgroup by which a container's processes are known: the unified one where there is one. */
export function mainCgroupOf(pid: number): string {
  const wanted = isUnified || isHybrid() ? '' : 'freezer';
  const found = cgroupsOf(pid).find(({ controllers }) => (controllers[0] ?? '') === wanted);
  if (found === undefined) throw new Error(`process ${pid} is in no cgroup`);
  return found.directory;
}
