// Profiles to compare on: the engines' own, hand-written ones, and seeded random ones; and the calls to try them with.
import { readFileSync } from 'node:fs';
import type { SeccompData } from '../../helpers/bpf-machine.ts';
import type { Arg, Operator, Profile, Rule } from '../../unit/assembly/bpf/compiler.ts';
import { ACTION, architecturesOf, NUMBERS, TOKEN } from './naive.ts';

const FIXTURES = new URL('../../fixtures/', import.meta.url);

type OciArg = { index: number; op: string; value: number; valueTwo?: number };
type OciSeccomp = {
  defaultAction: string;
  architectures?: string[];
  syscalls?: { names: string[]; action: string; errnoRet?: number; args?: OciArg[] }[];
};

export function actionOf(name: string, errno = 1): number {
  const actions: Readonly<Record<string, number>> = {
    SCMP_ACT_ALLOW: ACTION.allow,
    SCMP_ACT_ERRNO: ACTION.errno | errno,
    SCMP_ACT_KILL: ACTION.killThread,
    SCMP_ACT_KILL_THREAD: ACTION.killThread,
    SCMP_ACT_KILL_PROCESS: ACTION.killProcess,
    SCMP_ACT_TRAP: ACTION.trap,
    SCMP_ACT_TRACE: ACTION.trace | errno,
    SCMP_ACT_LOG: ACTION.log,
    SCMP_ACT_NOTIFY: ACTION.notify,
  };
  const action = actions[name];
  if (action === undefined) throw new Error(`unknown action ${name}`);
  return action;
}

/** Numbers of these files fit in 53 bits, so JSON.parse does for them. */
export function readOci(seccomp: OciSeccomp, native = 'x86_64'): Profile {
  const rules = (seccomp.syscalls ?? []).map(({ names, action, errnoRet, args }) => ({
    names,
    action: actionOf(action, errnoRet),
    args: (args ?? []).map(({ index, op, value, valueTwo }) => ({
      index,
      op: op.slice('SCMP_CMP_'.length) as Operator,
      value: BigInt(value),
      valueTwo: BigInt(valueTwo ?? 0),
    })),
  }));
  const defaultAction = actionOf(seccomp.defaultAction);
  return { native, architectures: seccomp.architectures ?? [], defaultAction, stub: true, rules };
}

export function fixedProfiles(): Map<string, Profile> {
  const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, FIXTURES), 'utf8'));
  const profiles = new Map<string, Profile>();
  for (const name of ['docker-20.10', 'podman-4.3', 'containerd-1.6']) {
    const config = read(`configs/${name}.json`) as { linux: { seccomp: OciSeccomp } };
    profiles.set(name, readOci(config.linux.seccomp));
  }
  for (const name of ['deny-list', 'arguments', 'minimal']) {
    profiles.set(name, readOci(read(`seccomp/${name}.json`) as OciSeccomp));
  }
  return profiles;
}

