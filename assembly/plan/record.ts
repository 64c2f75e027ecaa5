// What later commands must know of a container: member `container` of state.json, canonical JSON
// that the engine writes at create and alone reads again.

import { Hook } from '../../generated/assembly/config';
import { JsonWriter } from '../json/write';
import { Cgroup } from './cgroup/cgroup';

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
  for (let i = 0; i < record.cgroups.length; i++) {
    record.cgroups[i].asPath().write<JsonWriter>(out);
  }
  out.endArray();
  writeText('command', record.command, out);
  writeText('config', record.config, out);
  out.key('fifo');
  out.flag(record.fifo);
  writeOptional('hooksStderr', state.stderr, out);
  writeOptional('hooksStdout', state.stdout, out);
  writeText('id', state.id, out);
  writeText('ociVersion', state.ociVersion, out);
  out.key('owner');
  out.unsigned(record.owner);
  writeHooks('poststart', record.poststart, out);
  writeHooks('poststop', record.poststop, out);
  writeText('root', state.root, out);
  writeText('rootfs', record.rootfs, out);
  out.endObject();
  return out.buffer.toText();
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
