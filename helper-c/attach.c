// See attach.h; move_mount(2).
#include "attach.h"

#include <errno.h>
#include <sys/stat.h>

#include "ctx.h"
#include "fresh.h"
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

/* Whether a link is on the way is told by the kernel, too. */
static int look_again(int directory, struct path_lookup *lookup)
{
	int fd;

	lookup->make = PATH_MAKE_NOTHING;
	lookup->direct = true;
	fd = path_open(directory, lookup);
	lookup->is_direct = fd >= 0;
	if (fd != -ELOOP || lookup->plain)
		return fd;
	lookup->direct = false;
	return path_open(directory, lookup);
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
	if (lookup->is_fresh) {
		fresh_cover(ctx, object, true);
		return 0;
	}
	error = sys_statx_mount(mount, &own);
	if (error < 0)
		return ctx_fail(ctx, "statx", object, error, NULL);
	/* A link that is mounted must be found, not what it leads to. */
	lookup->nofollow = lookup->nofollow || S_ISLNK(own.type);
	OWNED_FD int again = look_again(directory, lookup);
	if (directory != ctx->root_fd && !fresh_has(ctx, directory))
		lookup->is_direct = false;
	fresh_cover(ctx, object, lookup->is_direct);
	if (again < 0)
		return ctx_fail(ctx, lookup->step, object, again, lookup->why);
	error = path_shows(again, &own, &is_same);
	if (error == 0 && !is_same)
		error = -ESTALE;
	return error == 0 ? 0
			  : ctx_fail(ctx, "statx", object, error,
				    "race condition detected: the mount destination was replaced");
}
