// Whether what a cgroup's file shows is what was written into it: the kernel rounds, completes and reorders.
import {
  isSameAmount,
  isSameNumber,
  isSamePercent,
  isSameShares,
  numberOf,
  unitsOf,
} from './amounts.ts';
import { isList, isSameList } from './lists.ts';
import { isWhole, spelledOut } from './settings.ts';

const PERCENT = /^cpu\.uclamp\.(min|max)$/;
/** Below nothing there is only "no limit": any such number is shown as -1. */
const UNLIMITED_BELOW_ZERO = /^cpu\.(cfs_quota|rt_runtime)_us$/;

export function isSameValue(
  file: string,
  written: string,
  text: string,
  pageSizes: readonly bigint[],
): boolean {
  const found = text.trim();
  if (found === written) return true;
  const planned = spelledOut(file, written);
  if (file === 'memory.oom_control') return found.startsWith(`oom_kill_disable ${planned}`);
  if (isList(file)) return isSameList(planned, found);
  if (file === 'cgroup.subtree_control') return isEnabled(planned, found);
  if (file === 'cpu.max') return isSameQuota(planned, found);
  if (planned.includes(' ')) return isSameKeyed(file, planned, found);
  if (PERCENT.test(file)) return isSamePercent(planned, found);
  if (file === 'cpu.shares') return isSameShares(planned, found);
  if (UNLIMITED_BELOW_ZERO.test(file) && planned.startsWith('-')) return found.startsWith('-');
  const units = unitsOf(file, pageSizes);
  return units === undefined ? isSameNumber(planned, found) : isSameAmount(planned, found, units);
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

const IOPS_OF_V1 = /^blkio\.throttle\.\w+_iops_device$/;

/** From which number on there is no limit, by the file and the setting's name. */
const KEYED_ENDS: readonly (readonly [RegExp, bigint])[] = [
  [/^io\.max [rw]bps=/, 2n ** 64n - 1n],
  [/^io\.max [rw]iops=/, 2n ** 32n - 1n],
  [/^rdma\.max /, 2n ** 31n - 1n],
  [/^blkio\.throttle\.\w+_bps_device /, 2n ** 64n - 1n],
  [/^blkio\.throttle\.\w+_iops_device /, 2n ** 32n - 1n],
];

/** `8:0 rbps=1048576` is one line of several, and one setting of several in it. */
function isSameKeyed(file: string, planned: string, found: string): boolean {
  const [key, ...words] = planned.split(/\s+/);
  const settings = words.map((word) => {
    const kept = keptOf(file, word);
    return isEndless(file, kept) ? kept.replace(/\d+$/, 'max') : kept;
  });
  const line = lineOf(found, key);
  // What is set back to nothing is no longer shown.
  if (line === undefined) {
    return settings.every(
      (one, index) => /(^|=)(max|default)$/.test(one) || /(^|=)0$/.test(words[index] ?? ''),
    );
  }
  return settings.every((one) => line.includes(one) || isSameNumber(one, line[0] ?? ''));
}

/** Of so many operations a second v1 keeps 32 bits (block/blk-throttle.c, tg_set_conf()). */
function keptOf(file: string, word: string): string {
  const number = IOPS_OF_V1.test(file) ? numberOf(word) : undefined;
  return number === undefined ? word : `${BigInt.asUintN(32, number)}`;
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
export function shownValue(file: string, written: string, text: string): string {
  const found = text.trim();
  const planned = spelledOut(file, written);
  if (isWhole(file) || !planned.includes(' ')) return found;
  const [key] = planned.split(/\s+/);
  const line = lineOf(found, key);
  return line === undefined ? 'nothing' : `${key} ${line.join(' ')}`;
}
