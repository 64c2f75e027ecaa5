// The container's state directory (runtime.md#state): reserved before anything else exists, written
// when the container is complete, removed last.

import {
  FifoCreate,
  FifoWait,
  PidfileWrite,
  RecordBegin,
  RecordKeep,
  StateCommit,
  StateLock,
  StateRemove,
  StateReserve,
} from '../../generated/assembly/actions';
import { ActionList } from './actions';
import { ContainerRecord, writeRecord } from './record';

export function planReserve(root: string, id: string, out: ActionList): void {
  const action = new StateReserve();
  action.root = root;
  action.id = id;
  action.from = 'id';
  out.add(action);
}

/** `digest`: SHA-256 of state.json as it was read; null: there was none. `redact`: in the record of this command. `cancel`: whoever still makes it. */
export function planLock(
  root: string,
  id: string,
  digest: string | null,
  redact: bool,
  out: ActionList,
  cancel: bool = false,
): void {
  const action = new StateLock();
  action.root = root;
  action.id = id;
  action.state = digest;
  if (redact) action.setRedact(true);
  if (cancel) action.setCancel(true);
  action.from = 'id';
  out.add(action);
}

/** Instead of the lock, for what nothing may hold up. */
export function planRecord(root: string, id: string, redact: bool, out: ActionList): void {
  const action = new RecordBegin();
  action.root = root;
  action.id = id;
  if (redact) action.setRedact(true);
  action.from = 'id';
  out.add(action);
}

/** `pidFile`: null, none wanted. */
export function planCommit(record: ContainerRecord, pidFile: string | null, out: ActionList): void {
  if (pidFile !== null) {
    const file = new PidfileWrite();
    file.path = pidFile;
    file.from = 'pidFile';
    out.add(file);
  }
  const commit = new StateCommit();
  commit.container = writeRecord(record);
  commit.from = 'id';
  out.add(commit);
}

/** Before there is a process, which is born with it open: the container's user could not reach it. */
export function planFifoCreate(out: ActionList): void {
  const action = new FifoCreate();
  action.from = 'id';
  out.add(action);
}

export function planFifoWait(out: ActionList): void {
  const action = new FifoWait();
  action.from = 'id';
  out.add(action);
}

/** `keepRecord`: where the records are to outlive the state; null: nowhere. `redact`: in what is kept. */
export function planRemove(
  root: string,
  id: string,
  keepRecord: string | null,
  out: ActionList,
  redact: bool = false,
): void {
  if (keepRecord !== null) {
    const keep = new RecordKeep();
    keep.id = id;
    keep.path = keepRecord;
    if (redact) keep.setRedact(true);
    keep.from = 'keepRecord';
    out.add(keep);
  }
  const action = new StateRemove();
  action.root = root;
  action.id = id;
  action.from = 'id';
  out.add(action);
}
