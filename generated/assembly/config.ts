// Written by `npm run generate` from host/schema/config.schema.json. Do not edit.
@final
export class Spec {
  /** The value this was read from. */
  node: i32 = -1;
  ociVersion: string = '';
  process: Process | null = null;
  root: Root | null = null;
  hostname: string | null = null;
  domainname: string | null = null;
  mounts: Mount[] | null = null;
  hooks: Hooks | null = null;
  /** An object by free names; -1 when absent. */
  annotations: i32 = -1;
  linux: Linux | null = null;
}

export function decodeSpec<D>(doc: D, node: i32): Spec {
  const result = new Spec();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'ociVersion')) {
      result.ociVersion = doc.text(at);
    } else if (doc.keyIs(at, 'process')) {
      result.process = decodeProcess<D>(doc, at);
    } else if (doc.keyIs(at, 'root')) {
      result.root = decodeRoot<D>(doc, at);
    } else if (doc.keyIs(at, 'hostname')) {
      result.hostname = doc.text(at);
    } else if (doc.keyIs(at, 'domainname')) {
      result.domainname = doc.text(at);
    } else if (doc.keyIs(at, 'mounts')) {
      const items: Mount[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeMount<D>(doc, item));
      }
      result.mounts = items;
    } else if (doc.keyIs(at, 'hooks')) {
      result.hooks = decodeHooks<D>(doc, at);
    } else if (doc.keyIs(at, 'annotations')) {
      result.annotations = at;
    } else if (doc.keyIs(at, 'linux')) {
      result.linux = decodeLinux<D>(doc, at);
    }
  }
  return result;
}

@final
export class Process {
  /** The value this was read from. */
  node: i32 = -1;
  hasTerminal: bool = false;
  terminal: bool = false;
  consoleSize: Box | null = null;
  user: User | null = null;
  args: string[] = [];
  commandLine: string | null = null;
  env: string[] | null = null;
  cwd: string = '';
  capabilities: LinuxCapabilities | null = null;
  rlimits: POSIXRlimit[] | null = null;
  hasNoNewPrivileges: bool = false;
  noNewPrivileges: bool = false;
  apparmorProfile: string | null = null;
  hasOomScoreAdj: bool = false;
  oomScoreAdj: i64 = 0;
  scheduler: Scheduler | null = null;
  selinuxLabel: string | null = null;
  ioPriority: LinuxIOPriority | null = null;
  execCPUAffinity: CPUAffinity | null = null;
}

export function decodeProcess<D>(doc: D, node: i32): Process {
  const result = new Process();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'terminal')) {
      result.hasTerminal = true;
      result.terminal = doc.isTrue(at);
    } else if (doc.keyIs(at, 'consoleSize')) {
      result.consoleSize = decodeBox<D>(doc, at);
    } else if (doc.keyIs(at, 'user')) {
      result.user = decodeUser<D>(doc, at);
    } else if (doc.keyIs(at, 'args')) {
      result.args = doc.texts(at);
    } else if (doc.keyIs(at, 'commandLine')) {
      result.commandLine = doc.text(at);
    } else if (doc.keyIs(at, 'env')) {
      result.env = doc.texts(at);
    } else if (doc.keyIs(at, 'cwd')) {
      result.cwd = doc.text(at);
    } else if (doc.keyIs(at, 'capabilities')) {
      result.capabilities = decodeLinuxCapabilities<D>(doc, at);
    } else if (doc.keyIs(at, 'rlimits')) {
      const items: POSIXRlimit[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodePOSIXRlimit<D>(doc, item));
      }
      result.rlimits = items;
    } else if (doc.keyIs(at, 'noNewPrivileges')) {
      result.hasNoNewPrivileges = true;
      result.noNewPrivileges = doc.isTrue(at);
    } else if (doc.keyIs(at, 'apparmorProfile')) {
      result.apparmorProfile = doc.text(at);
    } else if (doc.keyIs(at, 'oomScoreAdj')) {
      result.hasOomScoreAdj = true;
      result.oomScoreAdj = doc.signed(at);
    } else if (doc.keyIs(at, 'scheduler')) {
      result.scheduler = decodeScheduler<D>(doc, at);
    } else if (doc.keyIs(at, 'selinuxLabel')) {
      result.selinuxLabel = doc.text(at);
    } else if (doc.keyIs(at, 'ioPriority')) {
      result.ioPriority = decodeLinuxIOPriority<D>(doc, at);
    } else if (doc.keyIs(at, 'execCPUAffinity')) {
      result.execCPUAffinity = decodeCPUAffinity<D>(doc, at);
    }
  }
  return result;
}

@final
export class Box {
  /** The value this was read from. */
  node: i32 = -1;
  height: u64 = 0;
  width: u64 = 0;
}

