// mounts.isolate, mount.fs, mount.bind, mount.attributes (mounts.h, path.h; config.md#mounts).
//
// What they may touch: mounts of the container's own mount namespace, and, below the root, missing
// mount points. A target is resolved once, by openat2(2) below the root's descriptor
// (RESOLVE_IN_ROOT, RESOLVE_NO_MAGICLINKS), and mounted on as a descriptor; a mount is finished
// before it is attached, so that it is never seen without its attributes; afterwards the target is
// looked up again and must show the mount just made (attach.h).
//
// What a hostile rootfs, or a container sharing a volume, could try, and the test that tries it:
// - a link in place of a mount point, or of a directory on the way, swapped at any moment, to mount
//   on or make files on the host: test/attacks/mount-symlink, test/helper-path;
// - /proc or /sys as a link, so that the runtime takes a fake procfs for the kernel's:
//   test/attacks/proc-symlink (`plain` targets have no link on the way);
// - links with absolute targets that are meant to work: test/attacks/absolute-symlink.
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "act/handlers.h"
#include "attach.h"
#include "copy.h"
#include "ctx.h"
#include "fresh.h"
#include "mounts.h"
#include "mounts_long.h"
#include "path.h"
#include "sys.h"
#include "visit.h"

#define DIRECTORY_MODE 0755
/* The mode of an empty file that is there to be mounted on. */
#define FILE_MODE 0644
/* `mode=` and four octal digits. */
#define MODE_PARAMETER_SIZE sizeof("mode=7777")

/*
 * Nothing is mounted unless this process has a mount namespace that is not the helper's caller's:
 * every mount has another id there (statx(2)), the one at / too.
 */
int act_mounts_isolate(struct ctx *ctx, const struct action *action)
{
	const struct act_mounts_isolate *act = action->args;
	struct mounts_change change = {
		.propagation = act->propagation,
		.recursive = (act->present & MOUNTS_ISOLATE_HAS_RECURSIVE) == 0 || act->recursive,
	};
	OWNED_FD int root = path_openat2(AT_FDCWD, "/", O_PATH | O_DIRECTORY, 0);
	struct mounts_report report;
	uint64_t id;
	int error;

	if (root < 0)
		return ctx_fail(ctx, "openat2", "/", root, "needs openat2(2): Linux 5.6");
	error = path_mount_id(root, &id);
	if (error < 0)
		return ctx_fail(ctx, "statx", "/", error, NULL);
	if (id == ctx->host_mount_id)
		return ctx_fail(ctx, "statx", "/", -EPERM, "this is the caller's mount namespace");
	error = mounts_change(root, &change, &report);
	return error < 0 ? ctx_fail(ctx, report.step, "/", error, report.why) : 0;
}

static bool is_root(const char *path)
{
	return path[strspn(path, "/")] == '\0';
}

static int fail_lookup(struct ctx *ctx, const struct path_lookup *target, int error)
{
	if (target->plain && (error == -ELOOP || error == -ENOTDIR))
		return ctx_fail(ctx, target->step, target->path, error,
			error == -ELOOP ? "mount destination is a symlink"
					: "mount destination is not a directory");
	return ctx_fail(ctx, target->step, target->path, error, target->why);
}

static bool is_changed_later(const struct ctx *ctx, const char *from)
{
	const struct action *end = ctx->list->items + ctx->list->count;

	for (const struct action *action = ctx->action + 1; action < end; action++) {
		const struct act_mount_attributes *act = action->args;

		if (action->kind == ACTION_MOUNT_ATTRIBUTES && act->from != NULL &&
			strcmp(act->from, from) == 0)
			return true;
	}
	return false;
}

/* Until mount.attributes: by then its path may show another mount, or be another's link. */
static int keep(struct ctx *ctx, const char *from, int mount)
{
	struct kept_mount *kept;

	if (from == NULL || !is_changed_later(ctx, from))
		return 0;
	kept = arena_take(ctx->arena, sizeof(*kept));
	if (kept == NULL)
		return ctx_fail(ctx, "mmap", from, -ENOMEM, NULL);
	*kept = (struct kept_mount){
		.from = from, .mount = sys_dup(mount), .next = ctx->kept_mounts};
	if (kept->mount < 0)
		return ctx_fail(ctx, "fcntl", from, kept->mount, NULL);
	ctx->kept_mounts = kept;
	return 0;
}

