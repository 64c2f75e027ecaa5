// What the specification has and lading does not yet: refused by name, so that no container ever
// runs with less than it was asked to have.

import { Spec } from '../../generated/assembly/config';
import { Document, NONE } from '../json/document';
import { Plan } from './actions';
import { LATER_ANNOTATIONS } from './annotations';
import { LATER } from './codes';

export function refuseLater(spec: Spec, config: Document, out: Plan): void {
  refuseAnnotations(spec.annotations, config, out);
}

/** `node` is /annotations. */
function refuseAnnotations(node: i32, config: Document, out: Plan): void {
  if (node == NONE) return;
  for (let i = 0; i < LATER_ANNOTATIONS.length; i++) {
    if (config.get(node, LATER_ANNOTATIONS[i]) == NONE) continue;
    refuse('/annotations/' + LATER_ANNOTATIONS[i], 'this annotation', out);
  }
}

function refuse(pointer: string, what: string, out: Plan): void {
  out.refuse(LATER, pointer, `${what} is not supported yet`);
}
