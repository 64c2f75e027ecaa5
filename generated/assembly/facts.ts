// Written by `npm run generate` from host/schema/facts.schema.json. Do not edit.
@final
export class Facts {
  /** The value this was read from. */
  node: i32 = -1;
  architecture: string = '';
  caller: CallerFacts | null = null;
  capabilities: CapabilityFacts | null = null;
  cgroups: CgroupFacts | null = null;
  filesystems: string[] = [];
  format: u64 = 0;
  kernel: KernelFacts | null = null;
  limits: LimitFacts | null = null;
  seccomp: SeccompFacts | null = null;
  security: SecurityFacts | null = null;
  systemd: SystemdFacts | null = null;
}

export function decodeFacts<D>(doc: D, node: i32): Facts {
  const result = new Facts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'architecture')) {
      result.architecture = doc.text(at);
    } else if (doc.keyIs(at, 'caller')) {
      result.caller = decodeCallerFacts<D>(doc, at);
    } else if (doc.keyIs(at, 'capabilities')) {
      result.capabilities = decodeCapabilityFacts<D>(doc, at);
    } else if (doc.keyIs(at, 'cgroups')) {
      result.cgroups = decodeCgroupFacts<D>(doc, at);
    } else if (doc.keyIs(at, 'filesystems')) {
      result.filesystems = doc.texts(at);
    } else if (doc.keyIs(at, 'format')) {
      result.format = doc.unsigned(at);
    } else if (doc.keyIs(at, 'kernel')) {
      result.kernel = decodeKernelFacts<D>(doc, at);
    } else if (doc.keyIs(at, 'limits')) {
      result.limits = decodeLimitFacts<D>(doc, at);
    } else if (doc.keyIs(at, 'seccomp')) {
      result.seccomp = decodeSeccompFacts<D>(doc, at);
    } else if (doc.keyIs(at, 'security')) {
      result.security = decodeSecurityFacts<D>(doc, at);
    } else if (doc.keyIs(at, 'systemd')) {
      result.systemd = decodeSystemdFacts<D>(doc, at);
    }
  }
  return result;
}

@final
export class CallerFacts {
  /** The value this was read from. */
  node: i32 = -1;
  gid: u64 = 0;
  groups: u64[] | null = null;
  hasListenFds: bool = false;
  listenFds: u64 = 0;
  hasNested: bool = false;
  nested: bool = false;
  notifySocket: string | null = null;
  runtimeDir: string | null = null;
  seccompReceiver: string | null = null;
  sessionBus: string | null = null;
  systemBus: string | null = null;
  uid: u64 = 0;
}

export function decodeCallerFacts<D>(doc: D, node: i32): CallerFacts {
  const result = new CallerFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'gid')) {
      result.gid = doc.unsigned(at);
    } else if (doc.keyIs(at, 'groups')) {
      result.groups = doc.integers(at);
    } else if (doc.keyIs(at, 'listenFds')) {
      result.hasListenFds = true;
      result.listenFds = doc.unsigned(at);
    } else if (doc.keyIs(at, 'nested')) {
      result.hasNested = true;
      result.nested = doc.isTrue(at);
    } else if (doc.keyIs(at, 'notifySocket')) {
      result.notifySocket = doc.text(at);
    } else if (doc.keyIs(at, 'runtimeDir')) {
      result.runtimeDir = doc.text(at);
    } else if (doc.keyIs(at, 'seccompReceiver')) {
      result.seccompReceiver = doc.text(at);
    } else if (doc.keyIs(at, 'sessionBus')) {
      result.sessionBus = doc.text(at);
    } else if (doc.keyIs(at, 'systemBus')) {
      result.systemBus = doc.text(at);
    } else if (doc.keyIs(at, 'uid')) {
      result.uid = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class CapabilityFacts {
  /** The value this was read from. */
  node: i32 = -1;
  last: u64 = 0;
}

export function decodeCapabilityFacts<D>(doc: D, node: i32): CapabilityFacts {
  const result = new CapabilityFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'last')) {
      result.last = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class CgroupFacts {
  /** The value this was read from. */
  node: i32 = -1;
  hierarchies: HierarchyFacts[] = [];
  mode: string = '';
  unified: UnifiedFacts | null = null;
}

export function decodeCgroupFacts<D>(doc: D, node: i32): CgroupFacts {
  const result = new CgroupFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'hierarchies')) {
      const items: HierarchyFacts[] = [];
      for (let item = doc.firstChild(at); item != -1; item = doc.next(item)) {
        items.push(decodeHierarchyFacts<D>(doc, item));
      }
      result.hierarchies = items;
    } else if (doc.keyIs(at, 'mode')) {
      result.mode = doc.text(at);
    } else if (doc.keyIs(at, 'unified')) {
      result.unified = decodeUnifiedFacts<D>(doc, at);
    }
  }
  return result;
}

