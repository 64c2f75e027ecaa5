// Strict JSON (RFC 8259) from untrusted bytes: strict UTF-8, no duplicate names, no unpaired surrogates, bounded
// nesting without recursion. Stops at the first error, with its line and column.

import { hexByte, skipPlain } from '../base/bytes';
import { Diagnostics } from '../base/diagnostics';
import {
  ARRAY,
  Document,
  ESCAPED,
  FALSE,
  HAS_NUL,
  KEY_ESCAPED,
  KEY_HAS_NUL,
  NONE,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
  TRUE,
} from './document';
import { findDuplicate } from './duplicates';
import { placed } from './locate';
import { hexValue, simpleEscape } from './strings';

/** No config of an engine nests deeper than 12. The limit bounds what a hostile text can cost. */
const DEPTH_LIMIT: i32 = 10000;

/** A pointer longer than this helps nobody. */
const POINTER_DEPTH: i32 = 32;

const JSON_ENCODING = 'LD1001';
const JSON_SYNTAX = 'LD1002';
const JSON_DEPTH = 'LD1003';
const JSON_DUPLICATE = 'LD1004';

/** Null when the text is not JSON; then `out` says why. */
export function readJson(
  file: string,
  bytes: usize,
  length: i32,
  out: Diagnostics,
): Document | null {
  const reader = new Reader(file, bytes, length, out);
  if (!reader.readText()) return null;
  reader.doc.close();
  return reader.doc;
}

@final
class Reader {
  private at: i32 = 0;
  private depth: i32 = 0;
  /** Where the last string began, how long it is, and its flags. */
  private stringStart: i32 = 0;
  private stringSize: i32 = 0;
  private stringFlags: u32 = 0;
  /** The object or array being read. */
  private container: i32 = NONE;

  /** Made after the reader, so that its nodes are the last on the heap and grow where they are. */
  readonly doc: Document;

  constructor(
    file: string,
    bytes: usize,
    length: i32,
    private readonly out: Diagnostics,
  ) {
    this.doc = new Document(file, bytes, length);
  }

  readText(): bool {
    if (!this.checkEncoding()) return false;
    this.skipSpace();
    if (this.at == this.doc.length) return this.fail(this.at, 'empty file, expected object');
    if (!this.readTree()) return false;
    this.skipSpace();
    if (this.at == this.doc.length) return true;
    return this.unexpected('end of file');
  }

  private checkEncoding(): bool {
    const first = this.peekAt(0);
    const second = this.peekAt(1);
    if (first == 0xef && second == 0xbb && this.peekAt(2) == 0xbf) {
      return this.encoding(0, 'byte order mark: save as UTF-8 without BOM');
    }
    const isWide = (first == 0xfe && second == 0xff) || (first == 0xff && second == 0xfe);
    if (isWide || (first == 0 && second != -1) || (second == 0 && first != -1)) {
      return this.encoding(0, 'expected UTF-8, found UTF-16 or UTF-32');
    }
    return true;
  }

  /** Reads one value and all below it. */
  private readTree(): bool {
    let parent = NONE;
    let last = NONE;
    while (true) {
      const node = this.readValue(parent, last);
      if (node == NONE) return false;
      const kind = this.doc.kind(node);
      if ((kind == OBJECT || kind == ARRAY) && !this.closes(node)) {
        parent = node;
        this.container = node;
        last = NONE;
        if (kind == OBJECT && !this.readKey()) return false;
        continue;
      }
      last = node;
      // Behind a value: close what ends here, then go on to the next sibling.
      while (true) {
        if (parent == NONE) return true;
        this.skipSpace();
        const code = this.peek();
        if (code == 0x2c) {
          this.at++;
          this.skipSpace();
          if (this.doc.kind(parent) == OBJECT && !this.readKey()) return false;
          break;
        }
        const isObject = this.doc.kind(parent) == OBJECT;
        if (code != (isObject ? 0x7d : 0x5d)) {
          return this.unexpected(isObject ? 'comma or }' : 'comma or ]');
        }
        this.at++;
        if (isObject && !this.checkDuplicates(parent)) return false;
        this.depth--;
        last = parent;
        parent = this.doc.parent(parent);
        this.container = parent;
      }
    }
  }

