// What a config asks for that no host can carry out: the sections' own checks, of which only what is wrong is kept.

import { IdRange } from '../../generated/assembly/actions';
import { Linux, LinuxIDMapping, Spec } from '../../generated/assembly/config';
import { Document } from '../json/document';
import { ActionList, Plan } from './actions';
import { annotation, SECCOMP_DATA } from './annotations';
import { refuseLaterOnAnyHost } from './later';
import { planMemoryPolicy } from './memory-policy';
import { readEach } from './mount-read';
import { checkMounts } from './mounts';
import { NETWORK, readNamespaces, USER } from './namespaces';
import { planNetDevices } from './netdevices';
import { readRanges } from './ranges';
import { givenSeccomp } from './seccomp';

export function checkForAnyHost(spec: Spec, config: Document, out: Plan): void {
  refuseLaterOnAnyHost(spec, config, out);
  const found = spec.linux;
  const linux = found === null ? new Linux() : found;
  const data = annotation(config, spec.annotations, SECCOMP_DATA);
  if (data !== null) givenSeccomp(data, linux.seccomp, out);
  const namespaces = readNamespaces(linux.namespaces);
  const uids = rangesOrNone(linux.uidMappings);
  const gids = rangesOrNone(linux.gidMappings);
  // A caller without root may have some that the config does not name.
  const knowsIds = uids !== null || !namespaces.isNew(USER);
  checkMounts(readEach(spec.mounts, true), uids, gids, knowsIds, out);
  const isOwn = namespaces.isOwn(NETWORK);
  planNetDevices(config, linux.netDevices, isOwn, new ActionList(), out);
  planMemoryPolicy(linux.memoryPolicy, out);
}

function rangesOrNone(mappings: LinuxIDMapping[] | null): IdRange[] | null {
  const ranges = readRanges(mappings);
  return ranges.length == 0 ? null : ranges;
}
