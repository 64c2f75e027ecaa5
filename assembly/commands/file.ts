// A file that a command is given beside its options: JSON, checked as what config.json has of its kind is.

import { Diagnostics } from '../base/diagnostics';
import { checkDocument } from '../config/check';
import { configSchema } from '../config/schema';
import { Document } from '../json/document';
import { readJson } from '../json/read';
import { Context } from './command';
import { Input } from './input';

export const FILE_LIMIT: i32 = 16 * 1024 * 1024; // as config.json's

/** `-` is standard input. Null: it is asked for. */
export function askFile(name: string, path: string, context: Context): Input | null {
  if (path == '-') return context.standardInput(name, FILE_LIMIT);
  return context.file(name, path, FILE_LIMIT);
}

/** `what` is in it, for the error of `code`. Null: it cannot be read, which is told. */
export function readFile(
  file: Input,
  path: string,
  what: string,
  code: string,
  context: Context,
): Document | null {
  const name = path == '-' ? 'standard input' : path;
  const bytes = file.bytes();
  if (bytes === null) {
    const error = file.error;
    const why = error === null ? 'not a text' : error;
    context.error(code, `cannot read ${what} \`${name}\`: ${why}`);
    return null;
  }
  return readJson(name, bytes.pointer, bytes.length, context.diagnostics);
}

/** Whether it is what stands at `place` of config.json; what is not is told. */
export function isAsInConfig(doc: Document, place: string, out: Diagnostics): bool {
  const before = out.errors;
  const schema = configSchema();
  checkDocument(doc, schema, schema.typeOf(place), out);
  return out.errors == before;
}
