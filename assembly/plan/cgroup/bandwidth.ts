// How much of the CPUs' time a cgroup has: a quota in each period (sched-bwc.rst, cgroup-v2.rst, cpu.max).

import { LinuxCPU } from '../../../generated/assembly/config';
import { Cgroup } from './cgroup';
import { Live } from './live';

@final
export class Bandwidth {
  /** In microseconds. Negative: no limit; 0: not given. */
  quota: i64 = 0;
  /** In microseconds. 0: not given. */
  period: u64 = 0;

  get isGiven(): bool {
    return this.quota != 0 || this.period != 0;
  }
}

/**
 * What is asked for. Of a container that lives, the half that is not asked for is the one that is there: v2 has both in
 * one file, and systemd wants to know how much that is of a second.
 */
export function readBandwidth(cpu: LinuxCPU, cgroup: Cgroup | null, live: Live | null): Bandwidth {
  const result = new Bandwidth();
  result.quota = cpu.quota;
  result.period = cpu.period;
  const isWhole = (cpu.quota != 0) == (cpu.period != 0);
  if (isWhole || cgroup === null || live === null) return result;
  if (cgroup.isUnified) {
    const text = live.read(cgroup.pathOf('cpu.max'));
    if (text !== null) complete(result, text.split(' '));
  } else {
    const quota = live.read(cgroup.pathOf('cpu.cfs_quota_us'));
    const period = live.read(cgroup.pathOf('cpu.cfs_period_us'));
    if (quota !== null && period !== null) complete(result, [quota, period]);
  }
  return result;
}

/** `texts`: a quota, which v2 calls `max` and v1 -1 when there is none, and a period. */
function complete(bandwidth: Bandwidth, texts: string[]): void {
  if (texts.length != 2) return;
  const isLimited = texts[0] != 'max' && !texts[0].startsWith('-');
  if (bandwidth.quota == 0) bandwidth.quota = isLimited ? I64.parseInt(texts[0]) : -1;
  if (bandwidth.period == 0) bandwidth.period = U64.parseInt(texts[1]);
}
