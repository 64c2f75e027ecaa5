// See proc.h; fsopen(2), openat2(2), proc(5).
#include "proc.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "ctx.h"
#include "path.h"
#include "sys.h"

#define PROC_MAGIC 0x9fa0
#define NSFS_MAGIC 0x6e736673
/* The root of every procfs instance has this inode number (PROC_ROOT_INO). */
#define PROC_ROOT_INODE 1
/* `4194304/` and `attr/apparmor/exec`: what is opened here is short. */
#define PID_PATH_SIZE 64
#define KEY_PATH_SIZE 512
/* `pos`, `flags`, `mnt_id`, `ino`, `Pid`, `NSpid`. */
#define INFO_SIZE 512

#define RESOLVE_OWN \
	(RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)

static int make_instance(void)
{
	int context = sys_fsopen("proc", FSOPEN_CLOEXEC);
	int mount = context;

	if (context < 0)
		return context;
	mount = sys_fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0);
	if (mount == 0)
		mount = sys_fsmount(context, FSMOUNT_CLOEXEC,
			MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC);
	(void)close(context); /* nothing is written to it */
	return mount;
}

static bool is_root(int fd)
{
	struct statfs filesystem;
	struct stat status;

	return fstatfs(fd, &filesystem) == 0 && filesystem.f_type == PROC_MAGIC &&
	       fstat(fd, &status) == 0 && status.st_ino == PROC_ROOT_INODE;
}

static int open_mounted(void)
{
	return path_openat2(AT_FDCWD, "/proc", O_PATH | O_DIRECTORY, RESOLVE_NO_SYMLINKS);
}

/*
 * A procfs of this process's pid namespace. A user namespace that does not see all of an existing
 * procfs may not mount one: then a clone of what is mounted at /proc, without what covers parts of
 * it, and only when it is the root of a procfs. A helper without root may mount nothing: it has
 * /proc as it is, which then only root can have covered.
 */
