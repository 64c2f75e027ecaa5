// See copy.h. The source is the image's: each entry is opened by name in its own directory's
// descriptor, never through a link, and looked at again after it was opened.
#include "copy.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "ctx.h"
#include "path.h"
#include "sys.h"

/* Each level takes some 10 KiB of stack; an image that nests deeper is refused by name. */
#define DEPTH_MAX    64
#define ENTRIES_SIZE 4096
#define CHUNK	     (1024 * 1024)
/* Extended attributes that do not fit are refused: these are the sizes of real ones. */
#define XATTR_NAMES_SIZE 2048
#define XATTR_VALUE_SIZE 2048

#define ONE_STEP (RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS)

struct directory_entry {
	uint64_t inode;
	int64_t offset;
	uint16_t length;
	uint8_t type;
	char name[];
};

struct copy {
	struct ctx *ctx;
	const char *object;
};

static int copy_directory(struct copy *copy, int from, int to, unsigned depth);

static int fail(struct copy *copy, const char *step, int error)
{
	return ctx_fail(copy->ctx, step, copy->object, error, "while copying what it covers");
}

/* What the target filesystem does not have a place for is left behind. */
static int copy_xattrs(struct copy *copy, int from, int to)
{
	char names[XATTR_NAMES_SIZE];
	char value[XATTR_VALUE_SIZE];
	ssize_t total = flistxattr(from, names, sizeof(names));
	ssize_t size;

	if (total < 0)
		return errno == ENOTSUP ? 0 : fail(copy, "flistxattr", -errno);
	for (const char *name = names; name < names + total; name += strlen(name) + 1) {
		size = fgetxattr(from, name, value, sizeof(value));
		if (size < 0 && errno != ENODATA && errno != ENOTSUP)
			return fail(copy, "fgetxattr", -errno);
		if (size >= 0 && fsetxattr(to, name, value, (size_t)size, 0) < 0 &&
			errno != ENOTSUP)
			return fail(copy, "fsetxattr", -errno);
	}
	return 0;
}

static int copy_metadata(struct copy *copy, const struct stat *status, int from, int to)
{
	struct timespec times[2] = {status->st_atim, status->st_mtim};
	int error;

	if (fchown(to, status->st_uid, status->st_gid) < 0)
		return fail(copy, "fchown", -errno);
	/* After the owner, whose change clears the set-id bits. */
	if (fchmod(to, status->st_mode & 07777) < 0)
		return fail(copy, "fchmod", -errno);
	error = copy_xattrs(copy, from, to);
	if (error == 0 && futimens(to, times) < 0)
		error = fail(copy, "futimens", -errno);
	return error;
}

static int copy_file(struct copy *copy, int directory, const char *name, int to_directory)
{
	OWNED_FD int from = path_openat2(
		directory, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, ONE_STEP);
	OWNED_FD int to = -1;
	struct stat status;
	ssize_t count;

	if (from < 0)
		return fail(copy, "openat2", from);
	if (fstat(from, &status) < 0)
		return fail(copy, "fstat", -errno);
	if (!S_ISREG(status.st_mode))
		return fail(copy, "fstat", -ESTALE);
	to = openat(to_directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (to < 0)
		return fail(copy, "openat", -errno);
	do {
		count = sendfile(to, from, NULL, CHUNK);
	} while (count > 0);
	if (count < 0)
		return fail(copy, "sendfile", -errno);
	return copy_metadata(copy, &status, from, to);
}

static int copy_subdirectory(
	struct copy *copy, int directory, const char *name, int to_directory, unsigned depth)
{
	OWNED_FD int from = path_openat2(
		directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, ONE_STEP);
	OWNED_FD int to = -1;
	struct stat status;
	int error;

	if (from < 0)
		return fail(copy, "openat2", from);
	if (depth == DEPTH_MAX)
		return fail(copy, "openat2", -ELOOP);
	if (mkdirat(to_directory, name, 0700) < 0)
		return fail(copy, "mkdirat", -errno);
	to = openat(to_directory, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (to < 0 || fstat(from, &status) < 0)
		return fail(copy, "openat", -errno);
	error = copy_directory(copy, from, to, depth + 1);
	return error < 0 ? error : copy_metadata(copy, &status, from, to);
}

static int copy_special(
	struct copy *copy, int entry, const struct stat *status, int to_directory, const char *name)
{
	struct timespec times[2] = {status->st_atim, status->st_mtim};
	char target[PATH_MAX];
	ssize_t length;

	if (S_ISLNK(status->st_mode)) {
		length = readlinkat(entry, "", target, sizeof(target) - 1);
		if (length < 0)
			return fail(copy, "readlinkat", -errno);
		target[length] = '\0';
		if (symlinkat(target, to_directory, name) < 0)
			return fail(copy, "symlinkat", -errno);
	} else if (mknodat(to_directory, name, status->st_mode, status->st_rdev) < 0) {
		return fail(copy, "mknodat", -errno);
	}
	if (fchownat(to_directory, name, status->st_uid, status->st_gid, AT_SYMLINK_NOFOLLOW) < 0)
		return fail(copy, "fchownat", -errno);
	/* The new filesystem is ours alone: the name still means what was just made. */
	if (!S_ISLNK(status->st_mode) &&
		fchmodat(to_directory, name, status->st_mode & 07777, 0) < 0)
		return fail(copy, "fchmodat", -errno);
	if (utimensat(to_directory, name, times, AT_SYMLINK_NOFOLLOW) < 0)
		return fail(copy, "utimensat", -errno);
	return 0;
}

static int copy_entry(struct copy *copy, int from, const char *name, int to, unsigned depth)
{
	OWNED_FD int entry = -1;
	struct stat status;

	if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
		return 0;
	entry = path_open_entry(from, name, 0);
	if (entry == -ENOENT)
		return 0; /* gone meanwhile: then it is not covered either */
	if (entry < 0)
		return fail(copy, "openat2", entry);
	if (fstat(entry, &status) < 0)
		return fail(copy, "fstat", -errno);
	if (S_ISREG(status.st_mode))
		return copy_file(copy, from, name, to);
	if (S_ISDIR(status.st_mode))
		return copy_subdirectory(copy, from, name, to, depth);
	return copy_special(copy, entry, &status, to, name);
}

static int copy_directory(struct copy *copy, int from, int to, unsigned depth)
{
	_Alignas(struct directory_entry) char entries[ENTRIES_SIZE];
	long length;
	int error;

	while ((length = sys_getdents(from, entries, sizeof(entries))) > 0) {
		for (long at = 0; at < length;) {
			const struct directory_entry *entry = (const void *)(entries + at);
			error = copy_entry(copy, from, entry->name, to, depth);
			if (error < 0)
				return error;
			at += entry->length;
		}
	}
	return length < 0 ? fail(copy, "getdents64", (int)length) : 0;
}

int copy_tree(struct ctx *ctx, int from, int to, const char *object)
{
	struct copy copy = {.ctx = ctx, .object = object};
	OWNED_FD int readable = path_openat2(from, ".", O_RDONLY | O_DIRECTORY, ONE_STEP);
	OWNED_FD int writable = -1;

	if (readable < 0)
		return fail(&copy, "openat2", readable);
	writable = path_openat2(to, ".", O_RDONLY | O_DIRECTORY, ONE_STEP);
	if (writable < 0)
		return fail(&copy, "openat2", writable);
	return copy_directory(&copy, readable, writable, 0);
}
