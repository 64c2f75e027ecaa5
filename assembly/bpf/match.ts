// Conditions on arguments as BPF: 64-bit comparisons from 32-bit ones.
import { Assembler, Place } from './cbpf';
import { JEQ, JGE, JGT } from './codes';
import { Condition } from './conditions';
import { Arg, OP_EQ, OP_GE, OP_GT, OP_LE, OP_LT, OP_MASKED_EQ, OP_NE } from './profile';

const ARGS_OFFSET: u32 = 16; // offsetof(struct seccomp_data, args)

/**
 * Where a rule begins, and the short cuts into it for a rule before that has just looked at the same argument. They
 * exist when the rule's first test is EQ; `arg` is -1 otherwise.
 */
@final
class Entry {
  arg: i32 = -1;
  high: u32 = 0;
  /** The high half is loaded. */
  highLoaded: Place;
  /** The high half is loaded and is not `high`. */
  highDiffers: Place;
  /** The high half was `high`, the low half is loaded. */
  lowLoaded: Place;

  constructor(public start: Place) {
    this.highLoaded = start;
    this.highDiffers = start;
    this.lowLoaded = start;
  }
}

@final
export class Matcher {
  constructor(
    private out: Assembler,
    private isBigEndian: bool,
  ) {}

  /** The place from which `conditions` are asked in order; none holds: `otherwise`. */
  chain(conditions: Condition[], actions: Map<u32, Place>, otherwise: Place): Place {
    let next = new Entry(otherwise);
    for (let i = conditions.length - 1; i >= 0; i--) {
      const args = conditions[i].args;
      const then = this.rest(args, actions.get(conditions[i].action), next);
      if (args[0].op != OP_EQ) next = new Entry(this.test(args[0], then, next.start));
      else
        next = this.firstEquals(
          args[0],
          then,
          next,
          i > 0 && isContinued(conditions[i - 1].args, args[0]),
        );
    }
    return next.start;
  }

  /** All tests but the first. */
  private rest(args: Arg[], action: Place, next: Entry): Place {
    let then = action;
    for (let i = args.length - 1; i > 0; i--) then = this.test(args[i], then, next.start);
    return then;
  }

  /** `isOpen`: the rule before comes in by `lowLoaded` and `highDiffers` only, so the rest would never be reached. */
  private firstEquals(arg: Arg, then: Place, next: Entry, isOpen: bool): Entry {
    const high = <u32>(arg.value >> 32);
    const isSameArg = next.arg == arg.index;
    const isSameHigh = isSameArg && next.high == high;
    const otherHigh = isSameArg ? next.highLoaded : next.start;
    const highDiffers = isSameHigh ? next.highDiffers : otherHigh;
    const lowDiffers = isSameHigh ? next.lowLoaded : next.start;
    const low = this.out.branch(JEQ, <u32>arg.value, then, lowDiffers);
    const entry = new Entry(low);
    entry.arg = arg.index;
    entry.high = high;
    entry.highDiffers = highDiffers;
    if (!isOpen) {
      const loadLow = this.out.load(this.lowOf(arg.index), low);
      entry.highLoaded = this.out.branch(JEQ, high, loadLow, highDiffers);
      entry.start = this.out.load(this.highOf(arg.index), entry.highLoaded);
    }
    return entry;
  }

  private test(arg: Arg, yes: Place, no: Place): Place {
    switch (arg.op) {
      case OP_EQ:
        return this.equal(arg, yes, no, no);
      case OP_NE:
        return this.equal(arg, no, yes, yes);
      case OP_GT:
        return this.greater(arg, JGT, yes, no);
      case OP_GE:
        return this.greater(arg, JGE, yes, no);
      case OP_LE:
        return this.greater(arg, JGT, no, yes);
      case OP_LT:
        return this.greater(arg, JGE, no, yes);
      case OP_MASKED_EQ:
        return this.masked(arg, yes, no);
      default:
        throw new Error('operator');
    }
  }

  private equal(arg: Arg, same: Place, highDiffers: Place, lowDiffers: Place): Place {
    const low = this.out.branch(JEQ, <u32>arg.value, same, lowDiffers);
    const loadLow = this.out.load(this.lowOf(arg.index), low);
    const high = this.out.branch(JEQ, <u32>(arg.value >> 32), loadLow, highDiffers);
    return this.out.load(this.highOf(arg.index), high);
  }

  private greater(arg: Arg, lowCode: u16, yes: Place, no: Place): Place {
    const low = this.out.branch(lowCode, <u32>arg.value, yes, no);
    const loadLow = this.out.load(this.lowOf(arg.index), low);
    const high = <u32>(arg.value >> 32);
    const equal = this.out.branch(JEQ, high, loadLow, no);
    const above = this.out.branch(JGT, high, yes, equal);
    return this.out.load(this.highOf(arg.index), above);
  }

  private masked(arg: Arg, yes: Place, no: Place): Place {
    const mask = arg.value;
    const value = arg.valueTwo & mask;
    let then = yes;
    if (<u32>mask != 0) {
      then = this.half(this.lowOf(arg.index), <u32>mask, <u32>value, then, no);
    }
    if (mask >> 32 != 0) {
      then = this.half(this.highOf(arg.index), <u32>(mask >> 32), <u32>(value >> 32), then, no);
    }
    return then;
  }

  private half(offset: u32, mask: u32, value: u32, yes: Place, no: Place): Place {
    let then = this.out.branch(JEQ, value, yes, no);
    if (mask != u32.MAX_VALUE) then = this.out.and(mask, then);
    return this.out.load(offset, then);
  }

  private highOf(index: i32): u32 {
    return ARGS_OFFSET + ((<u32>index) << 3) + (this.isBigEndian ? 0 : 4);
  }

  private lowOf(index: i32): u32 {
    return ARGS_OFFSET + ((<u32>index) << 3) + (this.isBigEndian ? 4 : 0);
  }
}

/** Whether the rule before is one EQ that leaves exactly the high half of `arg` known. */
function isContinued(before: Arg[], arg: Arg): bool {
  if (before.length != 1 || before[0].op != OP_EQ || before[0].index != arg.index) return false;
  return before[0].value >> 32 == arg.value >> 32;
}
