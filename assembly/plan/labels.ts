// Security labels (config.md#linux-process, config-linux.md#mount-label): what exec takes on, and
// what mounts without labels of their own get.

import { LabelSet } from '../../generated/assembly/actions';
import { SecurityFacts } from '../../generated/assembly/facts';
import { Plan } from './actions';
import { ANNOTATION_VALUE, LABEL_WITHOUT_MODULE } from './codes';

/** crun's annotation that names the mount option the label is given with. */
const CONTEXT_TYPE: string = 'run.oci.mount_context_type';
const CONTEXT_TYPES: StaticArray<string> = ['context', 'fscontext', 'defcontext', 'rootcontext'];

export function planLabels(
  apparmor: string | null,
  selinux: string | null,
  facts: SecurityFacts,
  out: Plan,
): void {
  if (apparmor !== null && apparmor != '') {
    planLabel('apparmor', 'AppArmor', apparmor, facts.apparmor, '/process/apparmorProfile', out);
  }
  if (selinux !== null && selinux != '') {
    planLabel('selinux', 'SELinux', selinux, facts.selinux, '/process/selinuxLabel', out);
  }
}

function planLabel(
  lsm: string,
  name: string,
  label: string,
  isThere: bool,
  from: string,
  out: Plan,
): void {
  if (!isThere) {
    // Engines set labels without asking the kernel, and no peer fails on them.
    out.warn(
      LABEL_WITHOUT_MODULE,
      from,
      `${name} is not active here: the process runs without \`${label}\``,
    );
    return;
  }
  const action = new LabelSet();
  action.lsm = lsm;
  action.label = label;
  action.from = from;
  out.child.add(action);
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
