// The plan against that of another config, or of the same on another host.
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { exactText } from '../exact.ts';
import { type ActionChange, diffPlans, type InputChange } from '../report/diff.ts';
import { describe } from '../report/plan.ts';
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

function Lines({
  before,
  after,
}: {
  readonly before: SeenPlan;
  readonly after: SeenPlan;
}): JSX.Element {
  const found = useMemo(
    () =>
      diffPlans(
        { plan: before.bytes, request: before.request },
        { plan: after.bytes, request: after.request },
      ),
    [before, after],
  );
  if (before.digest === after.digest) return <p class="none">The same plan, to the byte.</p>;
  const actions = found.actions.filter(({ change }) => change !== 'recaused');
  return (
    <>
      <h3>What was changed</h3>
      <ol class="difference">
        {found.inputs.map((one) => (
          <InputRow one={one} />
        ))}
      </ol>
      <h3>What that changes</h3>
      <p role="status">{countsOf(actions)}</p>
      <ol class="difference">
        {actions.map((one) => (
          <ActionRow one={one} />
        ))}
      </ol>
    </>
  );
}

const SIGNS = { added: '+', removed: '−', changed: '~', moved: '↕', recaused: '~' } as const;

function countsOf(actions: readonly ActionChange[]): string {
  if (actions.length === 0) return 'no action';
  return (['added', 'removed', 'changed', 'moved'] as const)
    .map((change) => [actions.filter((one) => one.change === change).length, change] as const)
    .filter(([count]) => count > 0)
    .map(([count, change]) => `${count} ${change}`)
    .join(', ');
}

function InputRow({ one }: { readonly one: InputChange }): JSX.Element {
  const change = !('before' in one) ? 'added' : 'after' in one ? 'changed' : 'removed';
  return (
    <li class={change}>
      <Sign change={change} /> {one.of} <b>{one.pointer}</b>{' '}
      {'before' in one ? <del>{exactText(one.before)}</del> : null}{' '}
      {'after' in one ? <ins>{exactText(one.after)}</ins> : null}
    </li>
  );
}

function ActionRow({ one }: { readonly one: ActionChange }): JSX.Element {
  const { change, kind, list, action, causes, fields } = one;
  return (
    <li class={change}>
      <Sign change={change} /> <b>{kind}</b> {describe(action)}{' '}
      <small>{list === 'child' ? 'container' : 'helper'}</small>
      {change === 'changed' || change === 'moved'
        ? fields.map((field) => (
            <div class="field">
              {field.field}: {'before' in field ? <del>{exactText(field.before)}</del> : null}{' '}
              {'after' in field ? <ins>{exactText(field.after)}</ins> : null}
            </div>
          ))
        : null}
      {causes.length === 0 ? null : <div class="field">because of {causes.join(', ')}</div>}
    </li>
  );
}

function Sign({ change }: { readonly change: ActionChange['change'] }): JSX.Element {
  return (
    <span class="sign" role="img" aria-label={change}>
      {SIGNS[change]}
    </span>
  );
}
