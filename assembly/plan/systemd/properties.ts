// A unit's properties as D-Bus carries them: each a structure (sv) of its own, so that one that this
// systemd does not know can be left out.

import { UnitProperty } from '../../../generated/assembly/actions';
import { encodeBase64 } from '../../bpf/base64';
import { Marshaller } from '../../dbus/marshal';
import { getCall } from './calls';

/** A structure's alignment. */
const STRUCTURE: i32 = 8;

@final
export class Properties {
  readonly items: UnitProperty[] = [];
  private readonly shown: string[] = [];
  /** The unit, when it has values already, which an undo gives back. */
  unit: string = '';

  /** `refused`: names of what this systemd does not take. */
  constructor(private readonly refused: string[]) {}

  /** All of them, for people. */
  get note(): string {
    return this.shown.join(' ');
  }

  flag(name: string, value: bool): void {
    const out = begin(name, 'b');
    out.boolean(value);
    this.end(name, value ? 'yes' : 'no', out, true);
  }

  unsigned(name: string, value: u32): void {
    const out = begin(name, 'u');
    out.unsigned(value);
    this.end(name, value.toString(), out, true);
  }

  signed(name: string, value: i32): void {
    const out = begin(name, 'i');
    out.unsigned(<u32>value);
    this.end(name, value.toString(), out, true);
  }

  long(name: string, value: u64): void {
    const out = begin(name, 't');
    out.long(value);
    this.end(name, value == u64.MAX_VALUE ? 'infinity' : value.toString(), out, true);
  }

  text(name: string, value: string): void {
    const out = begin(name, 's');
    out.text(value);
    this.end(name, value, out, true);
  }

  texts(name: string, values: string[]): void {
    const out = begin(name, 'as');
    out.texts(values);
    this.end(name, values.join(','), out, true);
  }

  /** `list`: the set as people write it. */
  bits(name: string, values: u8[], list: string): void {
    const out = begin(name, 'ay');
    out.bytes(values);
    this.end(name, list, out, true);
  }

  /** Pairs: device and access, say. */
  pairs(name: string, first: string[], second: string[]): void {
    const out = begin(name, 'a(ss)');
    const at = out.beginArray(STRUCTURE);
    const shown: string[] = [];
    for (let i = 0; i < first.length; i++) {
      out.align(STRUCTURE);
      out.text(first[i]);
      out.text(second[i]);
      shown.push(`${first[i]}:${second[i]}`);
    }
    out.endArray(at, STRUCTURE);
    this.end(name, shown.join(','), out, true);
  }

  weights(name: string, devices: string[], weights: u64[]): void {
    const out = begin(name, 'a(st)');
    const at = out.beginArray(STRUCTURE);
    const shown: string[] = [];
    for (let i = 0; i < devices.length; i++) {
      out.align(STRUCTURE);
      out.text(devices[i]);
      out.long(weights[i]);
      shown.push(`${devices[i]}:${weights[i]}`);
    }
    out.endArray(at, STRUCTURE);
    this.end(name, shown.join(','), out, true);
  }

  // ---- those without which the unit would not be what it is

  neededFlag(name: string, value: bool): void {
    const out = begin(name, 'b');
    out.boolean(value);
    this.end(name, value ? 'yes' : 'no', out, false);
  }

  neededTexts(name: string, values: string[]): void {
    const out = begin(name, 'as');
    out.texts(values);
    this.end(name, values.join(','), out, false);
  }

  neededText(name: string, value: string): void {
    const out = begin(name, 's');
    out.text(value);
    this.end(name, value, out, false);
  }

  /** The process itself, whose id only the helper will know. */
  process(): void {
    const out = begin('PIDs', 'au');
    const at = out.beginArray(4);
    out.unsigned(0);
    out.endArray(at, 4);
    this.end('PIDs', '(the process)', out, false);
    this.items[this.items.length - 1].setPidAt(out.length - 4);
  }

  private end(name: string, shown: string, out: Marshaller, isOptional: bool): void {
    if (isOptional && this.refused.includes(name)) return;
    this.shown.push(`${name}=${shown}`);
    const property = new UnitProperty();
    property.name = name;
    if (this.unit != '') property.before = getCall(this.unit, 'Scope', name);
    if (isOptional) property.setOptional(true);
    property.value = encodeBase64(out.out.pointer, out.length);
    this.items.push(property);
  }
}

function begin(name: string, signature: string): Marshaller {
  const out = new Marshaller();
  out.text(name);
  out.signature(signature);
  return out;
}
