// path.mask, path.readonly (config-linux.md#masked-paths, #readonly-paths).
//
// What they may touch: mounts of the container's own mount namespace. Nothing is ever made in the
// image: a path that is not there is skipped, for there is nothing to hide.
//
// What a hostile rootfs could try, and the test that tries it:
// - its own /dev/null as a link, another device or a file, so that the mask is a door instead:
//   what masks is a clone of the host's node, found before the root is entered and checked to be
//   one (test/attacks/mask-device);
// - a link swapped in for the path after the lookup: the mount is made on a descriptor, and the
// path
//   must show it afterwards (test/attacks/mount-symlink).
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "act/handlers.h"
#include "attach.h"
#include "ctx.h"
#include "fresh.h"
#include "mounts.h"
#include "null.h"
#include "path.h"
#include "sys.h"

/* An empty directory that nothing can be put in. */
static int make_cover(struct ctx *ctx, bool is_directory, const char *path)
{
	const char *limits[] = {"nr_blocks=1", "nr_inodes=1"};
	struct mounts_new empty = {.type = "tmpfs",
		.source = "tmpfs",
		.data = {.items = limits, .count = 2},
		.attributes = UINT64_C(1) << MOUNT_ATTRIBUTE_RO};
	struct mounts_change alone = {
		.set = UINT64_C(1) << MOUNT_ATTRIBUTE_RO, .propagation = PROPAGATION_PRIVATE};
	struct mounts_report report;
	OWNED_FD int cover = -1;
	int error = 0;

	if (is_directory) {
		cover = mounts_make(&empty, &report);
	} else {
		if (ctx->null_place == 0)
			ctx->null_place = null_open(ctx, O_PATH);
		if (ctx->null_place < 0)
			return ctx->null_place;
		cover = mounts_clone(ctx->null_place, "", 0, &report);
		if (cover >= 0)
			error = mounts_change(cover, &alone, &report);
	}
	if (cover < 0)
		error = cover;
	return error < 0 ? ctx_fail(ctx, report.step, path, error, report.why) : take_fd(&cover);
}

/* A path that this process cannot even look up, the container cannot either (crun does the same).
 */
static bool is_absent(int error)
{
	return error == -ENOENT || error == -ENOTDIR || error == -EACCES;
}

/* That it is absent is a result and no failure. */
static int open_target(struct ctx *ctx, struct path_lookup *lookup)
{
	int target = fresh_open(ctx, lookup);

	if (is_absent(target))
		ctx_result_string(ctx, "as", "missing");
	else if (target < 0)
		return ctx_fail(ctx, lookup->step, lookup->path, target, lookup->why);
	return target;
}

int act_path_mask(struct ctx *ctx, const struct action *action)
{
	const struct act_path_mask *act = action->args;
	struct path_lookup lookup = {.path = act->path};
	struct stat status;
	int error;

	OWNED_FD int target = open_target(ctx, &lookup);
	if (target < 0)
		return is_absent(target) ? 0 : target;
	if (fstat(target, &status) < 0)
		return ctx_fail(ctx, "fstat", act->path, -errno, NULL);
	OWNED_FD int cover = make_cover(ctx, S_ISDIR(status.st_mode), act->path);
	if (cover < 0)
		return cover;
	error = attach_mount(ctx, cover, target, ctx->root_fd, &lookup, act->path);
	if (error == 0)
		ctx_result_string(ctx, "as", S_ISDIR(status.st_mode) ? "directory" : "file");
	return error;
}

int act_path_readonly(struct ctx *ctx, const struct action *action)
{
	const struct act_path_readonly *act = action->args;
	struct path_lookup lookup = {.path = act->path};
	struct mounts_change change = {
		.set = UINT64_C(1) << MOUNT_ATTRIBUTE_RO, .propagation = -1, .recursive = true};
	struct mounts_report report;
	int error;

	OWNED_FD int target = open_target(ctx, &lookup);
	if (target < 0)
		return is_absent(target) ? 0 : target;
	OWNED_FD int tree = mounts_clone(target, "", MOUNTS_RECURSIVE, &report);
	if (tree < 0)
		return ctx_fail(ctx, report.step, act->path, tree, report.why);
	error = mounts_change(tree, &change, &report);
	if (error < 0)
		return ctx_fail(ctx, report.step, act->path, error, report.why);
	return attach_mount(ctx, tree, target, ctx->root_fd, &lookup, act->path);
}
