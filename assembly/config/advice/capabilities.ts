// Advice about /process/capabilities (capabilities(7)): which of them reach the host, and which the program never has.

import { LinuxCapabilities, Process } from '../../../generated/assembly/config';
import { CAPABILITY_LOST, CAPABILITY_OF_HOST } from '../../../generated/assembly/warnings';
import { NONE } from '../../json/document';
import { CAPABILITIES, capabilityNumber } from '../rules/process';
import { Advice } from './advice';

// By turns: a capability, and what it is good for outside of the container.
const OF_HOST: StaticArray<string> = [
  'CAP_SYS_ADMIN',
  'may mount, enter other namespaces, and much else that makes root what it is',
  'CAP_SYS_MODULE',
  'puts code into the kernel of the host',
  'CAP_SYS_RAWIO',
  'reads and writes memory and ports of the hardware',
  'CAP_SYS_PTRACE',
  'reads and changes the memory of every process that it can see',
  'CAP_SYS_BOOT',
  'can put another kernel in place of the running one',
  'CAP_SYS_TIME',
  'sets the clock of the host',
  'CAP_DAC_READ_SEARCH',
  'opens files of the host by their handles, past the root filesystem',
  'CAP_BPF',
  'loads programs into the kernel of the host',
  'CAP_PERFMON',
  'watches other processes, and the kernel',
  'CAP_SYSLOG',
  "reads the kernel's log, and addresses in it",
  'CAP_MAC_ADMIN',
  "changes the host's mandatory access control",
  'CAP_MAC_OVERRIDE',
  "is exempt from the host's mandatory access control",
  'CAP_AUDIT_CONTROL',
  "changes what the host's audit writes down",
];

const NET_ADMIN: string = 'CAP_NET_ADMIN';
const NET_ADMIN_REACH: string = "changes the host's interfaces, routes and firewall";

/** The bounding set alone gives nothing to who gains nothing by executing. */
const SETS: StaticArray<string> = ['effective', 'permitted', 'inheritable', 'ambient', 'bounding'];
const BOUNDING: i32 = 4;

export function adviseCapabilities(process: Process, advice: Advice): void {
  const sets = process.capabilities;
  if (sets === null) return;
  if (!advice.hasUserNamespace) adviseReach(process, sets, advice);
  adviseLost(sets, advice);
}

function adviseReach(process: Process, sets: LinuxCapabilities, advice: Advice): void {
  let told: u64 = 0;
  const count = process.noNewPrivileges ? BOUNDING : SETS.length;
  for (let i = 0; i < count; i++) {
    const list = advice.doc.get(sets.node, SETS[i]);
    if (list == NONE) continue;
    for (let at = advice.doc.firstChild(list); at != NONE; at = advice.doc.next(at)) {
      const name = advice.doc.text(at);
      const reach = reachOf(name, advice);
      if (reach == '') continue;
      const bit = (<u64>1) << capabilityNumber(name);
      if (told & bit) continue;
      told |= bit;
      advice.tell(CAPABILITY_OF_HOST, at, [name, reach]);
    }
  }
}

function reachOf(name: string, advice: Advice): string {
  if (name == NET_ADMIN) return advice.namespace('network') === null ? NET_ADMIN_REACH : '';
  for (let i = 0; i < OF_HOST.length; i += 2) if (OF_HOST[i] == name) return OF_HOST[i + 1];
  return '';
}

/** What execve(2) leaves: root has what is bounding or inheritable, anybody else what is ambient. */
function adviseLost(sets: LinuxCapabilities, advice: Advice): void {
  const inheritable = bits(sets.inheritable);
  const ambient = bits(sets.ambient) & inheritable & bits(sets.permitted);
  const kept = advice.isRoot ? bits(sets.bounding) | inheritable | ambient : ambient;
  const lost = bits(sets.effective) & ~kept;
  if (lost == 0) return;
  const name = CAPABILITIES[<i32>ctz(lost)];
  const why = advice.isRoot ? 'it is not bounding' : 'the user is not root, and it is not ambient';
  advice.tellOf(CAPABILITY_LOST, sets.node, 'effective', [name, why]);
}

function bits(names: string[] | null): u64 {
  let result: u64 = 0;
  if (names === null) return result;
  for (let i = 0; i < names.length; i++) {
    const number = capabilityNumber(names[i]);
    if (number >= 0) result |= (<u64>1) << number;
  }
  return result;
}
