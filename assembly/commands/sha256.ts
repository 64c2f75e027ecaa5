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
const WORDS: usize = memory.data(256, 4);
const HASH: usize = memory.data(32, 4);

/** The digest of the text's UTF-8 bytes, in hexadecimal. */
export function sha256(text: string): string {
  const message = pad(Uint8Array.wrap(String.UTF8.encode(text)));
  hashBlocks(message.dataStart, message.length / BLOCK);
  let hex = '';
  for (let i = 0; i < 8; i++) {
    const word = load<u32>(HASH + (i << 2));
    for (let shift = 28; shift >= 0; shift -= 4) hex += HEX.charAt((word >> shift) & 15);
  }
  return hex;
}

/** Of a message that is padded to whole blocks: the address of the eight words of its digest. */
export function hashBlocks(message: usize, count: i32): usize {
  start(0, 0x6a09e667);
  start(1, 0xbb67ae85);
  start(2, 0x3c6ef372);
  start(3, 0xa54ff53a);
  start(4, 0x510e527f);
  start(5, 0x9b05688c);
  start(6, 0x1f83d9ab);
  start(7, 0x5be0cd19);
  for (let i = 0; i < count; i++) addBlock(message + i * BLOCK);
  return HASH;
}

function start(index: i32, value: u32): void {
  store<u32>(HASH + (index << 2), value);
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

function addBlock(block: usize): void {
  for (let at: usize = 0; at < <usize>BLOCK; at += 4) {
    store<u32>(WORDS + at, bswap<u32>(load<u32>(block + at)));
  }
  for (let at: usize = <usize>BLOCK; at < 256; at += 4) {
    const x = load<u32>(WORDS + at - 60);
    const y = load<u32>(WORDS + at - 8);
    const s0 = rotr<u32>(x, 7) ^ rotr<u32>(x, 18) ^ (x >> 3);
    const s1 = rotr<u32>(y, 17) ^ rotr<u32>(y, 19) ^ (y >> 10);
    const sum = load<u32>(WORDS + at - 64) + s0 + load<u32>(WORDS + at - 28) + s1;
    store<u32>(WORDS + at, sum);
  }
  mix();
}

function mix(): void {
  let a = load<u32>(HASH);
  let b = load<u32>(HASH, 4);
  let c = load<u32>(HASH, 8);
  let d = load<u32>(HASH, 12);
  let e = load<u32>(HASH, 16);
  let f = load<u32>(HASH, 20);
  let g = load<u32>(HASH, 24);
  let h = load<u32>(HASH, 28);
  for (let i = 0; i < 64; i++) {
    const s1 = rotr<u32>(e, 6) ^ rotr<u32>(e, 11) ^ rotr<u32>(e, 25);
    const t1 = h + s1 + ((e & f) ^ (~e & g)) + ROUNDS[i] + load<u32>(WORDS + (i << 2));
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
  add(0, a);
  add(1, b);
  add(2, c);
  add(3, d);
  add(4, e);
  add(5, f);
  add(6, g);
  add(7, h);
}

function add(index: i32, value: u32): void {
  const at = HASH + (index << 2);
  store<u32>(at, load<u32>(at) + value);
}
