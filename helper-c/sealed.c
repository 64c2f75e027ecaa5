// See sealed.h; execveat(2), open_tree(2), memfd_create(2).
#include "sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "sys.h"

#define SELF "/proc/self/exe"
#ifndef MFD_CLOEXEC
#define MFD_CLOEXEC	  0x0001U
#define MFD_ALLOW_SEALING 0x0002U
#endif
#define MEMFD_EXEC 0x0010U /* MFD_EXEC, Linux 6.3 */
#define SEALS	   (F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

/* Beyond what callers leave open, within what a small table of descriptors holds. */
#define IMAGE_FD 60

#define BY_DESCRIPTOR "/dev/fd/"

/* The kernel names an image that was executed by descriptor /dev/fd/N (execveat(2)). */
static int image_number(void)
{
	const char *name = (const char *)(uintptr_t)getauxval(AT_EXECFN);

	if (name == NULL || strncmp(name, BY_DESCRIPTOR, strlen(BY_DESCRIPTOR)) != 0)
		return -1;
	return atoi(name + strlen(BY_DESCRIPTOR));
}

static bool is_sealed(int fd)
{
	struct statvfs filesystem;
	int seals = fcntl(fd, F_GET_SEALS);

	if (seals >= 0 && (seals & SEALS) == SEALS)
		return true;
	return fstatvfs(fd, &filesystem) == 0 && (filesystem.f_flag & ST_RDONLY) != 0;
}

static int clone_readonly(void)
{
	struct sys_mount_attr attr = {.attr_set = MOUNT_ATTR_RDONLY};
	OWNED_FD int tree = sys_open_tree(AT_FDCWD, SELF, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
	int error;

	if (tree < 0)
		return tree;
	error = sys_mount_setattr(tree, "", AT_EMPTY_PATH, &attr);
	return error < 0 ? error : take_fd(&tree);
}

static int copy_sealed(void)
{
	struct stat status;
	off_t at = 0;
	OWNED_FD int self = openat(AT_FDCWD, SELF, O_RDONLY | O_CLOEXEC);
	OWNED_FD int copy = sys_memfd_create(
		"lading-helper", MFD_CLOEXEC | MFD_ALLOW_SEALING | MEMFD_EXEC);

	if (copy == -EINVAL)
		copy = sys_memfd_create("lading-helper", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (self < 0 || copy < 0)
		return self < 0 ? -errno : copy;
	if (fstat(self, &status) < 0)
		return -errno;
	while (at < status.st_size)
		if (sendfile(copy, self, &at, (size_t)(status.st_size - at)) <= 0)
			return -errno;
	if (fcntl(copy, F_ADD_SEALS, SEALS) < 0)
		return -errno;
	return take_fd(&copy);
}

/* Out of the way of the descriptors that the caller may or may not have given: to one that is none
 * of those. */
static int move_up(int fd, int last)
{
	int high = fcntl(fd, F_DUPFD_CLOEXEC, last < IMAGE_FD ? IMAGE_FD : last + 1);
	int error;

	/* A limit may be as low as that. */
	if (high < 0)
		high = fcntl(fd, F_DUPFD_CLOEXEC, last + 1);
	error = -errno;
	(void)close(fd); /* nothing was written to it */
	return high < 0 ? error : high;
}

static void keep_open(int fd)
{
	(void)fcntl(fd, F_SETFD, 0); /* EBADF: there is none to keep */
}

bool sealed_is_self(void)
{
	if (image_number() < 0)
		return false;
	/* Not O_PATH, which tells no seals. */
	OWNED_FD int self = openat(AT_FDCWD, SELF, O_RDONLY | O_CLOEXEC);

	return self >= 0 && is_sealed(self);
}

int sealed_become(char **argv, char **env, int last)
{
	if (sealed_is_self())
		return 0;
	/* The clone needs CAP_SYS_ADMIN, and costs nothing; the copy is for everybody else. */
	OWNED_FD int image = clone_readonly();
	if (image < 0)
		image = copy_sealed();
	if (image < 0)
		return image;
	image = move_up(image, last);
	if (image < 0)
		return image;
	for (int fd = 3; fd <= last; fd++)
		keep_open(fd);
	/* Which closes the image's: while one is open, the clone is a mount of a namespace of its
	 * own, and may be made writable by whoever may mount at all (mount_setattr(2)). */
	return sys_execveat(image, "", argv, env, AT_EMPTY_PATH);
}
