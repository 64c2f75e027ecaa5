// How advice is given: what is legal in a config.json, but dangerous or of no use. The texts are a table
// (host/schema/problems.json); a rule says which row, where, and the words for its gaps.

import { LinuxNamespace, Spec } from '../../../generated/assembly/config';
import { CODES, FIXES, MESSAGES } from '../../../generated/assembly/warnings';
import { Diagnostics, TOLD_OF_A_KIND } from '../../base/diagnostics';
import { Document, NONE } from '../../json/document';
import { placed } from '../../json/locate';

/** Whether advice is asked for, and what it is then. */
export const ADVICE_NONE: i32 = 0;
export const ADVICE_WARNINGS: i32 = 1;
export const ADVICE_ERRORS: i32 = 2;

@final
export class Advice {
  /** The container is in a user namespace: its root has no power over what is the host's. */
  readonly hasUserNamespace: bool;
  readonly isRoot: bool;
  private readonly told: StaticArray<i32> = new StaticArray<i32>(CODES.length);

  constructor(
    readonly doc: Document,
    readonly spec: Spec,
    private readonly isError: bool,
    private readonly out: Diagnostics,
  ) {
    const process = spec.process;
    this.hasUserNamespace = this.namespace('user') !== null;
    this.isRoot = process !== null && process.user !== null && process.user!.uid == 0;
  }

  /** `row` of the table at `node`; `words` stand in its gaps. */
  tell(row: i32, node: i32, words: string[] = []): void {
    if (this.takes(row)) this.add(row, this.doc.offset(node), this.doc.pointer(node), words);
  }

  /** Of a member of the value at `node`, which may be absent. NONE is a /linux that is not there at all. */
  tellOf(row: i32, node: i32, member: string, words: string[] = []): void {
    if (!this.takes(row)) return;
    const parent = node == NONE ? this.spec.node : node;
    const found = node == NONE ? NONE : this.doc.get(node, member);
    const at = found == NONE ? parent : found;
    const above = node == NONE ? '/linux' : this.doc.pointer(node);
    this.add(row, this.doc.offset(at), `${above}/${member}`, words);
  }

  /** At the name of a member. */
  tellName(row: i32, node: i32, words: string[] = []): void {
    if (!this.takes(row)) return;
    this.add(row, this.doc.keyOffset(node) - 1, this.doc.pointer(node), words);
  }

  /** Whether one more of a kind would be told. */
  takes(row: i32): bool {
    return this.told[row] < TOLD_OF_A_KIND;
  }

  private add(row: i32, offset: i32, pointer: string, words: string[]): void {
    this.told[row]++;
    const item = placed(this.doc, offset, CODES[row], fill(MESSAGES[row], words));
    item.pointer = pointer;
    item.fix = FIXES[row];
    item.isError = this.isError;
    this.out.add(item);
  }

  namespace(type: string): LinuxNamespace | null {
    const linux = this.spec.linux;
    if (linux === null || linux.namespaces === null) return null;
    const list = linux.namespaces!;
    for (let i = 0; i < list.length; i++) if (list[i].type == type) return list[i];
    return null;
  }

  /** The namespace is new. */
  isOwn(type: string): bool {
    const namespace = this.namespace(type);
    if (namespace === null) return false;
    const path = namespace.path;
    return path === null || path == '';
  }
}

function fill(template: string, words: string[]): string {
  let text = template;
  for (let i = 0; i < words.length; i++) text = text.replace(`{${i}}`, words[i]);
  return text;
}

/** Whether `path` is `top` or below it. */
export function isBelow(path: string, top: string): bool {
  if (top == '/') return true;
  return path == top || path.startsWith(top + '/');
}