@final
export class HierarchyFacts {
  /** The value this was read from. */
  node: i32 = -1;
  controllers: string[] = [];
  hasDelegated: bool = false;
  delegated: bool = false;
  mount: string = '';
  name: string = '';
  own: string = '';
}

export function decodeHierarchyFacts<D>(doc: D, node: i32): HierarchyFacts {
  const result = new HierarchyFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'controllers')) {
      result.controllers = doc.texts(at);
    } else if (doc.keyIs(at, 'delegated')) {
      result.hasDelegated = true;
      result.delegated = doc.isTrue(at);
    } else if (doc.keyIs(at, 'mount')) {
      result.mount = doc.text(at);
    } else if (doc.keyIs(at, 'name')) {
      result.name = doc.text(at);
    } else if (doc.keyIs(at, 'own')) {
      result.own = doc.text(at);
    }
  }
  return result;
}

@final
export class UnifiedFacts {
  /** The value this was read from. */
  node: i32 = -1;
  controllers: string[] = [];
  hasDelegated: bool = false;
  delegated: bool = false;
  mount: string = '';
  own: string = '';
}

export function decodeUnifiedFacts<D>(doc: D, node: i32): UnifiedFacts {
  const result = new UnifiedFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'controllers')) {
      result.controllers = doc.texts(at);
    } else if (doc.keyIs(at, 'delegated')) {
      result.hasDelegated = true;
      result.delegated = doc.isTrue(at);
    } else if (doc.keyIs(at, 'mount')) {
      result.mount = doc.text(at);
    } else if (doc.keyIs(at, 'own')) {
      result.own = doc.text(at);
    }
  }
  return result;
}

@final
export class KernelFacts {
  /** The value this was read from. */
  node: i32 = -1;
  release: string = '';
  version: u64[] | null = null;
}

export function decodeKernelFacts<D>(doc: D, node: i32): KernelFacts {
  const result = new KernelFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'release')) {
      result.release = doc.text(at);
    } else if (doc.keyIs(at, 'version')) {
      result.version = doc.integers(at);
    }
  }
  return result;
}

@final
export class LimitFacts {
  /** The value this was read from. */
  node: i32 = -1;
  nrOpen: u64 = 0;
}

export function decodeLimitFacts<D>(doc: D, node: i32): LimitFacts {
  const result = new LimitFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'nrOpen')) {
      result.nrOpen = doc.unsigned(at);
    }
  }
  return result;
}

@final
export class SeccompFacts {
  /** The value this was read from. */
  node: i32 = -1;
  actions: string[] = [];
}

export function decodeSeccompFacts<D>(doc: D, node: i32): SeccompFacts {
  const result = new SeccompFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'actions')) {
      result.actions = doc.texts(at);
    }
  }
  return result;
}

@final
export class SecurityFacts {
  /** The value this was read from. */
  node: i32 = -1;
  apparmor: bool = false;
  selinux: bool = false;
}

export function decodeSecurityFacts<D>(doc: D, node: i32): SecurityFacts {
  const result = new SecurityFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'apparmor')) {
      result.apparmor = doc.isTrue(at);
    } else if (doc.keyIs(at, 'selinux')) {
      result.selinux = doc.isTrue(at);
    }
  }
  return result;
}

@final
export class SystemdFacts {
  /** The value this was read from. */
  node: i32 = -1;
  cgroup: string = '';
}

export function decodeSystemdFacts<D>(doc: D, node: i32): SystemdFacts {
  const result = new SystemdFacts();
  result.node = node;
  for (let at = doc.firstChild(node); at != -1; at = doc.next(at)) {
    if (doc.isNull(at)) continue;
    if (doc.keyIs(at, 'cgroup')) {
      result.cgroup = doc.text(at);
    }
  }
  return result;
}
