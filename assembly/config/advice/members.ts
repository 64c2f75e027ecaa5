// Members and annotations that nobody knows: mostly words with a letter wrong, which then do nothing.

import { ANNOTATION_UNKNOWN, MEMBER_UNKNOWN } from '../../../generated/assembly/warnings';
import { nearest } from '../../base/suggest';
import { NONE } from '../../json/document';
import { Schema } from '../check';
import { Advice } from './advice';

/** What the specification has for other systems. */
const OTHER_SYSTEMS: StaticArray<string> = ['freebsd', 'solaris', 'vm', 'windows', 'zos'];

const PREFIX: string = 'run.oci.';

/** crun's, and so all that there are. */
const ANNOTATIONS: string[] = [
  'run.oci.delegate-cgroup',
  'run.oci.handler',
  'run.oci.hooks.stderr',
  'run.oci.hooks.stdout',
  'run.oci.keep_original_groups',
  'run.oci.mount_context_type',
  'run.oci.pidfd_receiver',
  'run.oci.seccomp.plugins',
  'run.oci.seccomp.receiver',
  'run.oci.seccomp_bpf_data',
  'run.oci.seccomp_fail_unknown_syscall',
  'run.oci.systemd.force_cgroup_v1',
  'run.oci.systemd.subgroup',
];

/** Recurses as deep as the schema does, never as deep as the text. */
export function adviseMembers(advice: Advice, schema: Schema): void {
  visit(advice, schema, 0, 0);
}

function visit(advice: Advice, schema: Schema, node: i32, type: i32): void {
  const doc = advice.doc;
  if (!schema.isNested(type, doc, node)) return;
  for (let at = doc.firstChild(node); at != NONE; at = doc.next(at)) {
    const own = schema.childType(type, doc, at);
    if (own != NONE) {
      visit(advice, schema, at, own);
      continue;
    }
    if (!advice.takes(MEMBER_UNKNOWN)) return;
    const name = doc.key(at);
    if (node == 0 && OTHER_SYSTEMS.includes(name)) continue;
    advice.tellName(MEMBER_UNKNOWN, at, [nearest(name, schema.memberNames(type))]);
  }
}

export function adviseAnnotations(advice: Advice): void {
  const annotations = advice.spec.annotations;
  if (annotations == NONE) return;
  for (let at = advice.doc.firstChild(annotations); at != NONE; at = advice.doc.next(at)) {
    const name = advice.doc.key(at);
    if (!name.startsWith(PREFIX) || ANNOTATIONS.includes(name)) continue;
    if (!advice.takes(ANNOTATION_UNKNOWN)) return;
    advice.tellName(ANNOTATION_UNKNOWN, at, [nearest(name, ANNOTATIONS)]);
  }
}
