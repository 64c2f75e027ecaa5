// A profile's conditions on arguments, as people write them.
import { Arg, OP_EQ, OP_GE, OP_GT, OP_LE, OP_LT, OP_NE } from './profile';

/** Two on one argument make every one of them enough (rules.ts). */
export function describeArgs(args: Arg[]): string {
  if (args.length == 0) return 'whatever its arguments';
  const words: string[] = [];
  let seen: u32 = 0;
  let isEnough = false;
  for (let i = 0; i < args.length; i++) {
    const bit: u32 = 1 << args[i].index;
    if ((seen & bit) != 0) isEnough = true;
    seen |= bit;
    words.push(describeArg(args[i]));
  }
  return words.join(isEnough ? ' or ' : ', ');
}

/** `argument 1 & 0x3 == 0x1` */
function describeArg(arg: Arg): string {
  const sign = signOf(arg.op);
  const name = `argument ${arg.index}`;
  if (sign != '') return `${name} ${sign} ${shown(arg.value)}`;
  return `${name} & ${shown(arg.value)} == ${shown(arg.valueTwo)}`;
}

/** '': masked. */
function signOf(op: i32): string {
  if (op == OP_NE) return '!=';
  if (op == OP_LT) return '<';
  if (op == OP_LE) return '<=';
  if (op == OP_EQ) return '==';
  if (op == OP_GE) return '>=';
  return op == OP_GT ? '>' : '';
}

function shown(value: u64): string {
  return '0x' + value.toString(16);
}
