// Whether what a cgroup's file shows is what was written into it: the kernel rounds, completes and reorders.

import { isSameAmount, isSameNumber, isSameShares, numberOf, unitsOf } from './amounts.ts';

const LIST = /^cpuset\.(cpus|mems)(\.exclusive)?$/;
/** Below nothing there is only "no limit": any such number is shown as -1. */
const UNLIMITED_BELOW_ZERO = /^cpu\.(cfs_quota|rt_runtime)_us$/;

export function isSameValue(
  file: string,
  planned: string,
  text: string,
  pageSizes: readonly bigint[],
): boolean {
  const found = text.trim();
  if (found === planned) return true;
  if (file === 'memory.oom_control') return found.startsWith(`oom_kill_disable ${planned}`);
  if (LIST.test(file)) return isSameList(planned, found);
  if (file === 'cgroup.subtree_control') return isEnabled(planned, found);
  if (file === 'cpu.max') return isSameQuota(planned, found);
  if (planned.includes(' ')) return isSameKeyed(file, planned, found);
  if (file.endsWith('.weight')) return found === `default ${planned}`;
  if (file === 'cpu.shares') return isSameShares(planned, found);
  if (UNLIMITED_BELOW_ZERO.test(file) && planned.startsWith('-')) return found.startsWith('-');
  const units = unitsOf(file, pageSizes);
  return units === undefined ? isSameNumber(planned, found) : isSameAmount(planned, found, units);
}

/** `0-2,7` and `0,1,2,7` are one list. */
function isSameList(planned: string, found: string): boolean {
  const wanted = listOf(planned);
  return wanted !== undefined && wanted === listOf(found);
}

/** Up to which number; of each group of how many, the first how many. */
const RANGE = /^(\d{1,5})(?:-(\d{1,5})(?::(\d{1,5})\/(\d{1,5}))?)?$/;

/** As the kernel reads it (cpuset(7), FORMATS; lib/bitmap.c); undefined: it is no such list. */
function listOf(text: string): string | undefined {
  const numbers = new Set<number>();
  for (const part of text.split(/[\s,]+/)) {
    if (part === '') continue;
    const [whole, first, last = first, used = '1', group = '1'] = RANGE.exec(part) ?? [];
    if (whole === undefined) return undefined;
    for (let number = Number(first); number <= Number(last); number += 1) {
      if ((number - Number(first)) % Number(group) < Number(used)) numbers.add(number);
    }
  }
  return [...numbers].sort((a, b) => a - b).join(',');
}

/** `+cpu -io` */
function isEnabled(planned: string, found: string): boolean {
  const enabled = found.split(/\s+/);
  return planned
    .split(/\s+/)
    .every((word) => enabled.includes(word.slice(1)) === word.startsWith('+'));
}

/** The period stays when only the quota is written. */
function isSameQuota(planned: string, found: string): boolean {
  const wanted = planned.split(/\s+/);
  const there = found.split(/\s+/);
  return wanted.every((word, index) => word === there[index]);
}

/** From which number on there is no limit, by the file and the setting's name. */
const KEYED_ENDS: readonly (readonly [RegExp, bigint])[] = [
  [/^io\.max [rw]bps=/, 2n ** 64n - 1n],
  [/^io\.max [rw]iops=/, 2n ** 32n - 1n],
  [/^rdma\.max /, 2n ** 31n - 1n],
  [/^blkio\.throttle\.\w+_bps_device /, 2n ** 64n - 1n],
];

/** `8:0 rbps=1048576` is one line of several, and one setting of several in it. */
function isSameKeyed(file: string, planned: string, found: string): boolean {
  const [key, ...words] = planned.split(/\s+/);
  const settings = words.map((word) =>
    isEndless(file, word) ? word.replace(/\d+$/, 'max') : word,
  );
  const line = lineOf(found, key);
  // What is set back to nothing is no longer shown.
  if (line === undefined) return settings.every((one) => /(^|=)(0|max)$/.test(one));
  return settings.every((one) => line.includes(one) || isSameNumber(one, line[0] ?? ''));
}

function isEndless(file: string, setting: string): boolean {
  const [, end] = KEYED_ENDS.find(([pattern]) => pattern.test(`${file} ${setting}`)) ?? [];
  const number = numberOf(/\d+$/.exec(setting)?.[0] ?? '');
  return end !== undefined && number !== undefined && number >= end;
}

function lineOf(text: string, key: string | undefined): readonly string[] | undefined {
  const line = text.split('\n').find((one) => one.split(/\s+/)[0] === key);
  return line?.trim().split(/\s+/).slice(1);
}

/** Of many lines, the one that is meant. */
export function shownValue(file: string, planned: string, text: string): string {
  const found = text.trim();
  const isWhole = file === 'cpu.max' || file === 'cgroup.subtree_control' || LIST.test(file);
  if (isWhole || !planned.includes(' ')) return found;
  const [key] = planned.split(/\s+/);
  const line = lineOf(found, key);
  return line === undefined ? 'nothing' : `${key} ${line.join(' ')}`;
}
