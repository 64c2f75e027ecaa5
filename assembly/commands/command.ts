// What a command's handler works with: the request's options, inputs (input.ts) it may ask for, and the answer it leaves.

import { decodeFacts, Facts } from '../../generated/assembly/facts';
import {
  FIELD_NAMES,
  FIELD_REQUIRED,
  FIELD_TYPES,
  LIMITS,
  TYPES,
  WORDS,
} from '../../generated/assembly/facts-schema';
import { ByteBuffer } from '../base/bytes';
import { Diagnostics } from '../base/diagnostics';
import { ADVICE_NONE, ADVICE_WARNINGS } from '../config/advice/advice';
import { checkDocument, Schema } from '../config/check';
import { Config, readConfig } from '../config/read';
import { Document, NONE, OBJECT } from '../json/document';
import { JsonWriter } from '../json/write';
import { Input } from './input';

export const ANSWER_PLAN: i32 = 0;
export const ANSWER_NEED: i32 = 10;
export const ANSWER_OUTPUT: i32 = 11;
export const ANSWER_DIAGNOSTICS: i32 = 12;

/** A config.json larger than this is refused before it is read. */
const CONFIG_LIMIT: i32 = 16 * 1024 * 1024;
const INPUT_ERROR: string = 'LD2701';
const FACTS_FORM: string = 'LD2702';

export type Handler = (context: Context) => void;

@final
export class Context {
  readonly diagnostics: Diagnostics = new Diagnostics();
  private readonly needs: JsonWriter = new JsonWriter();
  private index: Map<string, i32> | null = null;
  private needCount: i32 = 0;
  private kind: i32 = -1;
  private parts: ByteBuffer[] = [];

  constructor(
    readonly command: string,
    private readonly request: Document,
    private readonly options: i32,
    private readonly inputs: i32,
  ) {}

  // ---- options

  option(name: string): string | null {
    const node = this.request.get(this.options, name);
    return node == NONE || this.request.isNull(node) ? null : this.request.text(node);
  }

  flag(name: string): bool {
    return this.request.isTrue(this.request.get(this.options, name));
  }

  /** Of a plan that is to be looked at. It never stands in the way of one. */
  get advice(): i32 {
    return this.flag('advise') ? ADVICE_WARNINGS : ADVICE_NONE;
  }

  number(name: string): u64 {
    const node = this.request.get(this.options, name);
    return node == NONE ? 0 : this.request.unsigned(node);
  }

  texts(name: string): string[] {
    const node = this.request.get(this.options, name);
    return node == NONE ? [] : this.request.texts(node);
  }

  // ---- inputs: null means that the input is now asked for, and the handler returns

  file(name: string, path: string, limit: i32): Input | null {
    return this.ask('file', name, path, limit);
  }

  /** What the caller's standard input gives. */
  standardInput(name: string, limit: i32): Input | null {
    return this.ask('stdin', name, null, limit);
  }

  stat(name: string, path: string): Input | null {
    return this.ask('stat', name, path);
  }

  directory(name: string, path: string): Input | null {
    return this.ask('directory', name, path);
  }

  frozen(name: string, path: string): Input | null {
    return this.ask('frozen', name, path);
  }

  processes(name: string, path: string): Input | null {
    return this.ask('processes', name, path);
  }

  /** What is known of every container below the state root `path`, briefly: a list may have hundreds. */
  states(name: string, path: string): Input | null {
    return this.ask('states', name, path);
  }

  /** Which of so many descriptors from 3 on the caller has left open. */
  descriptors(count: u64): Input | null {
    const input = this.input('descriptors');
    if (input !== null) return input;
    this.beginNeed('descriptors');
    this.needs.key('limit');
    this.needs.unsigned(count);
    this.needs.key('name');
    this.needs.text('descriptors');
    this.needs.endObject();
    return null;
  }

  process(name: string, pid: u64): Input | null {
    const input = this.input(name);
    if (input !== null) return input;
    this.beginNeed('process');
    this.needs.key('name');
    this.needs.text(name);
    this.needs.key('pid');
    this.needs.unsigned(pid);
    this.needs.endObject();
    return null;
  }

  /** A program in the caller's PATH. */
  program(name: string): Input | null {
    const input = this.input(name);
    if (input !== null) return input;
    this.beginNeed('program');
    this.needs.key('name');
    this.needs.text(name);
    this.needs.endObject();
    return null;
  }

  caller(): Input | null {
    return this.named('caller');
  }

  /** The host's facts, checked; null when they are asked for or wrong. */
  facts(): Facts | null {
    const input = this.named('facts');
    if (input === null) return null;
    // Facts may come from a file that somebody wrote: checked as a config is.
    const schema = new Schema(TYPES, FIELD_NAMES, FIELD_TYPES, FIELD_REQUIRED, LIMITS, WORDS);
    const doc = this.request;
    const before = this.diagnostics.errors;
    checkDocument(doc, schema, 0, this.diagnostics, input.node);
    if (this.diagnostics.errors > before) {
      this.diagnostics.error(
        FACTS_FORM,
        'the facts are not of the form that `lading facts` prints',
      );
      return null;
    }
    return decodeFacts<Document>(doc, input.node);
  }

