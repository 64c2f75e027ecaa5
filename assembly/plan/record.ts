// What later commands must know of a container: member `container` of state.json, canonical JSON
// that the engine writes at create and alone reads again.

import { decodeHook, Hook } from '../../generated/assembly/config';
import { Document, NONE, STRING } from '../json/document';
import { JsonWriter } from '../json/write';
import { Cgroup } from './cgroup/cgroup';
import { freezerOf } from './cgroup/end';
import { ScopeName } from './systemd/scope';

/** What all hooks of a container share. */
@final
export class HookState {
  ociVersion: string = '';
  id: string = '';
  bundle: string = '';
  /** /root/path as it is written. */
  root: string = '';
  annotationNames: string[] = [];
  annotationValues: string[] = [];
  /** run.oci.hooks.stdout and run.oci.hooks.stderr; null: the helper's choice. */
  stdout: string | null = null;
  stderr: string | null = null;
}

@final
export class ContainerRecord {
  command: string = '';
  config: string = '';
  rootfs: string = '';
  owner: u64 = 0;
  /** Whether it waits for `start`. */
  fifo: bool = false;
  cgroups: Cgroup[] = [];
  /** Where its process is, below the last of them; null: in them. */
  delegated: Cgroup | null = null;
  /** Null: the cgroups are not systemd's. */
  scope: ScopeName | null = null;
  /** Groups of resctrl to be removed. */
  resctrl: string[] = [];
  /** Its records are not to be kept with secrets in them. */
  redact: bool = false;
  /** Socket of who is told that the program is ready; null: nobody. */
  notify: string | null = null;
  poststart: Hook[] | null = null;
  poststop: Hook[] | null = null;

  constructor(public state: HookState) {}
}

export function writeRecord(record: ContainerRecord): string {
  const state = record.state;
  const out = new JsonWriter();
  out.beginObject();
  writeAnnotations(state, out);
  writeText('bundle', state.bundle, out);
  out.key('cgroups');
  out.beginArray();
  for (let i = 0; i < record.cgroups.length; i++) writeCgroup(record.cgroups[i], out);
  out.endArray();
  writeText('command', record.command, out);
  writeText('config', record.config, out);
  const delegated = record.delegated;
  if (delegated !== null) {
    out.key('delegated');
    writeCgroup(delegated, out);
  }
  out.key('fifo');
  out.flag(record.fifo);
  const freezer = freezerOf(record.cgroups);
  if (freezer !== null) writeText('freezer', freezer.directory, out);
  writeOptional('hooksStderr', state.stderr, out);
  writeOptional('hooksStdout', state.stdout, out);
  writeText('id', state.id, out);
  writeOptional('notify', record.notify, out);
  writeText('ociVersion', state.ociVersion, out);
  out.key('owner');
  out.unsigned(record.owner);
  writeHooks('poststart', record.poststart, out);
  writeHooks('poststop', record.poststop, out);
  if (record.redact) {
    out.key('redact');
    out.flag(true);
  }
  if (record.resctrl.length > 0) writeTexts('resctrl', record.resctrl, out);
  writeText('root', state.root, out);
  writeText('rootfs', record.rootfs, out);
  const scope = record.scope;
  if (scope !== null) writeScope(scope, out);
  out.endObject();
  return out.buffer.toText();
}

function writeCgroup(cgroup: Cgroup, out: JsonWriter): void {
  out.beginObject();
  writeTexts('controllers', cgroup.controllers, out);
  writeText('mount', cgroup.mount, out);
  writeText('path', cgroup.path, out);
  out.key('unified');
  out.flag(cgroup.isUnified);
  out.endObject();
}

function writeScope(scope: ScopeName, out: JsonWriter): void {
  out.key('scope');
  out.beginObject();
  writeText('address', scope.address, out);
  writeText('mark', scope.mark, out);
  writeText('unit', scope.unit, out);
  out.endObject();
}

function writeText(name: string, value: string, out: JsonWriter): void {
  out.key(name);
  out.text(value);
}

function writeOptional(name: string, value: string | null, out: JsonWriter): void {
  if (value !== null) writeText(name, value, out);
}

