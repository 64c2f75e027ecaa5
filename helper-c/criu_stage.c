// See criu_stage.h.
#include "criu_stage.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <sys/stat.h>

#include "mounts.h"
#include "path.h"
#include "sys.h"

#define DIRECTORY_MODE 0700
#define FILE_MODE      0600

int criu_stage_begin(struct ctx *ctx)
{
	struct mounts_change follow = {.propagation = PROPAGATION_SLAVE, .recursive = true};
	struct mounts_report report;
	int error;

	if (unshare(CLONE_NEWNS) < 0)
		return ctx_fail(ctx, "unshare", "mount", -errno, NULL);
	OWNED_FD int top = path_openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	if (top < 0)
		return ctx_fail(ctx, "openat2", "/", top, NULL);
	error = mounts_change(top, &follow, &report);
	return error < 0 ? ctx_fail(ctx, report.step, "/", error, report.why) : 0;
}

/* A detached clone, which passes nothing on; with what is below it when it is to be read-only. */
static int clone_source(struct ctx *ctx, const char *source, bool readonly)
{
	struct mounts_change change = {
		.set = readonly ? UINT64_C(1) << MOUNT_ATTRIBUTE_RO : 0,
		.propagation = PROPAGATION_PRIVATE,
		.recursive = readonly,
	};
	struct mounts_report report;
	OWNED_FD int place = path_openat2(AT_FDCWD, source, O_PATH, 0);
	int error;

	if (place < 0)
		return ctx_fail(ctx, "openat2", source, place, NULL);
	OWNED_FD int clone = mounts_clone(place, "", readonly ? MOUNTS_RECURSIVE : 0, &report);
	error = clone < 0 ? clone : mounts_change(clone, &change, &report);
	return error < 0 ? ctx_fail(ctx, report.step, source, error, report.why) : take_fd(&clone);
}

static int attach_source(struct ctx *ctx, int directory, const char *name, int clone)
{
	struct mounts_report report;
	struct stat status;
	int error;

	if (fstat(clone, &status) < 0)
		return ctx_fail(ctx, "fstat", name, -errno, NULL);
	error = S_ISDIR(status.st_mode) ? mkdirat(directory, name, DIRECTORY_MODE)
					: mknodat(directory, name, S_IFREG | FILE_MODE, 0);
	if (error < 0)
		return ctx_fail(ctx, "mknodat", name, -errno, NULL);
	OWNED_FD int place = path_openat2(directory, name, O_PATH | O_NOFOLLOW, 0);
	if (place < 0)
		return ctx_fail(ctx, "openat2", name, place, NULL);
	error = mounts_attach(clone, place, &report);
	return error < 0 ? ctx_fail(ctx, report.step, name, error, report.why) : 0;
}

/* All are cloned before the stage covers what may be one of them: hierarchies, then mounts. */
static int clone_sources(struct ctx *ctx, const struct criu_stage *stage, int clones[static 1])
{
	size_t count = 0;

	for (size_t i = 0; i < stage->hierarchies->count; i++) {
		int clone = clone_source(ctx, stage->hierarchies->items[i].mount, false);

		if (clone < 0)
			return clone;
		clones[count++] = clone;
	}
	for (size_t i = 0; stage->mounts != NULL && i < stage->mounts->count; i++) {
		const struct criu_mount *mount = &stage->mounts->items[i];
		int clone = mount->readonly ? clone_source(ctx, mount->source, true) : -1;

		if (mount->readonly && clone < 0)
			return clone;
		clones[count++] = clone;
	}
	return 0;
}

static int set_yard(struct ctx *ctx, const struct criu_hierarchy_list *hierarchies, int stage,
	const int clones[static 1])
{
	int error = 0;

	if (hierarchies->count == 0)
		return 0;
	if (mkdirat(stage, CRIU_YARD, DIRECTORY_MODE) < 0)
		return ctx_fail(ctx, "mkdirat", CRIU_YARD, -errno, NULL);
	OWNED_FD int yard = path_openat2(stage, CRIU_YARD, O_PATH | O_DIRECTORY | O_NOFOLLOW, 0);
	if (yard < 0)
		return ctx_fail(ctx, "openat2", CRIU_YARD, yard, NULL);
	for (size_t i = 0; error == 0 && i < hierarchies->count; i++)
		error = attach_source(ctx, yard, hierarchies->items[i].name, clones[i]);
	return error;
}

/*
 * What is made read-only only once it is mounted was writable before; and of mounts that share a
 * source criu does it to the first. So it mounts what is read-only already.
 */
int criu_stage_set(struct ctx *ctx, const struct criu_stage *stage)
{
	struct mounts_new empty = {.type = "tmpfs", .source = "tmpfs"};
	struct mounts_report report;
	size_t above = stage->hierarchies->count;
	size_t below = stage->mounts == NULL ? 0 : stage->mounts->count;
	int *clones = arena_take(ctx->arena, (above + below + 1) * sizeof(*clones));
	int error;

	if (clones == NULL)
		return ctx_fail(ctx, "arena", stage->path, -ENOMEM, NULL);
	error = clone_sources(ctx, stage, clones);
	if (error < 0)
		return error;
	OWNED_FD int place = path_openat2(AT_FDCWD, stage->path, O_PATH | O_DIRECTORY, 0);
	if (place < 0)
		return ctx_fail(ctx, "openat2", stage->path, place, NULL);
	OWNED_FD int top = mounts_make(&empty, &report);
	error = top < 0 ? top : mounts_attach(top, place, &report);
	if (error < 0)
		return ctx_fail(ctx, report.step, stage->path, error, report.why);
	error = set_yard(ctx, stage->hierarchies, top, clones);
	for (size_t i = 0; error == 0 && i < below; i++)
		if (clones[above + i] >= 0)
			error = attach_source(
				ctx, top, stage->mounts->items[i].name, clones[above + i]);
	return error; /* the clones' descriptors end with criu's set-up */
}
