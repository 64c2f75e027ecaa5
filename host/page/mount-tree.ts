// What a container sees of its file system: the targets of a plan's actions, as a tree of paths.
import type { Action, NumberedAction } from '../report/actions.ts';

export type Place = {
  /** The path's last component; `/` for the root. */
  readonly name: string;
  readonly path: string;
  /** What was done there, in order: a later mount covers an earlier one. */
  readonly layers: readonly Layer[];
  readonly below: readonly Place[];
};

export type Layer = {
  readonly number: number;
  readonly what: string;
  readonly source: string;
  readonly words: readonly string[];
  readonly from: string | undefined;
};

type Node = { name: string; path: string; layers: Layer[]; below: Map<string, Node> };

/** Where a kind of action acts, and what stands there afterwards. */
type Kind = { readonly at: string; readonly what: (action: Action) => string };

const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['root.bind', { at: '/', what: () => 'root' }],
  ['root.open', { at: '/', what: () => 'root' }],
  ['root.readonly', { at: '/', what: () => 'read-only' }],
  ['mount.fs', { at: 'target', what: ({ type }) => `${type}` }],
  ['mount.bind', { at: 'target', what: () => 'bind' }],
  ['mount.attributes', { at: 'target', what: () => 'changed' }],
  ['path.mask', { at: 'path', what: () => 'masked' }],
  ['path.readonly', { at: 'path', what: () => 'read-only' }],
  ['device.create', { at: 'path', what: () => 'device' }],
  ['device.bind', { at: 'path', what: () => 'device' }],
  ['symlink.create', { at: 'path', what: () => 'link' }],
]);

const LISTS = ['attributes', 'set', 'recursiveSet', 'clear', 'data'] as const;

export function mountTree(actions: readonly NumberedAction[]): Place {
  const root: Node = { name: '/', path: '/', layers: [], below: new Map() };
  for (const { action, number, isChild } of actions) {
    const kind = KINDS.get(action.do);
    if (kind === undefined || !isChild) continue;
    const path = kind.at === '/' ? '/' : `${action[kind.at]}`;
    nodeAt(root, path).layers.push({
      number,
      what: kind.what(action),
      source: sourceOf(action),
      words: wordsOf(action),
      from: action.from,
    });
  }
  return placeOf(root);
}

function nodeAt(root: Node, path: string): Node {
  let node = root;
  for (const name of path.split('/').filter((part) => part !== '')) {
    const known = node.below.get(name);
    const next: Node = known ?? {
      name,
      path: `${node.path === '/' ? '' : node.path}/${name}`,
      layers: [],
      below: new Map(),
    };
    node.below.set(name, next);
    node = next;
  }
  return node;
}

function placeOf({ name, path, layers, below }: Node): Place {
  return { name, path, layers, below: [...below.values()].map(placeOf) };
}

function sourceOf(action: Action): string {
  if (action.do === 'symlink.create') return `→ ${action.target}`;
  if (action.do === 'device.create') return `${action.type} ${action.major}:${action.minor}`;
  if (action.do === 'root.bind') return `${action.path}`;
  return action.source === undefined ? '' : `${action.source}`;
}

function wordsOf(action: Action): string[] {
  const listed = LISTS.flatMap((name) => {
    const words = action[name];
    return Array.isArray(words)
      ? words.map((word) => (name === 'clear' ? `-${word}` : `${word}`))
      : [];
  });
  const propagation = action.propagation === undefined ? [] : [`${action.propagation}`];
  return [...listed, ...propagation, ...(action.recursive === true ? ['recursive'] : [])];
}
