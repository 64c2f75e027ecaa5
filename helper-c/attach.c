// See attach.h; move_mount(2).
#include "attach.h"

#include <errno.h>
#include <sys/stat.h>

#include "ctx.h"
#include "mounts.h"
#include "sys.h"

/* move_mount(2) tells all its refusals with one errno; this is the one that people meet. */
static int explain(struct ctx *ctx, const struct mounts_report *report, const char *object,
	const struct stat *mount, const struct stat *target, int error)
{
	const char *why = report->why;

	if (error == -EINVAL && S_ISDIR(mount->st_mode) && !S_ISDIR(target->st_mode))
		why = "a directory cannot be mounted on what is none";
	else if (error == -EINVAL && !S_ISDIR(mount->st_mode) && S_ISDIR(target->st_mode))
		why = "what is no directory cannot be mounted on a directory";
	return ctx_fail(ctx, report->step, object, error, why);
}

int attach_mount(struct ctx *ctx, int mount, int target, int directory, struct path_lookup *lookup,
	const char *object)
{
	struct stat mount_status, target_status;
	struct mounts_report report;
	bool is_same;
	int error;

	if (fstat(mount, &mount_status) < 0 || fstat(target, &target_status) < 0)
		return ctx_fail(ctx, "fstat", object, -errno, NULL);
	error = mounts_attach(mount, target, &report);
	if (error < 0)
		return explain(ctx, &report, object, &mount_status, &target_status, error);
	lookup->make = PATH_MAKE_NOTHING;
	/* A link that is mounted must be found, not what it leads to. */
	lookup->nofollow = lookup->nofollow || S_ISLNK(mount_status.st_mode);
	OWNED_FD int again = path_open(directory, lookup);
	if (again < 0)
		return ctx_fail(ctx, lookup->step, object, again, lookup->why);
	error = path_same_place(mount, again, &is_same);
	if (error == 0 && !is_same)
		error = -ESTALE;
	return error == 0 ? 0
			  : ctx_fail(ctx, "statx", object, error,
				    "race condition detected: the mount destination was replaced");
}
