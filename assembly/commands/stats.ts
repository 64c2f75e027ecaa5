// What a container uses, as runc's JSON: members that are 0 or empty are left out where runc does
// so. v2's figures stand where v1's would (cgroup-v1/*.rst, cgroup-v2.rst).

import { JsonWriter } from '../json/write';
import { CgroupFiles, parseNumber, valueOf } from './stats-files';
import { writeBlockIO, writePressure } from './stats-io';

const TICK_NS: u64 = 10000000; // USER_HZ is 100 everywhere
const MICROSECOND_NS: u64 = 1000;
const CPUSET_SWITCHES: string[] = [
  'cpu_exclusive',
  'mems',
  'mem_hardwall',
  'mem_exclusive',
  'memory_migrate',
  'memory_spread_page',
  'memory_spread_slab',
  'memory_pressure',
  'sched_load_balance',
  'sched_relax_domain_level',
];

export function renderStats(files: CgroupFiles): string {
  const out = new JsonWriter();
  out.beginObject();
  out.key('cpu');
  writeCpu(files, out);
  out.key('cpuset');
  writeCpuset(files, out);
  out.key('memory');
  writeMemory(files, out);
  out.key('pids');
  out.beginObject();
  writeNumber('current', files.number('pids', 'pids.current'), out);
  const most = files.number('pids', 'pids.max');
  if (most != u64.MAX_VALUE) writeNumber('limit', most, out);
  out.endObject();
  out.key('blkio');
  writeBlockIO(files, out);
  out.key('hugetlb');
  writeHugepages(files, out);
  out.key('intel_rdt');
  out.beginObject();
  out.endObject();
  out.key('network_interfaces');
  out.literal('null');
  out.endObject();
  return out.buffer.toText();
}

function writeCpu(files: CgroupFiles, out: JsonWriter): void {
  const stat = files.read('cpu', 'cpu.stat');
  out.beginObject();
  if (files.isUnified) writePressure('cpu', files, out);
  out.key('usage');
  out.beginObject();
  if (files.isUnified) {
    writeNumber('total', valueOf(stat, 'usage_usec') * MICROSECOND_NS, out);
    out.key('kernel');
    out.unsigned(valueOf(stat, 'system_usec') * MICROSECOND_NS);
    out.key('user');
    out.unsigned(valueOf(stat, 'user_usec') * MICROSECOND_NS);
  } else {
    writeCpuUsage(files, out);
  }
  out.endObject();
  out.key('throttling');
  out.beginObject();
  writeNumber('periods', valueOf(stat, 'nr_periods'), out);
  writeNumber('throttledPeriods', valueOf(stat, 'nr_throttled'), out);
  const throttled = files.isUnified
    ? valueOf(stat, 'throttled_usec') * MICROSECOND_NS
    : valueOf(stat, 'throttled_time');
  writeNumber('throttledTime', throttled, out);
  out.endObject();
  out.endObject();
}

function writeCpuUsage(files: CgroupFiles, out: JsonWriter): void {
  writeNumber('total', files.number('cpuacct', 'cpuacct.usage'), out);
  writeList('percpu', files.read('cpuacct', 'cpuacct.usage_percpu').trim().split(' '), out);
  // A line of names, then one a CPU: its number, user, system.
  const lines = files.read('cpuacct', 'cpuacct.usage_all').split('\n');
  const user: string[] = [];
  const system: string[] = [];
  for (let i = 1; i < lines.length; i++) {
    const words = lines[i].split(' ');
    if (words.length < 3) continue;
    user.push(words[1]);
    system.push(words[2]);
  }
  writeList('percpu_kernel', system, out);
  writeList('percpu_user', user, out);
  const stat = files.read('cpuacct', 'cpuacct.stat');
  out.key('kernel');
  out.unsigned(valueOf(stat, 'system') * TICK_NS);
  out.key('user');
  out.unsigned(valueOf(stat, 'user') * TICK_NS);
}

function writeCpuset(files: CgroupFiles, out: JsonWriter): void {
  out.beginObject();
  writeList('cpus', expand(files.read('cpuset', 'cpuset.cpus')), out);
  for (let i = 0; i < CPUSET_SWITCHES.length; i++) {
    const name = CPUSET_SWITCHES[i];
    const text = files.isUnified && name != 'mems' ? '' : files.read('cpuset', 'cpuset.' + name);
    if (name == 'mems') {
      writeList(name, expand(text), out);
    } else {
      out.key(name);
      out.signed(text == '' ? 0 : I64.parseInt(text));
    }
  }
  out.endObject();
}

