// What a container's first plan and journal tell of what it made: its cgroups, with how many of
// their ancestors were not there before, its process, its poststop hooks. The journal may end in the
// middle of a line, or be damaged: what cannot be read tells nothing.

import { HookRun, ProcessIdentity } from '../../generated/assembly/actions';
import { ByteBuffer } from '../base/bytes';
import { Diagnostics } from '../base/diagnostics';
import { ARRAY, Document, NONE, NUMBER, OBJECT, STRING } from '../json/document';
import { readJson } from '../json/read';
import { Cgroup } from '../plan/cgroup/cgroup';
import { ScopeName } from '../plan/systemd/scope';
import { Context } from './command';
import { Container, FILE_LIMIT } from './container';

const UNKNOWN: i32 = -1;
const NEWLINE: u8 = 0x0a;

/** Of canonical JSON, where no text can have such quotes in it. */
function isRedacted(record: string): bool {
  return record.includes(',"redact":true,');
}

@final
export class Evidence {
  /** A plan is there, and cannot be read. */
  isDamaged: bool = false;
  /** The container was to be made with --redact. */
  isRedacted: bool = false;
  cgroups: Cgroup[] = [];
  /** Of each cgroup: the number of its action, and how many components the journal says were made. */
  private numbers: i32[] = [];
  private made: i32[] = [];
  private begun: bool[] = [];
  /** A line of the journal, and not the last, cannot be read. */
  private isCut: bool = false;
  private spawn: i32 = -1;
  /** Null: none was made, or nobody knows. */
  process: ProcessIdentity | null = null;
  /** Groups of resctrl that were made, in the order to remove. */
  resctrl: string[] = [];
  private resctrlNumbers: i32[] = [];
  private resctrlPaths: string[] = [];
  /** Null: none was begun. */
  scope: ScopeName | null = null;
  private scopeNumber: i32 = -1;
  private plannedScope: ScopeName | null = null;
  /** In the order to run. */
  hooks: HookRun[] = [];

  /**
   * Those that are the container's: begun, as far as the journal can be read, and not there before. Whoever
   * is in one that was is no process of a container's that was never started.
   */
  ownCgroups(): Cgroup[] {
    const own: Cgroup[] = [];
    for (let i = 0; i < this.cgroups.length; i++) {
      const isBegun = this.begun[i] || this.isCut;
      if (isBegun && this.made[i] != 0) own.push(this.cgroups[i]);
    }
    return own;
  }

  /** `cgroups` without those that were there before: they are not the container's to end. */
  madeOf(cgroups: Cgroup[]): Cgroup[] {
    const made: Cgroup[] = [];
    for (let i = 0; i < cgroups.length; i++) {
      const at = this.find(cgroups[i]);
      if (at < 0 || this.made[at] != 0) made.push(cgroups[i]);
    }
    return made;
  }

  private find(cgroup: Cgroup): i32 {
    for (let i = 0; i < this.cgroups.length; i++) {
      const own = this.cgroups[i];
      if (own.mount == cgroup.mount && own.path == cgroup.path) return i;
    }
    return -1;
  }

  /** How many ancestors the container made, for each of `cgroups`. */
  parentsOf(cgroups: Cgroup[]): i32[] {
    const parents: i32[] = [];
    for (let i = 0; i < cgroups.length; i++) {
      const at = this.find(cgroups[i]);
      // The cgroup itself is one of those made.
      parents.push(at >= 0 && this.made[at] > 0 ? this.made[at] - 1 : 0);
    }
    return parents;
  }

  readPlan(bytes: ByteBuffer): void {
    const doc = readJson('plan', bytes.pointer, bytes.length, new Diagnostics());
    const actions = doc === null ? NONE : doc.get(0, 'actions');
    if (doc === null || actions == NONE || doc.kind(actions) != ARRAY) {
      this.isDamaged = true;
      return;
    }
    let number = 0;
    for (let at = doc.firstChild(actions); at != NONE; at = doc.next(at)) {
      const kind = textOf(doc, at, 'do');
      if (kind == 'cgroup.create') this.addCgroup(doc, at, number);
      else if (kind == 'resctrl.create') {
        this.resctrlNumbers.push(number);
        this.resctrlPaths.push(textOf(doc, at, 'path'));
      } else if (kind == 'state.commit') {
        this.isRedacted = isRedacted(textOf(doc, at, 'container'));
      } else if (kind == 'hook.defer') this.hooks.unshift(readHook(doc, at));
      else if (kind == 'systemd.start') {
        this.scopeNumber = number;
        this.plannedScope = readScope(doc, at);
      }
      if (kind == 'process.spawn' || kind == 'criu.spawn') this.spawn = number;
      // What follows is numbered after the actions in it: the process's own, or a failure.then's.
      number += 1 + countNested(doc, at, 'child') + countNested(doc, at, 'actions');
    }
  }

  readJournal(bytes: ByteBuffer): void {
    let start = 0;
    for (let i = 0; i < bytes.length; i++) {
      if (load<u8>(bytes.pointer + i) != NEWLINE) continue;
      this.readLine(bytes.pointer + start, i - start);
      start = i + 1;
    }
  }

