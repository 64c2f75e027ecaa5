// Where the container engines look for their runtimes, and what lading writes there. What is not lading's own is
// never rewritten unless all of it can be kept.
import { join } from 'node:path';
import process from 'node:process';
import { LadingError } from '../errors.ts';
import { parseExact } from '../exact.ts';

export type Place = {
  readonly path: string;
  /**
   * The file's text with lading in it, or without; undefined: the file has no other purpose. Throws when it holds what
   * would be lost.
   */
  readonly render: (old: string | undefined, isWanted: boolean) => string | undefined;
  /** The program that the file names as lading, or what it says of it. */
  readonly find: (text: string) => string | undefined;
  /** What else has to be done, for people. */
  readonly advice: string;
};

type Engine = (native: string, isUser: boolean) => Place;

export const ENGINES: ReadonlyMap<string, Engine> = new Map<string, Engine>([
  ['podman', placeForPodman],
  ['containerd', placeForContainerd],
  ['docker', placeForDocker],
]);

/** A file that lading alone writes. `textFor`: all of it, for a program. */
function ownFile(
  path: string,
  native: string,
  textFor: (program: string) => string,
  name: RegExp,
): Pick<Place, 'path' | 'render' | 'find'> {
  const find = (text: string): string | undefined => unquote(name.exec(text)?.[1]);
  return {
    path,
    find,
    render: (old = '', isWanted) => {
      const there = find(old);
      if (old.trim() !== '' && (there === undefined || old !== textFor(there)))
        throw bad(`${path}: holds more than lading writes, and is left as it is: edit it by hand`);
      return isWanted ? textFor(native) : undefined;
    },
  };
}

/** containers.conf(5): every file of the folder is read. */
function placeForPodman(native: string, isUser: boolean): Place {
  const folder = isUser ? join(userConfig(), 'containers') : '/etc/containers';
  const path = join(folder, 'containers.conf.d', 'lading.conf');
  const textFor = (program: string): string => `[engine.runtimes]\nlading = [${quote(program)}]\n`;
  return {
    ...ownFile(path, native, textFor, /^lading = \[(".*")\]/m),
    advice: 'then: podman --runtime lading run …',
  };
}

/** containerd-config.toml(5), version 2; containerd 2 still reads it. The runc shim calls what BinaryName names. */
function placeForContainerd(native: string, isUser: boolean): Place {
  const folder = isUser ? join(userConfig(), 'containerd') : '/etc/containerd';
  const table = 'plugins."io.containerd.grpc.v1.cri".containerd.runtimes.lading';
  const path = join(folder, 'conf.d', 'lading.toml');
  const config = join(folder, 'config.toml');
  const textFor = (program: string): string =>
    [
      'version = 2',
      '',
      `[${table}]`,
      'runtime_type = "io.containerd.runc.v2"',
      '',
      `[${table}.options]`,
      `BinaryName = ${quote(program)}`,
      '',
    ].join('\n');
  return {
    ...ownFile(path, native, textFor, /^BinaryName = (".*")/m),
    advice: [
      `then, for containerd 2: imports = [${quote(join(folder, 'conf.d', '*.toml'))}] at the head of ${config};`,
      // It takes an imported plugin's section for all of it (mergeConfig of its services/server/config).
      `for containerd 1, which would forget the rest of its CRI section: both tables into ${config} itself;`,
      'restart containerd',
    ].join('\n'),
  };
}

/** dockerd(8): one file, which others write to, too. */
function placeForDocker(native: string, isUser: boolean): Place {
  const path = isUser ? join(userConfig(), 'docker', 'daemon.json') : '/etc/docker/daemon.json';
  return {
    path,
    render: (old, isWanted) => {
      const { runtimes = {}, ...rest } = parseObject(path, old);
      if (!isObject(runtimes))
        throw bad(`${path}: expected an object at /runtimes; it is left as it is`);
      if (!isWanted && rest['default-runtime'] === 'lading')
        throw bad(
          `${path}: lading is the default-runtime, without which docker would not start: change that first`,
        );
      const { lading, ...others } = runtimes;
      // Arguments that somebody gave it stay; one of another kind is replaced.
      const own = isObject(lading) && 'path' in lading ? lading : {};
      const all = isWanted ? { ...others, lading: { ...own, path: native } } : others;
      const kept = Object.keys(all).length === 0 ? rest : { ...rest, runtimes: all };
      if (Object.keys(kept).length === 0) return undefined;
      return `${JSON.stringify(kept, null, 2)}\n`;
    },
    find: (text) => {
      const { runtimes } = parseObject(path, text);
      const lading = isObject(runtimes) ? runtimes.lading : undefined;
      if (isObject(lading) && typeof lading.path === 'string') return lading.path;
      return lading === undefined ? undefined : JSON.stringify(lading);
    },
    advice: 'then: restart docker; docker run --runtime lading …',
  };
}

function userConfig(): string {
  const { XDG_CONFIG_HOME, HOME } = process.env;
  if (XDG_CONFIG_HOME) return XDG_CONFIG_HOME;
  if (HOME) return join(HOME, '.config');
  throw bad('--user needs $XDG_CONFIG_HOME or $HOME');
}

function parseObject(path: string, text = ''): { readonly [key: string]: unknown } {
  const value = parse(text.trim() === '' ? '{}' : text);
  if (!isObject(value)) throw bad(`${path}: expected a JSON object; it is left as it is`);
  if (holdsBigint(value))
    throw bad(`${path}: holds a number that would not stay exact; it is left as it is`);
  return value;
}

function parse(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined; // told by the caller
  }
}

function holdsBigint(value: unknown): boolean {
  if (typeof value === 'bigint') return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsBigint);
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** TOML's basic strings are JSON's as far as paths go. */
function quote(text: string): string {
  return JSON.stringify(text);
}

function unquote(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : String(JSON.parse(text));
  } catch {
    return text;
  }
}

export function bad(message: string): LadingError {
  return new LadingError({ code: 'install', message });
}
