// SHA-256 (FIPS 180-4): a plan names the state it was made for by the digest of state.json.

const ROUNDS: StaticArray<u32> = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
];
const HEX: string = '0123456789abcdef';
const BLOCK: i32 = 64;

/** The digest of the text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  const message = pad(Uint8Array.wrap(String.UTF8.encode(text)));
  const hash: StaticArray<u32> = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
  ];
  const words = new StaticArray<u32>(64);
  for (let at = 0; at < message.length; at += BLOCK) addBlock(message, at, words, hash);
  let hex = '';
  for (let i = 0; i < 8; i++) {
    for (let shift = 28; shift >= 0; shift -= 4) {
      hex += HEX.charAt((hash[i] >> shift) & 15);
    }
  }
  return hex;
}

/** The message, a one bit, zeros up to 8 bytes before a block's end, and its length in bits. */
function pad(message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(((message.length + 8) / BLOCK + 1) * BLOCK);
  padded.set(message);
  padded[message.length] = 0x80;
  const bits = (<u64>message.length) << 3;
  for (let i = 0; i < 8; i++) padded[padded.length - 1 - i] = <u8>(bits >> (8 * i));
  return padded;
}

function addBlock(
  message: Uint8Array,
  at: i32,
  words: StaticArray<u32>,
  hash: StaticArray<u32>,
): void {
  for (let i = 0; i < 16; i++) {
    const p = at + 4 * i;
    words[i] =
      ((<u32>message[p]) << 24) |
      ((<u32>message[p + 1]) << 16) |
      ((<u32>message[p + 2]) << 8) |
      <u32>message[p + 3];
  }
  for (let i = 16; i < 64; i++) {
    const x = words[i - 15];
    const y = words[i - 2];
    const s0 = rotr<u32>(x, 7) ^ rotr<u32>(x, 18) ^ (x >> 3);
    const s1 = rotr<u32>(y, 17) ^ rotr<u32>(y, 19) ^ (y >> 10);
    words[i] = words[i - 16] + s0 + words[i - 7] + s1;
  }
  mix(words, hash);
}

function mix(words: StaticArray<u32>, hash: StaticArray<u32>): void {
  let a = hash[0];
  let b = hash[1];
  let c = hash[2];
  let d = hash[3];
  let e = hash[4];
  let f = hash[5];
  let g = hash[6];
  let h = hash[7];
  for (let i = 0; i < 64; i++) {
    const s1 = rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i];
    const s0 = rotr<u32>(a, 2) ^ rotr<u32>(a, 13) ^ rotr<u32>(a, 22);
    const t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = d + t1;
    d = c;
    c = b;
    b = a;
    a = t1 + t2;
  }
  hash[0] += a;
  hash[1] += b;
  hash[2] += c;
  hash[3] += d;
  hash[4] += e;
  hash[5] += f;
  hash[6] += g;
  hash[7] += h;
}
