// mempolicy.set (config-linux.md#memory-policy, set_mempolicy(2)): of this process, for good. No
// path, no file.
#include <errno.h>
#include <limits.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"

/* The kernel's MAX_NUMNODES at most (CONFIG_NODES_SHIFT). */
#define NODES_MAX 1024
#define WORD_BITS (sizeof(unsigned long) * CHAR_BIT)

/* linux/mempolicy.h */
static const int modes[] = {
	[MEMPOLICY_SET_MODE_DEFAULT] = 0,
	[MEMPOLICY_SET_MODE_PREFERRED] = 1,
	[MEMPOLICY_SET_MODE_BIND] = 2,
	[MEMPOLICY_SET_MODE_INTERLEAVE] = 3,
	[MEMPOLICY_SET_MODE_LOCAL] = 4,
	[MEMPOLICY_SET_MODE_PREFERRED_MANY] = 5,
	[MEMPOLICY_SET_MODE_WEIGHTED_INTERLEAVE] = 6,
};

static const int kernel_flags[MEMPOLICY_FLAG_COUNT] = {
	[MEMPOLICY_FLAG_NUMA_BALANCING] = 1 << 13,
	[MEMPOLICY_FLAG_RELATIVE_NODES] = 1 << 14,
	[MEMPOLICY_FLAG_STATIC_NODES] = 1 << 15,
};

int act_mempolicy_set(struct ctx *ctx, const struct action *action)
{
	const struct act_mempolicy_set *act = action->args;
	unsigned long nodes[NODES_MAX / WORD_BITS] = {0};
	int mode = modes[act->mode];

	for (size_t i = 0; i < MEMPOLICY_FLAG_COUNT; i++)
		if ((act->flags >> i & 1) != 0)
			mode |= kernel_flags[i];
	for (size_t i = 0; i < act->nodes.count; i++) {
		size_t node = (size_t)act->nodes.items[i]; /* the plan's reader has checked it */

		nodes[node / WORD_BITS] |= 1ul << node % WORD_BITS;
	}
	/* The kernel takes one bit less than it is told (get_nodes in mm/mempolicy.c). */
	if (syscall(SYS_set_mempolicy, mode, nodes, (unsigned long)NODES_MAX + 1) == 0)
		return 0;
	return ctx_fail(ctx, "set_mempolicy", NULL, -errno,
		errno == EINVAL ? "not with these nodes, of those that there are, in this mode"
				: NULL);
}
