// SHA-256 (FIPS 180-4). Pure.
#ifndef HELPER_SHA256_H
#define HELPER_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_SIZE	32
#define SHA256_HEX_SIZE 65 /* with the end */

/* Adds blocks of 64 bytes to the state. */
typedef void sha256_compress(uint32_t state[8], const uint8_t *blocks, size_t count);

/* The quickest that this CPU has. To be asked for once: under a hypervisor the question costs more
 * than the answer. */
sha256_compress *sha256_best(void);

void sha256(sha256_compress *compress, const void *data, size_t size, uint8_t digest[SHA256_SIZE]);

/* In pieces: any number of whole blocks, then what is left. */
struct sha256_pieces {
	sha256_compress *compress;
	uint32_t state[8];
	uint64_t size;
};

#define SHA256_BLOCK 64

void sha256_begin(struct sha256_pieces *pieces, sha256_compress *compress);
/* `size` is a multiple of SHA256_BLOCK. */
void sha256_add(struct sha256_pieces *pieces, const void *data, size_t size);
void sha256_end(
	struct sha256_pieces *pieces, const void *data, size_t size, uint8_t digest[SHA256_SIZE]);

void sha256_hex(const uint8_t digest[SHA256_SIZE], char text[SHA256_HEX_SIZE]);

#endif
