// The seccomp rules of a config that the engine has accepted, one row a system call, for looking them up.
import { parseExact } from '../exact.ts';

export type Rule = {
  readonly name: string;
  readonly action: string;
  /** Such as `arg1 & 0x10 == 0`; empty: always. */
  readonly when: string;
  readonly pointer: string;
};

export type Filter = {
  readonly defaultAction: string;
  readonly architectures: readonly string[];
  readonly flags: readonly string[];
  readonly rules: readonly Rule[];
};

type Arg = { index: number; op: string; value: number | bigint; valueTwo?: number | bigint };
type Listed = { names: string[]; action: string; errnoRet?: number; args?: Arg[] };
type Config = {
  linux?: {
    seccomp?: {
      defaultAction: string;
      defaultErrnoRet?: number;
      architectures?: string[];
      flags?: string[];
      syscalls?: Listed[];
    };
  };
};

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['SCMP_CMP_NE', '≠'],
  ['SCMP_CMP_LT', '<'],
  ['SCMP_CMP_LE', '≤'],
  ['SCMP_CMP_EQ', '='],
  ['SCMP_CMP_GE', '≥'],
  ['SCMP_CMP_GT', '>'],
]);

export function readFilter(config: string): Filter | undefined {
  const seccomp = (parseExact(config) as Config).linux?.seccomp;
  if (seccomp === undefined) return undefined;
  const rules = (seccomp.syscalls ?? []).flatMap((listed, index) =>
    listed.names.map((name) => ({
      name,
      action: actionOf(listed.action, listed.errnoRet),
      when: (listed.args ?? []).map(conditionOf).join(' and '),
      pointer: `/linux/seccomp/syscalls/${index}`,
    })),
  );
  return {
    defaultAction: actionOf(seccomp.defaultAction, seccomp.defaultErrnoRet),
    architectures: (seccomp.architectures ?? []).map((name) => name.replace('SCMP_ARCH_', '')),
    flags: (seccomp.flags ?? []).map((name) => name.replace('SECCOMP_FILTER_FLAG_', '')),
    rules: rules.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}

function actionOf(action: string, errno: number | undefined): string {
  return `${action.replace('SCMP_ACT_', '')}${errno === undefined ? '' : ` ${errno}`}`;
}

function conditionOf({ index, op, value, valueTwo = 0 }: Arg): string {
  const hex = (number: number | bigint): string => `0x${number.toString(16)}`;
  if (op === 'SCMP_CMP_MASKED_EQ') return `arg${index} & ${hex(value)} = ${hex(valueTwo)}`;
  return `arg${index} ${SIGNS.get(op) ?? op} ${hex(value)}`;
}