/* A descriptor that the caller owns. */
static int open_mount(struct ctx *ctx, const struct act_mount_attributes *act)
{
	struct path_lookup lookup = {.path = act->target};
	int target;

	for (const struct kept_mount *kept = ctx->kept_mounts; kept != NULL; kept = kept->next)
		if (act->from != NULL && strcmp(kept->from, act->from) == 0)
			return kept->mount;
	target = path_open(ctx->root_fd, &lookup);
	return target < 0 ? ctx_fail(ctx, lookup.step, act->target, target, lookup.why) : target;
}

/* What is mounted on: a descriptor, or a directory just made where nobody else can reach it. */
struct target {
	int fd; /* -1: it is that directory */
	int parent;
	const char *name;
};

static int find_target(
	struct ctx *ctx, struct path_lookup *lookup, bool is_looked_at, struct target *target)
{
	int parent = is_looked_at ? -EXDEV : fresh_make(ctx, lookup, &target->name);

	target->fd = -1;
	target->parent = parent;
	lookup->is_direct = parent >= 0;
	if (parent >= 0)
		return 0;
	target->fd = fresh_open(ctx, lookup);
	return target->fd < 0 ? fail_lookup(ctx, lookup, target->fd) : 0;
}

/*
 * What is mounted on / is the root from then on: a lookup below a descriptor does not see what
 * covers the descriptor itself.
 */
static int attach(struct ctx *ctx, int *mount, const struct target *target,
	struct path_lookup *lookup, const char *from)
{
	struct mounts_report report;
	int error = visit_note(ctx, *mount);

	if (error < 0)
		return error;
	if (target->fd < 0) {
		error = mounts_attach_at(*mount, target->parent, target->name, &report);
		if (error < 0)
			return ctx_fail(ctx, report.step, lookup->path, error, report.why);
		fresh_cover(ctx, lookup->path, true);
		return keep(ctx, from, *mount);
	}
	if (!is_root(lookup->path)) {
		error = attach_mount(ctx, *mount, target->fd, ctx->root_fd, lookup, lookup->path);
		return error < 0 ? error : keep(ctx, from, *mount);
	}
	error = mounts_attach(*mount, target->fd, &report);
	if (error < 0)
		return ctx_fail(ctx, report.step, lookup->path, error, report.why);
	fresh_cover(ctx, lookup->path, false);
	ctx_set_root(ctx, take_fd(mount));
	return 0;
}

/* On EPERM, sysfs in a user namespace that owns no network namespace: the host's own, as it is. */
static int clone_host(const struct act_mount_fs *act, struct mounts_report *report)
{
	/* What is asked for comes later: private first, it would receive nothing any more. */
	bool has_propagation = (act->present & MOUNT_FS_HAS_PROPAGATION) != 0;
	struct mounts_change change = {.set = act->attributes,
		.propagation = has_propagation ? -1 : PROPAGATION_PRIVATE,
		.recursive = true};
	OWNED_FD int tree = -1;
	int error;

	if (strcmp(act->type, "sysfs") != 0)
		return -EPERM;
	tree = mounts_clone(AT_FDCWD, "/sys", MOUNTS_RECURSIVE, report);
	if (tree < 0)
		return tree;
	error = mounts_change(tree, &change, report);
	return error < 0 ? error : take_fd(&tree);
}

/* `is_new` tells it from a clone of the host's. */
static int make_filesystem(
	struct ctx *ctx, const struct act_mount_fs *act, int target, bool *is_new)
{
	struct mounts_new new = {.type = act->type,
		.source = act->source,
		.data = act->data,
		.attributes = act->attributes};
	struct mounts_report report;
	char mode[MODE_PARAMETER_SIZE];
	struct stat covered;
	int mount;

	*is_new = true;
	if (act->inherit_mode) {
		if (fstat(target, &covered) < 0)
			return ctx_fail(ctx, "fstat", act->target, -errno, NULL);
		(void)snprintf(mode, sizeof(mode), "mode=%o", covered.st_mode & 07777u); // fits
		new.extra = mode;
	}
	if (mounts_is_long(&new))
		return mounts_make_long(ctx, &new, act->target);
	mount = mounts_make(&new, &report);
	if (mount == -EPERM && (act->present & MOUNT_FS_HAS_FALLBACK) != 0) {
		mount = clone_host(act, &report);
		*is_new = false;
		if (mount >= 0)
			ctx_result_string(ctx, "as", "bind-host");
	}
	return mount < 0 ? ctx_fail(ctx, report.step, act->target, mount, report.why) : mount;
}