export function decodeBox<D>(doc: D, node: i32): Box {
  const result = new Box();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'height')) {
      result.height = doc.unsigned(at);
    } else if (doc.keyIs(at, 'width')) {
      result.width = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class User {
  /** The value this was read from. */
  node: i32 = -1;
  uid: u64 = 0;
  gid: u64 = 0;
  hasUmask: bool = false;
  umask: u64 = 0;
  additionalGids: u64[] | null = null;
  username: string | null = null;
}

export function decodeUser<D>(doc: D, node: i32): User {
  const result = new User();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'uid')) {
      result.uid = doc.unsigned(at);
    } else if (doc.keyIs(at, 'gid')) {
      result.gid = doc.unsigned(at);
    } else if (doc.keyIs(at, 'umask')) {
      result.hasUmask = true;
      result.umask = doc.unsigned(at);
    } else if (doc.keyIs(at, 'additionalGids')) {
      result.additionalGids = doc.integers(at);
    } else if (doc.keyIs(at, 'username')) {
      result.username = doc.text(at);
    }
  }
  return result;
}

@final
export class LinuxCapabilities {
  /** The value this was read from. */
  node: i32 = -1;
  bounding: string[] | null = null;
  effective: string[] | null = null;
  inheritable: string[] | null = null;
  permitted: string[] | null = null;
  ambient: string[] | null = null;
}

export function decodeLinuxCapabilities<D>(doc: D, node: i32): LinuxCapabilities {
  const result = new LinuxCapabilities();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'bounding')) {
      result.bounding = doc.texts(at);
    } else if (doc.keyIs(at, 'effective')) {
      result.effective = doc.texts(at);
    } else if (doc.keyIs(at, 'inheritable')) {
      result.inheritable = doc.texts(at);
    } else if (doc.keyIs(at, 'permitted')) {
      result.permitted = doc.texts(at);
    } else if (doc.keyIs(at, 'ambient')) {
      result.ambient = doc.texts(at);
    }
  }
  return result;
}

@final
export class POSIXRlimit {
  /** The value this was read from. */
  node: i32 = -1;
  type: string = '';
  hard: u64 = 0;
  soft: u64 = 0;
}

export function decodePOSIXRlimit<D>(doc: D, node: i32): POSIXRlimit {
  const result = new POSIXRlimit();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'type')) {
      result.type = doc.text(at);
    } else if (doc.keyIs(at, 'hard')) {
      result.hard = doc.unsigned(at);
    } else if (doc.keyIs(at, 'soft')) {
      result.soft = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class Scheduler {
  /** The value this was read from. */
  node: i32 = -1;
  policy: string = '';
  hasNice: bool = false;
  nice: i64 = 0;
  hasPriority: bool = false;
  priority: u64 = 0;
  flags: string[] | null = null;
  hasRuntime: bool = false;
  runtime: u64 = 0;
  hasDeadline: bool = false;
  deadline: u64 = 0;
  hasPeriod: bool = false;
  period: u64 = 0;
}

export function decodeScheduler<D>(doc: D, node: i32): Scheduler {
  const result = new Scheduler();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'policy')) {
      result.policy = doc.text(at);
    } else if (doc.keyIs(at, 'nice')) {
      result.hasNice = true;
      result.nice = doc.signed(at);
    } else if (doc.keyIs(at, 'priority')) {
      result.hasPriority = true;
      result.priority = doc.unsigned(at);
    } else if (doc.keyIs(at, 'flags')) {
      result.flags = doc.texts(at);
    } else if (doc.keyIs(at, 'runtime')) {
      result.hasRuntime = true;
      result.runtime = doc.unsigned(at);
    } else if (doc.keyIs(at, 'deadline')) {
      result.hasDeadline = true;
      result.deadline = doc.unsigned(at);
    } else if (doc.keyIs(at, 'period')) {
      result.hasPeriod = true;
      result.period = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxIOPriority {
  /** The value this was read from. */
  node: i32 = -1;
  class: string = '';
  hasPriority: bool = false;
  priority: u64 = 0;
}

export function decodeLinuxIOPriority<D>(doc: D, node: i32): LinuxIOPriority {
  const result = new LinuxIOPriority();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'class')) {
      result.class = doc.text(at);
    } else if (doc.keyIs(at, 'priority')) {
      result.hasPriority = true;
      result.priority = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class CPUAffinity {
  /** The value this was read from. */
  node: i32 = -1;
  initial: string | null = null;
  final: string | null = null;
}

export function decodeCPUAffinity<D>(doc: D, node: i32): CPUAffinity {
  const result = new CPUAffinity();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'initial')) {
      result.initial = doc.text(at);
    } else if (doc.keyIs(at, 'final')) {
      result.final = doc.text(at);
    }
  }
  return result;
}

@final
export class Root {
  /** The value this was read from. */
  node: i32 = -1;
  path: string = '';
  hasReadonly: bool = false;
  readonly: bool = false;
}

