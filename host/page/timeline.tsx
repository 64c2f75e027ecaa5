// The plan from its first action to its last: the helper on the left, the container's own process on the right, in the
// order in which they take turns. Neighbours of one phase stand together.
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import type { NumberedAction } from '../report/actions.ts';
import { describe } from '../report/plan.ts';
import type { LineFinder } from '../report/pointer.ts';
import type { SeenPlan } from './session.ts';

type Properties = {
  readonly plan: SeenPlan;
  readonly lineOf: LineFinder;
  readonly onFrom: (from: string) => void;
};

type Block = {
  readonly phase: string;
  readonly isChild: boolean;
  readonly actions: readonly NumberedAction[];
};

export function Timeline({ plan, lineOf, onFrom }: Properties): JSX.Element {
  const [wanted, setWanted] = useState('');
  const blocks = useMemo(
    () => blocksOf(plan.actions.filter((one) => matches(one, wanted))),
    [plan, wanted],
  );
  return (
    <div>
      <p class="bar">
        <input
          type="search"
          aria-label="Search the actions"
          placeholder="Search: mount, /dev, CAP_…"
          value={wanted}
          onInput={(event) => setWanted(event.currentTarget.value)}
        />
      </p>
      <div class="lanes" aria-hidden="true">
        <span>helper</span>
        <span>container</span>
      </div>
      <ol class="timeline">
        {blocks.map((block) => (
          <li class={block.isChild ? 'block child' : 'block'} data-phase={block.phase}>
            <h3>
              {block.phase}
              <span class="lane">{block.isChild ? 'container' : 'helper'}</span>
            </h3>
            <ol>
              {block.actions.map((one) => (
                <ActionRow one={one} line={lineOf(one.action.from ?? '')} onFrom={onFrom} />
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {blocks.length === 0 ? <p class="none">No action has “{wanted}” in it.</p> : null}
    </div>
  );
}

function matches({ action }: NumberedAction, wanted: string): boolean {
  const words = wanted.toLowerCase().split(' ');
  const text = `${action.do} ${describe(action)} ${action.from ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

function blocksOf(actions: readonly NumberedAction[]): Block[] {
  const blocks: { phase: string; isChild: boolean; actions: NumberedAction[] }[] = [];
  for (const one of actions) {
    const phase = ACTION_KINDS.get(one.action.do)?.phase ?? 'other';
    const last = blocks.at(-1);
    if (last?.phase === phase && last.isChild === one.isChild) last.actions.push(one);
    else blocks.push({ phase, isChild: one.isChild, actions: [one] });
  }
  return blocks;
}

type RowProperties = {
  readonly one: NumberedAction;
  readonly line: number | undefined;
  readonly onFrom: (from: string) => void;
};

function ActionRow({ one, line, onFrom }: RowProperties): JSX.Element {
  const { action, number } = one;
  const { from, note } = action;
  return (
    <li class="action">
      <details>
        <summary>
          <span class="number">{number}</span>
          <span class="what">
            <b>{action.do}</b> <span class="phrase">{describe(action)}</span>
          </span>
          {note === undefined ? null : <span class="note">{note}</span>}
        </summary>
        <ActionFields one={one} />
      </details>
      {from === undefined ? null : (
        <button
          type="button"
          class="from"
          disabled={line === undefined}
          title={line === undefined ? 'not a place in config.json' : `line ${line} of config.json`}
          onClick={() => onFrom(from)}
        >
          {from}
          {line === undefined ? '' : `:${line}`}
        </button>
      )}
    </li>
  );
}

const NOT_SHOWN: readonly string[] = ['do', 'from', 'note', 'child', 'actions'];

function ActionFields({ one: { action } }: { readonly one: NumberedAction }): JSX.Element {
  const fields = Object.entries(action).filter(([name]) => !NOT_SHOWN.includes(name));
  return (
    <dl>
      {fields.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{typeof value === 'string' ? value : exactText(value)}</dd>
        </div>
      ))}
      <div>
        <dt>undone by</dt>
        <dd>{ACTION_KINDS.get(action.do)?.undo ?? 'unknown'}</dd>
      </div>
    </dl>
  );
}

function exactText(value: unknown): string {
  return JSON.stringify(
    value,
    (_, member: unknown) => (typeof member === 'bigint' ? `${member}` : member),
    1,
  ).replaceAll(/\s+/g, ' ');
}