/** `0-2,7` -> 0, 1, 2, 7. */
function expand(text: string): string[] {
  const result: string[] = [];
  const parts = text.split(',');
  for (let i = 0; i < parts.length; i++) {
    if (parts[i] == '') continue;
    const ends = parts[i].split('-');
    const last = U64.parseInt(ends[ends.length - 1]);
    for (let at = U64.parseInt(ends[0]); at <= last; at++) result.push(at.toString());
  }
  return result;
}

function writeMemory(files: CgroupFiles, out: JsonWriter): void {
  const stat = files.read('memory', 'memory.stat');
  out.beginObject();
  writeNumber('cache', valueOf(stat, files.isUnified ? 'file' : 'cache'), out);
  if (files.isUnified) {
    writeMemoryV2(files, out);
  } else {
    writeEntry('usage', 'memory.', files, out);
    writeEntry('swap', 'memory.memsw.', files, out);
    writeEntry('kernel', 'memory.kmem.', files, out);
    writeEntry('kernelTCP', 'memory.kmem.tcp.', files, out);
  }
  if (stat != '') {
    const lines = stat.split('\n').sort();
    out.key('raw');
    out.beginObject();
    for (let i = 0; i < lines.length; i++) {
      const words = lines[i].split(' ');
      out.key(words[0]);
      out.unsigned(words.length > 1 ? parseNumber(words[1]) : 0);
    }
    out.endObject();
  }
  out.endObject();
}

function writeEntry(name: string, prefix: string, files: CgroupFiles, out: JsonWriter): void {
  out.key(name);
  out.beginObject();
  out.key('limit');
  out.unsigned(files.number('memory', prefix + 'limit_in_bytes'));
  writeNumber('usage', files.number('memory', prefix + 'usage_in_bytes'), out);
  writeNumber('max', files.number('memory', prefix + 'max_usage_in_bytes'), out);
  out.key('failcnt');
  out.unsigned(files.number('memory', prefix + 'failcnt'));
  out.endObject();
}

/** v2 counts swap alone; engines know both together. */
function writeMemoryV2(files: CgroupFiles, out: JsonWriter): void {
  const used = files.number('memory', 'memory.current');
  const limit = files.number('memory', 'memory.max');
  const swapLimit = files.number('memory', 'memory.swap.max');
  const isLimited = swapLimit != u64.MAX_VALUE && limit != u64.MAX_VALUE;
  writePressure('memory', files, out);
  out.key('usage');
  writeUsage(limit, used, files.number('memory', 'memory.peak'), out);
  out.key('swap');
  const both = used + files.number('memory', 'memory.swap.current');
  writeUsage(isLimited ? limit + swapLimit : u64.MAX_VALUE, both, 0, out);
}

function writeUsage(limit: u64, used: u64, most: u64, out: JsonWriter): void {
  out.beginObject();
  out.key('limit');
  out.unsigned(limit);
  writeNumber('usage', used, out);
  writeNumber('max', most, out);
  out.key('failcnt');
  out.unsigned(0);
  out.endObject();
}

function writeHugepages(files: CgroupFiles, out: JsonWriter): void {
  const sizes = files.pageSizes();
  out.beginObject();
  for (let i = 0; i < sizes.length; i++) {
    const prefix = `hugetlb.${sizes[i]}.`;
    const used = prefix + (files.isUnified ? 'current' : 'usage_in_bytes');
    out.key(sizes[i]);
    out.beginObject();
    writeNumber('usage', files.number('hugetlb', used), out);
    if (!files.isUnified) {
      writeNumber('max', files.number('hugetlb', prefix + 'max_usage_in_bytes'), out);
    }
    out.key('failcnt');
    if (files.isUnified) out.unsigned(valueOf(files.read('hugetlb', prefix + 'events'), 'max'));
    else out.unsigned(files.number('hugetlb', prefix + 'failcnt'));
    out.endObject();
  }
  out.endObject();
}

function writeNumber(name: string, value: u64, out: JsonWriter): void {
  if (value == 0) return;
  out.key(name);
  out.unsigned(value);
}

/** Of decimal numbers; left out when there are none. */
function writeList(name: string, values: string[], out: JsonWriter): void {
  if (values.length == 0 || values[0] == '') return;
  out.key(name);
  out.beginArray();
  for (let i = 0; i < values.length; i++) out.unsigned(parseNumber(values[i]));
  out.endArray();
}
