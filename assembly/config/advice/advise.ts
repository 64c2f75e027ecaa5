// All advice about a config.json, section by section.

import { Linux, Spec } from '../../../generated/assembly/config';
import { Diagnostics } from '../../base/diagnostics';
import { Document } from '../../json/document';
import { Schema } from '../check';
import { ADVICE_ERRORS, Advice } from './advice';
import { adviseCapabilities } from './capabilities';
import { adviseIsolation } from './isolation';
import { adviseAnnotations, adviseMembers } from './members';
import { adviseMounts } from './mounts';
import { adviseNamespaces } from './namespaces';
import { adviseProcess } from './process';
import { adviseResources } from './resources';
import { adviseSeccomp } from './seccomp';

/** `how`: ADVICE_WARNINGS or ADVICE_ERRORS. */
export function advise(
  doc: Document,
  spec: Spec,
  schema: Schema,
  how: i32,
  out: Diagnostics,
): void {
  const advice = new Advice(doc, spec, how == ADVICE_ERRORS, out);
  adviseMembers(advice, schema);
  adviseAnnotations(advice);
  const process = spec.process;
  if (process !== null) {
    adviseProcess(process, advice);
    adviseCapabilities(process, advice);
  }
  adviseMounts(advice);
  const linux = spec.linux === null ? new Linux() : spec.linux!;
  adviseNamespaces(linux, advice);
  adviseIsolation(linux, advice);
  adviseResources(linux, advice);
  adviseSeccomp(linux, advice);
}
