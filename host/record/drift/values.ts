// Whether what a cgroup's file shows is what was written into it: the kernel rounds, completes and reorders.

/** The largest that a v1 memory limit can be is no limit; it is a multiple of the page size. */
const NO_LIMIT = 2n ** 63n - 2n ** 16n;
const PAGE_SIZES: readonly bigint[] = [4096n, 16384n, 65536n];
const NUMBER = /^-?\d+$/;

export function isSameValue(file: string, planned: string, text: string): boolean {
  const found = text.trim();
  if (found === planned) return true;
  if (file === 'memory.oom_control') return found.startsWith(`oom_kill_disable ${planned}`);
  if (/cpuset\.(cpus|mems)/.test(file)) return listOf(found) === listOf(planned);
  if (file === 'cgroup.subtree_control') return isEnabled(planned, found);
  if (file === 'cpu.max') return isSameQuota(planned, found);
  if (planned.includes(' ')) return isSameKeyed(planned, found);
  if (file.endsWith('.weight')) return found === `default ${planned}`;
  if (file === 'net_cls.classid') return BigInt(planned) === BigInt(found);
  return NUMBER.test(planned) && NUMBER.test(found) && isSameNumber(BigInt(planned), BigInt(found));
}

function isSameNumber(planned: bigint, found: bigint): boolean {
  if (planned === found) return true;
  if (planned < 0n) return found < 0n || found >= NO_LIMIT;
  if (planned >= NO_LIMIT && found >= NO_LIMIT) return true;
  return PAGE_SIZES.some((size) => (planned / size) * size === found);
}

/** `0-2,7` and `0,1,2,7` are one list. */
function listOf(text: string): string {
  const numbers = text.split(',').flatMap((part) => {
    const [first = 0, last = first] = part.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  return [...new Set(numbers)].sort((a, b) => a - b).join(',');
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

/** `8:0 rbps=1048576` is one line of several, and one setting of several in it. */
function isSameKeyed(planned: string, found: string): boolean {
  const [key, ...settings] = planned.split(/\s+/);
  const line = lineOf(found, key);
  // What is set back to nothing is no longer shown.
  if (line === undefined) return settings.every((one) => /(^|=)(0|max)$/.test(one));
  return settings.every((one) => line.includes(one) || isSamePlain(one, line));
}

function isSamePlain(wanted: string, line: readonly string[]): boolean {
  const [found] = line;
  if (found === undefined || !NUMBER.test(wanted) || !NUMBER.test(found)) return false;
  return isSameNumber(BigInt(wanted), BigInt(found));
}

function lineOf(text: string, key: string | undefined): readonly string[] | undefined {
  const line = text.split('\n').find((one) => one.split(/\s+/)[0] === key);
  return line?.trim().split(/\s+/).slice(1);
}

/** Of many lines, the one that is meant. */
export function shownValue(file: string, planned: string, text: string): string {
  const found = text.trim();
  if (!planned.includes(' ') || file === 'cpu.max' || file === 'cgroup.subtree_control')
    return found;
  const [key] = planned.split(/\s+/);
  const line = lineOf(found, key);
  return line === undefined ? 'nothing' : `${key} ${line.join(' ')}`;
}
