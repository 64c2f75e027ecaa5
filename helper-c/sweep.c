// See sweep.h.
#include "sweep.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "sys.h"
#include "tree.h"

/* A delete that is still at it removes a few files: it is long done by then. */
#define AGE_SECONDS 60

static void consider(int root, const char *name, time_t now)
{
	struct stat status;

	if (name[0] != '.' || strstr(name, SWEEP_MARK) == NULL)
		return;
	if (fstatat(root, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return; /* gone meanwhile */
	if (status.st_ctim.tv_sec + AGE_SECONDS < now)
		(void)tree_remove(root, name);
}

void sweep(int root)
{
	OWNED_FD int directory = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	char entries[4096];
	struct timespec now;
	ssize_t length;

	if (directory < 0 || clock_gettime(CLOCK_REALTIME, &now) < 0)
		return;
	while ((length = sys_getdents(directory, entries, sizeof(entries))) > 0) {
		for (ssize_t at = 0; at < length;) {
			const struct dirent64 *entry = (const void *)(entries + at);

			at += entry->d_reclen;
			consider(root, entry->d_name, now.tv_sec);
		}
	}
}