export function decodeRoot<D>(doc: D, node: i32): Root {
  const result = new Root();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'path')) {
      result.path = doc.text(at);
    } else if (doc.keyIs(at, 'readonly')) {
      result.hasReadonly = true;
      result.readonly = doc.isTrue(at);
    }
  }
  return result;
}

@final
export class Mount {
  /** The value this was read from. */
  node: i32 = -1;
  destination: string = '';
  type: string | null = null;
  source: string | null = null;
  options: string[] | null = null;
  uidMappings: LinuxIDMapping[] | null = null;
  gidMappings: LinuxIDMapping[] | null = null;
}

export function decodeMount<D>(doc: D, node: i32): Mount {
  const result = new Mount();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'destination')) {
      result.destination = doc.text(at);
    } else if (doc.keyIs(at, 'type')) {
      result.type = doc.text(at);
    } else if (doc.keyIs(at, 'source')) {
      result.source = doc.text(at);
    } else if (doc.keyIs(at, 'options')) {
      result.options = doc.texts(at);
    } else if (doc.keyIs(at, 'uidMappings')) {
      const items: LinuxIDMapping[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxIDMapping<D>(doc, item));
      }
      result.uidMappings = items;
    } else if (doc.keyIs(at, 'gidMappings')) {
      const items: LinuxIDMapping[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxIDMapping<D>(doc, item));
      }
      result.gidMappings = items;
    }
  }
  return result;
}

@final
export class Hooks {
  /** The value this was read from. */
  node: i32 = -1;
  prestart: Hook[] | null = null;
  createRuntime: Hook[] | null = null;
  createContainer: Hook[] | null = null;
  startContainer: Hook[] | null = null;
  poststart: Hook[] | null = null;
  poststop: Hook[] | null = null;
}

export function decodeHooks<D>(doc: D, node: i32): Hooks {
  const result = new Hooks();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'prestart')) {
      const items: Hook[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeHook<D>(doc, item));
      }
      result.prestart = items;
    } else if (doc.keyIs(at, 'createRuntime')) {
      const items: Hook[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeHook<D>(doc, item));
      }
      result.createRuntime = items;
    } else if (doc.keyIs(at, 'createContainer')) {
      const items: Hook[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeHook<D>(doc, item));
      }
      result.createContainer = items;
    } else if (doc.keyIs(at, 'startContainer')) {
      const items: Hook[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeHook<D>(doc, item));
      }
      result.startContainer = items;
    } else if (doc.keyIs(at, 'poststart')) {
      const items: Hook[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeHook<D>(doc, item));
      }
      result.poststart = items;
    } else if (doc.keyIs(at, 'poststop')) {
      const items: Hook[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeHook<D>(doc, item));
      }
      result.poststop = items;
    }
  }
  return result;
}

@final
export class Hook {
  /** The value this was read from. */
  node: i32 = -1;
  path: string = '';
  args: string[] | null = null;
  env: string[] | null = null;
  hasTimeout: bool = false;
  timeout: u64 = 0;
}

export function decodeHook<D>(doc: D, node: i32): Hook {
  const result = new Hook();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'path')) {
      result.path = doc.text(at);
    } else if (doc.keyIs(at, 'args')) {
      result.args = doc.texts(at);
    } else if (doc.keyIs(at, 'env')) {
      result.env = doc.texts(at);
    } else if (doc.keyIs(at, 'timeout')) {
      result.hasTimeout = true;
      result.timeout = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class Linux {
  /** The value this was read from. */
  node: i32 = -1;
  uidMappings: LinuxIDMapping[] | null = null;
  gidMappings: LinuxIDMapping[] | null = null;
  /** An object by free names; -1 when absent. */
  sysctl: i32 = -1;
  resources: LinuxResources | null = null;
  cgroupsPath: string | null = null;
  namespaces: LinuxNamespace[] | null = null;
  devices: LinuxDevice[] | null = null;
  /** An object by free names; -1 when absent. */
  netDevices: i32 = -1;
  seccomp: LinuxSeccomp | null = null;
  rootfsPropagation: string | null = null;
  maskedPaths: string[] | null = null;
  readonlyPaths: string[] | null = null;
  mountLabel: string | null = null;
  intelRdt: LinuxIntelRdt | null = null;
  memoryPolicy: LinuxMemoryPolicy | null = null;
  personality: LinuxPersonality | null = null;
  timeOffsets: LinuxTimeOffsets | null = null;
}

export function decodeLinux<D>(doc: D, node: i32): Linux {
  const result = new Linux();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'uidMappings')) {
      const items: LinuxIDMapping[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxIDMapping<D>(doc, item));
      }
      result.uidMappings = items;
    } else if (doc.keyIs(at, 'gidMappings')) {
      const items: LinuxIDMapping[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxIDMapping<D>(doc, item));
      }
      result.gidMappings = items;
    } else if (doc.keyIs(at, 'sysctl')) {
      result.sysctl = at;
    } else if (doc.keyIs(at, 'resources')) {
      result.resources = decodeLinuxResources<D>(doc, at);
    } else if (doc.keyIs(at, 'cgroupsPath')) {
      result.cgroupsPath = doc.text(at);
    } else if (doc.keyIs(at, 'namespaces')) {
      const items: LinuxNamespace[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxNamespace<D>(doc, item));
      }
      result.namespaces = items;
    } else if (doc.keyIs(at, 'devices')) {
      const items: LinuxDevice[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxDevice<D>(doc, item));
      }
      result.devices = items;
    } else if (doc.keyIs(at, 'netDevices')) {
      result.netDevices = at;
    } else if (doc.keyIs(at, 'seccomp')) {
      result.seccomp = decodeLinuxSeccomp<D>(doc, at);
    } else if (doc.keyIs(at, 'rootfsPropagation')) {
      result.rootfsPropagation = doc.text(at);
    } else if (doc.keyIs(at, 'maskedPaths')) {
      result.maskedPaths = doc.texts(at);
    } else if (doc.keyIs(at, 'readonlyPaths')) {
      result.readonlyPaths = doc.texts(at);
    } else if (doc.keyIs(at, 'mountLabel')) {
      result.mountLabel = doc.text(at);
    } else if (doc.keyIs(at, 'intelRdt')) {
      result.intelRdt = decodeLinuxIntelRdt<D>(doc, at);
    } else if (doc.keyIs(at, 'memoryPolicy')) {
      result.memoryPolicy = decodeLinuxMemoryPolicy<D>(doc, at);
    } else if (doc.keyIs(at, 'personality')) {
      result.personality = decodeLinuxPersonality<D>(doc, at);
    } else if (doc.keyIs(at, 'timeOffsets')) {
      result.timeOffsets = decodeLinuxTimeOffsets<D>(doc, at);
    }
  }
  return result;
}

