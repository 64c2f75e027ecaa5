// An existing container as the commands see it: state.json, and whether its process still is the one
// that is written there. Two rounds of inputs: files first, then the process they name.

import { ProcessIdentity } from '../../generated/assembly/actions';
import { ByteBuffer } from '../base/bytes';
import { Diagnostics } from '../base/diagnostics';
import { Document, NONE, NUMBER, OBJECT, STRING } from '../json/document';
import { readJson } from '../json/read';
import { freezerOf } from '../plan/cgroup/end';
import { ContainerRecord, HookState, readRecord } from '../plan/record';
import { Context } from './command';
import { Input } from './input';
import { readId, readRoot } from './request';
import { sha256 } from './sha256';
import { CORRUPTED, CREATED, CREATING, PAUSED, RUNNING, STOPPED } from './status';

export const FILE_LIMIT: i32 = 32 * 1024 * 1024; // twice what a config may have

@final
export class Container {
  status: i32 = STOPPED;
  /** There is no directory for it. */
  isMissing: bool = false;
  /** There is something of its name that no create of ours has begun. */
  isForeign: bool = false;
  process: ProcessIdentity = new ProcessIdentity();
  created: string = '';
  record: ContainerRecord = new ContainerRecord(new HookState());
  /** state.json as it stands; null: there is none. */
  bytes: ByteBuffer | null = null;
  /** Why state.json cannot be read. */
  problem: string = '';

  constructor(
    readonly root: string,
    readonly id: string,
  ) {}

  get directory(): string {
    return this.root + '/' + this.id;
  }

  /** For the lock: the state this was read from. */
  get digest(): string | null {
    const bytes = this.bytes;
    return bytes === null ? null : sha256(bytes.toText());
  }

  get isAlive(): bool {
    return this.status == CREATED || this.status == RUNNING || this.status == PAUSED;
  }
}

/** The one of the request's id. Null: inputs are asked for, or something is wrong, which is told. */
export function loadNamed(context: Context): Container | null {
  const id = readId(context);
  const root = readRoot(context);
  if (root === null || context.diagnostics.errors > 0) return null;
  return loadContainer(root, id, context);
}

/** Null: inputs are asked for. */
export function loadContainer(root: string, id: string, context: Context): Container | null {
  const container = new Container(root, id);
  const at = container.directory;
  const file = context.file('state/' + id, at + '/state.json', FILE_LIMIT);
  const fifo = context.stat('fifo/' + id, at + '/exec.fifo');
  if (file === null || fifo === null) return null;
  if (file.error !== null) return loadWithoutState(container, file.error as string, context);
  if (!readState(container, file)) {
    container.status = CORRUPTED;
    return container;
  }
  return loadProcess(container, fifo.error === null, context);
}

function loadWithoutState(container: Container, error: string, context: Context): Container | null {
  if (error == 'ENOENT' || error == 'ENOTDIR') {
    const directory = context.stat('directory/' + container.id, container.directory);
    // A create makes it first of all (state.reserve).
    const record = context.stat('record/' + container.id, container.directory + '/record');
    if (directory === null || record === null) return null;
    container.isMissing = directory.error !== null;
    container.isForeign = !container.isMissing && record.error !== null;
    container.status = CREATING;
  } else {
    container.status = CORRUPTED;
    container.problem = error;
  }
  return container;
}

function readState(container: Container, file: Input): bool {
  const bytes = file.bytes();
  if (bytes === null) return false;
  container.bytes = bytes;
  const problems = new Diagnostics();
  const path = container.directory + '/state.json';
  const doc = readJson(path, bytes.pointer, bytes.length, problems);
  if (doc === null) {
    const first = problems.sorted()[0];
    container.problem = `${path}:${first.line}:${first.column}: ${first.message}`;
    return false;
  }
  const pid = member(doc, 'pid', NUMBER);
  const start = member(doc, 'start', NUMBER);
  const boot = member(doc, 'boot', STRING);
  const created = member(doc, 'created', STRING);
  const record = member(doc, 'container', OBJECT);
  if (pid == NONE || start == NONE || boot == NONE || created == NONE || record == NONE) {
    container.problem = `${path}: expected boot, container, created, pid and start`;
    return false;
  }
  container.process.pid = doc.unsigned(pid);
  container.process.start = doc.unsigned(start);
  container.process.boot = doc.text(boot);
  container.created = doc.text(created);
  container.record = readRecord(doc, record);
  return true;
}

function member(doc: Document, name: string, kind: u32): i32 {
  const node = doc.get(0, name);
  return node != NONE && doc.kind(node) == kind ? node : NONE;
}

function loadProcess(container: Container, hasFifo: bool, context: Context): Container | null {
  const id = container.id;
  const process = context.process('process/' + id, container.process.pid);
  const freezer = freezerOf(container.record.cgroups);
  let frozen: Input | null = null;
  if (freezer !== null) {
    frozen = context.frozen('frozen/' + id, freezer.directory);
  }
  if (process === null || (freezer !== null && frozen === null)) return null;
  const isFrozen = frozen !== null && frozen.flag('frozen');
  const waits = hasFifo && container.record.fifo;
  container.status = statusOf(container.process, process, isFrozen, waits);
  return container;
}

/** `now`: what is known of the process of that pid; `waits`: for its start. */
export function statusOf(then: ProcessIdentity, now: Input, isFrozen: bool, waits: bool): i32 {
  if (!isSame(now, then)) return STOPPED;
  if (isFrozen) return PAUSED;
  return waits ? CREATED : RUNNING;
}

/** A reused pid, another boot and a zombie are not the container's process. */
function isSame(now: Input, then: ProcessIdentity): bool {
  if (now.error !== null) return false;
  const boot = now.text('boot');
  const state = now.text('state');
  if (boot === null || boot != then.boot || now.unsigned('start') != then.start) return false;
  return state !== null && state != 'Z' && state != 'X';
}
