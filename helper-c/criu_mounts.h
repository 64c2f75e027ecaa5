// Mounts of a container's process, as the kernel tells of them (proc_pid_mountinfo(5)): where the
// path of a plan really leads, in the root of that process, and what is mounted there. What criu
// is told of a mount comes from here, never from a path of the container's own making.
#ifndef HELPER_CRIU_MOUNTS_H
#define HELPER_CRIU_MOUNTS_H

#include <limits.h>
#include <stdbool.h>
#include <sys/stat.h>
#include <sys/types.h>

#include "actions.h"

struct ctx;

struct criu_mounts {
	int root;
	const char *table;
};

struct criu_place {
	/* Mount point, from the process's root. */
	char path[PATH_MAX];
	/* The path leads to the very top of a mount. */
	bool is_mount;
	bool is_readonly;
	struct stat status;
};

/* The root (the caller's own) and the mounts of a process that stands still, or is looked at again
 * later. Returns 0 or a negative errno, with ctx->failure filled. */
int criu_mounts_open(struct ctx *ctx, pid_t pid, struct criu_mounts *mounts);

/* -ENOENT without a failure noted: an optional one, whose path leads nowhere. */
int criu_mounts_find(struct ctx *ctx, const struct criu_mounts *mounts,
	const struct criu_mount *wanted, struct criu_place *place);

#endif
