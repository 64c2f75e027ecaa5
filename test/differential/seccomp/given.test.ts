// `explain` of programs that are given, with every code there is, against the kernel: which ones it takes, and what those
// that it takes return.
import assert from 'node:assert/strict';
import type { FilterAnswer } from '../../../host/report/filter.ts';
import { encodeProgram, type Instruction } from '../../helpers/bpf-machine.ts';
import { smallConfig } from '../../helpers/config.ts';
import { ask, namedFacts } from '../../helpers/planner.ts';
import { Random } from './profiles.ts';
import { askKernel, type Call } from './programs.ts';

const PROGRAMS = 300;
const FACTS = namedFacts('v2-x86_64');
/** A call that fails with ENOSYS when it is let through. */
const NUMBER = 600;
const REFUSED = 'errno 255';

const ALU = [0x04, 0x14, 0x24, 0x34, 0x44, 0x54, 0x64, 0x74, 0xa4, 0x84];
const BRANCHES = [0x15, 0x25, 0x35, 0x45];
const LOADS = [0x00, 0x01, 0x60, 0x61, 0x80, 0x81];
const UNKNOWN = [
  0x08, 0x21, 0x28, 0x30, 0x40, 0x48, 0x94, 0x8c, 0xb1, 0x0d, 0x55, 0x0e, 0x17, 0x120,
];

function instruction(code: number, value = 0, yes = 0, no = 0): Instruction {
  return { code, yes, no, value };
}

/** Lets exit_group through, so that the caller can tell; the others go on behind it. */
const HEAD: readonly Instruction[] = [
  instruction(0x20, 0),
  instruction(0x15, 231, 0, 1),
  instruction(0x06, 0x7fff0000),
  ...[0, 1, 2].map((cell) => instruction(0x02, cell)),
];

/** Seven bits of A as an errno. */
const TAIL: readonly Instruction[] = [
  instruction(0x07),
  instruction(0x74, 9),
  instruction(0xac),
  instruction(0x54, 0x7f),
  instruction(0x44, 0x50000),
  instruction(0x16),
];

function randomInstruction(random: Random): Instruction {
  const small = random.pick([0, 1, 2, 3, 5, 31]);
  const value = random.pick([small, small, 0x80000001, 0xffffffff]);
  const branch = instruction(
    random.pick(BRANCHES) | random.pick([0, 8]),
    value,
    random.pick([0, 1, 2]),
    random.pick([0, 1, 3]),
  );
  return random.pick([
    branch,
    branch,
    instruction(0x20, random.pick([16, 20, 24, 28])),
    instruction(random.pick(ALU), value),
    instruction(random.pick(ALU) & 0x7f, small),
    instruction(random.pick(ALU.slice(0, -1)) | 8),
    instruction(random.pick(LOADS), random.pick([0, 1, 2])),
    instruction(random.pick([0x02, 0x03]), random.pick([0, 1, 2, 3])),
    instruction(random.pick([0x07, 0x87])),
    instruction(0x05, random.pick([0, 1, 2])),
  ]);
}

/** One thing of which the kernel may not approve. */
function spoiled(random: Random): Instruction {
  return random.pick([
    instruction(random.pick(UNKNOWN), random.pick([0, 4])),
    instruction(0x20, random.pick([5, 60, 64, 0xfffff000])),
    instruction(random.pick([0x60, 0x61]), random.pick([3, 4, 16])),
    instruction(0x05, random.pick([5, 40, 0xffffffff])),
    instruction(random.pick([0x34, 0x64, 0x74]), random.pick([0, 31, 32])),
    instruction(0x15, 0, 0, random.pick([4, 20])),
  ]);
}

function randomProgram(random: Random): Instruction[] {
  const length = random.pick([6, 9, 14]);
  const body = Array.from({ length }, () => randomInstruction(random));
  if (random.pick([true, false, false])) body[random.pick([1, 3, 5])] = spoiled(random);
  return [...HEAD, ...body, ...TAIL];
}

function explain(data: string, { number, args }: Call): FilterAnswer {
  const config = { ...smallConfig(), annotations: { 'run.oci.seccomp_bpf_data': data } };
  const options = {
    config: '/c',
    syscall: `${number}`,
    args: args.map((value, index) => `${index}=${value}`),
  };
  const answer = ask('explain', options, {
    facts: FACTS,
    config: { text: JSON.stringify(config) },
  });
  assert.equal(answer.kind, 'output', answer.text);
  return JSON.parse(answer.output) as FilterAnswer;
}

/** As the kernel's answers are told. */
function told(action = ''): string {
  if (action.startsWith('none: the kernel refuses')) return REFUSED;
  const errno = /^SCMP_ACT_ERRNO (\d+)$/.exec(action)?.[1];
  return errno === undefined ? 'signal 31' : `errno ${errno}`;
}

describe('explain of programs that are given', function () {
  this.timeout(60_000);

  it('is what the kernel makes of them, whatever codes they have', () => {
    let refused = 0;
    for (let seed = 0; seed < PROGRAMS; seed++) {
      const random = new Random(seed);
      const program = encodeProgram(randomProgram(random));
      const value = () => random.pick([0n, 1n, 3n, 0xffffffffn, 0x500000003n]);
      const calls = Array.from(
        { length: 2 },
        (): Call => ({ number: NUMBER, args: [value(), value(), 0n, 0n, 0n, 0n] }),
      );
      const data = program.toString('base64');
      const explained = calls.map((call) => told(explain(data, call).action));
      assert.deepEqual(explained, askKernel(program, calls), `seed ${seed}: ${data}`);
      if (explained[0] === REFUSED) refused += 1;
    }
    assert.ok(refused > PROGRAMS / 10 && refused < PROGRAMS / 2, `${refused} refused`);
  });
});
