// D-Bus's wire format, little endian (D-Bus specification, "Marshaling (Wire Format)"): every value
// stands at a multiple of its size, counted from the start of the message. What is marshalled here
// begins at a multiple of 8, the greatest there is, so it may be put together of parts.
//
//   y 1 byte      b u 4 bytes    t 8 bytes
//   s o           u32 length, the bytes, NUL
//   g             u8 length, the bytes, NUL
//   a             u32 length of the elements in bytes; padding up to the first of them, which counts
//                 for nothing; the elements
//   ( {           8: padding up to the first member
//   v             g: signature of the value; the value

import { ByteBuffer } from '../base/bytes';

@final
export class Marshaller {
  readonly out: ByteBuffer = new ByteBuffer();

  get length(): i32 {
    return this.out.length;
  }

  align(size: i32): void {
    while (this.out.length % size != 0) this.out.byte(0);
  }

  byte(value: i32): void {
    this.out.byte(value);
  }

  unsigned(value: u32): void {
    this.align(4);
    for (let i = 0; i < 32; i += 8) this.out.byte(<i32>((value >> i) & 0xff));
  }

  boolean(value: bool): void {
    this.unsigned(value ? 1 : 0);
  }

  long(value: u64): void {
    this.align(8);
    for (let i: u64 = 0; i < 64; i += 8) this.out.byte(<i32>((value >> i) & 0xff));
  }

  text(value: string): void {
    this.unsigned(<u32>String.UTF8.byteLength(value));
    this.out.text(value);
    this.out.byte(0);
  }

  /** Of at most 255 characters, all of them ASCII. */
  signature(value: string): void {
    this.out.byte(value.length);
    this.out.ascii(value);
    this.out.byte(0);
  }

  /** The length of an array that `endArray` fills in; where it stands is what that wants to know. */
  beginArray(elementSize: i32): i32 {
    this.unsigned(0);
    const at = this.out.length - 4;
    this.align(elementSize);
    return at;
  }

  endArray(at: i32, elementSize: i32): void {
    const start = (at + 4 + elementSize - 1) & ~(elementSize - 1);
    store<u32>(this.out.pointer + at, <u32>(this.out.length - start));
  }

  texts(values: string[]): void {
    const at = this.beginArray(4);
    for (let i = 0; i < values.length; i++) this.text(values[i]);
    this.endArray(at, 4);
  }

  bytes(values: u8[]): void {
    const at = this.beginArray(1);
    for (let i = 0; i < values.length; i++) this.byte(values[i]);
    this.endArray(at, 1);
  }
}
