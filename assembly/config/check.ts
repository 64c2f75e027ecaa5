// Types, ranges and required members of a JSON document against a generated table: one interpreter for every schema.
// Goes on after each problem. Members the schema does not name are skipped (spec.md, extensibility).

import { Diagnostics } from '../base/diagnostics';
import {
  ARRAY,
  Document,
  FALSE,
  HAS_NUL,
  KEY_HAS_NUL,
  NONE,
  NULL,
  NUMBER,
  OBJECT,
  STRING,
  TRUE,
} from '../json/document';
import { describe, expectedAt } from '../json/locate';

export const TYPE: string = 'LD1101';
export const RANGE: string = 'LD1102';
export const REQUIRED: string = 'LD1103';
export const WORD: string = 'LD1104';
export const NUL: string = 'LD1105';
export const TEXT: string = 'LD1106';

const KIND_OBJECT: i32 = 0;
const KIND_MAP: i32 = 1;
const KIND_ARRAY: i32 = 2;
const KIND_STRING: i32 = 3;
const KIND_INTEGER: i32 = 4;
const KIND_BOOLEAN: i32 = 5;
const KIND_WORD: i32 = 6;

const TEXT_ANY: i32 = 1;
const TEXT_ABSOLUTE_PATH: i32 = 2;
const TEXT_FILE_NAME: i32 = 3;
const TEXT_FILE_NAME_OR_SLASH: i32 = 4;
const TEXT_DEVICE_ACCESS: i32 = 5;

/** The generated tables of one schema. */
@final
export class Schema {
  constructor(
    readonly types: StaticArray<u16>,
    readonly fieldNames: StaticArray<string>,
    readonly fieldTypes: StaticArray<u16>,
    readonly fieldRequired: StaticArray<u8>,
    readonly limits: StaticArray<u64>,
    readonly words: StaticArray<string>,
  ) {}

  /** The type of what stands at `path`: members of objects, with slashes in between. */
  typeOf(path: string): i32 {
    const members = path.split('/');
    let type = 0;
    for (let i = 0; i < members.length; i++) type = this.memberType(type, members[i]);
    return type;
  }

  /** Whether a value of this type has others in it, and the one at `node` is of the right form to. */
  isNested(type: i32, doc: Document, node: i32): bool {
    const kind = <i32>this.types[type * 5];
    if (kind == KIND_ARRAY) return doc.kind(node) == ARRAY;
    return (kind == KIND_OBJECT || kind == KIND_MAP) && doc.kind(node) == OBJECT;
  }

  /** The type of a member or an item; NONE: the schema has no such member. */
  childType(type: i32, doc: Document, child: i32): i32 {
    const first = <i32>this.types[type * 5 + 1];
    if (<i32>this.types[type * 5] != KIND_OBJECT) return first;
    const count = <i32>this.types[type * 5 + 2];
    for (let i = first; i < first + count; i++) {
      if (doc.keyIs(child, this.fieldNames[i])) return this.fieldTypes[i];
    }
    return NONE;
  }

  /** Of a type with named members. */
  memberNames(type: i32): string[] {
    const first = <i32>this.types[type * 5 + 1];
    return this.fieldNames.slice<string[]>(first, first + <i32>this.types[type * 5 + 2]);
  }

  private memberType(type: i32, member: string): i32 {
    const first = <i32>this.types[type * 5 + 1];
    const count = <i32>this.types[type * 5 + 2];
    for (let i = first; i < first + count; i++) {
      if (this.fieldNames[i] == member) return this.fieldTypes[i];
    }
    throw new Error(member);
  }
}

/** Checks the value at `node` against type `type` of the schema (0: its root). */
export function checkDocument(
  doc: Document,
  schema: Schema,
  type: i32,
  out: Diagnostics,
  node: i32 = 0,
): void {
  new Checker(doc, schema, out).check(node, type);
}

@final
class Checker {
  constructor(
    private readonly doc: Document,
    private readonly schema: Schema,
    private readonly out: Diagnostics,
  ) {}

  /** Recurses as deep as the schema does, never as deep as the text. */
  check(node: i32, type: i32): void {
    switch (this.part(type, 0)) {
      case KIND_OBJECT:
        this.checkObject(node, type);
        break;
      case KIND_MAP:
        this.checkMap(node, type);
        break;
      case KIND_ARRAY:
        this.checkArray(node, type);
        break;
      case KIND_STRING:
        this.checkString(node, type);
        break;
      case KIND_INTEGER:
        this.checkInteger(node, type);
        break;
      case KIND_BOOLEAN:
        if (this.kind(node) != TRUE && this.kind(node) != FALSE) this.wrongType(node, 'boolean');
        break;
      default:
        this.checkWord(node, type);
    }
  }

  private checkObject(node: i32, type: i32): void {
    if (this.kind(node) != OBJECT) {
      this.wrongType(node, 'object');
      return;
    }
    const first = this.part(type, 1);
    const count = this.part(type, 2);
    for (let field = first; field < first + count; field++) {
      const name = unchecked(this.schema.fieldNames[field]);
      const isRequired = unchecked(this.schema.fieldRequired[field]) != 0;
      const member = this.doc.get(node, name);
      if (member == NONE) {
        if (isRequired) this.missing(node, name);
        continue;
      }
      // Engines written in Go send null for what they leave out.
      if (this.doc.kind(member) == NULL && !isRequired) continue;
      this.check(member, unchecked(this.schema.fieldTypes[field]));
    }
  }

