// Builds configs that are always valid, so that a test bends one thing only.
import { readFileSync } from 'node:fs';

export interface Mount {
  destination: string;
  type?: string;
  source?: string;
  options?: string[];
  uidMappings?: IdMapping[];
  gidMappings?: IdMapping[];
}
export interface IdMapping {
  containerID: number;
  hostID: number;
  size: number;
}
export interface Hook {
  path: string;
  args?: string[];
  env?: string[];
  timeout?: number;
}
export const HOOK_POINTS = [
  'prestart',
  'createRuntime',
  'createContainer',
  'startContainer',
  'poststart',
  'poststop',
] as const;
export type HookPoint = (typeof HOOK_POINTS)[number];
export interface DeviceRule {
  allow: boolean;
  type?: string;
  major?: number;
  minor?: number;
  access?: string;
}
export interface Seccomp {
  defaultAction: string;
  defaultErrnoRet?: number;
  architectures?: string[];
  flags?: string[];
  syscalls?: { names: string[]; action: string; errnoRet?: number; args?: object[] }[];
}
export type CapabilitySet = 'bounding' | 'effective' | 'permitted' | 'inheritable' | 'ambient';

/** The part of a config.json that tests bend; what it lacks is added with `Object.assign`. */
export interface Config {
  ociVersion: string;
  process: {
    terminal?: boolean;
    user: { uid: number; gid: number; umask?: number; additionalGids?: number[] };
    args: string[];
    env: string[];
    cwd: string;
    capabilities?: Partial<Record<CapabilitySet, string[]>>;
    rlimits?: { type: string; soft: number; hard: number }[];
    noNewPrivileges?: boolean;
    oomScoreAdj?: number;
    scheduler?: object;
    ioPriority?: object;
    apparmorProfile?: string;
    selinuxLabel?: string;
  };
  root: { path: string; readonly?: boolean };
  hostname?: string;
  domainname?: string;
  mounts: Mount[];
  annotations?: Record<string, string>;
  hooks?: Partial<Record<HookPoint, Hook[]>>;
  linux: {
    namespaces: { type: string; path?: string }[];
    uidMappings?: IdMapping[];
    gidMappings?: IdMapping[];
    timeOffsets?: Record<string, { secs: number; nanosecs?: number }>;
    devices?: object[];
    cgroupsPath?: string;
    resources?: {
      devices?: DeviceRule[];
      memory?: object;
      cpu?: object;
      pids?: object;
      blockIO?: object;
      hugepageLimits?: object[];
      unified?: Record<string, string>;
    };
    sysctl?: Record<string, string>;
    seccomp?: Seccomp;
    rootfsPropagation?: string;
    maskedPaths?: string[];
    readonlyPaths?: string[];
    mountLabel?: string;
    personality?: object;
  };
}

/** Docker's default capabilities. */
export const dockerCapabilities: readonly string[] = [
  'CAP_CHOWN',
  'CAP_DAC_OVERRIDE',
  'CAP_FSETID',
  'CAP_FOWNER',
  'CAP_MKNOD',
  'CAP_NET_RAW',
  'CAP_SETGID',
  'CAP_SETUID',
  'CAP_SETFCAP',
  'CAP_SETPCAP',
  'CAP_NET_BIND_SERVICE',
  'CAP_SYS_CHROOT',
  'CAP_KILL',
  'CAP_AUDIT_WRITE',
];

/** The usual mounts of a container, without its view of cgroups. */
export function usualMounts(): Mount[] {
  return [
    { destination: '/proc', type: 'proc', source: 'proc', options: ['nosuid', 'noexec', 'nodev'] },
    {
      destination: '/dev',
      type: 'tmpfs',
      source: 'tmpfs',
      options: ['nosuid', 'strictatime', 'mode=755', 'size=65536k'],
    },
    {
      destination: '/dev/pts',
      type: 'devpts',
      source: 'devpts',
      options: ['nosuid', 'noexec', 'newinstance', 'ptmxmode=0666', 'mode=0620', 'gid=5'],
    },
    {
      destination: '/dev/shm',
      type: 'tmpfs',
      source: 'shm',
      options: ['nosuid', 'noexec', 'nodev', 'mode=1777', 'size=65536k'],
    },
    {
      destination: '/dev/mqueue',
      type: 'mqueue',
      source: 'mqueue',
      options: ['nosuid', 'noexec', 'nodev'],
    },
    {
      destination: '/sys',
      type: 'sysfs',
      source: 'sysfs',
      options: ['nosuid', 'noexec', 'nodev', 'ro'],
    },
  ];
}

/** A small config: five namespaces, the usual mounts, no seccomp, three capabilities. */
export function smallConfig(): Config {
  const capabilities = ['CAP_AUDIT_WRITE', 'CAP_KILL', 'CAP_NET_BIND_SERVICE'];
  return {
    ociVersion: '1.0.2',
    process: {
      user: { uid: 0, gid: 0 },
      args: ['true'],
      env: ['PATH=/bin', 'TERM=xterm'],
      cwd: '/',
      capabilities: { bounding: capabilities, effective: capabilities, permitted: capabilities },
      noNewPrivileges: true,
    },
    root: { path: 'rootfs' },
    hostname: 'test-host',
    mounts: usualMounts(),
    linux: {
      namespaces: ['pid', 'network', 'ipc', 'uts', 'mount'].map((type) => ({ type })),
      resources: { devices: [{ allow: false, access: 'rwm' }] },
    },
  };
}

/** Docker's own config, adapted as `adaptEngineConfig` does, with limits on memory, CPU and processes. */
export function dockerConfig(): Config {
  const config = adaptEngineConfig('docker-20.10');
  config.hostname = 'docker-like';
  config.linux.resources = {
    ...config.linux.resources,
    memory: { limit: 67108864, swap: 134217728 },
    cpu: { shares: 512, quota: 50000, period: 100000 },
    pids: { limit: 64 },
  };
  return config;
}

export type EngineConfig = 'docker-20.10' | 'podman-4.3' | 'containerd-1.6';

/**
 * A config as an engine wrote it, with only what belongs to that engine's own run adapted: the
 * rootfs, the files it binds, its network hook, the cgroup's parent.
 */
export function adaptEngineConfig(name: EngineConfig): Config {
  const file = new URL(`../fixtures/configs/${name}.json`, import.meta.url);
  const config = JSON.parse(readFileSync(file, 'utf8')) as Config;
  config.root.path = 'rootfs';
  config.mounts = config.mounts.map((mount) =>
    mount.source?.startsWith('/srv/engine/')
      ? { ...mount, source: engineSource(mount.destination) }
      : mount,
  );
  delete config.hooks;
  delete config.linux.cgroupsPath;
  config.process.env = [
    ...config.process.env.filter((entry) => !entry.startsWith('PATH=')),
    'PATH=/bin',
  ];
  return config;
}

/** What stands for the file that the engine made for this destination: any file or directory serves. */
function engineSource(destination: string): string {
  return destination === '/dev/shm' ? '/dev/shm' : '/etc/hosts';
}

/** Sets a member by its path, as `linux.rootfsPropagation`, and what leads to it; undefined takes it away. */
export function setMember(config: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() as string;
  let at = config;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  if (value === undefined) delete at[last];
  else at[last] = value;
}
