// What a dump by criu and the restoring of it have in common (criu(8)): the caller's choices, and the
// mounts that are not in the images because what they show is the host's. These are named by their
// place in the config: no text of the container's is ever a key (CVE-2026-119101's class).

import { CriuMount } from '../../generated/assembly/actions';
import { Plan } from './actions';
import { annotation, DELEGATE_CGROUP } from './annotations';
import { Cgroup } from './cgroup/cgroup';
import { CRIU_CANNOT } from './codes';
import { boundDevices } from './devices';
import { hasOwnMappings } from './mount-idmaps';
import { RO } from './mount-options';
import { MountPlan } from './mount-read';
import { MOUNT, NAMESPACE_NAMES, Namespaces, USER } from './namespaces';
import { baseName, cleanPath, joinPath } from './paths';
import { Container } from './read';

const NULL_DEVICE: string = '/dev/null';

@final
export class CriuOptions {
  program: string = '';
  images: string = '';
  work: string = '';
  /** Words of criuFlag. */
  flags: string[] = [];
  cgroupMode: string | null = null;
  networkLock: string | null = null;
  emptyNamespaces: string[] | null = null;
  config: string | null = null;
}

/** What criu can do nothing about. */
export function refuseCriu(c: Container, out: Plan): void {
  if (!c.hasMountNamespace) {
    const text = 'criu needs a container with a mount namespace of its own';
    out.refuse(CRIU_CANNOT, '/linux/namespaces', text);
  }
  refuseJoined(c.namespaces, MOUNT, out);
  refuseJoined(c.namespaces, USER, out);
  if (c.namespaces.isNew(USER)) {
    // It opens its images, and what it mounts, as whoever is root in there: these are nobody's but root's.
    const text = 'criu cannot restore a container in a user namespace of its own';
    out.refuse(CRIU_CANNOT, c.namespaces.from(USER), text);
  }
  const delegated = annotation(c.doc, c.spec.annotations, DELEGATE_CGROUP);
  if (delegated !== null && delegated != '') {
    const text = 'criu would restore a delegated cgroup as the one that has the limits';
    out.refuse(CRIU_CANNOT, '/annotations/' + DELEGATE_CGROUP, text);
  }
  for (let i = 0; i < c.mounts.length; i++) {
    const mount = c.mounts[i];
    if (!mount.options.bind || mount.options.remount) continue;
    if (mount.options.sourceNofollow) {
      const text = 'CRIU does not support `src-nofollow` for bind mounts';
      out.refuse(CRIU_CANNOT, mount.from + '/options', text);
    }
    if (mount.options.idmap !== null || hasOwnMappings(mount.mount)) {
      const text = 'criu cannot restore a mount whose ids are mapped';
      out.refuse(CRIU_CANNOT, mount.from, text);
    }
  }
}

function refuseJoined(namespaces: Namespaces, type: i32, out: Plan): void {
  if (!namespaces.isJoined(type)) return;
  const text = `criu cannot restore a container in a ${NAMESPACE_NAMES[type]} namespace that it has joined`;
  out.refuse(CRIU_CANNOT, namespaces.from(type), text);
}

/** In the order in which they are mounted. `cgroups` are the container's. */
export function criuMounts(c: Container, cgroups: Cgroup[]): CriuMount[] {
  const result: CriuMount[] = [];
  for (let i = 0; i < c.mounts.length; i++) {
    const mount = c.mounts[i];
    if (mount.showsCgroups) addCgroups(i, mount, c, cgroups, result);
    else if (mount.options.bind && !mount.options.remount) addBind(i, mount, c, result);
  }
  const devices = boundDevices(c.linux.devices, c.isConfined, c.ownsDev);
  for (let i = 0; i < devices.length; i++) {
    result.push(newMount(`d${i}`, devices[i], devices[i], false));
  }
  const masked = c.linux.maskedPaths;
  for (let i = 0; masked !== null && i < masked.length; i++) {
    if (masked[i] == '') continue;
    const mask = newMount(`k${i}`, cleanPath(masked[i]), NULL_DEVICE, true);
    // There may be nothing to hide; a directory is covered by a filesystem that is dumped.
    mask.setOptional(true);
    result.push(mask);
  }
  return result;
}

function addBind(index: i32, mount: MountPlan, c: Container, out: CriuMount[]): void {
  const options = mount.options;
  const source = mount.mount.source;
  const path = joinPath(c.settings.bundle, source === null ? '' : source);
  const isReadonly = ((options.set | options.recursiveSet) & RO) != 0;
  const result = newMount(`m${index}`, mount.target, path, isReadonly);
  if (options.targetNofollow || options.copySymlink) result.setNofollow(true);
  // A link that is copied is no mount.
  if (options.copySymlink) result.setOptional(true);
  out.push(result);
}

/** Parts of the host's hierarchies; a container with a cgroup namespace has mounts of its own. */
function addCgroups(
  index: i32,
  mount: MountPlan,
  c: Container,
  cgroups: Cgroup[],
  out: CriuMount[],
): void {
  const view = c.cgroupMount(mount);
  if (view.hasNamespace) return;
  const isReadonly = (view.attributes & RO) != 0;
  for (let i = 0; i < cgroups.length; i++) {
    const cgroup = cgroups[i];
    const source = joinPath(cgroup.mount, cgroup.path);
    if (c.layout.isUnifiedHost) {
      out.push(newMount(`c${index}`, mount.target, source, isReadonly));
      return;
    }
    if (cgroup.isUnified) continue;
    const target = mount.target + '/' + baseName(cgroup.mount);
    out.push(newMount(`c${index}-${i}`, target, source, isReadonly));
  }
}

function newMount(name: string, target: string, source: string, isReadonly: bool): CriuMount {
  const result = new CriuMount();
  result.name = name;
  result.target = target;
  result.source = source;
  if (isReadonly) result.setReadonly(true);
  return result;
}
