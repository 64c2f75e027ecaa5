// Records without what is secret in them: in the place of each value of an environment, and of each argument behind a
// program's name, stands the digest of the text that stood there. Whoever has that text (the config.json, say) can put it
// back, to the byte: then all digests of the record hold again.
//
// A digest does not hide what can be guessed: a short password is found by trying. Nor does this reach what a program or
// hook said, which a journal may quote where it failed.

import type { Sha256 } from '../engine/engine.ts';
import { LadingError } from '../errors.ts';
import { splitStrings } from '../exact.ts';
import { decodeUtf8 } from '../utf8.ts';
import type { RecordFiles } from './bundle.ts';
import { splitLines } from './lines.ts';

/** Lists of texts with secrets, by the names that config.json, requests and plans have for them. */
const ENVIRONMENTS = ['env'];
const COMMAND_LINES = ['args', 'argv'];
/** Members whose text is itself JSON: files in a request, the state that a plan writes. */
const DOCUMENTS = ['text', 'container'];

const REDACTED = /^"(?:[A-Za-z_][A-Za-z0-9_]*=)?sha256:([0-9a-f]{64})"$/;

export function redactRecords(records: readonly RecordFiles[], sha256: Sha256): RecordFiles[] {
  // Digests of digests nobody could put back.
  return records.map((record) =>
    record.redacted === true
      ? record
      : {
          ...record,
          inputs: redactFile(record, 'inputs', sha256),
          plan: redactFile(record, 'plan', sha256),
          redacted: true,
        },
  );
}

/** Of what cannot be read nobody knows what in it is secret. */
function redactFile(record: RecordFiles, file: 'inputs' | 'plan', sha256: Sha256): Uint8Array {
  try {
    return edit(record[file], (text) => redactText(text, sha256));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `record ${record.number}: ${file}.json cannot be redacted: ${why}`;
    throw new LadingError({ code: 'record-unreadable', message });
  }
}

/** `originals`: texts in which what was redacted stands, such as config.json. What they do not have stays as it is. */
export function restoreRecords(
  records: readonly RecordFiles[],
  originals: readonly string[],
  sha256: Sha256,
): RecordFiles[] {
  const tokens = new Map<string, string>();
  for (const original of originals) collectTokens(original, tokens, sha256);
  return records.map((record) => {
    if (record.redacted !== true) return record;
    const inputs = restoreFile(record.inputs, tokens);
    const plan = restoreFile(record.plan, tokens);
    const { redacted: _, ...rest } = record;
    const restored = { ...rest, inputs, plan };
    const isLeft = countRedacted(restored) > 0 && !isWhole(restored, sha256);
    return { ...restored, ...(isLeft ? { redacted: true as const } : {}) };
  });
}

/** All is put back, or there was no secret: what still looks like a digest was there before. */
export function isWhole({ inputs, journal, plan }: RecordFiles, sha256: Sha256): boolean {
  const head = splitLines(journal, sha256).lines[0]?.value;
  return head?.inputs === sha256(inputs) && head.plan === sha256(plan);
}

/** What cannot be read stays as it is, for an audit to find. */
function restoreFile(bytes: Uint8Array, tokens: ReadonlyMap<string, string>): Uint8Array {
  try {
    return edit(bytes, (text) => restoreText(text, tokens));
  } catch {
    return bytes;
  }
}

/** How many digests stand in the place of what was redacted. */
export function countRedacted({ inputs, plan }: Pick<RecordFiles, 'inputs' | 'plan'>): number {
  return countDigests(inputs) + countDigests(plan);
}

export function countDigests(bytes: Uint8Array): number {
  return new TextDecoder().decode(bytes).match(/sha256:[0-9a-f]{64}/g)?.length ?? 0;
}

/** A text in which all that may be secret is the same, whether it was redacted or not: for comparing the rest. */
export function maskSecrets(bytes: Uint8Array): string {
  return redactText(new TextDecoder().decode(bytes), () => '0'.repeat(64));
}

function edit(bytes: Uint8Array, change: (text: string) => string): Uint8Array {
  return new TextEncoder().encode(change(decodeUtf8(bytes)));
}

type Level = { readonly isList: boolean; key: string; index: number; kind: string };

/** Goes through JSON text as it stands, so that all but the secrets keeps its bytes. */
function redactText(text: string, sha256: Sha256): string {
  const levels: Level[] = [];
  let isKey = false;
  const follow = (mark: string): void => {
    const level = levels.at(-1);
    if (mark === '{' || mark === '[') {
      levels.push({ isList: mark === '[', key: '', index: 0, kind: '' });
      isKey = mark === '{';
    } else if (mark === '}' || mark === ']') {
      levels.pop();
      isKey = false;
    } else if (mark === ',') {
      if (level !== undefined) level.index++;
      isKey = level?.isList === false;
    } else if (mark === ':') isKey = false;
  };
  const change = (token: string): string => {
    const level = levels.at(-1);
    if (level === undefined) return token;
    if (!isKey) return redactToken(token, levels, sha256);
    level.key = JSON.parse(token) as string;
    return token;
  };
  return splitStrings(text)
    .map((part) => {
      if (part.startsWith('"')) return change(part);
      for (const mark of part) follow(mark);
      return part;
    })
    .join('');
}

function redactToken(token: string, levels: readonly Level[], sha256: Sha256): string {
  const level = levels.at(-1) as Level;
  const outer = levels.at(-2)?.key ?? '';
  const value = JSON.parse(token) as string;
  if (!level.isList) {
    if (level.key === 'do') level.kind = value;
    // The search path is the environment's.
    if (level.kind === 'exec.lookup' && level.key === 'path') return digestOf('', token, sha256);
    const isDocument = DOCUMENTS.includes(level.key) && /^\s*\{/.test(value);
    return isDocument ? JSON.stringify(redactText(value, sha256)) : token;
  }
  if (ENVIRONMENTS.includes(outer)) {
    const name = /^[A-Za-z_][A-Za-z0-9_]*=/.exec(value)?.[0] ?? '';
    return digestOf(name, token, sha256);
  }
  return COMMAND_LINES.includes(outer) && level.index > 0 ? digestOf('', token, sha256) : token;
}

function digestOf(name: string, token: string, sha256: Sha256): string {
  return `"${name}sha256:${sha256(new TextEncoder().encode(token))}"`;
}

function restoreText(text: string, tokens: ReadonlyMap<string, string>): string {
  return splitStrings(text)
    .map((part) => (part.includes('sha256:') ? restoreToken(part, tokens) : part))
    .join('');
}

function restoreToken(token: string, tokens: ReadonlyMap<string, string>): string {
  const digest = REDACTED.exec(token)?.[1];
  if (digest !== undefined) return tokens.get(digest) ?? token;
  // In documents within documents.
  const value = JSON.parse(token) as string;
  return /^\s*\{/.test(value) ? JSON.stringify(restoreText(value, tokens)) : token;
}

/** Every text there is in a document, as it is written there and as canonical JSON has it. */
function collectTokens(text: string, tokens: Map<string, string>, sha256: Sha256): void {
  const add = (token: string): void => {
    tokens.set(sha256(new TextEncoder().encode(token)), token);
  };
  for (const token of splitStrings(text)) {
    if (!token.startsWith('"')) continue;
    let value: string;
    try {
      value = JSON.parse(token) as string;
    } catch {
      continue;
    }
    add(token);
    add(JSON.stringify(value));
    // PATH is looked through by its value alone.
    if (value.startsWith('PATH=')) add(JSON.stringify(value.slice('PATH='.length)));
    if (/^\s*\{/.test(value)) collectTokens(value, tokens, sha256);
  }
}
