// Diagnostics about a place in a JSON text. Lines and columns count from 1, columns in bytes.

import { hexByte } from '../base/bytes';
import { Diagnostic } from '../base/diagnostics';
import { ARRAY, Document, NONE, NULL, OBJECT, STRING } from './document';

const FOUND_LIMIT: i32 = 64;

/** A problem of a value: `/pointer: expected …, found …`. */
export function expectedAt(
  doc: Document,
  node: i32,
  code: string,
  expected: string,
  found: string,
): Diagnostic {
  const item = placed(doc, doc.offset(node), code, `expected ${expected}, found ${found}`);
  item.pointer = doc.pointer(node);
  item.expected = expected;
  item.found = found;
  return item;
}

/** A problem of a value that is not about its own form. */
export function problemAt(doc: Document, node: i32, code: string, message: string): Diagnostic {
  const item = placed(doc, doc.offset(node), code, message);
  item.pointer = doc.pointer(node);
  return item;
}

export function placed(doc: Document, offset: i32, code: string, message: string): Diagnostic {
  const item = new Diagnostic();
  item.code = code;
  item.message = message;
  item.file = doc.file;
  item.offset = offset;
  let line = 1;
  let start = 0;
  for (let i = 0; i < offset; i++) {
    if (load<u8>(doc.bytes + i) != 0x0a) continue;
    line++;
    start = i + 1;
  }
  item.line = line;
  item.column = offset - start + 1;
  return item;
}

/** A value in a few words: its kind, or its text when that is short. */
export function describe(doc: Document, node: i32): string {
  if (node == NONE) return 'nothing';
  const kind = doc.kind(node);
  if (kind == OBJECT) return 'object';
  if (kind == ARRAY) return 'array';
  if (kind == NULL) return 'null';
  if (kind == STRING)
    return `string ${printable(doc.bytes + doc.offset(node), doc.size(node) + 2)}`;
  return printable(doc.bytes + doc.offset(node), doc.size(node));
}

/** At most 64 bytes, cut between characters, without control characters. */
export function printable(pointer: usize, length: i32): string {
  let end = length;
  if (end > FOUND_LIMIT) {
    end = FOUND_LIMIT;
    while (end > 0 && (load<u8>(pointer + end) & 0xc0) == 0x80) end--;
  }
  let text = '';
  let start = 0;
  for (let i = 0; i <= end; i++) {
    const code = i < end ? load<u8>(pointer + i) : 0;
    if (i < end && code >= 0x20 && code != 0x7f) continue;
    text += String.UTF8.decodeUnsafe(pointer + start, i - start);
    if (i < end) text += '\\x' + hexByte(code);
    start = i + 1;
  }
  return end < length ? text + '…' : text;
}
