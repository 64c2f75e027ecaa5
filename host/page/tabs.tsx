// Views, one at a time: arrow keys move between them, as the ARIA authoring practices have it.
import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';

type Properties = { readonly tabs: readonly (readonly [string, () => JSX.Element])[] };

/** It stands for all pages that were opened since: a plan that comes and goes does not change the view. */
let chosen = 0;

export function Tabs({ tabs }: Properties): JSX.Element {
  const [at, setAt] = useState(chosen);
  const list = useRef<HTMLDivElement>(null);
  const choose = (index: number): void => {
    chosen = (index + tabs.length) % tabs.length;
    setAt(chosen);
    (list.current?.children[chosen] as HTMLElement | undefined)?.focus();
  };
  const moves: Readonly<Record<string, () => number>> = {
    ArrowRight: () => at + 1,
    ArrowLeft: () => at - 1,
    Home: () => 0,
    End: () => tabs.length - 1,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    choose(move());
  };
  const [name = '', view] = tabs[at] ?? [];
  return (
    <div class="views">
      <div
        class="tabs"
        role="tablist"
        aria-label="Views of the plan"
        ref={list}
        onKeyDown={onKeyDown}
      >
        {tabs.map(([title], index) => (
          <button
            type="button"
            role="tab"
            id={`tab-${index}`}
            aria-selected={index === at}
            aria-controls="view"
            tabIndex={index === at ? 0 : -1}
            onClick={() => choose(index)}
          >
            {title}
          </button>
        ))}
      </div>
      <div class="view" role="tabpanel" id="view" aria-labelledby={`tab-${at}`} key={name}>
        {view?.()}
      </div>
    </div>
  );
}
