// Where actions are collected: the helper's own before and after it spawns the container's process,
// and that process's. Each is written out at once by its generated writer; nothing is kept.

import { ByteBuffer } from '../base/bytes';
import { Diagnostic, Diagnostics, NOWHERE } from '../base/diagnostics';
import { Document } from '../json/document';
import { problemAt } from '../json/locate';
import { JsonWriter } from '../json/write';
import { findNode } from './pointers';

@final
export class ActionList {
  private readonly writer: JsonWriter;

  /** `capacity`: how many bytes there is room for at first. */
  constructor(capacity: i32 = 8192) {
    this.writer = new JsonWriter(capacity);
  }

  get length(): i32 {
    return this.writer.buffer.length;
  }

  add<A>(action: A): void {
    action.write<JsonWriter>(this.writer);
  }

  /** Those of another list, after the ones that are here. */
  addAll(other: ActionList): void {
    other.writeTo(this.writer);
  }

  /** All, with commas in between. */
  writeTo(out: JsonWriter): void {
    out.rawFrom(this.writer.buffer);
  }

  /** All, as an array. */
  array(): ArrayBuffer {
    const out = new JsonWriter(this.length + 2);
    out.beginArray();
    this.writeTo(out);
    out.endArray();
    return out.buffer.toArrayBuffer();
  }
}

/** The sections' common output. */
@final
export class Plan {
  /** The helper's actions up to the spawn. */
  readonly before: ActionList = new ActionList();
  /** The container's process's. */
  readonly child: ActionList = new ActionList();
  /** The helper's from there on. */
  readonly after: ActionList = new ActionList();
  /** Where in a config the document's value would stand, when it is a part of one. */
  base: string = '';

  constructor(
    private readonly config: Document,
    readonly problems: Diagnostics,
    readonly isStrict: bool,
  ) {}

  /** The config cannot be carried out. */
  refuse(code: string, pointer: string, message: string): void {
    if (!this.problems.takesError(NOWHERE)) return;
    this.problems.add(this.problem(code, pointer, message));
  }

  /** It can, with less than it asks for: an error where the caller is strict. */
  warn(code: string, pointer: string, message: string): void {
    if (this.isStrict) {
      this.refuse(code, pointer, message);
      return;
    }
    if (!this.problems.takesWarning(code)) return;
    const problem = this.problem(code, pointer, message);
    problem.isError = false;
    this.problems.add(problem);
  }

  private problem(code: string, pointer: string, message: string): Diagnostic {
    const own = pointer.startsWith(this.base) ? pointer.substring(this.base.length) : pointer;
    return problemAt(this.config, findNode(this.config, own), code, message);
  }
}

/** A whole plan, canonical JSON: `first`, then `second`. */
export function writePlan(
  command: string,
  container: string,
  first: ActionList,
  second: ActionList | null = null,
): ByteBuffer {
  const length = first.length + (second === null ? 0 : second.length);
  const out = new JsonWriter(length + 1024);
  out.beginObject();
  out.key('actions');
  out.beginArray();
  first.writeTo(out);
  if (second !== null) second.writeTo(out);
  out.endArray();
  out.key('command');
  out.text(command);
  out.key('container');
  out.text(container);
  out.key('format');
  out.unsigned(1);
  out.endObject();
  return out.buffer;
}
