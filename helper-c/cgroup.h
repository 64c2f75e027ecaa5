// Cgroups by descriptor: hierarchies are verified to be cgroupfs, and what is below them is never
// reached by way of a link or another mount (cgroups(7)).
#ifndef HELPER_CGROUP_H
#define HELPER_CGROUP_H

#include <stdbool.h>

#include "ctx.h"

/* How a path below a hierarchy's mount is resolved (openat2(2)). */
#define CGROUP_RESOLVE \
	(RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS)

/* The mount point of a hierarchy (O_PATH, kept in the context), or a negative errno with
 * ctx->failure filled. */
int cgroup_hierarchy(struct ctx *ctx, const char *mount);

/* Closes all that this process has kept open of hierarchies and cgroups. */
void cgroup_let_go(struct ctx *ctx);

/* The cgroup that the plan made, or NULL. */
struct cgroup_handle *cgroup_find(struct ctx *ctx, const char *mount, const char *path);

/* Whether it was there before this plan's cgroup.create. */
bool cgroup_was_found(struct ctx *ctx, const char *mount, const char *path);

/* A directory (kept in the context), or a negative errno: -ENOENT without a failure noted when it
 * is not there. */
int cgroup_directory(struct ctx *ctx, const char *mount, const char *path);

/* Opens a file of a cgroup; a negative errno without a failure noted. */
int cgroup_open(int directory, const char *file, int flags);

/* Enables controllers for what is below (v2), one a write: one that cannot be had does not keep out
 * the others. */
void cgroup_enable(int directory, const struct strings *controllers);

/* Whether the kernel killed something in the container's cgroups for want of memory. */
bool cgroup_ran_out_of_memory(struct ctx *ctx);

#endif
