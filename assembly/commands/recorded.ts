// What a container was made from: the config in the record of its create or run. The file in the
// bundle may be another one by now.

import { ByteBuffer } from '../base/bytes';
import { Diagnostics } from '../base/diagnostics';
import { ADVICE_NONE } from '../config/advice/advice';
import { Config, readConfig } from '../config/read';
import { NONE } from '../json/document';
import { readJson } from '../json/read';
import { RECORD_UNREADABLE } from '../plan/codes';
import { Settings } from '../plan/settings';
import { Context } from './command';
import { Container, FILE_LIMIT } from './container';
import { Input } from './input';

/** The inputs of the first record, by the name under which they are asked for. */
export function askRecorded(root: string, id: string, context: Context): Input | null {
  return context.file('recorded', `${root}/${id}/record/1/inputs.json`, FILE_LIMIT);
}

/** Null when there is none to be read, which is told. It was checked when the container was made. */
export function readRecorded(input: Input, container: Container, context: Context): Config | null {
  const error = input.error;
  if (error !== null) return refuse(error, container, context);
  const bytes = input.bytes();
  if (bytes === null) return refuse('not text', container, context);
  const problems = new Diagnostics();
  const request = readJson('inputs.json', bytes.pointer, bytes.length, problems);
  if (request === null) return refuse(problems.sorted()[0].message, container, context);
  const inputs = request.get(0, 'inputs');
  const config = inputs == NONE ? NONE : request.get(inputs, 'config');
  const text: ByteBuffer | null = config == NONE ? null : new Input(request, config).bytes();
  if (text === null) return refuse('no config.json in it', container, context);
  const path = container.record.config;
  const found = readConfig(path, text.pointer, text.length, false, ADVICE_NONE, true, problems);
  if (found === null) return refuse(problems.sorted()[0].message, container, context);
  return found;
}

/** Of a command for a container as it was made. Its cgroups are on record; none are made. */
export function recordedSettings(command: string, container: Container): Settings {
  const settings = new Settings();
  settings.command = command;
  settings.id = container.id;
  settings.root = container.root;
  settings.bundle = container.record.state.bundle;
  settings.config = container.record.config;
  settings.cgroupManager = 'disabled';
  settings.redact = container.record.redact;
  return settings;
}

/** Whether nothing refuses it; what does is told. Warnings were told when the container was made. */
export function tellRefusals(problems: Diagnostics, context: Context): bool {
  if (problems.errors == 0) return true;
  context.diagnostics.addAll(problems, false);
  return false;
}

function refuse(why: string, container: Container, context: Context): Config | null {
  const place = `${container.directory}/record/1/inputs.json`;
  const text = `what container \`${container.id}\` was made from cannot be read: ${place}: ${why}`;
  context.error(RECORD_UNREADABLE, text);
  return null;
}
