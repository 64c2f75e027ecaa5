// Faults on demand, in builds for tests (LADING_FAULT): an action that fails, stops or is killed,
// before, within or after it has its effect. Other builds have none of this.
#ifndef HELPER_FAULT_H
#define HELPER_FAULT_H

struct ctx;

/* Within: at the one place of an action at which another command could come between. */
enum fault_moment { FAULT_BEFORE, FAULT_WITHIN, FAULT_AFTER };

#ifdef LADING_FAULTS
int fault_strike(struct ctx *ctx, enum fault_moment moment);
#else
static inline int fault_strike(struct ctx *ctx, enum fault_moment moment)
{
	(void)ctx;
	(void)moment;
	return 0;
}
#endif

#endif
