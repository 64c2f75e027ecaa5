// Facts of typical hosts, which come with the program: planning for them needs no such host.

import type { Json } from '../engine/canonical.ts';
import v1 from '../facts/cgroup-v1-x86_64.json' with { type: 'json' };
import hybrid from '../facts/hybrid-x86_64.json' with { type: 'json' };
import rootless from '../facts/rootless-v2-x86_64.json' with { type: 'json' };
import v2Aarch64 from '../facts/v2-aarch64.json' with { type: 'json' };
import v2Systemd from '../facts/v2-systemd-x86_64.json' with { type: 'json' };
import v2 from '../facts/v2-x86_64.json' with { type: 'json' };

export const NAMED_FACTS: ReadonlyMap<string, Json> = new Map<string, Json>([
  ['cgroup-v1-x86_64', v1],
  ['hybrid-x86_64', hybrid],
  ['rootless-v2-x86_64', rootless],
  ['v2-aarch64', v2Aarch64],
  ['v2-systemd-x86_64', v2Systemd],
  ['v2-x86_64', v2],
]);
