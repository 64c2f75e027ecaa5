// Written by `npm run generate` from host/schema/plan.schema.json. Do not edit.
// `W` is a canonical JSON writer: beginObject, endObject, beginArray, endArray, key, text, signed, unsigned, flag, raw.

import { ByteBuffer } from '../../assembly/base/bytes';

@final
export class IdRange {
  container: u64 = 0;
  host: u64 = 0;
  size: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    out.key('container');
    out.unsigned(this.container);
    out.key('host');
    out.unsigned(this.host);
    out.key('size');
    out.unsigned(this.size);
    out.endObject();
  }
}

@final
export class CriuMount {
  name: string = '';
  hasNofollow: bool = false;
  nofollow: bool = false;

  setNofollow(value: bool): void {
    this.hasNofollow = true;
    this.nofollow = value;
  }

  hasOptional: bool = false;
  optional: bool = false;

  setOptional(value: bool): void {
    this.hasOptional = true;
    this.optional = value;
  }

  hasReadonly: bool = false;
  readonly: bool = false;

  setReadonly(value: bool): void {
    this.hasReadonly = true;
    this.readonly = value;
  }

  source: string | null = null;
  target: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const nameValue = this.name;
    out.key('name');
    out.text(nameValue);
    if (this.hasNofollow) {
      out.key('nofollow');
      out.flag(this.nofollow);
    }
    if (this.hasOptional) {
      out.key('optional');
      out.flag(this.optional);
    }
    if (this.hasReadonly) {
      out.key('readonly');
      out.flag(this.readonly);
    }
    const sourceValue = this.source;
    if (sourceValue !== null) {
      out.key('source');
      out.text(sourceValue);
    }
    const targetValue = this.target;
    out.key('target');
    out.text(targetValue);
    out.endObject();
  }
}

@final
export class CriuHierarchy {
  mount: string = '';
  name: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const nameValue = this.name;
    out.key('name');
    out.text(nameValue);
    out.endObject();
  }
}

@final
export class CriuInherited {
  key: string = '';
  stream: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    const keyValue = this.key;
    out.key('key');
    out.text(keyValue);
    out.key('stream');
    out.unsigned(this.stream);
    out.endObject();
  }
}

@final
export class CriuCgroupRoot {
  controllers: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const controllersValue = this.controllers;
    if (controllersValue !== null) {
      out.key('controllers');
      out.text(controllersValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class CgroupPath {
  mount: string = '';
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class ProcessIdentity {
  boot: string = '';
  pid: u64 = 0;
  start: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    const bootValue = this.boot;
    out.key('boot');
    out.text(bootValue);
    out.key('pid');
    out.unsigned(this.pid);
    out.key('start');
    out.unsigned(this.start);
    out.endObject();
  }
}

@final
export class DbusConnection {
  address: string = '';
  hello: string = '';
  match: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const addressValue = this.address;
    out.key('address');
    out.text(addressValue);
    const helloValue = this.hello;
    out.key('hello');
    out.text(helloValue);
    const matchValue = this.match;
    out.key('match');
    out.text(matchValue);
    out.endObject();
  }
}

@final
export class UnitOwner {
  ask: string = '';
  documentation: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const askValue = this.ask;
    out.key('ask');
    out.text(askValue);
    const documentationValue = this.documentation;
    out.key('documentation');
    out.text(documentationValue);
    out.endObject();
  }
}

@final
export class UnitProperty {
  before: string | null = null;
  name: string = '';
  hasOptional: bool = false;
  optional: bool = false;

  setOptional(value: bool): void {
    this.hasOptional = true;
    this.optional = value;
  }

  hasPidAt: bool = false;
  pidAt: u64 = 0;

  setPidAt(value: u64): void {
    this.hasPidAt = true;
    this.pidAt = value;
  }

  value: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const beforeValue = this.before;
    if (beforeValue !== null) {
      out.key('before');
      out.text(beforeValue);
    }
    const nameValue = this.name;
    out.key('name');
    out.text(nameValue);
    if (this.hasOptional) {
      out.key('optional');
      out.flag(this.optional);
    }
    if (this.hasPidAt) {
      out.key('pidAt');
      out.unsigned(this.pidAt);
    }
    const valueValue = this.value;
    out.key('value');
    out.text(valueValue);
    out.endObject();
  }
}

@final
export class StateReserve {
  from: string | null = null;
  id: string = '';
  note: string | null = null;
  root: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('state.reserve');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const idValue = this.id;
    out.key('id');
    out.text(idValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const rootValue = this.root;
    out.key('root');
    out.text(rootValue);
    out.endObject();
  }
}

@final
export class StateLock {
  hasCancel: bool = false;
  cancel: bool = false;

  setCancel(value: bool): void {
    this.hasCancel = true;
    this.cancel = value;
  }

  from: string | null = null;
  id: string = '';
  note: string | null = null;
  hasRedact: bool = false;
  redact: bool = false;

  setRedact(value: bool): void {
    this.hasRedact = true;
    this.redact = value;
  }

  root: string = '';
  state: string | null = null;
  hasWait: bool = false;
  wait: bool = false;

  setWait(value: bool): void {
    this.hasWait = true;
    this.wait = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    if (this.hasCancel) {
      out.key('cancel');
      out.flag(this.cancel);
    }
    out.key('do');
    out.text('state.lock');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const idValue = this.id;
    out.key('id');
    out.text(idValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasRedact) {
      out.key('redact');
      out.flag(this.redact);
    }
    const rootValue = this.root;
    out.key('root');
    out.text(rootValue);
    const stateValue = this.state;
    if (stateValue !== null) {
      out.key('state');
      out.text(stateValue);
    }
    if (this.hasWait) {
      out.key('wait');
      out.flag(this.wait);
    }
    out.endObject();
  }
}

@final
export class StateCommit {
  container: string = '';
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    const containerValue = this.container;
    out.key('container');
    out.text(containerValue);
    out.key('do');
    out.text('state.commit');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class StateRemove {
  from: string | null = null;
  id: string = '';
  note: string | null = null;
  root: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('state.remove');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const idValue = this.id;
    out.key('id');
    out.text(idValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const rootValue = this.root;
    out.key('root');
    out.text(rootValue);
    out.endObject();
  }
}

@final
export class RecordBegin {
  from: string | null = null;
  id: string = '';
  note: string | null = null;
  hasRedact: bool = false;
  redact: bool = false;

  setRedact(value: bool): void {
    this.hasRedact = true;
    this.redact = value;
  }

  root: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('record.begin');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const idValue = this.id;
    out.key('id');
    out.text(idValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasRedact) {
      out.key('redact');
      out.flag(this.redact);
    }
    const rootValue = this.root;
    out.key('root');
    out.text(rootValue);
    out.endObject();
  }
}

@final
export class RecordKeep {
  from: string | null = null;
  id: string = '';
  note: string | null = null;
  path: string = '';
  hasRedact: bool = false;
  redact: bool = false;