@final
export class LinuxTimeOffsets {
  /** The value this was read from. */
  node: i32 = -1;
  monotonic: LinuxTimeOffset | null = null;
  boottime: LinuxTimeOffset | null = null;
}

export function decodeLinuxTimeOffsets<D>(doc: D, node: i32): LinuxTimeOffsets {
  const result = new LinuxTimeOffsets();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'monotonic')) {
      result.monotonic = decodeLinuxTimeOffset<D>(doc, at);
    } else if (doc.keyIs(at, 'boottime')) {
      result.boottime = decodeLinuxTimeOffset<D>(doc, at);
    }
  }
  return result;
}

@final
export class LinuxTimeOffset {
  /** The value this was read from. */
  node: i32 = -1;
  hasSecs: bool = false;
  secs: i64 = 0;
  hasNanosecs: bool = false;
  nanosecs: u64 = 0;
}

export function decodeLinuxTimeOffset<D>(doc: D, node: i32): LinuxTimeOffset {
  const result = new LinuxTimeOffset();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'secs')) {
      result.hasSecs = true;
      result.secs = doc.signed(at);
    } else if (doc.keyIs(at, 'nanosecs')) {
      result.hasNanosecs = true;
      result.nanosecs = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxIDMapping {
  /** The value this was read from. */
  node: i32 = -1;
  containerID: u64 = 0;
  hostID: u64 = 0;
  size: u64 = 0;
}

export function decodeLinuxIDMapping<D>(doc: D, node: i32): LinuxIDMapping {
  const result = new LinuxIDMapping();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'containerID')) {
      result.containerID = doc.unsigned(at);
    } else if (doc.keyIs(at, 'hostID')) {
      result.hostID = doc.unsigned(at);
    } else if (doc.keyIs(at, 'size')) {
      result.size = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxNamespace {
  /** The value this was read from. */
  node: i32 = -1;
  type: string = '';
  path: string | null = null;
}

export function decodeLinuxNamespace<D>(doc: D, node: i32): LinuxNamespace {
  const result = new LinuxNamespace();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'type')) {
      result.type = doc.text(at);
    } else if (doc.keyIs(at, 'path')) {
      result.path = doc.text(at);
    }
  }
  return result;
}

@final
export class LinuxDevice {
  /** The value this was read from. */
  node: i32 = -1;
  type: string = '';
  path: string = '';
  hasMajor: bool = false;
  major: i64 = 0;
  hasMinor: bool = false;
  minor: i64 = 0;
  hasFileMode: bool = false;
  fileMode: u64 = 0;
  hasUid: bool = false;
  uid: u64 = 0;
  hasGid: bool = false;
  gid: u64 = 0;
}

