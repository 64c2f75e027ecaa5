// See attach.h; move_mount(2).
#include "attach.h"

#include <errno.h>
#include <sys/stat.h>

#include "ctx.h"
#include "mounts.h"
#include "sys.h"

/* move_mount(2) tells all its refusals with one errno; this is the one that people meet. */
static const char *explain(int mount, int target)
{
	struct stat one, other;

	if (fstat(mount, &one) < 0 || fstat(target, &other) < 0 ||
		S_ISDIR(one.st_mode) == S_ISDIR(other.st_mode))
		return NULL;
	return S_ISDIR(one.st_mode) ? "a directory cannot be mounted on what is none"
				    : "what is no directory cannot be mounted on a directory";
}

int attach_mount(struct ctx *ctx, int mount, int target, int directory, struct path_lookup *lookup,
	const char *object)
{
	struct mounts_report report;
	struct sys_mount_status own;
	bool is_same;
	int error = mounts_attach(mount, target, &report);

	if (error < 0)
		return ctx_fail(ctx, report.step, object, error,
			error == -EINVAL ? explain(mount, target) : report.why);
	error = sys_statx_mount(mount, &own);
	if (error < 0)
		return ctx_fail(ctx, "statx", object, error, NULL);
	lookup->make = PATH_MAKE_NOTHING;
	/* A link that is mounted must be found, not what it leads to. */
	lookup->nofollow = lookup->nofollow || S_ISLNK(own.type);
	OWNED_FD int again = path_open(directory, lookup);
	if (again < 0)
		return ctx_fail(ctx, lookup->step, object, again, lookup->why);
	error = path_shows(again, &own, &is_same);
	if (error == 0 && !is_same)
		error = -ESTALE;
	return error == 0 ? 0
			  : ctx_fail(ctx, "statx", object, error,
				    "race condition detected: the mount destination was replaced");
}