  private readLine(pointer: usize, length: i32): void {
    const doc = readJson('journal', pointer, length, new Diagnostics());
    if (doc === null || doc.kind(0) != OBJECT) {
      this.isCut = true;
      return;
    }
    const event = textOf(doc, 0, 'event');
    const action = doc.get(0, 'action');
    if (event == 'begin' && action != NONE && doc.kind(action) == NUMBER) {
      const number = <i32>doc.unsigned(action);
      if (number == this.scopeNumber) this.scope = this.plannedScope;
      const index = this.numbers.indexOf(number);
      if (index >= 0) this.begun[index] = true;
    }
    if (event != 'done') return;
    const result = doc.get(0, 'result');
    if (action == NONE || doc.kind(action) != NUMBER) return;
    if (result == NONE || doc.kind(result) != OBJECT) return;
    const number = <i32>doc.unsigned(action);
    if (number == this.spawn) this.process = readProcess(doc, result);
    const index = this.numbers.indexOf(number);
    const made = doc.get(result, 'made');
    const group = this.resctrlNumbers.indexOf(number);
    if (group >= 0 && made != NONE) this.resctrl.unshift(this.resctrlPaths[group]);
    if (index >= 0 && made != NONE && doc.kind(made) == NUMBER) {
      this.begun[index] = true;
      this.made[index] = <i32>doc.unsigned(made);
    }
  }

  private addCgroup(doc: Document, node: i32, number: i32): void {
    // Only v1's are joined through a file; the process is made in the unified one.
    const isUnified = textOf(doc, node, 'join') == '';
    const path = textOf(doc, node, 'path');
    this.cgroups.push(new Cgroup(textOf(doc, node, 'mount'), path, [], '', isUnified));
    this.numbers.push(number);
    this.made.push(UNKNOWN);
    this.begun.push(false);
  }
}

/** Null: inputs are asked for. */
export function readEvidence(container: Container, context: Context): Evidence | null {
  const record = container.directory + '/record/1/';
  const plan = context.file('plan/' + container.id, record + 'plan.json', FILE_LIMIT);
  const journal = context.file('journal/' + container.id, record + 'journal.ndjson', FILE_LIMIT);
  if (plan === null || journal === null) return null;
  const evidence = new Evidence();
  const planned = plan.bytes();
  // Without a plan nothing was done: it is written before the first action.
  if (planned === null) return evidence;
  evidence.readPlan(planned);
  const done = journal.bytes();
  if (done !== null) evidence.readJournal(done);
  return evidence;
}

function readProcess(doc: Document, node: i32): ProcessIdentity | null {
  const pid = doc.get(node, 'pid');
  const start = doc.get(node, 'start');
  const identity = new ProcessIdentity();
  identity.boot = textOf(doc, node, 'boot');
  if (pid == NONE || start == NONE || identity.boot == '') return null;
  if (doc.kind(pid) != NUMBER || doc.kind(start) != NUMBER) return null;
  identity.pid = doc.unsigned(pid);
  identity.start = doc.unsigned(start);
  return identity;
}

function readScope(doc: Document, node: i32): ScopeName | null {
  const bus = doc.get(node, 'bus');
  if (bus == NONE || doc.kind(bus) != OBJECT) return null;
  const owner = doc.get(node, 'owner');
  const mark =
    owner == NONE || doc.kind(owner) != OBJECT ? '' : textOf(doc, owner, 'documentation');
  return new ScopeName(textOf(doc, node, 'unit'), textOf(doc, bus, 'address'), mark);
}

/** A hook.defer as the hook.run that its undo would have been. */
function readHook(doc: Document, node: i32): HookRun {
  const hook = new HookRun();
  hook.args = textsOf(doc, node, 'args');
  hook.cwd = optionalText(doc, node, 'cwd');
  hook.env = textsOf(doc, node, 'env');
  hook.setFatal(false);
  hook.from = optionalText(doc, node, 'from');
  const index = doc.get(node, 'index');
  if (index != NONE) hook.index = doc.unsigned(index);
  hook.path = textOf(doc, node, 'path');
  hook.setPid(0);
  hook.point = textOf(doc, node, 'point');
  hook.stateHead = textOf(doc, node, 'stateHead');
  hook.stateTail = textOf(doc, node, 'stateTail');
  hook.errorsFile = optionalText(doc, node, 'errorsFile');
  hook.outputFile = optionalText(doc, node, 'outputFile');
  const timeout = doc.get(node, 'timeoutMs');
  if (timeout != NONE) hook.setTimeoutMs(doc.unsigned(timeout));
  return hook;
}

function countNested(doc: Document, node: i32, name: string): i32 {
  const actions = doc.get(node, name);
  let count = 0;
  if (actions == NONE || doc.kind(actions) != ARRAY) return count;
  for (let at = doc.firstChild(actions); at != NONE; at = doc.next(at)) count++;
  return count;
}

function textOf(doc: Document, node: i32, name: string): string {
  const text = optionalText(doc, node, name);
  return text === null ? '' : text;
}

function optionalText(doc: Document, node: i32, name: string): string | null {
  const member = doc.get(node, name);
  return member == NONE || doc.kind(member) != STRING ? null : doc.text(member);
}

function textsOf(doc: Document, node: i32, name: string): string[] | null {
  const member = doc.get(node, name);
  return member == NONE || doc.kind(member) != ARRAY ? null : doc.texts(member);
}
