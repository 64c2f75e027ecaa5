// The digest, which is the plan's name, and the same question as a command line.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Shown } from './session.ts';

type Properties = {
  readonly shown: Shown;
  readonly isFresh: boolean;
  readonly commandLine: string;
  /** Where the config is not yet, and the command line looks for it. */
  readonly unsaved: string | undefined;
};

export function Summary({ shown, isFresh, commandLine, unsaved }: Properties): JSX.Element {
  const { plan } = shown.seen;
  return (
    <div class={isFresh ? 'summary' : 'summary stale'} aria-busy={!isFresh}>
      <div class="digest" role="status">
        <span class="digest-name">sha256</span>
        <output name="digest">{plan?.digest ?? 'no plan, no digest'}</output>
        {plan === undefined ? null : <Copy text={plan.digest} what="digest" />}
      </div>
      <p class="counts">
        {plan === undefined
          ? 'nothing would be done'
          : `${plan.actions.length} actions of ${kindsOf(plan.actions)} kinds, ${childrenOf(plan.actions)} of them by the container's own process`}
      </p>
      <div class="again">
        <code>{commandLine}</code>
        <Copy text={commandLine} what="command line" />
      </div>
      {plan === undefined || unsaved === undefined ? null : (
        <p class="unsaved">
          The same digest once the configuration is saved as <code>{unsaved}</code>.
        </p>
      )}
    </div>
  );
}

type Actions = NonNullable<Shown['seen']['plan']>['actions'];

function kindsOf(actions: Actions): number {
  return new Set(actions.map(({ action }) => action.do)).size;
}

function childrenOf(actions: Actions): number {
  return actions.filter(({ isChild }) => isChild).length;
}

function Copy({ text, what }: { readonly text: string; readonly what: string }): JSX.Element {
  const [isDone, setDone] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return (
    <button type="button" class="copy" aria-label={`Copy the ${what}`} onClick={() => void copy()}>
      {isDone ? 'copied' : 'copy'}
    </button>
  );
}
