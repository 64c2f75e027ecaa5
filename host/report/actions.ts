// A plan's bytes, read for showing them; the bytes themselves go to the helper untouched.
import { parseExact } from '../exact.ts';

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

export function readPlan(bytes: Uint8Array): Plan {
  return parseExact(new TextDecoder().decode(bytes)) as Plan;
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
