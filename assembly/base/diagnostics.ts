// What is wrong, where, and how it should be: collected, never thrown, so that one run shows every problem.

/** How many errors of one text are told; more help nobody. */
const ERRORS_SHOWN: i32 = 20;

/** Nor does anybody read more warnings of a kind. */
export const TOLD_OF_A_KIND: i32 = 20;

/** Of what has no place in the text, or none that is worth being looked for: behind all that has one. */
export const NOWHERE: i32 = i32.MAX_VALUE;

@final
export class Diagnostic {
  code: string = '';
  isError: bool = true;
  message: string = '';
  /** '' for none. The rest is absent when `line` is 0. */
  file: string = '';
  pointer: string | null = null;
  line: i32 = 0;
  column: i32 = 0;
  expected: string | null = null;
  found: string | null = null;
  /** What to do about it. */
  fix: string | null = null;
  /** Place in the file, for the order of telling. */
  offset: i32 = -1;

  write<W>(out: W): void {
    out.beginObject();
    out.key('code');
    out.text(this.code);
    if (this.line > 0) {
      out.key('column');
      out.signed(this.column);
    }
    const expected = this.expected;
    if (expected !== null) {
      out.key('expected');
      out.text(expected);
    }
    if (this.file != '') {
      out.key('file');
      out.text(this.file);
    }
    const fix = this.fix;
    if (fix !== null) {
      out.key('fix');
      out.text(fix);
    }
    const found = this.found;
    if (found !== null) {
      out.key('found');
      out.text(found);
    }
    if (this.line > 0) {
      out.key('line');
      out.signed(this.line);
    }
    out.key('message');
    out.text(this.message);
    const pointer = this.pointer;
    if (pointer !== null) {
      out.key('pointer');
      out.text(pointer);
    }
    out.key('severity');
    out.text(this.isError ? 'error' : 'warning');
    out.endObject();
  }
}

@final
export class Diagnostics {
  private items: Diagnostic[] = [];
  /** Of the errors that are told, ascending. */
  private readonly offsets: i32[] = [];
  /** How many warnings there were of a code. */
  private readonly warnings: Map<string, i32> = new Map<string, i32>();
  errors: i32 = 0;

  add(item: Diagnostic): void {
    if (item.isError) {
      this.errors++;
      this.keepOffset(item.offset);
    }
    this.items.push(item);
  }

  /** What is in another list, with the errors that are only counted there. */
  addAll(other: Diagnostics, isWithWarnings: bool = true): void {
    const items = other.sorted();
    const errors = this.errors + other.errors;
    for (let i = 0; i < items.length; i++) {
      if (items[i].isError || isWithWarnings) this.add(items[i]);
    }
    this.errors = errors;
  }

  /**
   * Whether an error at `offset` is one to be told. One that is not is counted at once: to find its line and its
   * pointer costs a walk through the text.
   */
  takesError(offset: i32): bool {
    const offsets = this.offsets;
    if (offsets.length < ERRORS_SHOWN || offset < offsets[ERRORS_SHOWN - 1]) return true;
    this.errors++;
    return false;
  }

  takesWarning(code: string): bool {
    const count = this.warnings.has(code) ? this.warnings.get(code) : 0;
    this.warnings.set(code, count + 1);
    return count < TOLD_OF_A_KIND;
  }

  private keepOffset(offset: i32): void {
    const offsets = this.offsets;
    if (offsets.length < ERRORS_SHOWN) offsets.push(offset);
    let at = offsets.length - 1;
    if (offsets[at] < offset) return;
    for (; at > 0 && offsets[at - 1] > offset; at--) offsets[at] = offsets[at - 1];
    offsets[at] = offset;
  }

  /** A problem that has no place in a file. */
  error(code: string, message: string): void {
    const item = new Diagnostic();
    item.code = code;
    item.message = message;
    this.add(item);
  }

  warning(code: string, message: string): void {
    const item = new Diagnostic();
    item.code = code;
    item.isError = false;
    item.message = message;
    this.add(item);
  }

  get isEmpty(): bool {
    return this.items.length == 0;
  }

  /** In file order; of equal places, in the order found. */
  sorted(): Diagnostic[] {
    const result: Diagnostic[] = [];
    for (let i = 0; i < this.items.length; i++) {
      const item = this.items[i];
      let at = result.length;
      while (at > 0 && result[at - 1].offset > item.offset) at--;
      result.push(item);
      for (let j = result.length - 1; j > at; j--) result[j] = result[j - 1];
      result[at] = item;
    }
    return result;
  }

  /** The array of all, with one more that counts what is left out. */
  write<W>(out: W): void {
    const items = this.sorted();
    let errors = 0;
    out.beginArray();
    for (let i = 0; i < items.length; i++) {
      if (items[i].isError && ++errors > ERRORS_SHOWN) continue;
      items[i].write<W>(out);
    }
    if (this.errors > ERRORS_SHOWN) {
      const rest = new Diagnostic();
      rest.code = 'LD1000';
      rest.message = `and ${this.errors - ERRORS_SHOWN} more`;
      rest.write<W>(out);
    }
    out.endArray();
  }
}
