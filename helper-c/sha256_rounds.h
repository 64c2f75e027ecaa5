// The constants of SHA-256 (FIPS 180-4, 4.2.2), and the compression by the CPU's own instructions.
#ifndef HELPER_SHA256_ROUNDS_H
#define HELPER_SHA256_ROUNDS_H

#include "sha256.h"

#define SHA256_ROUNDS 64

extern const uint32_t sha256_rounds[SHA256_ROUNDS];

#if defined(__x86_64__)
/* NULL where the CPU has none. */
sha256_compress *sha256_by_instructions(void);
#endif

#endif