  private checkMap(node: i32, type: i32): void {
    if (this.kind(node) != OBJECT) {
      this.wrongType(node, 'object');
      return;
    }
    for (let at = this.doc.firstChild(node); at != NONE; at = this.doc.next(at)) {
      if (this.doc.flags(at) & KEY_HAS_NUL)
        this.add(at, NUL, 'a name without NUL', 'NUL character');
      this.check(at, this.part(type, 1));
    }
  }

  private checkArray(node: i32, type: i32): void {
    if (this.kind(node) != ARRAY) {
      this.wrongType(node, 'array');
      return;
    }
    const fewest = this.part(type, 2);
    if (this.doc.size(node) < fewest) {
      const items = fewest == 1 ? 'at least one item' : `at least ${fewest} items`;
      this.add(node, RANGE, items, 'an empty array');
    }
    for (let at = this.doc.firstChild(node); at != NONE; at = this.doc.next(at)) {
      this.check(at, this.part(type, 1));
    }
  }

  private checkString(node: i32, type: i32): void {
    if (this.kind(node) != STRING) {
      this.wrongType(node, 'string');
      return;
    }
    const text = this.part(type, 1);
    if (text != TEXT_ANY && this.doc.flags(node) & HAS_NUL) {
      this.add(node, NUL, 'a string without NUL', 'NUL character');
      return;
    }
    const most = this.part(type, 3);
    if (most > 0) {
      const size = String.UTF8.byteLength(this.doc.text(node));
      if (size > most) this.add(node, RANGE, `at most ${most} bytes`, `${size}`);
    }
    if (this.doc.size(node) == 0) {
      if (this.part(type, 2) > 0) this.add(node, TEXT, 'a string that is not empty', '""');
      return;
    }
    if (text <= TEXT_ANY) return;
    const expected = textProblem(this.doc.text(node), text);
    if (expected != '') this.add(node, TEXT, expected, describe(this.doc, node));
  }

  private checkInteger(node: i32, type: i32): void {
    const at = this.part(type, 1);
    const minimum = unchecked(this.schema.limits[at]);
    const maximum = unchecked(this.schema.limits[at + 1]);
    const isSigned = this.part(type, 2) != 0;
    if (this.kind(node) != NUMBER) {
      this.wrongType(node, integerBetween(minimum, maximum, isSigned));
      return;
    }
    const value = this.doc.integer(node);
    if (!value.isInteger) {
      const expected = `${integerBetween(minimum, maximum, isSigned)}, written with digits only`;
      this.add(node, RANGE, expected, describe(this.doc, node));
      return;
    }
    let isInRange: bool;
    if (value.isNegative) {
      isInRange = isSigned && value.magnitude <= <u64>-(<i64>minimum);
    } else {
      isInRange = value.magnitude <= maximum && (isSigned || value.magnitude >= minimum);
      if (isSigned && <i64>minimum > 0) isInRange = isInRange && value.magnitude >= minimum;
    }
    if (isInRange) return;
    const expected = integerBetween(minimum, maximum, isSigned);
    this.add(node, RANGE, expected, describe(this.doc, node));
  }

  private checkWord(node: i32, type: i32): void {
    if (this.kind(node) != STRING) {
      this.wrongType(node, 'string');
      return;
    }
    const first = this.part(type, 1);
    const count = this.part(type, 2);
    for (let i = first; i < first + count; i++) {
      if (this.doc.textIs(node, unchecked(this.schema.words[i]))) return;
    }
    let list = '';
    for (let i = first; i < first + count; i++) {
      const word = unchecked(this.schema.words[i]);
      if (word != '') list += (i > first ? ', ' : '') + word;
    }
    this.add(node, WORD, `one of ${list}`, describe(this.doc, node));
  }

  private kind(node: i32): u32 {
    return this.doc.kind(node);
  }

  private part(type: i32, index: i32): i32 {
    return unchecked(this.schema.types[type * 5 + index]);
  }

  private wrongType(node: i32, expected: string): void {
    this.add(node, TYPE, expected, describe(this.doc, node));
  }

  private missing(node: i32, name: string): void {
    if (!this.out.takesError(this.doc.offset(node))) return;
    const item = expectedAt(this.doc, node, REQUIRED, `member "${name}"`, 'nothing');
    const pointer = item.pointer;
    item.pointer = `${pointer === null ? '' : pointer}/${name}`;
    item.message = `required, but absent`;
    this.out.add(item);
  }

  private add(node: i32, code: string, expected: string, found: string): void {
    if (!this.out.takesError(this.doc.offset(node))) return;
    this.out.add(expectedAt(this.doc, node, code, expected, found));
  }
}

function integerBetween(minimum: u64, maximum: u64, isSigned: bool): string {
  const low = isSigned ? (<i64>minimum).toString() : minimum.toString();
  return `integer ${low}…${maximum.toString()}`;
}

/** What was expected of `text`; '' when it is right. */
function textProblem(text: string, kind: i32): string {
  if (kind == TEXT_ABSOLUTE_PATH) return text.startsWith('/') ? '' : 'an absolute path';
  if (kind == TEXT_FILE_NAME || kind == TEXT_FILE_NAME_OR_SLASH) {
    if (kind == TEXT_FILE_NAME_OR_SLASH && text == '/') return '';
    const isName = !text.includes('/') && text != '.' && text != '..';
    return isName ? '' : 'a file name without slash';
  }
  if (kind == TEXT_DEVICE_ACCESS) {
    for (let i = 0; i < text.length; i++) {
      if (!'rwm'.includes(text.charAt(i))) return 'some of r, w and m';
    }
  }
  return '';
}