  setRedact(value: bool): void {
    this.hasRedact = true;
    this.redact = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('record.keep');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const idValue = this.id;
    out.key('id');
    out.text(idValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    if (this.hasRedact) {
      out.key('redact');
      out.flag(this.redact);
    }
    out.endObject();
  }
}

@final
export class FifoCreate {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('fifo.create');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class FifoWait {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('fifo.wait');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class NotifyCreate {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('notify.create');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class NotifyListen {
  from: string | null = null;
  note: string | null = null;
  to: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('notify.listen');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const toValue = this.to;
    out.key('to');
    out.text(toValue);
    out.endObject();
  }
}

@final
export class NotifyWait {
  from: string | null = null;
  note: string | null = null;
  process: ProcessIdentity | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('notify.wait');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const processValue = this.process;
    if (processValue !== null) {
      out.key('process');
      processValue.write<W>(out);
    }
    out.endObject();
  }
}

@final
export class FifoRelease {
  from: string | null = null;
  id: string = '';
  note: string | null = null;
  root: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('fifo.release');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const idValue = this.id;
    out.key('id');
    out.text(idValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const rootValue = this.root;
    out.key('root');
    out.text(rootValue);
    out.endObject();
  }
}

@final
export class PidfileWrite {
  from: string | null = null;
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('pidfile.write');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class CgroupCreate {
  enable: Array<string> | null = null;
  hasExclusive: bool = false;
  exclusive: bool = false;

  setExclusive(value: bool): void {
    this.hasExclusive = true;
    this.exclusive = value;
  }

  from: string | null = null;
  inherit: Array<string> | null = null;
  join: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.create');
    const enableValue = this.enable;
    if (enableValue !== null) {
      out.key('enable');
      out.beginArray();
      for (let i = 0; i < enableValue.length; i++) {
        out.text(unchecked(enableValue[i]));
      }
      out.endArray();
    }
    if (this.hasExclusive) {
      out.key('exclusive');
      out.flag(this.exclusive);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const inheritValue = this.inherit;
    if (inheritValue !== null) {
      out.key('inherit');
      out.beginArray();
      for (let i = 0; i < inheritValue.length; i++) {
        out.text(unchecked(inheritValue[i]));
      }
      out.endArray();
    }
    const joinValue = this.join;
    if (joinValue !== null) {
      out.key('join');
      out.text(joinValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class CgroupWrite {
  denied: string | null = null;
  file: string = '';
  from: string | null = null;
  missing: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';
  unless: string | null = null;
  value: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const deniedValue = this.denied;
    if (deniedValue !== null) {
      out.key('denied');
      out.text(deniedValue);
    }
    out.key('do');
    out.text('cgroup.write');
    const fileValue = this.file;
    out.key('file');
    out.text(fileValue);
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const missingValue = this.missing;
    if (missingValue !== null) {
      out.key('missing');
      out.text(missingValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const unlessValue = this.unless;
    if (unlessValue !== null) {
      out.key('unless');
      out.text(unlessValue);
    }
    const valueValue = this.value;
    out.key('value');
    out.text(valueValue);
    out.endObject();
  }
}

@final
export class CgroupUpdate {
  before: string | null = null;
  beforeFile: string | null = null;
  denied: string | null = null;
  file: string = '';
  from: string | null = null;
  missing: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';
  value: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const beforeValue = this.before;
    if (beforeValue !== null) {
      out.key('before');
      out.text(beforeValue);
    }
    const beforeFileValue = this.beforeFile;
    if (beforeFileValue !== null) {
      out.key('beforeFile');
      out.text(beforeFileValue);
    }
    const deniedValue = this.denied;
    if (deniedValue !== null) {
      out.key('denied');
      out.text(deniedValue);
    }
    out.key('do');
    out.text('cgroup.update');
    const fileValue = this.file;
    out.key('file');
    out.text(fileValue);
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const missingValue = this.missing;
    if (missingValue !== null) {
      out.key('missing');
      out.text(missingValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const valueValue = this.value;
    out.key('value');
    out.text(valueValue);
    out.endObject();
  }
}

@final
export class CgroupDevices {
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';
  program: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.devices');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const programValue = this.program;
    out.key('program');
    out.text(programValue);
    out.endObject();
  }
}

@final
export class CgroupOpen {
  controller: string | null = null;
  from: string | null = null;
  join: string = '';
  mount: string = '';
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const controllerValue = this.controller;
    if (controllerValue !== null) {
      out.key('controller');
      out.text(controllerValue);
    }
    out.key('do');
    out.text('cgroup.open');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const joinValue = this.join;
    out.key('join');
    out.text(joinValue);
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class CgroupJoin {
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.join');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class CgroupKill {
  freezer: CgroupPath | null = null;
  from: string | null = null;
  method: string = '';
  mount: string = '';
  note: string | null = null;
  path: string = '';
  hasTimeoutMs: bool = false;
  timeoutMs: u64 = 0;

  setTimeoutMs(value: u64): void {
    this.hasTimeoutMs = true;
    this.timeoutMs = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.kill');
    const freezerValue = this.freezer;
    if (freezerValue !== null) {
      out.key('freezer');
      freezerValue.write<W>(out);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const methodValue = this.method;
    out.key('method');
    out.text(methodValue);
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    if (this.hasTimeoutMs) {
      out.key('timeoutMs');
      out.unsigned(this.timeoutMs);
    }
    out.endObject();
  }
}

@final
export class CgroupSignal {
  freezer: CgroupPath | null = null;
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';
  signal: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.signal');
    const freezerValue = this.freezer;
    if (freezerValue !== null) {
      out.key('freezer');
      freezerValue.write<W>(out);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.key('signal');
    out.unsigned(this.signal);
    out.endObject();
  }
}

@final
export class CgroupFreeze {
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';
  state: string = '';
  version: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.freeze');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const stateValue = this.state;
    out.key('state');
    out.text(stateValue);
    const versionValue = this.version;
    out.key('version');
    out.text(versionValue);
    out.endObject();
  }
}

@final
export class CgroupRemove {
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  hasParents: bool = false;
  parents: u64 = 0;

  setParents(value: u64): void {
    this.hasParents = true;
    this.parents = value;
  }

  path: string = '';
  hasTimeoutMs: bool = false;
  timeoutMs: u64 = 0;

  setTimeoutMs(value: u64): void {
    this.hasTimeoutMs = true;
    this.timeoutMs = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.remove');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasParents) {
      out.key('parents');
      out.unsigned(this.parents);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    if (this.hasTimeoutMs) {
      out.key('timeoutMs');
      out.unsigned(this.timeoutMs);
    }
    out.endObject();
  }
}

@final
export class CgroupAttach {
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.attach');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class CgroupEnable {
  controllers: Array<string> = [];
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const controllersValue = this.controllers;
    out.key('controllers');
    out.beginArray();
    for (let i = 0; i < controllersValue.length; i++) {
      out.text(unchecked(controllersValue[i]));
    }
    out.endArray();
    out.key('do');
    out.text('cgroup.enable');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class CgroupDelegate {
  from: string | null = null;
  gid: u64 = 0;
  mount: string = '';
  note: string | null = null;
  path: string = '';
  uid: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('cgroup.delegate');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('gid');
    out.unsigned(this.gid);
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.key('uid');
    out.unsigned(this.uid);
    out.endObject();
  }
}

@final
export class SystemdStart {
  bus: DbusConnection = new DbusConnection();
  call: string = '';
  cgroup: CgroupPath | null = null;
  from: string | null = null;
  lengthAt: u64 = 0;
  note: string | null = null;
  owner: UnitOwner = new UnitOwner();
  properties: Array<UnitProperty> = [];
  reset: string = '';
  stop: string = '';
  hasTimeoutMs: bool = false;
  timeoutMs: u64 = 0;

  setTimeoutMs(value: u64): void {
    this.hasTimeoutMs = true;
    this.timeoutMs = value;
  }

  unit: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const busValue = this.bus;
    out.key('bus');
    busValue.write<W>(out);
    const callValue = this.call;
    out.key('call');
    out.text(callValue);
    const cgroupValue = this.cgroup;
    if (cgroupValue !== null) {
      out.key('cgroup');
      cgroupValue.write<W>(out);
    }
    out.key('do');
    out.text('systemd.start');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('lengthAt');
    out.unsigned(this.lengthAt);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const ownerValue = this.owner;
    out.key('owner');
    ownerValue.write<W>(out);
    const propertiesValue = this.properties;
    out.key('properties');
    out.beginArray();
    for (let i = 0; i < propertiesValue.length; i++) {
      unchecked(propertiesValue[i]).write<W>(out);
    }
    out.endArray();
    const resetValue = this.reset;
    out.key('reset');
    out.text(resetValue);
    const stopValue = this.stop;
    out.key('stop');
    out.text(stopValue);
    if (this.hasTimeoutMs) {
      out.key('timeoutMs');
      out.unsigned(this.timeoutMs);
    }
    const unitValue = this.unit;
    out.key('unit');
    out.text(unitValue);
    out.endObject();
  }
}

@final
export class SystemdSet {
  bus: DbusConnection = new DbusConnection();
  call: string = '';
  from: string | null = null;
  lengthAt: u64 = 0;
  note: string | null = null;
  properties: Array<UnitProperty> = [];
  hasTimeoutMs: bool = false;
  timeoutMs: u64 = 0;

  setTimeoutMs(value: u64): void {
    this.hasTimeoutMs = true;
    this.timeoutMs = value;
  }

  unit: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const busValue = this.bus;
    out.key('bus');
    busValue.write<W>(out);
    const callValue = this.call;
    out.key('call');
    out.text(callValue);
    out.key('do');
    out.text('systemd.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('lengthAt');
    out.unsigned(this.lengthAt);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const propertiesValue = this.properties;
    out.key('properties');
    out.beginArray();
    for (let i = 0; i < propertiesValue.length; i++) {
      unchecked(propertiesValue[i]).write<W>(out);
    }
    out.endArray();
    if (this.hasTimeoutMs) {
      out.key('timeoutMs');
      out.unsigned(this.timeoutMs);
    }
    const unitValue = this.unit;
    out.key('unit');
    out.text(unitValue);
    out.endObject();
  }
}

@final
export class SystemdStop {
  bus: DbusConnection = new DbusConnection();
  from: string | null = null;
  note: string | null = null;
  owner: UnitOwner | null = null;
  reset: string = '';
  stop: string = '';
  hasTimeoutMs: bool = false;
  timeoutMs: u64 = 0;

  setTimeoutMs(value: u64): void {
    this.hasTimeoutMs = true;
    this.timeoutMs = value;
  }

  unit: string = '';
  unreachable: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    const busValue = this.bus;
    out.key('bus');
    busValue.write<W>(out);
    out.key('do');
    out.text('systemd.stop');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const ownerValue = this.owner;
    if (ownerValue !== null) {
      out.key('owner');
      ownerValue.write<W>(out);
    }
    const resetValue = this.reset;
    out.key('reset');
    out.text(resetValue);
    const stopValue = this.stop;
    out.key('stop');
    out.text(stopValue);
    if (this.hasTimeoutMs) {
      out.key('timeoutMs');
      out.unsigned(this.timeoutMs);
    }
    const unitValue = this.unit;
    out.key('unit');
    out.text(unitValue);
    const unreachableValue = this.unreachable;
    if (unreachableValue !== null) {
      out.key('unreachable');
      out.text(unreachableValue);
    }
    out.endObject();
  }
}

@final
export class ResctrlCreate {
  hasExisting: bool = false;
  existing: bool = false;

  setExisting(value: bool): void {
    this.hasExisting = true;
    this.existing = value;
  }

  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';
  schemata: Array<string> = [];

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('resctrl.create');
    if (this.hasExisting) {
      out.key('existing');
      out.flag(this.existing);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const schemataValue = this.schemata;
    out.key('schemata');
    out.beginArray();
    for (let i = 0; i < schemataValue.length; i++) {
      out.text(unchecked(schemataValue[i]));
    }
    out.endArray();
    out.endObject();
  }
}

@final
export class ResctrlJoin {
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('resctrl.join');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class ResctrlUpdate {
  before: string | null = null;
  from: string | null = null;
  line: string = '';
  mount: string = '';
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const beforeValue = this.before;
    if (beforeValue !== null) {
      out.key('before');
      out.text(beforeValue);
    }
    out.key('do');
    out.text('resctrl.update');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const lineValue = this.line;
    out.key('line');
    out.text(lineValue);
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class ResctrlRemove {
  from: string | null = null;
  mount: string = '';
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('resctrl.remove');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mountValue = this.mount;
    out.key('mount');
    out.text(mountValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class NamespaceOpen {
  from: string | null = null;
  note: string | null = null;
  path: string = '';
  type: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('namespace.open');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const typeValue = this.type;
    out.key('type');
    out.text(typeValue);
    out.endObject();
  }
}

@final
export class NamespaceJoin {
  from: string | null = null;
  note: string | null = null;
  type: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('namespace.join');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const typeValue = this.type;
    out.key('type');
    out.text(typeValue);
    out.endObject();
  }
}

@final
export class NamespaceUnshare {
  from: string | null = null;
  note: string | null = null;
  types: Array<string> = [];

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('namespace.unshare');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const typesValue = this.types;
    out.key('types');
    out.beginArray();
    for (let i = 0; i < typesValue.length; i++) {
      out.text(unchecked(typesValue[i]));
    }
    out.endArray();
    out.endObject();
  }
}

@final
export class TimeOffset {
  clock: string = '';
  from: string | null = null;
  nanoseconds: u64 = 0;
  note: string | null = null;
  seconds: i64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    const clockValue = this.clock;
    out.key('clock');
    out.text(clockValue);
    out.key('do');
    out.text('time.offset');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('nanoseconds');
    out.unsigned(this.nanoseconds);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.key('seconds');
    out.signed(this.seconds);
    out.endObject();
  }
}

@final
export class ContainerOpen {
  from: string | null = null;
  note: string | null = null;
  process: ProcessIdentity = new ProcessIdentity();

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('container.open');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const processValue = this.process;
    out.key('process');
    processValue.write<W>(out);
    out.endObject();
  }
}

@final
export class ContainerEnter {
  from: string | null = null;
  note: string | null = null;
  types: Array<string> = [];

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('container.enter');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const typesValue = this.types;
    out.key('types');
    out.beginArray();
    for (let i = 0; i < typesValue.length; i++) {
      out.text(unchecked(typesValue[i]));
    }
    out.endArray();
    out.endObject();
  }
}

@final
export class ContainerRoot {
  from: string | null = null;
  note: string | null = null;
  process: ProcessIdentity = new ProcessIdentity();

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('container.root');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const processValue = this.process;
    out.key('process');
    processValue.write<W>(out);
    out.endObject();
  }
}

@final
export class SourceOpen {
  from: string | null = null;
  gidMap: Array<IdRange> | null = null;
  hasNofollow: bool = false;
  nofollow: bool = false;

  setNofollow(value: bool): void {
    this.hasNofollow = true;
    this.nofollow = value;
  }

  note: string | null = null;
  hasRecursive: bool = false;
  recursive: bool = false;

  setRecursive(value: bool): void {
    this.hasRecursive = true;
    this.recursive = value;
  }

  hasRecursiveIdmap: bool = false;
  recursiveIdmap: bool = false;

  setRecursiveIdmap(value: bool): void {
    this.hasRecursiveIdmap = true;
    this.recursiveIdmap = value;
  }

  hasRequired: bool = false;
  required: bool = false;

  setRequired(value: bool): void {
    this.hasRequired = true;
    this.required = value;
  }

  slot: u64 = 0;
  source: string = '';
  uidMap: Array<IdRange> | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('source.open');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const gidMapValue = this.gidMap;
    if (gidMapValue !== null) {
      out.key('gidMap');
      out.beginArray();
      for (let i = 0; i < gidMapValue.length; i++) {
        unchecked(gidMapValue[i]).write<W>(out);
      }
      out.endArray();
    }
    if (this.hasNofollow) {
      out.key('nofollow');
      out.flag(this.nofollow);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasRecursive) {
      out.key('recursive');
      out.flag(this.recursive);
    }
    if (this.hasRecursiveIdmap) {
      out.key('recursiveIdmap');
      out.flag(this.recursiveIdmap);
    }
    if (this.hasRequired) {
      out.key('required');
      out.flag(this.required);
    }
    out.key('slot');
    out.unsigned(this.slot);
    const sourceValue = this.source;
    out.key('source');
    out.text(sourceValue);
    const uidMapValue = this.uidMap;
    if (uidMapValue !== null) {
      out.key('uidMap');
      out.beginArray();
      for (let i = 0; i < uidMapValue.length; i++) {
        unchecked(uidMapValue[i]).write<W>(out);
      }
      out.endArray();
    }
    out.endObject();
  }
}

@final
export class ProcessSpawn {
  cgroup: CgroupPath | null = null;
  cgroupOtherwise: string | null = null;
  child: ByteBuffer = new ByteBuffer(0);
  enters: Array<string> | null = null;
  from: string | null = null;
  joins: Array<string> | null = null;
  namespaces: Array<string> = [];
  note: string | null = null;
  hasUserFirst: bool = false;
  userFirst: bool = false;

