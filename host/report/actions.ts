// A plan's bytes, read for showing them; the bytes themselves go to the helper untouched.
import { LadingError } from '../errors.ts';
import { isShallow, parseExact } from '../exact.ts';

export type Action = {
  readonly do: string;
  readonly from?: string;
  readonly note?: string;
  readonly child?: readonly Action[];
  readonly actions?: readonly Action[];
  readonly [field: string]: unknown;
};

export type Plan = {
  readonly actions: readonly Action[];
  readonly command: string;
  readonly container: string;
  readonly format: number;
};

export type NumberedAction = {
  readonly action: Action;
  /** Place in the plan's text, from 0: the number that the journal uses. */
  readonly number: number;
  readonly isChild: boolean;
};

/** More than any plan has; a file that somebody gives as one may have any. */
const LEVELS = 64;

export function readPlan(bytes: Uint8Array): Plan {
  let plan: unknown;
  try {
    plan = parseExact(new TextDecoder().decode(bytes));
  } catch (error) {
    throw noPlan(error instanceof Error ? error.message : String(error));
  }
  if (!isObject(plan)) throw noPlan('expected an object');
  if (!isShallow(plan, LEVELS)) throw noPlan(`more than ${LEVELS} levels`);
  if (!isActions(plan.actions)) throw noPlan('expected a list of actions');
  return plan as Plan;
}

function isActions(value: unknown): value is Action[] {
  return Array.isArray(value) && value.every(isAction);
}

function isAction(value: unknown): boolean {
  if (!isObject(value) || typeof value.do !== 'string') return false;
  const { from = '', note = '', child = [], actions = [] } = value;
  const isTold = typeof from === 'string' && typeof note === 'string';
  return isTold && isActions(child) && isActions(actions);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noPlan(why: string): LadingError {
  return new LadingError({ code: 'plan-unreadable', message: `no plan of lading: ${why}` });
}

/** In the order of the text; a spawning action stands before its children. */
export function numberActions(plan: Plan): NumberedAction[] {
  const numbered: NumberedAction[] = [];
  const visit = (actions: readonly Action[], isChild: boolean): void => {
    for (const action of actions) {
      numbered.push({ action, number: numbered.length, isChild });
      if (action.child !== undefined) visit(action.child, true);
      if (action.actions !== undefined) visit(action.actions, false);
    }
  };
  visit(plan.actions, false);
  return numbered;
}
