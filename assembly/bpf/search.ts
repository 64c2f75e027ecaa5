// From a system call number to what is done about it: all 2^32 numbers as intervals, found by binary search. Neighbours
// with the same outcome are one interval; one differing number inside an interval costs one comparison.
import { withRoom } from '../base/arrays';
import { Assembler, Place } from './cbpf';
import { JEQ, JGE } from './codes';
import { Condition } from './conditions';
import { Matcher } from './match';

/** Shared by all that have none, and never added to: a list for each name would be most of the compiler's memory. */
export const NO_CONDITIONS: Condition[] = [];

/** What happens to a call: an action at once, or conditions that are asked. */
@unmanaged
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

/** Of a container engine's profile, in one architecture. */
const USUAL_INTERVALS: i32 = 256;

/** Intervals in ascending order from 0; each ends where the next starts. */
@final
export class Intervals {
  starts: u32[] = withRoom<u32>(USUAL_INTERVALS);
  outcomes: Outcome[] = withRoom<Outcome>(USUAL_INTERVALS);

  get length(): i32 {
    return this.starts.length;
  }

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

/** Writes the search; the number must be loaded where it begins. */
export function search(intervals: Intervals, out: Assembler, outcomes: Outcomes): Place {
  const leaves = leavesOf(intervals);
  return new Search(intervals, leaves, out, outcomes).tree(0, leaves.length);
}

/**
 * Where each leaf begins. One is of one interval or of three: of the three the middle one is a single number, and the
 * outer ones are alike.
 */
function leavesOf(intervals: Intervals): i32[] {
  const starts = intervals.starts;
  const outcomes = intervals.outcomes;
  const count = intervals.length;
  const leaves = withRoom<i32>(count);
  let at = 0;
  while (at < count) {
    leaves.push(at);
    const isPair = at + 2 < count && starts[at + 2] - starts[at + 1] == 1;
    at += isPair && isSameOutcome(outcomes[at], outcomes[at + 2]) ? 3 : 1;
  }
  return leaves;
}

@final
class Search {
  constructor(
    private intervals: Intervals,
    private leaves: i32[],
    private out: Assembler,
    private outcomes: Outcomes,
  ) {}

  /** Among the leaves from `low` to before `high`. */
  tree(low: i32, high: i32): Place {
    if (high - low == 1) return this.leaf(low);
    const middle = (low + high) >> 1;
    const above = this.tree(middle, high);
    const below = this.tree(low, middle);
    return this.out.branch(JGE, this.intervals.starts[this.leaves[middle]], above, below);
  }

  private leaf(index: i32): Place {
    const intervals = this.intervals;
    const first = this.leaves[index];
    const end = index + 1 < this.leaves.length ? this.leaves[index + 1] : intervals.length;
    const usual = this.outcomes.of(intervals.outcomes[first]);
    if (end - first == 1) return usual;
    const exception = this.outcomes.of(intervals.outcomes[first + 1]);
    return this.out.branch(JEQ, intervals.starts[first + 1], exception, usual);
  }
}
