// The container's file system as a tree.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { type Layer, mountTree, type Place } from './mount-tree.ts';
import type { SeenPlan } from './session.ts';

type Properties = { readonly plan: SeenPlan; readonly onFrom: (from: string) => void };

export function Mounts({ plan, onFrom }: Properties): JSX.Element {
  const root = useMemo(() => mountTree(plan.actions), [plan]);
  return (
    <ul class="tree">
      <Branch place={root} onFrom={onFrom} />
    </ul>
  );
}

function Branch({
  place,
  onFrom,
}: {
  readonly place: Place;
  readonly onFrom: (from: string) => void;
}): JSX.Element {
  return (
    <li>
      <div class="place">
        <code class="name" title={place.path}>
          {place.name}
        </code>
        {place.layers.map((layer) => (
          <LayerChip layer={layer} onFrom={onFrom} />
        ))}
      </div>
      {place.below.length === 0 ? null : (
        <ul>
          {place.below.map((below) => (
            <Branch key={below.path} place={below} onFrom={onFrom} />
          ))}
        </ul>
      )}
    </li>
  );
}

function LayerChip({
  layer,
  onFrom,
}: {
  readonly layer: Layer;
  readonly onFrom: (from: string) => void;
}): JSX.Element {
  const { from = '', what, source, words, number } = layer;
  return (
    <button
      type="button"
      class={`layer ${what}`}
      title={`action ${number}, ${from}`}
      onClick={() => onFrom(from)}
    >
      <b>{what}</b>
      {source === '' || source === what ? null : <span class="source">{source}</span>}
      {words.map((word) => (
        <span class="word">{word}</span>
      ))}
    </button>
  );
}
