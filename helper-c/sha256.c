// See sha256.h.
#include "sha256.h"

#include <string.h>

#include "sha256_rounds.h"

const uint32_t sha256_rounds[SHA256_ROUNDS] = {
	0x428a2f98,
	0x71374491,
	0xb5c0fbcf,
	0xe9b5dba5,
	0x3956c25b,
	0x59f111f1,
	0x923f82a4,
	0xab1c5ed5,
	0xd807aa98,
	0x12835b01,
	0x243185be,
	0x550c7dc3,
	0x72be5d74,
	0x80deb1fe,
	0x9bdc06a7,
	0xc19bf174,
	0xe49b69c1,
	0xefbe4786,
	0x0fc19dc6,
	0x240ca1cc,
	0x2de92c6f,
	0x4a7484aa,
	0x5cb0a9dc,
	0x76f988da,
	0x983e5152,
	0xa831c66d,
	0xb00327c8,
	0xbf597fc7,
	0xc6e00bf3,
	0xd5a79147,
	0x06ca6351,
	0x14292967,
	0x27b70a85,
	0x2e1b2138,
	0x4d2c6dfc,
	0x53380d13,
	0x650a7354,
	0x766a0abb,
	0x81c2c92e,
	0x92722c85,
	0xa2bfe8a1,
	0xa81a664b,
	0xc24b8b70,
	0xc76c51a3,
	0xd192e819,
	0xd6990624,
	0xf40e3585,
	0x106aa070,
	0x19a4c116,
	0x1e376c08,
	0x2748774c,
	0x34b0bcb5,
	0x391c0cb3,
	0x4ed8aa4a,
	0x5b9cca4f,
	0x682e6ff3,
	0x748f82ee,
	0x78a5636f,
	0x84c87814,
	0x8cc70208,
	0x90befffa,
	0xa4506ceb,
	0xbef9a3f7,
	0xc67178f2,
};

static const uint32_t start[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f,
	0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

static uint32_t rotate(uint32_t value, unsigned bits)
{
	return (value >> bits) | (value << (32 - bits));
}

/* One round; the caller renames the variables instead of moving them. */
#define ROUND(a, b, c, d, e, f, g, h, i)                                             \
	do {                                                                         \
		uint32_t one = h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +  \
			       (g ^ (e & (f ^ g))) + sha256_rounds[i] + schedule[i]; \
		d += one;                                                            \
		h = one + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +           \
		    ((a & b) | (c & (a | b)));                                       \
	} while (0)

static void add_block(uint32_t state[8], const uint8_t *block)
{
	uint32_t schedule[SHA256_ROUNDS];
	uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
	uint32_t e = state[4], f = state[5], g = state[6], h = state[7];

	for (size_t i = 0; i < 16; i++)
		schedule[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
			      (uint32_t)block[4 * i + 2] << 8 | block[4 * i + 3];
	for (size_t i = 16; i < SHA256_ROUNDS; i++) {
		uint32_t near = schedule[i - 2];
		uint32_t far = schedule[i - 15];

		schedule[i] = schedule[i - 16] + schedule[i - 7] +
			      (rotate(far, 7) ^ rotate(far, 18) ^ (far >> 3)) +
			      (rotate(near, 17) ^ rotate(near, 19) ^ (near >> 10));
	}
	for (size_t i = 0; i < SHA256_ROUNDS; i += 8) {
		ROUND(a, b, c, d, e, f, g, h, i);
		ROUND(h, a, b, c, d, e, f, g, i + 1);
		ROUND(g, h, a, b, c, d, e, f, i + 2);
		ROUND(f, g, h, a, b, c, d, e, i + 3);
		ROUND(e, f, g, h, a, b, c, d, i + 4);
		ROUND(d, e, f, g, h, a, b, c, i + 5);
		ROUND(c, d, e, f, g, h, a, b, i + 6);
		ROUND(b, c, d, e, f, g, h, a, i + 7);
	}
	state[0] += a;
	state[1] += b;
	state[2] += c;
	state[3] += d;
	state[4] += e;
	state[5] += f;
	state[6] += g;
	state[7] += h;
}

static void add_blocks(uint32_t state[8], const uint8_t *blocks, size_t count)
{
	for (size_t i = 0; i < count; i++)
		add_block(state, blocks + SHA256_BLOCK * i);
}

sha256_compress *sha256_best(void)
{
	sha256_compress *best = NULL;

#if defined(__x86_64__)
	best = sha256_by_instructions();
#endif
	return best != NULL ? best : add_blocks;
}

void sha256_begin(struct sha256_pieces *pieces, sha256_compress *compress)
{
	pieces->compress = compress;
	pieces->size = 0;
	memcpy(pieces->state, start, sizeof(pieces->state));
}

void sha256_add(struct sha256_pieces *pieces, const void *data, size_t size)
{
	pieces->compress(pieces->state, data, size / SHA256_BLOCK);
	pieces->size += size;
}

void sha256_end(
	struct sha256_pieces *pieces, const void *data, size_t size, uint8_t digest[SHA256_SIZE])
{
	const uint8_t *at = data;
	uint8_t tail[2 * SHA256_BLOCK] = {0};
	size_t rest = size % SHA256_BLOCK;
	size_t tail_size = rest < SHA256_BLOCK - 8 ? SHA256_BLOCK : 2 * SHA256_BLOCK;
	uint64_t bits = (pieces->size + size) * 8;

	pieces->compress(pieces->state, at, size / SHA256_BLOCK);
	if (rest > 0)
		memcpy(tail, at + (size - rest), rest);
	tail[rest] = 0x80;
	for (size_t i = 0; i < 8; i++)
		tail[tail_size - 1 - i] = (uint8_t)(bits >> (8 * i));
	pieces->compress(pieces->state, tail, tail_size / SHA256_BLOCK);
	for (size_t i = 0; i < SHA256_SIZE; i++)
		digest[i] = (uint8_t)(pieces->state[i / 4] >> (24 - 8 * (i % 4)));
}

void sha256(sha256_compress *compress, const void *data, size_t size, uint8_t digest[SHA256_SIZE])
{
	struct sha256_pieces pieces;

	sha256_begin(&pieces, compress);
	sha256_end(&pieces, data, size, digest);
}

void sha256_hex(const uint8_t digest[SHA256_SIZE], char text[SHA256_HEX_SIZE])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < SHA256_SIZE; i++) {
		text[2 * i] = digits[digest[i] >> 4];
		text[2 * i + 1] = digits[digest[i] & 15];
	}
	text[2 * SHA256_SIZE] = '\0';
}
