// `lading audit`: is a container's record what it says, and was its plan what was carried out? Reads, and changes
// nothing; works on a copy, on any system.
import type { Options } from '../engine/call.ts';
import { type Json, renderCanonical } from '../engine/canonical.ts';
import type { Engine } from '../engine/engine.ts';
import { compileEngine, loadEngine, sha256 } from '../engine/load.ts';
import { EXIT_FAILURE, LadingError, whyUnread } from '../errors.ts';
import type { HostReader } from '../gather/reader.ts';
import { type Product, writeProduct } from '../output.ts';
import type { Audit, Finding } from '../record/audit.ts';
import { packRecords, type RecordFiles } from '../record/bundle.ts';
import { readRecords } from '../record/files.ts';
import { redactRecords, restoreRecords } from '../record/redact.ts';
import { auditSettled } from '../record/settled.ts';
import { renderAudit } from '../report/audit.ts';
import { PLAIN } from '../report/plan.ts';
import { ask, type Context } from './context.ts';
import { loadPaint } from './plan.ts';

const ENGINE_LIMIT_BYTES = 64 * 1024 * 1024;
const TEXT_LIMIT_BYTES = 16 * 1024 * 1024;

/** Canonical JSON, whose members are in order. */
const EXPORT: Product = { what: 'an export of records', begins: /^\{"format":\d+,"records":\[/ };
const ATTESTATION: Product = {
  what: 'an attestation',
  begins: /^\{"(?:_type":"https:\/\/in-toto\.io\/|payload":")/,
};

export async function runAudit(context: Context): Promise<number> {
  const { options, operands, reader, print } = context;
  checkOptions(options);
  const originals = listOf(options.originals).map((path) => readText(path, reader));
  const read = (): readonly RecordFiles[] => {
    const found = findRecords(operands[0] ?? '', context);
    return originals.length === 0 ? found : restoreRecords(found, originals, sha256);
  };
  const engine =
    options.engine === undefined ? loadEngine() : readEngine(`${options.engine}`, reader);
  const { records, audit: found } = await auditSettled(read, {
    engine,
    sha256,
    ...(options.expect === undefined ? {} : { expect: readDigest(`${options.expect}`) }),
  });
  const audit = await judgeAttestation(found, context);
  if (options.export !== undefined) {
    const exported = options.redact === true ? redactRecords(records, sha256) : records;
    writeProduct(`${options.export}`, packRecords(exported), EXPORT);
  }
  if (options.attest !== undefined && options.verify === undefined) {
    await attest(audit, engine.digest(), context);
  }
  if (options.format === 'json') print(`${renderCanonical(audit as unknown as Json)}\n`);
  else print(renderAudit(audit, (await context.hasColours()) ? await loadPaint() : PLAIN));
  return audit.isIntact ? 0 : EXIT_FAILURE;
}

/** What would be ignored is refused. */
function checkOptions({ attest, export: file, key, redact, verify }: Options): void {
  const needs = (what: string, other: string): LadingError =>
    new LadingError({ code: 'options', message: `${what} needs ${other}` });
  if (key !== undefined && attest === undefined) throw needs('--key', '--attest');
  if (verify !== undefined && attest === undefined) throw needs('--verify', '--attest');
  if (key !== undefined && verify !== undefined) throw needs('--key', 'no --verify');
  if (redact === true && file === undefined) throw needs('--redact', '--export');
}

/** Only of what is intact: a signature under anything else would be taken for the opposite. */
async function attest(audit: Audit, engineDigest: string, context: Context): Promise<void> {
  const { options, reader, log } = context;
  if (!audit.isIntact) {
    const why =
      audit.verdict === 'redacted' ? 'cannot be checked: it is redacted' : 'is not intact';
    log.error(`audit: not attested, because the record ${why}`);
    return;
  }
  const { renderStatement } = await import('../record/attest.ts');
  const statement = renderStatement(audit, engineDigest);
  const text =
    options.key === undefined
      ? statement
      : renderCanonical(await sign(statement, readText(`${options.key}`, reader)));
  writeProduct(`${options.attest}`, `${text}\n`, ATTESTATION);
}

async function sign(statement: string, pem: string): Promise<Json> {
  const { signStatement } = await import('../record/signature.ts');
  return signStatement(statement, pem) as unknown as Json;
}

/** With --verify: the attestation must be signed by that key, and about these very records. */
async function judgeAttestation(audit: Audit, { options, reader }: Context): Promise<Audit> {
  if (options.verify === undefined) return audit;
  const { judgeStatement } = await import('../record/attest.ts');
  const { openEnvelope } = await import('../record/signature.ts');
  const key = readText(`${options.verify}`, reader);
  const statement = openEnvelope(readText(`${options.attest}`, reader), key);
  const why = judgeStatement(statement, audit);
  if (why === undefined) return audit;
  const message = `the attestation does not hold: ${why}`;
  const finding: Finding = { code: 'attestation-other', record: 0, file: 'record', message };
  return {
    ...audit,
    isIntact: false,
    verdict: 'divergent',
    findings: [finding, ...audit.findings],
  };
}

function listOf(value: Options[string]): readonly string[] {
  return Array.isArray(value) ? value : [];
}

function readText(path: string, reader: HostReader): string {
  const found = reader.readFile(path, TEXT_LIMIT_BYTES);
  if ('bytes' in found) return new TextDecoder().decode(found.bytes);
  throw new LadingError({ code: 'file-unreadable', message: `${path}: ${whyUnread(found.error)}` });
}

/** A path has a slash in it, or is there; anything else is a container's name. */
export function findRecords(place: string, context: Context): RecordFiles[] {
  const { reader } = context;
  const isPath = /[/\\]/.test(place) || place === '.' || place === '..';
  if (isPath) return readRecords(place, reader);
  const answer = ask(context, { command: 'audit', options: { id: place } });
  const directory = answer.kind === 'output' ? answer.output : '';
  if (directory !== '' && 'type' in reader.stat(directory)) return readRecords(directory, reader);
  if ('type' in reader.stat(place)) return readRecords(place, reader);
  const where = directory === '' ? '' : ` (${directory})`;
  throw new LadingError({
    code: 'record-missing',
    message: `\`${place}\`: neither a container with records${where} nor a file or directory`,
  });
}

export function readEngine(path: string, reader: HostReader): Engine {
  const found = reader.readFile(path, ENGINE_LIMIT_BYTES);
  if ('error' in found) {
    throw new LadingError({
      code: 'engine-unreadable',
      message: `${path}: ${whyUnread(found.error)}`,
    });
  }
  try {
    return compileEngine(Uint8Array.from(found.bytes));
  } catch {
    throw new LadingError({ code: 'engine-unreadable', message: `${path}: no WebAssembly module` });
  }
}

function readDigest(text: string): string {
  const digest = text.replace(/^sha256:/, '').toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  const message = `--expect: expected a SHA-256 in hexadecimal, found \`${text}\``;
  throw new LadingError({ code: 'digest-wrong', message });
}
