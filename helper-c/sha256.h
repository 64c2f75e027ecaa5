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

void sha256_hex(const uint8_t digest[SHA256_SIZE], char text[SHA256_HEX_SIZE]);

#endif
