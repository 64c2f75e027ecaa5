// What people are told: the engine's diagnostics, and what could not be carried out, in one line
// that leads back to the user's own config.json. Word for word as the host tells it.
#ifndef NATIVE_REPORT_H
#define NATIVE_REPORT_H

#include "arena.h"
#include "buffer.h"
#include "value.h"

/* `config.json:31:11: /process/user/uid: expected …` */
void report_diagnostic(struct buffer *out, const struct value *diagnostic);

struct report_source {
	/* Of config.json, and its text as the engine saw it; no data: there was none. */
	const char *path;
	struct bytes text;
};

struct report {
	const char *command;
	struct bytes plan;
	struct bytes journal;
	struct report_source source;
	struct arena *arena;
};

/* What went wrong, in one line. Returns whether anything did. */
bool report_failure(struct buffer *out, const struct report *report);

/* What the action that succeeded has to say nevertheless: the next warning of the journal, from
 * `*at` on; NULL when there is none. */
const char *report_warning(const struct report *report, size_t *at);

#endif