export function decodeLinuxDevice<D>(doc: D, node: i32): LinuxDevice {
  const result = new LinuxDevice();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'type')) {
      result.type = doc.text(at);
    } else if (doc.keyIs(at, 'path')) {
      result.path = doc.text(at);
    } else if (doc.keyIs(at, 'major')) {
      result.hasMajor = true;
      result.major = doc.signed(at);
    } else if (doc.keyIs(at, 'minor')) {
      result.hasMinor = true;
      result.minor = doc.signed(at);
    } else if (doc.keyIs(at, 'fileMode')) {
      result.hasFileMode = true;
      result.fileMode = doc.unsigned(at);
    } else if (doc.keyIs(at, 'uid')) {
      result.hasUid = true;
      result.uid = doc.unsigned(at);
    } else if (doc.keyIs(at, 'gid')) {
      result.hasGid = true;
      result.gid = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxNetDevice {
  /** The value this was read from. */
  node: i32 = -1;
  name: string | null = null;
}

export function decodeLinuxNetDevice<D>(doc: D, node: i32): LinuxNetDevice {
  const result = new LinuxNetDevice();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'name')) {
      result.name = doc.text(at);
    }
  }
  return result;
}

@final
export class LinuxResources {
  /** The value this was read from. */
  node: i32 = -1;
  devices: LinuxDeviceCgroup[] | null = null;
  memory: LinuxMemory | null = null;
  cpu: LinuxCPU | null = null;
  pids: LinuxPids | null = null;
  blockIO: LinuxBlockIO | null = null;
  hugepageLimits: LinuxHugepageLimit[] | null = null;
  network: LinuxNetwork | null = null;
  /** An object by free names; -1 when absent. */
  rdma: i32 = -1;
  /** An object by free names; -1 when absent. */
  unified: i32 = -1;
}

export function decodeLinuxResources<D>(doc: D, node: i32): LinuxResources {
  const result = new LinuxResources();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'devices')) {
      const items: LinuxDeviceCgroup[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxDeviceCgroup<D>(doc, item));
      }
      result.devices = items;
    } else if (doc.keyIs(at, 'memory')) {
      result.memory = decodeLinuxMemory<D>(doc, at);
    } else if (doc.keyIs(at, 'cpu')) {
      result.cpu = decodeLinuxCPU<D>(doc, at);
    } else if (doc.keyIs(at, 'pids')) {
      result.pids = decodeLinuxPids<D>(doc, at);
    } else if (doc.keyIs(at, 'blockIO')) {
      result.blockIO = decodeLinuxBlockIO<D>(doc, at);
    } else if (doc.keyIs(at, 'hugepageLimits')) {
      const items: LinuxHugepageLimit[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxHugepageLimit<D>(doc, item));
      }
      result.hugepageLimits = items;
    } else if (doc.keyIs(at, 'network')) {
      result.network = decodeLinuxNetwork<D>(doc, at);
    } else if (doc.keyIs(at, 'rdma')) {
      result.rdma = at;
    } else if (doc.keyIs(at, 'unified')) {
      result.unified = at;
    }
  }
  return result;
}

@final
export class LinuxDeviceCgroup {
  /** The value this was read from. */
  node: i32 = -1;
  allow: bool = false;
  type: string | null = null;
  hasMajor: bool = false;
  major: i64 = 0;
  hasMinor: bool = false;
  minor: i64 = 0;
  access: string | null = null;
}

export function decodeLinuxDeviceCgroup<D>(doc: D, node: i32): LinuxDeviceCgroup {
  const result = new LinuxDeviceCgroup();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'allow')) {
      result.allow = doc.isTrue(at);
    } else if (doc.keyIs(at, 'type')) {
      result.type = doc.text(at);
    } else if (doc.keyIs(at, 'major')) {
      result.hasMajor = true;
      result.major = doc.signed(at);
    } else if (doc.keyIs(at, 'minor')) {
      result.hasMinor = true;
      result.minor = doc.signed(at);
    } else if (doc.keyIs(at, 'access')) {
      result.access = doc.text(at);
    }
  }
  return result;
}

@final
export class LinuxMemory {
  /** The value this was read from. */
  node: i32 = -1;
  hasLimit: bool = false;
  limit: i64 = 0;
  hasReservation: bool = false;
  reservation: i64 = 0;
  hasSwap: bool = false;
  swap: i64 = 0;
  hasKernel: bool = false;
  kernel: i64 = 0;
  hasKernelTCP: bool = false;
  kernelTCP: i64 = 0;
  hasSwappiness: bool = false;
  swappiness: u64 = 0;
  hasDisableOOMKiller: bool = false;
  disableOOMKiller: bool = false;
  hasUseHierarchy: bool = false;
  useHierarchy: bool = false;
  hasCheckBeforeUpdate: bool = false;
  checkBeforeUpdate: bool = false;
}

