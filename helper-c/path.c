// See path.h. openat2(2), Linux 5.6: without it the helper refuses to work, for there is no safe
// way to walk a path in user space while somebody else renames its components.
#include "path.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "sys.h"

/* A rename anywhere on the system makes the kernel give up with EAGAIN: try as often as runc does.
 */
#define OPENAT2_TRIES 128

#define IN_ROOT	 (RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS)
#define ONE_STEP (RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)

int path_openat2(int directory, const char *path, uint64_t flags, uint64_t resolve)
{
	struct sys_open_how how = {.flags = flags | O_CLOEXEC, .resolve = resolve};
	int fd = -EAGAIN;

	for (int try = 0; try < OPENAT2_TRIES && fd == -EAGAIN; try++)
		fd = sys_openat2(directory, path, &how);
	return fd;
}

int path_open_entry(int directory, const char *name, uint64_t flags)
{
	return path_openat2(directory, name, O_PATH | O_NOFOLLOW | flags, ONE_STEP);
}

static int fail(struct path_lookup *lookup, const char *step, const char *why, int error)
{
	lookup->step = step;
	lookup->why = why;
	return error;
}

static int fail_openat2(struct path_lookup *lookup, int error)
{
	const char *why = NULL;

	if (error == -ENOSYS)
		why = "needs openat2(2): Linux 5.6";
	else if (error == -ELOOP && lookup->plain)
		why = "is a symbolic link, or below one";
	else if (error == -ELOOP)
		why = "goes through a magic link of procfs, or too many symbolic links";
	else if (error == -EAGAIN)
		why = "kept being renamed while it was looked up";
	return fail(lookup, "openat2", why, error);
}

static int open_in_root(
	int root, const struct path_lookup *lookup, const char *path, uint64_t flags)
{
	return path_openat2(root, path, O_PATH | flags,
		IN_ROOT | (lookup->plain || lookup->direct ? (uint64_t)RESOLVE_NO_SYMLINKS : 0));
}

int path_make(int directory, const char *name, enum path_make what, mode_t mode)
{
	/* The container's umask may be set already. */
	mode_t umask_before = umask(0);
	int result = what == PATH_MAKE_FILE ? mknodat(directory, name, S_IFREG | mode, 0)
					    : mkdirat(directory, name, mode);
	int error = result < 0 ? -errno : 0;

	if (umask_before != 0)
		(void)umask(umask_before); /* cannot fail */
	return error;
}

/*
 * Makes one missing entry and opens it. The name may have been taken in between (EEXIST): by
 * another container that shares this directory and makes the same, which is fine, or by a symbolic
 * link, dangling from the start or put there to lead us away, which is not.
 */
static int make_and_open(
	struct path_lookup *lookup, int directory, const char *name, bool is_file, mode_t mode)
{
	enum path_make what = is_file ? PATH_MAKE_FILE : PATH_MAKE_DIRECTORY;
	int error = path_make(directory, name, what, mode);
	struct stat status;
	int fd;

	if (error < 0 && error != -EEXIST)
		return fail(lookup, is_file ? "mknodat" : "mkdirat", NULL, error);
	fd = path_open_entry(directory, name, 0);
	if (fd < 0)
		return fail_openat2(lookup, fd);
	if (fstat(fd, &status) < 0) {
		error = fail(lookup, "fstat", NULL, -errno);
	} else if (S_ISLNK(status.st_mode)) {
		error = fail(lookup, "openat2", "is a symbolic link that leads nowhere in the root",
			-ELOOP);
	} else if (is_file ? S_ISDIR(status.st_mode) : !S_ISDIR(status.st_mode)) {
		error = fail(lookup, "openat2", NULL, is_file ? -EISDIR : -ENOTDIR);
	} else if (error == 0 &&
		   (status.st_uid != geteuid() || (status.st_mode & 0777) != (mode & 0777))) {
		error = fail(lookup, "fstat", "was replaced while it was being made", -ESTALE);
	} else {
		return fd;
	}
	(void)close(fd); /* O_PATH: nothing to lose */
	return error;
}

