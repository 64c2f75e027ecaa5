// What the specification has and lading does not yet: refused by name, so that no container ever
// runs with less than it was asked to have.

import { Spec } from '../../generated/assembly/config';
import { Document } from '../json/document';
import { Plan } from './actions';
import { annotation, FORCE_CGROUP_V1, HANDLER, SECCOMP_PLUGINS } from './annotations';
import { ANNOTATION_UNUSED, LATER } from './codes';

export function refuseLater(spec: Spec, config: Document, isUnifiedHost: bool, out: Plan): void {
  const node = spec.annotations;
  refuseEverywhere(node, config, out);
  if (annotation(config, node, FORCE_CGROUP_V1) === null) return;
  if (isUnifiedHost) refuse(pointerOf(FORCE_CGROUP_V1), 'this annotation', out);
  else out.warn(ANNOTATION_UNUSED, pointerOf(FORCE_CGROUP_V1), 'no effect: cgroup v1 is there');
}

/** The same of a config that is for no host yet. */
export function refuseLaterOnAnyHost(spec: Spec, config: Document, out: Plan): void {
  const node = spec.annotations;
  refuseEverywhere(node, config, out);
  if (annotation(config, node, FORCE_CGROUP_V1) === null) return;
  const text = 'not supported on a host with cgroup v2 alone, and of no effect on others';
  out.warn(ANNOTATION_UNUSED, pointerOf(FORCE_CGROUP_V1), text);
}

/** Whatever the host. `node` is /annotations. */
function refuseEverywhere(node: i32, config: Document, out: Plan): void {
  const handler = annotation(config, node, HANDLER);
  if (handler !== null) {
    // As with peers that were built without it.
    const text = `there is no handler \`${handler}\`: the container's own program is run`;
    out.warn(ANNOTATION_UNUSED, pointerOf(HANDLER), text);
  }
  if (annotation(config, node, SECCOMP_PLUGINS) !== null) {
    const text = 'plugins of seccomp listeners are not supported: name a listener in listenerPath';
    out.refuse(LATER, pointerOf(SECCOMP_PLUGINS), text);
  }
}

function pointerOf(name: string): string {
  return '/annotations/' + name;
}

function refuse(pointer: string, what: string, out: Plan): void {
  out.refuse(LATER, pointer, `${what} is not supported yet`);
}
