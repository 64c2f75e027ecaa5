// Faults on demand, in builds for tests (LADING_FAULT): an action that fails, stops or is killed,
// before or after it has its effect. Other builds have none of this.
#ifndef HELPER_FAULT_H
#define HELPER_FAULT_H

struct ctx;

enum fault_moment { FAULT_BEFORE, FAULT_AFTER };

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
