// affinity.set (config.md#linux-process, sched_setaffinity(2)): the CPUs of the very process that
// carries it out. No path, no file, no privilege. It cannot widen what a cpuset restricts: the
// kernel takes of the mask only what the cgroup has.
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"

/* The kernel's NR_CPUS at most (CONFIG_NR_CPUS). */
#define CPUS_MAX  8192
#define WORD_BITS (sizeof(unsigned long) * CHAR_BIT)

int act_affinity_set(struct ctx *ctx, const struct action *action)
{
	const struct act_affinity_set *act = action->args;
	bool is_given = (act->present & AFFINITY_SET_HAS_CPUS) != 0;
	unsigned long mask[CPUS_MAX / WORD_BITS];

	memset(mask, is_given ? 0 : 0xff, sizeof(mask));
	for (size_t i = 0; i < act->cpus.count; i++) {
		size_t cpu = (size_t)act->cpus.items[i]; /* the plan's reader has checked it */

		mask[cpu / WORD_BITS] |= 1ul << cpu % WORD_BITS;
	}
	if (syscall(SYS_sched_setaffinity, 0, sizeof(mask), mask) == 0)
		return 0;
	return ctx_fail(ctx, "sched_setaffinity", NULL, -errno,
		errno == EINVAL ? "none of these CPUs is there, and in the cpuset of the process"
				: NULL);
}