/* The next component of a path, without the slashes around it; its end is where to go on. */
static const char *next_component(const char *path, size_t *length)
{
	while (*path == '/')
		path++;
	*length = strcspn(path, "/");
	return path;
}

struct walk {
	int at;		  /* the directory reached */
	bool is_own;	  /* `at` is ours to close */
	bool is_made;	  /* from here on nothing exists */
	const char *name; /* the component at hand */
	size_t length;
	bool is_last;
};

static void walk_to(struct walk *walk, int fd)
{
	if (walk->is_own)
		(void)close(walk->at); /* O_PATH: nothing to lose */
	walk->at = fd;
	walk->is_own = true;
}

/* One component: what exists is resolved from the root again, so that links mean what they should.
 */
static int walk_step(int root, struct path_lookup *lookup, struct walk *walk)
{
	bool is_file = walk->is_last && lookup->make == PATH_MAKE_FILE;
	mode_t mode = walk->is_last ? lookup->mode : PATH_PARENT_MODE;
	char text[PATH_MAX];
	int fd = -ENOENT;

	if (!walk->is_made) {
		size_t length = (size_t)(walk->name + walk->length - lookup->path);
		memcpy(text, lookup->path, length);
		text[length] = '\0';
		fd = open_in_root(root, lookup, text, walk->is_last ? 0 : O_DIRECTORY);
		if (fd < 0 && fd != -ENOENT)
			return fail_openat2(lookup, fd);
	}
	if (fd == -ENOENT) {
		if (walk->length == 2 && memcmp(walk->name, "..", 2) == 0)
			return fail(lookup, "openat2", "has `..` below a missing directory", fd);
		memcpy(text, walk->name, walk->length);
		text[walk->length] = '\0';
		fd = make_and_open(lookup, walk->at, text, is_file, mode);
		walk->is_made = true;
	}
	if (fd >= 0)
		walk_to(walk, fd);
	return fd < 0 ? fd : 0;
}

/* Mostly the last component alone is missing: then the walk begins at its directory. */
static void begin_at_parent(int root, const struct path_lookup *lookup, struct walk *walk)
{
	const char *slash = strrchr(lookup->path, '/');
	char text[PATH_MAX];
	size_t length;
	int fd;

	/* What ends in a slash, or in a name that leads elsewhere, is walked from the root. */
	if (slash == NULL || slash[1] == '\0' || strcmp(slash, "/.") == 0 ||
		strcmp(slash, "/..") == 0)
		return;
	length = (size_t)(slash - lookup->path) + 1;
	memcpy(text, lookup->path, length);
	text[length] = '\0';
	fd = open_in_root(root, lookup, text, O_DIRECTORY);
	if (fd < 0)
		return;
	walk_to(walk, fd);
	walk->name = slash + 1;
	walk->is_made = true;
}

static int make_missing(int root, struct path_lookup *lookup)
{
	struct walk walk = {.at = root, .name = lookup->path};
	int error = 0;

	if (strlen(lookup->path) >= PATH_MAX)
		return fail(lookup, "openat2", NULL, -ENAMETOOLONG);
	begin_at_parent(root, lookup, &walk);
	walk.name = next_component(walk.name, &walk.length);
	while (walk.length > 0 && error == 0) {
		size_t next_length;
		const char *next = next_component(walk.name + walk.length, &next_length);

		walk.is_last = next_length == 0;
		if (walk.length != 1 || walk.name[0] != '.')
			error = walk_step(root, lookup, &walk);
		walk.name = next;
		walk.length = next_length;
	}
	if (error < 0 && walk.is_own)
		(void)close(walk.at); /* O_PATH: nothing to lose */
	return error < 0 ? error : walk.at;
}

static uint64_t flags_of(const struct path_lookup *lookup)
{
	return (lookup->nofollow ? (uint64_t)O_NOFOLLOW : 0) |
	       (lookup->plain ? (uint64_t)O_DIRECTORY : 0);
}

