// The commands that `plan` takes: typed, each with what belongs to it and nothing else. Pure: where there are files, a
// path may stand for what one holds; where there are none, `File` is never.
import type { LinuxResources, Mount, Process } from '../../generated/host/config.ts';
import type { Diagnostic } from '../../generated/host/response.ts';
import { type DryRequest, LATER_COMMANDS } from '../commands/planned.ts';
import type { Options, OptionValue } from '../engine/call.ts';

/** Mounts as config.json has them: a list of them is what the command takes, and `remove` looks at the destinations. */
export type MountList = readonly (Pick<Mount, 'destination'> & Partial<Mount>)[];

/** Of what leaves a record, or copies some. */
export type Redacted = {
  /** Environment and arguments are digests in it; a container that is only planned is made so, too. */
  readonly redact?: boolean;
};

export type ExecOptions<File> = Redacted & {
  readonly command: 'exec';
  /** The program and its arguments; with `process`, nothing. */
  readonly args?: readonly string[];
  /** The process as config.json has it, in place of all that follows but `detach`, `tty`, `pidFile` and the sockets. */
  readonly process?: Process | File;
  readonly detach?: boolean;
  readonly tty?: boolean;
  /** By numbers, `uid` or `uid:gid`; the container's by default. */
  readonly user?: string;
  readonly additionalGids?: readonly (string | number)[];
  readonly cwd?: string;
  /** `NAME=value`, beside the container's own. */
  readonly env?: readonly string[];
  /** In place of the container's. */
  readonly cap?: readonly string[];
  readonly noNewPrivs?: boolean;
  readonly apparmor?: string;
  readonly processLabel?: string;
  /** One below the container's. */
  readonly cgroup?: string;
  readonly pidFile?: string;
  readonly consoleSocket?: string;
  readonly pidfdSocket?: string;
  readonly preserveFds?: number;
  readonly ignorePaused?: boolean;
};

/** A number, or as the command line takes it: `256m`, `-1` for no limit. */
type Amount = string | number;

export type UpdateOptions<File> = {
  readonly command: 'update';
  /** As /linux/resources in config.json; nothing else of these is looked at then. */
  readonly resources?: LinuxResources | File;
  readonly blkioWeight?: Amount;
  readonly cpuBurst?: Amount;
  readonly cpuIdle?: Amount;
  readonly cpuPeriod?: Amount;
  readonly cpuQuota?: Amount;
  readonly cpuRtPeriod?: Amount;
  readonly cpuRtRuntime?: Amount;
  readonly cpuShare?: Amount;
  readonly cpusetCpus?: string;
  readonly cpusetMems?: string;
  readonly kernelMemory?: Amount;
  readonly kernelMemoryTcp?: Amount;
  readonly memory?: Amount;
  readonly memoryReservation?: Amount;
  readonly memorySwap?: Amount;
  readonly pidsLimit?: Amount;
  readonly l3CacheSchema?: string;
  readonly memBwSchema?: string;
};

/** What a dump and the restoring of it are both told. */
export type CriuOptions = {
  /** The directory of the images. */
  readonly imagePath: string;
  /** Of criu's log and statistics; that of the images by default. */
  readonly workPath?: string;
  readonly tcpEstablished?: boolean;
  readonly extUnixSk?: boolean;
  readonly shellJob?: boolean;
  readonly fileLocks?: boolean;
  readonly networkLock?: 'iptables' | 'nftables' | 'skip';
  readonly manageCgroupsMode?: 'soft' | 'ignore' | 'full' | 'strict';
  readonly emptyNs?: 'network';
};

export type RestoreOptions = CriuOptions &
  Redacted & {
    readonly command: 'restore';
    readonly tcpClose?: boolean;
    readonly lsmProfile?: string;
    readonly lsmMountContext?: string;
    readonly detach?: boolean;
    readonly pidFile?: string;
    readonly consoleSocket?: string;
  };

/** `File`: what may stand for the contents of a file; `never` where there are none. */
export type LaterCommand<File> =
  | { readonly command: 'start' | 'pause' | 'resume' }
  | { readonly command: 'kill'; readonly signal?: string | number; readonly all?: boolean }
  | (Redacted & {
      readonly command: 'delete';
      readonly force?: boolean;
      readonly keepRecord?: string;
    })
  | ExecOptions<File>
  | UpdateOptions<File>
  | {
      readonly command: 'mounts';
      readonly verb: 'add' | 'remove';
      readonly mounts: MountList | File;
    }
  | (CriuOptions & {
      readonly command: 'checkpoint';
      /** It runs on; without it, it is ended and deleted. */
      readonly leaveRunning?: boolean;
      /** An earlier pre-dump, from the directory of the images. */
      readonly parentPath?: string;
      readonly preDump?: boolean;
    });

