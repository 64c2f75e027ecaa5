// What the bench found, for people, programs and eyes: ratios to the peers, and whether each is what it should be.
import { renderChart } from './chart.ts';
import type { CallCost } from './filter.ts';
import { PAUSE_US, type Timing } from './measure.ts';
import type { Memory } from './memory.ts';
import type { RecordCost } from './record.ts';
import { ENGINE, LIBRARY, LISTED, POOLED, type Throughput } from './times.ts';

export interface Measured {
  readonly rounds: number;
  readonly timings: readonly Timing[];
  readonly records: readonly RecordCost[];
  readonly throughput: readonly Throughput[];
  readonly peaks: readonly Memory[];
  readonly waiting: readonly Memory[];
  readonly limits: readonly Memory[];
  readonly calls: readonly CallCost[];
}

type Bound = { readonly most: number } | { readonly least: number } | undefined;

interface Ratio {
  readonly what: string;
  readonly value: number;
  readonly bound: Bound;
  readonly unit: 'x' | 'ms' | 's' | 'KB' | '%';
}

export function renderReport(measured: Measured): {
  readonly text: string;
  readonly json: string;
  readonly svg: string;
  readonly isMissed: boolean;
} {
  const ratios = ratiosOf(measured);
  const values = Object.fromEntries(ratios.map(({ what, value }) => [what, value]));
  return {
    text: `${[...linesOf(measured), '', ...ratios.map(renderRatio)].join('\n')}\n`,
    json: `${JSON.stringify({ ...measured, pauseUs: PAUSE_US, ratios: values }, null, 2)}\n`,
    svg: renderChart(measured.timings),
    isMissed: ratios.some((ratio) => !isMet(ratio)),
  };
}

function ratiosOf({
  timings,
  records,
  throughput,
  peaks,
  waiting,
  limits,
  calls,
}: Measured): Ratio[] {
  const median = (name: string): number =>
    timings.find((timing) => timing.name === name)?.medianMs ?? Number.NaN;
  const kilobytes = (all: readonly Memory[], name: string): number =>
    all.find((one) => one.name === name)?.kilobytes ?? Number.NaN;
  const perSecond = (name: string): number =>
    throughput.find((one) => one.name === name)?.perSecond ?? Number.NaN;
  const cost = (name: string, call: string): number =>
    calls.find((one) => one.name === name && one.call === call)?.nanoseconds ?? Number.NaN;
  const times = (name: string, to: string, most?: number): Ratio => ({
    what: `${name} / ${to}`,
    value: median(name) / median(to),
    bound: most === undefined ? undefined : { most },
    unit: 'x',
  });
  return [
    times('lading-oci run', 'crun run', 0.3),
    times('lading-oci run', 'bare system calls', 1.5),
    times('lading-oci life', 'crun life', 0.45),
    times('lading-oci exec', 'crun exec', 0.45),
    times(`lading-oci list of ${LISTED}`, `crun list of ${LISTED}`, 1.5),
    {
      what: 'containers a second, lading-oci / crun',
      value: perSecond('lading-oci') / perSecond('crun'),
      bound: { least: 1.6 },
      unit: 'x',
    },
    {
      what: 'peak memory, lading-oci / crun',
      value: kilobytes(peaks, 'lading-oci run') / kilobytes(peaks, 'crun run'),
      bound: { most: 1 },
      unit: 'x',
    },
    {
      what: 'resident while a foreground run waits',
      value: kilobytes(waiting, 'lading-oci run'),
      bound: { most: 1024 },
      unit: 'KB',
    },
    {
      what: 'smallest memory limit, lading-oci / crun',
      value: kilobytes(limits, 'lading-oci') / kilobytes(limits, 'crun'),
      bound: { most: 1 },
      unit: 'x',
    },
    ...['getppid', 'openat'].map(
      (call): Ratio => ({
        what: `a filtered ${call}, lading-oci / crun`,
        value: cost('lading-oci', call) / cost('crun', call),
        bound: { most: 1 },
        unit: 'x',
      }),
    ),
    ...records.map(
      ({ command, withMs, withoutMs }): Ratio => ({
        what: `a record's part of ${command}`,
        value: 100 * (1 - withoutMs / withMs),
        bound: { most: 5 },
        unit: '%',
      }),
    ),
    times('helper alone', 'crun run', 0.4),
    times('lading plan', 'node -e 0', 1.6),
    { what: ENGINE, value: median(ENGINE), bound: { most: 1 }, unit: 'ms' },
    { what: LIBRARY, value: median(LIBRARY) / 1000, bound: { most: 10 }, unit: 's' },
    times('lading run', 'node -e 0'),
    times('lading run', 'crun run'),
    times('lading-oci run', 'runc run'),
    times('lading-oci life', 'runc life'),
    times('lading-oci exec', 'runc exec'),
    times('helper alone', 'bare system calls'),
  ];
}

function linesOf({ rounds, timings, records, throughput, ...memory }: Measured): string[] {
  const kilobytes = (all: readonly Memory[], what: string): string[] =>
    all.map(({ name, kilobytes: size }) => `  ${name.padEnd(34)} ${pad(size, 0)} KB ${what}`);
  return [
    `a container of /bin/true with Docker's config, ${rounds} rounds in turn, ${PAUSE_US / 1000} ms apart`,
    '',
    ...timings.map(
      ({ name, medianMs, p90Ms }) =>
        `  ${name.padEnd(34)} ${pad(medianMs, 2)} ms   p90 ${pad(p90Ms, 2)} ms`,
    ),
    '',
    ...throughput.map(
      ({ name, perSecond, p99Ms }) =>
        `  ${`${name}, ${POOLED}, two at a time`.padEnd(34)} ${pad(perSecond, 1)} a second   p99 ${pad(p99Ms, 2)} ms`,
    ),
    '',
    ...records.map(
      ({ command, withMs, withoutMs }) =>
        `  ${`lading-oci ${command}, a quarter within`.padEnd(34)} ${pad(withMs, 3)} ms   ${withoutMs.toFixed(3)} ms without a record`,
    ),
    '',
    ...kilobytes(memory.peaks, 'at most'),
    ...kilobytes(memory.waiting, 'resident while its container runs'),
    ...kilobytes(memory.limits, 'the smallest memory limit in which it starts'),
    '',
    ...memory.calls.map(
      ({ name, call, nanoseconds }) =>
        `  ${`${name}, a filtered ${call}`.padEnd(34)} ${pad(nanoseconds, 1)} ns`,
    ),
  ];
}

function pad(value: number, digits: number): string {
  return value.toFixed(digits).padStart(8);
}

/** As it is shown: the digits behind are the clock's, not the program's. */
function isMet({ value, bound }: Ratio): boolean {
  if (bound === undefined) return true;
  const shown = Number(value.toFixed(2));
  return 'most' in bound ? shown <= bound.most : shown >= bound.least;
}

function renderRatio(ratio: Ratio): string {
  const { what, value, bound, unit } = ratio;
  const text = `  ${what.padEnd(50)} ${value.toFixed(2).padStart(7)} ${unit}`;
  if (bound === undefined) return text;
  const wanted = 'most' in bound ? `at most ${bound.most}` : `at least ${bound.least}`;
  return `${text}   wanted ${wanted} ${unit}: ${isMet(ratio) ? 'met' : 'MISSED'}`;
}
