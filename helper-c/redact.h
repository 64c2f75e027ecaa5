// Records without what is secret in them: host/record/redact.ts says what that is, and puts it
// back.
#ifndef HELPER_REDACT_H
#define HELPER_REDACT_H

#include "actions.h"
#include "sha256.h"

/*
 * Makes of JSON text the same with a digest in the place of each secret, in memory of its own:
 * redact_free. Returns 0 or a negative errno.
 */
int redact(sha256_compress *compress, struct bytes text, struct bytes *out);

void redact_free(struct bytes *out, size_t length_before);

#endif
