// Advice about /process: privileges, identity, environment.

import { Process } from '../../../generated/assembly/config';
import {
  CONFINEMENT_OFF,
  CONSOLE_UNUSED,
  NEVER_KILLED,
  NO_NEW_PRIVILEGES,
  ROOT_OF_HOST,
  UMASK_OPEN,
  VARIABLE_TWICE,
} from '../../../generated/assembly/warnings';
import { NONE } from '../../json/document';
import { Advice } from './advice';

const OOM_NEVER: i64 = -1000; // linux/oom.h: OOM_SCORE_ADJ_MIN
const WRITABLE_BY_OTHERS: u64 = 2;

/** Types of SELinux that may do anything. */
const UNCONFINED_TYPES: StaticArray<string> = [':spc_t:', ':unconfined_t:'];

export function adviseProcess(process: Process, advice: Advice): void {
  if (!process.noNewPrivileges) advice.tellOf(NO_NEW_PRIVILEGES, process.node, 'noNewPrivileges');
  const user = process.user;
  if (user !== null) {
    if (advice.isRoot && !advice.hasUserNamespace) advice.tellOf(ROOT_OF_HOST, user.node, 'uid');
    if (user.hasUmask && (user.umask & WRITABLE_BY_OTHERS) == 0) {
      advice.tellOf(UMASK_OPEN, user.node, 'umask');
    }
  }
  if (process.hasOomScoreAdj && process.oomScoreAdj == OOM_NEVER) {
    advice.tellOf(NEVER_KILLED, process.node, 'oomScoreAdj');
  }
  const size = process.consoleSize;
  if (size !== null && !process.terminal && (size.width > 0 || size.height > 0)) {
    advice.tell(CONSOLE_UNUSED, size.node);
  }
  adviseConfinement(process, advice);
  adviseEnvironment(process, advice);
}

function adviseConfinement(process: Process, advice: Advice): void {
  const profile = process.apparmorProfile;
  if (profile !== null && profile == 'unconfined') {
    advice.tellOf(CONFINEMENT_OFF, process.node, 'apparmorProfile', [profile]);
  }
  const label = process.selinuxLabel;
  if (label === null) return;
  for (let i = 0; i < UNCONFINED_TYPES.length; i++) {
    if (!`${label}:`.includes(UNCONFINED_TYPES[i])) continue;
    advice.tellOf(CONFINEMENT_OFF, process.node, 'selinuxLabel', [label]);
  }
}

function adviseEnvironment(process: Process, advice: Advice): void {
  const list = advice.doc.get(process.node, 'env');
  if (process.env === null || list == NONE) return;
  const first = new Map<string, i32>();
  let index = 0;
  for (let at = advice.doc.firstChild(list); at != NONE; at = advice.doc.next(at)) {
    const item = advice.doc.text(at);
    const end = item.indexOf('=');
    const name = end < 0 ? item : item.substring(0, end);
    if (first.has(name)) {
      advice.tell(VARIABLE_TWICE, at, [name, first.get(name).toString()]);
    } else {
      first.set(name, index);
    }
    index++;
  }
}
