// The plan from its first action to its last: the helper on the left, the container's own process on the right, in the
// order in which they take turns. Neighbours of one phase stand together.
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { ACTION_KINDS } from '../../generated/host/action-kinds.ts';
import type { NumberedAction } from '../report/actions.ts';
import { EXPLANATIONS } from '../report/kinds.ts';
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

/** Its fields, and why it is there, as `lading explain` says it. */
function ActionFields({ one: { action } }: { readonly one: NumberedAction }): JSX.Element {
  const fields = Object.entries(action)
    .filter(([name]) => !NOT_SHOWN.includes(name))
    .map(([name, value]) => [name, typeof value === 'string' ? value : exactText(value)] as const);
  return (
    <>
      <Rows rows={fields} />
      <Rows rows={reasonsOf(action.do)} kind="reasons" />
    </>
  );
}

function reasonsOf(kind: string): (readonly [string, string])[] {
  const { why, spec, protects } = EXPLANATIONS.get(kind) ?? {};
  const rows = [
    ['why', why],
    ['specification', spec],
    ['protects against', protects],
    ['undone by', ACTION_KINDS.get(kind)?.undo ?? 'unknown'],
  ] as const;
  return rows.flatMap(([title, text]) => (text === undefined ? [] : [[title, text] as const]));
}

type RowsProperties = {
  readonly rows: readonly (readonly [string, string])[];
  readonly kind?: string;
};

export function Rows({ rows, kind }: RowsProperties): JSX.Element {
  return (
    <dl class={kind}>
      {rows.map(([title, text]) => (
        <div>
          <dt>{title}</dt>
          <dd>{text}</dd>
        </div>
      ))}
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