  /** config.json at `path`, read and checked; null when it is asked for or wrong. `advice`: see readConfig. */
  config(path: string, advice: i32 = ADVICE_NONE): Config | null {
    const input = this.file('config', path, CONFIG_LIMIT);
    if (input === null) return null;
    const bytes = input.bytes();
    if (bytes === null) {
      const error = input.error;
      this.diagnostics.error(INPUT_ERROR, `${path}: ${explain(error === null ? 'EINVAL' : error)}`);
      return null;
    }
    const strict = this.flag('strict');
    const named = this.namesReceiver();
    return readConfig(path, bytes.pointer, bytes.length, strict, advice, named, this.diagnostics);
  }

  /** Whether the caller says who is asked by a seccomp filter, as far as anything is known of him. */
  private namesReceiver(): bool {
    const facts = this.input('facts');
    if (facts === null) return false;
    const doc = this.request;
    const caller = doc.get(facts.node, 'caller');
    if (caller == NONE) return false;
    const receiver = doc.get(caller, 'seccompReceiver');
    return receiver != NONE && !doc.isNull(receiver);
  }

  /** Something is asked for: no other answer will be given now. */
  get isAsking(): bool {
    return this.needCount > 0;
  }

  // ---- answers

  plan(parts: ByteBuffer[]): void {
    this.kind = ANSWER_PLAN;
    this.parts = parts;
  }

  output(text: string, exit: i32): void {
    const out = new JsonWriter();
    out.beginObject();
    this.endOutput(text, exit, out);
  }

  /** Then the same is asked again after a while, with `option` set to `value`. */
  outputAndAgain(text: string, afterMs: i64, option: string, value: string): void {
    const out = new JsonWriter();
    out.beginObject();
    out.key('again');
    out.beginObject();
    out.key('afterMs');
    out.signed(afterMs);
    out.key('option');
    out.text(option);
    out.key('value');
    out.text(value);
    out.endObject();
    this.endOutput(text, 0, out);
  }

  /** The same is asked for each of these names, without `regex`; what is wrong with one is a warning. */
  outputForEach(ids: string[]): void {
    const out = new JsonWriter();
    out.beginObject();
    out.key('each');
    out.beginArray();
    for (let i = 0; i < ids.length; i++) out.text(ids[i]);
    out.endArray();
    this.endOutput('', 0, out);
  }

  private endOutput(text: string, exit: i32, out: JsonWriter): void {
    out.key('exit');
    out.signed(exit);
    out.key('output');
    out.text(text);
    out.endObject();
    this.kind = ANSWER_OUTPUT;
    this.parts = [out.buffer];
  }

  error(code: string, message: string): void {
    this.diagnostics.error(code, message);
  }

  /** Asked inputs come before errors, errors before any answer. */
  finish(): Answer {
    if (this.needCount > 0) {
      this.needs.endArray();
      this.needs.endObject();
      return new Answer(ANSWER_NEED, [this.needs.buffer]);
    }
    if (this.diagnostics.errors > 0 || this.kind < 0) {
      const out = new JsonWriter();
      out.beginObject();
      out.key('diagnostics');
      this.diagnostics.write<JsonWriter>(out);
      out.endObject();
      return new Answer(ANSWER_DIAGNOSTICS, [out.buffer]);
    }
    return new Answer(this.kind, this.parts, this.diagnostics);
  }

  private input(name: string): Input | null {
    const found = this.inputIndex();
    if (!found.has(name)) return null;
    return new Input(this.request, found.get(name));
  }

  /** A list asks for hundreds of inputs by name. */
  private inputIndex(): Map<string, i32> {
    const known = this.index;
    if (known !== null) return known;
    const index = new Map<string, i32>();
    const request = this.request;
    if (this.inputs != NONE && request.kind(this.inputs) == OBJECT) {
      let node = request.firstChild(this.inputs);
      for (; node != NONE; node = request.next(node)) index.set(request.key(node), node);
    }
    this.index = index;
    return index;
  }

  private named(kind: string): Input | null {
    const input = this.input(kind);
    if (input !== null) return input;
    this.beginNeed(kind);
    this.needs.key('name');
    this.needs.text(kind);
    this.needs.endObject();
    return null;
  }

  /** `limit`: in bytes; -1: of what has none. */
  private ask(kind: string, name: string, path: string | null, limit: i32 = -1): Input | null {
    const input = this.input(name);
    if (input !== null) return input;
    this.beginNeed(kind);
    if (limit >= 0) {
      this.needs.key('limit');
      this.needs.signed(limit);
    }
    this.needs.key('name');
    this.needs.text(name);
    if (path !== null) {
      this.needs.key('path');
      this.needs.text(path);
    }
    this.needs.endObject();
    return null;
  }

  private beginNeed(kind: string): void {
    if (this.needCount++ == 0) {
      this.needs.beginObject();
      this.needs.key('need');
      this.needs.beginArray();
    }
    this.needs.beginObject();
    this.needs.key('kind');
    this.needs.text(kind);
  }
}

@final
export class Answer {
  constructor(
    readonly kind: i32,
    /** Its bytes, which follow each other. */
    readonly parts: ByteBuffer[],
    /** Warnings beside an answer; null: none. */
    readonly warnings: Diagnostics | null = null,
  ) {}
}

function explain(error: string): string {
  if (error.startsWith('NOT_REGULAR:')) {
    return `expected a regular file, found a ${error.substring(12)}`;
  }
  if (error.startsWith('TOO_LARGE:')) {
    return `${error.substring(10)} bytes, more than the ${CONFIG_LIMIT} that a config may have`;
  }
  if (error == 'ENOENT') return 'no such file (ENOENT)';
  if (error == 'EACCES') return 'permission denied (EACCES)';
  return error;
}
