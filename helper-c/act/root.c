// root.bind, root.open, root.readonly, root.propagation, root.pivot (pivot_root(2),
// config.md#root).
//
// What they may touch: mounts of the container's own mount namespace (mounts.isolate has checked
// that it is not the host's) and this process's root and working directory. The rootfs's path is
// the host's: its links are followed, once; from then on the root is a descriptor, and never looked
// up by name again, so that nothing in the image or in its /proc can name another
// (test/attacks/root-readonly: a fake /proc/self/fd leaves the root as read-only as planned).
// After root.pivot no descriptor of this file's and no mount leads back to the host's root
// (test/attacks/working-directory looks for one).
#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "act/handlers.h"
#include "ctx.h"
#include "fresh.h"
#include "mounts.h"
#include "path.h"
#include "sys.h"
#include "visit.h"

/*
 * Attached in place, so that hooks that run before the change of root find it there; or, where this
 * process cannot go, on top of the old root, under which lookups from / still end.
 */
static int attach_root(struct ctx *ctx, const struct act_root_bind *act, int place, int tree)
{
	struct mounts_change change = {.propagation = PROPAGATION_PRIVATE, .recursive = true};
	struct mounts_report report;
	int error;

	if ((act->present & ROOT_BIND_HAS_PROPAGATION) != 0)
		change.propagation = act->propagation;
	error = mounts_change(tree, &change, &report);
	if (error == 0)
		error = mounts_attach(tree, place, &report);
	return error < 0 ? ctx_fail(ctx, report.step, act->path, error, report.why) : 0;
}

static int bind_handed_over(struct ctx *ctx, const struct act_root_bind *act)
{
	OWNED_FD int tree = ctx_take_source(ctx, act->slot);
	int error;

	if (tree < 0)
		return ctx_fail(ctx, "openat2", act->path, -EACCES, NULL);
	OWNED_FD int top = path_openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	if (top < 0)
		return ctx_fail(ctx, "openat2", "/", top, NULL);
	error = attach_root(ctx, act, top, tree);
	if (error < 0)
		return error;
	ctx_result_string(ctx, "as", "top");
	ctx_set_root(ctx, take_fd(&tree));
	return 0;
}

int act_root_bind(struct ctx *ctx, const struct action *action)
{
	const struct act_root_bind *act = action->args;
	bool recursive = (act->present & ROOT_BIND_HAS_RECURSIVE) == 0 || act->recursive;
	struct mounts_report report;
	int error;

	OWNED_FD int place = path_openat2(AT_FDCWD, act->path, O_PATH | O_DIRECTORY, 0);
	if (place == -EACCES && (act->present & ROOT_BIND_HAS_SLOT) != 0)
		return bind_handed_over(ctx, act);
	if (place < 0)
		return ctx_fail(ctx, "openat2", act->path, place,
			place == -ENOSYS ? "needs openat2(2): Linux 5.6" : NULL);
	OWNED_FD int tree = mounts_clone(place, "", recursive ? MOUNTS_RECURSIVE : 0, &report);
	if (tree < 0)
		return ctx_fail(ctx, report.step, act->path, tree, report.why);
	error = attach_root(ctx, act, place, tree);
	if (error < 0)
		return error;
	ctx_set_root(ctx, take_fd(&tree));
	return 0;
}

int act_root_open(struct ctx *ctx, const struct action *action)
{
	const struct act_root_open *act = action->args;
	int place = path_openat2(AT_FDCWD, act->path, O_PATH | O_DIRECTORY, 0);

	if (place < 0)
		return ctx_fail(ctx, "openat2", act->path, place,
			place == -ENOSYS ? "needs openat2(2): Linux 5.6" : NULL);
	ctx_set_root(ctx, place);
	return visit_check_root(ctx);
}

