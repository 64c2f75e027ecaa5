// What a profile means, straight from its rules and without BPF.
import { readFileSync } from 'node:fs';
import type { SeccompData } from '../../helpers/bpf-machine.ts';
import type { Arg, Profile, Rule } from '../../unit/assembly/bpf/compiler.ts';

type Tables = {
  readonly later: {
    readonly every: Readonly<Record<string, number>>;
    readonly only: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  readonly architectures: Readonly<Record<string, Readonly<Record<string, number>>>>;
};

export const ACTION = {
  killThread: 0,
  killProcess: 0x80000000,
  trap: 0x30000,
  errno: 0x50000,
  notify: 0x7fc00000,
  trace: 0x7ff00000,
  log: 0x7ffc0000,
  allow: 0x7fff0000,
} as const;
export const ENOSYS = ACTION.errno | 38;

export const TOKEN: Readonly<Record<string, number>> = {
  x86_64: 0xc000003e,
  x86: 0x40000003,
  x32: 0xc000003e,
  aarch64: 0xc00000b7,
  arm: 0x40000028,
  riscv64: 0xc00000f3,
  ppc64le: 0xc0000015,
  s390x: 0x80000016,
};
const X32_BIT = 0x40000000;
const SKIPPED = 0xffffffff;
const ARM_PRIVATE = 0x0f0000;

const schema = new URL('../../../host/schema/syscalls.json', import.meta.url);
const tables = JSON.parse(readFileSync(schema, 'utf8')) as Tables;

export const NUMBERS: Readonly<Record<string, ReadonlyMap<string, number>>> = Object.fromEntries(
  Object.entries(tables.architectures).map(([name, numbers]) => [
    name,
    new Map(Object.entries({ ...tables.later.every, ...tables.later.only[name], ...numbers })),
  ]),
);

export function architecturesOf(profile: Profile): Set<string> {
  const words = profile.architectures.map((name) => name.slice('SCMP_ARCH_'.length).toLowerCase());
  return new Set([profile.native, ...words]);
}

export function passes({ op, value, valueTwo }: Arg, actual: bigint): boolean {
  switch (op) {
    case 'NE':
      return actual !== value;
    case 'LT':
      return actual < value;
    case 'LE':
      return actual <= value;
    case 'EQ':
      return actual === value;
    case 'GE':
      return actual >= value;
    case 'GT':
      return actual > value;
    case 'MASKED_EQ':
      return (actual & value) === (valueTwo & value);
  }
}

function applies({ args }: Rule, data: SeccompData): boolean {
  const isMet = (arg: Arg) => passes(arg, data.args[arg.index] ?? 0n);
  const isRepeated = new Set(args.map(({ index }) => index)).size < args.length;
  return isRepeated ? args.some(isMet) : args.every(isMet);
}

/** Libseccomp, and we, take a mask of 0 for no condition at all. */
function coversAll({ args }: Rule): boolean {
  const idle = args.filter(({ op, value }) => op === 'MASKED_EQ' && value === 0n);
  const isRepeated = new Set(args.map(({ index }) => index)).size < args.length;
  return isRepeated ? idle.length > 0 : idle.length === args.length;
}

/** Everything the rules ask for in this case: more than one action only where rules overlap. */
export type Meaning = { readonly actions: ReadonlySet<number>; readonly isNewer: boolean };

export function meaningOf(profile: Profile, data: SeccompData): Meaning {
  const only = (action: number, isNewer = false) => ({ actions: new Set([action]), isNewer });
  const listed = architecturesOf(profile);
  const candidates = [...listed].filter((name) => TOKEN[name] === data.architecture);
  if (candidates.length === 0) return only(ACTION.killThread);
  if (data.number === SKIPPED) return only(profile.defaultAction);
  const isX86 = data.architecture === TOKEN.x86_64;
  const isX32 = isX86 && data.number >= X32_BIT;
  const architecture = isX86 ? (isX32 ? 'x32' : 'x86_64') : (candidates[0] ?? '');
  if (!listed.has(architecture)) return only(ACTION.killThread);
  const table = NUMBERS[architecture] ?? new Map<string, number>();
  const number = isX32 ? data.number - X32_BIT : data.number;
  const named = profile.rules.flatMap(({ names }) => names.map((name) => table.get(name) ?? -1));
  if (isNewerThan(named, architecture, number, profile)) return only(ENOSYS, true);
  const rules = profile.rules.filter(
    ({ names, action }) =>
      action !== profile.defaultAction && names.some((name) => table.get(name) === number),
  );
  const whole = rules.find(coversAll);
  if (whole !== undefined) return only(whole.action);
  const met = rules.filter((rule) => applies(rule, data)).map(({ action }) => action);
  return met.length === 0 ? only(profile.defaultAction) : { actions: new Set(met), isNewer: false };
}

function isNewerThan(
  named: readonly number[],
  architecture: string,
  number: number,
  profile: Profile,
): boolean {
  const action = (profile.defaultAction & 0xffff0000) >>> 0;
  const letsThrough = [ACTION.allow, ACTION.log, ACTION.trace].includes(action as 0x7fff0000);
  if (!profile.stub || letsThrough || profile.defaultAction === ENOSYS) return false;
  const known = named.filter((one) => one >= 0);
  if (known.length === 0) return false;
  if (architecture === 's390x' && number === 0) return true;
  if (architecture !== 'arm') return number > Math.max(...known);
  const regular = known.filter((one) => one < ARM_PRIVATE);
  return number < ARM_PRIVATE && number > Math.max(-1, ...regular);
}
