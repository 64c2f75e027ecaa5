// Options of update: resources, in the words of crun.
import type { OptionSpec } from './spec.ts';

export const UPDATE_OPTIONS: readonly OptionSpec[] = [
  {
    name: 'resources',
    flags: '-r, --resources <file>',
    kind: 'input',
    about:
      'as JSON, as linux.resources in config.json (-: standard input); the other values are ignored then',
  },
  {
    name: 'blkioWeight',
    flags: '--blkio-weight <n>',
    kind: 'text',
    about: 'share of block input and output, 10 to 1000',
  },
  {
    name: 'cpuBurst',
    flags: '--cpu-burst <us>',
    kind: 'text',
    about: 'unused quota that may be saved up',
  },
  {
    name: 'cpuIdle',
    flags: '--cpu-idle <n>',
    kind: 'text',
    about: '1: only what nobody else wants of the CPUs',
  },
  {
    name: 'cpuPeriod',
    flags: '--cpu-period <us>',
    kind: 'text',
    about: 'length of the period of --cpu-quota',
  },
  {
    name: 'cpuQuota',
    flags: '--cpu-quota <us>',
    kind: 'text',
    about: 'CPU time in a period (-1: no limit)',
  },
  {
    name: 'cpuRtPeriod',
    flags: '--cpu-rt-period <us>',
    kind: 'text',
    about: 'length of the period of --cpu-rt-runtime',
  },
  {
    name: 'cpuRtRuntime',
    flags: '--cpu-rt-runtime <us>',
    kind: 'text',
    about: 'realtime CPU time in a period',
  },
  {
    name: 'cpuShare',
    flags: '--cpu-share <n>',
    kind: 'text',
    about: 'share of CPU time, 2 to 262144',
  },
  {
    name: 'cpusetCpus',
    flags: '--cpuset-cpus <list>',
    kind: 'text',
    about: 'CPUs it may use, such as 0-2,7',
  },
  {
    name: 'cpusetMems',
    flags: '--cpuset-mems <list>',
    kind: 'text',
    about: 'memory nodes it may use',
  },
  {
    name: 'kernelMemory',
    flags: '--kernel-memory <bytes>',
    kind: 'text',
    about: 'memory of the kernel',
  },
  {
    name: 'kernelMemoryTcp',
    flags: '--kernel-memory-tcp <bytes>',
    kind: 'text',
    about: 'memory of the kernel for TCP',
  },
  {
    name: 'memory',
    flags: '--memory <bytes>',
    kind: 'text',
    about: 'memory, such as 268435456 or 256m (-1: no limit)',
  },
  {
    name: 'memoryReservation',
    flags: '--memory-reservation <bytes>',
    kind: 'text',
    about: 'memory that it keeps when there is little',
  },
  {
    name: 'memorySwap',
    flags: '--memory-swap <bytes>',
    kind: 'text',
    about: 'memory and swap together (-1: no limit)',
  },
  {
    name: 'pidsLimit',
    flags: '--pids-limit <n>',
    kind: 'text',
    about: 'processes and threads (-1: no limit)',
  },
  {
    name: 'l3CacheSchema',
    flags: '--l3-cache-schema <line>',
    kind: 'text',
    about: 'share of the cache, as a line of resctrl',
  },
  {
    name: 'memBwSchema',
    flags: '--mem-bw-schema <line>',
    kind: 'text',
    about: 'share of memory bandwidth, as a line of resctrl',
  },
];