  setUserFirst(value: bool): void {
    this.hasUserFirst = true;
    this.userFirst = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    const cgroupValue = this.cgroup;
    if (cgroupValue !== null) {
      out.key('cgroup');
      cgroupValue.write<W>(out);
    }
    const cgroupOtherwiseValue = this.cgroupOtherwise;
    if (cgroupOtherwiseValue !== null) {
      out.key('cgroupOtherwise');
      out.text(cgroupOtherwiseValue);
    }
    const childValue = this.child;
    out.key('child');
    out.beginArray();
    out.raw(childValue);
    out.endArray();
    out.key('do');
    out.text('process.spawn');
    const entersValue = this.enters;
    if (entersValue !== null) {
      out.key('enters');
      out.beginArray();
      for (let i = 0; i < entersValue.length; i++) {
        out.text(unchecked(entersValue[i]));
      }
      out.endArray();
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const joinsValue = this.joins;
    if (joinsValue !== null) {
      out.key('joins');
      out.beginArray();
      for (let i = 0; i < joinsValue.length; i++) {
        out.text(unchecked(joinsValue[i]));
      }
      out.endArray();
    }
    const namespacesValue = this.namespaces;
    out.key('namespaces');
    out.beginArray();
    for (let i = 0; i < namespacesValue.length; i++) {
      out.text(unchecked(namespacesValue[i]));
    }
    out.endArray();
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasUserFirst) {
      out.key('userFirst');
      out.flag(this.userFirst);
    }
    out.endObject();
  }
}

@final
export class ProcessVisit {
  child: ByteBuffer = new ByteBuffer(0);
  enters: Array<string> = [];
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    const childValue = this.child;
    out.key('child');
    out.beginArray();
    out.raw(childValue);
    out.endArray();
    out.key('do');
    out.text('process.visit');
    const entersValue = this.enters;
    out.key('enters');
    out.beginArray();
    for (let i = 0; i < entersValue.length; i++) {
      out.text(unchecked(entersValue[i]));
    }
    out.endArray();
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class IdmapWrite {
  alone: IdRange | null = null;
  from: string | null = null;
  map: string = '';
  note: string | null = null;
  ranges: Array<IdRange> = [];
  hasTool: bool = false;
  tool: bool = false;

  setTool(value: bool): void {
    this.hasTool = true;
    this.tool = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    const aloneValue = this.alone;
    if (aloneValue !== null) {
      out.key('alone');
      aloneValue.write<W>(out);
    }
    out.key('do');
    out.text('idmap.write');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const mapValue = this.map;
    out.key('map');
    out.text(mapValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const rangesValue = this.ranges;
    out.key('ranges');
    out.beginArray();
    for (let i = 0; i < rangesValue.length; i++) {
      unchecked(rangesValue[i]).write<W>(out);
    }
    out.endArray();
    if (this.hasTool) {
      out.key('tool');
      out.flag(this.tool);
    }
    out.endObject();
  }
}

@final
export class SetgroupsDeny {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('setgroups.deny');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class ListenerConnect {
  from: string | null = null;
  head: string = '';
  middle: string = '';
  note: string | null = null;
  path: string = '';
  tail: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('listener.connect');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const headValue = this.head;
    out.key('head');
    out.text(headValue);
    const middleValue = this.middle;
    out.key('middle');
    out.text(middleValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const tailValue = this.tail;
    out.key('tail');
    out.text(tailValue);
    out.endObject();
  }
}

@final
export class PidfdSend {
  from: string | null = null;
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('pidfd.send');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class ConsoleConnect {
  from: string | null = null;
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('console.connect');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class TerminalTake {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('terminal.take');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class TerminalRaw {
  from: string | null = null;
  note: string | null = null;
  resize: bool = false;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('terminal.raw');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.key('resize');
    out.flag(this.resize);
    out.endObject();
  }
}

@final
export class Sync {
  from: string | null = null;
  note: string | null = null;
  point: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('sync');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pointValue = this.point;
    out.key('point');
    out.text(pointValue);
    out.endObject();
  }
}

@final
export class ProcessWait {
  forward: bool = false;
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('process.wait');
    out.key('forward');
    out.flag(this.forward);
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class ProcessSignal {
  from: string | null = null;
  note: string | null = null;
  process: ProcessIdentity = new ProcessIdentity();
  signal: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('process.signal');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const processValue = this.process;
    out.key('process');
    processValue.write<W>(out);
    out.key('signal');
    out.unsigned(this.signal);
    out.endObject();
  }
}

@final
export class ProcessKill {
  from: string | null = null;
  note: string | null = null;
  process: ProcessIdentity = new ProcessIdentity();
  hasTimeoutMs: bool = false;
  timeoutMs: u64 = 0;

  setTimeoutMs(value: u64): void {
    this.hasTimeoutMs = true;
    this.timeoutMs = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('process.kill');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const processValue = this.process;
    out.key('process');
    processValue.write<W>(out);
    if (this.hasTimeoutMs) {
      out.key('timeoutMs');
      out.unsigned(this.timeoutMs);
    }
    out.endObject();
  }
}

@final
export class CriuDump {
  cgroupMode: string | null = null;
  config: string | null = null;
  emptyNamespaces: Array<string> | null = null;
  external: Array<string> | null = null;
  flags: Array<string> | null = null;
  freezer: CgroupPath | null = null;
  from: string | null = null;
  hasFrozen: bool = false;
  frozen: bool = false;

  setFrozen(value: bool): void {
    this.hasFrozen = true;
    this.frozen = value;
  }

  hierarchies: Array<CriuHierarchy> | null = null;
  images: string = '';
  hasLeaveRunning: bool = false;
  leaveRunning: bool = false;

  setLeaveRunning(value: bool): void {
    this.hasLeaveRunning = true;
    this.leaveRunning = value;
  }

  mounts: Array<CriuMount> | null = null;
  networkLock: string | null = null;
  note: string | null = null;
  parent: string | null = null;
  hasPreDump: bool = false;
  preDump: bool = false;

  setPreDump(value: bool): void {
    this.hasPreDump = true;
    this.preDump = value;
  }

  process: ProcessIdentity = new ProcessIdentity();
  program: string = '';
  rootfs: string = '';
  stage: string | null = null;
  hasTrackMemory: bool = false;
  trackMemory: bool = false;

  setTrackMemory(value: bool): void {
    this.hasTrackMemory = true;
    this.trackMemory = value;
  }

  work: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const cgroupModeValue = this.cgroupMode;
    if (cgroupModeValue !== null) {
      out.key('cgroupMode');
      out.text(cgroupModeValue);
    }
    const configValue = this.config;
    if (configValue !== null) {
      out.key('config');
      out.text(configValue);
    }
    out.key('do');
    out.text('criu.dump');
    const emptyNamespacesValue = this.emptyNamespaces;
    if (emptyNamespacesValue !== null) {
      out.key('emptyNamespaces');
      out.beginArray();
      for (let i = 0; i < emptyNamespacesValue.length; i++) {
        out.text(unchecked(emptyNamespacesValue[i]));
      }
      out.endArray();
    }
    const externalValue = this.external;
    if (externalValue !== null) {
      out.key('external');
      out.beginArray();
      for (let i = 0; i < externalValue.length; i++) {
        out.text(unchecked(externalValue[i]));
      }
      out.endArray();
    }
    const flagsValue = this.flags;
    if (flagsValue !== null) {
      out.key('flags');
      out.beginArray();
      for (let i = 0; i < flagsValue.length; i++) {
        out.text(unchecked(flagsValue[i]));
      }
      out.endArray();
    }
    const freezerValue = this.freezer;
    if (freezerValue !== null) {
      out.key('freezer');
      freezerValue.write<W>(out);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    if (this.hasFrozen) {
      out.key('frozen');
      out.flag(this.frozen);
    }
    const hierarchiesValue = this.hierarchies;
    if (hierarchiesValue !== null) {
      out.key('hierarchies');
      out.beginArray();
      for (let i = 0; i < hierarchiesValue.length; i++) {
        unchecked(hierarchiesValue[i]).write<W>(out);
      }
      out.endArray();
    }
    const imagesValue = this.images;
    out.key('images');
    out.text(imagesValue);
    if (this.hasLeaveRunning) {
      out.key('leaveRunning');
      out.flag(this.leaveRunning);
    }
    const mountsValue = this.mounts;
    if (mountsValue !== null) {
      out.key('mounts');
      out.beginArray();
      for (let i = 0; i < mountsValue.length; i++) {
        unchecked(mountsValue[i]).write<W>(out);
      }
      out.endArray();
    }
    const networkLockValue = this.networkLock;
    if (networkLockValue !== null) {
      out.key('networkLock');
      out.text(networkLockValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const parentValue = this.parent;
    if (parentValue !== null) {
      out.key('parent');
      out.text(parentValue);
    }
    if (this.hasPreDump) {
      out.key('preDump');
      out.flag(this.preDump);
    }
    const processValue = this.process;
    out.key('process');
    processValue.write<W>(out);
    const programValue = this.program;
    out.key('program');
    out.text(programValue);
    const rootfsValue = this.rootfs;
    out.key('rootfs');
    out.text(rootfsValue);
    const stageValue = this.stage;
    if (stageValue !== null) {
      out.key('stage');
      out.text(stageValue);
    }
    if (this.hasTrackMemory) {
      out.key('trackMemory');
      out.flag(this.trackMemory);
    }
    const workValue = this.work;
    out.key('work');
    out.text(workValue);
    out.endObject();
  }
}

@final
export class CriuRestore {
  cgroupMode: string | null = null;
  cgroupRoots: Array<CriuCgroupRoot> | null = null;
  config: string | null = null;
  emptyNamespaces: Array<string> | null = null;
  flags: Array<string> | null = null;
  from: string | null = null;
  hierarchies: Array<CriuHierarchy> | null = null;
  images: string = '';
  inherited: Array<CriuInherited> | null = null;
  joins: Array<string> | null = null;
  lsmMountContext: string | null = null;
  lsmProfile: string | null = null;
  mounts: Array<CriuMount> | null = null;
  networkLock: string | null = null;
  note: string | null = null;
  program: string = '';
  rootfs: string = '';
  stage: string = '';
  work: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const cgroupModeValue = this.cgroupMode;
    if (cgroupModeValue !== null) {
      out.key('cgroupMode');
      out.text(cgroupModeValue);
    }
    const cgroupRootsValue = this.cgroupRoots;
    if (cgroupRootsValue !== null) {
      out.key('cgroupRoots');
      out.beginArray();
      for (let i = 0; i < cgroupRootsValue.length; i++) {
        unchecked(cgroupRootsValue[i]).write<W>(out);
      }
      out.endArray();
    }
    const configValue = this.config;
    if (configValue !== null) {
      out.key('config');
      out.text(configValue);
    }
    out.key('do');
    out.text('criu.restore');
    const emptyNamespacesValue = this.emptyNamespaces;
    if (emptyNamespacesValue !== null) {
      out.key('emptyNamespaces');
      out.beginArray();
      for (let i = 0; i < emptyNamespacesValue.length; i++) {
        out.text(unchecked(emptyNamespacesValue[i]));
      }
      out.endArray();
    }
    const flagsValue = this.flags;
    if (flagsValue !== null) {
      out.key('flags');
      out.beginArray();
      for (let i = 0; i < flagsValue.length; i++) {
        out.text(unchecked(flagsValue[i]));
      }
      out.endArray();
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const hierarchiesValue = this.hierarchies;
    if (hierarchiesValue !== null) {
      out.key('hierarchies');
      out.beginArray();
      for (let i = 0; i < hierarchiesValue.length; i++) {
        unchecked(hierarchiesValue[i]).write<W>(out);
      }
      out.endArray();
    }
    const imagesValue = this.images;
    out.key('images');
    out.text(imagesValue);
    const inheritedValue = this.inherited;
    if (inheritedValue !== null) {
      out.key('inherited');
      out.beginArray();
      for (let i = 0; i < inheritedValue.length; i++) {
        unchecked(inheritedValue[i]).write<W>(out);
      }
      out.endArray();
    }
    const joinsValue = this.joins;
    if (joinsValue !== null) {
      out.key('joins');
      out.beginArray();
      for (let i = 0; i < joinsValue.length; i++) {
        out.text(unchecked(joinsValue[i]));
      }
      out.endArray();
    }
    const lsmMountContextValue = this.lsmMountContext;
    if (lsmMountContextValue !== null) {
      out.key('lsmMountContext');
      out.text(lsmMountContextValue);
    }
    const lsmProfileValue = this.lsmProfile;
    if (lsmProfileValue !== null) {
      out.key('lsmProfile');
      out.text(lsmProfileValue);
    }
    const mountsValue = this.mounts;
    if (mountsValue !== null) {
      out.key('mounts');
      out.beginArray();
      for (let i = 0; i < mountsValue.length; i++) {
        unchecked(mountsValue[i]).write<W>(out);
      }
      out.endArray();
    }
    const networkLockValue = this.networkLock;
    if (networkLockValue !== null) {
      out.key('networkLock');
      out.text(networkLockValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const programValue = this.program;
    out.key('program');
    out.text(programValue);
    const rootfsValue = this.rootfs;
    out.key('rootfs');
    out.text(rootfsValue);
    const stageValue = this.stage;
    out.key('stage');
    out.text(stageValue);
    const workValue = this.work;
    out.key('work');
    out.text(workValue);
    out.endObject();
  }
}

@final
export class CriuSpawn {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('criu.spawn');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class CriuCheck {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('criu.check');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class CriuResume {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('criu.resume');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class SessionCreate {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('session.create');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class KeyringJoin {
  from: string | null = null;
  label: string | null = null;
  name: string = '';
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('keyring.join');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const labelValue = this.label;
    if (labelValue !== null) {
      out.key('label');
      out.text(labelValue);
    }
    const nameValue = this.name;
    out.key('name');
    out.text(nameValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class LoopbackUp {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('loopback.up');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class NetdeviceMove {
  as: string = '';
  from: string | null = null;
  name: string = '';
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    const asValue = this.as;
    out.key('as');
    out.text(asValue);
    out.key('do');
    out.text('netdevice.move');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const nameValue = this.name;
    out.key('name');
    out.text(nameValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class HostnameSet {
  from: string | null = null;
  name: string = '';
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('hostname.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const nameValue = this.name;
    out.key('name');
    out.text(nameValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class DomainnameSet {
  from: string | null = null;
  name: string = '';
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('domainname.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const nameValue = this.name;
    out.key('name');
    out.text(nameValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class SysctlWrite {
  from: string | null = null;
  key: string = '';
  note: string | null = null;
  value: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('sysctl.write');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const keyValue = this.key;
    out.key('key');
    out.text(keyValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const valueValue = this.value;
    out.key('value');
    out.text(valueValue);
    out.endObject();
  }
}

@final
export class MountsIsolate {
  from: string | null = null;
  note: string | null = null;
  propagation: string = '';
  hasRecursive: bool = false;
  recursive: bool = false;

  setRecursive(value: bool): void {
    this.hasRecursive = true;
    this.recursive = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('mounts.isolate');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const propagationValue = this.propagation;
    out.key('propagation');
    out.text(propagationValue);
    if (this.hasRecursive) {
      out.key('recursive');
      out.flag(this.recursive);
    }
    out.endObject();
  }
}

@final
export class RootOpen {
  from: string | null = null;
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('root.open');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class RootBind {
  from: string | null = null;
  note: string | null = null;
  path: string = '';
  propagation: string | null = null;
  hasRecursive: bool = false;
  recursive: bool = false;

  setRecursive(value: bool): void {
    this.hasRecursive = true;
    this.recursive = value;
  }

  hasSlot: bool = false;
  slot: u64 = 0;

  setSlot(value: u64): void {
    this.hasSlot = true;
    this.slot = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('root.bind');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const propagationValue = this.propagation;
    if (propagationValue !== null) {
      out.key('propagation');
      out.text(propagationValue);
    }
    if (this.hasRecursive) {
      out.key('recursive');
      out.flag(this.recursive);
    }
    if (this.hasSlot) {
      out.key('slot');
      out.unsigned(this.slot);
    }
    out.endObject();
  }
}

@final
export class MountFs {
  attributes: Array<string> | null = null;
  hasCopyUp: bool = false;
  copyUp: bool = false;

  setCopyUp(value: bool): void {
    this.hasCopyUp = true;
    this.copyUp = value;
  }

  data: Array<string> | null = null;
  fallback: string | null = null;
  from: string | null = null;
  hasInheritMode: bool = false;
  inheritMode: bool = false;

  setInheritMode(value: bool): void {
    this.hasInheritMode = true;
    this.inheritMode = value;
  }

  label: string | null = null;
  hasNofollow: bool = false;
  nofollow: bool = false;

  setNofollow(value: bool): void {
    this.hasNofollow = true;
    this.nofollow = value;
  }

  note: string | null = null;
  hasPlain: bool = false;
  plain: bool = false;

  setPlain(value: bool): void {
    this.hasPlain = true;
    this.plain = value;
  }

  propagation: string | null = null;
  hasPropagationRecursive: bool = false;
  propagationRecursive: bool = false;

  setPropagationRecursive(value: bool): void {
    this.hasPropagationRecursive = true;
    this.propagationRecursive = value;
  }

  source: string | null = null;
  target: string = '';
  hasTargetMode: bool = false;
  targetMode: u64 = 0;

  setTargetMode(value: u64): void {
    this.hasTargetMode = true;
    this.targetMode = value;
  }

  type: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const attributesValue = this.attributes;
    if (attributesValue !== null) {
      out.key('attributes');
      out.beginArray();
      for (let i = 0; i < attributesValue.length; i++) {
        out.text(unchecked(attributesValue[i]));
      }
      out.endArray();
    }
    if (this.hasCopyUp) {
      out.key('copyUp');
      out.flag(this.copyUp);
    }
    const dataValue = this.data;
    if (dataValue !== null) {
      out.key('data');
      out.beginArray();
      for (let i = 0; i < dataValue.length; i++) {
        out.text(unchecked(dataValue[i]));
      }
      out.endArray();
    }
    out.key('do');
    out.text('mount.fs');
    const fallbackValue = this.fallback;
    if (fallbackValue !== null) {
      out.key('fallback');
      out.text(fallbackValue);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    if (this.hasInheritMode) {
      out.key('inheritMode');
      out.flag(this.inheritMode);
    }
    const labelValue = this.label;
    if (labelValue !== null) {
      out.key('label');
      out.text(labelValue);
    }
    if (this.hasNofollow) {
      out.key('nofollow');
      out.flag(this.nofollow);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasPlain) {
      out.key('plain');
      out.flag(this.plain);
    }
    const propagationValue = this.propagation;
    if (propagationValue !== null) {
      out.key('propagation');
      out.text(propagationValue);
    }
    if (this.hasPropagationRecursive) {
      out.key('propagationRecursive');
      out.flag(this.propagationRecursive);
    }
    const sourceValue = this.source;
    if (sourceValue !== null) {
      out.key('source');
      out.text(sourceValue);
    }
    const targetValue = this.target;
    out.key('target');
    out.text(targetValue);
    if (this.hasTargetMode) {
      out.key('targetMode');
      out.unsigned(this.targetMode);
    }
    const typeValue = this.type;
    out.key('type');
    out.text(typeValue);
    out.endObject();
  }
}

@final
export class MountBind {
  clear: Array<string> | null = null;
  hasCopySymlink: bool = false;
  copySymlink: bool = false;

  setCopySymlink(value: bool): void {
    this.hasCopySymlink = true;
    this.copySymlink = value;
  }

  from: string | null = null;
  gidMap: Array<IdRange> | null = null;
  hasNofollow: bool = false;
  nofollow: bool = false;

  setNofollow(value: bool): void {
    this.hasNofollow = true;
    this.nofollow = value;
  }

  note: string | null = null;
  propagation: string | null = null;
  hasPropagationRecursive: bool = false;
  propagationRecursive: bool = false;

  setPropagationRecursive(value: bool): void {
    this.hasPropagationRecursive = true;
    this.propagationRecursive = value;
  }

  hasRecursive: bool = false;
  recursive: bool = false;

  setRecursive(value: bool): void {
    this.hasRecursive = true;
    this.recursive = value;
  }

  recursiveClear: Array<string> | null = null;
  hasRecursiveIdmap: bool = false;
  recursiveIdmap: bool = false;

  setRecursiveIdmap(value: bool): void {
    this.hasRecursiveIdmap = true;
    this.recursiveIdmap = value;
  }

  recursiveSet: Array<string> | null = null;
  hasRequired: bool = false;
  required: bool = false;

  setRequired(value: bool): void {
    this.hasRequired = true;
    this.required = value;
  }

  set: Array<string> | null = null;
  hasSlot: bool = false;
  slot: u64 = 0;

  setSlot(value: u64): void {
    this.hasSlot = true;
    this.slot = value;
  }

  hasSlotIfDenied: bool = false;
  slotIfDenied: bool = false;

  setSlotIfDenied(value: bool): void {
    this.hasSlotIfDenied = true;
    this.slotIfDenied = value;
  }

  source: string = '';
  hasSourceNofollow: bool = false;
  sourceNofollow: bool = false;

  setSourceNofollow(value: bool): void {
    this.hasSourceNofollow = true;
    this.sourceNofollow = value;
  }

  target: string = '';
  uidMap: Array<IdRange> | null = null;

  write<W>(out: W): void {
    out.beginObject();
    const clearValue = this.clear;
    if (clearValue !== null) {
      out.key('clear');
      out.beginArray();
      for (let i = 0; i < clearValue.length; i++) {
        out.text(unchecked(clearValue[i]));
      }
      out.endArray();
    }
    if (this.hasCopySymlink) {
      out.key('copySymlink');
      out.flag(this.copySymlink);
    }
    out.key('do');
    out.text('mount.bind');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const gidMapValue = this.gidMap;
    if (gidMapValue !== null) {
      out.key('gidMap');
      out.beginArray();
      for (let i = 0; i < gidMapValue.length; i++) {
        unchecked(gidMapValue[i]).write<W>(out);
      }
      out.endArray();
    }
    if (this.hasNofollow) {
      out.key('nofollow');
      out.flag(this.nofollow);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const propagationValue = this.propagation;
    if (propagationValue !== null) {
      out.key('propagation');
      out.text(propagationValue);
    }
    if (this.hasPropagationRecursive) {
      out.key('propagationRecursive');
      out.flag(this.propagationRecursive);
    }
    if (this.hasRecursive) {
      out.key('recursive');
      out.flag(this.recursive);
    }
    const recursiveClearValue = this.recursiveClear;
    if (recursiveClearValue !== null) {
      out.key('recursiveClear');
      out.beginArray();
      for (let i = 0; i < recursiveClearValue.length; i++) {
        out.text(unchecked(recursiveClearValue[i]));
      }
      out.endArray();
    }
    if (this.hasRecursiveIdmap) {
      out.key('recursiveIdmap');
      out.flag(this.recursiveIdmap);
    }
    const recursiveSetValue = this.recursiveSet;
    if (recursiveSetValue !== null) {
      out.key('recursiveSet');
      out.beginArray();
      for (let i = 0; i < recursiveSetValue.length; i++) {
        out.text(unchecked(recursiveSetValue[i]));
      }
      out.endArray();
    }
    if (this.hasRequired) {
      out.key('required');
      out.flag(this.required);
    }
    const setValue = this.set;
    if (setValue !== null) {
      out.key('set');
      out.beginArray();
      for (let i = 0; i < setValue.length; i++) {
        out.text(unchecked(setValue[i]));
      }
      out.endArray();
    }
    if (this.hasSlot) {
      out.key('slot');
      out.unsigned(this.slot);
    }
    if (this.hasSlotIfDenied) {
      out.key('slotIfDenied');
      out.flag(this.slotIfDenied);
    }
    const sourceValue = this.source;
    out.key('source');
    out.text(sourceValue);
    if (this.hasSourceNofollow) {
      out.key('sourceNofollow');
      out.flag(this.sourceNofollow);
    }
    const targetValue = this.target;
    out.key('target');
    out.text(targetValue);
    const uidMapValue = this.uidMap;
    if (uidMapValue !== null) {
      out.key('uidMap');
      out.beginArray();
      for (let i = 0; i < uidMapValue.length; i++) {
        unchecked(uidMapValue[i]).write<W>(out);
      }
      out.endArray();
    }
    out.endObject();
  }
}

@final
export class MountAttributes {
  clear: Array<string> | null = null;
  from: string | null = null;
  note: string | null = null;
  propagation: string | null = null;
  hasPropagationRecursive: bool = false;
  propagationRecursive: bool = false;

  setPropagationRecursive(value: bool): void {
    this.hasPropagationRecursive = true;
    this.propagationRecursive = value;
  }

  hasRecursive: bool = false;
  recursive: bool = false;

  setRecursive(value: bool): void {
    this.hasRecursive = true;
    this.recursive = value;
  }

  set: Array<string> | null = null;
  superblock: Array<string> | null = null;
  target: string = '';

  write<W>(out: W): void {
    out.beginObject();
    const clearValue = this.clear;
    if (clearValue !== null) {
      out.key('clear');
      out.beginArray();
      for (let i = 0; i < clearValue.length; i++) {
        out.text(unchecked(clearValue[i]));
      }
      out.endArray();
    }
    out.key('do');
    out.text('mount.attributes');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const propagationValue = this.propagation;
    if (propagationValue !== null) {
      out.key('propagation');
      out.text(propagationValue);
    }
    if (this.hasPropagationRecursive) {
      out.key('propagationRecursive');
      out.flag(this.propagationRecursive);
    }
    if (this.hasRecursive) {
      out.key('recursive');
      out.flag(this.recursive);
    }
    const setValue = this.set;
    if (setValue !== null) {
      out.key('set');
      out.beginArray();
      for (let i = 0; i < setValue.length; i++) {
        out.text(unchecked(setValue[i]));
      }
      out.endArray();
    }
    const superblockValue = this.superblock;
    if (superblockValue !== null) {
      out.key('superblock');
      out.beginArray();
      for (let i = 0; i < superblockValue.length; i++) {
        out.text(unchecked(superblockValue[i]));
      }
      out.endArray();
    }
    const targetValue = this.target;
    out.key('target');
    out.text(targetValue);
    out.endObject();
  }
}

@final
export class MountRemove {
  from: string | null = null;
  hasNofollow: bool = false;
  nofollow: bool = false;

  setNofollow(value: bool): void {
    this.hasNofollow = true;
    this.nofollow = value;
  }

  note: string | null = null;
  target: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('mount.remove');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    if (this.hasNofollow) {
      out.key('nofollow');
      out.flag(this.nofollow);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const targetValue = this.target;
    out.key('target');
    out.text(targetValue);
    out.endObject();
  }
}

@final
export class PathMask {
  from: string | null = null;
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('path.mask');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class PathReadonly {
  from: string | null = null;
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('path.readonly');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class DeviceCreate {
  from: string | null = null;
  hasGid: bool = false;
  gid: u64 = 0;

  setGid(value: u64): void {
    this.hasGid = true;
    this.gid = value;
  }

  hasMajor: bool = false;
  major: u64 = 0;

  setMajor(value: u64): void {
    this.hasMajor = true;
    this.major = value;
  }

  hasMinor: bool = false;
  minor: u64 = 0;

  setMinor(value: u64): void {
    this.hasMinor = true;
    this.minor = value;
  }

  hasMode: bool = false;
  mode: u64 = 0;

  setMode(value: u64): void {
    this.hasMode = true;
    this.mode = value;
  }

  note: string | null = null;
  path: string = '';
  type: string = '';
  hasUid: bool = false;
  uid: u64 = 0;

  setUid(value: u64): void {
    this.hasUid = true;
    this.uid = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('device.create');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    if (this.hasGid) {
      out.key('gid');
      out.unsigned(this.gid);
    }
    if (this.hasMajor) {
      out.key('major');
      out.unsigned(this.major);
    }
    if (this.hasMinor) {
      out.key('minor');
      out.unsigned(this.minor);
    }
    if (this.hasMode) {
      out.key('mode');
      out.unsigned(this.mode);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const typeValue = this.type;
    out.key('type');
    out.text(typeValue);
    if (this.hasUid) {
      out.key('uid');
      out.unsigned(this.uid);
    }
    out.endObject();
  }
}

@final
export class DeviceBind {
  from: string | null = null;
  hasMajor: bool = false;
  major: u64 = 0;

  setMajor(value: u64): void {
    this.hasMajor = true;
    this.major = value;
  }

  hasMinor: bool = false;
  minor: u64 = 0;

  setMinor(value: u64): void {
    this.hasMinor = true;
    this.minor = value;
  }

  note: string | null = null;
  path: string = '';
  source: string = '';
  type: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('device.bind');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    if (this.hasMajor) {
      out.key('major');
      out.unsigned(this.major);
    }
    if (this.hasMinor) {
      out.key('minor');
      out.unsigned(this.minor);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const sourceValue = this.source;
    out.key('source');
    out.text(sourceValue);
    const typeValue = this.type;
    if (typeValue !== null) {
      out.key('type');
      out.text(typeValue);
    }
    out.endObject();
  }
}

@final
export class SymlinkCreate {
  existing: string | null = null;
  from: string | null = null;
  ifExists: string | null = null;
  note: string | null = null;
  path: string = '';
  target: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('symlink.create');
    const existingValue = this.existing;
    if (existingValue !== null) {
      out.key('existing');
      out.text(existingValue);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const ifExistsValue = this.ifExists;
    if (ifExistsValue !== null) {
      out.key('ifExists');
      out.text(ifExistsValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    const targetValue = this.target;
    out.key('target');
    out.text(targetValue);
    out.endObject();
  }
}

@final
export class ConsoleBind {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('console.bind');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class RootReadonly {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('root.readonly');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class RootPropagation {
  from: string | null = null;
  note: string | null = null;
  propagation: string = '';
  hasRecursive: bool = false;
  recursive: bool = false;

  setRecursive(value: bool): void {
    this.hasRecursive = true;
    this.recursive = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('root.propagation');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const propagationValue = this.propagation;
    out.key('propagation');
    out.text(propagationValue);
    if (this.hasRecursive) {
      out.key('recursive');
      out.flag(this.recursive);
    }
    out.endObject();
  }
}

@final
export class RootPivot {
  from: string | null = null;
  method: string = '';
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('root.pivot');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const methodValue = this.method;
    out.key('method');
    out.text(methodValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class CwdEnter {
  hasAgain: bool = false;
  again: bool = false;

  setAgain(value: bool): void {
    this.hasAgain = true;
    this.again = value;
  }

  hasCreate: bool = false;
  create: bool = false;

  setCreate(value: bool): void {
    this.hasCreate = true;
    this.create = value;
  }

  from: string | null = null;
  note: string | null = null;
  path: string = '';

  write<W>(out: W): void {
    out.beginObject();
    if (this.hasAgain) {
      out.key('again');
      out.flag(this.again);
    }
    if (this.hasCreate) {
      out.key('create');
      out.flag(this.create);
    }
    out.key('do');
    out.text('cwd.enter');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    out.endObject();
  }
}

@final
export class StdioOwn {
  from: string | null = null;
  gid: u64 = 0;
  note: string | null = null;
  uid: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('stdio.own');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('gid');
    out.unsigned(this.gid);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.key('uid');
    out.unsigned(this.uid);
    out.endObject();
  }
}

@final
export class TerminalCreate {
  hasColumns: bool = false;
  columns: u64 = 0;

  setColumns(value: u64): void {
    this.hasColumns = true;
    this.columns = value;
  }

  from: string | null = null;
  note: string | null = null;
  hasRows: bool = false;
  rows: u64 = 0;

  setRows(value: u64): void {
    this.hasRows = true;
    this.rows = value;
  }

  uid: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    if (this.hasColumns) {
      out.key('columns');
      out.unsigned(this.columns);
    }
    out.key('do');
    out.text('terminal.create');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasRows) {
      out.key('rows');
      out.unsigned(this.rows);
    }
    out.key('uid');
    out.unsigned(this.uid);
    out.endObject();
  }
}

@final
export class HookRun {
  args: Array<string> | null = null;
  cwd: string | null = null;
  env: Array<string> | null = null;
  errorsFile: string | null = null;
  hasFatal: bool = false;
  fatal: bool = false;

  setFatal(value: bool): void {
    this.hasFatal = true;
    this.fatal = value;
  }

  from: string | null = null;
  index: u64 = 0;
  note: string | null = null;
  outputFile: string | null = null;
  path: string = '';
  hasPid: bool = false;
  pid: u64 = 0;

  setPid(value: u64): void {
    this.hasPid = true;
    this.pid = value;
  }

  point: string = '';
  stateHead: string = '';
  stateTail: string = '';
  hasTimeoutMs: bool = false;
  timeoutMs: u64 = 0;

  setTimeoutMs(value: u64): void {
    this.hasTimeoutMs = true;
    this.timeoutMs = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    const argsValue = this.args;
    if (argsValue !== null) {
      out.key('args');
      out.beginArray();
      for (let i = 0; i < argsValue.length; i++) {
        out.text(unchecked(argsValue[i]));
      }
      out.endArray();
    }
    const cwdValue = this.cwd;
    if (cwdValue !== null) {
      out.key('cwd');
      out.text(cwdValue);
    }
    out.key('do');
    out.text('hook.run');
    const envValue = this.env;
    if (envValue !== null) {
      out.key('env');
      out.beginArray();
      for (let i = 0; i < envValue.length; i++) {
        out.text(unchecked(envValue[i]));
      }
      out.endArray();
    }
    const errorsFileValue = this.errorsFile;
    if (errorsFileValue !== null) {
      out.key('errorsFile');
      out.text(errorsFileValue);
    }
    if (this.hasFatal) {
      out.key('fatal');
      out.flag(this.fatal);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('index');
    out.unsigned(this.index);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const outputFileValue = this.outputFile;
    if (outputFileValue !== null) {
      out.key('outputFile');
      out.text(outputFileValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    if (this.hasPid) {
      out.key('pid');
      out.unsigned(this.pid);
    }
    const pointValue = this.point;
    out.key('point');
    out.text(pointValue);
    const stateHeadValue = this.stateHead;
    out.key('stateHead');
    out.text(stateHeadValue);
    const stateTailValue = this.stateTail;
    out.key('stateTail');
    out.text(stateTailValue);
    if (this.hasTimeoutMs) {
      out.key('timeoutMs');
      out.unsigned(this.timeoutMs);
    }
    out.endObject();
  }
}

@final
export class HookDefer {
  args: Array<string> | null = null;
  cwd: string | null = null;
  env: Array<string> | null = null;
  errorsFile: string | null = null;
  hasFatal: bool = false;
  fatal: bool = false;

  setFatal(value: bool): void {
    this.hasFatal = true;
    this.fatal = value;
  }

  from: string | null = null;
  index: u64 = 0;
  note: string | null = null;
  outputFile: string | null = null;
  path: string = '';
  hasPid: bool = false;
  pid: u64 = 0;

  setPid(value: u64): void {
    this.hasPid = true;
    this.pid = value;
  }

  point: string = '';
  stateHead: string = '';
  stateTail: string = '';
  hasTimeoutMs: bool = false;
  timeoutMs: u64 = 0;

  setTimeoutMs(value: u64): void {
    this.hasTimeoutMs = true;
    this.timeoutMs = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    const argsValue = this.args;
    if (argsValue !== null) {
      out.key('args');
      out.beginArray();
      for (let i = 0; i < argsValue.length; i++) {
        out.text(unchecked(argsValue[i]));
      }
      out.endArray();
    }
    const cwdValue = this.cwd;
    if (cwdValue !== null) {
      out.key('cwd');
      out.text(cwdValue);
    }
    out.key('do');
    out.text('hook.defer');
    const envValue = this.env;
    if (envValue !== null) {
      out.key('env');
      out.beginArray();
      for (let i = 0; i < envValue.length; i++) {
        out.text(unchecked(envValue[i]));
      }
      out.endArray();
    }
    const errorsFileValue = this.errorsFile;
    if (errorsFileValue !== null) {
      out.key('errorsFile');
      out.text(errorsFileValue);
    }
    if (this.hasFatal) {
      out.key('fatal');
      out.flag(this.fatal);
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('index');
    out.unsigned(this.index);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const outputFileValue = this.outputFile;
    if (outputFileValue !== null) {
      out.key('outputFile');
      out.text(outputFileValue);
    }
    const pathValue = this.path;
    out.key('path');
    out.text(pathValue);
    if (this.hasPid) {
      out.key('pid');
      out.unsigned(this.pid);
    }
    const pointValue = this.point;
    out.key('point');
    out.text(pointValue);
    const stateHeadValue = this.stateHead;
    out.key('stateHead');
    out.text(stateHeadValue);
    const stateTailValue = this.stateTail;
    out.key('stateTail');
    out.text(stateTailValue);
    if (this.hasTimeoutMs) {
      out.key('timeoutMs');
      out.unsigned(this.timeoutMs);
    }
    out.endObject();
  }
}

@final
export class FailureThen {
  actions: ByteBuffer = new ByteBuffer(0);
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    const actionsValue = this.actions;
    out.key('actions');
    out.beginArray();
    out.raw(actionsValue);
    out.endArray();
    out.key('do');
    out.text('failure.then');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class OomAdjust {
  from: string | null = null;
  note: string | null = null;
  value: i64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('oom.adjust');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.key('value');
    out.signed(this.value);
    out.endObject();
  }
}

@final
export class RlimitSet {
  from: string | null = null;
  hard: u64 = 0;
  note: string | null = null;
  resource: string = '';
  soft: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('rlimit.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('hard');
    out.unsigned(this.hard);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const resourceValue = this.resource;
    out.key('resource');
    out.text(resourceValue);
    out.key('soft');
    out.unsigned(this.soft);
    out.endObject();
  }
}

@final
export class SchedulerSet {
  hasDeadline: bool = false;
  deadline: u64 = 0;

  setDeadline(value: u64): void {
    this.hasDeadline = true;
    this.deadline = value;
  }

  flags: Array<string> | null = null;
  from: string | null = null;
  hasNice: bool = false;
  nice: i64 = 0;

  setNice(value: i64): void {
    this.hasNice = true;
    this.nice = value;
  }

  note: string | null = null;
  hasPeriod: bool = false;
  period: u64 = 0;

  setPeriod(value: u64): void {
    this.hasPeriod = true;
    this.period = value;
  }

  policy: string = '';
  hasPriority: bool = false;
  priority: u64 = 0;

  setPriority(value: u64): void {
    this.hasPriority = true;
    this.priority = value;
  }

  hasRuntime: bool = false;
  runtime: u64 = 0;

  setRuntime(value: u64): void {
    this.hasRuntime = true;
    this.runtime = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    if (this.hasDeadline) {
      out.key('deadline');
      out.unsigned(this.deadline);
    }
    out.key('do');
    out.text('scheduler.set');
    const flagsValue = this.flags;
    if (flagsValue !== null) {
      out.key('flags');
      out.beginArray();
      for (let i = 0; i < flagsValue.length; i++) {
        out.text(unchecked(flagsValue[i]));
      }
      out.endArray();
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    if (this.hasNice) {
      out.key('nice');
      out.signed(this.nice);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasPeriod) {
      out.key('period');
      out.unsigned(this.period);
    }
    const policyValue = this.policy;
    out.key('policy');
    out.text(policyValue);
    if (this.hasPriority) {
      out.key('priority');
      out.unsigned(this.priority);
    }
    if (this.hasRuntime) {
      out.key('runtime');
      out.unsigned(this.runtime);
    }
    out.endObject();
  }
}

@final
export class IoprioSet {
  class: string = '';
  from: string | null = null;
  note: string | null = null;
  priority: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    const classValue = this.class;
    out.key('class');
    out.text(classValue);
    out.key('do');
    out.text('ioprio.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.key('priority');
    out.unsigned(this.priority);
    out.endObject();
  }
}

@final
export class AffinitySet {
  cpus: Array<u64> | null = null;
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    const cpusValue = this.cpus;
    if (cpusValue !== null) {
      out.key('cpus');
      out.beginArray();
      for (let i = 0; i < cpusValue.length; i++) {
        out.unsigned(unchecked(cpusValue[i]));
      }
      out.endArray();
    }
    out.key('do');
    out.text('affinity.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class MempolicySet {
  flags: Array<string> | null = null;
  from: string | null = null;
  mode: string = '';
  nodes: Array<u64> | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('mempolicy.set');
    const flagsValue = this.flags;
    if (flagsValue !== null) {
      out.key('flags');
      out.beginArray();
      for (let i = 0; i < flagsValue.length; i++) {
        out.text(unchecked(flagsValue[i]));
      }
      out.endArray();
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const modeValue = this.mode;
    out.key('mode');
    out.text(modeValue);
    const nodesValue = this.nodes;
    if (nodesValue !== null) {
      out.key('nodes');
      out.beginArray();
      for (let i = 0; i < nodesValue.length; i++) {
        out.unsigned(unchecked(nodesValue[i]));
      }
      out.endArray();
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class UmaskSet {
  from: string | null = null;
  mask: u64 = 0;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('umask.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('mask');
    out.unsigned(this.mask);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class PersonalitySet {
  domain: string = '';
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('personality.set');
    const domainValue = this.domain;
    out.key('domain');
    out.text(domainValue);
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class LabelSet {
  from: string | null = null;
  label: string = '';
  lsm: string = '';
  note: string | null = null;
  hasStack: bool = false;
  stack: bool = false;

  setStack(value: bool): void {
    this.hasStack = true;
    this.stack = value;
  }


  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('label.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const labelValue = this.label;
    out.key('label');
    out.text(labelValue);
    const lsmValue = this.lsm;
    out.key('lsm');
    out.text(lsmValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    if (this.hasStack) {
      out.key('stack');
      out.flag(this.stack);
    }
    out.endObject();
  }
}

@final
export class BoundingDrop {
  from: string | null = null;
  keep: Array<string> = [];
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('bounding.drop');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const keepValue = this.keep;
    out.key('keep');
    out.beginArray();
    for (let i = 0; i < keepValue.length; i++) {
      out.text(unchecked(keepValue[i]));
    }
    out.endArray();
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class UserSet {
  from: string | null = null;
  gid: u64 = 0;
  groups: Array<u64> | null = null;
  groupsDenied: string | null = null;
  hasKeepCapabilities: bool = false;
  keepCapabilities: bool = false;

  setKeepCapabilities(value: bool): void {
    this.hasKeepCapabilities = true;
    this.keepCapabilities = value;
  }

  note: string | null = null;
  uid: u64 = 0;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('user.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('gid');
    out.unsigned(this.gid);
    const groupsValue = this.groups;
    if (groupsValue !== null) {
      out.key('groups');
      out.beginArray();
      for (let i = 0; i < groupsValue.length; i++) {
        out.unsigned(unchecked(groupsValue[i]));
      }
      out.endArray();
    }
    const groupsDeniedValue = this.groupsDenied;
    if (groupsDeniedValue !== null) {
      out.key('groupsDenied');
      out.text(groupsDeniedValue);
    }
    if (this.hasKeepCapabilities) {
      out.key('keepCapabilities');
      out.flag(this.keepCapabilities);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.key('uid');
    out.unsigned(this.uid);
    out.endObject();
  }
}

@final
export class CapabilitiesSet {
  ambient: Array<string> = [];
  effective: Array<string> = [];
  from: string | null = null;
  inheritable: Array<string> = [];
  note: string | null = null;
  permitted: Array<string> = [];

  write<W>(out: W): void {
    out.beginObject();
    const ambientValue = this.ambient;
    out.key('ambient');
    out.beginArray();
    for (let i = 0; i < ambientValue.length; i++) {
      out.text(unchecked(ambientValue[i]));
    }
    out.endArray();
    out.key('do');
    out.text('capabilities.set');
    const effectiveValue = this.effective;
    out.key('effective');
    out.beginArray();
    for (let i = 0; i < effectiveValue.length; i++) {
      out.text(unchecked(effectiveValue[i]));
    }
    out.endArray();
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const inheritableValue = this.inheritable;
    out.key('inheritable');
    out.beginArray();
    for (let i = 0; i < inheritableValue.length; i++) {
      out.text(unchecked(inheritableValue[i]));
    }
    out.endArray();
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const permittedValue = this.permitted;
    out.key('permitted');
    out.beginArray();
    for (let i = 0; i < permittedValue.length; i++) {
      out.text(unchecked(permittedValue[i]));
    }
    out.endArray();
    out.endObject();
  }
}

@final
export class NoNewPrivsSet {
  from: string | null = null;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('no_new_privs.set');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class SeccompLoad {
  flags: Array<string> | null = null;
  from: string | null = null;
  note: string | null = null;
  program: string = '';

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('seccomp.load');
    const flagsValue = this.flags;
    if (flagsValue !== null) {
      out.key('flags');
      out.beginArray();
      for (let i = 0; i < flagsValue.length; i++) {
        out.text(unchecked(flagsValue[i]));
      }
      out.endArray();
    }
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const programValue = this.program;
    out.key('program');
    out.text(programValue);
    out.endObject();
  }
}

@final
export class FdsClose {
  from: string | null = null;
  keep: u64 = 0;
  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('fds.close');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    out.key('keep');
    out.unsigned(this.keep);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}

@final
export class ExecLookup {
  from: string | null = null;
  name: string = '';
  note: string | null = null;
  path: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    out.key('do');
    out.text('exec.lookup');
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    const nameValue = this.name;
    out.key('name');
    out.text(nameValue);
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    const pathValue = this.path;
    if (pathValue !== null) {
      out.key('path');
      out.text(pathValue);
    }
    out.endObject();
  }
}

@final
export class Exec {
  argv: Array<string> = [];
  env: Array<string> = [];
  from: string | null = null;
  hasHomeOf: bool = false;
  homeOf: u64 = 0;

  setHomeOf(value: u64): void {
    this.hasHomeOf = true;
    this.homeOf = value;
  }

  hasListenPid: bool = false;
  listenPid: bool = false;

  setListenPid(value: bool): void {
    this.hasListenPid = true;
    this.listenPid = value;
  }

  note: string | null = null;

  write<W>(out: W): void {
    out.beginObject();
    const argvValue = this.argv;
    out.key('argv');
    out.beginArray();
    for (let i = 0; i < argvValue.length; i++) {
      out.text(unchecked(argvValue[i]));
    }
    out.endArray();
    out.key('do');
    out.text('exec');
    const envValue = this.env;
    out.key('env');
    out.beginArray();
    for (let i = 0; i < envValue.length; i++) {
      out.text(unchecked(envValue[i]));
    }
    out.endArray();
    const fromValue = this.from;
    if (fromValue !== null) {
      out.key('from');
      out.text(fromValue);
    }
    if (this.hasHomeOf) {
      out.key('homeOf');
      out.unsigned(this.homeOf);
    }
    if (this.hasListenPid) {
      out.key('listenPid');
      out.flag(this.listenPid);
    }
    const noteValue = this.note;
    if (noteValue !== null) {
      out.key('note');
      out.text(noteValue);
    }
    out.endObject();
  }
}
