// Network devices of the host that become the container's (config-linux.md#network-devices), moved
// once the process is in its network namespace and before hooks look at it.

import { NetdeviceMove } from '../../generated/assembly/actions';
import { escapeToken } from '../base/pointer';
import { Document, NONE } from '../json/document';
import { ActionList, Plan } from './actions';
import { NET_DEVICE } from './codes';

const NAME_MAX: i32 = 15; // IFNAMSIZ without its end

/** `node` is /linux/netDevices. `hasNamespace`: its own network namespace, made or joined. */
export function planNetDevices(
  config: Document,
  node: i32,
  hasNamespace: bool,
  after: ActionList,
  out: Plan,
): void {
  if (node == NONE) return;
  for (let at = config.firstChild(node); at != NONE; at = config.next(at)) {
    const action = new NetdeviceMove();
    action.name = config.key(at);
    const name = config.get(at, 'name');
    action.as = name == NONE || config.text(name) == '' ? action.name : config.text(name);
    const from = '/linux/netDevices/' + escapeToken(action.name);
    action.from = from;
    const problem = problemOf(action, hasNamespace);
    if (problem == '') after.add(action);
    else out.refuse(NET_DEVICE, from, problem);
  }
}

function problemOf(action: NetdeviceMove, hasNamespace: bool): string {
  if (!hasNamespace) return 'needs {"type": "network"} among /linux/namespaces';
  if (!isName(action.name)) return `no device can be named ${action.name}`;
  if (!isName(action.as)) return `no device can be named ${action.as}`;
  return '';
}

/** dev_valid_name() of the kernel. */
function isName(name: string): bool {
  if (name.length == 0 || String.UTF8.byteLength(name) > NAME_MAX) return false;
  if (name == '.' || name == '..') return false;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    if (code == 0x2f || code == 0x3a || code == 0x20 || (code >= 9 && code <= 13)) return false;
  }
  return true;
}