function writeAnnotations(state: HookState, out: JsonWriter): void {
  if (state.annotationNames.length == 0) return;
  const names = state.annotationNames.slice(0).sort();
  out.key('annotations');
  out.beginObject();
  for (let i = 0; i < names.length; i++) {
    writeText(names[i], state.annotationValues[state.annotationNames.indexOf(names[i])], out);
  }
  out.endObject();
}

function writeHooks(name: string, hooks: Hook[] | null, out: JsonWriter): void {
  if (hooks === null || hooks.length == 0) return;
  out.key(name);
  out.beginArray();
  for (let i = 0; i < hooks.length; i++) writeHook(hooks[i], out);
  out.endArray();
}

function writeHook(hook: Hook, out: JsonWriter): void {
  out.beginObject();
  writeTexts('args', hook.args, out);
  writeTexts('env', hook.env, out);
  writeText('path', hook.path, out);
  if (hook.hasTimeout) {
    out.key('timeout');
    out.unsigned(hook.timeout);
  }
  out.endObject();
}

function writeTexts(name: string, texts: string[] | null, out: JsonWriter): void {
  if (texts === null) return;
  out.key(name);
  out.beginArray();
  for (let i = 0; i < texts.length; i++) out.text(texts[i]);
  out.endArray();
}

/** From the member `container` of a state.json, which we wrote: what is not there is empty. */
export function readRecord(doc: Document, node: i32): ContainerRecord {
  const state = new HookState();
  state.ociVersion = text(doc, node, 'ociVersion');
  state.id = text(doc, node, 'id');
  state.bundle = text(doc, node, 'bundle');
  state.root = text(doc, node, 'root');
  state.stdout = optionalText(doc, node, 'hooksStdout');
  state.stderr = optionalText(doc, node, 'hooksStderr');
  const annotations = doc.get(node, 'annotations');
  if (annotations != NONE) {
    for (let at = doc.firstChild(annotations); at != NONE; at = doc.next(at)) {
      state.annotationNames.push(doc.key(at));
      state.annotationValues.push(doc.text(at));
    }
  }
  const record = new ContainerRecord(state);
  record.command = text(doc, node, 'command');
  record.config = text(doc, node, 'config');
  record.rootfs = text(doc, node, 'rootfs');
  record.fifo = doc.isTrue(doc.get(node, 'fifo'));
  record.notify = optionalText(doc, node, 'notify');
  const owner = doc.get(node, 'owner');
  if (owner != NONE) record.owner = doc.unsigned(owner);
  const cgroups = doc.get(node, 'cgroups');
  if (cgroups != NONE) {
    for (let at = doc.firstChild(cgroups); at != NONE; at = doc.next(at)) {
      record.cgroups.push(readCgroup(doc, at));
    }
  }
  const delegated = doc.get(node, 'delegated');
  if (delegated != NONE) record.delegated = readCgroup(doc, delegated);
  const scope = doc.get(node, 'scope');
  if (scope != NONE) {
    const unit = text(doc, scope, 'unit');
    record.scope = new ScopeName(unit, text(doc, scope, 'address'), text(doc, scope, 'mark'));
  }
  record.redact = doc.isTrue(doc.get(node, 'redact'));
  const resctrl = doc.get(node, 'resctrl');
  if (resctrl != NONE) record.resctrl = doc.texts(resctrl);
  record.poststart = readHooks(doc, doc.get(node, 'poststart'));
  record.poststop = readHooks(doc, doc.get(node, 'poststop'));
  return record;
}

function readCgroup(doc: Document, node: i32): Cgroup {
  const controllers = doc.get(node, 'controllers');
  return new Cgroup(
    text(doc, node, 'mount'),
    text(doc, node, 'path'),
    controllers == NONE ? [] : doc.texts(controllers),
    '',
    doc.isTrue(doc.get(node, 'unified')),
  );
}

function readHooks(doc: Document, node: i32): Hook[] | null {
  if (node == NONE) return null;
  const hooks: Hook[] = [];
  for (let at = doc.firstChild(node); at != NONE; at = doc.next(at)) {
    hooks.push(decodeHook<Document>(doc, at));
  }
  return hooks;
}

function text(doc: Document, node: i32, name: string): string {
  const value = optionalText(doc, node, name);
  return value === null ? '' : value;
}

function optionalText(doc: Document, node: i32, name: string): string | null {
  const member = doc.get(node, name);
  return member == NONE || doc.kind(member) != STRING ? null : doc.text(member);
}
