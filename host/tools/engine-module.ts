// What is done to the engine when it is compiled, for the sake of whoever asks it often:
//
// - All data is put into one segment. The compiler writes one for each constant, thousands of them, and placing them
//   one by one takes longer than most answers.
// - The globals that change are exported, as `state:0`, `state:1` …: with them a host can set an instance back to how it
//   was made, which takes less than making another.
//
// https://webassembly.github.io/spec/core/binary/modules.html

const HEADER_BYTES = 8; // magic and version
const IMPORT_SECTION = 2;
const GLOBAL_SECTION = 6;
const EXPORT_SECTION = 7;
const DATA_SECTION = 11;
const DATA_COUNT_SECTION = 12; // only instructions that use a segment by its number need it
const ACTIVE_IN_MEMORY_0 = 0;
const FUNCTION = 0; // kind of an import
const GLOBAL = 3; // kind of an export
const MUTABLE = 1;
const I32_CONST = 0x41;
const I64_CONST = 0x42;
const END = 0x0b;

type Segment = { readonly offset: number; readonly bytes: Uint8Array };

class Reader {
  constructor(
    readonly bytes: Uint8Array,
    public at = 0,
  ) {}

  byte(expected?: number): number {
    const value = this.bytes[this.at++];
    if (value === undefined || (expected !== undefined && value !== expected)) {
      throw new Error(`engine.wasm: byte ${this.at - 1}: expected ${expected}, found ${value}`);
    }
    return value;
  }

  /** LEB128; what is signed is told by its highest bit. */
  number(isSigned = false): number {
    let value = 0;
    let shift = 0;
    for (;;) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      shift += 7;
      if (byte >= 0x80) continue;
      const isNegative = isSigned && shift < 32 && (byte & 0x40) !== 0;
      return isNegative ? value | (-1 << shift) : value;
    }
  }

  take(length: number): Uint8Array {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
}

export function finishEngine(module: Uint8Array): Uint8Array {
  const reader = new Reader(module, HEADER_BYTES);
  const parts: Uint8Array[] = [module.subarray(0, HEADER_BYTES)];
  let changing: readonly number[] = [];
  while (reader.at < module.length) {
    const start = reader.at;
    const id = reader.byte();
    const content = reader.take(reader.number());
    if (id === IMPORT_SECTION) expectFunctionsOnly(content);
    if (id === GLOBAL_SECTION) changing = changingGlobals(content);
    if (id === EXPORT_SECTION) parts.push(section(id, withGlobals(content, changing)));
    else if (id === DATA_SECTION) parts.push(section(id, merged(segmentsOf(content))));
    else if (id !== DATA_COUNT_SECTION) parts.push(module.subarray(start, reader.at));
  }
  return Buffer.concat(parts);
}

/** An imported global would shift the numbers of all others. */
function expectFunctionsOnly(content: Uint8Array): void {
  const reader = new Reader(content);
  for (let left = reader.number(); left > 0; left--) {
    reader.take(reader.number());
    reader.take(reader.number());
    reader.byte(FUNCTION);
    reader.number();
  }
}

function changingGlobals(content: Uint8Array): number[] {
  const reader = new Reader(content);
  const isChanging = Array.from({ length: reader.number() }, () => {
    reader.byte(); // type
    const mutability = reader.byte();
    const instruction = reader.byte();
    if (instruction !== I32_CONST && instruction !== I64_CONST) {
      throw new Error(`engine.wasm: a global begins with instruction ${instruction}`);
    }
    while (reader.byte() >= 0x80);
    reader.byte(END);
    return mutability === MUTABLE;
  });
  return [...isChanging.keys()].filter((index) => isChanging[index]);
}

function withGlobals(content: Uint8Array, globals: readonly number[]): Uint8Array {
  const reader = new Reader(content);
  const count = reader.number();
  const added = globals.map((global, index) => {
    const name = Buffer.from(`state:${index}`);
    return Buffer.concat([
      Uint8Array.from([name.length]),
      name,
      Uint8Array.from([GLOBAL, ...unsigned(global)]),
    ]);
  });
  const all = Uint8Array.from(unsigned(count + globals.length));
  return Buffer.concat([all, content.subarray(reader.at), ...added]);
}

function segmentsOf(content: Uint8Array): Segment[] {
  const reader = new Reader(content);
  return Array.from({ length: reader.number() }, () => {
    reader.byte(ACTIVE_IN_MEMORY_0);
    reader.byte(I32_CONST);
    const offset = reader.number(true) >>> 0;
    reader.byte(END);
    return { offset, bytes: reader.take(reader.number()) };
  });
}

function merged(segments: readonly Segment[]): Uint8Array {
  const end = Math.max(...segments.map(({ offset, bytes }) => offset + bytes.length));
  // From address 0, so that whole pages of it are whole pages of memory; memory is zero where nothing is placed.
  const data = new Uint8Array(end);
  for (const { offset, bytes } of segments) data.set(bytes, offset);
  const head = [1, ACTIVE_IN_MEMORY_0, I32_CONST, 0, END, ...unsigned(data.length)];
  return Buffer.concat([Uint8Array.from(head), data]);
}

function section(id: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([id, ...unsigned(content.length)]), content]);
}

function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}
