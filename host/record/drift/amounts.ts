// Numbers as a cgroup's files take them and show them again: amounts of memory are counted in pages, and what is beyond
// the last one that can be counted is no limit.

/** Each is 1024 of the one before. */
const SUFFIXES = '_kmgtpe';
const NUMBER = /^(-?)(0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i;
const SUFFIXED = /^(.+)([kmgtpe])$/i;
const SHARES_MIN = 2n;
const SHARES_MAX = 262144n;

/** The kernel's LONG_MAX: no counter of pages stands for more bytes (PAGE_COUNTER_MAX). */
const BYTES_MAX = 2n ** 63n - 1n;
const AMOUNT = /^memory\.(\w+\.)*((soft_)?limit_in_bytes|min|low|high|max)$/;
const HUGE_AMOUNT = /^hugetlb\.([1-9]\d*)([KMG])B\.(rsvd\.)?(limit_in_bytes|max)$/;

/** Of such a file, what the kernel may round down to: each of its page sizes, or the huge page's own. */
export function unitsOf(file: string, pageSizes: readonly bigint[]): readonly bigint[] | undefined {
  const [, size = '', suffix = ''] = HUGE_AMOUNT.exec(file) ?? [];
  const unit = bytesOf(size + suffix);
  if (unit !== undefined) return [unit];
  return AMOUNT.test(file) ? pageSizes : undefined;
}

/** Rounded down, and none when it is beyond what can be counted: v2 shows that as `max`, v1 as the largest there is. */
export function isSameAmount(planned: string, found: string, units: readonly bigint[]): boolean {
  const wanted = planned === '-1' ? BYTES_MAX : bytesOf(planned);
  if (wanted === undefined) return false;
  return units.some((unit) => {
    const last = BYTES_MAX - (BYTES_MAX % unit);
    const rounded = wanted - (wanted % unit);
    const taken = rounded < last ? rounded : last;
    return found === 'max' ? taken === last : numberOf(found) === taken;
  });
}

/** The kernel takes the nearest that it has (MIN_SHARES and MAX_SHARES of kernel/sched). */
export function isSameShares(planned: string, found: string): boolean {
  const wanted = numberOf(planned);
  if (wanted === undefined) return false;
  if (wanted < SHARES_MIN) return numberOf(found) === SHARES_MIN;
  return numberOf(found) === (wanted > SHARES_MAX ? SHARES_MAX : wanted);
}

/** What is as good as all of it is `max`: in parts of 1024, rounded (kernel/sched/core.c, cpu_uclamp_print()). */
const ALL_HUNDREDTHS = 9996n;

/** `50`, shown with two decimals. */
export function isSamePercent(planned: string, found: string): boolean {
  const wanted = hundredthsOf(planned);
  if (wanted === undefined) return false;
  return found === 'max' ? wanted >= ALL_HUNDREDTHS : wanted === hundredthsOf(found);
}

/** As the kernel's cgroup_parse_float() rounds it. */
function hundredthsOf(text: string): bigint | undefined {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const thousandths = BigInt(whole + fraction.padEnd(3, '0').slice(0, 3));
  return (thousandths + 5n) / 10n;
}

export function isSameNumber(planned: string, found: string): boolean {
  const wanted = numberOf(planned);
  return wanted !== undefined && wanted === numberOf(found);
}

/** `1G`, `0x1000`: as the kernel's memparse() reads it, in 64 bits. */
function bytesOf(text: string): bigint | undefined {
  const plain = numberOf(text); // of `0x1e` the last is a digit
  const [, digits = '', suffix = ''] = SUFFIXED.exec(text) ?? [];
  const number = plain ?? numberOf(digits);
  if (number === undefined || number < 0n) return undefined;
  const shift = plain === undefined ? 10 * SUFFIXES.indexOf(suffix.toLowerCase()) : 0;
  return BigInt.asUintN(64, number << BigInt(shift));
}

/** Hexadecimal after `0x`, octal after `0`, as the kernel's kstrtoull() has it with base 0. */
export function numberOf(text: string): bigint | undefined {
  const [, sign, digits] = NUMBER.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const number = BigInt(digits.replace(/^0(?=[0-7])/, '0o').toLowerCase());
  return sign === '-' ? -number : number;
}
