// From config, facts and settings to what the sections work with: each thing is read once.

import { IdRange } from '../../generated/assembly/actions';
import {
  Hooks,
  Linux,
  LinuxResources,
  Mount,
  Process,
  Spec,
  User,
} from '../../generated/assembly/config';
import { Facts } from '../../generated/assembly/facts';
import { Config } from '../config/read';
import { Document, NONE } from '../json/document';
import { Plan } from './actions';
import {
  annotation,
  DELEGATE_CGROUP,
  HOOKS_STDERR,
  HOOKS_STDOUT,
  isAnnotationOn,
  KEEP_GROUPS,
  MOUNT_CONTEXT_TYPE,
} from './annotations';
import { Cgroup } from './cgroup/cgroup';
import { CgroupLayout, readLayout } from './cgroup/layout';
import { readDelegated, readSubgroup } from './cgroup/leaf';
import { CgroupMount } from './cgroup/mounts';
import { hasMembers, neededControllers, needsNetwork } from './cgroup/needs';
import { devicePaths } from './devices';
import { CapabilitySets, readCapabilities } from './identity';
import { defaultIdmap, Idmap, readIdmap } from './idmaps';
import { mountLabelOption } from './labels';
import { MadeAfterwards, MountPlan, readMounts } from './mount-read';
import { MountSettings } from './mounts';
import { CGROUP, MOUNT, Namespaces, readNamespaces, USER } from './namespaces';
import { notifyEnvironment, notifyMount } from './notify';
import { cleanPath, joinPath } from './paths';
import { hostRoot, isMapped, readRanges } from './ranges';
import { ContainerRecord, HookState } from './record';
import { ResctrlGroups, readResctrl } from './resctrl';
import { Settings } from './settings';
import { DefaultIdmaps } from './subids';
import { joinedLayout, readScope, Scope, scopeLayout } from './systemd/scope';

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
  /** The caller is root, if only in his own user namespace. */
  readonly isRoot: bool;
  /** The caller is root of the host. */
  readonly privileged: bool;
  readonly mounts: MountPlan[];
  /** The unit around it; null: its cgroups are made by the runtime itself, or there are none. */
  readonly scope: Scope | null;
  readonly layout: CgroupLayout;
  /** Of these, what is made before the process, which joins them or is made in them. */
  readonly joined: CgroupLayout;
  readonly capabilities: CapabilitySets;
  readonly uidMap: Idmap;
  readonly gidMap: Idmap;
  readonly state: HookState;
  readonly record: ContainerRecord;
  readonly resctrl: ResctrlGroups | null;
  readonly mountSettings: MountSettings = new MountSettings();

  constructor(
    readonly settings: Settings,
    config: Config,
    readonly process: Process,
    readonly facts: Facts,
    /** What the caller's maps are without mappings in the config; null: not asked for. */
    defaults: DefaultIdmaps | null,
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
    const user = process.user === null ? new User() : (process.user as User);
    this.user = user;
    this.rootfs = joinPath(settings.bundle, root === null ? '' : root.path);
    const caller = facts.caller!;
    const isRoot = caller.uid == 0;
    const privileged = isRoot && !caller.nested;
    this.isRoot = isRoot;
    this.privileged = privileged;
    this.namespaces = readNamespaces(linux.namespaces);
    const made = new MadeAfterwards();
    made.cwd = cleanPath(process.cwd);
    made.devices = devicePaths(linux.devices);
    const mounts = withNotify(spec.mounts, settings);
    const isUnifiedHost = facts.cgroups!.mode == 'unified';
    this.mounts = readMounts(mounts, privileged, isUnifiedHost, '/mounts', made);
    const leaf = readSubgroup(settings, config, facts.cgroups!, out);
    if (settings.cgroupManager == 'systemd') {
      const refused = settings.refusedProperties;
      const scope = readScope(
        linux.cgroupsPath,
        settings.root,
        settings.id,
        facts,
        privileged,
        refused,
        out,
      );
      const layout = scope === null ? noCgroups(facts) : scopeLayout(scope, leaf, facts.cgroups!);
      layout.delegated = readDelegated(layout, config, facts.cgroups!, out);
      this.scope = scope;
      this.layout = layout;
      this.joined = joinedLayout(layout);
    } else {
      const layout = readCgroups(settings, linux.cgroupsPath, facts, privileged);
      layout.delegated = readDelegated(layout, config, facts.cgroups!, out);
      this.scope = null;
      this.layout = layout;
      this.joined = layout;
    }
    this.capabilities = readCapabilities(process.capabilities, facts.capabilities!.last, out);
    this.uidMap =
      defaults !== null
        ? defaultIdmap(caller.uid, user.uid, defaults.uids)
        : readIdmap(readRanges(linux.uidMappings), caller.uid, isRoot);
    this.gidMap =
      defaults !== null
        ? defaultIdmap(caller.gid, user.gid, defaults.gids)
        : readIdmap(readRanges(linux.gidMappings), caller.gid, isRoot);
    const state = readState(settings, spec, root === null ? '' : root.path, config.doc);
    this.state = state;
    this.record = new ContainerRecord(state);
    this.record.command = settings.command;
    this.record.config = settings.config;
    this.record.rootfs = this.rootfs;
    this.record.owner = caller.uid;
    this.record.fifo = settings.waitsForStart;
    this.record.cgroups = this.layout.cgroups;
    this.record.delegated = this.layout.delegated;
    const scope = this.scope;
    if (scope !== null) this.record.scope = scope.name;
    const resctrl = readResctrl(linux.intelRdt, settings.id);
    this.resctrl = resctrl;
    if (resctrl !== null) this.record.resctrl = resctrl.own;
    this.record.redact = settings.redact;
    this.record.notify = settings.notify;
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
    forMounts.isConfined = this.isConfined;
    const context = annotation(this.doc, spec.annotations, MOUNT_CONTEXT_TYPE);
    forMounts.label = mountLabelOption(linux.mountLabel, context, facts.security!, out);
  }

  /** The program's. */
  get env(): string[] | null {
    const env = this.process.env;
    const notify = this.settings.notify;
    return notify === null ? env : notifyEnvironment(env, notify);
  }

  get uids(): IdRange[] {
    return this.uidMap.ranges;
  }

  get gids(): IdRange[] {
    return this.gidMap.ranges;
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

  /** The host's ids of the container's root. */
  get hostUid(): u64 {
    return this.hasUserNamespace ? hostRoot(this.uids) : 0;
  }

  get hostGid(): u64 {
    return this.hasUserNamespace ? hostRoot(this.gids) : 0;
  }

  /** Whether the config limits anything, devices aside. */
  get hasLimits(): bool {
    const resources = this.resources;
    return (
      neededControllers(resources, this.doc, this.layout.hasMemoryV2).length > 0 ||
      needsNetwork(resources.network) ||
      hasMembers(resources.unified, this.doc)
    );
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

  /** Not in the initial user namespace: no device nodes, and some mounts are refused. */
  get isConfined(): bool {
    return !this.privileged || this.hasUserNamespace;
  }

  /** Whether the container may make cgroups of its own: asked to be, or by root of its user namespace. */
  get isDelegated(): bool {
    if (!this.layout.isUnifiedHost || this.layout.unified === null || !this.isRoot) return false;
    const asked = annotation(this.doc, this.spec.annotations, DELEGATE_CGROUP);
    if (asked !== null && asked != '') return true;
    return this.hasUserNamespace && isMapped(0, this.uids) && isMapped(0, this.gids);
  }

  cgroupMount(mount: MountPlan): CgroupMount {
    const hasNamespace = this.namespaces.isOwn(CGROUP);
    const isForced = !hasNamespace && this.isConfined;
    const result = new CgroupMount(mount.from, mount.target, mount.options, hasNamespace, isForced);
    const showsCallers = this.layout.cgroups.length == 0 && this.isConfined;
    result.shown = showsCallers ? callersCgroups(this.facts) : this.layout.cgroups;
    return result;
  }

  /** setgroups(2) is denied to who writes his own gid map. */
  get keepsGroups(): bool {
    if (isAnnotationOn(this.doc, this.spec.annotations, KEEP_GROUPS)) return true;
    return !this.isRoot && !(this.namespaces.isNew(USER) && this.gidMap.byTool);
  }
}

/**
 * No cgroups with the manager `disabled`. For a plain user who names none there are those that he
 * may make, beside his own.
 */
function readCgroups(
  settings: Settings,
  path: string | null,
  facts: Facts,
  privileged: bool,
): CgroupLayout {
  const isNamed = path !== null && path != '';
  if (settings.cgroupManager == 'disabled') return noCgroups(facts);
  const delegatedOnly = !privileged && !isNamed;
  const layout = readLayout(path, settings.id, facts.cgroups!, privileged, delegatedOnly);
  layout.holdsDevices = privileged;
  return layout;
}

function noCgroups(facts: Facts): CgroupLayout {
  const none = new CgroupLayout();
  none.isUnifiedHost = facts.cgroups!.mode == 'unified';
  return none;
}

/** What a container without cgroups of its own sees: where it is. */
function callersCgroups(facts: Facts): Cgroup[] {
  const cgroups = facts.cgroups!;
  const result: Cgroup[] = [];
  for (let i = 0; i < cgroups.hierarchies.length; i++) {
    const host = cgroups.hierarchies[i];
    const own = host.own.substring(1);
    result.push(new Cgroup(host.mount, own, host.controllers, host.name, false));
  }
  const unified = cgroups.unified;
  if (unified === null) return result;
  const own = unified.own.substring(1);
  result.push(new Cgroup(unified.mount, own, unified.controllers, '', true));
  return result;
}

/** What mounts without a word of their own take from the root's. */
function passedOn(word: string | null): string {
  if (word === null || !isReceiving(word)) return '';
  return word.startsWith('r') ? word.substring(1) : word;
}

/** The caller's socket stands after all of the config's own mounts, which must not cover it. */
function withNotify(mounts: Mount[] | null, settings: Settings): Mount[] | null {
  const notify = settings.notify;
  if (notify === null) return mounts;
  const all: Mount[] = [];
  for (let i = 0; mounts !== null && i < mounts.length; i++) all.push(mounts[i]);
  all.push(notifyMount(notify, settings.root + '/' + settings.id));
  return all;
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
