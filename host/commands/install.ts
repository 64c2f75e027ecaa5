// `lading install` and `lading uninstall`: the configuration that makes a container engine know lading, printed, or
// with --write made. What was there before stays as it was.
import { join } from 'node:path';
import process from 'node:process';
import { builtFile } from '../built.ts';
import { LadingError, whyUnread } from '../errors.ts';
import type { HostReader } from '../gather/reader.ts';
import { installFile, removeFile } from '../output.ts';
import type { Context } from './context.ts';

const CONFIG_LIMIT_BYTES = 1024 * 1024;

type Place = {
  readonly path: string;
  /** The file's text with lading in it, or without; undefined: the file has no other purpose. */
  readonly render: (old: string | undefined, isWanted: boolean) => string | undefined;
  /** The program that the file names as lading. */
  readonly find: (text: string) => string | undefined;
  /** What else has to be done, for people. */
  readonly advice: string;
};

type Engine = (native: string, isUser: boolean) => Place;

const ENGINES: ReadonlyMap<string, Engine> = new Map<string, Engine>([
  ['podman', placeForPodman],
  ['containerd', placeForContainerd],
  ['docker', placeForDocker],
]);

export async function runInstall({
  command,
  options,
  operands,
  reader,
  print,
}: Context): Promise<number> {
  const [name = ''] = operands;
  const engine = ENGINES.get(name);
  if (engine === undefined) {
    throw bad(`expected one of ${[...ENGINES.keys()].join(', ')}, found ${name}`);
  }
  const isWanted = command === 'install';
  const native = builtFile('lading-oci');
  const { path, render, find, advice } = engine(native, options.user === true);
  const old = readOld(path, reader);
  const there = old === undefined ? undefined : find(old);
  const text = render(old, isWanted);
  const isWriting = options.write === true;
  if (!isWanted && there !== native) {
    // Somebody else's lading, or none.
    const why = there === undefined ? '' : `, it names ${there}`;
    print(`${path}: nothing to do${why}\n`);
  } else if (text === undefined) {
    if (isWriting) removeFile(path);
    print(`${path}: ${isWriting ? 'removed' : 'to be removed'}\n`);
  } else {
    const replaces = isWanted && there !== undefined && there !== native ? there : undefined;
    const what = replaces === undefined ? '' : `, replaces ${replaces}`;
    if (!isWriting) print(`${path}${what}:\n\n${text}\n`);
    else if (text === old) print(`${path}: nothing to do\n`);
    else {
      installFile(path, text);
      print(`${path}: written${what}\n`);
    }
  }
  if (isWanted) print(`${advice}\n`);
  return 0;
}

function readOld(path: string, reader: HostReader): string | undefined {
  const found = reader.readFile(path, CONFIG_LIMIT_BYTES);
  if ('bytes' in found) return new TextDecoder().decode(found.bytes);
  if (found.error === 'ENOENT') return undefined;
  throw bad(`${path}: ${whyUnread(found.error)}`);
}

/** containers.conf(5): every file of the folder is read. */
function placeForPodman(native: string, isUser: boolean): Place {
  const folder = isUser ? join(userConfig(), 'containers') : '/etc/containers';
  return {
    path: join(folder, 'containers.conf.d', 'lading.conf'),
    render: (_, isWanted) =>
      isWanted ? `[engine.runtimes]\nlading = [${quote(native)}]\n` : undefined,
    find: (text) => unquote(/^lading = \[(".*")\]/m.exec(text)?.[1]),
    advice: 'then: podman --runtime lading run …',
  };
}

/** containerd-config.toml(5), version 2; containerd 2 still reads it. The runc shim calls what BinaryName names. */
function placeForContainerd(native: string, isUser: boolean): Place {
  const folder = isUser ? join(userConfig(), 'containerd') : '/etc/containerd';
  const table = 'plugins."io.containerd.grpc.v1.cri".containerd.runtimes.lading';
  const path = join(folder, 'conf.d', 'lading.toml');
  const lines = [
    'version = 2',
    '',
    `[${table}]`,
    'runtime_type = "io.containerd.runc.v2"',
    '',
    `[${table}.options]`,
    `BinaryName = ${quote(native)}`,
    '',
  ];
  return {
    path,
    render: (_, isWanted) => (isWanted ? lines.join('\n') : undefined),
    find: (text) => unquote(/^BinaryName = (".*")/m.exec(text)?.[1]),
    advice: `then: imports = [${quote(join(folder, 'conf.d', '*.toml'))}] at the head of ${join(folder, 'config.toml')}, and restart containerd`,
  };
}

/** dockerd(8): one file, which others write to, too. */
function placeForDocker(native: string, isUser: boolean): Place {
  const path = isUser ? join(userConfig(), 'docker', 'daemon.json') : '/etc/docker/daemon.json';
  return {
    path,
    render: (old, isWanted) => {
      const { runtimes, ...rest } = parseObject(path, old ?? '{}');
      const { lading: _, ...others } = isObject(runtimes) ? runtimes : {};
      const all = isWanted ? { ...others, lading: { path: native } } : others;
      const kept = Object.keys(all).length === 0 ? rest : { ...rest, runtimes: all };
      if (Object.keys(kept).length === 0) return undefined;
      return `${JSON.stringify(kept, null, 2)}\n`;
    },
    find: (text) => {
      const { runtimes } = parseObject(path, text);
      const lading = isObject(runtimes) ? runtimes.lading : undefined;
      return isObject(lading) && typeof lading.path === 'string' ? lading.path : undefined;
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

function parseObject(path: string, text: string): { readonly [key: string]: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch {
    // told below
  }
  throw bad(`${path}: expected a JSON object; it is left as it is`);
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

function bad(message: string): LadingError {
  return new LadingError({ code: 'install', message });
}
