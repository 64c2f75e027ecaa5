// Runs a classic BPF program as the kernel runs one for seccomp (net/core/filter.c), and keeps the way it took.
import { firstRefused } from './check';
import * as codes from './codes';
import { ARGS_WORD, DATA_SIZE, Program } from './program';

const RETURNED: i32 = -1;

@final
export class Run {
  /** What the program returned. */
  action: u32 = 0;
  /** The instruction for which the kernel refuses the program, which does not run then; or -1. */
  refused: i32 = -1;
  /** The instructions that ran. */
  path: i32[] = [];
  /** Which arguments it looked at: bit n is argument n. */
  looked: u32 = 0;
}

export function runProgram(program: Program, data: u32[]): Run {
  const run = new Run();
  run.refused = firstRefused(program);
  if (run.refused >= 0) return run;
  const machine = new Machine(program, data, run);
  // Jumps go forward only: it ends.
  let at = 0;
  while (at != RETURNED) {
    run.path.push(at);
    at = machine.step(at);
  }
  return run;
}

/** For programs that the kernel takes. */
@final
class Machine {
  private a: u32 = 0;
  private x: u32 = 0;
  private readonly memory: StaticArray<u32> = new StaticArray<u32>(codes.MEMORY_WORDS);

  constructor(
    private readonly program: Program,
    private readonly data: u32[],
    private readonly run: Run,
  ) {}

  /** Where it goes on. */
  step(at: i32): i32 {
    const code = this.program.code(at);
    const value = this.program.value(at);
    const operand = (code & codes.BY_X) != 0 ? this.x : value;
    switch (code & codes.CLASS) {
      case codes.LD:
        this.a = this.loaded(code, value);
        break;
      case codes.LDX:
        this.x = this.loaded(code, value);
        break;
      case codes.ST:
        this.memory[<i32>value] = this.a;
        break;
      case codes.STX:
        this.memory[<i32>value] = this.x;
        break;
      case codes.ALU:
        // To divide by 0 is to return 0.
        if ((code & codes.OPERATION) == codes.DIV && operand == 0) return RETURNED;
        this.a = computed(code, this.a, operand);
        break;
      case codes.JMP:
        return this.jump(at, code, operand);
      case codes.MISC:
        if (code == codes.TAX) this.x = this.a;
        else this.a = this.x;
        break;
      default:
        this.run.action = code == codes.RET_A ? this.a : value;
        return RETURNED;
    }
    return at + 1;
  }

  private loaded(code: u16, value: u32): u32 {
    const mode = code & codes.MODE;
    if (mode == codes.IMM) return value;
    if (mode == codes.MEM) return this.memory[<i32>value];
    if (mode != codes.ABS) return DATA_SIZE;
    const index = <i32>(value >> 2);
    if (index >= ARGS_WORD) this.run.looked |= 1 << ((index - ARGS_WORD) >> 1);
    return this.data[index];
  }

  private jump(at: i32, code: u16, operand: u32): i32 {
    if (code == codes.JA) return <i32>this.program.leap(at);
    return holds(code & ~codes.BY_X, this.a, operand) ? this.program.yes(at) : this.program.no(at);
  }
}

function computed(code: u16, a: u32, operand: u32): u32 {
  switch (code & codes.OPERATION) {
    case codes.ADD:
      return a + operand;
    case codes.SUB:
      return a - operand;
    case codes.MUL:
      return a * operand;
    case codes.DIV:
      return a / operand;
    case codes.OR:
      return a | operand;
    case codes.AND:
      return a & operand;
    case codes.LSH:
      return a << operand; // modulo 32, as the kernel's
    case codes.RSH:
      return a >> operand;
    case codes.NEG & codes.OPERATION:
      return 0 - a;
    default:
      return a ^ operand;
  }
}

function holds(code: u16, a: u32, operand: u32): bool {
  if (code == codes.JEQ) return a == operand;
  if (code == codes.JGT) return a > operand;
  if (code == codes.JGE) return a >= operand;
  return (a & operand) != 0;
}
