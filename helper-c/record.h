// What is kept of a command that changes a container: <state>/record/N with inputs.json, plan.json,
// journal.ndjson.
#ifndef HELPER_RECORD_H
#define HELPER_RECORD_H

#include <stdbool.h>
#include <stddef.h>

/* A file in a record whose secrets are digests: redact.h. */
#define RECORD_REDACTED "redacted"

struct ctx;

/* Makes the next record of ctx->state with inputs and plan in it, and the journal, which goes on
 * there. Waits for nobody; when it fails nothing of the record is left. */
int record_begin(struct ctx *ctx, bool is_redacted);

/* A record's directory, by name below `directory`; 0, or a negative errno, which ends it. */
typedef int record_visitor(int directory, const char *name, void *data);

/* All records there are, in no order. */
int record_each(int directory, record_visitor *visit, void *data);

/* Writes a file aside and renames it; 0600. Returns 0 or a negative errno. */
int record_write(int directory, const char *name, const void *data, size_t size);

#endif
