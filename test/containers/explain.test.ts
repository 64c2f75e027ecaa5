// `lading explain --syscall` against the kernel: the calls are made inside a container with the filter.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { explainSyscall, type FilterAnswer } from '../../host/index.ts';
import { adaptEngineConfig, type Config, type Seccomp, smallConfig } from '../helpers/config.ts';
import { Container } from '../helpers/container.ts';
import { leavesNothingBehind } from '../helpers/leaks.ts';
import { skip } from '../helpers/skip.ts';

/** No call fails with these by itself, so who sees one knows who said it. */
const DENIED = 777;
const RULE = 1000;
const SIGSYS = 31;
const ENOSYS = 38;

/** They would make a second process, or end this one, before it can tell. */
const SILENT = new Set(['clone', 'clone3', 'exit', 'exit_group', 'fork', 'vfork', 'rt_sigreturn']);

type Call = {
  readonly abi: 32 | 64;
  readonly number: number;
  readonly args: readonly bigint[];
};

/** What the kernel does with each call, as `errno N` or `signal N`. */
async function attemptAll(container: Container, calls: readonly Call[]): Promise<string[]> {
  const words = calls.map(({ abi, number, args }) => [abi, number, ...args].join(':'));
  container.config.process.args = ['attempt', ...words];
  container.writeConfig();
  const ran = await container.run();
  assert.equal(ran.exitCode, 0, ran.stderr);
  const lines = ran.stdout.trimEnd().split('\n');
  assert.equal(lines.length, calls.length);
  return lines;
}

async function explainCall(container: Container, call: Call): Promise<FilterAnswer> {
  return explainSyscall(join(container.bundle, 'config.json'), call.number, {
    args: { ...call.args },
    ...(call.abi === 32 ? { arch: 'x86' } : {}),
  });
}

/** Whether the kernel's answer is one that the explanation allows. */
function agrees({ action = '' }: FilterAnswer, found: string): boolean {
  const errno = /^SCMP_ACT_ERRNO (\d+)$/.exec(action)?.[1];
  if (errno !== undefined) return found === `errno ${errno}`;
  if (/KILL|TRAP/.test(action)) return found === `signal ${SIGSYS}`;
  if (/TRACE/.test(action)) return found === `errno ${ENOSYS}`;
  const isOurs = /^errno (\d+)$/.exec(found);
  return found !== `signal ${SIGSYS}` && !(Number(isOurs?.[1]) >= DENIED);
}

async function differences(container: Container, calls: readonly Call[]): Promise<string[]> {
  const found = await attemptAll(container, calls);
  const wrong: string[] = [];
  for (const [index, call] of calls.entries()) {
    const answer = await explainCall(container, call);
    if (answer.exempt !== undefined || agrees(answer, found[index] ?? '')) continue;
    wrong.push(`${answer.name ?? call.number}(${call.args}): ${answer.action}, ${found[index]}`);
  }
  return wrong;
}

function contained(bend: (config: Config) => void, config = smallConfig()): Container {
  return new Container({ config, programs: ['attempt'], bend });
}

describe('what explain says of a system call', () => {
  leavesNothingBehind();

  it('is what the kernel does, for every call of the host under the filter of docker', async () => {
    const container = contained((config) => {
      const seccomp = config.linux.seccomp as Seccomp;
      seccomp.defaultErrnoRet = DENIED;
      config.process.noNewPrivileges = true;
    }, adaptEngineConfig('docker-20.10'));
    const numbers: Call[] = [];
    for (let number = 0; number < 470; number++) {
      const call: Call = { abi: 64, number, args: [] };
      const { name = '' } = await explainCall(container, call);
      if (!SILENT.has(name)) numbers.push(call);
    }
    assert.ok(numbers.length > 400);
    assert.deepEqual(await differences(container, numbers), []);
  });

  it('is what the kernel does, argument by argument, and names the very rule', async () => {
    const container = contained((config) => {
      config.linux.seccomp = argumentsProfile();
    });
    const calls = argumentCalls();
    assert.ok(calls.length >= 200, `${calls.length} calls`);
    assert.deepEqual(await differences(container, calls), []);
    const [first] = calls;
    const found = await attemptAll(container, calls);
    let named = 0;
    for (const [index, call] of calls.entries()) {
      const { decided } = await explainCall(container, call);
      const errno = Number(/errno (1\d\d\d)$/.exec(found[index] ?? '')?.[1] ?? 0);
      // The kernel's answer carries the number of the rule that gave it.
      if (errno === 0) continue;
      named += 1;
      assert.equal(decided?.at, `/linux/seccomp/syscalls/${errno - RULE}`, `${call.args}`);
    }
    assert.ok(named > 60, `${named} of ${calls.length}, from ${first?.number}`);
  });

  it('is what the kernel does with calls of the second architecture of the profile', async function () {
    const [free] = await attemptAll(
      contained(() => undefined),
      FOREIGN_CALLS.slice(0, 1),
    );
    if (free !== 'errno 0') skip(this, 'no-32-bit-calls');
    const container = contained((config) => {
      config.linux.seccomp = argumentsProfile();
    });
    assert.deepEqual(await differences(container, FOREIGN_CALLS), []);
  });
});

