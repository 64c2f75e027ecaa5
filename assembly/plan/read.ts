// From config, facts and settings to what the sections work with: each thing is read once.

import { IdRange } from '../../generated/assembly/actions';
import { Hooks, Linux, LinuxResources, Process, Spec, User } from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { Config } from '../config/read';
import { Document, NONE } from '../json/document';
import { Plan } from './actions';
import {
  annotation,
  HOOKS_STDERR,
  HOOKS_STDOUT,
  isAnnotationOn,
  KEEP_GROUPS,
  MOUNT_CONTEXT_TYPE,
} from './annotations';
import { CgroupLayout, readLayout } from './cgroup/layout';
import { CgroupMount } from './cgroup/mounts';
import { neededControllers } from './cgroup/needs';
import { CapabilitySets, readCapabilities } from './identity';
import { mountLabelOption } from './labels';
import { MountPlan, readMounts } from './mount-read';
import { MountSettings } from './mounts';
import { CGROUP, MOUNT, Namespaces, readNamespaces, USER } from './namespaces';
import { joinPath } from './paths';
import { isMapped, readRanges } from './ranges';
import { ContainerRecord, HookState } from './record';
import { Settings } from './settings';

@final
export class Container {
  readonly doc: Document;
  readonly spec: Spec;
  readonly linux: Linux;
  readonly resources: LinuxResources;
  readonly hooks: Hooks;
  readonly user: User;
  readonly namespaces: Namespaces;
  readonly rootfs: string;
  /** The caller is root. */
  readonly privileged: bool;
  readonly mounts: MountPlan[];
  readonly layout: CgroupLayout;
  readonly capabilities: CapabilitySets;
  readonly uids: IdRange[];
  readonly gids: IdRange[];
  readonly state: HookState;
  readonly record: ContainerRecord;
  readonly mountSettings: MountSettings = new MountSettings();

  constructor(
    readonly settings: Settings,
    config: Config,
    readonly process: Process,
    readonly facts: Facts,
    out: Plan,
  ) {
    const spec = config.spec;
    const linux = spec.linux === null ? new Linux() : (spec.linux as Linux);
    const root = spec.root;
    this.doc = config.doc;
    this.spec = spec;
    this.linux = linux;
    this.resources =
      linux.resources === null ? new LinuxResources() : (linux.resources as LinuxResources);
    this.hooks = spec.hooks === null ? new Hooks() : (spec.hooks as Hooks);
    this.user = process.user === null ? new User() : (process.user as User);
    this.rootfs = joinPath(settings.bundle, root === null ? '' : root.path);
    const privileged = facts.caller!.uid == 0;
    this.privileged = privileged;
    this.namespaces = readNamespaces(linux.namespaces);
    this.mounts = readMounts(spec.mounts, privileged);
    this.layout = readCgroups(settings, linux.cgroupsPath, facts, privileged);
    this.capabilities = readCapabilities(process.capabilities, facts.capabilities!.last, out);
    this.uids = readRanges(linux.uidMappings);
    this.gids = readRanges(linux.gidMappings);
    const state = readState(settings, spec, root === null ? '' : root.path, config.doc);
    this.state = state;
    this.record = new ContainerRecord(state);
    this.record.command = settings.command;
    this.record.config = settings.config;
    this.record.rootfs = this.rootfs;
    this.record.owner = facts.caller!.uid;
    this.record.fifo = settings.waitsForStart;
    this.record.cgroups = this.layout.cgroups;
    this.record.poststart = this.hooks.poststart;
    this.record.poststop = this.hooks.poststop;
    const forMounts = this.mountSettings;
    forMounts.bundle = settings.bundle;
    forMounts.filesystems = facts.filesystems;
    if (this.uids.length > 0) forMounts.uids = this.uids;
    if (this.gids.length > 0) forMounts.gids = this.gids;
    forMounts.privileged = privileged;
    forMounts.rootPropagation = passedOn(linux.rootfsPropagation);
    forMounts.hasUserNamespace = this.hasUserNamespace;
    const context = annotation(this.doc, spec.annotations, MOUNT_CONTEXT_TYPE);
    forMounts.label = mountLabelOption(linux.mountLabel, context, facts.security!, out);
  }