export function decodeLinuxMemory<D>(doc: D, node: i32): LinuxMemory {
  const result = new LinuxMemory();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'limit')) {
      result.hasLimit = true;
      result.limit = doc.signed(at);
    } else if (doc.keyIs(at, 'reservation')) {
      result.hasReservation = true;
      result.reservation = doc.signed(at);
    } else if (doc.keyIs(at, 'swap')) {
      result.hasSwap = true;
      result.swap = doc.signed(at);
    } else if (doc.keyIs(at, 'kernel')) {
      result.hasKernel = true;
      result.kernel = doc.signed(at);
    } else if (doc.keyIs(at, 'kernelTCP')) {
      result.hasKernelTCP = true;
      result.kernelTCP = doc.signed(at);
    } else if (doc.keyIs(at, 'swappiness')) {
      result.hasSwappiness = true;
      result.swappiness = doc.unsigned(at);
    } else if (doc.keyIs(at, 'disableOOMKiller')) {
      result.hasDisableOOMKiller = true;
      result.disableOOMKiller = doc.isTrue(at);
    } else if (doc.keyIs(at, 'useHierarchy')) {
      result.hasUseHierarchy = true;
      result.useHierarchy = doc.isTrue(at);
    } else if (doc.keyIs(at, 'checkBeforeUpdate')) {
      result.hasCheckBeforeUpdate = true;
      result.checkBeforeUpdate = doc.isTrue(at);
    }
  }
  return result;
}

@final
export class LinuxCPU {
  /** The value this was read from. */
  node: i32 = -1;
  hasShares: bool = false;
  shares: u64 = 0;
  hasQuota: bool = false;
  quota: i64 = 0;
  hasBurst: bool = false;
  burst: u64 = 0;
  hasPeriod: bool = false;
  period: u64 = 0;
  hasRealtimeRuntime: bool = false;
  realtimeRuntime: i64 = 0;
  hasRealtimePeriod: bool = false;
  realtimePeriod: u64 = 0;
  cpus: string | null = null;
  mems: string | null = null;
  hasIdle: bool = false;
  idle: u64 = 0;
}

export function decodeLinuxCPU<D>(doc: D, node: i32): LinuxCPU {
  const result = new LinuxCPU();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'shares')) {
      result.hasShares = true;
      result.shares = doc.unsigned(at);
    } else if (doc.keyIs(at, 'quota')) {
      result.hasQuota = true;
      result.quota = doc.signed(at);
    } else if (doc.keyIs(at, 'burst')) {
      result.hasBurst = true;
      result.burst = doc.unsigned(at);
    } else if (doc.keyIs(at, 'period')) {
      result.hasPeriod = true;
      result.period = doc.unsigned(at);
    } else if (doc.keyIs(at, 'realtimeRuntime')) {
      result.hasRealtimeRuntime = true;
      result.realtimeRuntime = doc.signed(at);
    } else if (doc.keyIs(at, 'realtimePeriod')) {
      result.hasRealtimePeriod = true;
      result.realtimePeriod = doc.unsigned(at);
    } else if (doc.keyIs(at, 'cpus')) {
      result.cpus = doc.text(at);
    } else if (doc.keyIs(at, 'mems')) {
      result.mems = doc.text(at);
    } else if (doc.keyIs(at, 'idle')) {
      result.hasIdle = true;
      result.idle = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxPids {
  /** The value this was read from. */
  node: i32 = -1;
  hasLimit: bool = false;
  limit: i64 = 0;
}

export function decodeLinuxPids<D>(doc: D, node: i32): LinuxPids {
  const result = new LinuxPids();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'limit')) {
      result.hasLimit = true;
      result.limit = doc.signed(at);
    }
  }
  return result;
}

@final
export class LinuxWeightDevice {
  /** The value this was read from. */
  node: i32 = -1;
  major: u64 = 0;
  minor: u64 = 0;
  hasWeight: bool = false;
  weight: u64 = 0;
  hasLeafWeight: bool = false;
  leafWeight: u64 = 0;
}