int act_root_readonly(struct ctx *ctx, const struct action *action)
{
	struct mounts_change change = {.set = UINT64_C(1) << MOUNT_ATTRIBUTE_RO, .propagation = -1};
	struct mounts_report report;
	bool readonly;
	int error = mounts_change(ctx->root_fd, &change, &report);

	(void)action; /* has no fields */
	if (error < 0)
		return ctx_fail(ctx, report.step, "/", error, report.why);
	error = mounts_is_readonly(ctx->root_fd, &readonly);
	if (error == 0 && !readonly)
		error = -ESTALE;
	return error < 0 ? ctx_fail(ctx, "fstatvfs", "/", error, "the root is still writable") : 0;
}

int act_root_propagation(struct ctx *ctx, const struct action *action)
{
	const struct act_root_propagation *act = action->args;
	struct mounts_change change = {
		.propagation = act->propagation, .recursive = act->recursive};
	struct mounts_report report;
	int error = mounts_change(ctx->root_fd, &change, &report);

	return error < 0 ? ctx_fail(ctx, report.step, "/", error, report.why) : 0;
}

/*
 * pivot_root(".", ".") puts the old root on top of the new one, so that no directory of the image
 * is needed to keep it. It is cut off from its peers first, lest its end be theirs.
 */
static int pivot(struct ctx *ctx)
{
	struct mounts_change cut = {.propagation = PROPAGATION_SLAVE, .recursive = true};
	struct mounts_report report;
	int error;

	OWNED_FD int old = path_openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	if (old < 0)
		return ctx_fail(ctx, "openat2", "/", old, NULL);
	error = sys_pivot_root(".", ".");
	if (error < 0)
		return ctx_fail(ctx, "pivot_root", "/", error, NULL);
	if (fchdir(old) < 0)
		return ctx_fail(ctx, "fchdir", "old root", -errno, NULL);
	error = mounts_change(old, &cut, &report);
	if (error < 0)
		return ctx_fail(ctx, report.step, "old root", error, report.why);
	if (umount2(".", MNT_DETACH) < 0)
		return ctx_fail(ctx, "umount2", "old root", -errno, NULL);
	return 0;
}

/* --no-pivot: for a root in an initial ramfs, which pivot_root(2) refuses. */
static int move(struct ctx *ctx)
{
	struct mounts_report report;
	int error;

	OWNED_FD int old = path_openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	if (old < 0)
		return ctx_fail(ctx, "openat2", "/", old, NULL);
	error = mounts_attach(ctx->root_fd, old, &report);
	if (error < 0)
		return ctx_fail(ctx, report.step, "/", error, report.why);
	if (chroot(".") < 0)
		return ctx_fail(ctx, "chroot", "/", -errno, NULL);
	return 0;
}

int act_root_pivot(struct ctx *ctx, const struct action *action)
{
	const struct act_root_pivot *act = action->args;
	bool is_same;
	int error = 0;

	fresh_forget(ctx);
	if (ctx->null_place > 0)
		sys_close_owned(&ctx->null_place);
	if (fchdir(ctx->root_fd) < 0)
		return ctx_fail(ctx, "fchdir", "rootfs", -errno, NULL);
	if (act->method == ROOT_PIVOT_METHOD_PIVOT)
		error = pivot(ctx);
	else if (act->method == ROOT_PIVOT_METHOD_MOVE)
		error = move(ctx);
	else if (chroot(".") < 0)
		error = ctx_fail(ctx, "chroot", "rootfs", -errno, NULL);
	if (error < 0)
		return error;
	if (chdir("/") < 0)
		return ctx_fail(ctx, "chdir", "/", -errno, NULL);
	OWNED_FD int now = path_openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	if (now < 0)
		return ctx_fail(ctx, "openat2", "/", now, NULL);
	error = path_same_place(now, ctx->root_fd, &is_same);
	if (error == 0 && !is_same)
		error = -EXDEV;
	return error < 0 ? ctx_fail(ctx, "statx", "/", error, "this is not the container's root")
			 : 0;
}
