// device.create, device.bind, symlink.create (config-linux.md#default-devices, #devices).
//
// What they may touch: entries of directories below the container's root, which are made when they
// are missing. The directory is opened first, below /dev without following any link, and everything
// else is done in its descriptor to one name in it that is never followed; what is opened is looked
// at before it is changed.
//
// What a hostile rootfs could try, and the test that tries it: /dev, or a directory on the way, as
// a link out of the image (test/attacks/device-directory); a link, file or other device in place of
// a node, so that the runtime changes the owner or mode of something else, or writes through it
// (test/attacks/device-node).
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "act/handlers.h"
#include "attach.h"
#include "ctx.h"
#include "fresh.h"
#include "mounts.h"
#include "path.h"
#include "sys.h"

/* config-linux.md#devices gives no default for fileMode; crun's and runc's for their own. */
#define NODE_MODE 0666
/* The mode of an empty file that is there to be mounted on. */
#define FILE_MODE 0644

static const mode_t create_types[DEVICE_CREATE_TYPE_COUNT] = {
	[DEVICE_CREATE_TYPE_B] = S_IFBLK,
	[DEVICE_CREATE_TYPE_C] = S_IFCHR,
	[DEVICE_CREATE_TYPE_P] = S_IFIFO,
};

static const mode_t bind_types[DEVICE_BIND_TYPE_COUNT] = {
	[DEVICE_BIND_TYPE_B] = S_IFBLK,
	[DEVICE_BIND_TYPE_C] = S_IFCHR,
	[DEVICE_BIND_TYPE_P] = S_IFIFO,
};

/* The same number on every architecture. */
#define NUMBER_FCHMODAT2 452

static bool is_device(const struct stat *status, mode_t type, dev_t number)
{
	return (status->st_mode & S_IFMT) == type && (type == S_IFIFO || status->st_rdev == number);
}

/*
 * Owner and mode of a node just made, by the descriptor of the node itself. Mostly both are right
 * as they are, which a look by its name tells.
 */
static int finish_node(struct ctx *ctx, const struct act_device_create *act, int directory,
	const char *name, mode_t mode)
{
	mode_t type = create_types[act->type];
	dev_t number = makedev((unsigned)act->major, (unsigned)act->minor);
	struct stat status;
	uid_t uid = (act->present & DEVICE_CREATE_HAS_UID) != 0 ? (uid_t)act->uid : (uid_t)-1;
	gid_t gid = (act->present & DEVICE_CREATE_HAS_GID) != 0 ? (gid_t)act->gid : (gid_t)-1;

	if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
		is_device(&status, type, number) && (status.st_mode & 07777) == mode &&
		(uid == (uid_t)-1 || status.st_uid == uid) &&
		(gid == (gid_t)-1 || status.st_gid == gid))
		return 0;
	OWNED_FD int node = path_open_entry(directory, name, 0);
	if (node < 0)
		return ctx_fail(ctx, "openat2", act->path, node, NULL);
	if (fstat(node, &status) < 0)
		return ctx_fail(ctx, "fstat", act->path, -errno, NULL);
	if (!is_device(&status, type, number))
		return ctx_fail(ctx, "fstat", act->path, -ESTALE, "was replaced while it was made");
	if (fchownat(node, "", uid, gid, AT_EMPTY_PATH) < 0 || fstat(node, &status) < 0)
		return ctx_fail(ctx, "fchownat", act->path, -errno, NULL);
	/* A default ACL of the directory, or the change of owner, may have taken bits away. */
	if ((status.st_mode & 07777) != mode &&
		syscall(NUMBER_FCHMODAT2, node, "", mode, AT_EMPTY_PATH) < 0)
		return ctx_fail(ctx, "fchmodat2", act->path, -errno,
			errno == ENOSYS ? "needs Linux 6.6" : NULL);
	return 0;
}

static int check_existing(
	struct ctx *ctx, const struct act_device_create *act, int directory, const char *name)
{
	struct stat status;

