// The NUMA policy of the container's memory (config-linux.md#memory-policy, set_mempolicy(2)).

import { MempolicySet } from '../../generated/assembly/actions';
import { LinuxMemoryPolicy } from '../../generated/assembly/config';
import { readNumberList } from '../base/number-list';
import { Plan } from './actions';
import { MEMORY_NODES } from './codes';

const NODES: i32 = 1024; // plan.schema.json#/$defs/mempolicy.set
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
  if (text !== null && text != '') {
    const nodes = readNumberList(text, NODES);
    if (nodes === null) {
      out.refuse(MEMORY_NODES, AT + '/nodes', `expected nodes such as 0-3,7, found ${text}`);
      return;
    }
    action.nodes = nodes;
  }
  action.from = AT;
  out.child.add(action);
}
