// Which seccomp filter a process of a container gets: what the config's profile is compiled to, or
// the program that an annotation gives in its place.

import { Facts } from '../../generated/assembly/facts';
import { Config } from '../config/read';
import { Plan } from '../plan/actions';
import {
  annotation,
  FAIL_UNKNOWN_SYSCALL,
  isAnnotationOn,
  SECCOMP_DATA,
  SECCOMP_RECEIVER,
} from '../plan/annotations';
import { Container } from '../plan/read';
import { givenSeccomp, readSeccomp, refuseUnheard, SeccompPlan } from '../plan/seccomp';

export function planFilter(
  config: Config,
  container: Container,
  facts: Facts,
  out: Plan,
): SeccompPlan {
  const annotations = config.spec.annotations;
  const data = annotation(config.doc, annotations, SECCOMP_DATA);
  if (data !== null) return givenSeccomp(data, container.linux.seccomp, out);
  const failUnknown = isAnnotationOn(config.doc, annotations, FAIL_UNKNOWN_SYSCALL);
  const receiver = annotation(config.doc, annotations, SECCOMP_RECEIVER);
  const seccomp = readSeccomp(container.linux.seccomp, facts, failUnknown, receiver, out);
  refuseUnheard(seccomp, out);
  return seccomp;
}
