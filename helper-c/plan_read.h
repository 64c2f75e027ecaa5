// A plan's bytes -> its actions, in one arena. Accepts canonical JSON of the generated form and
// nothing else: members sorted and known, no white space, shortest escapes, no NUL. Pure: makes no
// system call, so it can be fuzzed anywhere.
#ifndef HELPER_PLAN_READ_H
#define HELPER_PLAN_READ_H

#include "actions.h"
#include "arena.h"
#include "plan_text.h"

struct plan {
	struct actions actions;
	const char *command;
	const char *container;
	/* Of all actions, children too. */
	uint32_t action_count;
};

/* Returns 0 or -1 with `error` filled. `arena` must be zeroed memory. */
int plan_read(struct bytes text, struct arena *arena, struct plan *plan, struct plan_error *error);

#endif
