// Calls of methods (D-Bus specification, "Message Format"):
//
//   offset 0  'l' little endian     1  type: 1, a call     2  flags     3  version: 1
//          4  u32 length of the body
//          8  u32 serial number
//         12  a(yv) header fields: 1 path, 2 interface, 3 member, 6 destination, 8 signature
//             padding to 8, then the body
//
// Fields may come in any order; this is sd-bus's.
//
// Whoever sends a message numbers it; and knows the length of a body that is not whole yet.

import { Marshaller } from './marshal';

const TYPE_CALL: i32 = 1;
const VERSION: i32 = 1;
const NO_AUTO_START: i32 = 2; // what is not there is not to be started for us
const LENGTH_AT: usize = 4;

const FIELD_PATH: i32 = 1;
const FIELD_INTERFACE: i32 = 2;
const FIELD_MEMBER: i32 = 3;
const FIELD_DESTINATION: i32 = 6;
const FIELD_SIGNATURE: i32 = 8;

@final
export class Callee {
  constructor(
    readonly destination: string,
    readonly path: string,
    readonly face: string,
  ) {}
}

@final
export class Call {
  readonly out: Marshaller = new Marshaller();
  private readonly bodyAt: i32;

  /** `signature`: of the arguments, which are marshalled next; empty: there are none. */
  constructor(callee: Callee, member: string, signature: string) {
    const out = this.out;
    out.byte(0x6c);
    out.byte(TYPE_CALL);
    out.byte(NO_AUTO_START);
    out.byte(VERSION);
    out.unsigned(0);
    out.unsigned(0);
    const fields = out.beginArray(8);
    field(FIELD_PATH, 'o', callee.path, out);
    field(FIELD_MEMBER, 's', member, out);
    field(FIELD_INTERFACE, 's', callee.face, out);
    field(FIELD_DESTINATION, 's', callee.destination, out);
    if (signature != '') field(FIELD_SIGNATURE, 'g', signature, out);
    out.endArray(fields, 8);
    out.align(8);
    this.bodyAt = out.length;
  }

  /** The length of what is there of the body. */
  end(): void {
    store<u32>(this.out.out.pointer + LENGTH_AT, <u32>(this.out.length - this.bodyAt));
  }
}

function field(code: i32, type: string, value: string, out: Marshaller): void {
  out.align(8);
  out.byte(code);
  out.signature(type);
  if (type == 'g') out.signature(value);
  else out.text(value);
}