  private keyStart: i32 = 0;
  private keySize: i32 = 0;
  private keyFlags: u32 = 0;
  private hasKey: bool = false;

  private readKey(): bool {
    if (this.peek() != 0x22) return this.unexpected('a member name in double quotes');
    if (!this.readString()) return false;
    this.keyStart = this.stringStart;
    this.keySize = this.stringSize;
    this.keyFlags = this.stringFlags & ESCAPED ? KEY_ESCAPED : 0;
    if (this.stringFlags & HAS_NUL) this.keyFlags |= KEY_HAS_NUL;
    this.hasKey = true;
    this.skipSpace();
    if (this.peek() != 0x3a) return this.unexpected('colon');
    this.at++;
    this.skipSpace();
    return true;
  }

  /** Whether the object or array just opened is empty, and so is done. */
  private closes(node: i32): bool {
    this.skipSpace();
    if (this.peek() != (this.doc.kind(node) == OBJECT ? 0x7d : 0x5d)) return false;
    this.at++;
    this.depth--;
    return true;
  }

  private readValue(parent: i32, last: i32): i32 {
    const start = this.at;
    const code = this.peek();
    let kind: u32;
    let size = 0;
    if (code == 0x7b || code == 0x5b) {
      kind = code == 0x7b ? OBJECT : ARRAY;
      this.at++;
      if (++this.depth > DEPTH_LIMIT) {
        this.report(start, JSON_DEPTH, `nested deeper than ${DEPTH_LIMIT}`);
        return NONE;
      }
    } else if (code == 0x22) {
      if (!this.readString()) return NONE;
      kind = STRING | this.stringFlags;
      size = this.stringSize;
    } else if (code == 0x2d || (code >= 0x30 && code <= 0x39)) {
      if (!this.readNumber()) return NONE;
      kind = NUMBER;
      size = this.at - start;
    } else if (this.skipWord('true')) {
      kind = TRUE;
      size = 4;
    } else if (this.skipWord('false')) {
      kind = FALSE;
      size = 5;
    } else if (this.skipWord('null')) {
      kind = NULL;
      size = 4;
    } else {
      this.unexpected('a value');
      return NONE;
    }
    const node = this.doc.add(kind, start, size, parent, last);
    if (this.hasKey) {
      this.doc.setKey(node, this.keyStart, this.keySize, this.keyFlags);
      this.hasKey = false;
    }
    return node;
  }

  private skipWord(word: string): bool {
    for (let i = 0; i < word.length; i++) {
      if (this.peekAt(this.at + i) != word.charCodeAt(i)) return false;
    }
    this.at += word.length;
    return true;
  }

  /** number = [ minus ] int [ frac ] [ exp ] (RFC 8259, section 6) */
  private readNumber(): bool {
    const start = this.at;
    if (this.peek() == 0x2d) this.at++;
    if (this.peek() == 0x30) {
      this.at++;
      if (isDigit(this.peek())) return this.fail(start, 'a number cannot begin with 0');
    } else if (!this.skipDigits()) {
      return this.unexpected('a digit');
    }
    if (this.peek() == 0x2e) {
      this.at++;
      if (!this.skipDigits()) return this.unexpected('a digit');
    }
    if ((this.peek() | 0x20) == 0x65) {
      this.at++;
      if (this.peek() == 0x2b || this.peek() == 0x2d) this.at++;
      if (!this.skipDigits()) return this.unexpected('a digit');
    }
    return true;
  }

  private skipDigits(): bool {
    const start = this.at;
    while (isDigit(this.peek())) this.at++;
    return this.at > start;
  }

  private readString(): bool {
    const start = ++this.at;
    this.stringStart = start;
    this.stringFlags = 0;
    const doc = this.doc;
    const end = doc.bytes + doc.length;
    while (true) {
      this.at = <i32>(skipPlain(doc.bytes + this.at, end) - doc.bytes);
      const code = this.peek();
      if (code == 0x22) break;
      if (code == -1) return this.fail(this.at, this.endMessage());
      if (code == 0x5c) {
        if (!this.readEscape()) return false;
      } else if (code < 0x20) {
        return this.fail(
          this.at,
          `control character 0x${hexByte(<u8>code)} in a string: escape it`,
        );
      } else if (!this.skipUtf8(code)) {
        return this.encoding(this.at, `byte 0x${hexByte(<u8>code)} is not UTF-8`);
      }
    }
    this.stringSize = this.at - start;
    this.at++;
    return true;
  }

