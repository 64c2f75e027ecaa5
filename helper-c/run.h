// Carries out a plan: each action in its order, journalled before and after; on failure everything
// done is undone in reverse.
#ifndef HELPER_RUN_H
#define HELPER_RUN_H

#include "plan_read.h"

struct ctx;

enum run_exit {
	RUN_DONE = 0,
	RUN_FAILED = 1,
	RUN_REFUSED = 2,
	RUN_STALE = 3,
	/* What init exits with when the helper that made it is gone. */
	RUN_ORPHANED = 125,
};

/* Returns the helper's exit status. */
int run_plan(struct ctx *ctx, const struct plan *plan);

/* The child's part; does not return. */
_Noreturn void run_child(struct ctx *ctx, const struct actions *actions);

/* What a process does that visits a container. Returns its exit status. */
int run_visit(struct ctx *ctx, const struct actions *actions);

const char *run_action_name(const struct action *action);

#endif
