// SHA-256 (FIPS 180-4). Pure.
#ifndef HELPER_SHA256_H
#define HELPER_SHA256_H

#include <stddef.h>
#include <stdint.h>

#define SHA256_SIZE	32
#define SHA256_HEX_SIZE 65 /* with the end */

void sha256(const void *data, size_t size, uint8_t digest[SHA256_SIZE]);

void sha256_hex(const uint8_t digest[SHA256_SIZE], char text[SHA256_HEX_SIZE]);

#endif
