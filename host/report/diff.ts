// `lading diff`: what is different between two plans, and which change of config.json, of the host's facts or of the
// command line made it so. Pure: bytes in, differences out, on any system.

import { argumentError } from '../errors.ts';
import { exactText, parseExact } from '../exact.ts';
import { type Action, numberActions, type Plan, readPlan } from './actions.ts';
import { type Pairing, pairActions } from './diff-actions.ts';
import { diffValues, type ValueChange } from './diff-json.ts';

/** A plan, and the request that the engine made it of, if that is known. */
export type Side = { readonly plan: Uint8Array; readonly request?: Uint8Array };

export type InputChange = ValueChange & { readonly of: 'config' | 'facts' | 'options' };

export type FieldChange = {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
};

export type ActionChange = {
  /** `recaused`: the same action, from another place of config.json. */
  readonly change: 'added' | 'removed' | 'changed' | 'moved' | 'recaused';
  /** Whose list of actions: the helper's own, or that of the container's process. */
  readonly list: 'helper' | 'child';
  readonly kind: string;
  /** Places in the lists, from 0; what was moved may have changed too. */
  readonly a?: number;
  readonly b?: number;
  /** Numbers in the plans, as journals have them. */
  readonly numberA?: number;
  readonly numberB?: number;
  /** Where it comes from: in the second plan, or in the first for what is gone. */
  readonly from?: string;
  /** Pointers of the changes of config.json, and names of options, that it follows from. */
  readonly causes: readonly string[];
  readonly fields: readonly FieldChange[];
  /** All of it, without its own list: as it is now, or was. */
  readonly action: Action;
};

export type Difference = {
  readonly isEqual: boolean;
  /** Of the plans themselves: command, container, format. */
  readonly members: readonly FieldChange[];
  readonly inputs: readonly InputChange[];
  readonly actions: readonly ActionChange[];
};

type Listed = { readonly action: Action; readonly number: number };
type Lists = { readonly helper: readonly Listed[]; readonly child: readonly Listed[] };

export function diffPlans(a: Side, b: Side): Difference {
  for (const side of [a, b] as readonly (Side | undefined)[]) {
    if (!ArrayBuffer.isView(side?.plan)) {
      throw argumentError(
        'diff',
        '{ plan, request? } twice: the bytes of a plan, as plan() gives them',
      );
    }
  }
  const planA = readPlan(a.plan);
  const planB = readPlan(b.plan);
  const inputs = diffInputs(a.request, b.request);
  const listsA = listsOf(planA);
  const listsB = listsOf(planB);
  const actions = (['helper', 'child'] as const).flatMap((list) =>
    diffLists(list, listsA[list], listsB[list], inputs),
  );
  const members = diffFields(withoutActions(planA), withoutActions(planB));
  return {
    isEqual: actions.length + members.length + inputs.length === 0,
    members,
    inputs,
    actions,
  };
}

/** A plan starts at most one process (plan.schema.json); that process's list is compared with the other's. */
function listsOf(plan: Plan): Lists {
  const numbered = numberActions(plan);
  const listed = (actions: readonly Action[]): Listed[] =>
    actions.map((action) => ({
      action: withoutChild(action),
      number: numbered.find((one) => one.action === action)?.number ?? 0,
    }));
  const spawn = plan.actions.find(({ child }) => child !== undefined);
  return { helper: listed(plan.actions), child: listed(spawn?.child ?? []) };
}

function withoutChild({ child: _child, ...action }: Action): Action {
  return action;
}

function withoutActions({ actions: _actions, ...rest }: Plan): Readonly<Record<string, unknown>> {
  return rest;
}

function diffLists(
  list: ActionChange['list'],
  a: readonly Listed[],
  b: readonly Listed[],
  inputs: readonly InputChange[],
): ActionChange[] {
  const pairing = pairActions(
    a.map(({ action }) => action),
    b.map(({ action }) => action),
  );
  const describe = (
    change: ActionChange['change'],
    at: { readonly a?: number; readonly b?: number },
  ): ActionChange => describeChange({ change, list, a, b, at, inputs });
  const changes = [
    ...pairing.removed.map((at) => describe('removed', { a: at })),
    ...pairing.added.map((at) => describe('added', { b: at })),
    ...pairing.moved.map((pair) => describe('moved', pair)),
    ...changedInPlace(pairing, a, b).map((pair) => describe('changed', pair)),
  ];
  return changes.sort((x, y) => (x.b ?? x.a ?? 0) - (y.b ?? y.a ?? 0));
}

function changedInPlace(
  { inPlace }: Pairing,
  a: readonly Listed[],
  b: readonly Listed[],
): Pairing['inPlace'] {
  return inPlace.filter((pair) => exactText(a[pair.a]?.action) !== exactText(b[pair.b]?.action));
}

/** Fields that say nothing about what is done. */
const REMARKS: readonly string[] = ['from', 'note'];

