// The plan against that of another config, or of the same on another host.
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { compareLines } from './compare-lines.ts';
import { CAPTURED, type Seen, type SeenPlan, type Session, type Shown } from './session.ts';

type Properties = { readonly session: Session; readonly shown: Shown };

export function Difference({ session, shown }: Properties): JSX.Element {
  const [other, setOther] = useState(shown.question);
  const seen = useMemo((): Seen => session.see(other), [other]);
  const plan = shown.seen.plan as SeenPlan;
  return (
    <div class="compare">
      <div class="bar">
        <label>
          with the plan on
          <select
            name="other-host"
            value={other.host}
            onChange={(event) => setOther({ ...other, host: event.currentTarget.value })}
          >
            {session.hosts.map((name) => (
              <option key={name} value={name}>
                {name === CAPTURED ? 'as this page was made for' : name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={() => setOther(shown.question)}>
          Take the config as it is now
        </button>
      </div>
      <details>
        <summary>The other config.json</summary>
        <textarea
          class="other"
          aria-label="the other config.json"
          spellcheck={false}
          wrap="off"
          value={other.config}
          onInput={(event) => setOther({ ...other, config: event.currentTarget.value })}
        />
      </details>
      {seen.plan === undefined ? (
        <p class="none">
          The other config has no plan:{' '}
          {seen.problems.find((one) => one.severity === 'error')?.message}
        </p>
      ) : (
        <Lines before={seen.plan} after={plan} />
      )}
    </div>
  );
}

const WORDS = { '+': 'only here', '-': 'only there', '=': 'in both' } as const;

function Lines({
  before,
  after,
}: {
  readonly before: SeenPlan;
  readonly after: SeenPlan;
}): JSX.Element {
  const lines = useMemo(() => compareLines(textsOf(before), textsOf(after)), [before, after]);
  const changed = lines.filter(({ mark }) => mark !== '=');
  if (before.digest === after.digest) return <p class="none">The same plan, to the byte.</p>;
  return (
    <>
      <p role="status">
        {changed.filter(({ mark }) => mark === '+').length} actions only here,{' '}
        {changed.filter(({ mark }) => mark === '-').length} only there,{' '}
        {lines.length - changed.length} the same
      </p>
      <ol class="difference">
        {changed.map(({ mark, text }) => (
          <li class={mark === '+' ? 'added' : 'removed'}>
            <span class="sign" role="img" aria-label={WORDS[mark]}>
              {mark === '+' ? '+' : '−'}
            </span>
            {text}
          </li>
        ))}
      </ol>
    </>
  );
}

function textsOf({ actions }: SeenPlan): string[] {
  return actions.map(({ action: { do: kind, child: _, actions: __, ...fields }, isChild }) =>
    [isChild ? `> ${kind}` : kind, ...Object.entries(fields).map(fieldOf)].join(' '),
  );
}

/** Whole: a difference may be in the last byte of it. */
function fieldOf([name, value]: readonly [string, unknown]): string {
  const text = JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? `${member}` : member,
  );
  return `${name}=${text}`;
}
