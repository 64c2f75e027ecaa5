// Which file imports which: read from the text of the import lines, types and import() included.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';

export const repository = join(import.meta.dirname, '..', '..');

/** Of a file (path from the repository's root): what it names in its imports, repository paths where they are ours. */
export type Graph = ReadonlyMap<string, readonly string[]>;

const TYPESCRIPT_IMPORT =
  /^(?:import|export|\})[^'\n]*\bfrom '([^'\n]+)'|\bimport\('([^'\n]+)'\)|^import '([^'\n]+)'/gm;
const C_INCLUDE = /^#\s*include\s+(["<])([^">]+)[">]/gm;

export function readText(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

export function filesBelow(folder: string, extensions: readonly string[]): string[] {
  return readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((path) => extensions.some((extension) => path.endsWith(extension)))
    .sort();
}

export function typescriptGraph(folder: string): Graph {
  const imports = (path: string): string[] =>
    [...readText(path).matchAll(TYPESCRIPT_IMPORT)].map(([, named, awaited, bare]) =>
      resolve(path, named ?? awaited ?? bare ?? ''),
    );
  return new Map(filesBelow(folder, ['.ts', '.tsx']).map((path) => [path, imports(path)]));
}

/** System headers keep their angle brackets. */
export function cGraph(folder: string): Graph {
  const includes = (path: string): string[] =>
    [...readText(path).matchAll(C_INCLUDE)].map(([, mark, name]) => {
      if (mark === '<') return `<${name}>`;
      const beside = normalize(join(dirname(path), name ?? ''));
      if (existsSync(join(repository, beside))) return beside;
      const ours = `${folder}/${name}`;
      return existsSync(join(repository, ours)) ? ours : `generated/c/${name}`;
    });
  return new Map(filesBelow(folder, ['.c', '.h']).map((path) => [path, includes(path)]));
}

/** AssemblyScript leaves the extension out. */
function resolve(path: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const target = relative(repository, join(repository, dirname(path), name));
  return existsSync(join(repository, `${target}.ts`)) ? `${target}.ts` : target;
}

/** Every way round, each once, as a chain that ends where it begins. */
export function cycles(graph: Graph): string[] {
  const found = new Set<string>();
  const done = new Set<string>();
  const visit = (path: string, chain: readonly string[]): void => {
    const at = chain.indexOf(path);
    if (at >= 0) {
      found.add([...chain.slice(at), path].join(' -> '));
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) {
      if (graph.has(next)) visit(next, [...chain, path]);
    }
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return [...found];
}
