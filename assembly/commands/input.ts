// What was gathered for a command, as it reads it.

import { ByteBuffer, decodeBase64 } from '../base/bytes';
import { Document, ESCAPED, NONE } from '../json/document';
import { decodeBytes } from '../json/strings';

/** One gathered input. */
@final
export class Input {
  constructor(
    private readonly doc: Document,
    readonly node: i32,
  ) {}

  /** Why it could not be gathered: an errno's name and the like; null when it was. */
  get error(): string | null {
    return this.text('error');
  }

  text(name: string): string | null {
    const member = this.doc.get(this.node, name);
    return member == NONE ? null : this.doc.text(member);
  }

  unsigned(name: string): u64 {
    const member = this.doc.get(this.node, name);
    return member == NONE ? 0 : this.doc.unsigned(member);
  }

  flag(name: string): bool {
    return this.doc.isTrue(this.doc.get(this.node, name));
  }

  texts(name: string): string[] {
    const member = this.doc.get(this.node, name);
    return member == NONE ? [] : this.doc.texts(member);
  }

  member(name: string): Input {
    return new Input(this.doc, this.doc.get(this.node, name));
  }

  items(name: string): Input[] {
    const result: Input[] = [];
    const list = this.doc.get(this.node, name);
    if (list == NONE) return result;
    let item = this.doc.firstChild(list);
    for (; item != NONE; item = this.doc.next(item)) result.push(new Input(this.doc, item));
    return result;
  }

  numbers(name: string): u64[] {
    const member = this.doc.get(this.node, name);
    return member == NONE ? [] : this.doc.integers(member);
  }

  /** The bytes of a file input; null when it is an error. */
  bytes(): ByteBuffer | null {
    const text = this.doc.get(this.node, 'text');
    if (text != NONE) {
      const start = this.doc.bytes + this.doc.offset(text) + 1;
      if (this.doc.flags(text) & ESCAPED) return decodeBytes(start, this.doc.size(text));
      const plain = new ByteBuffer(this.doc.size(text) + 1);
      plain.bytes(start, this.doc.size(text));
      return plain;
    }
    const encoded = this.text('base64');
    if (encoded === null) return null;
    const decoded = decodeBase64(encoded);
    if (decoded === null) return null;
    const buffer = new ByteBuffer(decoded.byteLength + 1);
    buffer.bytes(changetype<usize>(decoded), decoded.byteLength);
    return buffer;
  }
}