  private readEscape(): bool {
    const start = this.at;
    this.stringFlags |= ESCAPED;
    const code = this.peekAt(start + 1);
    if (code != 0x75) {
      if (code == -1 || simpleEscape(code) < 0) return this.fail(start, 'no such escape');
      this.at += 2;
      return true;
    }
    const point = this.hexAt(start + 2);
    if (point < 0) return this.fail(start, 'expected four hexadecimal digits after \\u');
    if (point == 0) this.stringFlags |= HAS_NUL;
    this.at += 6;
    if (point < 0xd800 || point > 0xdfff) return true;
    const isPair =
      point < 0xdc00 && this.peekAt(this.at) == 0x5c && this.peekAt(this.at + 1) == 0x75;
    const low = isPair ? this.hexAt(this.at + 2) : -1;
    if (low < 0xdc00 || low > 0xdfff) return this.fail(start, 'unpaired surrogate');
    this.at += 6;
    return true;
  }

  private hexAt(at: i32): i32 {
    return at + 4 <= this.doc.length ? hexValue(this.doc.bytes + at) : -1;
  }

  /** One character of two to four bytes (RFC 3629): no overlong forms, no surrogates, at most U+10FFFF. */
  private skipUtf8(first: i32): bool {
    let more = 0;
    let low = 0x80;
    let high = 0xbf;
    if (first >= 0xc2 && first <= 0xdf) more = 1;
    else if (first >= 0xe0 && first <= 0xef) {
      more = 2;
      if (first == 0xe0) low = 0xa0;
      if (first == 0xed) high = 0x9f;
    } else if (first >= 0xf0 && first <= 0xf4) {
      more = 3;
      if (first == 0xf0) low = 0x90;
      if (first == 0xf4) high = 0x8f;
    } else {
      return false;
    }
    for (let i = 1; i <= more; i++) {
      const code = this.peekAt(this.at + i);
      if (code < low || code > high) return false;
      low = 0x80;
      high = 0xbf;
    }
    this.at += more + 1;
    return true;
  }

  private checkDuplicates(object: i32): bool {
    const second = findDuplicate(this.doc, object);
    if (second == NONE) return true;
    const name = this.doc.key(second);
    let first = this.doc.firstChild(object);
    while (this.doc.key(first) != name) first = this.doc.next(first);
    const earlier = placed(this.doc, this.doc.keyOffset(first) - 1, '', '');
    const message = `member "${name}" is there twice, first at ${earlier.line}:${earlier.column}`;
    this.report(this.doc.keyOffset(second) - 1, JSON_DUPLICATE, message);
    return false;
  }

  private skipSpace(): void {
    while (true) {
      const code = this.peek();
      if (code != 0x20 && code != 0x0a && code != 0x0d && code != 0x09) return;
      this.at++;
    }
  }

  private peek(): i32 {
    return this.peekAt(this.at);
  }

  private peekAt(at: i32): i32 {
    return at < this.doc.length ? <i32>load<u8>(this.doc.bytes + at) : -1;
  }

  private unexpected(expected: string): bool {
    const code = this.peek();
    if (code == -1) return this.fail(this.at, this.endMessage());
    let found = `byte 0x${hexByte(<u8>code)}`;
    if (code > 0x20 && code < 0x7f) found = String.fromCharCode(code);
    return this.fail(this.at, `expected ${expected}, found ${found}`);
  }

  private endMessage(): string {
    return 'the file ends too early';
  }

  private fail(offset: i32, message: string): bool {
    this.report(offset, JSON_SYNTAX, message);
    return false;
  }

  private encoding(offset: i32, message: string): bool {
    this.report(offset, JSON_ENCODING, message);
    return false;
  }

  private report(offset: i32, code: string, message: string): void {
    const isNear = this.container != NONE && this.depth <= POINTER_DEPTH;
    const where = isNear ? this.doc.pointer(this.container) : '';
    const item = placed(
      this.doc,
      offset,
      code,
      where == '' ? message : `${message} (inside ${where})`,
    );
    this.out.add(item);
  }
}

function isDigit(code: i32): bool {
  return code >= 0x30 && code <= 0x39;
}
