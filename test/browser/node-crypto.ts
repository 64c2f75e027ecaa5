// node:crypto for tests that run in a browser: SHA-256, whole, in hex.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

type Hash = { update(data: string | Uint8Array): Hash; digest(form: 'hex'): string };

export function createHash(_name: 'sha256'): Hash {
  const hash = sha256.create();
  const self: Hash = {
    update(data) {
      hash.update(typeof data === 'string' ? new TextEncoder().encode(data) : data);
      return self;
    },
    digest: () => bytesToHex(hash.digest()),
  };
  return self;
}
