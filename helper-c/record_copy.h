// Copies of records, which outlive the container's state.
#ifndef HELPER_RECORD_COPY_H
#define HELPER_RECORD_COPY_H

#include <stdbool.h>

struct ctx;

/*
 * Copies the record `name` (record.h) of `records` to directory `to`; what is redacted stays so.
 * This command's own journal goes on in the copy. A record that others remove meanwhile is none,
 * and leaves none.
 */
int record_copy(struct ctx *ctx, int records, const char *name, int to, bool is_redacted);

#endif
