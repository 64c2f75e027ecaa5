// Signs and checks statements with an Ed25519 key (RFC 8032), by node's own cryptography.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { LadingError } from '../errors.ts';
import { type Envelope, PAYLOAD_TYPE, preAuthentication } from './attest.ts';

export function signStatement(statement: string, pem: string): Envelope {
  const key = readKey('private', () => createPrivateKey(pem));
  const payload = Buffer.from(statement);
  const sig = sign(null, preAuthentication(payload), key).toString('base64');
  return {
    payload: payload.toString('base64'),
    payloadType: PAYLOAD_TYPE,
    signatures: [{ keyid: keyId(createPublicKey(key)), sig }],
  };
}

/** The statement in an envelope; throws when no signature in it is this key's. A private key's PEM will do too. */
export function openEnvelope(text: string, pem: string): string {
  const key = readKey('public', () => createPublicKey(pem));
  const { payload, payloadType, signatures } = parseEnvelope(text);
  if (payloadType !== PAYLOAD_TYPE) throw badEnvelope(`expected ${PAYLOAD_TYPE}`);
  const bytes = Buffer.from(payload, 'base64');
  const signed = preAuthentication(bytes);
  const isGood = signatures.some(({ sig }) =>
    verify(null, signed, key, Buffer.from(sig, 'base64')),
  );
  if (!isGood) throw badEnvelope(`no signature in it is that of the key ${keyId(key)}`);
  return bytes.toString();
}

function parseEnvelope(text: string): Envelope {
  let value: Partial<Envelope> | null;
  try {
    value = JSON.parse(text) as Partial<Envelope> | null;
  } catch {
    throw badEnvelope('it is no JSON');
  }
  const { payload, payloadType, signatures } = value ?? {};
  const isEnvelope =
    typeof payload === 'string' &&
    typeof payloadType === 'string' &&
    Array.isArray(signatures) &&
    signatures.every((one: unknown) => typeof (one as { sig?: unknown } | null)?.sig === 'string');
  if (!isEnvelope) throw badEnvelope('it is no signed envelope (DSSE)');
  return { payload, payloadType, signatures };
}

/** By which a verifier finds the key: the digest of its public part, in DER. */
function keyId(key: KeyObject): string {
  return createHash('sha256')
    .update(key.export({ format: 'der', type: 'spki' }))
    .digest('hex');
}

function readKey(what: string, read: () => KeyObject): KeyObject {
  let key: KeyObject;
  try {
    key = read();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new LadingError({ code: 'key-wrong', message: `the ${what} key cannot be read: ${why}` });
  }
  if (key.asymmetricKeyType === 'ed25519') return key;
  const message = `expected a key of Ed25519, found one of ${key.asymmetricKeyType ?? 'no known kind'}`;
  throw new LadingError({ code: 'key-wrong', message });
}

function badEnvelope(why: string): LadingError {
  return new LadingError({
    code: 'attestation-wrong',
    message: `the attestation does not hold: ${why}`,
  });
}
