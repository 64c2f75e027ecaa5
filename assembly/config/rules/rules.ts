// How a rule reports: at a member of the config, as an error, or as a warning that --strict makes an error.

import { Diagnostics } from '../../base/diagnostics';
import { Document, NONE } from '../../json/document';
import { describe, expectedAt, problemAt } from '../../json/locate';

@final
export class Rules {
  /** Somebody beside the config names the agent that a seccomp filter asks. */
  hasReceiver: bool = false;

  constructor(
    readonly doc: Document,
    readonly strict: bool,
    private readonly out: Diagnostics,
  ) {}

  /** The member of `node`; the node itself when the member is absent. */
  member(node: i32, name: string): i32 {
    const found = this.doc.get(node, name);
    return found == NONE ? node : found;
  }

  /** Item `index` of an array. Not for each of many. */
  item(array: i32, index: i32): i32 {
    let at = this.doc.firstChild(array);
    for (let i = 0; i < index && at != NONE; i++) at = this.doc.next(at);
    return at == NONE ? array : at;
  }

  expected(node: i32, code: string, expected: string): void {
    this.expectedFound(node, code, expected, describe(this.doc, node));
  }

  expectedFound(node: i32, code: string, expected: string, found: string): void {
    if (!this.out.takesError(this.doc.offset(node))) return;
    this.out.add(expectedAt(this.doc, node, code, expected, found));
  }

  problem(node: i32, code: string, message: string): void {
    if (!this.out.takesError(this.doc.offset(node))) return;
    this.out.add(problemAt(this.doc, node, code, message));
  }

  /** What engines send although it is wrong or has no effect: a warning, an error with --strict. */
  doubt(node: i32, code: string, message: string): void {
    if (this.strict) {
      this.problem(node, code, message);
      return;
    }
    if (!this.out.takesWarning(code)) return;
    const item = problemAt(this.doc, node, code, message);
    item.isError = false;
    this.out.add(item);
  }
}