const MASK = 0xff00000000n;

/** Rules on calls that do nothing whatever they are given; each fails with a number of its own. */
function argumentsProfile(): Seccomp {
  const rule = (
    name: string,
    ...args: readonly (readonly [number, string, bigint, bigint?])[]
  ) => ({
    names: [name],
    action: 'SCMP_ACT_ERRNO',
    args: args.map(([index, op, value, valueTwo]) => ({
      index,
      op: `SCMP_CMP_${op}`,
      value: Number(value),
      ...(valueTwo === undefined ? {} : { valueTwo: Number(valueTwo) }),
    })),
  });
  const rules = [
    rule('getppid', [0, 'EQ', 5n], [1, 'NE', 6n]),
    rule('getppid', [0, 'EQ', 7n]),
    rule('getuid', [0, 'LT', 10n]),
    rule('getuid', [0, 'GE', 0x100000000n]),
    rule('geteuid', [2, 'GT', 3n], [2, 'LE', 3n]), // one argument twice: alternatives
    rule('getgid', [5, 'MASKED_EQ', MASK, 0x300000000n]),
    rule('getegid', [0, 'LE', 1n], [3, 'GT', 0xfffffffffn]),
    rule('gettid'),
  ].map((one, index) => ({ ...one, errnoRet: RULE + index }));
  return {
    defaultAction: 'SCMP_ACT_ALLOW',
    architectures: ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86'],
    syscalls: [
      ...rules,
      { names: ['sched_yield'], action: 'SCMP_ACT_KILL_PROCESS' },
      { names: ['getpgrp'], action: 'SCMP_ACT_TRAP' },
      { names: ['sync'], action: 'SCMP_ACT_TRACE' },
      { names: ['getpid'], action: 'SCMP_ACT_LOG' },
    ],
  };
}

const NUMBERS = {
  getpid: 39,
  getppid: 110,
  getuid: 102,
  geteuid: 107,
  getgid: 104,
  getegid: 108,
  gettid: 186,
  sched_yield: 24,
  getpgrp: 111,
  sync: 162,
};
const X86_GETPPID = 64;
const X86_SCHED_YIELD = 158;

function argumentCalls(): Call[] {
  const values = [0n, 1n, 5n, 6n, 7n, 10n, 0xffffffffn, 0x100000000n, 0x3ffffffffn, 2n ** 64n - 1n];
  const at = (index: number, value: bigint, rest: bigint): bigint[] =>
    Array.from({ length: 6 }, (_, place) => (place === index ? value : rest));
  const calls: Call[] = [];
  for (const value of values) {
    for (const rest of [0n, 6n, 0x1000000000n]) {
      const add = (number: number, index: number) =>
        calls.push({ abi: 64, number, args: at(index, value, rest) });
      add(NUMBERS.getppid, 0);
      add(NUMBERS.getuid, 0);
      add(NUMBERS.geteuid, 2);
      add(NUMBERS.getgid, 5);
      add(NUMBERS.getegid, 0);
      add(NUMBERS.getegid, 3);
      add(NUMBERS.gettid, 1);
    }
  }
  for (const number of [NUMBERS.sched_yield, NUMBERS.getpgrp, NUMBERS.sync, NUMBERS.getpid])
    calls.push({ abi: 64, number, args: [] });
  return calls;
}

const FOREIGN_CALLS: readonly Call[] = [
  ...[5n, 6n, 7n].map((value): Call => ({ abi: 32, number: X86_GETPPID, args: [value] })),
  { abi: 32, number: X86_SCHED_YIELD, args: [] },
];
