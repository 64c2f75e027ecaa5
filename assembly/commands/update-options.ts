// The resources that update is asked for: those of a file, or a few of them as options. Both become
// the object that config.json has at /linux/resources, checked as it is there.

import { decodeLinuxResources, LinuxResources } from '../../generated/assembly/config';
import { Diagnostics } from '../base/diagnostics';
import { validateResources } from '../config/rules/resources';
import { Rules } from '../config/rules/rules';
import { Document } from '../json/document';
import { readJson } from '../json/read';
import { JsonWriter } from '../json/write';
import { OPTION_VALUE, RESOURCES_FILE } from '../plan/codes';
import { Context } from './command';
import { askFile, isAsInConfig, readFile } from './file';
import { Input } from './input';
import { readAmount, readInteger } from './numbers';

/** Of which the document is the value. */
export const RESOURCES: string = '/linux/resources';

const INTEGER: i32 = 0;
const BYTES: i32 = 1;
const TEXT: i32 = 2;

@final
class UpdateOption {
  constructor(
    readonly name: string,
    /** On the command line. */
    readonly flag: string,
    /** The member of /linux/resources, and its member. */
    readonly section: string,
    readonly member: string,
    readonly kind: i32,
  ) {}
}

// In the order of section and member, as they are written.
const OPTIONS: UpdateOption[] = [
  new UpdateOption('blkioWeight', 'blkio-weight', 'blockIO', 'weight', INTEGER),
  new UpdateOption('cpuBurst', 'cpu-burst', 'cpu', 'burst', INTEGER),
  new UpdateOption('cpusetCpus', 'cpuset-cpus', 'cpu', 'cpus', TEXT),
  new UpdateOption('cpuIdle', 'cpu-idle', 'cpu', 'idle', INTEGER),
  new UpdateOption('cpusetMems', 'cpuset-mems', 'cpu', 'mems', TEXT),
  new UpdateOption('cpuPeriod', 'cpu-period', 'cpu', 'period', INTEGER),
  new UpdateOption('cpuQuota', 'cpu-quota', 'cpu', 'quota', INTEGER),
  new UpdateOption('cpuRtPeriod', 'cpu-rt-period', 'cpu', 'realtimePeriod', INTEGER),
  new UpdateOption('cpuRtRuntime', 'cpu-rt-runtime', 'cpu', 'realtimeRuntime', INTEGER),
  new UpdateOption('cpuShare', 'cpu-share', 'cpu', 'shares', INTEGER),
  new UpdateOption('kernelMemory', 'kernel-memory', 'memory', 'kernel', BYTES),
  new UpdateOption('kernelMemoryTcp', 'kernel-memory-tcp', 'memory', 'kernelTCP', BYTES),
  new UpdateOption('memory', 'memory', 'memory', 'limit', BYTES),
  new UpdateOption('memoryReservation', 'memory-reservation', 'memory', 'reservation', BYTES),
  new UpdateOption('memorySwap', 'memory-swap', 'memory', 'swap', BYTES),
  new UpdateOption('pidsLimit', 'pids-limit', 'pids', 'limit', INTEGER),
];

@final
export class Update {
  constructor(
    readonly doc: Document,
    readonly resources: LinuxResources,
    readonly isFile: bool,
  ) {}

  /** A pointer into the file, or the name of an option. */
  nameOf(pointer: string): string {
    const rest = pointer.substring(RESOURCES.length);
    if (this.isFile) return rest;
    for (let i = 0; i < OPTIONS.length; i++) {
      const option = OPTIONS[i];
      if (rest == `/${option.section}/${option.member}`) return option.name;
    }
    return rest;
  }

  /** Problems of a file have a place in it, those of options a name at best. */
  tell(problems: Diagnostics, context: Context): void {
    if (this.isFile) {
      context.diagnostics.addAll(problems);
      return;
    }
    const found = problems.sorted();
    for (let i = 0; i < found.length; i++) {
      const item = found[i];
      const pointer = item.pointer;
      const flag = flagOf(pointer === null ? '' : pointer);
      const text = flag == '' ? item.message : `--${flag}: ${item.message}`;
      if (item.isError) context.error(item.code, text);
      else context.diagnostics.warning(item.code, text);
    }
  }
}

function flagOf(pointer: string): string {
  for (let i = 0; i < OPTIONS.length; i++) {
    const option = OPTIONS[i];
    if (pointer == `/${option.section}/${option.member}`) return option.flag;
  }
  return '';
}

/** Null: it is asked for, or there is none. */
export function askResources(context: Context): Input | null {
  const path = context.option('resources');
  return path === null ? null : askFile('resources', path, context);
}

/** Null: they are wrong, which is told. */
export function readResources(
  file: Input | null,
  isUnified: bool,
  context: Context,
): Update | null {
  const problems = new Diagnostics();
  const doc = file === null ? readOptions(context) : readFromFile(file, context);
  if (doc === null) return null;
  const isValid = isAsInConfig(doc, 'linux/resources', problems);
  const resources = decodeLinuxResources<Document>(doc, 0);
  const given = new Update(doc, resources, file !== null);
  if (isValid) {
    const rules = new Rules(doc, context.flag('strict'), problems);
    validateResources(resources, rules, isUnified);
  }
  given.tell(problems, context);
  return context.diagnostics.errors > 0 ? null : given;
}

function readFromFile(file: Input, context: Context): Document | null {
  const path = context.option('resources')!;
  const doc = readFile(file, path, 'resources from', RESOURCES_FILE, context);
  // What an engine writes of no resources: nothing to do, as for crun and runc.
  return doc !== null && doc.isNull(0) ? noResources() : doc;
}

function noResources(): Document | null {
  const out = new JsonWriter();
  out.beginObject();
  out.endObject();
  const text = out.buffer;
  return readJson('options', text.pointer, text.length, new Diagnostics());
}

/** Tells which values of options are none, without a container that they could be meant for. */
export function checkOptions(context: Context): void {
  readOptions(context);
}

function readOptions(context: Context): Document | null {
  const out = new JsonWriter();
  let section = '';
  out.beginObject();
  for (let i = 0; i < OPTIONS.length; i++) {
    const option = OPTIONS[i];
    const text = context.option(option.name);
    if (text === null) continue;
    if (option.section != section) {
      if (section != '') out.endObject();
      section = option.section;
      out.key(section);
      out.beginObject();
    }
    out.key(option.member);
    writeValue(option, text, context, out);
  }
  if (section != '') out.endObject();
  out.endObject();
  if (context.diagnostics.errors > 0) return null;
  const text = out.buffer;
  return readJson('options', text.pointer, text.length, context.diagnostics);
}

function writeValue(option: UpdateOption, text: string, context: Context, out: JsonWriter): void {
  if (option.kind == TEXT) {
    out.text(text);
    return;
  }
  const digits = option.kind == BYTES ? readAmount(text) : readInteger(text);
  if (digits === null) {
    const wanted =
      option.kind == BYTES ? 'bytes, as a number such as 268435456 or 256m' : 'an integer';
    context.error(
      OPTION_VALUE,
      `invalid value \`${text}\` of --${option.flag}: expected ${wanted}`,
    );
  }
  out.literal(digits === null ? '0' : digits);
}
