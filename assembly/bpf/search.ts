// From a system call number to what is done about it: all 2^32 numbers as intervals, found by binary search. Neighbours
// with the same outcome are one interval; one differing number inside an interval costs one comparison.
import { Assembler, Place } from './cbpf';
import { JEQ, JGE } from './codes';
import { Condition } from './conditions';
import { Matcher } from './match';

/** Shared by all that have none, and never added to: a list for each name would be most of the compiler's memory. */
export const NO_CONDITIONS: Condition[] = [];

/** What happens to a call: an action at once, or conditions that are asked. */
@final
export class Outcome {
  constructor(
    /** In no condition's case. */
    public action: u32,
    public conditions: Condition[] = NO_CONDITIONS,
  ) {}
}

/** Where outcomes are in the program; each is written when first wanted. */
@final
export class Outcomes {
  private actions: Map<u32, Place> = new Map<u32, Place>();
  private chains: Place[] = [];
  private asked: Outcome[] = [];

  constructor(
    private out: Assembler,
    private matcher: Matcher,
  ) {}

  action(action: u32): Place {
    const actions = this.actions;
    if (!actions.has(action)) actions.set(action, Place.returning(action));
    return actions.get(action);
  }

  of(outcome: Outcome): Place {
    const otherwise = this.action(outcome.action);
    const conditions = outcome.conditions;
    if (conditions.length == 0) return otherwise;
    for (let i = 0, count = this.asked.length; i < count; i++) {
      if (isSameOutcome(this.asked[i], outcome)) return this.chains[i];
    }
    for (let i = 0, count = conditions.length; i < count; i++) this.action(conditions[i].action);
    const place = this.matcher.chain(conditions, this.actions, otherwise);
    this.asked.push(outcome);
    this.chains.push(place);
    return place;
  }
}

export function isSameOutcome(one: Outcome, two: Outcome): bool {
  if (one === two) return true;
  const count = one.conditions.length;
  if (one.action != two.action || count != two.conditions.length) return false;
  for (let i = 0; i < count; i++) {
    if (one.conditions[i].id != two.conditions[i].id) return false;
  }
  return true;
}

/** Intervals in ascending order from 0; each ends where the next starts. */
@final
export class Intervals {
  starts: u32[] = [];
  outcomes: Outcome[] = [];

  add(start: u32, outcome: Outcome): void {
    const last = this.starts.length - 1;
    if (last >= 0 && isSameOutcome(this.outcomes[last], outcome)) return;
    if (last >= 0 && this.starts[last] == start) {
      this.starts.pop();
      this.outcomes.pop();
      this.add(start, outcome);
      return;
    }
    this.starts.push(start);
    this.outcomes.push(outcome);
  }
}

/** One or three intervals: of the three the middle one is a single number, and the outer ones are alike. */
@final
class Leaf {
  exception: Outcome | null = null;
  number: u32 = 0;

  constructor(
    public start: u32,
    public outcome: Outcome,
  ) {}
}

/** Writes the search; the number must be loaded where it begins. */
export function search(intervals: Intervals, out: Assembler, outcomes: Outcomes): Place {
  const leaves = leavesOf(intervals);
  return tree(leaves, 0, leaves.length, out, outcomes);
}

function leavesOf(intervals: Intervals): Leaf[] {
  const starts = intervals.starts;
  const outcomes = intervals.outcomes;
  const count = starts.length;
  const leaves: Leaf[] = [];
  let at = 0;
  while (at < count) {
    const leaf = new Leaf(starts[at], outcomes[at]);
    const isPair = at + 2 < count && starts[at + 2] - starts[at + 1] == 1;
    if (isPair && isSameOutcome(outcomes[at], outcomes[at + 2])) {
      leaf.exception = outcomes[at + 1];
      leaf.number = starts[at + 1];
      at += 2;
    }
    leaves.push(leaf);
    at++;
  }
  return leaves;
}

function tree(leaves: Leaf[], low: i32, high: i32, out: Assembler, outcomes: Outcomes): Place {
  if (high - low == 1) {
    const leaf = leaves[low];
    const usual = outcomes.of(leaf.outcome);
    const exception = leaf.exception;
    if (exception === null) return usual;
    return out.branch(JEQ, leaf.number, outcomes.of(exception), usual);
  }
  const middle = (low + high) >> 1;
  const above = tree(leaves, middle, high, out, outcomes);
  const below = tree(leaves, low, middle, out, outcomes);
  return out.branch(JGE, leaves[middle].start, above, below);
}