  /** Its own, made or joined. */
  get hasUserNamespace(): bool {
    return this.namespaces.isOwn(USER);
  }

  /** Its own, made or joined. */
  get hasMountNamespace(): bool {
    return this.namespaces.isOwn(MOUNT);
  }

  /** The id that sets the container up from inside: its root, if it has one. */
  get setupUid(): u64 {
    return this.uids.length == 0 || isMapped(0, this.uids) ? 0 : this.user.uid;
  }

  get setupGid(): u64 {
    return this.gids.length == 0 || isMapped(0, this.gids) ? 0 : this.user.gid;
  }

  /** Whether the config limits anything, devices aside. */
  get hasLimits(): bool {
    return neededControllers(this.resources).length > 0 || this.resources.unified != NONE;
  }

  /** Whether some mount, or the root, is to see what the host mounts later. */
  get receivesMounts(): bool {
    if (isReceiving(this.linux.rootfsPropagation)) return true;
    for (let i = 0; i < this.mounts.length; i++) {
      if (isReceiving(this.mounts[i].options.propagation)) return true;
    }
    return false;
  }

  get isolationFrom(): string {
    const word = this.linux.rootfsPropagation;
    if (word !== null && word != '') return '/linux/rootfsPropagation';
    return this.namespaces.from(MOUNT);
  }

  /** The mount of /dev; null: the rootfs's own. */
  private get dev(): MountPlan | null {
    for (let i = this.mounts.length - 1; i >= 0; i--) {
      if (this.mounts[i].target == '/dev' && !this.mounts[i].options.remount) return this.mounts[i];
    }
    return null;
  }

  /** A /dev bound from the host has what it has. */
  get ownsDev(): bool {
    const dev = this.dev;
    return dev === null || !dev.options.bind;
  }

  get devFrom(): string {
    const dev = this.dev;
    return dev === null ? '/root/path' : dev.from;
  }

  /** Only the initial user namespace may make device nodes. */
  get bindsDevices(): bool {
    return !this.privileged || this.hasUserNamespace;
  }

  cgroupMount(mount: MountPlan): CgroupMount {
    const hasNamespace = this.namespaces.isOwn(CGROUP);
    const isForced = !hasNamespace && (this.hasUserNamespace || !this.privileged);
    return new CgroupMount(mount.from, mount.target, mount.options, hasNamespace, isForced);
  }

  /** setgroups(2) is denied to who wrote his own gid map. */
  get keepsGroups(): bool {
    return !this.privileged || isAnnotationOn(this.doc, this.spec.annotations, KEEP_GROUPS);
  }
}

/** No cgroups with the manager `disabled`, and for a plain user who names none: he may make none. */
function readCgroups(
  settings: Settings,
  path: string | null,
  facts: Facts,
  privileged: bool,
): CgroupLayout {
  const isNamed = path !== null && path != '';
  if (settings.cgroupManager == 'disabled' || (!privileged && !isNamed)) {
    const none = new CgroupLayout();
    none.isUnifiedHost = facts.cgroups!.mode == 'unified';
    return none;
  }
  return readLayout(path, settings.id, facts.cgroups!, privileged);
}

/** What mounts without a word of their own take from the root's. */
function passedOn(word: string | null): string {
  if (word === null || !isReceiving(word)) return '';
  return word.startsWith('r') ? word.substring(1) : word;
}

function isReceiving(word: string | null): bool {
  return word !== null && (word.endsWith('slave') || word.endsWith('shared'));
}

function readState(settings: Settings, spec: Spec, root: string, doc: Document): HookState {
  const state = new HookState();
  state.ociVersion = spec.ociVersion;
  state.id = settings.id;
  state.bundle = settings.bundle;
  state.root = root;
  state.stdout = annotation(doc, spec.annotations, HOOKS_STDOUT);
  state.stderr = annotation(doc, spec.annotations, HOOKS_STDERR);
  if (spec.annotations == NONE) return state;
  for (let at = doc.firstChild(spec.annotations); at != NONE; at = doc.next(at)) {
    state.annotationNames.push(doc.key(at));
    state.annotationValues.push(doc.text(at));
  }
  return state;
}