export function decodeLinuxWeightDevice<D>(doc: D, node: i32): LinuxWeightDevice {
  const result = new LinuxWeightDevice();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'major')) {
      result.major = doc.unsigned(at);
    } else if (doc.keyIs(at, 'minor')) {
      result.minor = doc.unsigned(at);
    } else if (doc.keyIs(at, 'weight')) {
      result.hasWeight = true;
      result.weight = doc.unsigned(at);
    } else if (doc.keyIs(at, 'leafWeight')) {
      result.hasLeafWeight = true;
      result.leafWeight = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxThrottleDevice {
  /** The value this was read from. */
  node: i32 = -1;
  major: u64 = 0;
  minor: u64 = 0;
  rate: u64 = 0;
}

export function decodeLinuxThrottleDevice<D>(doc: D, node: i32): LinuxThrottleDevice {
  const result = new LinuxThrottleDevice();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'major')) {
      result.major = doc.unsigned(at);
    } else if (doc.keyIs(at, 'minor')) {
      result.minor = doc.unsigned(at);
    } else if (doc.keyIs(at, 'rate')) {
      result.rate = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxBlockIO {
  /** The value this was read from. */
  node: i32 = -1;
  hasWeight: bool = false;
  weight: u64 = 0;
  hasLeafWeight: bool = false;
  leafWeight: u64 = 0;
  weightDevice: LinuxWeightDevice[] | null = null;
  throttleReadBpsDevice: LinuxThrottleDevice[] | null = null;
  throttleWriteBpsDevice: LinuxThrottleDevice[] | null = null;
  throttleReadIOPSDevice: LinuxThrottleDevice[] | null = null;
  throttleWriteIOPSDevice: LinuxThrottleDevice[] | null = null;
}

export function decodeLinuxBlockIO<D>(doc: D, node: i32): LinuxBlockIO {
  const result = new LinuxBlockIO();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'weight')) {
      result.hasWeight = true;
      result.weight = doc.unsigned(at);
    } else if (doc.keyIs(at, 'leafWeight')) {
      result.hasLeafWeight = true;
      result.leafWeight = doc.unsigned(at);
    } else if (doc.keyIs(at, 'weightDevice')) {
      const items: LinuxWeightDevice[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxWeightDevice<D>(doc, item));
      }
      result.weightDevice = items;
    } else if (doc.keyIs(at, 'throttleReadBpsDevice')) {
      const items: LinuxThrottleDevice[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxThrottleDevice<D>(doc, item));
      }
      result.throttleReadBpsDevice = items;
    } else if (doc.keyIs(at, 'throttleWriteBpsDevice')) {
      const items: LinuxThrottleDevice[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxThrottleDevice<D>(doc, item));
      }
      result.throttleWriteBpsDevice = items;
    } else if (doc.keyIs(at, 'throttleReadIOPSDevice')) {
      const items: LinuxThrottleDevice[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxThrottleDevice<D>(doc, item));
      }
      result.throttleReadIOPSDevice = items;
    } else if (doc.keyIs(at, 'throttleWriteIOPSDevice')) {
      const items: LinuxThrottleDevice[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxThrottleDevice<D>(doc, item));
      }
      result.throttleWriteIOPSDevice = items;
    }
  }
  return result;
}

@final
export class LinuxHugepageLimit {
  /** The value this was read from. */
  node: i32 = -1;
  pageSize: string = '';
  limit: u64 = 0;
}

export function decodeLinuxHugepageLimit<D>(doc: D, node: i32): LinuxHugepageLimit {
  const result = new LinuxHugepageLimit();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'pageSize')) {
      result.pageSize = doc.text(at);
    } else if (doc.keyIs(at, 'limit')) {
      result.limit = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxNetwork {
  /** The value this was read from. */
  node: i32 = -1;
  hasClassID: bool = false;
  classID: u64 = 0;
  priorities: LinuxInterfacePriority[] | null = null;
}

export function decodeLinuxNetwork<D>(doc: D, node: i32): LinuxNetwork {
  const result = new LinuxNetwork();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'classID')) {
      result.hasClassID = true;
      result.classID = doc.unsigned(at);
    } else if (doc.keyIs(at, 'priorities')) {
      const items: LinuxInterfacePriority[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxInterfacePriority<D>(doc, item));
      }
      result.priorities = items;
    }
  }
  return result;
}

@final
export class LinuxInterfacePriority {
  /** The value this was read from. */
  node: i32 = -1;
  name: string = '';
  priority: u64 = 0;
}

export function decodeLinuxInterfacePriority<D>(doc: D, node: i32): LinuxInterfacePriority {
  const result = new LinuxInterfacePriority();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'name')) {
      result.name = doc.text(at);
    } else if (doc.keyIs(at, 'priority')) {
      result.priority = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxRdma {
  /** The value this was read from. */
  node: i32 = -1;
  hasHcaHandles: bool = false;
  hcaHandles: u64 = 0;
  hasHcaObjects: bool = false;
  hcaObjects: u64 = 0;
}

export function decodeLinuxRdma<D>(doc: D, node: i32): LinuxRdma {
  const result = new LinuxRdma();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'hcaHandles')) {
      result.hasHcaHandles = true;
      result.hcaHandles = doc.unsigned(at);
    } else if (doc.keyIs(at, 'hcaObjects')) {
      result.hasHcaObjects = true;
      result.hcaObjects = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class LinuxSeccomp {
  /** The value this was read from. */
  node: i32 = -1;
  defaultAction: string = '';
  hasDefaultErrnoRet: bool = false;
  defaultErrnoRet: u64 = 0;
  architectures: string[] | null = null;
  flags: string[] | null = null;
  listenerPath: string | null = null;
  listenerMetadata: string | null = null;
  syscalls: LinuxSyscall[] | null = null;
}

export function decodeLinuxSeccomp<D>(doc: D, node: i32): LinuxSeccomp {
  const result = new LinuxSeccomp();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'defaultAction')) {
      result.defaultAction = doc.text(at);
    } else if (doc.keyIs(at, 'defaultErrnoRet')) {
      result.hasDefaultErrnoRet = true;
      result.defaultErrnoRet = doc.unsigned(at);
    } else if (doc.keyIs(at, 'architectures')) {
      result.architectures = doc.texts(at);
    } else if (doc.keyIs(at, 'flags')) {
      result.flags = doc.texts(at);
    } else if (doc.keyIs(at, 'listenerPath')) {
      result.listenerPath = doc.text(at);
    } else if (doc.keyIs(at, 'listenerMetadata')) {
      result.listenerMetadata = doc.text(at);
    } else if (doc.keyIs(at, 'syscalls')) {
      const items: LinuxSyscall[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxSyscall<D>(doc, item));
      }
      result.syscalls = items;
    }
  }
  return result;
}

