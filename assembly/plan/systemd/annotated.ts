// Properties that annotations ask for: `org.systemd.property.NAME`, the value in GVariant's text form.
// Annotations often come from whoever owns the container, not the host: so only those are taken that
// change nothing but the scope itself. What would start, stop or bind other units is not
// (GHSA-c5pj-mqfh-rvc3).

import { escapeToken } from '../../base/pointer';
import { parseVariant, Variant } from '../../dbus/variant';
import { Document, NONE } from '../../json/document';
import { Plan } from '../actions';
import { SYSTEMD_PREFIX } from '../annotations';
import { ANNOTATION_IGNORED, ANNOTATION_VALUE } from '../codes';
import { Properties } from './properties';

/** By turns: name, and signature (D-Bus). */
const ALLOWED: StaticArray<string> = [
  'After',
  'as',
  'Before',
  'as',
  'CPUQuotaPerSecUSec',
  't',
  'CPUQuotaPeriodUSec',
  't',
  'CPUWeight',
  't',
  'CollectMode',
  's',
  'Description',
  's',
  'FinalKillSignal',
  'i',
  'IOWeight',
  't',
  'IPAccounting',
  'b',
  'KillMode',
  's',
  'KillSignal',
  'i',
  'ManagedOOMMemoryPressure',
  's',
  'ManagedOOMMemoryPressureLimit',
  'u',
  'ManagedOOMPreference',
  's',
  'ManagedOOMSwap',
  's',
  'MemoryHigh',
  't',
  'MemoryLow',
  't',
  'MemoryMax',
  't',
  'MemoryMin',
  't',
  'MemorySwapMax',
  't',
  'MemoryZSwapMax',
  't',
  'OOMPolicy',
  's',
  'RuntimeMaxUSec',
  't',
  'SendSIGHUP',
  'b',
  'SendSIGKILL',
  'b',
  'StartupCPUWeight',
  't',
  'StartupIOWeight',
  't',
  'TasksMax',
  't',
  'TimeoutStopUSec',
  't',
];

const SECOND: u64 = 1000000; // in microseconds

/** `node` is /annotations. */
export function planAnnotated(
  config: Document,
  node: i32,
  properties: Properties,
  out: Plan,
): void {
  if (node == NONE) return;
  for (let at = config.firstChild(node); at != NONE; at = config.next(at)) {
    const key = config.key(at);
    if (!key.startsWith(SYSTEMD_PREFIX)) continue;
    const pointer = '/annotations/' + escapeToken(key);
    planProperty(key.substring(SYSTEMD_PREFIX.length), config.text(at), pointer, properties, out);
  }
}

function planProperty(
  written: string,
  source: string,
  pointer: string,
  properties: Properties,
  out: Plan,
): void {
  if (!isName(written)) {
    out.refuse(ANNOTATION_VALUE, pointer, `invalid systemd property name \`${written}\``);
    return;
  }
  // As in unit files, where a time is written in seconds.
  const isSeconds = written.endsWith('Sec') && !written.endsWith('USec');
  const name = isSeconds ? written.substring(0, written.length - 3) + 'USec' : written;
  const signature = signatureOf(name);
  if (signature === null) {
    const why = 'is not one of the properties that an annotation may set: ignored';
    out.warn(ANNOTATION_IGNORED, pointer, `${written} ${why}`);
    return;
  }
  const value = parseVariant(source);
  if (value === null) {
    const forms = "expected true, 'text', uint64 5 or ['a', 'b'] (GVariant text)";
    out.refuse(ANNOTATION_VALUE, pointer, `${forms}, found \`${source}\``);
    return;
  }
  if (isSeconds) {
    if (!value.isInteger || value.isNegative || value.number > u64.MAX_VALUE / SECOND) {
      out.refuse(ANNOTATION_VALUE, pointer, `expected a number of seconds, found \`${source}\``);
      return;
    }
    value.signature = 't';
    value.number *= SECOND;
  }
  if (value.signature != signature) {
    const expected = typeName(signature);
    out.refuse(ANNOTATION_VALUE, pointer, `expected ${expected}, found \`${source}\``);
    return;
  }
  add(name, value, properties);
}

function add(name: string, value: Variant, out: Properties): void {
  if (value.signature == 'b') out.flag(name, value.number == 1);
  else if (value.signature == 's') out.text(name, value.text);
  else if (value.signature == 'as') out.texts(name, value.texts);
  else if (value.signature == 'u') out.unsigned(name, <u32>value.number);
  else if (value.signature == 'i') out.signed(name, <i32>value.number);
  else out.long(name, value.number);
}

/** Null: not allowed. */
function signatureOf(name: string): string | null {
  for (let i = 0; i < ALLOWED.length; i += 2) if (ALLOWED[i] == name) return ALLOWED[i + 1];
  return null;
}

function typeName(signature: string): string {
  if (signature == 'b') return 'true or false';
  if (signature == 's') return "'text'";
  if (signature == 'as') return "['text', …]";
  if (signature == 'u') return 'uint32 N';
  return signature == 'i' ? 'int32 N' : 'uint64 N';
}

function isName(name: string): bool {
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    if (!isLetter && (code < 0x30 || code > 0x39)) return false;
  }
  return name != '';
}
