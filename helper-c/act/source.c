// source.open (open_tree(2), mount_setattr(2), config.md#mounts).
//
// What it may touch: nothing that is attached. The source is a host path, which the config's author
// may choose freely: links are followed. What comes of it is a detached clone, which the
// container's process inherits and attaches below its own root. A clone made by the helper has none
// of the locks that keep a user namespace from uncovering what mounts below it hide, so one is used
// only where the process cannot make its own, or to map ids.
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "act/handlers.h"
#include "ctx.h"
#include "mounts.h"
#include "path.h"
#include "sys.h"
#include "userns.h"

static int map_ids(struct ctx *ctx, const struct act_source_open *act, int tree)
{
	struct mounts_report report;
	int error;

	OWNED_FD int namespace = userns_make(ctx, &act->uid_map, &act->gid_map);
	if (namespace < 0)
		return namespace;
	error = mounts_map_ids(tree, namespace, act->recursive_idmap, &report);
	return error < 0 ? ctx_fail(ctx, report.step, act->source, error, report.why) : 0;
}

/* The process will try itself, and tell what is wrong; only it cannot map ids. */
static int leave(struct ctx *ctx, const struct act_source_open *act, const char *step, int error)
{
	if (act->required || act->uid_map.count > 0 || act->gid_map.count > 0)
		return ctx_fail(ctx, step, act->source, error, NULL);
	ctx_result_string(ctx, "as", "unreachable");
	return 0;
}

int act_source_open(struct ctx *ctx, const struct action *action)
{
	const struct act_source_open *act = action->args;
	struct mounts_report report;
	struct stat status;
	int error;

	OWNED_FD int source = path_openat2(
		AT_FDCWD, act->source, O_PATH | (act->nofollow ? (uint64_t)O_NOFOLLOW : 0), 0);
	if (source < 0)
		return leave(ctx, act, "openat2", source);
	if (fstat(source, &status) < 0)
		return ctx_fail(ctx, "fstat", act->source, -errno, NULL);
	OWNED_FD int tree = mounts_clone(
		source, "", act->recursive ? MOUNTS_RECURSIVE : 0, &report);
	if (tree < 0)
		return leave(ctx, act, report.step, tree);
	if (act->uid_map.count > 0 || act->gid_map.count > 0) {
		error = map_ids(ctx, act, tree);
		if (error < 0)
			return error;
	}
	ctx->sources[act->slot] = take_fd(&tree);
	return 0;
}