int path_open_within(int mount, const char *name, struct path_lookup *lookup)
{
	int fd = path_openat2(mount, name, O_PATH | flags_of(lookup), ONE_STEP | RESOLVE_NO_XDEV);

	if (fd < 0)
		(void)fail_openat2(lookup, fd);
	if (fd != -ENOENT || lookup->make == PATH_MAKE_NOTHING || strchr(name, '/') != NULL)
		return fd;
	return make_and_open(lookup, mount, name, lookup->make == PATH_MAKE_FILE, lookup->mode);
}

int path_open(int root, struct path_lookup *lookup)
{
	uint64_t flags = flags_of(lookup);
	int fd = open_in_root(root, lookup, lookup->path, flags);

	if (fd >= 0 || lookup->make == PATH_MAKE_NOTHING || fd != -ENOENT)
		return fd < 0 ? fail_openat2(lookup, fd) : fd;
	return make_missing(root, lookup);
}

int path_open_parent(int root, struct path_lookup *lookup, const char **name)
{
	struct path_lookup parent = {.make = PATH_MAKE_DIRECTORY, .mode = PATH_PARENT_MODE};
	const char *slash = strrchr(lookup->path, '/');
	size_t length = slash == NULL ? 0 : (size_t)(slash - lookup->path);
	char text[PATH_MAX];
	int fd;

	*name = slash == NULL ? lookup->path : slash + 1;
	if (**name == '\0' || strcmp(*name, ".") == 0 || strcmp(*name, "..") == 0)
		return fail(lookup, "openat2", "does not end in a name", -EINVAL);
	if (length >= sizeof(text) - 1)
		return fail(lookup, "openat2", NULL, -ENAMETOOLONG);
	memcpy(text, lookup->path, length);
	memcpy(text + length, "/", 2);
	parent.path = text;
	parent.plain = strncmp(lookup->path, "/dev/", 5) == 0;
	fd = path_open(root, &parent);
	if (fd < 0)
		return fail(lookup, parent.step, parent.why, fd);
	return fd;
}

/* STATX_MNT_ID_UNIQUE, Linux 6.8; before it the id is unique among mounts that are there. */
int path_mount_id(int fd, uint64_t *id)
{
	struct sys_mount_status status;
	int error = sys_statx_mount(fd, &status);

	*id = error < 0 ? 0 : status.mount_id;
	return error;
}

int path_shows(int fd, const struct sys_mount_status *place, bool *same)
{
	struct sys_mount_status own;
	int error = sys_statx_mount(fd, &own);

	*same = error == 0 && own.device_major == place->device_major &&
		own.device_minor == place->device_minor && own.inode == place->inode &&
		own.mount_id == place->mount_id;
	return error;
}

int path_same_place(int one, int other, bool *same)
{
	struct sys_mount_status place;
	int error = sys_statx_mount(one, &place);

	*same = false;
	return error < 0 ? error : path_shows(other, &place, same);
}

/* What is there already need not say so: a mount point that waits for its mount, or a server that
 * tells of nothing where one may not write, has another error for whoever would make it. */
static bool is_directory(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

int path_make_all(const char *path, mode_t mode, char failed[PATH_MAX])
{
	size_t length = strlen(path);
	int error;

	(void)snprintf(failed, PATH_MAX, "%s", path); // cut where it is too long
	if (length >= PATH_MAX)
		return -ENAMETOOLONG;
	if (mkdir(path, mode) == 0 || errno == EEXIST)
		return 0;
	error = -errno;
	if (error != -ENOENT)
		return is_directory(path) ? 0 : error;
	for (size_t at = 1; at <= length; at++) {
		if (path[at] != '/' && path[at] != '\0')
			continue;
		failed[at] = '\0';
		error = mkdir(failed, mode) < 0 ? -errno : 0;
		if (error < 0 && error != -EEXIST && !is_directory(failed))
			return error;
		failed[at] = path[at];
	}
	return 0;
}
