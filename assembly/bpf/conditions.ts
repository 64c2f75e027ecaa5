// The rules of one system call in the order they are asked. Rules of which several may apply are asked in the order
// libseccomp's tree has (db.c, _db_chain_lt), whatever order they are written in, since profiles are tuned against it:
// the higher first argument before the lower, EQ/NE/MASKED_EQ before LE/LT before GE/GT, the tighter bound before the
// wider one; and a rule before its own refinement.
import { Arg, OP_EQ, OP_GE, OP_GT, OP_LE, OP_LT, OP_MASKED_EQ, OP_NE } from './profile';

/** Conditions that must all hold, in order of the argument; at most one each. */
@final
export class Condition {
  steps: Step[] = [];

  constructor(
    public id: i32,
    /** Index of Profile.rules. */
    public rule: i32,
    public action: u32,
    public args: Arg[],
  ) {
    for (let i = 0, count = args.length; i < count; i++) addSteps(args[i], this.steps);
  }

  isSameTest(other: Condition): bool {
    if (this.args.length != other.args.length) return false;
    for (let i = 0, count = this.args.length; i < count; i++) {
      const one = this.args[i];
      const two = other.args[i];
      if (one.index != two.index || one.op != two.op || one.value != two.value) return false;
      if (one.op == OP_MASKED_EQ && one.valueTwo != two.valueTwo) return false;
    }
    return true;
  }

  /** Whether a call with these arguments is a case of it. */
  holds(values: u64[]): bool {
    for (let i = 0, count = this.args.length; i < count; i++) {
      if (!passes(this.args[i], values[this.args[i].index])) return false;
    }
    return true;
  }

  mayMeet(other: Condition): bool {
    for (let i = 0, count = this.args.length; i < count; i++) {
      for (let j = 0, others = other.args.length; j < others; j++) {
        if (areDisjoint(this.args[i], other.args[j])) return false;
      }
    }
    return true;
  }
}

/** One 32-bit half of a test, as far as order goes. */
@unmanaged
@final
class Step {
  constructor(
    public word: i32,
    public op: i32,
    public rank: i32,
    public mask: u32,
    public value: u32,
    public isDescending: bool,
  ) {}

  equals(other: Step): bool {
    return (
      this.word == other.word &&
      this.op == other.op &&
      this.value == other.value &&
      this.mask == other.mask
    );
  }

  isBefore(other: Step): bool {
    if (this.word != other.word) return this.word > other.word;
    if (this.rank != other.rank) return this.rank > other.rank;
    return other.isDescending ? this.value > other.value : this.value < other.value;
  }
}

/** Inserts `fresh` where it is asked. */
export function insert(list: Condition[], fresh: Condition): void {
  let low = 0;
  let high = list.length;
  let depth = 0;
  while (depth < fresh.steps.length) {
    const step = fresh.steps[depth];
    let at = low;
    let isInside = false;
    while (at < high) {
      // A rule that ends here is the broader one and stays first.
      if (list[at].steps.length <= depth) {
        at++;
        continue;
      }
      const head = list[at].steps[depth];
      if (head.equals(step)) {
        low = at;
        high = endOfRun(list, at, high, depth, step);
        isInside = true;
        break;
      }
      if (step.isBefore(head)) break;
      at = endOfRun(list, at, high, depth, head);
    }
    if (!isInside) {
      low = at;
      break;
    }
    depth++;
  }
  // Same halves throughout (such as EQ and NE): in order of writing, behind others that end here too.
  if (depth == fresh.steps.length) {
    while (low < high && list[low].steps.length <= depth) low++;
  }
  list.push(fresh);
  for (let at = list.length - 1; at > low; at--) list[at] = list[at - 1];
  list[low] = fresh;
}

function endOfRun(list: Condition[], start: i32, high: i32, depth: i32, step: Step): i32 {
  let at = start;
  while (at < high && list[at].steps.length > depth && list[at].steps[depth].equals(step)) at++;
  return at;
}

function addSteps(arg: Arg, steps: Step[]): void {
  const word = arg.index << 1;
  let mask: u64 = u64.MAX_VALUE;
  let value = arg.value;
  let rank = 3;
  let highOp = OP_EQ;
  let lowOp = OP_EQ;
  let isDescending = true;
  if (arg.op == OP_MASKED_EQ) {
    mask = arg.value;
    value = arg.valueTwo & mask;
    highOp = OP_MASKED_EQ;
    lowOp = OP_MASKED_EQ;
  } else if (arg.op == OP_LE || arg.op == OP_LT) {
    rank = 2;
    isDescending = false;
    highOp = OP_GT;
    lowOp = arg.op == OP_LE ? OP_GT : OP_GE;
  } else if (arg.op == OP_GE || arg.op == OP_GT) {
    rank = 1;
    highOp = OP_GT;
    lowOp = arg.op;
  }
  // Both halves, also where the mask leaves one out: libseccomp 2.5 has a node for it all the same.
  steps.push(new Step(word + 1, highOp, rank, <u32>(mask >> 32), <u32>(value >> 32), isDescending));
  steps.push(new Step(word, lowOp, rank, <u32>mask, <u32>value, isDescending));
}

/** Whether no value of the argument passes both; false when not known. */
function areDisjoint(one: Arg, two: Arg): bool {
  if (one.index != two.index) return false;
  if (one.op == OP_EQ) return !passes(two, one.value);
  if (two.op == OP_EQ) return !passes(one, two.value);
  if (one.op == OP_MASKED_EQ && two.op == OP_MASKED_EQ) {
    return ((one.valueTwo ^ two.valueTwo) & one.value & two.value) != 0;
  }
  if (isUpperBound(one) && isLowerBound(two)) return isEmpty(two, one);
  if (isUpperBound(two) && isLowerBound(one)) return isEmpty(one, two);
  return false;
}

function isUpperBound(arg: Arg): bool {
  return arg.op == OP_LT || arg.op == OP_LE;
}

function isLowerBound(arg: Arg): bool {
  return arg.op == OP_GT || arg.op == OP_GE;
}

function isEmpty(lower: Arg, upper: Arg): bool {
  if (lower.op == OP_GE && upper.op == OP_LE) return lower.value > upper.value;
  if (lower.op == OP_GT && upper.op == OP_LT) {
    return lower.value >= upper.value || upper.value - lower.value == 1;
  }
  return lower.value >= upper.value;
}

function passes(arg: Arg, value: u64): bool {
  switch (arg.op) {
    case OP_NE:
      return value != arg.value;
    case OP_LT:
      return value < arg.value;
    case OP_LE:
      return value <= arg.value;
    case OP_EQ:
      return value == arg.value;
    case OP_GE:
      return value >= arg.value;
    case OP_GT:
      return value > arg.value;
    default:
      return (value & arg.value) == (arg.valueTwo & arg.value);
  }
}
