// config.json: bytes -> a checked document and its classes.

import { decodeSpec, Spec } from '../../generated/assembly/config';
import { Diagnostics } from '../base/diagnostics';
import { Document } from '../json/document';
import { readJson } from '../json/read';
import { ADVICE_NONE } from './advice/advice';
import { advise } from './advice/advise';
import { checkDocument } from './check';
import { configSchema } from './schema';
import { validateConfig } from './validate';

@final
export class Config {
  constructor(
    readonly doc: Document,
    readonly spec: Spec,
  ) {}
}

/**
 * Null when there is an error, which `out` tells. `advice`: whether that is wanted, too
 * (advice/advice.ts). `hasReceiver`: see rules/rules.ts.
 */
export function readConfig(
  file: string,
  bytes: usize,
  length: i32,
  strict: bool,
  advice: i32,
  hasReceiver: bool,
  out: Diagnostics,
): Config | null {
  const doc = readJson(file, bytes, length, out);
  if (doc === null) return null;
  const schema = configSchema();
  checkDocument(doc, schema, 0, out);
  if (doc.kind(0) != 0) return null;
  // The rules across members hold for what could be read, so that all problems are told at once.
  const spec = decodeSpec<Document>(doc, 0);
  validateConfig(doc, spec, strict, hasReceiver, out);
  if (advice != ADVICE_NONE) advise(doc, spec, schema, advice, out);
  return out.errors == 0 ? new Config(doc, spec) : null;
}
