// Security labels (config.md#linux-process, config-linux.md#mount-label): what exec takes on, and
// what mounts without labels of their own get.

import { LabelSet } from '../../generated/assembly/actions';
import { Process } from '../../generated/assembly/config';
import { SecurityFacts } from '../../generated/assembly/facts';
import { Plan } from './actions';
import { ANNOTATION_VALUE, LABEL_WITHOUT_MODULE } from './codes';

/** crun's annotation that names the mount option the label is given with. */
const CONTEXT_TYPE: string = 'run.oci.mount_context_type';
const CONTEXT_TYPES: StaticArray<string> = ['context', 'fscontext', 'defcontext', 'rootcontext'];

export function planLabels(process: Process, facts: SecurityFacts, out: Plan): void {
  const apparmor = process.apparmorProfile;
  const selinux = process.selinuxLabel;
  if (apparmor !== null && apparmor != '') {
    const action = labelOf('apparmor', apparmor, '/process/apparmorProfile');
    if (process.noNewPrivileges) action.setStack(true);
    planLabel(action, 'AppArmor', facts.apparmor, out);
  }
  if (selinux !== null && selinux != '') {
    const action = labelOf('selinux', selinux, '/process/selinuxLabel');
    planLabel(action, 'SELinux', facts.selinux, out);
  }
}

/** What a keyring made for the process is labelled with, before the process is; null: nothing. */
export function keyringLabel(selinux: string | null, facts: SecurityFacts): string | null {
  return selinux !== null && selinux != '' && facts.selinux ? selinux : null;
}

function labelOf(lsm: string, label: string, from: string): LabelSet {
  const action = new LabelSet();
  action.lsm = lsm;
  action.label = label;
  action.from = from;
  return action;
}

function planLabel(action: LabelSet, module: string, isThere: bool, out: Plan): void {
  if (isThere) {
    out.child.add(action);
    return;
  }
  // Engines set labels without asking the kernel, and no peer fails on them.
  const text = `${module} is not active here: the process runs without \`${action.label}\``;
  out.warn(LABEL_WITHOUT_MODULE, action.from!, text);
}

/** The mount option that labels a filesystem; null: none. */
export function mountLabelOption(
  label: string | null,
  contextType: string | null,
  facts: SecurityFacts,
  out: Plan,
): string | null {
  if (label === null || label == '') return null;
  if (!facts.selinux) {
    const problem = `SELinux is not active here: mounts do not get the label \`${label}\``;
    out.warn(LABEL_WITHOUT_MODULE, '/linux/mountLabel', problem);
    return null;
  }
  const type = contextType === null ? 'context' : contextType;
  if (CONTEXT_TYPES.includes(type)) return type + '=' + label;
  const expected = `expected ${CONTEXT_TYPES.join(', ')}, found \`${type}\``;
  out.refuse(ANNOTATION_VALUE, '/annotations/' + CONTEXT_TYPE, expected);
  return null;
}
