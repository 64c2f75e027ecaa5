// What criu is shown of the host, in a mount namespace of its own, which ends with it: mounts that
// are read-only already, and the hierarchies of cgroups.
#ifndef HELPER_CRIU_STAGE_H
#define HELPER_CRIU_STAGE_H

#include "ctx.h"

/* Below the stage: not the name of any mount of a plan. */
#define CRIU_YARD "cgroup"

struct criu_stage {
	/* An existing directory, which is covered. */
	const char *path;
	/* Those that are read-only are shown by their names; NULL: none. */
	const struct criu_mount_list *mounts;
	/* Below the yard. */
	const struct criu_hierarchy_list *hierarchies;
};

/* In criu's process: a mount namespace that passes nothing on. */
int criu_stage_begin(struct ctx *ctx);

int criu_stage_set(struct ctx *ctx, const struct criu_stage *stage);

#endif