function describeChange(given: {
  readonly change: ActionChange['change'];
  readonly list: ActionChange['list'];
  readonly a: readonly Listed[];
  readonly b: readonly Listed[];
  readonly at: { readonly a?: number; readonly b?: number };
  readonly inputs: readonly InputChange[];
}): ActionChange {
  const { change, list, at, inputs } = given;
  const before = at.a === undefined ? undefined : given.a[at.a];
  const after = at.b === undefined ? undefined : given.b[at.b];
  const shown = after ?? before;
  if (shown === undefined) throw new TypeError('a change of no action');
  const fields =
    before === undefined || after === undefined ? [] : diffFields(before.action, after.action);
  const isSame = fields.every(({ field }) => REMARKS.includes(field));
  const from = shown.action.from;
  return {
    change: change === 'changed' && isSame ? 'recaused' : change,
    list,
    kind: shown.action.do,
    ...at,
    ...(before === undefined ? {} : { numberA: before.number }),
    ...(after === undefined ? {} : { numberB: after.number }),
    ...(from === undefined ? {} : { from }),
    causes: causesOf(
      [before?.action.from, after?.action.from],
      fields.map(({ field }) => SOURCES.get(`${shown.action.do}.${field}`)),
      inputs,
    ),
    fields,
    action: shown.action,
  };
}

function diffFields(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): FieldChange[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((field) => exactText(a[field]) !== exactText(b[field]))
    .map((field) => ({
      field,
      ...(Object.hasOwn(a, field) ? { before: a[field] } : {}),
      ...(Object.hasOwn(b, field) ? { after: b[field] } : {}),
    }));
}

/** Fields that have a place of their own in config.json, beside the one that their action comes from. */
const SOURCES: ReadonlyMap<string, string> = new Map([
  ['capabilities.set.ambient', '/process/capabilities/ambient'],
  ['capabilities.set.effective', '/process/capabilities/effective'],
  ['capabilities.set.inheritable', '/process/capabilities/inheritable'],
  ['capabilities.set.permitted', '/process/capabilities/permitted'],
  ['exec.argv', '/process/args'],
  ['exec.env', '/process/env'],
  ['exec.lookup.path', '/process/env'],
  ['state.commit.container', '/annotations'],
]);

/** A change at, above or below the places that the action comes from, before and after. */
function causesOf(
  [before, after]: readonly [string | undefined, string | undefined],
  sources: readonly (string | undefined)[],
  inputs: readonly InputChange[],
): string[] {
  const isAbout = (pointer: string, from: string | undefined): boolean =>
    from !== undefined &&
    (pointer === from || pointer.startsWith(`${from}/`) || from.startsWith(`${pointer}/`));
  const related = inputs.filter(({ of, pointer, pointerBefore = pointer, ...change }) => {
    if (of === 'facts') return false;
    const inOptions = of === 'options';
    const name = (text: string): string => (inOptions ? text.slice(1) : text);
    const isGone = !('after' in change);
    const places = [isGone ? undefined : after, ...sources];
    return (
      places.some((place) => isAbout(name(pointer), place)) || isAbout(name(pointerBefore), before)
    );
  });
  return related.map(({ of, pointer }) => (of === 'options' ? pointer.slice(1) : pointer));
}

type Request = {
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly options?: unknown;
};

function diffInputs(a: Uint8Array | undefined, b: Uint8Array | undefined): InputChange[] {
  if (a === undefined || b === undefined) return [];
  const before = readRequest(a);
  const after = readRequest(b);
  return [
    ...diffValues(configOf(before), configOf(after)).map((one) => ({
      ...one,
      of: 'config' as const,
    })),
    ...diffValues(before.options, after.options).map((one) => ({ ...one, of: 'options' as const })),
    ...diffValues(before.inputs?.facts, after.inputs?.facts).map((one) => ({
      ...one,
      of: 'facts' as const,
    })),
  ];
}

function readRequest(bytes: Uint8Array): Request {
  return parseExact(new TextDecoder().decode(bytes)) as Request;
}

function configOf({ inputs }: Request): unknown {
  const config = inputs?.config as { readonly text?: unknown } | undefined;
  return typeof config?.text === 'string' ? parseExact(config.text) : undefined;
}

/** The second plan, from the first and the difference. */
export function applyDifference(plan: Plan, { actions, members }: Difference): Plan {
  const lists = listsOf(plan);
  const apply = (list: ActionChange['list']): Action[] =>
    applyToList(
      lists[list].map(({ action }) => action),
      actions.filter((change) => change.list === list),
    );
  const child = apply('child');
  const helper = apply('helper').map((action) =>
    /^process\.(spawn|visit)$/.test(action.do) ? { ...action, child } : action,
  );
  return { ...applyFields(withoutActions(plan), members), actions: helper } as unknown as Plan;
}

function applyToList(before: readonly Action[], changes: readonly ActionChange[]): Action[] {
  const leaving = new Set(
    changes.filter(({ change }) => change === 'removed' || change === 'moved').map(({ a }) => a),
  );
  const changed = new Map(changes.map((change) => [change.a, change]));
  const staying = before
    .map((action, at) => applyFields(action, changed.get(at)?.fields ?? []) as Action)
    .filter((_, at) => !leaving.has(at));
  const coming = changes
    .filter(({ change }) => change === 'added' || change === 'moved')
    .sort((x, y) => (x.b ?? 0) - (y.b ?? 0));
  for (const { b = 0, action } of coming) staying.splice(b, 0, action);
  return staying;
}

function applyFields(
  value: Readonly<Record<string, unknown>>,
  changes: readonly FieldChange[],
): Readonly<Record<string, unknown>> {
  const gone = changes.filter((change) => !('after' in change)).map(({ field }) => field);
  const set = changes
    .filter((change) => 'after' in change)
    .map(({ field, after }) => [field, after]);
  const kept = Object.entries(value).filter(([field]) => !gone.includes(field));
  return Object.fromEntries([...kept, ...set]);
}
