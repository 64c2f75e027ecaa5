// See detach.h; umount2(2), which has no descriptor to take: the name that the helper's own procfs
// has for one leads to what it shows, whatever anybody has made of its path meanwhile.
#include "detach.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>

#include "ctx.h"
#include "proc.h"
#include "sys.h"

int detach_mount(struct ctx *ctx, int mount, const char *object)
{
	char name[sizeof("2147483647")];
	OWNED_FD int directory = proc_open_pid(ctx, 0, "fd", O_PATH | O_DIRECTORY);

	if (directory < 0)
		return directory;
	if (fchdir(directory) < 0)
		return ctx_fail(ctx, "fchdir", "/proc/self/fd", -errno, NULL);
	(void)snprintf(name, sizeof(name), "%d", mount); // fits
	if (umount2(name, MNT_DETACH) < 0)
		return ctx_fail(ctx, "umount2", object, -errno, NULL);
	return 0;
}
