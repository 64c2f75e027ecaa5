// See null.h.
#include "null.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include "ctx.h"
#include "path.h"
#include "sys.h"

int null_open(struct ctx *ctx, uint64_t flags)
{
	struct statfs filesystem;
	struct stat status;

	OWNED_FD int null = path_openat2(AT_FDCWD, "/dev/null", flags | O_NOFOLLOW, 0);
	if (null < 0)
		return ctx_fail(ctx, "openat2", "/dev/null", null, NULL);
	if (fstat(null, &status) < 0 || fstatfs(null, &filesystem) < 0)
		return ctx_fail(ctx, "fstat", "/dev/null", -errno, NULL);
	if (!S_ISCHR(status.st_mode) || status.st_rdev != makedev(NULL_MAJOR, NULL_MINOR) ||
		filesystem.f_type != TMPFS_MAGIC)
		return ctx_fail(
			ctx, "fstat", "/dev/null", -ENODEV, "the host's is not the null device");
	return take_fd(&null);
}
