// Runs a classic BPF program as the kernel runs one for seccomp (net/core/filter.c), and keeps the way it took.
import { AND, JA, JEQ, JGE, JGT } from './cbpf';
import { firstRefused } from './check';
import {
  ABS,
  ADD,
  ALU,
  BY_X,
  CLASS,
  DIV,
  IMM,
  JMP,
  LD,
  LDX,
  LSH,
  MEM,
  MEMORY_WORDS,
  MISC,
  MODE,
  MUL,
  NEG,
  OPERATION,
  OR,
  RET_A,
  RSH,
  ST,
  STX,
  SUB,
  TAX,
} from './codes';
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
  private readonly memory: StaticArray<u32> = new StaticArray<u32>(MEMORY_WORDS);

  constructor(
    private readonly program: Program,
    private readonly data: u32[],
    private readonly run: Run,
  ) {}

  /** Where it goes on. */
  step(at: i32): i32 {
    const code = this.program.code(at);
    const value = this.program.value(at);
    const operand = (code & BY_X) != 0 ? this.x : value;
    switch (code & CLASS) {
      case LD:
        this.a = this.loaded(code, value);
        break;
      case LDX:
        this.x = this.loaded(code, value);
        break;
      case ST:
        this.memory[<i32>value] = this.a;
        break;
      case STX:
        this.memory[<i32>value] = this.x;
        break;
      case ALU:
        // To divide by 0 is to return 0.
        if ((code & OPERATION) == DIV && operand == 0) return RETURNED;
        this.a = computed(code, this.a, operand);
        break;
      case JMP:
        return this.jump(at, code, operand);
      case MISC:
        if (code == TAX) this.x = this.a;
        else this.a = this.x;
        break;
      default:
        this.run.action = code == RET_A ? this.a : value;
        return RETURNED;
    }
    return at + 1;
  }

  private loaded(code: u16, value: u32): u32 {
    const mode = code & MODE;
    if (mode == IMM) return value;
    if (mode == MEM) return this.memory[<i32>value];
    if (mode != ABS) return DATA_SIZE;
    const index = <i32>(value >> 2);
    if (index >= ARGS_WORD) this.run.looked |= 1 << ((index - ARGS_WORD) >> 1);
    return this.data[index];
  }

  private jump(at: i32, code: u16, operand: u32): i32 {
    if (code == JA) return <i32>this.program.leap(at);
    return holds(code & ~BY_X, this.a, operand) ? this.program.yes(at) : this.program.no(at);
  }
}

function computed(code: u16, a: u32, operand: u32): u32 {
  switch (code & OPERATION) {
    case ADD:
      return a + operand;
    case SUB:
      return a - operand;
    case MUL:
      return a * operand;
    case DIV:
      return a / operand;
    case OR:
      return a | operand;
    case AND & OPERATION:
      return a & operand;
    case LSH:
      return a << operand; // modulo 32, as the kernel's
    case RSH:
      return a >> operand;
    case NEG & OPERATION:
      return 0 - a;
    default:
      return a ^ operand;
  }
}

function holds(code: u16, a: u32, operand: u32): bool {
  if (code == JEQ) return a == operand;
  if (code == JGT) return a > operand;
  if (code == JGE) return a >= operand;
  return (a & operand) != 0;
}
