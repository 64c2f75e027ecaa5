// Why there is each kind of action: the reason, where the OCI runtime specification (or the kernel's manual) asks for
// it, and what it protects against. What undoes it stands in plan.schema.json, with the kind.
import { CGROUPS } from './kinds/cgroups.ts';
import type { Explanation } from './kinds/explanation.ts';
import { FILES } from './kinds/files.ts';
import { NAMESPACES } from './kinds/namespaces.ts';
import { PROCESSES } from './kinds/processes.ts';
import { RIGHTS } from './kinds/rights.ts';
import { STATE } from './kinds/state.ts';

export type { Explanation } from './kinds/explanation.ts';

export const EXPLANATIONS: ReadonlyMap<string, Explanation> = new Map(
  [STATE, CGROUPS, NAMESPACES, PROCESSES, FILES, RIGHTS].flatMap((kinds) => Object.entries(kinds)),
);
