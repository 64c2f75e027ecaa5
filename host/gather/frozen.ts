// Is a cgroup frozen? v1 says it in freezer.state, v2 in cgroup.events. One that is still freezing counts as frozen.
import type { Failure, HostReader } from './reader.ts';
import { readTextIfThere } from './text.ts';

export function readFrozen(
  reader: HostReader,
  cgroup: string,
): { readonly frozen: boolean } | Failure {
  const v1 = readTextIfThere(reader, `${cgroup}/freezer.state`);
  if (typeof v1 === 'string') return { frozen: v1.trim() !== 'THAWED' };
  const v2 = readTextIfThere(reader, `${cgroup}/cgroup.events`);
  return typeof v2 === 'string' ? { frozen: /^frozen 1$/m.test(v2) } : v2;
}