/** How a container is made. */
export type Making<File> = {
  /** The configuration (default: config.json in the bundle). */
  readonly config?: File;
  readonly noPivot?: boolean;
  readonly noNewKeyring?: boolean;
};

/** What makes a container of a bundle, and what would then be done to that container. */
export type BundleCommand<File> =
  | (Making<File> &
      Redacted & {
        readonly command?: 'create';
        readonly pidFile?: string;
        readonly consoleSocket?: string;
      })
  | (Making<File> &
      Redacted & {
        readonly command: 'run';
        readonly pidFile?: string;
        readonly consoleSocket?: string;
        readonly detach?: boolean;
        readonly keep?: boolean;
        /** Directory in which the records are kept when the state goes. */
        readonly keepRecord?: string;
      })
  | RestoreOptions
  | (Making<File> & LaterCommand<File>);

export type Planned = {
  /** The canonical bytes: hash, store or carry out these, and never a re-written form of them. */
  readonly bytes: Uint8Array;
  /** Their SHA-256, in hex. */
  readonly digest: string;
  /** What the engine made it of: with the engine it gives the same bytes, for ever. */
  readonly request: Uint8Array;
  readonly warnings: readonly Diagnostic[];
};

type Asked = Pick<DryRequest, 'command' | 'options' | 'texts' | 'create'>;

/** What is made of a path, where there is a current folder. */
type Absolute = (path: string) => string;

const AS_IT_IS: Absolute = (path) => path;

const MAKING: readonly string[] = ['config', 'noPivot', 'noNewKeyring'];

/** `common`: the options of every command, the container's name among them. */
export function requestOfBundle(
  common: Options,
  bundle: string,
  { command = 'create', ...given }: BundleCommand<string>,
  absolute = AS_IT_IS,
): Asked {
  const making = { ...common, bundle };
  if (!LATER_COMMANDS.includes(command)) {
    return { command, options: { ...making, ...optionsOf(given, absolute) } };
  }
  const chosen = (isWanted: (name: string) => boolean): object =>
    Object.fromEntries(Object.entries(given).filter(([name]) => isWanted(name)));
  const own = chosen((name) => !MAKING.includes(name));
  const made = chosen((name) => MAKING.includes(name) || name === 'redact');
  return {
    ...requestOfLiving(common, { ...own, command } as LaterCommand<string>, absolute),
    create: { ...making, ...optionsOf(made, absolute) },
  };
}

export function requestOfLiving(
  common: Options,
  { command, ...given }: LaterCommand<string>,
  absolute = AS_IT_IS,
): Asked {
  return {
    command,
    options: { ...common, ...optionsOf(given, absolute) },
    texts: Object.fromEntries(
      Object.entries(given)
        .filter(([name, value]) => FILES.has(name) && isContents(value))
        .map(([name, value]) => [name, { text: JSON.stringify(value) }]),
    ),
  };
}

const PATHS: readonly string[] = [
  ...['config', 'keepRecord', 'pidFile', 'consoleSocket', 'pidfdSocket', 'imagePath', 'workPath'],
];

/** The engine's inputs that are files, and its options that name them. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['process', 'process'],
  ['resources', 'resources'],
  ['mounts', 'file'],
]);

function isContents(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** As the engine takes them, which is as the command line gives them: what is not given, or denied, is not there. */
function optionsOf(given: object, absolute: Absolute): Options {
  const options = Object.entries(given)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([name, value]: [string, unknown]) => [
      FILES.get(name) ?? name,
      optionOf(name, value, absolute),
    ]);
  return Object.fromEntries(options);
}

function optionOf(name: string, value: unknown, absolute: Absolute): OptionValue {
  // A file that need not be there goes by the name of what is in it.
  if (FILES.has(name)) return isContents(value) ? name : absolute(`${value}`);
  if (PATHS.includes(name)) return absolute(`${value}`);
  if (name === 'tty') return ''; // a word is only for denying it
  if (Array.isArray(value)) return value.map((word) => `${word}`);
  if (typeof value === 'boolean') return value;
  return name === 'preserveFds' ? Number(value) : `${value}`;
}
