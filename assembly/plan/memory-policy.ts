// The NUMA policy of the container's memory (config-linux.md#memory-policy, set_mempolicy(2)).

import { MempolicySet } from '../../generated/assembly/actions';
import { LinuxMemoryPolicy } from '../../generated/assembly/config';
import { Plan } from './actions';
import { MEMORY_NODES } from './codes';

const NODES: u64 = 1024; // plan.schema.json#/$defs/mempolicy.set
const AT: string = '/linux/memoryPolicy';

export function planMemoryPolicy(policy: LinuxMemoryPolicy | null, out: Plan): void {
  if (policy === null) return;
  const action = new MempolicySet();
  action.mode = policy.mode.substring('MPOL_'.length);
  const flags = policy.flags;
  if (flags !== null && flags.length > 0) {
    const names: string[] = [];
    for (let i = 0; i < flags.length; i++) {
      const name = flags[i].substring('MPOL_F_'.length);
      if (!names.includes(name)) names.push(name);
    }
    action.flags = names;
  }
  const text = policy.nodes;
  const nodes: u64[] = [];
  if (text !== null && text != '' && !readNodes(text, nodes)) {
    out.refuse(MEMORY_NODES, AT + '/nodes', `expected nodes such as 0-3,7, found ${text}`);
    return;
  }
  if (nodes.length > 0) action.nodes = nodes;
  action.from = AT;
  out.child.add(action);
}

/** Numbers and ranges with commas between them. */
function readNodes(text: string, nodes: u64[]): bool {
  const parts = text.split(',');
  for (let i = 0; i < parts.length; i++) {
    const ends = parts[i].trim().split('-');
    if (ends.length > 2 || !isNode(ends[0]) || !isNode(ends[ends.length - 1])) return false;
    const first = U64.parseInt(ends[0]);
    const last = U64.parseInt(ends[ends.length - 1]);
    if (first > last) return false;
    for (let node = first; node <= last; node++) if (!nodes.includes(node)) nodes.push(node);
  }
  return true;
}

function isNode(text: string): bool {
  if (text.length == 0 || text.length > 4) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x30 || code > 0x39) return false;
  }
  return U64.parseInt(text) < NODES;
}