/** mulberry32: small, seeded, good enough for choosing. */
export class Random {
  constructor(private state: number) {}

  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

/** A few of each kind: low, high, neighbours, on some architectures only, multiplexed on i386, unknown. */
const NAMES = (
  'read write open close lseek mmap ioctl pread64 access dup2 getpid clone fork execve exit kill fcntl ptrace ' +
  'personality getpriority prctl arch_prctl mount umount2 stime futex openat unshare clone3 close_range socket ' +
  'semop set_mempolicy_home_node made_up_call'
).split(' ');
const OPERATORS: readonly Operator[] = ['NE', 'LT', 'LE', 'EQ', 'GE', 'GT', 'MASKED_EQ'];
const VALUES: readonly bigint[] = [
  0n,
  1n,
  2n,
  5n,
  8n,
  0x80n,
  0xffffn,
  0x7e020000n,
  0x7fffffffn,
  0x80000000n,
  0xfffffffen,
  0xffffffffn,
];
const WIDE_VALUES: readonly bigint[] = [
  0x100000000n,
  0x100000005n,
  0x1ffffffffn,
  0x200000000n,
  0x7fffffffffffffffn,
  0x8000000000000000n,
  0xffffffff00000000n,
  0xfffffffffffffffen,
  0xffffffffffffffffn,
];
const ARCHITECTURES = ['SCMP_ARCH_X86_64', 'SCMP_ARCH_X86', 'SCMP_ARCH_X32', 'SCMP_ARCH_AARCH64'];
const ACTIONS = [
  ACTION.allow,
  ACTION.errno | 1,
  ACTION.errno | 2,
  ACTION.errno | 77,
  ACTION.killThread,
  ACTION.killProcess,
  ACTION.trap,
  ACTION.trace | 9,
  ACTION.log,
];

function randomArgs(random: Random, values: readonly bigint[]): Arg[] {
  const count = random.pick([0, 1, 1, 1, 2, 2, 3]);
  return Array.from({ length: count }, () => ({
    index: random.pick([0, 0, 0, 1, 1, 2, 3, 4, 5]),
    op: random.pick(OPERATORS),
    value: random.pick(values),
    valueTwo: random.pick(values),
  }));
}

/** With few actions and calls, so that rules meet; a third of the profiles has at most one rule a call, and no overlap. */
export function randomProfile(seed: number): Profile {
  const random = new Random(seed);
  const isApart = seed % 3 === 0;
  const values = random.pick([VALUES, [...VALUES, ...WIDE_VALUES]]);
  const actions = [random.pick(ACTIONS), random.pick(ACTIONS), random.pick(ACTIONS)];
  const names = Array.from({ length: 1 + random.below(8) }, () => random.pick(NAMES));
  const left = [...new Set(names)];
  const rules: Rule[] = [];
  for (let count = random.below(14); count > 0; count--) {
    const some = isApart
      ? left.splice(0, 1 + random.below(2))
      : Array.from({ length: 1 + random.below(3) }, () => random.pick(names));
    if (some.length === 0) break;
    rules.push({ names: some, action: random.pick(actions), args: randomArgs(random, values) });
  }
  const architectures = ARCHITECTURES.filter(() => random.below(3) === 0);
  const defaultAction = random.pick([ACTION.errno | 1, ACTION.allow, ...ACTIONS]);
  return { native: 'x86_64', architectures, defaultAction, stub: seed % 2 === 0, rules };
}

function boundariesOf(arg: Arg): bigint[] {
  const points = [0n, 0xffffffffn, 0x100000000n, 1n << 63n, (1n << 64n) - 1n];
  for (const value of arg.op === 'MASKED_EQ' ? [arg.value, arg.valueTwo] : [arg.value]) {
    const high = value >> 32n;
    points.push(value - 1n, value, value + 1n, value ^ (1n << 32n), value ^ 1n);
    for (const near of [high - 1n, high + 1n])
      points.push(near << 32n, (near << 32n) | 0xffffffffn);
  }
  if (arg.op === 'MASKED_EQ') points.push(arg.value & arg.valueTwo, ~arg.value | arg.valueTwo);
  return [...new Set(points.map((point) => BigInt.asUintN(64, point)))];
}

/** Argument lists worth trying for the rules of one call. */
function argumentsFor(rules: readonly Rule[], random: Random, limit: number): bigint[][] {
  const points = Array.from({ length: 6 }, () => [0n]);
  for (const { args } of rules) {
    for (const arg of args) points[arg.index]?.push(...boundariesOf(arg));
  }
  const total = points.reduce((product, { length }) => product * length, 1);
  const lists: bigint[][] = [];
  for (let index = 0; index < Math.min(total, limit); index++) {
    let rest = total <= limit ? index : random.below(total);
    lists.push(
      points.map((values) => {
        const value = values[rest % values.length] ?? 0n;
        rest = Math.floor(rest / values.length);
        return value;
      }),
    );
  }
  return lists;
}

const EDGES = [
  0, 1, 334, 335, 450, 451, 469, 511, 512, 513, 547, 548, 600, 0x3fffffff, 0x40000000, 0x40000001,
  0x40000200, 0x40000223, 0x40000258, 0x7fffffff, 0x80000000, 0x80000001, 0xfffffffe, 0xffffffff,
];

/** Calls on both sides of everything the profile tells apart. */
export function* callsFor(profile: Profile, seed: number, isAll: boolean): Generator<SeccompData> {
  const random = new Random(seed ^ 0x5eed);
  const listed = architecturesOf(profile);
  for (const architecture of [0, 0x40000028, 0xdeadbeef])
    yield { number: 0, architecture, args: [] };
  for (const name of new Set([...listed, 'x86_64', 'x86'])) {
    const architecture = TOKEN[name] ?? 0;
    const bit = name === 'x32' ? 0x40000000 : 0;
    const numbers = new Set(EDGES);
    for (let number = 0; isAll && number <= 600; number++) numbers.add(number).add(bit + number);
    for (const number of numbers) yield { number, architecture, args: [] };
    const named = new Set(profile.rules.flatMap(({ names }) => names));
    for (const call of named) {
      const number = NUMBERS[name]?.get(call);
      if (number === undefined) continue;
      yield { number: bit + number + 1, architecture, args: [] };
      if (number > 0) yield { number: bit + number - 1, architecture, args: [] };
      const rules = profile.rules.filter(({ names }) => names.includes(call));
      for (const args of argumentsFor(rules, random, isAll ? 4000 : 40)) {
        yield { number: bit + number, architecture, args };
      }
    }
  }
}
