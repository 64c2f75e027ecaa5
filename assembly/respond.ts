// The engine's one entry: request bytes in, answer bytes out. No clock, no randomness, no environment, no files;
// nothing is kept between calls.

import { ByteBuffer } from './base/bytes';
import { Diagnostics } from './base/diagnostics';
import { Answer, Context } from './commands/command';
import { findCommand, suggestCommand } from './commands/table';
import { Document, NONE, OBJECT } from './json/document';
import { readJson } from './json/read';

const REQUEST_FORM: string = 'LD2602';
const UNKNOWN_COMMAND: string = 'LD2603';
const UNKNOWN_OPTION: string = 'LD2604';

export function respond(request: ByteBuffer): Answer {
  const problems = new Diagnostics();
  const doc = readJson('request', request.pointer, request.length, problems);
  if (doc === null) return refuse(problems);
  const name = doc.text(member(doc, 'command'));
  const options = member(doc, 'options');
  const inputs = member(doc, 'inputs');
  if (
    options == NONE ||
    inputs == NONE ||
    doc.kind(options) != OBJECT ||
    doc.kind(inputs) != OBJECT
  ) {
    problems.error(REQUEST_FORM, 'expected a request with command, inputs and options');
    return refuse(problems);
  }
  const command = findCommand(name);
  if (command === null) {
    problems.error(UNKNOWN_COMMAND, `unknown command ${name}${suggestCommand(name)}`);
    return refuse(problems);
  }
  for (let at = doc.firstChild(options); at != NONE; at = doc.next(at)) {
    const option = doc.key(at);
    if (command.takes(option)) continue;
    problems.error(UNKNOWN_OPTION, `${name}: unknown option ${option}${command.suggest(option)}`);
  }
  if (problems.errors > 0) return refuse(problems);
  const context = new Context(name, doc, options, inputs);
  command.handler(context);
  return context.finish();
}

function member(doc: Document, name: string): i32 {
  return doc.get(0, name);
}

function refuse(problems: Diagnostics): Answer {
  const empty = new ByteBuffer(0);
  const context = new Context('', new Document('', empty.pointer, 0), NONE, NONE);
  context.diagnostics.addAll(problems);
  return context.finish();
}
