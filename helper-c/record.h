// What is kept of a command that changes a container: its inputs, its plan, its journal.
//
// Of a command that starts a process in the container they are files by themselves,
// <state>/record/N/inputs.json, plan.json, journal.ndjson: that process holds the journal until it
// runs its program, and must hold no more. Of any other they are one file, <state>/record/N.ndjson:
// inputs and plan, a line each, and the lines of the journal. Three files and a directory take
// twice as long to make, which is 4 % of the time of a kill.
#ifndef HELPER_RECORD_H
#define HELPER_RECORD_H

#include <stdbool.h>
#include <stddef.h>

/* Digests stand in the place of secrets (redact.h): a file in a record's directory, */
#define RECORD_REDACTED "redacted"
/* or a line before all others. */
#define RECORD_REDACTED_LINE "{\"redacted\":true}"

struct ctx;

/* Makes the record of a command on the container of ctx->state, with inputs and plan in it, and the
 * journal, which goes on there. Waits for nobody; when it fails nothing of the record is left. */
int record_begin(struct ctx *ctx, bool is_redacted);

/* The same of the command that makes the container, whose state nobody else has yet: record/1. */
int record_begin_first(struct ctx *ctx);

/* A record, by name below `directory`; 0, or a negative errno, which ends it. */
typedef int record_visitor(int directory, const char *name, void *data);

/* All records there are, in no order. */
int record_each(int directory, record_visitor *visit, void *data);

/* Writes a file aside and renames it; 0600. Returns 0 or a negative errno. */
int record_write(int directory, const char *name, const void *data, size_t size);

#endif
