// The cgroups that the process of container.open is in at this moment: it, or what manages it, may
// have moved it since it was made.
#ifndef HELPER_CGROUP_NOW_H
#define HELPER_CGROUP_NOW_H

struct ctx;

#define CGROUP_NOW_SIZE 4096

/*
 * Opens it (O_PATH, the caller's own), in the hierarchy at `mount`, which has this controller, or
 * `name=` and a name; `controller` is empty for the unified one. `path` is where it is below that.
 * A negative errno with ctx->failure filled.
 */
int cgroup_now(struct ctx *ctx, const char *mount, const char *controller,
	char path[static CGROUP_NOW_SIZE]);

#endif