static int set_label(struct ctx *ctx, const struct act_mount_fs *act, int mount)
{
	if (act->label == NULL)
		return 0;
	OWNED_FD int root = openat(mount, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (root < 0)
		return ctx_fail(ctx, "openat", act->target, -errno, NULL);
	/* With its NUL, as the kernel gives it back. */
	if (fsetxattr(root, "security.selinux", act->label, strlen(act->label) + 1, 0) < 0)
		return ctx_fail(ctx, "fsetxattr", act->target, -errno,
			errno == EINVAL ? "the kernel has no such label; is its policy loaded?"
					: "the label was not taken");
	return 0;
}

int act_mount_fs(struct ctx *ctx, const struct action *action)
{
	const struct act_mount_fs *act = action->args;
	struct path_lookup lookup = {
		.path = act->target,
		.make = PATH_MAKE_DIRECTORY,
		.mode = (act->present & MOUNT_FS_HAS_TARGET_MODE) != 0 ? (mode_t)act->target_mode
								       : DIRECTORY_MODE,
		.nofollow = act->nofollow,
		.plain = act->plain,
	};
	struct target target;
	bool is_new;
	int error = find_target(ctx, &lookup, act->inherit_mode || act->copy_up, &target);

	if (error < 0)
		return error;
	OWNED_FD int covered = target.fd;
	OWNED_FD int mount = make_filesystem(ctx, act, covered, &is_new);
	if (mount < 0)
		return mount;
	error = set_label(ctx, act, mount);
	if (error < 0)
		return error;
	/* A new filesystem's mount is nobody's peer as it is. */
	if ((act->present & MOUNT_FS_HAS_PROPAGATION) != 0) {
		struct mounts_change change = {.propagation = act->propagation, .recursive = true};
		struct mounts_report report;

		error = mounts_change(mount, &change, &report);
		if (error < 0)
			return ctx_fail(ctx, report.step, act->target, error, report.why);
	}
	if (act->copy_up) {
		error = copy_tree(ctx, covered, mount, act->target);
		if (error < 0)
			return error;
	}
	error = attach(ctx, &mount, &target, &lookup, act->from);
	if (error == 0 && is_new && lookup.is_direct)
		fresh_keep(ctx, act->type, act->target, &mount);
	return error;
}

/* A link that is a bind's source, made again in the container: never followed, on either side. */
static int copy_symlink(struct ctx *ctx, const struct act_mount_bind *act, int source)
{
	struct path_lookup lookup = {.path = act->target};
	char wanted[PATH_MAX], found[PATH_MAX];
	const char *name;
	ssize_t length = readlinkat(source, "", wanted, sizeof(wanted) - 1);

	if (length < 0)
		return ctx_fail(ctx, "readlinkat", act->source, -errno, NULL);
	wanted[length] = '\0';
	OWNED_FD int directory = path_open_parent(ctx->root_fd, &lookup, &name);
	if (directory < 0)
		return ctx_fail(ctx, lookup.step, act->target, directory, lookup.why);
	if (symlinkat(wanted, directory, name) == 0)
		return 0;
	if (errno != EEXIST)
		return ctx_fail(ctx, "symlinkat", act->target, -errno, NULL);
	length = readlinkat(directory, name, found, sizeof(found) - 1);
	if (length >= 0) {
		found[length] = '\0';
		if (strcmp(found, wanted) == 0)
			return 0;
	}
	return ctx_fail(ctx, "symlinkat", act->target, -EEXIST, "exists with a different content");
}

/*
 * A user namespace may not clear what the host has set on the source's mount
 * (mount_namespaces(7)), and engines write `rw` for what is not to be read-only: what is locked
 * stays, which allows nobody more.
 */
static int change_top(
	struct ctx *ctx, int tree, struct mounts_change *change, struct mounts_report *report)
{
	int error = mounts_change(tree, change, report);
	uint64_t locked = 0;

	if (error == -EPERM)
		locked = mounts_attributes(tree) & change->clear;
	if (locked == 0)
		return error;
	change->clear &= ~locked;
	error = mounts_change(tree, change, report);
	if (error == 0)
		ctx_result_string(ctx, "as", "locked");
	return error;
}

/*
 * Attributes of a bind, all while it is detached: those for all mounts below first, because those
 * of the top mount alone are the more particular.
 */
static int change_bind(
	struct ctx *ctx, const struct act_mount_bind *act, int tree, struct mounts_report *report)
{
	bool has_propagation = (act->present & MOUNT_BIND_HAS_PROPAGATION) != 0;
	struct mounts_change all = {.set = act->recursive_set,
		.clear = act->recursive_clear,
		.propagation = PROPAGATION_PRIVATE,
		.recursive = true};
	struct mounts_change top = {.set = act->set, .clear = act->clear, .propagation = -1};
	int error;

	if (has_propagation && act->propagation_recursive)
		all.propagation = act->propagation;
	else if (has_propagation)
		top.propagation = act->propagation;
	/* A peer of the source's mount takes part in what is mounted on the host's side, if asked.
	 */
	if (has_propagation && !act->propagation_recursive)
		all.propagation = -1;
	error = mounts_change(tree, &all, report);
	return error < 0 ? error : change_top(ctx, tree, &top, report);
}

static int clone_source(struct ctx *ctx, const struct act_mount_bind *act, int source)
{
	unsigned flags = act->recursive ? MOUNTS_RECURSIVE : 0;
	struct mounts_report report;
	int tree = mounts_clone(source, "", flags, &report);

	return tree < 0 ? ctx_fail(ctx, report.step, act->source, tree, report.why) : tree;
}

/* The source is a host path, which the config's author may choose freely: links are followed. */
static int open_source(const struct act_mount_bind *act)
{
	bool nofollow = act->source_nofollow || act->copy_symlink;

	return path_openat2(
		AT_FDCWD, act->source, O_PATH | (nofollow ? (uint64_t)O_NOFOLLOW : 0), 0);
}

/* What the helper opened in this process's place; `is_clone` tells it from an own descriptor. */
static int find_source(struct ctx *ctx, const struct act_mount_bind *act, bool *is_clone)
{
	bool has_slot = (act->present & MOUNT_BIND_HAS_SLOT) != 0;
	int source = has_slot && !act->slot_if_denied ? -EACCES : open_source(act);

	*is_clone = false;
	if (source != -EACCES || !has_slot)
		return source;
	source = ctx_take_source(ctx, act->slot);
	*is_clone = source >= 0;
	return source >= 0 ? source : -EACCES;
}

static int bind(struct ctx *ctx, const struct act_mount_bind *act, int *tree, mode_t type)
{
	struct path_lookup lookup = {
		.path = act->target,
		.nofollow = act->nofollow,
		.make = S_ISDIR(type) ? PATH_MAKE_DIRECTORY : PATH_MAKE_FILE,
		.mode = S_ISDIR(type) ? DIRECTORY_MODE : FILE_MODE,
	};
	struct mounts_report report;
	struct target target;
	int error = change_bind(ctx, act, *tree, &report);

	if (error < 0)
		return ctx_fail(ctx, report.step, act->target, error, report.why);
	error = find_target(ctx, &lookup, false, &target);
	if (error < 0)
		return error;
	OWNED_FD int covered = target.fd;
	error = attach(ctx, tree, &target, &lookup, act->from);
	return error;
}

int act_mount_bind(struct ctx *ctx, const struct action *action)
{
	const struct act_mount_bind *act = action->args;
	bool required = (act->present & MOUNT_BIND_HAS_REQUIRED) == 0 || act->required;
	struct stat status;
	bool is_clone;

	OWNED_FD int source = find_source(ctx, act, &is_clone);
	if (source == -ENOENT && !required) {
		ctx_result_string(ctx, "as", "missing");
		return 0;
	}
	if (source < 0)
		return ctx_fail(ctx, "openat2", act->source, source, NULL);
	if (fstat(source, &status) < 0)
		return ctx_fail(ctx, "fstat", act->source, -errno, NULL);
	if (S_ISLNK(status.st_mode) && act->copy_symlink)
		return copy_symlink(ctx, act, source);
	OWNED_FD int tree = is_clone ? take_fd(&source) : clone_source(ctx, act, source);
	return tree < 0 ? tree : bind(ctx, act, &tree, status.st_mode);
}

int act_mount_attributes(struct ctx *ctx, const struct action *action)
{
	const struct act_mount_attributes *act = action->args;
	struct mounts_change top = {.set = act->set, .clear = act->clear, .propagation = -1};
	struct mounts_change flow = {.propagation = -1, .recursive = act->propagation_recursive};
	struct mounts_report report;
	int error = 0;

	OWNED_FD int target = open_mount(ctx, act);
	if (target < 0)
		return target;
	top.recursive = act->recursive;
	if ((act->present & MOUNT_ATTRIBUTES_HAS_PROPAGATION) != 0)
		flow.propagation = act->propagation;
	if (act->superblock.count > 0)
		error = mounts_reconfigure(target, &act->superblock, &report);
	if (error == 0)
		error = mounts_change(target, &top, &report);
	if (error == 0)
		error = mounts_change(target, &flow, &report);
	return error < 0 ? ctx_fail(ctx, report.step, act->target, error, report.why) : 0;
}