static int open_instance(struct ctx *ctx)
{
	int fd = make_instance();

	if (ctx->side == SIDE_PARENT)
		ctx->is_procfs_private = fd >= 0;
	if (fd == -EPERM)
		fd = sys_open_tree(AT_FDCWD, "/proc", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
	if (fd == -EPERM && ctx->side == SIDE_PARENT)
		fd = open_mounted();
	if (fd < 0)
		return ctx_fail(ctx, "fsopen", "proc", fd,
			fd == -ENOSYS ? "fsopen(2) needs Linux 5.2" : NULL);
	if (is_root(fd))
		return fd;
	(void)close(fd); /* O_PATH: nothing to lose */
	return ctx_fail(ctx, "fstatfs", "/proc", -EXDEV, "not procfs");
}

/*
 * One for each side: it shows the pid namespace that its side is in. Closing the last descriptor of
 * one makes the kernel wait for a grace period.
 */
static int own_instance(struct ctx *ctx)
{
	int *own = &ctx->procfs[ctx->side];
	int fd;

	if (*own > 0)
		return *own;
	fd = open_instance(ctx);
	if (fd > 0)
		*own = fd;
	return fd;
}

/* Opens below an instance, which is procfs: what is beneath it on the same mount is so, too. */
static int open_below(struct ctx *ctx, int instance, const char *path, uint64_t flags)
{
	int fd = path_openat2(instance, path, flags | O_NOFOLLOW, RESOLVE_OWN);

	return fd >= 0 ? fd
		       : ctx_fail(ctx, "openat2", path, fd,
				 fd == -EXDEV || fd == -ELOOP ? "not procfs's own file" : NULL);
}

static int pid_path(int instance, pid_t pid, const char *file, char path[static PID_PATH_SIZE])
{
	ssize_t length;

	if (pid != 0) {
		length = snprintf(path, PID_PATH_SIZE, "%d/%s", pid, file);
		return length < PID_PATH_SIZE ? 0 : -ENAMETOOLONG;
	}
	/* Reading the link is not following it: it tells the pid that this instance knows us by. */
	length = readlinkat(instance, "self", path, PID_PATH_SIZE - 1);
	if (length < 0)
		return -errno;
	if ((size_t)length + 1 + strlen(file) >= PID_PATH_SIZE)
		return -ENAMETOOLONG;
	path[length] = '/';
	memcpy(path + length + 1, file, strlen(file) + 1);
	return 0;
}

int proc_open_pid(struct ctx *ctx, pid_t pid, const char *file, uint64_t flags)
{
	int instance = own_instance(ctx);
	char path[PID_PATH_SIZE];
	int error;

	if (instance < 0)
		return instance;
	error = pid_path(instance, pid, file, path);
	if (error < 0)
		return ctx_fail(
			ctx, "readlinkat", "self", error, "this process is not in its own procfs");
	return open_below(ctx, instance, path, flags);
}

int proc_open_sysctl(struct ctx *ctx, const char *key, uint64_t flags)
{
	char path[KEY_PATH_SIZE];
	int instance;

	if (snprintf(path, sizeof(path), "sys/%s", key) >= (int)sizeof(path))
		return ctx_fail(ctx, "openat2", key, -ENAMETOOLONG, NULL);
	/* Parameters are looked up for the caller's namespaces at each open, whosever procfs it is.
	 */
	instance = ctx->is_procfs_private ? ctx->procfs[SIDE_PARENT] : own_instance(ctx);
	return instance < 0 ? instance : open_below(ctx, instance, path, flags);
}

int proc_open_locks(struct ctx *ctx)
{
	int instance = own_instance(ctx);

	return instance < 0 ? instance : open_below(ctx, instance, "locks", O_RDONLY);
}

/* pidfd_open(2): the number by which this procfs knows the process of a descriptor, in `Pid:`. */
static bool knows(int instance, pid_t pid, int pidfd)
{
	char name[PID_PATH_SIZE], path[PID_PATH_SIZE], line[PID_PATH_SIZE], text[INFO_SIZE];
	ssize_t length;

	(void)snprintf(name, sizeof(name), "fdinfo/%d", pidfd);
	(void)snprintf(line, sizeof(line), "\nPid:\t%d\n", pid);
	if (pid_path(instance, 0, name, path) < 0)
		return false;
	OWNED_FD int file = path_openat2(instance, path, O_RDONLY | O_NOFOLLOW, RESOLVE_OWN);
	length = file < 0 ? file : sys_read_all(file, text, sizeof(text) - 1);
	if (length < 0)
		return false;
	text[length] = '\0';
	return strstr(text, line) != NULL;
}

bool proc_borrow(struct ctx *ctx, pid_t pid, int pidfd)
{
	int *own = &ctx->procfs[ctx->side];
	int fd = *own > 0 ? -1 : open_mounted();

	if (fd < 0)
		return false;
	if (is_root(fd) && knows(fd, pid, pidfd)) {
		*own = fd;
		return true;
	}
	(void)close(fd); /* O_PATH: nothing to lose */
	return false;
}

void proc_give_back(struct ctx *ctx)
{
	sys_close_owned(&ctx->procfs[ctx->side]);
	ctx->procfs[ctx->side] = 0;
}

int proc_prepare(struct ctx *ctx)
{
	int instance = own_instance(ctx);

	return instance < 0 ? instance : 0;
}

void proc_close(struct ctx *ctx)
{
	for (int side = 0; side < SIDE_BOTH; side++) {
		if (ctx->procfs[side] > 0)
			(void)close(ctx->procfs[side]); /* O_PATH: nothing to lose */
		ctx->procfs[side] = 0;
	}
	ctx->is_procfs_private = false;
}

int proc_open_namespace(struct ctx *ctx, pid_t pid, const char *name)
{
	int directory = proc_open_pid(ctx, pid, "ns", O_RDONLY | O_DIRECTORY);
	struct statfs filesystem;
	int fd, error = 0;

	if (directory < 0)
		return directory;
	fd = openat(directory, name, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstatfs(fd, &filesystem) < 0)
		error = ctx_fail(ctx, "openat", name, -errno, NULL);
	else if (filesystem.f_type != NSFS_MAGIC)
		error = ctx_fail(ctx, "fstatfs", name, -EXDEV, "not a namespace");
	(void)close(directory); /* only read */
	if (error == 0)
		return fd;
	if (fd >= 0)
		(void)close(fd); /* only read */
	return error;
}

int proc_open_root(struct ctx *ctx, pid_t pid)
{
	OWNED_FD int directory = proc_open_pid(ctx, pid, ".", O_RDONLY | O_DIRECTORY);
	int root;

	if (directory < 0)
		return directory;
	root = openat(directory, "root", O_PATH | O_DIRECTORY | O_CLOEXEC);
	return root < 0 ? ctx_fail(ctx, "openat", "/proc/PID/root", -errno, NULL) : root;
}