	if (fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return ctx_fail(ctx, "fstatat", act->path, -errno, NULL);
	if (!is_device(&status, create_types[act->type],
		    makedev((unsigned)act->major, (unsigned)act->minor)))
		return ctx_fail(ctx, "mknodat", act->path, -EEXIST, "something else is there");
	ctx_result_string(ctx, "as", "existing");
	return 0;
}

int act_device_create(struct ctx *ctx, const struct action *action)
{
	const struct act_device_create *act = action->args;
	struct path_lookup lookup = {.path = act->path};
	mode_t mode = (act->present & DEVICE_CREATE_HAS_MODE) != 0 ? (mode_t)act->mode : NODE_MODE;
	const char *name;
	mode_t umask_before;
	int result;

	OWNED_FD int opened = -1;
	int directory = fresh_open_parent(ctx, &lookup, &name, &opened);

	if (directory < 0)
		return ctx_fail(ctx, lookup.step, act->path, directory, lookup.why);
	/* Exact, whatever the container's umask: mknodat(2) has no other way to say it. */
	umask_before = umask(0);
	result = mknodat(directory, name, create_types[act->type] | mode,
			 makedev((unsigned)act->major, (unsigned)act->minor)) < 0
			 ? -errno
			 : 0;
	if (umask_before != 0)
		(void)umask(umask_before); /* cannot fail */
	if (result == -EEXIST)
		return check_existing(ctx, act, directory, name);
	if (result < 0)
		return ctx_fail(ctx, "mknodat", act->path, result, NULL);
	return finish_node(ctx, act, directory, name, mode);
}

/* The host's node, as expected: its path may lead through links, the node is what counts. */
static int open_host_device(struct ctx *ctx, const struct act_device_bind *act)
{
	struct stat status;
	bool has_number = (act->present & DEVICE_BIND_HAS_MAJOR) != 0 &&
			  (act->present & DEVICE_BIND_HAS_MINOR) != 0;

	OWNED_FD int source = path_openat2(AT_FDCWD, act->source, O_PATH, 0);
	if (source < 0)
		return ctx_fail(ctx, "openat2", act->source, source, NULL);
	if (fstat(source, &status) < 0)
		return ctx_fail(ctx, "fstat", act->source, -errno, NULL);
	if ((act->present & DEVICE_BIND_HAS_TYPE) != 0 &&
		(status.st_mode & S_IFMT) != bind_types[act->type])
		return ctx_fail(ctx, "fstat", act->source, -ENODEV, "another type of device");
	if (has_number && status.st_rdev != makedev((unsigned)act->major, (unsigned)act->minor))
		return ctx_fail(ctx, "fstat", act->source, -ENODEV, "another device number");
	if (S_ISDIR(status.st_mode) || S_ISLNK(status.st_mode))
		return ctx_fail(ctx, "fstat", act->source, -ENODEV, "not a device");
	return take_fd(&source);
}

int act_device_bind(struct ctx *ctx, const struct action *action)
{
	const struct act_device_bind *act = action->args;
	/* Without links: an image's link at /dev/null must not choose what is covered. */
	struct path_lookup parent = {.path = act->path};
	struct path_lookup lookup = {.make = PATH_MAKE_FILE, .mode = FILE_MODE, .nofollow = true};
	struct mounts_change change = {
		.set = UINT64_C(1) << MOUNT_ATTRIBUTE_NOSUID | UINT64_C(1)
								       << MOUNT_ATTRIBUTE_NOEXEC,
		.propagation = PROPAGATION_PRIVATE,
	};
	struct mounts_report report;
	struct stat status;
	int error;

	OWNED_FD int source = open_host_device(ctx, act);
	if (source < 0)
		return source;
	OWNED_FD int opened = -1;
	int directory = fresh_open_parent(ctx, &parent, &lookup.path, &opened);

	if (directory < 0)
		return ctx_fail(ctx, parent.step, act->path, directory, parent.why);
	OWNED_FD int target = path_open(directory, &lookup);
	if (target < 0)
		return ctx_fail(ctx, lookup.step, act->path, target, lookup.why);
	if (fstat(target, &status) < 0)
		return ctx_fail(ctx, "fstat", act->path, -errno, NULL);
	if (S_ISLNK(status.st_mode))
		return ctx_fail(ctx, "fstat", act->path, -ELOOP, "is a symbolic link");
	OWNED_FD int tree = mounts_clone(source, "", 0, &report);
	if (tree < 0)
		return ctx_fail(ctx, report.step, act->source, tree, report.why);
	error = mounts_change(tree, &change, &report);
	if (error < 0)
		return ctx_fail(ctx, report.step, act->path, error, report.why);
	return attach_mount(ctx, tree, target, directory, &lookup, act->path);
}

/* Removes what is there; a directory is never removed, whatever the plan says. */
static int replace(
	struct ctx *ctx, const struct act_symlink_create *act, int directory, const char *name)
{
	if (unlinkat(directory, name, 0) < 0 && errno != ENOENT)
		return ctx_fail(ctx, "unlinkat", act->path, -errno, NULL);
	if (symlinkat(act->target, directory, name) < 0)
		return ctx_fail(ctx, "symlinkat", act->path, -errno, NULL);
	return 0;
}

int act_symlink_create(struct ctx *ctx, const struct action *action)
{
	const struct act_symlink_create *act = action->args;
	struct path_lookup lookup = {.path = act->path};
	int existing = (act->present & SYMLINK_CREATE_HAS_EXISTING) != 0
			       ? act->existing
			       : SYMLINK_CREATE_EXISTING_KEEP;
	const char *name;

	if (act->if_exists != NULL && faccessat(AT_FDCWD, act->if_exists, F_OK, 0) < 0) {
		ctx_result_string(ctx, "as", "missing");
		return 0;
	}
	OWNED_FD int opened = -1;
	int directory = fresh_open_parent(ctx, &lookup, &name, &opened);

	if (directory < 0)
		return ctx_fail(ctx, lookup.step, act->path, directory, lookup.why);
	if (symlinkat(act->target, directory, name) == 0)
		return 0;
	if (errno != EEXIST || existing == SYMLINK_CREATE_EXISTING_FAIL)
		return ctx_fail(ctx, "symlinkat", act->path, -errno, NULL);
	if (existing == SYMLINK_CREATE_EXISTING_REPLACE)
		return replace(ctx, act, directory, name);
	ctx_result_string(ctx, "as", "existing");
	return 0;
}
