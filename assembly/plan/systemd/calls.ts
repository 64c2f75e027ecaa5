// The calls of systemd's manager that containers need (org.freedesktop.systemd1(5)), and those that
// every connection to a bus begins with (D-Bus specification, "Message Bus Messages").

import { DbusConnection } from '../../../generated/assembly/actions';
import { hexByte } from '../../base/bytes';
import { encodeBase64 } from '../../bpf/base64';
import { Call, Callee } from '../../dbus/message';

const SYSTEMD: string = 'org.freedesktop.systemd1';
const STRUCTURE: i32 = 8; // a structure's alignment

/** A call that properties are put into: as the action wants it. */
@final
export class PropertyCall {
  constructor(
    readonly bytes: string,
    /** Where the length of the properties stands. */
    readonly lengthAt: i32,
  ) {}
}

export function connection(address: string): DbusConnection {
  const result = new DbusConnection();
  result.address = address;
  result.hello = encode(new Call(bus(), 'Hello', ''));
  const match = new Call(bus(), 'AddMatch', 's');
  match.out.text(
    "type='signal',sender='org.freedesktop.systemd1',path='/org/freedesktop/systemd1'," +
      "interface='org.freedesktop.systemd1.Manager',member='JobRemoved'",
  );
  result.match = encode(match);
  return result;
}

/** `ssa(sv)a(sa(sv))`: name, mode, properties, and units that are made along with it. */
export function startCall(unit: string): PropertyCall {
  const call = new Call(manager(), 'StartTransientUnit', 'ssa(sv)a(sa(sv))');
  call.out.text(unit);
  call.out.text('fail'); // rather than to put it in the place of another job
  return withProperties(call);
}

/** `sba(sv)`: name, whether it is to be forgotten with the unit, properties. */
export function setCall(unit: string): PropertyCall {
  const call = new Call(manager(), 'SetUnitProperties', 'sba(sv)');
  call.out.text(unit);
  call.out.boolean(true);
  return withProperties(call);
}

export function stopCall(unit: string): string {
  const call = new Call(manager(), 'StopUnit', 'ss');
  call.out.text(unit);
  call.out.text('replace'); // a job that is there gives way
  return encode(call);
}

export function resetCall(unit: string): string {
  const call = new Call(manager(), 'ResetFailedUnit', 's');
  call.out.text(unit);
  return encode(call);
}

/** A property of a unit, of the interface `face`: Unit, or that of its kind. */
export function getCall(unit: string, face: string, property: string): string {
  const callee = new Callee(SYSTEMD, unitPath(unit), 'org.freedesktop.DBus.Properties');
  const call = new Call(callee, 'Get', 'ss');
  call.out.text(`${SYSTEMD}.${face}`);
  call.out.text(property);
  return encode(call);
}

/** Letters and digits, the first of which is none; every other byte as `_` and two digits. */
function unitPath(unit: string): string {
  let path = '/org/freedesktop/systemd1/unit/';
  for (let i = 0; i < unit.length; i++) {
    const code = unit.charCodeAt(i); // ASCII: a unit's name is
    const isLetter = (code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a;
    const isDigit = i > 0 && code >= 0x30 && code <= 0x39;
    path += isLetter || isDigit ? unit.charAt(i) : '_' + hexByte(<u8>code);
  }
  return path;
}

function withProperties(call: Call): PropertyCall {
  const at = call.out.beginArray(STRUCTURE);
  return new PropertyCall(encode(call), at);
}

function encode(call: Call): string {
  call.end();
  return encodeBase64(call.out.out.pointer, call.out.length);
}

function bus(): Callee {
  const name = 'org.freedesktop.DBus';
  return new Callee(name, '/org/freedesktop/DBus', name);
}

function manager(): Callee {
  return new Callee(SYSTEMD, '/org/freedesktop/systemd1', SYSTEMD + '.Manager');
}
