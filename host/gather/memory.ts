// A machine in memory, for tests and for replaying what another machine looked like: paths and what stands there.
import type { Caller, FileType, HostReader } from './reader.ts';

export type MemoryMachine = {
  readonly files?: { readonly [path: string]: string | Uint8Array };
  /** What is there but is no file with contents. */
  readonly others?: { readonly [path: string]: FileType };
  readonly input?: string;
  /** Symbolic links, and what they say. */
  readonly links?: { readonly [path: string]: string };
  readonly caller?: Caller;
  readonly kernel?: { readonly machine: string; readonly release: string };
};

export const ROOT: Caller = {
  gid: 0,
  groups: [0],
  listenFds: 0,
  nested: false,
  notifySocket: null,
  runtimeDir: null,
  seccompReceiver: null,
  sessionBus: null,
  systemBus: null,
  uid: 0,
};

export function memoryReader(described: MemoryMachine): HostReader {
  const files = new Map(
    Object.entries(described.files ?? {}).map(([path, text]) => [
      path,
      typeof text === 'string' ? new TextEncoder().encode(text) : text,
    ]),
  );
  const others = new Map(Object.entries(described.others ?? {}));
  const typeAt = (path: string): FileType | undefined => {
    if (files.has(path)) return 'file';
    return others.get(path) ?? (namesIn(path).length > 0 ? 'directory' : undefined);
  };
  const namesIn = (path: string): string[] => {
    const prefix = path === '/' ? '/' : `${path}/`;
    const below = [...files.keys(), ...others.keys()].filter((known) => known.startsWith(prefix));
    return [...new Set(below.map((known) => known.slice(prefix.length).split('/', 1)[0] ?? ''))];
  };
  return {
    caller: () => described.caller ?? ROOT,
    descriptors: () => 0,
    kernel: () => described.kernel ?? { machine: 'x86_64', release: '6.1.0' },
    readFile: (path, limitBytes) => {
      const bytes = files.get(path);
      const type = typeAt(path);
      if (type === undefined) return { error: 'ENOENT' };
      if (bytes === undefined) return { error: `NOT_REGULAR:${type}` };
      return bytes.length > limitBytes ? { error: `TOO_LARGE:${bytes.length}` } : { bytes };
    },
    readInput: () => ({ bytes: new TextEncoder().encode(described.input ?? '') }),
    stat: (path) => {
      const type = typeAt(path);
      return type === undefined ? { error: 'ENOENT' } : { type };
    },
    findProgram: () => ({ error: 'ENOENT' }),
    readLink: (path) => {
      const target = described.links?.[path];
      if (target !== undefined) return { target };
      return { error: typeAt(path) === undefined ? 'ENOENT' : 'EINVAL' };
    },
    inode: (path) => {
      const index = [...files.keys(), ...others.keys()].indexOf(path);
      return index < 0 ? { error: 'ENOENT' } : { inode: index + 1 };
    },
    isWritable: (path) => typeAt(path) !== undefined,
    list: (path) => {
      const type = typeAt(path);
      if (type === undefined) return { error: 'ENOENT' };
      return type === 'directory' ? { entries: namesIn(path) } : { error: 'ENOTDIR' };
    },
  };
}
