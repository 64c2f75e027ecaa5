// The page's name, the engine that is in it, and its colours.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const SCHEMES = ['auto', 'light', 'dark'] as const;
type Scheme = (typeof SCHEMES)[number];
const MARKS: Readonly<Record<Scheme, string>> = { auto: '◐', light: '☀', dark: '☾' };

export function Header({ engineDigest }: { readonly engineDigest: string }): JSX.Element {
  const [scheme, setScheme] = useState<Scheme>('auto');
  useEffect(() => {
    document.documentElement.dataset.scheme = scheme;
  }, [scheme]);
  const next = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length] as Scheme;
  return (
    <header>
      <h1>
        <span class="mark" aria-hidden="true">
          ⚓
        </span>
        lading
      </h1>
      <p class="tagline">everything a container runtime is about to do, before it does any of it</p>
      <p class="engine" title={`engine.wasm, sha256 ${engineDigest}`}>
        engine <code>{engineDigest.slice(0, 12)}</code>
      </p>
      <button
        type="button"
        class="scheme"
        aria-label={`Colours: ${scheme}. Change to ${next}`}
        title={`Colours: ${scheme}`}
        onClick={() => setScheme(next)}
      >
        {MARKS[scheme]}
      </button>
    </header>
  );
}
