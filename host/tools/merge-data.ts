// Puts all data of a WebAssembly module into one segment. The compiler writes one for each constant, thousands of them,
// and an engine takes longer to place them, one by one, than most requests take to be answered.
// https://webassembly.github.io/spec/core/binary/modules.html

const HEADER_BYTES = 8; // magic and version
const DATA_SECTION = 11;
const DATA_COUNT_SECTION = 12; // only instructions that use a segment by its number need it
const ACTIVE_IN_MEMORY_0 = 0;
const I32_CONST = 0x41;
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
      throw new Error(`merge-data: byte ${this.at - 1}: expected ${expected}, found ${value}`);
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

export function mergeData(module: Uint8Array): Uint8Array {
  const reader = new Reader(module, HEADER_BYTES);
  const parts: Uint8Array[] = [module.subarray(0, HEADER_BYTES)];
  while (reader.at < module.length) {
    const start = reader.at;
    const id = reader.byte();
    const content = reader.take(reader.number());
    if (id === DATA_SECTION) parts.push(section(id, merged(segmentsOf(content))));
    else if (id !== DATA_COUNT_SECTION) parts.push(module.subarray(start, reader.at));
  }
  return Buffer.concat(parts);
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
  const start = Math.min(...segments.map(({ offset }) => offset));
  const end = Math.max(...segments.map(({ offset, bytes }) => offset + bytes.length));
  const data = new Uint8Array(end - start); // memory is zero where nothing was placed
  for (const { offset, bytes } of segments) data.set(bytes, offset - start);
  const head = [1, ACTIVE_IN_MEMORY_0, I32_CONST, ...signed(start), END, ...unsigned(data.length)];
  return Buffer.concat([Uint8Array.from(head), data]);
}

function section(id: number, content: Uint8Array): Uint8Array {
  return Buffer.concat([Uint8Array.from([id, ...unsigned(content.length)]), content]);
}

function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

function signed(value: number): number[] {
  const isLast = value < 0x40;
  return isLast ? [value] : [(value & 0x7f) | 0x80, ...signed(value >>> 7)];
}
