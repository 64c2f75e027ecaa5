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
  constructor(capacity: i32 = 1024) {
    this.writer = new JsonWriter(capacity);
  }

  get length(): i32 {
    return this.items.length;
  }

  /** All, with commas in between. */
  get items(): ByteBuffer {
    return this.writer.buffer;
  }

  add<A>(action: A): void {
    action.write<JsonWriter>(this.writer);
  }

  /** Those of another list, after the ones that are here. */
  addAll(other: ActionList): void {
    this.writer.raw(other.items);
  }
}

// Room for what a container engine's usual config comes to: what must grow leaves its old bytes behind.
const BEFORE_BYTES: i32 = 20480; // the child's are in it at the end
const CHILD_BYTES: i32 = 12288;
const AFTER_BYTES: i32 = 4096;
const EDGE_BYTES: i32 = 128;

/** The sections' common output. */
@final
export class Plan {
  /** The helper's actions up to the spawn. */
  readonly before: ActionList = new ActionList(BEFORE_BYTES);
  /** The container's process's. */
  readonly child: ActionList = new ActionList(CHILD_BYTES);
  /** The helper's from there on. */
  readonly after: ActionList = new ActionList(AFTER_BYTES);
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

/** A whole plan, canonical JSON, in parts that follow each other: its actions are `first`, then `second`. */
export function writePlan(
  command: string,
  container: string,
  first: ActionList,
  second: ActionList | null = null,
): ByteBuffer[] {
  if (second !== null) first.addAll(second);
  const head = new JsonWriter(EDGE_BYTES);
  head.beginObject();
  head.key('actions');
  head.beginArray();
  const tail = new JsonWriter(EDGE_BYTES);
  tail.endArray();
  tail.key('command');
  tail.text(command);
  tail.key('container');
  tail.text(container);
  tail.key('format');
  tail.unsigned(1);
  tail.endObject();
  return [head.buffer, first.items, tail.buffer];
}