@final
export class LinuxSyscall {
  /** The value this was read from. */
  node: i32 = -1;
  names: string[] = [];
  action: string = '';
  hasErrnoRet: bool = false;
  errnoRet: u64 = 0;
  args: LinuxSeccompArg[] | null = null;
}

export function decodeLinuxSyscall<D>(doc: D, node: i32): LinuxSyscall {
  const result = new LinuxSyscall();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'names')) {
      result.names = doc.texts(at);
    } else if (doc.keyIs(at, 'action')) {
      result.action = doc.text(at);
    } else if (doc.keyIs(at, 'errnoRet')) {
      result.hasErrnoRet = true;
      result.errnoRet = doc.unsigned(at);
    } else if (doc.keyIs(at, 'args')) {
      const items: LinuxSeccompArg[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeLinuxSeccompArg<D>(doc, item));
      }
      result.args = items;
    }
  }
  return result;
}

@final
export class LinuxSeccompArg {
  /** The value this was read from. */
  node: i32 = -1;
  index: u64 = 0;
  value: u64 = 0;
  hasValueTwo: bool = false;
  valueTwo: u64 = 0;
  op: string = '';
}

export function decodeLinuxSeccompArg<D>(doc: D, node: i32): LinuxSeccompArg {
  const result = new LinuxSeccompArg();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'index')) {
      result.index = doc.unsigned(at);
    } else if (doc.keyIs(at, 'value')) {
      result.value = doc.unsigned(at);
    } else if (doc.keyIs(at, 'valueTwo')) {
      result.hasValueTwo = true;
      result.valueTwo = doc.unsigned(at);
    } else if (doc.keyIs(at, 'op')) {
      result.op = doc.text(at);
    }
  }
  return result;
}

@final
export class LinuxIntelRdt {
  /** The value this was read from. */
  node: i32 = -1;
  closID: string | null = null;
  schemata: string[] | null = null;
  l3CacheSchema: string | null = null;
  memBwSchema: string | null = null;
  hasEnableMonitoring: bool = false;
  enableMonitoring: bool = false;
  hasEnableCMT: bool = false;
  enableCMT: bool = false;
  hasEnableMBM: bool = false;
  enableMBM: bool = false;
}

export function decodeLinuxIntelRdt<D>(doc: D, node: i32): LinuxIntelRdt {
  const result = new LinuxIntelRdt();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'closID')) {
      result.closID = doc.text(at);
    } else if (doc.keyIs(at, 'schemata')) {
      result.schemata = doc.texts(at);
    } else if (doc.keyIs(at, 'l3CacheSchema')) {
      result.l3CacheSchema = doc.text(at);
    } else if (doc.keyIs(at, 'memBwSchema')) {
      result.memBwSchema = doc.text(at);
    } else if (doc.keyIs(at, 'enableMonitoring')) {
      result.hasEnableMonitoring = true;
      result.enableMonitoring = doc.isTrue(at);
    } else if (doc.keyIs(at, 'enableCMT')) {
      result.hasEnableCMT = true;
      result.enableCMT = doc.isTrue(at);
    } else if (doc.keyIs(at, 'enableMBM')) {
      result.hasEnableMBM = true;
      result.enableMBM = doc.isTrue(at);
    }
  }
  return result;
}

@final
export class LinuxMemoryPolicy {
  /** The value this was read from. */
  node: i32 = -1;
  mode: string = '';
  nodes: string | null = null;
  flags: string[] | null = null;
}

export function decodeLinuxMemoryPolicy<D>(doc: D, node: i32): LinuxMemoryPolicy {
  const result = new LinuxMemoryPolicy();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'mode')) {
      result.mode = doc.text(at);
    } else if (doc.keyIs(at, 'nodes')) {
      result.nodes = doc.text(at);
    } else if (doc.keyIs(at, 'flags')) {
      result.flags = doc.texts(at);
    }
  }
  return result;
}

@final
export class LinuxPersonality {
  /** The value this was read from. */
  node: i32 = -1;
  domain: string = '';
  flags: string[] | null = null;
}

export function decodeLinuxPersonality<D>(doc: D, node: i32): LinuxPersonality {
  const result = new LinuxPersonality();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'domain')) {
      result.domain = doc.text(at);
    } else if (doc.keyIs(at, 'flags')) {
      result.flags = doc.texts(at);
    }
  }
  return result;
}
