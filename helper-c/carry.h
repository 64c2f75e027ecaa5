// From a plan's bytes to its end: decoded, checked as a whole, and only then carried out.
#ifndef HELPER_CARRY_H
#define HELPER_CARRY_H

#include "ctx.h"
#include "plan_read.h"

#define CARRY_WHY_SIZE (PLAN_WHY_SIZE + 64)
/* A request holds a config of at most 16 MiB, escaped at worst six to one. */
#define CARRY_INPUTS_LIMIT (128U << 20)

struct cargo {
	struct bytes plan;
	/* The request, kept beside the plan. */
	struct bytes inputs;
	/* Digest of the engine that made the plan. */
	const char *engine;
	/* Where a copy of the journal goes at the end, or -1. */
	int journal_copy;
	/* A plan that starts a process is carried out by a sealed copy only: sealed.h. */
	bool must_be_sealed;
};

/* Decodes and checks. Returns 0, or -1 with the reason in `why`. `arena` is made here. */
int carry_read(struct bytes text, struct arena *arena, struct plan *plan, char why[CARRY_WHY_SIZE]);

/*
 * Fills `ctx` and carries the plan out. Returns how it ended (enum run_status, or the container's
 * own status). When nothing was begun it is RUN_REFUSED with the reason in `why`; else `why` is
 * empty.
 */
int carry_out(const struct cargo *cargo, struct ctx *ctx, char why[CARRY_WHY_SIZE]);

#endif
