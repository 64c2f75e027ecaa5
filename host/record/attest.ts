// What an audit found, as an in-toto statement (in-toto.io/Statement/v1), and its envelope (DSSE 1.0): forms that tools of
// supply chains store, pass on and check. Pure; signature.ts signs.
import { type Json, renderCanonical } from '../engine/canonical.ts';
import type { Audit } from './audit.ts';

export const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'https://lading.example/attestation/audit-1';

export type Envelope = {
  readonly payload: string;
  readonly payloadType: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
};

/** Canonical JSON: equal audits by equal engines give equal bytes. */
export function renderStatement(audit: Audit, engineDigest: string): string {
  return renderCanonical({
    _type: STATEMENT_TYPE,
    predicate: {
      audit: audit as unknown as Json,
      auditor: { engine: { sha256: engineDigest }, name: 'lading' },
    },
    predicateType: PREDICATE_TYPE,
    subject: subjectsOf(audit),
  });
}

/** The records as one file first, then the files of each. */
function subjectsOf({ container, digest, records }: Audit): Json {
  const whole = digest === undefined ? [] : [{ name: container, digest: { sha256: digest } }];
  const files = records.flatMap(({ record, digests }) =>
    (['inputs', 'journal', 'plan'] as const).map((file) => ({
      name: `${container}/record/${record}/${file}.${file === 'journal' ? 'ndjson' : 'json'}`,
      digest: { sha256: digests[file] },
    })),
  );
  return [...whole, ...files];
}

/** What is signed: DSSE's pre-authentication encoding. */
export function preAuthentication(payload: Uint8Array): Uint8Array {
  const encoder = new TextEncoder();
  const type = encoder.encode(PAYLOAD_TYPE);
  const head = encoder.encode(`DSSEv1 ${type.length} ${PAYLOAD_TYPE} ${payload.length} `);
  const whole = new Uint8Array(head.length + payload.length);
  whole.set(head);
  whole.set(payload, head.length);
  return whole;
}

/** Why a statement is not about these records; undefined: it is. */
export function judgeStatement(statement: string, audit: Audit): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(statement);
  } catch {
    return 'it is no JSON';
  }
  const { _type, predicateType, subject } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (_type !== STATEMENT_TYPE) return `expected a statement of ${STATEMENT_TYPE}`;
  if (predicateType !== PREDICATE_TYPE) return `expected a predicate of ${PREDICATE_TYPE}`;
  const isSame =
    audit.digest !== undefined &&
    Array.isArray(subject) &&
    renderCanonical(subject as Json) === renderCanonical(subjectsOf(audit));
  return isSame ? undefined : 'it is about other records';
}
